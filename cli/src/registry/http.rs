//! Requests and answers, with proxies, the machine's certificates, and patience.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use ureq::http::{HeaderMap, Request};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Body, SendBody};

use super::retry::{Retry, Verdict};

/// Manifests may have 4 MiB; configurations and tokens are smaller.
const MOST_BYTES: u64 = 4 << 20;

/// Makes requests.
pub(super) struct Http {
    /// For the network: HTTPS only, through the proxies that the environment names.
    secure: OnceLock<Agent>,
    /// For plain HTTP to this machine and to registries that the user named.
    plain: Agent,
    timeout: Duration,
    retry: Retry,
}

/// What came back.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// A header that is text.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// All headers of a name.
    pub(super) fn headers(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers.get_all(name).iter().filter_map(|value| value.to_str().ok())
    }
}

impl Http {
    pub(super) fn new(timeout: Duration) -> Self {
        let config = Agent::config_builder().http_status_as_error(false).user_agent(USER_AGENT);
        let plain = config.timeout_global(Some(timeout)).proxy(None).build().into();
        Self { secure: OnceLock::new(), plain, timeout, retry: Retry::default() }
    }

    /// Sends a request, again where the failure may pass.
    ///
    /// # Errors
    /// Why there is no answer, as a sentence.
    pub(super) fn send(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: Option<&str>,
    ) -> Result<Answer, String> {
        let mut tried = 0;
        loop {
            tried += 1;
            let answer = self.once(method, url, headers, body);
            match self.retry.verdict(&answer, tried) {
                Verdict::Done => return answer.map_err(|error| self.explain(&error, url)),
                Verdict::After(pause) => std::thread::sleep(pause),
            }
        }
    }

    fn once(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        body: Option<&str>,
    ) -> Result<Answer, ureq::Error> {
        let mut request = Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let agent = self.agent(url);
        let mut response: ureq::http::Response<Body> = match body {
            Some(body) => agent.run(request.body(body)?)?,
            None => agent.run(request.body(SendBody::none())?)?,
        };
        let body = response.body_mut().with_config().limit(MOST_BYTES).read_to_vec()?;
        let (parts, _) = response.into_parts();
        Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
    }

    fn agent(&self, url: &str) -> &Agent {
        if url.starts_with("http://") {
            return &self.plain;
        }
        self.secure.get_or_init(|| {
            let config = Agent::config_builder().http_status_as_error(false).user_agent(USER_AGENT);
            let config = config.timeout_global(Some(self.timeout)).https_only(true);
            config.tls_config(tls()).build().into()
        })
    }

    fn explain(&self, error: &ureq::Error, url: &str) -> String {
        let host = url.split('/').nth(2).unwrap_or(url);
        match error {
            ureq::Error::HostNotFound => format!("the host `{host}` is not known"),
            ureq::Error::Timeout(_) => {
                format!("`{host}` did not answer within {} s", self.timeout.as_secs())
            }
            ureq::Error::ConnectionFailed => format!("cannot connect to `{host}`"),
            ureq::Error::Io(error) if is_untrusted(error) => format!(
                "the certificate of `{host}` is not trusted: {error}; `SSL_CERT_FILE` can name \
                 the certificates of your company"
            ),
            ureq::Error::Io(error) => format!("cannot talk to `{host}`: {error}"),
            ureq::Error::RequireHttpsOnly(_) => format!("`{host}` leads away from HTTPS"),
            error => format!("cannot talk to `{host}`: {error}"),
        }
    }
}

fn is_untrusted(error: &std::io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    matches!(inner, Some(rustls::Error::InvalidCertificate(_)))
}

const USER_AGENT: &str = concat!("compose2k8s/", env!("CARGO_PKG_VERSION"));

/// The machine's certificates, or those that `SSL_CERT_FILE` and `SSL_CERT_DIR` name. There are none in
/// the binary: whom to trust is for the machine to say.
fn tls() -> TlsConfig {
    let native = rustls_native_certs::load_native_certs();
    let certificates = native.certs.iter().map(|der| Certificate::from_der(der).to_owned());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    TlsConfig::builder()
        .root_certs(RootCerts::from(certificates.collect::<Vec<_>>()))
        .unversioned_rustls_crypto_provider(provider)
        .build()
}
