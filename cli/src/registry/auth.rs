//! Tokens and passwords, for registries that ask for them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use compose_model::lock::ResolveError;
use serde_json::Value;

use super::challenge::Challenge;
use super::credentials::{Credentials, Secret};
use super::endpoint::{Endpoint, is_loopback};
use super::http::{Answer, Http};

/// What was found out about credentials so far.
pub(super) struct Auth {
    credentials: Credentials,
    /// The header `Authorization` by registry and repository.
    headers: Mutex<BTreeMap<(String, String), String>>,
}

impl Auth {
    pub(super) fn new(credentials: Credentials) -> Self {
        Self { credentials, headers: Mutex::default() }
    }

    /// The header that worked for this repository before.
    pub(super) fn known(&self, endpoint: &Endpoint) -> Option<String> {
        let headers = self.headers.lock().unwrap_or_else(PoisonError::into_inner);
        headers.get(&key(endpoint)).cloned()
    }

    /// Does what the answer asks for.
    ///
    /// # Errors
    /// When there are no credentials, or they are refused.
    pub(super) fn meet(
        &self,
        refusal: &Answer,
        endpoint: &Endpoint,
        http: &Http,
    ) -> Result<String, ResolveError> {
        let challenge = Challenge::of(refusal.headers("www-authenticate"));
        let secret = self.credentials.find(&endpoint.registry).map_err(ResolveError::Failed)?;
        let header = match (challenge, secret) {
            (Some(Challenge::Bearer { realm, service }), secret) => {
                let token = token(&realm, service.as_deref(), secret.as_ref(), endpoint, http)?;
                format!("Bearer {token}")
            }
            (Some(Challenge::Basic), Some(Secret::Password { name, password })) => {
                basic(&name, &password)
            }
            (Some(Challenge::Basic), _) => {
                return Err(ResolveError::Denied("it asks for a password".to_owned()));
            }
            (None, _) => {
                let message = "it does not say what it wants".to_owned();
                return Err(ResolveError::Denied(message));
            }
        };
        let mut headers = self.headers.lock().unwrap_or_else(PoisonError::into_inner);
        headers.insert(key(endpoint), header.clone());
        Ok(header)
    }
}

fn key(endpoint: &Endpoint) -> (String, String) {
    (endpoint.registry.clone(), endpoint.repository.clone())
}

fn basic(name: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{name}:{password}")))
}

/// A token that allows to pull from the repository.
fn token(
    realm: &str,
    service: Option<&str>,
    secret: Option<&Secret>,
    endpoint: &Endpoint,
    http: &Http,
) -> Result<String, ResolveError> {
    check_realm(realm, endpoint)?;
    let scope = format!("repository:{}:pull", endpoint.repository);
    let mut form = format!("scope={}", escaped(&scope));
    if let Some(service) = service {
        let _ = write!(form, "&service={}", escaped(service));
    }
    let answer = match secret {
        Some(Secret::IdentityToken(token)) => {
            let token = escaped(token);
            let _ = write!(
                form,
                "&grant_type=refresh_token&client_id=compose2k8s&refresh_token={token}"
            );
            let headers = [("content-type", "application/x-www-form-urlencoded")];
            http.send("POST", realm, &headers, Some(&form))
        }
        secret => {
            let mark = if realm.contains('?') { '&' } else { '?' };
            let header = match secret {
                Some(Secret::Password { name, password }) => Some(basic(name, password)),
                _ => None,
            };
            let headers: Vec<_> =
                header.iter().map(|header| ("authorization", header.as_str())).collect();
            http.send("GET", &format!("{realm}{mark}{form}"), &headers, None)
        }
    };
    let answer = answer.map_err(ResolveError::Failed)?;
    match answer.status {
        200 => {}
        401 | 403 => {
            let message = match secret {
                Some(_) => "the credentials are not accepted",
                None => "it asks for credentials",
            };
            return Err(ResolveError::Denied(message.to_owned()));
        }
        status => {
            return Err(ResolveError::Failed(format!("`{realm}` answered {status}")));
        }
    }
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let token = ["token", "access_token"].iter().find_map(|key| body.get(key)?.as_str());
    let token = token.filter(|token| token.bytes().all(|byte| byte.is_ascii_graphic()));
    let none = || ResolveError::Failed(format!("`{realm}` answered without a token"));
    token.map(str::to_owned).ok_or_else(none)
}

/// A password must not cross a network in the open because a registry says so.
fn check_realm(realm: &str, endpoint: &Endpoint) -> Result<(), ResolveError> {
    let plain = realm.strip_prefix("http://");
    let host = plain.map(|rest| rest.split(['/', '?']).next().unwrap_or(rest));
    let is_allowed = match host {
        Some(host) => endpoint.insecure || is_loopback(host),
        None => realm.starts_with("https://"),
    };
    if is_allowed {
        return Ok(());
    }
    Err(ResolveError::Failed(format!("it sends us for a token to `{realm}`, which is no HTTPS")))
}

/// A text as a part of a query.
fn escaped(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut escaped, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
        escaped
    })
}
