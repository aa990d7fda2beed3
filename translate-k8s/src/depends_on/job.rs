//! Waiting for the end of a Job: what asks the API server, and what it needs for that.

use k8s_openapi::api::core::v1::{
    ConfigMapProjection, Container, DownwardAPIProjection, DownwardAPIVolumeFile, KeyToPath,
    ObjectFieldSelector, ProjectedVolumeSource, ServiceAccount, ServiceAccountTokenProjection,
    Volume, VolumeMount, VolumeProjection,
};
use k8s_openapi::api::rbac::v1::{PolicyRule, Role, RoleBinding, RoleRef, Subject};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use crate::context::Cx;
use crate::labels;
use crate::plan::PodPlan;

/// The volume with the token.
pub(crate) const VOLUME: &str = "api-access";
/// Where programs in a pod look for it.
const MOUNT: &str = "/var/run/secrets/kubernetes.io/serviceaccount";
/// The lifetime of the token in seconds; the kubelet renews it. It is the one of ordinary tokens.
const TOKEN_SECONDS: i64 = 3607;
/// kubectl gives up after that: a week.
const WAIT: &str = "--timeout=168h";

/// What a pod needs to ask the API server about Jobs.
#[derive(Debug)]
pub(crate) struct JobAccess {
    /// The account, which may ask about these Jobs only.
    pub(crate) service_account: String,
    /// The volume with its token, mounted in the waiting containers only.
    pub(crate) volume: Volume,
}

/// Completes a container that waits for a Job.
pub(super) fn fill(container: &mut Container, job: &str, cx: &Cx<'_>) {
    container.image = Some(cx.options.kubectl_image.clone());
    let words = ["kubectl", "wait", "--for=condition=complete", WAIT, &format!("job/{job}")];
    container.command = Some(words.map(str::to_owned).into());
    container.volume_mounts = Some(vec![VolumeMount {
        name: VOLUME.to_owned(),
        mount_path: MOUNT.to_owned(),
        read_only: Some(true),
        ..VolumeMount::default()
    }]);
}

/// Adds the account of a pod that waits for Jobs, with its rights.
pub(crate) fn job_access(pod: &PodPlan<'_>, jobs: Vec<String>, cx: &mut Cx<'_>) -> JobAccess {
    let name = pod.leader().name.to_owned();
    // A pod has one account: where the file names it, that one gets the rights.
    let named = pod
        .members
        .iter()
        .find_map(|member| cx.extension.service(member.key).service_account_name.as_ref());
    let named = named.or(cx.extension.project.service_account_name.as_ref());
    let named = named.map(|account| account.value.clone());
    let metadata = ObjectMeta {
        name: Some(name.clone()),
        labels: Some(labels::of_service(cx, &name)),
        ..ObjectMeta::default()
    };
    if named.is_none() {
        cx.add(ServiceAccount {
            metadata: metadata.clone(),
            automount_service_account_token: Some(false),
            ..ServiceAccount::default()
        });
    }
    let account = named.unwrap_or_else(|| name.clone());
    // `kubectl wait` gets the Job, then lists and watches with its name as the field selector, which
    // rights on that one name cover.
    cx.add(Role {
        metadata: metadata.clone(),
        rules: Some(vec![PolicyRule {
            api_groups: Some(vec!["batch".to_owned()]),
            resources: Some(vec!["jobs".to_owned()]),
            resource_names: Some(jobs),
            verbs: ["get", "list", "watch"].map(str::to_owned).into(),
            ..PolicyRule::default()
        }]),
    });
    cx.add(RoleBinding {
        metadata,
        role_ref: RoleRef {
            api_group: Some("rbac.authorization.k8s.io".to_owned()),
            kind: "Role".to_owned(),
            name: name.clone(),
        },
        // Without a namespace the account is one of the binding's own.
        subjects: Some(vec![Subject {
            kind: "ServiceAccount".to_owned(),
            name: account.clone(),
            namespace: cx.options.namespace.clone(),
            ..Subject::default()
        }]),
    });
    JobAccess { service_account: account, volume: token_volume() }
}

fn token_volume() -> Volume {
    let token = VolumeProjection {
        service_account_token: Some(ServiceAccountTokenProjection {
            expiration_seconds: Some(TOKEN_SECONDS),
            path: "token".to_owned(),
            ..ServiceAccountTokenProjection::default()
        }),
        ..VolumeProjection::default()
    };
    let certificate = VolumeProjection {
        config_map: Some(ConfigMapProjection {
            name: "kube-root-ca.crt".to_owned(),
            items: Some(vec![KeyToPath {
                key: "ca.crt".to_owned(),
                path: "ca.crt".to_owned(),
                mode: None,
            }]),
            optional: None,
        }),
        ..VolumeProjection::default()
    };
    let namespace = VolumeProjection {
        downward_api: Some(DownwardAPIProjection {
            items: Some(vec![DownwardAPIVolumeFile {
                path: "namespace".to_owned(),
                field_ref: Some(ObjectFieldSelector {
                    field_path: "metadata.namespace".to_owned(),
                    ..ObjectFieldSelector::default()
                }),
                ..DownwardAPIVolumeFile::default()
            }]),
        }),
        ..VolumeProjection::default()
    };
    Volume {
        name: VOLUME.to_owned(),
        projected: Some(ProjectedVolumeSource {
            default_mode: None,
            sources: Some(vec![token, certificate, namespace]),
        }),
        ..Volume::default()
    }
}
