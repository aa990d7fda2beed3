//! The way of a project from the model to checked objects.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use compose_model::Project;
use compose_model::backend::{Context, FieldOrigin, Flow, Progress, Translation};
use compose_model::diagnostic::Diagnostics;
use compose_model::vfs::Vfs;
use compose_model::workers::{self, Workers};

use crate::binds::Bound;
use crate::context::Cx;
use crate::discovery::{self, Discovery, Reading};
use crate::extension::idle::Used;
use crate::extension::{self, Extension};
use crate::names::Names;
use crate::object::{Object, Objects};
use crate::options::Options;
use crate::plan::Plan;
use crate::valid::Finding;
use crate::volumes::Storage;
use crate::{
    attributes, image_config, kompose_labels, namespace, network_policy, pinned, pod, pod_security,
    render, service, valid, workload,
};

/// What a translation makes.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The objects in the order in which a first `kubectl apply` works.
    pub objects: Vec<Object>,
    /// Where their fields come from; empty unless [`Context::trace`] asks for it.
    pub fields: Vec<FieldOrigin>,
}

/// Translates a project. What cannot be translated is said in `context.diagnostics`; the output is
/// empty when the caller's progress hook stops it.
pub fn translate(project: &Project, options: &Options, context: &mut Context<'_>) -> Output {
    let apply = options.apply;
    let check = |object| (valid::check(&object, apply, None), object);
    let (objects, fields) = translate_each(project, options, context, check);
    Output { objects, fields }
}

/// As [`translate`], but each object is written to a file of its own as soon as it is complete.
pub(crate) fn translate_to_files(
    project: &Project,
    options: &Options,
    context: &mut Context<'_>,
) -> Translation {
    let apply = options.apply;
    let write = |object| {
        let file = render::file(&object);
        (valid::check(&object, apply, Some(file.bytes.len())), file)
    };
    let (files, fields) = translate_each(project, options, context, write);
    Translation { files, fields }
}

/// Translates a project and does something with each complete object, which tells what the API server
/// would refuse of it.
fn translate_each<R: Send>(
    project: &Project,
    options: &Options,
    context: &mut Context<'_>,
    each: impl Fn(Object) -> (Vec<Finding>, R) + Sync,
) -> (Vec<R>, Vec<FieldOrigin>) {
    let Output { mut objects, fields } = build(project, options, context);
    let Context { vfs, ref mut diagnostics, trace, workers, .. } = *context;
    // What the API server would refuse is rare: rather translate again then, than trace always.
    let traced = LazyCell::new(|| traced(project, options, vfs, workers));
    let origins = || if trace { fields.as_slice() } else { traced.as_slice() };
    let admitted = pod_security::check(&objects, options.harden, diagnostics, origins);
    pinned::check(&objects, &pinned::options(project, options), diagnostics, origins);
    namespace::label(&mut objects, options.harden, admitted);
    let (found, results): (Vec<_>, _) = workers::map(workers, objects, each).into_iter().unzip();
    valid::report(found, diagnostics, origins);
    (results, fields)
}

/// Where the fields of the objects come from.
fn traced(
    project: &Project,
    options: &Options,
    vfs: &dyn Vfs,
    workers: &dyn Workers,
) -> Vec<FieldOrigin> {
    let diagnostics = &mut Diagnostics::default();
    let progress = &mut |_: Progress<'_>| Flow::Continue;
    build(project, options, &mut Context { vfs, diagnostics, progress, trace: true, workers })
        .fields
}

/// The objects, not checked yet.
fn build(project: &Project, options: &Options, context: &mut Context<'_>) -> Output {
    let diagnostics = &mut *context.diagnostics;
    let mut extension = Extension::read(project, diagnostics);
    let project = &*kompose_labels::take(project, options.identity, &mut extension, diagnostics);
    let options = &*extension.options(options);
    let options = &*pinned::options(project, options);
    let project = &*extension.complete(project, diagnostics);
    let project = &*image_config::apply(project, &options.image_configs, context.vfs, diagnostics);
    let names = Names::assign(project, &extension, diagnostics);
    let bound = Bound::read(project, context.vfs);
    let files = bound.texts(project, context.vfs);
    let reading = Reading::of(project, &names, context.workers);
    let rewritten = discovery::rewrite_hosts(project, &reading, &files, diagnostics);
    let (project, reading) = match &rewritten {
        Some(project) => (project, Reading::of(project, &names, context.workers)),
        None => (project, reading),
    };
    discovery::report_machine(project, &reading, &names, diagnostics);
    let discovery = Discovery::find(&reading, &files, context.workers, diagnostics);
    let version = options.kube_version;
    let plan = Plan::make(project, &names, &discovery, &extension, version, diagnostics);
    let storage = Storage::survey(
        project,
        &names,
        &bound,
        &plan,
        (options, &extension),
        context.vfs,
        diagnostics,
    );
    let mut cx = Cx {
        project,
        options,
        extension: &extension,
        names: &names,
        discovery: &discovery,
        plan: &plan,
        storage: &storage,
        diagnostics,
        objects: Objects::default(),
        fields: context.trace.then(Vec::new),
        used: Used::default(),
        jobs: BTreeMap::new(),
        unsure: None,
    };
    if workload::build_all(context.workers, &mut *context.progress, &mut cx) == Flow::Stop {
        return Output::default();
    }
    workload::report_unwritten(&mut cx);
    pod::report_requested(&mut cx);
    pod::report_unset(&mut cx);
    service::aliases(&mut cx);
    network_policy::build(&mut cx);
    attributes::report_project(&mut cx);
    namespace::set(&mut cx);
    extension::idle::report(&mut cx);
    extension::apply(&mut cx);
    let Cx { objects, fields, .. } = cx;
    Output { objects: objects.into_ordered(), fields: fields.unwrap_or_default() }
}
