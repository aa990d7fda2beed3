//! Names that must be declared elsewhere.

use super::super::LoadContext;
use super::Checked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::did_you_mean::closest;
use crate::model::service::{FileReference, MountKind};
use crate::model::{Map, Project};
use crate::origin::{Origin, Spanned};
use crate::rules;

/// Reports names that nothing declares.
pub(super) struct References<'p> {
    project: &'p Project,
    /// How many more declared names may be compared with undeclared ones to find what was meant.
    comparisons: usize,
}

/// A name that is used and not declared.
struct Undeclared<'u> {
    /// What should have that name: `network`, `volume`, …
    kind: &'static str,
    name: &'u str,
    origin: &'u Origin,
}

/// Enough for any project that people write, and little enough for one that is made to keep the
/// loader busy: many undeclared names beside many declared ones.
const COMPARISONS: usize = 1_000_000;

impl<'p> References<'p> {
    pub(super) fn new(project: &'p Project) -> Self {
        Self { project, comparisons: COMPARISONS }
    }

    pub(super) fn check(&mut self, service: Checked<'_>, context: &mut LoadContext<'_>) {
        // What seems to be missing may be declared in a part that could not be read.
        if !context.is_complete {
            return;
        }
        let diagnostics = &mut context.diagnostics;
        self.resources(service, diagnostics);
        self.files(service, diagnostics);
        self.build_contexts(service, diagnostics);
        self.dependencies(service, diagnostics);
    }

    fn resources(&mut self, service: Checked<'_>, diagnostics: &mut Diagnostics) {
        let (s, project) = (service.service, self.project);
        for (name, network) in &s.networks {
            if !project.networks.contains_key(name) {
                let undeclared = Undeclared { kind: "network", name, origin: &network.origin };
                let attribute = format!("networks.{name}");
                self.report(service, &undeclared, &attribute, &project.networks, diagnostics);
            }
        }
        for (i, mount) in s.volumes.iter().enumerate() {
            let is_volume = mount.kind.as_ref().is_some_and(|kind| kind.value == MountKind::Volume);
            let source = mount.source.as_ref().filter(|source| is_volume && !source.is_empty());
            let Some(source) = source else { continue };
            if !project.volumes.contains_key(&source.value) {
                let undeclared =
                    Undeclared { kind: "volume", name: source, origin: &source.origin };
                let attribute = format!("volumes[{i}].source");
                self.report(service, &undeclared, &attribute, &project.volumes, diagnostics);
            }
        }
        for (name, model) in &s.models {
            if !project.models.contains_key(name) {
                let undeclared = Undeclared { kind: "model", name, origin: &model.origin };
                let attribute = format!("models.{name}");
                self.report(service, &undeclared, &attribute, &project.models, diagnostics);
            }
        }
    }

    fn files(&mut self, service: Checked<'_>, diagnostics: &mut Diagnostics) {
        let (s, project) = (service.service, self.project);
        for (i, config) in s.configs.iter().enumerate() {
            let (name, origin) = source(config);
            if !project.configs.contains_key(name) {
                let undeclared = Undeclared { kind: "config", name, origin };
                let attribute = format!("configs[{i}].source");
                self.report(service, &undeclared, &attribute, &project.configs, diagnostics);
            }
        }
        let of_build = s.build.iter().flat_map(|build| build.secrets.iter().enumerate());
        let of_service = s.secrets.iter().enumerate().map(|(i, secret)| ("secrets", i, secret));
        let of_build = of_build.map(|(i, secret)| ("build.secrets", i, secret));
        for (list, i, secret) in of_service.chain(of_build) {
            let (name, origin) = source(secret);
            if !project.secrets.contains_key(name) {
                let undeclared = Undeclared { kind: "secret", name, origin };
                let attribute = format!("{list}[{i}].source");
                self.report(service, &undeclared, &attribute, &project.secrets, diagnostics);
            }
        }
    }

