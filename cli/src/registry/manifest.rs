//! Manifests: their digests, and the ones of a platform within an index.
//! OCI distribution specification: "Pulling manifests".

use compose_model::lock::{ResolveError, is_digest};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::auth::Auth;
use super::endpoint::Endpoint;
use super::http::{Answer, Http};
use super::platform::Platform;

const INDEXES: [&str; 2] = [
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
];

/// Everything that an image can be. A registry that is not told that we know an index gives the
/// manifest of some platform instead.
const ACCEPT: &str = "application/vnd.oci.image.index.v1+json, \
                      application/vnd.docker.distribution.manifest.list.v2+json, \
                      application/vnd.oci.image.manifest.v1+json, \
                      application/vnd.docker.distribution.manifest.v2+json";

/// Requests about one image.
pub(super) struct Session<'a> {
    pub(super) http: &'a Http,
    pub(super) auth: &'a Auth,
    pub(super) endpoint: Endpoint,
}

impl Session<'_> {
    /// The digest of what the tag names: of the index, where there are several platforms.
    pub(super) fn digest(&self) -> Result<String, ResolveError> {
        let url = self.endpoint.manifest(&self.endpoint.version);
        let head = self.authorized("HEAD", &url)?;
        // A registry that does not know HEAD may know GET.
        if !matches!(head.status, 200 | 400 | 405 | 501) {
            return Err(refused(&head));
        }
        let told = head.header(DIGEST).filter(|text| head.status == 200 && is_digest(text));
        match told {
            Some(digest) => Ok(digest.to_owned()),
            None => self.get_manifest(&self.endpoint.version).map(|(digest, _)| digest),
        }
    }

    /// The digest of the manifest for a platform.
    pub(super) fn digest_for(&self, platform: &Platform) -> Result<String, ResolveError> {
        let (digest, manifest) = self.get_manifest(&self.endpoint.version)?;
        if let Some(manifests) = index(&manifest) {
            return of_platform(manifests, platform);
        }
        let found = self.platform_of(&manifest)?;
        if platform.accepts(&found) { Ok(digest) } else { Err(not_for(platform, &[found])) }
    }

    /// A manifest with its digest, which is that of its bytes.
    fn get_manifest(&self, version: &str) -> Result<(String, Value), ResolveError> {
        let answer = self.authorized("GET", &self.endpoint.manifest(version))?;
        if answer.status != 200 {
            return Err(refused(&answer));
        }
        let hash = Sha256::digest(&answer.body);
        let digest =
            hash.iter().fold("sha256:".to_owned(), |text, byte| format!("{text}{byte:02x}"));
        if answer.header(DIGEST).is_some_and(|told| told.starts_with("sha256:") && told != digest) {
            return Err(failed("the registry's manifest does not have the digest that it says"));
        }
        let manifest = serde_json::from_slice(&answer.body)
            .map_err(|_| failed("the registry answered with something that is no manifest"))?;
        Ok((digest, manifest))
    }

    /// The platform of a single image is said by its configuration only.
    fn platform_of(&self, manifest: &Value) -> Result<Platform, ResolveError> {
        let digest = manifest.pointer("/config/digest").and_then(Value::as_str);
        let digest = digest.filter(|digest| is_digest(digest));
        let digest =
            digest.ok_or_else(|| failed("the registry's manifest has no configuration"))?;
        let answer = self.authorized("GET", &self.endpoint.blob(digest))?;
        if answer.status != 200 {
            return Err(refused(&answer));
        }
        let config: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        Platform::of(&config).ok_or_else(|| failed("the image does not say its platform"))
    }

    /// Sends a request, with credentials once the registry asks for them.
    fn authorized(&self, method: &str, url: &str) -> Result<Answer, ResolveError> {
        let send = |header: Option<&str>| {
            let mut headers = vec![("accept", ACCEPT)];
            headers.extend(header.map(|header| ("authorization", header)));
            self.http.send(method, url, &headers, None).map_err(ResolveError::Failed)
        };
        let answer = send(self.auth.known(&self.endpoint).as_deref())?;
        if answer.status != 401 {
            return Ok(answer);
        }
        let header = self.auth.meet(&answer, &self.endpoint, self.http)?;
        send(Some(&header))
    }
}

const DIGEST: &str = "docker-content-digest";

fn index(manifest: &Value) -> Option<&Vec<Value>> {
    let kind = manifest.get("mediaType").and_then(Value::as_str);
    let manifests = manifest.get("manifests")?.as_array()?;
    // The media type is optional in OCI's index; nothing else has `manifests`.
    kind.is_none_or(|kind| INDEXES.contains(&kind)).then_some(manifests)
}

fn of_platform(manifests: &[Value], platform: &Platform) -> Result<String, ResolveError> {
    let each = || {
        manifests.iter().filter_map(|manifest| {
            let found = Platform::of(manifest.get("platform")?)?;
            Some((found, manifest.get("digest")?.as_str()?))
        })
    };
    let found = each().find(|(found, _)| platform.accepts(found)).map(|(_, digest)| digest);
    found.map(str::to_owned).ok_or_else(|| {
        // Attestations stand in an index under a platform that is not one.
        let all: Vec<Platform> = each().map(|(found, _)| found).collect();
        not_for(platform, &all)
    })
}

fn not_for(platform: &Platform, found: &[Platform]) -> ResolveError {
    let all = found.iter().map(ToString::to_string).filter(|text| !text.contains("unknown"));
    let all = all.collect::<Vec<_>>().join(", ");
    failed(&format!("there is none for {platform}, only for {all}"))
}

fn refused(answer: &Answer) -> ResolveError {
    match answer.status {
        404 => ResolveError::NotFound,
        401 | 403 => {
            ResolveError::Denied("there is no such repository, or it is not for us".to_owned())
        }
        429 => failed("the registry has had too many requests from here"),
        status => failed(&format!("the registry answered {status}")),
    }
}

fn failed(message: &str) -> ResolveError {
    ResolveError::Failed(message.to_owned())
}
