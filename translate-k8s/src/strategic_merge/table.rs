//! The types of the API whose lists are not simply replaced, and the way to them.
//!
//! Types and fields that are not here have the default: maps are merged, lists replaced. A list that
//! the API declares as `atomic` is therefore left out on purpose.

use super::{Merge, MergeKey, Shape};

/// A type of the API that leads to lists which are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    /// Nothing is declared about it.
    Unknown,
    Object,
    Workload,
    WorkloadSpec,
    CronJob,
    CronJobSpec,
    JobTemplate,
    Service,
    ServiceSpec,
    ServiceAccount,
    PodTemplate,
    PodSpec,
    Container,
    ObjectMeta,
}

impl Type {
    pub(super) fn of_kind(kind: &str) -> Self {
        match kind {
            "Deployment" | "DaemonSet" | "StatefulSet" | "ReplicaSet" | "Job" => Self::Workload,
            "CronJob" => Self::CronJob,
            "Pod" => Self::PodTemplate,
            "Service" => Self::Service,
            "ServiceAccount" => Self::ServiceAccount,
            _ => Self::Object,
        }
    }

    pub(super) fn field(self, name: &str) -> Option<Shape> {
        let shape = match (self, name) {
            (Self::ObjectMeta, "finalizers") => Shape { merge: Merge::Set, of: Self::Unknown },
            (Self::ObjectMeta, "ownerReferences") => list("uid", Self::Unknown),

            (Self::Workload | Self::JobTemplate, "spec") => map(Self::WorkloadSpec),
            (Self::WorkloadSpec, "template") => map(Self::PodTemplate),
            (Self::CronJob, "spec") => map(Self::CronJobSpec),
            (Self::CronJobSpec, "jobTemplate") => map(Self::JobTemplate),
            (Self::PodTemplate, "spec") => map(Self::PodSpec),

            (Self::PodSpec, "containers" | "initContainers" | "ephemeralContainers") => {
                list("name", Self::Container)
            }
            (
                Self::PodSpec,
                "volumes" | "imagePullSecrets" | "resourceClaims" | "schedulingGates",
            )
            | (Self::Container, "env")
            | (Self::ServiceAccount, "secrets") => list("name", Self::Unknown),
            (Self::PodSpec, "hostAliases") => list("ip", Self::Unknown),
            (Self::PodSpec, "topologySpreadConstraints") => {
                keys("topologyKey", ("whenUnsatisfiable", ""))
            }
            (Self::Container, "volumeMounts") => list("mountPath", Self::Unknown),
            (Self::Container, "volumeDevices") => list("devicePath", Self::Unknown),
            (Self::Container, "ports") => keys("containerPort", ("protocol", "TCP")),

            (Self::Service, "spec") => map(Self::ServiceSpec),
            (Self::ServiceSpec, "ports") => keys("port", ("protocol", "TCP")),

            // Every object has metadata, and so have the templates of pods and jobs.
            (
                Self::Object
                | Self::Workload
                | Self::CronJob
                | Self::JobTemplate
                | Self::Service
                | Self::ServiceAccount
                | Self::PodTemplate,
                "metadata",
            ) => map(Self::ObjectMeta),
            _ => return None,
        };
        Some(shape)
    }
}

fn map(of: Type) -> Shape {
    Shape { merge: Merge::Default, of }
}

fn list(name: &'static str, of: Type) -> Shape {
    Shape { merge: Merge::ByKey(MergeKey { name, further: None }), of }
}

fn keys(name: &'static str, further: (&'static str, &'static str)) -> Shape {
    let key = MergeKey { name, further: Some(further) };
    Shape { merge: Merge::ByKey(key), of: Type::Unknown }
}
