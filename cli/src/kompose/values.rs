//! Values as Kompose's own parser takes them.

/// What a switch takes, as in `--stdout=false`.
pub(super) fn switch(text: &str) -> Result<bool, String> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Ok(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Ok(false),
        _ => Err("expected `true` or `false`".to_owned()),
    }
}

/// `--controller`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Controller {
    Deployment,
    DaemonSet,
    StatefulSet,
    /// Nobody should make one any more.
    Replication,
}

impl Controller {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "deployment" => Ok(Self::Deployment),
            "daemonset" => Ok(Self::DaemonSet),
            "statefulset" => Ok(Self::StatefulSet),
            "replicationcontroller" => Ok(Self::Replication),
            _ => Err("expected `deployment`, `daemonSet` or `statefulSet`".to_owned()),
        }
    }

    /// The value of `kompose.controller.type`.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Deployment | Self::Replication => "deployment",
            Self::DaemonSet => "daemonset",
            Self::StatefulSet => "statefulset",
        }
    }
}

/// `--volumes`, as the value of `kompose.volume.type`.
pub(super) fn volumes(text: &str) -> Result<&'static str, String> {
    const KINDS: [&str; 4] = ["persistentVolumeClaim", "emptyDir", "hostPath", "configMap"];
    KINDS.into_iter().find(|kind| kind.eq_ignore_ascii_case(text)).ok_or_else(|| {
        "expected `persistentVolumeClaim`, `emptyDir`, `hostPath` or `configMap`".to_owned()
    })
}

/// `--service-group-mode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GroupMode {
    /// Services with one `kompose.service.group`.
    Label,
    /// Services with the same volumes.
    Volume,
}

impl GroupMode {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        match text {
            "label" => Ok(Self::Label),
            "volume" => Ok(Self::Volume),
            _ => Err("expected `label` or `volume`".to_owned()),
        }
    }
}
