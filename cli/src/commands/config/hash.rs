//! `--hash`: what `docker compose` compares to see whether a container is still the one that is wanted.

use std::fmt::Write;

use compose_model::Project;
use compose_model::model::Dollars;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::listing;
use crate::failure::Failure;

/// Attributes that no container shows.
const LEFT_OUT: [&str; 5] = ["build", "pull_policy", "scale", "depends_on", "profiles"];

/// The hash of each service, by name; `*` is all of them, a comma stands between names.
pub(super) fn lines(project: &Project, services: &str) -> Result<String, Failure> {
    let failure = |error: serde_json::Error| Failure::error(format!("cannot hash: {error}"));
    let text = project.to_json(Dollars::Kept).map_err(failure)?;
    let mut project: Value = serde_json::from_str(&text).map_err(failure)?;
    let mut known = match project.get_mut("services").map(Value::take) {
        Some(Value::Object(services)) => services,
        _ => serde_json::Map::new(),
    };
    let mut names: Vec<String> = known.keys().cloned().collect();
    if services != "*" {
        let wanted: Vec<&str> = services.split(',').collect();
        if let Some(name) = wanted.iter().find(|name| !known.contains_key(**name)) {
            return Err(Failure::error(format!("there is no service `{name}`")));
        }
        names.retain(|name| wanted.contains(&name.as_str()));
    }
    names.sort_unstable();
    let hashes = names.iter().filter_map(|name| {
        let service = known.get_mut(name)?.as_object_mut()?;
        service.retain(|key, _| !LEFT_OUT.contains(&key.as_str()));
        if let Some(Value::Object(deploy)) = service.get_mut("deploy") {
            deploy.shift_remove("replicas");
        }
        let text = as_go_writes(&serde_json::to_string(service).ok()?);
        Some(format!("{name} {}", hex(&Sha256::digest(text))))
    });
    Ok(listing::lines(hashes))
}

/// Go's JSON escapes what could end a script in a web page.
fn as_go_writes(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(text, "\\u{:04x}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
