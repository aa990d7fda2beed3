//! The way of a project from the model to checked objects.

use std::collections::BTreeMap;

use compose_model::Project;
use compose_model::backend::{Context, FieldOrigin, Flow, Progress};

use crate::binds::Bound;
use crate::context::Cx;
use crate::discovery::{self, Discovery};
use crate::extension::Extension;
use crate::names::Names;
use crate::object::{Object, Objects};
use crate::options::Options;
use crate::plan::Plan;
use crate::volumes::Storage;
use crate::{
    attributes, image_config, namespace, network_policy, pod_security, service, valid, workload,
};

/// What a translation makes.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The objects in the order in which a first `kubectl apply` works.
    pub objects: Vec<Object>,
    /// Where their fields come from.
    pub fields: Vec<FieldOrigin>,
}

/// Translates a project. What cannot be translated is said in `context.diagnostics`; the output is
/// empty when the caller's progress hook stops it.
pub fn translate(project: &Project, options: &Options, context: &mut Context<'_>) -> Output {
    let diagnostics = &mut *context.diagnostics;
    let extension = Extension::read(project, diagnostics);
    let project = &*image_config::apply(project, &options.image_configs, context.vfs, diagnostics);
    let names = Names::assign(project, diagnostics);
    let bound = Bound::read(project, context.vfs);
    let files = bound.texts(project, context.vfs);
    let project = &*discovery::rewrite_hosts(project, &names, &files, diagnostics);
    discovery::report_machine(project, &names, diagnostics);
    let discovery = Discovery::find(project, &names, &files, diagnostics);
    let plan = Plan::make(project, &names, &discovery, diagnostics);
    let storage =
        Storage::survey(project, &names, &bound, &plan, options, context.vfs, diagnostics);
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
        fields: Vec::new(),
        jobs: BTreeMap::new(),
    };
    for (done, pod) in plan.pods.iter().enumerate() {
        let progress = Progress { service: pod.leader().key, done, total: plan.pods.len() };
        if (context.progress)(progress) == Flow::Stop {
            return Output::default();
        }
        workload::build(pod, &mut cx);
    }
    service::aliases(&mut cx);
    network_policy::build(&mut cx);
    attributes::report_project(&mut cx);
    namespace::set(&mut cx);
    let Cx { objects, fields, diagnostics, .. } = cx;
    let mut objects = objects.into_ordered();
    let admitted = pod_security::check(&objects, &fields, options.harden, diagnostics);
    namespace::label(&mut objects, options.harden, admitted);
    valid::check(&objects, &fields, options.apply, diagnostics);
    Output { objects, fields }
}
