//! The adaptor around [`translate`](crate::translate()) for callers that choose a back end by name.

use compose_model::Project;
use compose_model::backend::{
    Backend, Context, FormatSpec, OptionSpec, OptionValues, Package, Translation,
};
use compose_model::coverage::{Coverage, OwnField};
use compose_model::diagnostic::{Diagnostic, Rule};

use crate::coverage::{COVERAGE, OWN_FIELDS};
use crate::options::{Options, SPECS};
use crate::package;
use crate::pinned;
use crate::rules::{OPTION_VALUE, RULES};
use crate::translate::{Output, translate, translate_to_files};

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
        with_options(options, context, |options, context| {
            translate_to_files(project, options, context)
        })
    }

    fn helper_images(
        &self,
        project: &Project,
        options: &OptionValues,
        context: &mut Context<'_>,
    ) -> Vec<String> {
        with_options(options, context, |options, context| {
            pinned::helpers(project, options, context)
        })
    }

    fn formats(&self) -> &'static [FormatSpec] {
        package::FORMATS
    }

    fn package(&self, package: &Package<'_>, context: &mut Context<'_>) -> Translation {
        package::package(package, context)
    }
}

/// Translates with options by name; what is wrong with them is reported.
pub(crate) fn output(
    project: &Project,
    options: &OptionValues,
    context: &mut Context<'_>,
) -> Output {
    with_options(options, context, |options, context| translate(project, options, context))
}

/// Calls `translate` with the options, unless something is wrong with them.
fn with_options<R: Default>(
    options: &OptionValues,
    context: &mut Context<'_>,
    translate: impl FnOnce(&Options, &mut Context<'_>) -> R,
) -> R {
    match Options::from_values(options) {
        Ok(options) => translate(&options, context),
        Err(errors) => {
            for error in errors {
                let place = options.place(error.name);
                let finding = Diagnostic::new(&OPTION_VALUE, error.to_string()).at(place, "");
                context.diagnostics.push(finding);
            }
            R::default()
        }
    }
}
