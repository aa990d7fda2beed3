//! Paths that mean the machine itself: they stay paths of the node.

use compose_model::types::path;

/// A path of the machine that a node has as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct HostPath {
    /// The `type` of the `hostPath` volume, so that a node without it is noticed early.
    pub(crate) kind: &'static str,
    /// Whether what a container sees or does there can harm the node.
    pub(crate) insecure: bool,
}

/// Paths below which everything belongs to the machine: path, type of the path itself, whether it is
/// harmless to read.
const SYSTEM: &[(&str, &str, bool)] = &[
    ("/boot", "Directory", false),
    ("/dev", "Directory", false),
    ("/etc/group", "File", false),
    ("/etc/hostname", "File", false),
    ("/etc/hosts", "File", false),
    ("/etc/localtime", "File", true),
    ("/etc/machine-id", "File", false),
    ("/etc/os-release", "File", true),
    ("/etc/passwd", "File", false),
    ("/etc/resolv.conf", "File", false),
    ("/etc/ssl/certs", "Directory", true),
    ("/etc/timezone", "File", true),
    ("/lib/modules", "Directory", false),
    ("/proc", "Directory", false),
    ("/run", "Directory", false),
    ("/sys", "Directory", false),
    ("/usr/lib/modules", "Directory", false),
    ("/usr/share/ca-certificates", "Directory", true),
    ("/usr/share/zoneinfo", "Directory", true),
    ("/usr/src", "Directory", false),
    ("/var/lib/containerd", "Directory", false),
    ("/var/lib/containers", "Directory", false),
    ("/var/lib/docker", "Directory", false),
    ("/var/log", "Directory", false),
    ("/var/run", "Directory", false),
];

/// Folders that mean the machine as a whole, though what stands below may be anybody's.
const ROOTS: &[&str] =
    &["/", "/bin", "/etc", "/home", "/lib", "/lib64", "/root", "/sbin", "/usr", "/var", "/var/lib"];

/// Whether a path means the machine: `/proc`, `/etc/localtime`, the root itself.
pub(crate) fn find(path: &str) -> Option<HostPath> {
    if ROOTS.contains(&path) {
        return Some(HostPath { kind: "Directory", insecure: true });
    }
    let (root, kind, harmless) = SYSTEM.iter().find(|(root, ..)| is_at_or_below(path, root))?;
    let kind = if path == *root {
        kind
    } else if path::file_name(path).rsplit_once('.').is_some_and(|(_, end)| end == "sock") {
        "Socket"
    } else {
        // Whatever stands there: a check of the wrong type would keep the pod from starting.
        ""
    };
    Some(HostPath { kind, insecure: !harmless })
}

/// Whether `path` is `root` or stands below it.
pub(crate) fn is_at_or_below(path: &str, root: &str) -> bool {
    path.strip_prefix(root)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || root.ends_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_the_machine() {
        assert_eq!(find("/proc"), Some(HostPath { kind: "Directory", insecure: true }));
        assert_eq!(find("/etc/localtime"), Some(HostPath { kind: "File", insecure: false }));
        assert_eq!(find("/var/run/dbus/bus.sock").unwrap().kind, "Socket");
        assert_eq!(find("/dev/snd").unwrap().kind, "");
        assert!(find("/etc").unwrap().insecure);
        for path in ["/home/me/app", "/processes", "/etc/app", "/srv"] {
            assert_eq!(find(path), None, "{path}");
        }
    }
}
