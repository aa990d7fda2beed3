//! What is known of public images: ports, data folders, owners, the programs that serve.

mod table;

/// Facts about an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KnownImage {
    /// The repository without registry and tag: `postgres`, `grafana/grafana`.
    pub(crate) name: &'static str,
    /// The TCP ports on which it listens by default.
    pub(crate) ports: &'static [u16],
    /// The folders in which it keeps data.
    pub(crate) data: &'static [&'static str],
    /// The group that must be able to write there, where the image does not start as root.
    pub(crate) group: Option<i64>,
    /// The programs that serve; a command with another program is not the server.
    pub(crate) programs: &'static [&'static str],
}

/// What is known of an image, by its reference (`docker.io/library/postgres:17`).
///
/// An image of another owner with a well-known last part (`acme/postgres`) counts as that one for
/// ports and data.
pub(crate) fn known(reference: &str) -> Option<&'static KnownImage> {
    let repository = repository(reference);
    table::find(repository).or_else(|| table::find(repository.rsplit_once('/')?.1))
}

/// What is known of exactly this image: under which user it starts is each publisher's own choice.
pub(crate) fn exactly(reference: &str) -> Option<&'static KnownImage> {
    table::find(repository(reference))
}

/// The repository without registry, `library/`, tag and digest.
pub(crate) fn repository(reference: &str) -> &str {
    let reference = reference.split_once('@').map_or(reference, |(name, _)| name);
    let path_start = match reference.split_once('/') {
        Some((first, _)) if first.contains(['.', ':']) || first == "localhost" => first.len() + 1,
        _ => 0,
    };
    let path = &reference[path_start..];
    let path = path.split_once(':').map_or(path, |(name, _)| name);
    path.strip_prefix("library/").unwrap_or(path)
}

impl KnownImage {
    /// Whether a container with this entry point and command runs the image's server, and not one of
    /// its tools (`psql`, `redis-cli`).
    pub(crate) fn serves(&self, entrypoint: Option<&[String]>, command: Option<&[String]>) -> bool {
        let names_program = |words: &[String]| {
            words.iter().flat_map(|word| word.split([' ', '\n', ';', '&'])).any(|word| {
                let program = word.rsplit('/').next().unwrap_or(word);
                self.programs.contains(&program)
            })
        };
        let entrypoint = entrypoint.filter(|words| !words.is_empty());
        let command = command.unwrap_or_default();
        match entrypoint {
            Some(words) => names_program(words) || names_program(command),
            None => {
                command.first().is_none_or(|first| first.starts_with('-')) || names_program(command)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_taken_apart() {
        for (reference, want) in [
            ("postgres", "postgres"),
            ("postgres:17@sha256:00", "postgres"),
            ("docker.io/library/redis:7", "redis"),
            ("localhost:5000/acme/app:1", "acme/app"),
            ("grafana/grafana", "grafana/grafana"),
            ("quay.io/prometheus/prometheus:v3", "prometheus/prometheus"),
            ("", ""),
        ] {
            assert_eq!(repository(reference), want);
        }
    }

    #[test]
    fn servers_and_tools() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let postgres = known("postgres:17").unwrap();
        assert_eq!(postgres.ports, [5432]);
        assert!(postgres.serves(None, None));
        assert!(postgres.serves(None, Some(&words("-c fsync=off"))));
        assert!(postgres.serves(None, Some(&words("postgres -c fsync=off"))));
        assert!(!postgres.serves(None, Some(&words("pg_dump -h db"))));
        assert!(!postgres.serves(Some(&words("/bin/sh /backup.sh")), None));
        assert!(known("acme/postgres").is_some() && exactly("acme/postgres").is_none());
        assert!(known("acme/app").is_none());
    }
}
