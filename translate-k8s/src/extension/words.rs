//! The choices that settings offer.

use super::setting::{word_setting, words};
use crate::options::{Expose, NetworkPolicies, SeedVolumes};

words! {
    /// What runs a service.
    pub(crate) enum Kind {
        /// so many interchangeable pods
        "Deployment" => Deployment,
        /// pods with names and storage of their own
        "StatefulSet" => StatefulSet,
        /// a pod on every node
        "DaemonSet" => DaemonSet,
        /// a pod that runs to its end
        "Job" => Job,
        /// a Job at the times of `schedule`
        "CronJob" => CronJob,
    }
}

words! {
    /// The type of a Service.
    pub(crate) enum ServiceType {
        /// an address inside the cluster
        "ClusterIP" => ClusterIP,
        /// no address of its own: the name leads to the pods
        "Headless" => Headless,
        /// a port of every node
        "NodePort" => NodePort,
        /// a load balancer of the cloud
        "LoadBalancer" => LoadBalancer,
        /// no Service at all
        "None" => None,
    }
}

words! {
    /// Whether traffic from outside may take a way over another node.
    pub(crate) enum TrafficPolicy {
        /// it may
        "Cluster" => Cluster,
        /// it may not, which keeps the client's address
        "Local" => Local,
    }
}

words! {
    /// When the kubelet pulls an image.
    pub(crate) enum PullPolicy {
        /// before every start
        "Always" => Always,
        /// where the node has none
        "IfNotPresent" => IfNotPresent,
        /// never
        "Never" => Never,
    }
}

words! {
    /// What becomes of a CronJob's run that is due while the last one still runs.
    pub(crate) enum ConcurrencyPolicy {
        /// it runs beside it
        "Allow" => Allow,
        /// it is left out
        "Forbid" => Forbid,
        /// it takes its place
        "Replace" => Replace,
    }
}

words! {
    /// Who may mount a claim.
    pub(crate) enum AccessMode {
        /// the pods of one node
        "ReadWriteOnce" => ReadWriteOnce,
        /// all pods, to read
        "ReadOnlyMany" => ReadOnlyMany,
        /// all pods
        "ReadWriteMany" => ReadWriteMany,
        /// one pod
        "ReadWriteOncePod" => ReadWriteOncePod,
    }
}

words! {
    /// What holds the data of a volume.
    pub(crate) enum VolumeType {
        /// a PersistentVolumeClaim
        "Claim" => Claim,
        /// a folder that lives as long as the pod
        "EmptyDir" => EmptyDir,
        /// for binds, the same path on the node
        "HostPath" => HostPath,
    }
}

word_setting!(Expose, Expose::WORDS, "");
word_setting!(NetworkPolicies, NetworkPolicies::WORDS, "");
word_setting!(SeedVolumes, SeedVolumes::WORDS, "");
