//! Services that wait for each other.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Project;
use crate::rules;

/// How far the search has come with a service.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    OnTheWay,
    Done,
}

/// Reports every cycle of dependencies that a search in the order of names meets, each once.
///
/// The search keeps its own stack, so that a chain of any length ends well.
pub(super) fn check(project: &Project, diagnostics: &mut Diagnostics) {
    let mut names: Vec<&str> = project.services.keys().map(String::as_str).collect();
    names.sort_unstable();
    let mut states = HashMap::with_capacity(names.len());
    for name in names {
        if !states.contains_key(name) {
            search(name, project, &mut states, diagnostics);
        }
    }
}

fn search<'p>(
    start: &'p str,
    project: &'p Project,
    states: &mut HashMap<&'p str, State>,
    diagnostics: &mut Diagnostics,
) {
    let mut way: Vec<(&'p str, Vec<&'p str>)> = Vec::new();
    let mut next = Some(start);
    loop {
        if let Some(name) = next.take() {
            states.insert(name, State::OnTheWay);
            way.push((name, dependencies(name, project)));
        }
        let Some((name, pending)) = way.last_mut() else { return };
        match pending.pop() {
            None => {
                states.insert(name, State::Done);
                way.pop();
            }
            Some(dependency) => match states.get(dependency) {
                None => next = Some(dependency),
                Some(State::Done) => {}
                Some(State::OnTheWay) => {
                    let begin = way.iter().position(|(name, _)| *name == dependency).unwrap_or(0);
                    let cycle: Vec<&str> = way[begin..].iter().map(|(name, _)| *name).collect();
                    diagnostics.push(report(&cycle, project));
                }
            },
        }
    }
}

/// The enabled services that a service depends on; the one that comes first by name last.
fn dependencies<'p>(name: &str, project: &'p Project) -> Vec<&'p str> {
    let Some(service) = project.services.get(name) else { return Vec::new() };
    let enabled = service.depends_on.keys().filter(|name| project.services.contains_key(*name));
    let mut names: Vec<&str> = enabled.map(String::as_str).collect();
    names.sort_unstable_by(|a, b| b.cmp(a));
    names
}

fn report(cycle: &[&str], project: &Project) -> Diagnostic {
    let chain: Vec<String> =
        cycle.iter().chain(cycle.first()).map(|name| format!("`{name}`")).collect();
    let message = format!("these services wait for each other: {}", chain.join(" → "));
    let mut diagnostic = Diagnostic::new(&rules::DEPENDENCY_CYCLE, message)
        .help("remove one of the dependencies")
        .subject(format!("services.{}.depends_on", cycle[0]));
    for (i, name) in cycle.iter().enumerate() {
        let other = cycle[(i + 1) % cycle.len()];
        let place = project.services[*name].depends_on[other].origin.place();
        let text = format!("`{name}` waits for `{other}`");
        diagnostic =
            if i == 0 { diagnostic.at(place, text) } else { diagnostic.related(place, text) };
    }
    diagnostic
}
