//! Asks registries for the digests of images: the OCI distribution API, no pull and no daemon.
//!
//! One request for an image, `HEAD /v2/<name>/manifests/<tag>`, whose answer has the digest in a header;
//! where it has not, the manifest is fetched and hashed. Credentials are those of `docker login`, and are
//! only looked for when a registry asks for some. The only module that uses the network.

mod auth;
mod challenge;
mod credentials;
mod endpoint;
mod helper;
mod http;
mod manifest;
mod platform;
mod retry;

use std::time::Duration;

use compose_model::lock::{DigestResolver, ResolveError, Wanted};
use compose_model::types::image::ImageReference;

use auth::Auth;
use credentials::Credentials;
use endpoint::Endpoint;
use http::Http;
pub(crate) use platform::Platform;

use crate::failure::Failure;

/// How to ask registries.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    /// Registries that are asked over plain HTTP, beside those of this machine.
    pub(crate) insecure: Vec<String>,
    /// Whose manifest to take out of an index; the index itself without one.
    pub(crate) platform: Option<Platform>,
    /// How long to wait for an answer.
    pub(crate) timeout: Duration,
}

/// Registries, with the credentials that were found for them.
pub(crate) struct Registry {
    http: Http,
    auth: Auth,
    options: Options,
}

impl Registry {
    /// A client; nothing is asked yet.
    ///
    /// # Errors
    /// When Docker's configuration cannot be read.
    pub(crate) fn new(options: Options) -> Result<Self, Failure> {
        let credentials = Credentials::of_docker().map_err(Failure::error)?;
        let http = Http::new(options.timeout);
        Ok(Self { http, auth: Auth::new(credentials), options })
    }

    fn digest(&self, image: &ImageReference) -> Result<String, ResolveError> {
        let endpoint = Endpoint::of(image, &self.options.insecure);
        let session = manifest::Session { http: &self.http, auth: &self.auth, endpoint };
        match &self.options.platform {
            None => session.digest(),
            Some(platform) => session.digest_for(platform),
        }
    }
}

impl DigestResolver for Registry {
    fn resolve(&self, wanted: &Wanted<'_>) -> Result<String, ResolveError> {
        self.digest(&wanted.reference)
    }
}
