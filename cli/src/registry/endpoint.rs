//! From the name of an image to the address of its manifest.

use std::net::{IpAddr, Ipv6Addr};

use compose_model::types::image::ImageReference;

/// Where an image is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    /// The registry as images name it, `docker.io`: also the name of its credentials.
    pub(super) registry: String,
    /// `https://registry-1.docker.io`
    pub(super) base: String,
    /// `library/nginx`
    pub(super) repository: String,
    /// The digest or else the tag.
    pub(super) version: String,
    /// Whether credentials may go to its token server over plain HTTP too.
    pub(super) insecure: bool,
}

impl Endpoint {
    /// The place of an image. Plain HTTP is for registries of this machine, and for those that the
    /// user named.
    pub(super) fn of(image: &ImageReference, insecure: &[String]) -> Self {
        let full = image.full();
        let (registry, path) = full.split_once('/').unwrap_or((full.as_str(), ""));
        // The version is cut off by what it is, not by its marks: a registry's port has a colon too.
        let named = ImageReference { tag: None, digest: None, ..image.clone() }.full();
        let repository = named.strip_prefix(registry).unwrap_or(path).trim_start_matches('/');
        let repository = repository.strip_suffix(":latest").unwrap_or(repository).to_owned();
        let version = image.digest.clone().or_else(|| image.tag.clone());
        let host = if registry == "docker.io" { "registry-1.docker.io" } else { registry };
        let insecure = is_loopback(registry) || insecure.iter().any(|named| named == registry);
        let scheme = if insecure { "http" } else { "https" };
        Self {
            registry: registry.to_owned(),
            base: format!("{scheme}://{host}"),
            repository,
            version: version.unwrap_or_else(|| "latest".to_owned()),
            insecure,
        }
    }

    pub(super) fn manifest(&self, version: &str) -> String {
        format!("{}/v2/{}/manifests/{version}", self.base, self.repository)
    }

    pub(super) fn blob(&self, digest: &str) -> String {
        format!("{}/v2/{}/blobs/{digest}", self.base, self.repository)
    }
}

/// Whether a host, with or without a port, is this machine.
pub(super) fn is_loopback(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(rest),
        None => host.split(':').next().unwrap_or(host),
    };
    let address = name.parse::<IpAddr>().or_else(|_| name.parse::<Ipv6Addr>().map(IpAddr::V6));
    name == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_manifests() {
        let digest = format!("sha256:{}", "a".repeat(64));
        let by_digest = format!("ghcr.io/a/b:1@{digest}");
        for (image, want) in [
            ("nginx", "https://registry-1.docker.io/v2/library/nginx/manifests/latest"),
            ("a/b:2", "https://registry-1.docker.io/v2/a/b/manifests/2"),
            ("index.docker.io/a/b", "https://registry-1.docker.io/v2/a/b/manifests/latest"),
            ("docker.io/nginx:1", "https://registry-1.docker.io/v2/library/nginx/manifests/1"),
            ("ghcr.io/a/b/c:1", "https://ghcr.io/v2/a/b/c/manifests/1"),
            ("localhost:5000/x", "http://localhost:5000/v2/x/manifests/latest"),
            ("127.0.0.2/x:1", "http://127.0.0.2/v2/x/manifests/1"),
            ("[::1]:5000/x:1", "http://[::1]:5000/v2/x/manifests/1"),
            ("r.lan:5000/x:1", "http://r.lan:5000/v2/x/manifests/1"),
            ("r.lan/x:1", "https://r.lan/v2/x/manifests/1"),
            ("localhost.evil.org/x:1", "https://localhost.evil.org/v2/x/manifests/1"),
            (&by_digest, &format!("https://ghcr.io/v2/a/b/manifests/{digest}")),
        ] {
            let endpoint = Endpoint::of(&image.parse().unwrap(), &["r.lan:5000".to_owned()]);
            assert_eq!(endpoint.manifest(&endpoint.version), want, "{image}");
        }
    }
}
