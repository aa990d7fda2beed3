//! The forms of a result beside plain manifests, for callers that choose one by name.

use compose_model::Project;
use compose_model::backend::{
    Context, Environment, FormatSpec, Holds, OptionValues, OutputFile, Package, Translation,
};
use compose_model::diagnostic::Diagnostics;

use crate::backend::output;
use crate::helm::{self, Chart, Opened};
use crate::kustomize::{self, Overlay};
use crate::object::Object;
use crate::options::Options;
use crate::pinned;
use crate::translate::Output;

/// The forms beside plain manifests.
pub(crate) const FORMATS: &[FormatSpec] = &[
    FormatSpec {
        name: KUSTOMIZE,
        help: "a Kustomize base, and an overlay for each environment",
        holds: Holds::Environments,
    },
    FormatSpec { name: HELM, help: "a Helm chart", holds: Holds::Variables },
];

const KUSTOMIZE: &str = "kustomize";
const HELM: &str = "helm";

/// Translates a project to one of the [`FORMATS`].
pub(crate) fn package(package: &Package<'_>, context: &mut Context<'_>) -> Translation {
    let base = output(package.project, package.options, context);
    let files = match package.format {
        HELM => chart(package, &base.objects, context),
        _ => overlays(package, &base, context),
    };
    Translation { files, fields: base.fields }
}

fn overlays(package: &Package<'_>, base: &Output, context: &mut Context<'_>) -> Vec<OutputFile> {
    let outputs: Vec<(&str, Output)> = package
        .environments
        .iter()
        .map(|environment| (environment.name, in_environment(environment, context)))
        .collect();
    let overlays: Vec<Overlay<'_>> =
        outputs.iter().map(|(name, output)| Overlay { name, objects: &output.objects }).collect();
    kustomize::render(&base.objects, &overlays)
}

/// Translates an environment; what is found there only says so.
fn in_environment(environment: &Environment<'_>, context: &mut Context<'_>) -> Output {
    let mut diagnostics = Diagnostics::default();
    let output = quietly(environment.project, environment.options, &mut diagnostics, context);
    let note = format!("in the environment `{}`", environment.name);
    context.diagnostics.extend_noted(diagnostics.iter().cloned(), &note);
    output
}

/// Translates with findings of its own.
fn quietly(
    project: &Project,
    options: &OptionValues,
    diagnostics: &mut Diagnostics,
    context: &mut Context<'_>,
) -> Output {
    let mut own = Context {
        vfs: context.vfs,
        diagnostics,
        progress: &mut *context.progress,
        trace: false,
        workers: context.workers,
    };
    output(project, options, &mut own)
}

fn chart(package: &Package<'_>, objects: &[Object], context: &mut Context<'_>) -> Vec<OutputFile> {
    // What is wrong with them has been reported.
    let options = Options::from_values(package.options).unwrap_or_default();
    let options = pinned::options(package.project, &options);
    let mut findings = Diagnostics::default();
    let Opened { variables, objects: open } = match package.variables {
        Some(variables) => helm::open(
            variables,
            objects,
            &mut |project| {
                let mut unheard = Diagnostics::default();
                quietly(project, package.options, &mut unheard, context).objects
            },
            &mut findings,
        ),
        None => Opened { variables: Vec::new(), objects: objects.to_vec() },
    };
    context.diagnostics.extend(findings.iter().cloned());
    let name = package.project.name.as_str();
    let kube_version = package.options.get("kube-version").map(|_| options.kube_version);
    helm::render(&Chart {
        name,
        objects,
        open: &open,
        options: &options,
        kube_version,
        variables: &variables,
    })
}
