//! The Docker release that must understand the stack, and what each release can do.

use std::fmt;
use std::str::FromStr;

/// A Docker release, client and engine alike: the oldest one that reads the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DockerVersion {
    major: u32,
    minor: u32,
}

/// Something that older releases refuse or drop without a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Feature {
    /// The modes `replicated-job` and `global-job`; older clients say `Unknown mode`.
    Jobs,
    /// Mounts of cluster volumes (CSI).
    ClusterVolumes,
    /// `healthcheck.start_interval`, API 1.44; older engines drop it.
    StartInterval,
    /// `volumes[].volume.subpath`, API 1.45; older engines mount the whole volume instead.
    Subpath,
    /// `oom_score_adj`, API 1.46; older engines drop it.
    OomScoreAdj,
    /// `networks.<name>.driver_opts` of a service.
    AttachmentOptions,
    /// Mounts of the type `image`, API 1.48.
    ImageMounts,
}

impl Feature {
    /// The first release that has it.
    pub(crate) fn since(self) -> DockerVersion {
        let (major, minor) = match self {
            Self::Jobs | Self::ClusterVolumes => (23, 0),
            Self::StartInterval => (25, 0),
            Self::Subpath => (26, 0),
            Self::OomScoreAdj | Self::AttachmentOptions => (27, 0),
            Self::ImageMounts => (28, 0),
        };
        DockerVersion { major, minor }
    }
}

/// A text that is not a release which can read stacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a Docker release such as 20.10 or 28.0, not before 19.03")]
pub struct DockerVersionError;

/// Reads `MAJOR[.MINOR[.PATCH]]`; releases before 19.03 cannot read what is written here.
impl FromStr for DockerVersion {
    type Err = DockerVersionError;

    fn from_str(text: &str) -> Result<Self, DockerVersionError> {
        let mut parts = text.strip_prefix('v').unwrap_or(text).split('.');
        let mut number = || parts.next().map_or(Ok(0), str::parse).map_err(|_| DockerVersionError);
        let (major, minor, _patch) = (number()?, number()?, number()?);
        let version = Self { major, minor };
        if parts.next().is_none() && version >= (Self { major: 19, minor: 3 }) {
            Ok(version)
        } else {
            Err(DockerVersionError)
        }
    }
}

impl DockerVersion {
    pub(crate) fn has(self, feature: Feature) -> bool {
        self >= feature.since()
    }
}

/// 20.10, which Debian 12 ships.
impl Default for DockerVersion {
    fn default() -> Self {
        Self { major: 20, minor: 10 }
    }
}

impl fmt::Display for DockerVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn releases_are_compared_by_number() {
        let of = |text: &str| text.parse::<DockerVersion>().unwrap();
        assert!(of("9999") > of("28.5.2"));
        assert!(of("23.0") > of("20.10.24"));
        assert_eq!(of("v20.10"), DockerVersion::default());
        for wrong in ["", "x", "20.x", "17.03", "1.2.3.4", "-1", "20."] {
            assert_eq!(wrong.parse::<DockerVersion>(), Err(DockerVersionError), "{wrong}");
        }
    }

    #[test]
    fn the_default_has_none_of_the_newer_features() {
        assert!(!DockerVersion::default().has(Feature::Jobs));
        assert!("28".parse::<DockerVersion>().unwrap().has(Feature::ImageMounts));
    }
}
