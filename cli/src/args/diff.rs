//! The arguments of `diff`.

use clap::Arg;

use super::{Layers, Target};
use crate::environment::Environment;

/// What is to be compared.
#[derive(Clone)]
pub(crate) struct DiffArgs {
    pub(crate) sides: [Side; 2],
    pub(crate) target: Target,
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Side {
    /// As it was written.
    pub(crate) text: String,
    /// Compose files and env files; a single file may also be a folder, or hold manifests.
    pub(crate) files: Vec<String>,
    pub(crate) env_files: Vec<String>,
}

pub(super) fn args() -> [Arg; 2] {
    let side = |id: &'static str, help: &'static str| {
        Arg::new(id).value_name(id).required(true).help(help)
    };
    [
        side(
            "A",
            "A project as its folder or its files (`compose.yaml,compose.prod.yaml,prod.env`), or \
             manifests as a folder or a file",
        ),
        side("B", "What to compare it with, in one of the same forms"),
    ]
}

impl DiffArgs {
    pub(super) fn read(layers: &Layers<'_>, target: Target) -> Self {
        let sides =
            ["A", "B"].map(|id| Side::parse(&layers.last::<String>(id).unwrap_or_default()));
        Self { sides, target }
    }
}

impl Side {
    fn parse(text: &str) -> Self {
        let mut all = Environment::default();
        if text.contains(',') {
            text.split(',').filter(|file| !file.is_empty()).for_each(|file| all.add_file(file));
        } else {
            all.files.push(text.to_owned());
        }
        Self { text: text.to_owned(), files: all.files, env_files: all.env_files }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_told_apart_as_that_of_an_environment() {
        let side = Side::parse("compose.yaml,prod.env,compose.prod.yaml");
        assert_eq!(side.files, ["compose.yaml", "compose.prod.yaml"]);
        assert_eq!(side.env_files, ["prod.env"]);
        assert_eq!(Side::parse("k8s").files, ["k8s"]);
    }
}
