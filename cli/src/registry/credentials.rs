//! The credentials that `docker login` keeps: `config.json`, and the helpers that it names.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::Deserialize;

use super::helper;

/// What a registry knows us by.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Secret {
    /// A name and a password.
    Password { name: String, password: String },
    /// A token that gets other tokens.
    IdentityToken(String),
}

/// What is known of credentials; helpers are asked once for each registry.
#[derive(Default)]
pub(super) struct Credentials {
    config: Config,
    asked: Mutex<BTreeMap<String, Option<Secret>>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Config {
    auths: BTreeMap<String, Entry>,
    creds_store: String,
    cred_helpers: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Entry {
    auth: String,
    username: String,
    password: String,
    identitytoken: String,
}

/// Docker's own name for the credentials of its registry.
const DOCKER_HUB: &str = "https://index.docker.io/v1/";

impl Credentials {
    /// Those of `$DOCKER_CONFIG/config.json`, or of `~/.docker/config.json`.
    ///
    /// # Errors
    /// When there is such a file and it cannot be read.
    pub(super) fn of_docker() -> Result<Self, String> {
        let folder = std::env::var_os("DOCKER_CONFIG").filter(|folder| !folder.is_empty());
        let folder = folder.map(PathBuf::from);
        let home = || std::env::home_dir().map(|home| home.join(".docker"));
        let Some(path) = folder.or_else(home).map(|folder| folder.join("config.json")) else {
            return Ok(Self::default());
        };
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::from_json(&text)
                .map_err(|error| format!("cannot understand `{}`: {error}", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(format!("cannot read `{}`: {error}", path.display())),
        }
    }

    pub(super) fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        let config = serde_json::from_str(text)?;
        Ok(Self { config, ..Self::default() })
    }

    /// The credentials for a registry, as images name it; none where nobody logged in.
    ///
    /// # Errors
    /// When a helper fails.
    pub(super) fn find(&self, registry: &str) -> Result<Option<Secret>, String> {
        // Held while a helper runs, so that it asks a person for one password and not for six.
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = asked.get(registry) {
            return Ok(known.clone());
        }
        let found = self.look_up(registry)?;
        asked.insert(registry.to_owned(), found.clone());
        Ok(found)
    }

    fn look_up(&self, registry: &str) -> Result<Option<Secret>, String> {
        let name = if registry == "docker.io" { DOCKER_HUB } else { registry };
        let helpers = &self.config.cred_helpers;
        let own = helpers.iter().find(|(key, _)| host(key) == host(name)).map(|(_, helper)| helper);
        let helper = own.unwrap_or(&self.config.creds_store);
        if !helper.is_empty()
            && let Some(secret) = helper::get(helper, name)?
        {
            return Ok(Some(secret));
        }
        let entries = self.config.auths.iter();
        // The exact name comes before one that only has the same host.
        let exact = self.config.auths.get(name);
        let entry = exact.or_else(|| {
            entries.into_iter().find_map(|(key, entry)| (host(key) == host(name)).then_some(entry))
        });
        Ok(entry.and_then(Entry::secret))
    }
}

impl Entry {
    fn secret(&self) -> Option<Secret> {
        if !self.identitytoken.is_empty() {
            return Some(Secret::IdentityToken(self.identitytoken.clone()));
        }
        let (name, password) = match self.auth.as_str() {
            "" => (self.username.clone(), self.password.clone()),
            auth => {
                let padding = DecodePaddingMode::Indifferent;
                let config = GeneralPurposeConfig::new().with_decode_padding_mode(padding);
                let bytes = GeneralPurpose::new(&STANDARD, config).decode(auth.trim()).ok()?;
                let text = String::from_utf8(bytes).ok()?;
                let (name, password) = text.split_once(':')?;
                (name.to_owned(), password.trim_end_matches('\0').to_owned())
            }
        };
        (!name.is_empty()).then_some(Secret::Password { name, password })
    }
}

/// The host of a key of `config.json`, which may be an address: `https://ghcr.io/v2/` is `ghcr.io`.
fn host(key: &str) -> &str {
    let address = key.strip_prefix("https://").or_else(|| key.strip_prefix("http://"));
    let host = address.unwrap_or(key).split('/').next().unwrap_or(key);
    if matches!(host, "docker.io" | "registry-1.docker.io") { "index.docker.io" } else { host }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIG: &str = r#"{"auths": {
        "https://index.docker.io/v1/": {"auth": "YW5uOnA6dw=="},
        "ghcr.io": {"auth": "Ym9iOnNlY3JldA"},
        "https://r.lan:5000/v2/": {"username": "eve", "password": "x"},
        "acr.io": {"auth": "MDAwOg==", "identitytoken": "refresh"},
        "empty.io": {}
    }, "HttpHeaders": {"User-Agent": "x"}}"#;

    fn found(registry: &str) -> Option<Secret> {
        Credentials::from_json(CONFIG).unwrap().find(registry).unwrap()
    }

    #[test]
    fn entries_are_found_under_the_names_that_docker_gives_them() {
        let password = |name: &str, password: &str| {
            Some(Secret::Password { name: name.into(), password: password.into() })
        };
        assert!(found("docker.io") == password("ann", "p:w"));
        assert!(found("ghcr.io") == password("bob", "secret"));
        assert!(found("r.lan:5000") == password("eve", "x"));
        assert!(found("acr.io") == Some(Secret::IdentityToken("refresh".into())));
        assert!(found("empty.io").is_none());
        assert!(found("r.lan").is_none(), "another port is another registry");
    }

    #[test]
    fn other_configurations() {
        assert!(Credentials::from_json("{}").unwrap().find("ghcr.io").unwrap().is_none());
        assert!(Credentials::from_json("[").is_err());
    }
}
