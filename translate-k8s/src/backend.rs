//! The adaptor around [`translate`](crate::translate()) for callers that choose a back end by name.

use compose_model::Project;
use compose_model::backend::{
    Backend, Context, Environment, FormatSpec, Holds, OptionSpec, OptionValues, Package,
    Translation,
};
use compose_model::coverage::{Coverage, OwnField};
use compose_model::diagnostic::{Diagnostic, Diagnostics, Rule};
use compose_model::workers;

use crate::coverage::{COVERAGE, OWN_FIELDS};
use crate::kustomize::{self, Overlay};
use crate::options::{Options, SPECS};
use crate::render;
use crate::rules::{OPTION_VALUE, RULES};
use crate::translate::{Output, translate};

/// Translates projects to Kubernetes manifests.
#[derive(Clone, Copy, Debug, Default)]
pub struct Kubernetes;

impl Backend for Kubernetes {
    fn name(&self) -> &'static str {
        "kubernetes"
    }

    fn about(&self) -> &'static str {
        "Kubernetes manifests"
    }

    fn noun(&self) -> &'static str {
        "object"
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
        let Output { objects, fields } = output(project, options, context);
        let files = workers::map(context.workers, objects, |object| render::file(&object));
        Translation { files, fields }
    }

    fn formats(&self) -> &'static [FormatSpec] {
        FORMATS
    }

    fn package(&self, package: &Package<'_>, context: &mut Context<'_>) -> Translation {
        let base = output(package.project, package.options, context);
        let outputs: Vec<(&str, Output)> = package
            .environments
            .iter()
            .map(|environment| (environment.name, in_environment(environment, context)))
            .collect();
        let overlays: Vec<Overlay<'_>> = outputs
            .iter()
            .map(|(name, output)| Overlay { name, objects: &output.objects })
            .collect();
        Translation { files: kustomize::render(&base.objects, &overlays), fields: base.fields }
    }
}

/// The forms beside plain manifests.
const FORMATS: &[FormatSpec] = &[FormatSpec {
    name: "kustomize",
    help: "a Kustomize base, and an overlay for each environment",
    holds: Holds::Environments,
}];

fn output(project: &Project, options: &OptionValues, context: &mut Context<'_>) -> Output {
    match Options::from_values(options) {
        Ok(options) => translate(project, &options, context),
        Err(errors) => {
            for error in errors {
                let place = options.place(error.name);
                let finding = Diagnostic::new(&OPTION_VALUE, error.to_string()).at(place, "");
                context.diagnostics.push(finding);
            }
            Output::default()
        }
    }
}

/// Translates an environment; what is found there only says so.
fn in_environment(environment: &Environment<'_>, context: &mut Context<'_>) -> Output {
    let mut diagnostics = Diagnostics::default();
    let mut own = Context {
        vfs: context.vfs,
        diagnostics: &mut diagnostics,
        progress: &mut *context.progress,
        trace: false,
        workers: context.workers,
    };
    let output = output(environment.project, environment.options, &mut own);
    let note = format!("in the environment `{}`", environment.name);
    context.diagnostics.extend_noted(diagnostics.iter().cloned(), &note);
    output
}
