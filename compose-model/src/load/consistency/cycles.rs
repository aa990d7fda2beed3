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

/// More cycles than these help nobody, and a project can have more than anyone could count.
const MOST_CYCLES: usize = 10;

/// More services than these are not shown of one cycle.
const MOST_SERVICES: usize = 20;

/// Reports the cycles of dependencies that a search in the order of names meets, each once.
///
/// The search keeps its own stack, so that a chain of any length ends well.
pub(super) fn check(project: &Project, diagnostics: &mut Diagnostics) {
    let mut names: Vec<&str> = project.services.keys().map(String::as_str).collect();
    names.sort_unstable();
    let mut states = HashMap::with_capacity(names.len());
    let mut found = Vec::new();
    for name in names {
        if !states.contains_key(name) {
            search(name, project, &mut states, &mut found);
        }
    }
    diagnostics.extend(found);
}

fn search<'p>(
    start: &'p str,
    project: &'p Project,
    states: &mut HashMap<&'p str, State>,
    found: &mut Vec<Diagnostic>,
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
                Some(State::OnTheWay) if found.len() == MOST_CYCLES => {}
                Some(State::OnTheWay) => {
                    let begin = way.iter().position(|(name, _)| *name == dependency).unwrap_or(0);
                    let cycle: Vec<&str> = way[begin..].iter().map(|(name, _)| *name).collect();
                    found.push(report(&cycle, project));
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
    let shown = &cycle[..cycle.len().min(MOST_SERVICES)];
    let mut chain: Vec<String> = shown.iter().map(|name| format!("`{name}`")).collect();
    if shown.len() < cycle.len() {
        chain.push(format!("{} more", cycle.len() - shown.len()));
    }
    chain.push(format!("`{}`", cycle[0]));
    let message = format!("these services wait for each other: {}", chain.join(" → "));
    let mut diagnostic = Diagnostic::new(&rules::DEPENDENCY_CYCLE, message)
        .help("remove one of the dependencies")
        .subject(format!("services.{}.depends_on", cycle[0]));
    for (i, name) in shown.iter().enumerate() {
        let other = cycle[(i + 1) % cycle.len()];
        let place = project.services[*name].depends_on[other].origin.place();
        let text = format!("`{name}` waits for `{other}`");
        diagnostic =
            if i == 0 { diagnostic.at(place, text) } else { diagnostic.related(place, text) };
    }
    diagnostic
}
