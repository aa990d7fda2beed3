//! What every part of a translation sees, and where it puts what it makes.

use std::collections::BTreeMap;
use std::fmt::Display;

use compose_model::backend::FieldOrigin;
use compose_model::diagnostic::{Diagnostic, Diagnostics};
use compose_model::{Origin, Project};

use crate::discovery::Discovery;
use crate::extension::Extension;
use crate::extension::idle::Used;
use crate::names::{self, Names};
use crate::object::{Object, Objects};
use crate::options::Options;
use crate::plan::Plan;
use crate::stable_hash::StableHash;
use crate::trace::Trace;
use crate::volumes::Storage;

/// The state of a translation: what is known is shared, what is made is collected.
///
/// The shared references outlive the borrow of the context (`let project = cx.project;`), so a builder
/// can walk the project while it adds objects and findings.
pub(crate) struct Cx<'a> {
    /// The project, its hosts already renamed where services are.
    pub(crate) project: &'a Project,
    /// The options.
    pub(crate) options: &'a Options,
    /// What the files say in `x-k8s`.
    pub(crate) extension: &'a Extension,
    /// The names of the objects.
    pub(crate) names: &'a Names,
    /// The ports that services listen on.
    pub(crate) discovery: &'a Discovery,
    /// Pods and their kinds.
    pub(crate) plan: &'a Plan<'a>,
    /// What all mounts become.
    pub(crate) storage: &'a Storage<'a>,
    /// Where findings go.
    pub(crate) diagnostics: &'a mut Diagnostics,
    /// The objects made so far.
    pub(crate) objects: Objects,
    /// Where their fields come from; `None` where nobody asks.
    pub(crate) fields: Option<Vec<FieldOrigin>>,
    /// The settings from which something is made.
    pub(crate) used: Used,
    /// The names of the Jobs made so far, by the names of their services.
    pub(crate) jobs: BTreeMap<String, String>,
    /// What a draft must be compared with; `None` where all earlier parts are there.
    pub(crate) unsure: Option<Unsure<'a>>,
}

/// How a part of a translation depends on what earlier parts have made, where it does not see them.
#[derive(Debug)]
pub(crate) struct Unsure<'a> {
    /// The Jobs that are drafted.
    pub(crate) jobs: &'a BTreeMap<String, String>,
    /// What it asked.
    pub(crate) questions: Vec<Question>,
    /// The objects that it made, unless an earlier part did: kind and name.
    pub(crate) common: Vec<(&'static str, String)>,
}

/// What a part of a translation asks about what earlier parts have made.
#[derive(Debug)]
pub(crate) enum Question {
    /// Whether there is an object of this kind and name. The answer was that there is none.
    Object(&'static str, String),
    /// What the Job of this service is called, and the answer.
    Job(String, Option<String>),
}

impl Cx<'_> {
    /// Reports a finding.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds an object; one of the same kind and name that is there already stays as it is.
    pub(crate) fn add(&mut self, object: impl Into<Object>) {
        self.objects.add(object.into());
    }

    /// Whether there is such an object.
    pub(crate) fn has(&mut self, kind: &'static str, name: &str) -> bool {
        if let Some(unsure) = &mut self.unsure {
            unsure.questions.push(Question::Object(kind, name.to_owned()));
        }
        self.objects.contains(kind, name)
    }

    /// Whether an object that several pods may make is there already; if not, this one makes it.
    pub(crate) fn has_common(&mut self, kind: &'static str, name: &str) -> bool {
        let known = self.objects.contains(kind, name);
        if let Some(unsure) = self.unsure.as_mut().filter(|_| !known) {
            unsure.common.push((kind, name.to_owned()));
        }
        known
    }

    /// The name of a service's Job, if it has been made.
    pub(crate) fn job(&mut self, service: &str) -> Option<String> {
        let Some(unsure) = &mut self.unsure else { return self.jobs.get(service).cloned() };
        let job = self.jobs.get(service).or_else(|| unsure.jobs.get(service)).cloned();
        unsure.questions.push(Question::Job(service.to_owned(), job.clone()));
        job
    }

    /// A name that no object of the kind has: the wanted one, or one with a hash of it. Services leave
    /// the names of services and aliases alone, whose turn may come later.
    pub(crate) fn free_name(&mut self, kind: &'static str, wanted: String) -> String {
        let taken =
            self.has(kind, &wanted) || (kind == "Service" && self.plan.is_service_name(&wanted));
        if !taken {
            return wanted;
        }
        let hash = StableHash::of(&wanted).short();
        names::with_suffix(&wanted, &format!("-{hash}"), names::LABEL)
    }

    /// Records where a field comes from: `object` is `Deployment/web`, `field` the path in it, `key`
    /// the path in the model.
    pub(crate) fn origin(
        &mut self,
        object: impl Display,
        field: impl Display,
        key: impl Display,
        origin: &Origin,
    ) {
        if let Some(fields) = &mut self.fields {
            fields.push(FieldOrigin {
                object: object.to_string(),
                field: field.to_string(),
                key: key.to_string(),
                origin: origin.clone(),
            });
        }
    }

    /// Whether somebody asks where fields come from.
    pub(crate) fn traces(&self) -> bool {
        self.fields.is_some()
    }

    /// A trace for a part that is about to be built.
    pub(crate) fn trace(&self) -> Trace {
        Trace::new(self.fields.is_some())
    }
}
