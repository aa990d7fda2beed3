//! Attributes of a service that contradict each other.

use indexmap::IndexMap;
use indexmap::map::Entry;

use super::Checked;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Project;
use crate::origin::{Origin, Spanned};
use crate::rules;

/// Reports attributes that exclude each other, or count the same in different ways.
pub(super) fn check(service: Checked<'_>, diagnostics: &mut Diagnostics) {
    let s = service.service;
    if let Some(build) = &s.build
        && let (Some(file), Some(inline)) =
            (set(build.dockerfile.as_ref()), set(build.dockerfile_inline.as_ref()))
    {
        let paths = ("build.dockerfile", "build.dockerfile_inline");
        exclusive(service, (paths.0, &file.origin), (paths.1, &inline.origin), diagnostics);
    }
    if let Some(mode) = set(s.network_mode.as_ref())
        && let Some((_, network)) = s.networks.first()
    {
        let networks = ("networks", &network.origin);
        exclusive(service, ("network_mode", &mode.origin), networks, diagnostics);
    }
    counts(service, diagnostics);
    limits(service, diagnostics);
    single_container(service, diagnostics);
    memory_mounts(service, diagnostics);
}

/// A text that is there and not empty.
fn set(text: Option<&Spanned<String>>) -> Option<&Spanned<String>> {
    text.filter(|text| !text.is_empty())
}

/// Two memory file systems cannot have one target; options behind a colon tell the texts apart, not
/// the mounts.
fn memory_mounts(service: Checked<'_>, diagnostics: &mut Diagnostics) {
    let mut targets: IndexMap<&str, &Origin> = IndexMap::new();
    for (index, mount) in service.service.tmpfs.iter().enumerate() {
        let target = mount.value.split(':').next().unwrap_or_default();
        match targets.entry(target) {
            Entry::Vacant(free) => {
                free.insert(&mount.origin);
            }
            Entry::Occupied(first) => {
                let message = format!("`{}` mounts `{target}` twice", service.name);
                let diagnostic = Diagnostic::new(&rules::CONFLICTING_ATTRIBUTES, message)
                    .at(&mount.origin, "")
                    .related(first.get().place(), "mounted already")
                    .help("keep one of them")
                    .subject(service.path(&format!("tmpfs[{index}]")));
                diagnostics.push(diagnostic);
            }
        }
    }
}

fn exclusive(
    service: Checked<'_>,
    (first, one): (&str, &Origin),
    (second, other): (&str, &Origin),
    diagnostics: &mut Diagnostics,
) {
    let message = format!("the service `{}` has both `{first}` and `{second}`", service.name);
    let diagnostic = Diagnostic::new(&rules::CONFLICTING_ATTRIBUTES, message)
        .at(other.place(), "")
        .related(one.place(), "excludes it")
        .help(format!("keep one of `{first}` and `{second}`"))
        .subject(service.path(second));
    diagnostics.push(diagnostic);
}

fn differ(
    service: Checked<'_>,
    (first, one): (&str, &Origin),
    (second, other): (&str, &Origin),
    reason: &str,
    diagnostics: &mut Diagnostics,
) {
    let message = format!("`{first}` and `{second}` of `{}` differ", service.name);
    let diagnostic = Diagnostic::new(&rules::CONFLICTING_ATTRIBUTES, message)
        .at(one.place(), "")
        .related(other.place(), reason)
        .help(format!("keep one of `{first}` and `{second}`"))
        .subject(service.path(first));
    diagnostics.push(diagnostic);
}

/// `scale` and `deploy.replicas`.
fn counts(service: Checked<'_>, diagnostics: &mut Diagnostics) {
    let s = service.service;
    let replicas = s.deploy.as_ref().and_then(|deploy| deploy.replicas.as_ref());
    for (attribute, count) in [("scale", s.scale.as_ref()), ("deploy.replicas", replicas)] {
        if let Some(count) = count.filter(|count| count.value < 0) {
            let message = format!("`{}` is less than 0", count.value);
            let diagnostic = Diagnostic::new(&rules::INVALID_NUMBER, message)
                .at(&count.origin, "")
                .help("write the number of containers, 0 for none")
                .subject(service.path(attribute));
            diagnostics.push(diagnostic);
        }
    }
    if let (Some(scale), Some(replicas)) = (&s.scale, replicas)
        && scale != replicas
    {
        let pair = (("scale", &scale.origin), ("deploy.replicas", &replicas.origin));
        differ(service, pair.0, pair.1, SAME, diagnostics);
    }
}

