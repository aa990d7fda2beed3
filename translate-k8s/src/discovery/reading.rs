//! The texts of a project, read once for all that looks for hosts in them.

use compose_model::Project;
use compose_model::model::Service;
use compose_model::workers::{self, Workers};

use super::hosts::Hosts;
use super::neighbours::around;
use super::scan::{self, Candidate};
use super::texts::{self, Text};
use super::{listening, machine};
use crate::names::Names;

/// The host names of a project, and where its services name them.
#[derive(Debug)]
pub(crate) struct Reading<'p> {
    pub(super) hosts: Hosts<'p>,
    /// The services in the order of the project.
    pub(super) services: Vec<ServiceTexts<'p>>,
}

/// The texts of a service.
#[derive(Debug)]
pub(super) struct ServiceTexts<'p> {
    pub(super) key: &'p str,
    pub(super) service: &'p Service,
    pub(super) texts: Vec<ReadText<'p>>,
}

/// A text, and the names of services and machines in it from left to right.
#[derive(Debug)]
pub(super) struct ReadText<'p> {
    pub(super) text: Text<'p>,
    pub(super) candidates: Vec<Candidate<'p>>,
}

impl<'p> Reading<'p> {
    /// Reads the texts of all services.
    pub(crate) fn of(project: &'p Project, names: &Names, workers: &dyn Workers) -> Self {
        let hosts = Hosts::of(project, names);
        let services =
            workers::map(workers, project.services.iter().collect(), |(key, service)| {
                let (key, service): (&'p str, &'p Service) = (key, service);
                let read = |text: Text<'p>| {
                    let mut candidates = scan::candidates(text.value, around(&text));
                    candidates
                        .retain(|it| is_known(it.host) || !hosts.find(key, it.host).is_empty());
                    ReadText { text, candidates }
                };
                ServiceTexts { key, service, texts: texts::of(service).map(read).collect() }
            });
        Self { hosts, services }
    }
}

/// Whether a name means a machine wherever it stands.
fn is_known(host: &str) -> bool {
    listening::is_local(host) || machine::is_named(host)
}
