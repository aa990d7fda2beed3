//! Memory file systems: `tmpfs`, `shm_size` and mounts of the type `tmpfs`.

use compose_model::Origin;
use compose_model::types::bytes::Bytes;

use crate::context::{At, Cx};
use crate::rules::{MOUNT_OPTION, TMPFS_MODE};
use crate::stack::{Mount, TmpfsOptions};

/// The mode that memory file systems get from Swarm: everybody may write, as in `/tmp`.
const MODE: i64 = 0o1777;

/// A memory file system.
pub(crate) fn mount(target: &str, size: Option<Bytes>, read_only: bool) -> Mount {
    let size = size.filter(|size| size.0 > 0).map(|Bytes(size)| TmpfsOptions { size });
    Mount { kind: "tmpfs", target: target.into(), read_only, tmpfs: size, ..Mount::default() }
}

/// Reads `path[:options]` as `docker run --tmpfs` does.
pub(crate) fn short_form(
    at: At<'_>,
    attribute: &str,
    text: &str,
    origin: &Origin,
    cx: &mut Cx<'_>,
) -> Mount {
    let (target, options) = text.split_once(':').unwrap_or((text, ""));
    let mut size = None;
    let mut read_only = false;
    for option in options.split(',').filter(|option| !option.is_empty()) {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        match name {
            "size" => match value.parse::<Bytes>() {
                Ok(bytes) => size = Some(bytes),
                Err(_) => lost(at, attribute, option, origin, cx),
            },
            "mode" => match i64::from_str_radix(value, 8) {
                Ok(mode) => check_mode(at, attribute, mode, origin, cx),
                Err(_) => lost(at, attribute, option, origin, cx),
            },
            "ro" => read_only = true,
            // What Swarm mounts them with.
            "rw" | "noexec" | "nosuid" | "nodev" => {}
            _ => lost(at, attribute, option, origin, cx),
        }
    }
    mount(target, size, read_only)
}

/// Reports permission bits, which Swarm drops.
pub(crate) fn check_mode(at: At<'_>, attribute: &str, mode: i64, origin: &Origin, cx: &mut Cx<'_>) {
    if mode == MODE || mode == 0 {
        return;
    }
    let message =
        format!("the mode {mode:04o} is lost: in the container everybody may read and write it");
    cx.report(at.value_finding(&TMPFS_MODE, attribute, origin, message));
}

fn lost(at: At<'_>, attribute: &str, option: &str, origin: &Origin, cx: &mut Cx<'_>) {
    let message = format!("the option `{option}` of a tmpfs is left out");
    cx.report(at.value_finding(&MOUNT_OPTION, attribute, origin, message));
}
