//! What a translation may be told.
//!
//! [`SPECS`] declares the options for the command line; [`Options`] is what they come to. Both say the
//! same defaults, which a test holds together.

use compose_model::backend::{OptionKind, OptionSpec, OptionValues};

pub use crate::docker_version::{DockerVersion, DockerVersionError};
use crate::image::{valid_registry, valid_tag};
use crate::names::valid_stack_name;

/// The options of this back end, in the order of its help text.
pub const SPECS: &[OptionSpec] = &[
    text(
        "docker-version",
        "VERSION",
        Some("20.10"),
        "Oldest Docker release that must read the stack",
    ),
    text("stack-name", "NAME", None, "Name of the stack; the project's name by default"),
    text("registry", "PREFIX", None, "Registry and path before the names of built images"),
    text("tag", "TAG", None, "Tag of built images"),
    flag(
        "publish-loopback",
        "Publish ports bound to one address, such as 127.0.0.1, on every address",
    ),
    text("bind-root", "DIR", None, "Folder on the nodes that holds the project's bind mounts"),
    flag("keep-binds", "Keep bind mounts of single files, instead of making configs of them"),
    flag("no-start-wait", "Do not make commands wait until what they depend on is healthy"),
];

/// An option that was given a value that it does not take.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`--{name} {value}`: {expected}")]
pub struct OptionError {
    /// The option.
    pub name: &'static str,
    /// The value.
    pub value: String,
    /// What it takes.
    pub expected: &'static str,
}

/// How to translate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The oldest Docker release that must read the stack.
    pub docker_version: DockerVersion,
    /// The name of the stack; the project's name by default.
    pub stack_name: Option<String>,
    /// The registry and path before the names of built images, `ghcr.io/acme`.
    pub registry: Option<String>,
    /// The tag of built images.
    pub tag: Option<String>,
    /// Whether ports that are bound to one address are published on every address.
    pub loopback_ports: LoopbackPorts,
    /// The absolute folder on the nodes that stands for the project's folder in bind mounts.
    pub bind_root: Option<String>,
    /// What becomes of read-only bind mounts of single files.
    pub file_binds: FileBinds,
    /// Whether commands wait until what they depend on is healthy.
    pub start_wait: StartWait,
}

/// What becomes of ports that are bound to one address of the host, which Swarm cannot do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LoopbackPorts {
    /// They are not published; other services still reach them.
    #[default]
    Withhold,
    /// They are published on every address of every node.
    Publish,
}

/// What becomes of read-only bind mounts of single files of the project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileBinds {
    /// Configs, which Swarm brings to every node.
    #[default]
    Config,
    /// Bind mounts: every node needs the file.
    Bind,
}

/// How `depends_on` with `service_healthy` works within the stack file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StartWait {
    /// A command that is a shell's waits for the names of its dependencies, which Swarm's DNS has
    /// once they are healthy.
    #[default]
    Shell,
    /// Commands stay as they are; `deploy.sh --wait-order` still keeps the order.
    Never,
}

impl Options {
    /// The options that were given on the command line; all values that are not taken, together.
    ///
    /// # Errors
    ///
    /// Every option whose value it does not take.
    pub fn from_values(values: &OptionValues) -> Result<Self, Vec<OptionError>> {
        let mut errors = Vec::new();
        let mut text = |name, valid: fn(&str) -> bool, expected| {
            let value = values.get(name)?;
            if !valid(value) {
                errors.push(OptionError { name, value: value.to_owned(), expected });
            }
            Some(value.to_owned())
        };
        let docker_version = text(
            "docker-version",
            |value| value.parse::<DockerVersion>().is_ok(),
            "expected a Docker release such as 20.10 or 28.0, not before 19.03",
        );
        let options = Self {
            docker_version: docker_version.and_then(|value| value.parse().ok()).unwrap_or_default(),
            stack_name: text(
                "stack-name",
                valid_stack_name,
                "expected letters, digits, `-` and `_`, a letter or digit first and last",
            ),
            registry: text(
                "registry",
                valid_registry,
                "expected a registry such as `ghcr.io/acme`",
            )
            .map(|registry| registry.trim_end_matches('/').to_owned()),
            tag: text("tag", valid_tag, "expected letters, digits, `_`, `.` and `-`, at most 128"),
            loopback_ports: if values.flag("publish-loopback") {
                LoopbackPorts::Publish
            } else {
                LoopbackPorts::Withhold
            },
            bind_root: text(
                "bind-root",
                compose_model::types::path::is_absolute,
                "expected an absolute path on the nodes",
            ),
            file_binds: if values.flag("keep-binds") { FileBinds::Bind } else { FileBinds::Config },
            start_wait: if values.flag("no-start-wait") {
                StartWait::Never
            } else {
                StartWait::Shell
            },
        };
        if errors.is_empty() { Ok(options) } else { Err(errors) }
    }
}

const fn text(
    name: &'static str,
    placeholder: &'static str,
    default: Option<&'static str>,
    help: &'static str,
) -> OptionSpec {
    OptionSpec { name, kind: OptionKind::Text(placeholder), default, help }
}

const fn flag(name: &'static str, help: &'static str) -> OptionSpec {
    OptionSpec { name, kind: OptionKind::Flag, default: None, help }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn specs_and_defaults_agree() {
        let mut values = OptionValues::default();
        for spec in SPECS {
            if let Some(default) = spec.default {
                values.push(spec.name, default);
            }
        }
        assert_eq!(Options::from_values(&values), Ok(Options::default()));
    }

    #[test]
    fn wrong_values_are_all_named() {
        let mut values = OptionValues::default();
        values.push("docker-version", "17.03");
        values.push("stack-name", "a b");
        values.push("bind-root", "data");
        let errors = Options::from_values(&values).unwrap_err();
        let named: Vec<_> = errors.iter().map(|error| error.name).collect();
        assert_eq!(named, ["docker-version", "stack-name", "bind-root"]);
    }
}
