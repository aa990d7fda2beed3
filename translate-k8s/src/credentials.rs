//! Variables that look like credentials: they go to a Secret of the service.

use compose_model::Spanned;
use compose_model::diagnostic::Diagnostic;
use indexmap::IndexSet;
use k8s_openapi::ByteString;
use k8s_openapi::api::core::v1::Secret;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;

use crate::context::Cx;
use crate::labels;
use crate::options::Options;
use crate::plan::Member;
use crate::rules::CREDENTIAL;

/// The variables of a service that live in a Secret.
#[derive(Debug, Default)]
pub(crate) struct Credentials {
    /// The name of the Secret.
    pub(crate) secret: String,
    /// The variables; each is a key of the Secret.
    pub(crate) variables: IndexSet<String>,
}

/// Finds the variables of a service that look like credentials (`--secret-env`, `--no-secret-env`) and adds
/// their Secret to `cx`. `None` where there are none. Kubernetes does not expand `$(X)` in Secret data, so
/// the values go there as they are.
pub(crate) fn split(member: &Member<'_>, cx: &mut Cx<'_>) -> Option<Credentials> {
    let found: Vec<(&str, &Spanned<Option<String>>, &str)> = find(member, cx.options).collect();
    if found.is_empty() {
        return None;
    }
    let secret = cx.storage.free_object_name(&format!("{}-env", member.name));
    let mut data = std::collections::BTreeMap::new();
    let mut variables = IndexSet::with_capacity(found.len());
    for (name, entry, value) in found {
        data.insert(name.to_owned(), ByteString(value.as_bytes().to_vec()));
        variables.insert(name.to_owned());
        let key = format!("services.{}.environment.{name}", member.key);
        let message = format!("`{name}` looks like a credential: it goes to the Secret `{secret}`");
        cx.origin(
            format_args!("Secret/{secret}"),
            format_args!("data.{name}"),
            &key,
            &entry.origin,
        );
        let finding = Diagnostic::new(&CREDENTIAL, message).at(entry.origin.place(), "");
        cx.report(finding.subject(key));
    }
    cx.add(Secret {
        metadata: ObjectMeta {
            name: Some(secret.clone()),
            labels: Some(labels::of_service(cx, member.name)),
            ..ObjectMeta::default()
        },
        data: Some(data),
        type_: Some("Opaque".to_owned()),
        ..Secret::default()
    });
    Some(Credentials { secret, variables })
}

/// The variables of a service that go to a Secret: name, entry and value.
pub(crate) fn find<'m>(
    member: &'m Member<'_>,
    options: &Options,
) -> impl Iterator<Item = (&'m str, &'m Spanned<Option<String>>, &'m str)> {
    member.service.environment.iter().filter_map(|(name, entry)| {
        let value = entry.value.as_deref()?;
        let asked = || {
            options.secret_env.iter().any(|wanted| match wanted.split_once('.') {
                Some((service, key)) => service == member.key && key == name,
                None => wanted == name,
            })
        };
        let looks = options.detect_credentials && is_credential(name, value);
        ((looks || asked()) && is_data_key(name)).then_some((name.as_str(), entry, value))
    })
}

/// Whether a variable looks like a credential, by its name and its value.
fn is_credential(name: &str, value: &str) -> bool {
    const WORDS: &[&str] = &[
        "PASSWORD",
        "PASSWD",
        "PASSPHRASE",
        "SECRET",
        "TOKEN",
        "API_KEY",
        "APIKEY",
        "ACCESS_KEY",
        "PRIVATE_KEY",
        "CREDENTIAL",
    ];
    if is_plain(value) {
        return false;
    }
    let name = name.to_ascii_uppercase();
    // These name the place of a credential, not the credential.
    if name.ends_with("_FILE") || name.ends_with("_PATH") || name.ends_with("_DIR") {
        return false;
    }
    // Most letters begin no word: nothing is compared there.
    let holds_word = (0..name.len()).any(|at| {
        let rest = &name.as_bytes()[at..];
        matches!(rest[0], b'P' | b'S' | b'T' | b'A' | b'C')
            && WORDS.iter().any(|word| rest.starts_with(word.as_bytes()))
    });
    holds_word || name.split('_').any(|word| word == "DSN") || has_password(value)
}

/// Empty, a truth value or a number: nothing that anybody would hide.
fn is_plain(value: &str) -> bool {
    const WORDS: &[&str] = &["true", "false", "yes", "no", "on", "off", "null", "none"];
    let value = value.trim();
    value.is_empty()
        || value.parse::<f64>().is_ok()
        || WORDS.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// Whether a text holds a URL with a user and a password: `postgres://app:secret@db/app`.
fn has_password(value: &str) -> bool {
    value.match_indices("://").any(|(at, _)| {
        let rest = &value[at + 3..];
        let end = rest.find(['/', '?', '#', ' ', '"', '\'']).unwrap_or(rest.len());
        let user = rest[..end].rsplit_once('@').map(|(user, _)| user);
        user.and_then(|user| user.split_once(':')).is_some_and(|(_, password)| !password.is_empty())
    })
}

fn is_data_key(name: &str) -> bool {
    name.len() <= 253
        && !name.is_empty()
        && !name.starts_with('.')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_credential() {
        for (name, value) in [
            ("POSTGRES_PASSWORD", "example"),
            ("JWT_SECRET", "s3cr3t"),
            ("github_token", "ghp_x"),
            ("AWS_SECRET_ACCESS_KEY", "abc"),
            ("SENTRY_DSN", "https://x@sentry.io/1"),
            ("DATABASE_URL", "postgres://app:pw@db:5432/app"),
        ] {
            assert!(is_credential(name, value), "{name}={value}");
        }
        for (name, value) in [
            ("POSTGRES_PASSWORD_FILE", "/run/secrets/db"),
            ("MYSQL_ALLOW_EMPTY_PASSWORD", "yes"),
            ("MAX_TOKENS", "4096"),
            ("REDIS_PASSWORD", ""),
            ("DATABASE_URL", "postgres://db:5432/app"),
            ("POSTGRES_USER", "app"),
            ("ADSNAME", "x"),
        ] {
            assert!(!is_credential(name, value), "{name}={value}");
        }
    }
}
