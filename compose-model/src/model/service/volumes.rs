//! `volumes` of a service: mounts, always in long form.

use crate::model::{Maybe, Pairs};
use crate::types::bytes::Bytes;

record! {
    /// A mount.
    pub struct Mount {
        /// What is mounted.
        "type" kind: Maybe<MountKind>,
        /// The volume's key, the absolute path on the host or the image; absent for an anonymous volume.
        "source" source: Maybe<String> [omit zero],
        /// The path in the container.
        "target" target: Maybe<String> [omit zero],
        /// Whether the container may not write.
        "read_only" read_only: Maybe<bool> [omit zero],
        /// How strictly both sides agree (Docker Desktop).
        "consistency" consistency: Maybe<String> [omit zero],
        /// Options of a bind mount.
        "bind" bind: Maybe<BindOptions>,
        /// Options of a volume.
        "volume" volume: Maybe<VolumeOptions>,
        /// Options of a memory file system.
        "tmpfs" tmpfs: Maybe<TmpfsOptions>,
        /// Options of an image.
        "image" image: Maybe<ImageOptions>,
    }
}

/// What is mounted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MountKind {
    /// A path of the host.
    Bind,
    /// A volume.
    #[default]
    Volume,
    /// A memory file system.
    Tmpfs,
    /// A volume of the cluster.
    Cluster,
    /// A named pipe (Windows).
    Npipe,
    /// The content of an image.
    Image,
}

record! {
    /// Options of a bind mount.
    pub struct BindOptions {
        /// The `SELinux` label: `z` shared, `Z` private.
        "selinux" selinux: Maybe<String> [omit zero],
        /// How mounts below spread.
        "propagation" propagation: Maybe<String> [omit zero],
        /// Whether a missing path is made, as a folder.
        "create_host_path" create_host_path: Maybe<bool> [omit yes],
        /// What happens to mounts below: `enabled`, `disabled`, `writable` or `readonly`.
        "recursive" recursive: Maybe<String> [omit zero],
    }
}

record! {
    /// Options of a volume.
    pub struct VolumeOptions {
        /// Labels of an anonymous volume.
        "labels" labels: Pairs,
        /// Whether a new volume stays empty instead of getting the image's content.
        "nocopy" nocopy: Maybe<bool> [omit zero],
        /// The folder of the volume to mount.
        "subpath" subpath: Maybe<String> [omit zero],
    }
}

record! {
    /// Options of a memory file system.
    pub struct TmpfsOptions {
        /// The size.
        "size" size: Maybe<Bytes> [omit zero],
        /// The permission bits.
        "mode" mode: Maybe<i64> [omit zero] [as NumberOnly],
    }
}

record! {
    /// Options of an image.
    pub struct ImageOptions {
        /// The folder of the image to mount.
        "subpath" subpath: Maybe<String> [omit zero],
    }
}
