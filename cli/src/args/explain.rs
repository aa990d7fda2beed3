//! The arguments of `explain`.

use clap::{Arg, ArgAction};

use super::{Layers, Target};

/// What is to be explained.
#[derive(Clone)]
pub(crate) struct ExplainArgs {
    /// Codes, keys and fields of the result; none for the list of all codes.
    pub(crate) questions: Vec<String>,
    /// The targets to answer for.
    pub(crate) targets: Vec<Target>,
}

pub(super) fn args() -> [Arg; 1] {
    [Arg::new("questions").value_name("CODE|KEY|FIELD").num_args(0..).action(ArgAction::Append).help(
        "Code of a finding (`K0101`), key of the project (`services.web.ports[0]`), key of every \
         project (`services.*.ports`), or field of the result (`Deployment/web:spec.replicas`) \
         [default: list all codes]",
    )]
}

impl ExplainArgs {
    pub(super) fn read(layers: &Layers<'_>, targets: Vec<Target>) -> Self {
        Self { questions: layers.all("questions"), targets }
    }
}
