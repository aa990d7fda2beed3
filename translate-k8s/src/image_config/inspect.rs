//! The JSON that `docker image inspect` prints: a list of images, each with its names and configuration.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What an image says about its containers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ImageConfig {
    /// `HEALTHCHECK`.
    pub(super) healthcheck: Option<ImageHealthcheck>,
    /// `EXPOSE`: `80/tcp`.
    pub(super) ports: Vec<String>,
    /// `CMD`.
    pub(super) command: Vec<String>,
    /// `USER`.
    pub(super) user: Option<String>,
    /// `VOLUME`.
    pub(super) volumes: Vec<String>,
}

/// An image's healthcheck; durations in nanoseconds, 0 where they are not set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(super) struct ImageHealthcheck {
    /// The command, its first word as in Compose.
    pub(super) test: Vec<String>,
    /// The time between two.
    pub(super) interval: i64,
    /// How long it may take.
    pub(super) timeout: i64,
    /// How long failures do not count after the start.
    pub(super) start_period: i64,
    /// How many failures in a row make it unhealthy.
    pub(super) retries: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Image {
    #[serde(default)]
    repo_tags: Option<Vec<String>>,
    #[serde(default)]
    repo_digests: Option<Vec<String>>,
    #[serde(default)]
    config: Option<Config>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
struct Config {
    user: Option<String>,
    exposed_ports: Option<BTreeMap<String, serde_json::Value>>,
    cmd: Option<Vec<String>>,
    healthcheck: Option<ImageHealthcheck>,
    volumes: Option<BTreeMap<String, serde_json::Value>>,
}

/// The configurations by the full names of their images.
pub(super) fn parse(bytes: &[u8]) -> Result<Vec<(String, ImageConfig)>, String> {
    let images: Vec<Image> = serde_json::from_slice(bytes)
        .map_err(|error| format!("is not what `docker image inspect` prints: {error}"))?;
    let mut configs = Vec::new();
    for image in images {
        let config = image.config.unwrap_or_default();
        let config = ImageConfig {
            healthcheck: config.healthcheck.filter(|check| !check.test.is_empty()),
            ports: config.exposed_ports.unwrap_or_default().into_keys().collect(),
            command: config.cmd.unwrap_or_default(),
            user: config.user.filter(|user| !user.is_empty()),
            volumes: config.volumes.unwrap_or_default().into_keys().collect(),
        };
        let tags = image.repo_tags.unwrap_or_default();
        let names = tags.into_iter().chain(image.repo_digests.unwrap_or_default());
        configs.extend(names.map(|name| (full_name(&name), config.clone())));
    }
    Ok(configs)
}

/// A reference with everything that Docker leaves out when it prints it.
pub(super) fn full_name(reference: &str) -> String {
    let reference = reference.trim();
    let (registry, path) = match reference.split_once('/') {
        Some((first, rest)) if first.contains(['.', ':']) || first == "localhost" => (first, rest),
        _ => ("docker.io", reference),
    };
    let library = if registry == "docker.io" && !path.contains('/') { "library/" } else { "" };
    let last = path.rsplit('/').next().unwrap_or(path);
    let tag = if last.contains([':', '@']) { "" } else { ":latest" };
    format!("{registry}/{library}{path}{tag}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_in_full() {
        for (given, want) in [
            ("nginx", "docker.io/library/nginx:latest"),
            ("docker.io/library/nginx:latest", "docker.io/library/nginx:latest"),
            ("acme/app:1", "docker.io/acme/app:1"),
            ("localhost:5000/app", "localhost:5000/app:latest"),
            ("ghcr.io/a/b@sha256:00", "ghcr.io/a/b@sha256:00"),
        ] {
            assert_eq!(full_name(given), want);
        }
    }

    #[test]
    fn what_docker_prints_is_read() {
        let text = r#"[{"Id": "sha256:00", "RepoTags": ["app:1"], "RepoDigests": [], "Config": {
            "User": "1000", "ExposedPorts": {"80/tcp": {}}, "Cmd": ["serve"], "Entrypoint": null,
            "Healthcheck": {"Test": ["CMD-SHELL", "check"], "Interval": 5000000000},
            "Volumes": {"/data": {}}}}]"#;
        let configs = parse(text.as_bytes()).unwrap();
        assert_eq!(configs.len(), 1);
        assert_eq!(configs[0].0, "docker.io/library/app:1");
        assert_eq!(configs[0].1.ports, ["80/tcp"]);
        assert_eq!(configs[0].1.healthcheck.as_ref().unwrap().interval, 5_000_000_000);
        assert!(parse(b"{}").is_err());
        assert!(parse(b"[{}]").unwrap().is_empty());
    }
}
