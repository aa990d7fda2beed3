//! The way of a project from the model to a stack.

use compose_model::Project;
use compose_model::backend::{Context, FieldOrigin, Flow, OutputFile, Progress};
use compose_model::diagnostic::Diagnostic;
use compose_model::model::{Map, Service};

use crate::context::{At, Cx};
use crate::deploy_script::Deployment;
use crate::files::Files;
use crate::gathered::{self, Gathered};
use crate::names::MAX_NAME;
use crate::options::Options;
use crate::plan::Plan;
use crate::rules::{
    DISABLED_SERVICE, NAME_TOO_LONG, RENAMED, SHORTENED_STACK, UNSUPPORTED_ATTRIBUTE,
};
use crate::stack::Stack;
use crate::volume::{self, LocalVolumes};
use crate::{depends_on, image, network, ports, proxy, service, trace};

/// What a translation makes.
#[derive(Clone, Debug, Default)]
pub struct Output {
    /// The stack.
    pub stack: Stack,
    /// The files that the stack reads, relative to its folder.
    pub side_files: Vec<OutputFile>,
    /// What a script must know to deploy it.
    pub deployment: Deployment,
    /// Where fields of the stack come from; empty unless [`Context::trace`] asks for it.
    pub fields: Vec<FieldOrigin>,
}

/// Translates a project. What cannot be translated is said in `context.diagnostics`; the output is
/// empty when the caller's progress hook stops it.
pub fn translate(project: &Project, options: &Options, context: &mut Context<'_>) -> Output {
    let Project {
        name,
        // The base of relative paths, which are absolute by now.
        working_dir: _,
        services,
        disabled_services,
        // Networks, volumes, configs and secrets are translated where a service uses them.
        networks: _,
        volumes: _,
        configs: _,
        secrets: _,
        models,
        // Resolved by the loader.
        profiles: _,
        environment: _,
        // The author's own.
        extensions: _,
    } = project;
    let plan = Plan::make(project, options);
    let mut cx = Cx {
        project,
        options,
        plan: &plan,
        vfs: context.vfs,
        diagnostics: context.diagnostics,
        stack: Stack::default(),
        files: Files::default(),
        fields: context.trace.then(Vec::new),
        restarted: Gathered::default(),
        replaced: Gathered::default(),
        lost_order: depends_on::Losses::default(),
        local_volumes: LocalVolumes::new(),
    };
    if options.stack_name.is_none() && plan.stack != name.value {
        let message = format!(
            "the stack is called `{}`: its names have {MAX_NAME} characters at most",
            plan.stack
        );
        cx.report(Diagnostic::new(&SHORTENED_STACK, message).at(&name.origin, "").subject("name"));
    }
    report_disabled(disabled_services, &mut cx);
    for (key, model) in models {
        cx.report(
            Diagnostic::new(
                &UNSUPPORTED_ATTRIBUTE,
                format!("the model `{key}` is left out: Swarm runs no AI models"),
            )
            .at(model.origin.place(), "")
            .subject(format!("models.{key}")),
        );
    }
    for (done, (key, value)) in services.iter().enumerate() {
        let progress = Progress { service: key, done, total: services.len() };
        if (context.progress)(progress) == Flow::Stop {
            return Output::default();
        }
        let at = At { key, name: plan.services.get(key) };
        check_name(at, value, &mut cx);
        proxy::check(at, value, &mut cx);
        if let Some(translated) = service::translate(at, &value.value, &mut cx) {
            cx.stack.services.insert(at.name.to_owned(), translated);
        }
    }
    gathered::report(&mut cx);
    depends_on::report(&mut cx);
    ports::withhold_conflicts(&mut cx);
    network::keep_order(&mut cx);
    image::advise(&mut cx);
    volume::report_locality(&mut cx);
    let deployment = Deployment::of(&cx);
    let Cx { mut stack, files, mut fields, .. } = cx;
    stack.version.clone_from(&deployment.version);
    if let Some(fields) = &mut fields {
        trace::complete(&stack, project, &plan, fields);
    }
    Output {
        stack,
        side_files: files.into_output(),
        deployment,
        fields: fields.unwrap_or_default(),
    }
}

/// Says which services are left out because no profile enables them, as under `docker compose up`.
fn report_disabled(services: &Map<Service>, cx: &mut Cx<'_>) {
    for (key, service) in services {
        let profile = service.profiles.first().map_or("'*'", |profile| profile.as_str());
        cx.report(
            Diagnostic::new(
                &DISABLED_SERVICE,
                format!("`{key}` is left out: no profile enables it"),
            )
            .at(service.origin.place(), "")
            .help(format!("enable it with `--profile {profile}`"))
            .subject(format!("services.{key}")),
        );
    }
}

fn check_name(
    at: At<'_>,
    service: &compose_model::Spanned<compose_model::model::Service>,
    cx: &mut Cx<'_>,
) {
    if at.name != at.key {
        let finding = Diagnostic::new(
            &RENAMED,
            format!("the service `{}` is called `{}` in the stack", at.key, at.name),
        );
        cx.report(finding.at(service.origin.place(), "").subject(format!("services.{}", at.key)));
    }
    let length = cx.plan.stack.len() + 1 + at.name.len();
    if length > MAX_NAME {
        let finding = Diagnostic::new(
            &NAME_TOO_LONG,
            format!(
                "the service's name in the swarm, `{}_{}`, has {length} characters; {MAX_NAME} are allowed",
                cx.plan.stack, at.name
            ),
        );
        cx.report(
            finding.at(service.origin.place(), "").subject(format!("services.{}", at.key)).help(
                "shorten the service's name, or give the stack a shorter one with `--stack-name`",
            ),
        );
    }
}