const SAME: &str = "must say the same";

/// The old limits must equal those of `deploy.resources`, even where the latter are not set: the
/// reference loader compares with 0 then.
fn limits(service: Checked<'_>, diagnostics: &mut Diagnostics) {
    let s = service.service;
    let Some(resources) = s.deploy.as_ref().and_then(|deploy| deploy.resources.as_ref()) else {
        return;
    };
    if let Some(limits) = &resources.limits {
        let path = |key: &str| format!("deploy.resources.limits.{key}");
        let mut compare = Comparison { service, parent: &limits.origin, diagnostics };
        compare.numbers(("cpus", s.cpus.as_ref()), (&path("cpus"), limits.cpus.as_ref()));
        compare.numbers(
            ("mem_limit", s.mem_limit.as_ref()),
            (&path("memory"), limits.memory.as_ref()),
        );
        compare
            .numbers(("pids_limit", s.pids_limit.as_ref()), (&path("pids"), limits.pids.as_ref()));
    }
    if let Some(reservations) = &resources.reservations {
        let mut compare = Comparison { service, parent: &reservations.origin, diagnostics };
        compare.numbers(
            ("mem_reservation", s.mem_reservation.as_ref()),
            ("deploy.resources.reservations.memory", reservations.memory.as_ref()),
        );
    }
}

/// Compares an old attribute with a new one.
struct Comparison<'a> {
    service: Checked<'a>,
    /// The mapping that has the new one, or should.
    parent: &'a Origin,
    diagnostics: &'a mut Diagnostics,
}

impl Comparison<'_> {
    fn numbers<T: PartialEq + Default>(
        &mut self,
        (old, given): (&str, Option<&Spanned<T>>),
        (new, other): (&str, Option<&Spanned<T>>),
    ) {
        // Zero is as good as unset.
        let Some(given) = given.filter(|given| given.value != T::default()) else { return };
        let (place, reason) = match other {
            Some(other) if other.value == given.value => return,
            Some(other) => (&other.origin, SAME),
            None => (self.parent, "does not set it, which counts as 0"),
        };
        differ(self.service, (old, &given.origin), (new, place), reason, self.diagnostics);
    }
}

/// A container's name is there once only.
fn single_container(service: Checked<'_>, diagnostics: &mut Diagnostics) {
    let s = service.service;
    let replicas = s.deploy.as_ref().and_then(|deploy| deploy.replicas.as_ref());
    let (attribute, count) = match (&s.scale, replicas) {
        (Some(scale), _) => ("scale", scale),
        (None, Some(replicas)) => ("deploy.replicas", replicas),
        (None, None) => return,
    };
    if let Some(name) = set(s.container_name.as_ref()).filter(|_| count.value > 1) {
        let message = format!("{} containers cannot all be named `{}`", count.value, name.value);
        let diagnostic = Diagnostic::new(&rules::CONFLICTING_ATTRIBUTES, message)
            .at(name.origin.place(), "one name")
            .related(count.origin.place(), "several containers")
            .help(format!("remove `container_name`, or set `{attribute}` to 1"))
            .subject(service.path("container_name"));
        diagnostics.push(diagnostic);
    }
}

/// Two services must not give their containers the same name.
pub(super) fn container_names(project: &Project, diagnostics: &mut Diagnostics) {
    let mut seen: IndexMap<&str, (&str, &Origin)> = IndexMap::new();
    for (service, details) in &project.services {
        let Some(name) = set(details.container_name.as_ref()) else { continue };
        match seen.entry(&name.value) {
            Entry::Vacant(entry) => {
                entry.insert((service, &name.origin));
            }
            Entry::Occupied(entry) => {
                let (other, origin) = entry.get();
                let message = format!("the container name `{}` is taken by `{other}`", name.value);
                let diagnostic = Diagnostic::new(&rules::CONTAINER_NAME_TAKEN, message)
                    .at(&name.origin, "")
                    .related(origin.span(), format!("the container of `{other}`"))
                    .help("give one of them another name, or remove `container_name`")
                    .subject(format!("services.{service}.container_name"));
                diagnostics.push(diagnostic);
            }
        }
    }
}