    /// `service:NAME` as a further build context is the image that another service builds.
    fn build_contexts(&mut self, service: Checked<'_>, diagnostics: &mut Diagnostics) {
        let project = self.project;
        let contexts = service.service.build.iter().flat_map(|build| &build.additional_contexts);
        for (name, context) in contexts {
            let Some(other) = context.strip_prefix("service:") else { continue };
            let attribute = || format!("build.additional_contexts.{name}");
            match project.services.get(other) {
                None => {
                    let undeclared =
                        Undeclared { kind: "service", name: other, origin: &context.origin };
                    self.report(service, &undeclared, &attribute(), &project.services, diagnostics);
                }
                Some(declared) if declared.build.is_none() => {
                    let message = format!("the service `{other}` is not built");
                    let diagnostic = Diagnostic::new(&rules::CONTEXT_NOT_BUILT, message)
                        .at(&context.origin, "used as a build context")
                        .related(declared.origin.place(), "has no `build`")
                        .help("use the image itself, `docker-image://…`, or build the service")
                        .subject(service.path(&attribute()));
                    diagnostics.push(diagnostic);
                }
                Some(_) => {}
            }
        }
    }

    fn dependencies(&mut self, service: Checked<'_>, diagnostics: &mut Diagnostics) {
        let project = self.project;
        for (name, dependency) in &service.service.depends_on {
            let origin = &dependency.origin;
            if project.services.contains_key(name) {
                continue;
            }
            match project.disabled_services.get(name) {
                Some(_) if dependency.required.as_ref().is_some_and(|required| !required.value) => {
                }
                Some(other) => {
                    let profile = other.profiles.first();
                    diagnostics.push(disabled(service, name, origin, profile));
                }
                None => {
                    let undeclared = Undeclared { kind: "service", name, origin };
                    let attribute = format!("depends_on.{name}");
                    // A service that no profile enables may be meant as well.
                    let is_near = self.meant(name, service, &project.services).is_some();
                    let known =
                        if is_near { &project.services } else { &project.disabled_services };
                    self.report(service, &undeclared, &attribute, known, diagnostics);
                }
            }
        }
    }

    fn report<T>(
        &mut self,
        service: Checked<'_>,
        undeclared: &Undeclared<'_>,
        attribute: &str,
        declared: &Map<T>,
        diagnostics: &mut Diagnostics,
    ) {
        let Undeclared { kind, name, origin } = undeclared;
        let message = match *name {
            "" => format!("no {kind} is named"),
            name => format!("the {kind} `{name}` is not declared"),
        };
        let diagnostic = Diagnostic::new(&rules::UNDEFINED_REFERENCE, message)
            .at(origin.place(), format!("used by the service `{}`", service.name))
            .subject(service.path(attribute));
        let meant = self.meant(name, service, declared);
        diagnostics.push(match meant {
            Some((close, declared)) => diagnostic
                .related(declared.origin.place(), format!("`{close}` is declared here"))
                .help(format!("did you mean `{close}`?")),
            None if name.is_empty() => diagnostic.help("set `source`"),
            None if *kind == "service" => {
                diagnostic.help(format!("declare the service `{name}`, or remove the dependency"))
            }
            None => diagnostic.help(format!("declare `{name}` under the top-level key `{kind}s`")),
        });
    }

    /// The declared name that is nearly the one that is used; no service means itself.
    fn meant<'d, T>(
        &mut self,
        name: &str,
        service: Checked<'_>,
        declared: &'d Map<T>,
    ) -> Option<(&'d String, &'d Spanned<T>)> {
        self.comparisons = self.comparisons.checked_sub(declared.len())?;
        let others = declared.keys().map(String::as_str).filter(|other| *other != service.name);
        let close = closest(name, others)?;
        declared.get_key_value(close)
    }
}

/// What a reference to a config or secret names; without a source that is the empty name, which
/// nothing has.
fn source(file: &Spanned<FileReference>) -> (&str, &Origin) {
    match &file.source {
        Some(source) => (source, &source.origin),
        None => ("", &file.origin),
    }
}

fn disabled(
    service: Checked<'_>,
    name: &str,
    origin: &Origin,
    profile: Option<&Spanned<String>>,
) -> Diagnostic {
    let message = format!("`{}` needs `{name}`, which no active profile enables", service.name);
    let diagnostic = Diagnostic::new(&rules::DISABLED_DEPENDENCY, message)
        .at(origin.place(), "needed here")
        .related(profile.and_then(Spanned::span), "its profiles")
        .subject(service.path(&format!("depends_on.{name}")));
    let diagnostic = match profile {
        Some(profile) => {
            diagnostic.help(format!("activate the profile with `--profile {}`", profile.value))
        }
        None => diagnostic,
    };
    diagnostic.help("set `required: false` if it can do without")
}
