//! Labels of Kompose, `kompose.…`, as settings of `x-k8s`.
//!
//! A label says what a setting says, so it becomes one and takes the same way from there on. What
//! `x-k8s` says itself wins. Labels that were read are no labels any more: nothing else reads them.
//!
//! The names of labels are those of Kompose v1.38, in any case. [`names`] declares them with the types
//! of their values; what several of them say together is put together in [`probe`], [`scaling`] and
//! [`run`].

mod names;
mod probe;
mod report;
mod run;
mod scaling;
mod service;
mod values;
mod volume;

use std::borrow::Cow;

use compose_model::diagnostic::Diagnostics;
use compose_model::model::Pairs;
use compose_model::{Project, Spanned};

use crate::extension::Extension;
use crate::options::Identity;
use names::{DeployLabels, ServiceLabels, VolumeLabels};
use report::Report;

/// What all labels of Kompose begin with.
const PREFIX: &str = "kompose.";

/// Reads the labels of a project into its settings, and gives the project without them.
pub(crate) fn take<'p>(
    project: &'p Project,
    identity: Identity,
    extension: &mut Extension,
    diagnostics: &mut Diagnostics,
) -> Cow<'p, Project> {
    if !has_labels(project) {
        return Cow::Borrowed(project);
    }
    let mut project = project.clone();
    for (key, service) in &mut project.services {
        let report = &mut Report::new(format!("services.{key}.labels"), diagnostics);
        let labels: ServiceLabels = read(&mut service.value.labels, report);
        service::apply(key, &mut service.value, labels, identity, extension, report);
        let Some(deploy) = &mut service.value.deploy else { continue };
        let report = &mut Report::new(format!("services.{key}.deploy.labels"), diagnostics);
        let labels: DeployLabels = read(&mut deploy.value.labels, report);
        if labels != DeployLabels::default() {
            let settings = extension.services.entry(key.clone()).or_default();
            run::ephemeral_storage(labels, settings, report);
        }
    }
    for (key, volume) in &mut project.volumes {
        let report = &mut Report::new(format!("volumes.{key}.labels"), diagnostics);
        let labels: VolumeLabels = read(&mut volume.value.labels, report);
        if labels != VolumeLabels::default() {
            volume::apply(labels, extension.volumes.entry(key.clone()).or_default(), report);
        }
    }
    Cow::Owned(project)
}

/// A label of Kompose that is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KomposeLabel {
    /// Where it is read, with `…` for a name: `services.….labels`.
    pub place: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What says the same in `x-k8s` or in Compose, as Markdown.
    pub twin: &'static str,
}

/// All labels of Kompose that are understood, by place and name.
pub fn kompose_labels() -> Vec<KomposeLabel> {
    let places = [
        (names::SERVICES, ServiceLabels::NAMES),
        (names::DEPLOY, DeployLabels::NAMES),
        (names::VOLUMES, VolumeLabels::NAMES),
    ];
    let all = places.into_iter().flat_map(|(place, labels)| {
        labels.iter().map(move |(name, twin)| KomposeLabel { place, name, twin })
    });
    all.collect()
}

fn has_labels(project: &Project) -> bool {
    let any = |labels: &Pairs| labels.keys().any(|name| is_ours(name));
    let of_service = |service: &Spanned<compose_model::model::Service>| {
        any(&service.labels) || service.deploy.as_ref().is_some_and(|it| any(&it.labels))
    };
    project.services.values().any(of_service) || project.volumes.values().any(|it| any(&it.labels))
}

fn is_ours(name: &str) -> bool {
    name.get(..PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(PREFIX))
}

/// The labels of one place, each with a value of its type.
trait Labels: Default {
    /// The names with what says the same in `x-k8s`.
    const NAMES: &'static [(&'static str, &'static str)];

    /// Sets a label. `Ok(false)` where it is set already.
    ///
    /// # Errors
    /// What the label takes, where the value is something else.
    fn set(&mut self, name: &str, value: &Spanned<String>) -> Result<bool, String>;
}

/// Takes the labels of Kompose out of all labels.
fn read<L: Labels>(all: &mut Pairs, report: &mut Report<'_>) -> L {
    let mut labels = L::default();
    all.retain(|written, value| {
        if !is_ours(written) {
            return true;
        }
        let lower = written.to_ascii_lowercase();
        let name = names::guide(&lower).unwrap_or(&lower);
        match L::NAMES.iter().find(|(known, _)| *known == name) {
            None => report.unknown(written, name, value, L::NAMES),
            Some(_) if value.trim().is_empty() => report.empty(written, value),
            Some((name, twin)) => match labels.set(name, value) {
                Ok(true) => report.understood(written, name, twin, value),
                Ok(false) => report.twice(written, value),
                Err(expected) => report.expected(written, &expected, value),
            },
        }
        false
    });
    labels
}

#[cfg(test)]
mod tests;
