//! The arguments of `explain`.

use clap::{Arg, ArgAction};

use super::Layers;

/// What is to be explained.
#[derive(Clone, Debug)]
pub(crate) struct ExplainArgs {
    /// Codes of findings; none for the list of all codes.
    pub(crate) questions: Vec<String>,
}

pub(super) fn args() -> [Arg; 1] {
    [Arg::new("questions")
        .value_name("CODE")
        .num_args(0..)
        .action(ArgAction::Append)
        .help("Code of a finding (`K0101`) [default: list all codes]")]
}

impl ExplainArgs {
    pub(super) fn read(layers: &Layers<'_>) -> Self {
        Self { questions: layers.all("questions") }
    }
}
