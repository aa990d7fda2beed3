//! What a registry asks for when it answers 401: the header `WWW-Authenticate`, RFC 9110 section 11.

/// What to authenticate with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Challenge {
    /// The name and password themselves.
    Basic,
    /// A token, to be had from a server.
    Bearer {
        /// The server.
        realm: String,
        /// The registry's name for it.
        service: Option<String>,
    },
}

impl Challenge {
    /// The first challenge that we can meet; a token is preferred.
    pub(super) fn of<'a>(headers: impl Iterator<Item = &'a str>) -> Option<Self> {
        let all: Vec<Self> = headers.filter_map(read).collect();
        let is_token = |challenge: &&Self| matches!(challenge, Self::Bearer { .. });
        all.iter().find(is_token).or(all.first()).cloned()
    }
}

fn read(header: &str) -> Option<Challenge> {
    let (scheme, rest) = header.trim().split_once(' ').unwrap_or((header.trim(), ""));
    if scheme.eq_ignore_ascii_case("basic") {
        return Some(Challenge::Basic);
    }
    if !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    let (mut realm, mut service) = (None, None);
    let mut rest = rest;
    while let Some((name, value, after)) = parameter(rest) {
        match name.to_ascii_lowercase().as_str() {
            "realm" => realm = Some(value),
            "service" => service = Some(value),
            // The scope that we ask for is known without it.
            _ => {}
        }
        rest = after;
    }
    Some(Challenge::Bearer { realm: realm?, service })
}

/// The next `name=value` or `name="value"`, and what follows it.
fn parameter(text: &str) -> Option<(&str, String, &str)> {
    let (name, rest) = text.trim_start_matches([' ', ',', '\t']).split_once('=')?;
    let Some(quoted) = rest.trim_start().strip_prefix('"') else {
        let end = rest.find(',').unwrap_or(rest.len());
        return Some((name.trim(), rest[..end].trim().to_owned(), &rest[end..]));
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((name.trim(), value, &quoted[at + 1..])),
            '\\' => value.extend(chars.next().map(|(_, c)| c)),
            c => value.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(header: &str) -> Option<Challenge> {
        Challenge::of(std::iter::once(header))
    }

    #[test]
    fn challenges_as_registries_write_them() {
        let bearer = |realm: &str, service: Option<&str>| {
            Some(Challenge::Bearer { realm: realm.into(), service: service.map(str::to_owned) })
        };
        let docker = "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\",\
                      scope=\"repository:a/b:pull,push\"";
        assert_eq!(of(docker), bearer("https://auth.docker.io/token", Some("registry.docker.io")));
        assert_eq!(of("bearer Realm = https://x/t, error=x"), bearer("https://x/t", None));
        assert_eq!(of(r#"Bearer realm="a\"b\\c""#), bearer(r#"a"b\c"#, None));
        assert_eq!(of("Basic realm=\"Registry\""), Some(Challenge::Basic));
        for none in ["", "Bearer", "Bearer realm=\"x", "Negotiate abc", "Bearer service=\"x\""] {
            assert_eq!(of(none), None, "{none}");
        }
        let both = ["Basic realm=x", "Bearer realm=y"];
        assert_eq!(Challenge::of(both.into_iter()), bearer("y", None));
    }
}
