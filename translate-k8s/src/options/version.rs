//! The version of the cluster.

/// A minor version of Kubernetes 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KubeVersion {
    minor: u32,
}

impl KubeVersion {
    /// What [`parse`](Self::parse) takes, for messages.
    pub const EXPECTED: &'static str = "expected a version such as 1.34, and at least 1.23";

    /// The oldest minor that we write for: it has the versions of all kinds, and every field that no
    /// other place asks the version for.
    const OLDEST: u32 = 23;

    /// Kubernetes 1.`minor`.
    pub const fn new(minor: u32) -> Self {
        Self { minor }
    }

    /// Reads `1.34`, `v1.34` and `1.34.2`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix('v').unwrap_or(text).split('.');
        let (major, minor, patch) = (parts.next()?, parts.next()?, parts.next());
        if major != "1"
            || patch.is_some_and(|p| p.parse::<u32>().is_err())
            || parts.next().is_some()
        {
            return None;
        }
        let minor = minor.parse().ok().filter(|minor| *minor >= Self::OLDEST)?;
        Some(Self::new(minor))
    }

    /// The minor of 1.`minor`.
    pub fn minor(self) -> u32 {
        self.minor
    }

    /// Whether servers of this version know what came with 1.`minor`.
    pub fn has(self, minor: u32) -> bool {
        self.minor >= minor
    }
}

impl Default for KubeVersion {
    /// Two minors below the version of the types: kubectl refuses fields that an older server does not know.
    fn default() -> Self {
        Self::new(34)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_names_the_default() {
        let spec = crate::options::SPECS.iter().find(|spec| spec.name == "kube-version").unwrap();
        let default = KubeVersion::default().minor();
        assert!(spec.help.ends_with(&format!("[default: 1.{default}]")), "{}", spec.help);
    }

    #[test]
    fn reads_versions() {
        for text in ["1.34", "v1.34", "1.34.2"] {
            assert_eq!(KubeVersion::parse(text), Some(KubeVersion::new(34)), "{text}");
        }
        for text in ["", "1", "1.22", "2.0", "1.x", "1.34.x", "1.34.2.1", "vv1.34"] {
            assert_eq!(KubeVersion::parse(text), None, "{text}");
        }
    }
}
