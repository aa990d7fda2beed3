//! The adaptor around [`translate`](crate::translate()) for callers that choose a back end by name.

use compose_model::Project;
use compose_model::backend::{Backend, Context, OptionSpec, OptionValues, Translation};
use compose_model::coverage::{Coverage, OwnField};
use compose_model::diagnostic::{Diagnostic, Rule};

use crate::coverage::{COVERAGE, OWN_FIELDS};
use crate::options::{Options, SPECS};
use crate::rules::{OPTION_VALUE, RULES};
use crate::{render, translate};

/// Translates projects to Swarm stacks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Swarm;

impl Backend for Swarm {
    fn name(&self) -> &'static str {
        "swarm"
    }

    fn about(&self) -> &'static str {
        "A stack for Docker Swarm"
    }

    fn options(&self) -> &'static [OptionSpec] {
        SPECS
    }

    fn rules(&self) -> &'static [&'static Rule] {
        RULES
    }

    fn coverage(&self) -> &'static Coverage {
        COVERAGE
    }

    fn own_fields(&self) -> &'static [OwnField] {
        OWN_FIELDS
    }

    fn translate(
        &self,
        project: &Project,
        options: &OptionValues,
        context: &mut Context<'_>,
    ) -> Translation {
        match Options::from_values(options) {
            Ok(options) => {
                let output = translate(project, &options, context);
                Translation { files: render(&output), fields: output.fields }
            }
            Err(errors) => {
                for error in errors {
                    let place = options.place(error.name);
                    context
                        .diagnostics
                        .push(Diagnostic::new(&OPTION_VALUE, error.to_string()).at(place, ""));
                }
                Translation::default()
            }
        }
    }
}
