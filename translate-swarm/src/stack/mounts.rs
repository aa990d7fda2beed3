//! Mounts of a service.

use serde::Serialize;

use crate::escape::Text;

/// A mount.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Mount {
    /// `bind`, `volume`, `tmpfs`, `cluster`, `npipe` or `image`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The volume's key, the path on the node or the image.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Text>,
    /// The path in the container.
    pub target: Text,
    /// Whether the container may not write.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub read_only: bool,
    /// Options of a bind mount; only beside the type `bind`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bind: Option<BindOptions>,
    /// Options of a volume; only beside the type `volume`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<VolumeOptions>,
    /// Options of a memory file system; only beside the type `tmpfs`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tmpfs: Option<TmpfsOptions>,
}

/// Options of a bind mount.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BindOptions {
    /// How mounts below spread.
    pub propagation: Text,
}

/// Options of a volume.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct VolumeOptions {
    /// Whether a new volume stays empty.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub nocopy: bool,
    /// The folder of the volume to mount (Docker 26).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subpath: Option<Text>,
}

/// Options of a memory file system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TmpfsOptions {
    /// The size in bytes, a plain number.
    pub size: i64,
}
