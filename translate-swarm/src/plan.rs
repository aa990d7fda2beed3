//! What must be known of all services before the first is translated: their names, the networks that
//! they join, the further names that others give them, and which of them run to their end.

use std::collections::{BTreeMap, BTreeSet};

use compose_model::Project;
use compose_model::model::service::Condition;

use crate::names::{MAX_NAME, Names, unique};
use crate::options::Options;

mod filling;
mod links;
mod membership;

pub(crate) use links::parse_link;
pub(crate) use membership::Membership;

/// What was decided about all services.
pub(crate) struct Plan<'a> {
    /// The name of the stack.
    pub(crate) stack: String,
    /// The keys of the services in the stack.
    pub(crate) services: Names,
    /// The keys of the networks in the stack.
    pub(crate) networks: Names,
    memberships: BTreeMap<&'a str, Membership>,
    aliases: BTreeMap<(&'a str, String), Vec<String>>,
    one_shots: BTreeSet<&'a str>,
    left_to_others: BTreeMap<(&'a str, &'a str), &'a str>,
}

impl<'a> Plan<'a> {
    /// Looks at all services.
    pub(crate) fn make(project: &'a Project, options: &Options) -> Self {
        let memberships = membership::of_all(project);
        let aliases = links::aliases(project, &memberships);
        let one_shots = project
            .services
            .values()
            .flat_map(|service| &service.depends_on)
            .filter(|(_, dependency)| {
                let condition = dependency.condition.as_ref().map(|condition| condition.value);
                condition == Some(Condition::CompletedSuccessfully)
            })
            .map(|(key, _)| key.as_str())
            .collect();
        let services = Names::assign(project.services.keys());
        let networks = Names::assign(project.networks.keys());
        let longest = services.longest().max(networks.longest());
        let stack = options.stack_name.clone();
        Self {
            stack: stack.unwrap_or_else(|| stack_name(&project.name, longest)),
            services,
            networks,
            memberships,
            aliases,
            one_shots,
            left_to_others: filling::left_to_others(project),
        }
    }

    /// The networks that a service joins.
    pub(crate) fn membership(&self, service: &str) -> &Membership {
        const NONE: &Membership = &Membership::Networks(Vec::new());
        self.memberships.get(service).unwrap_or(NONE)
    }

    /// The further names that a service has in a network.
    pub(crate) fn aliases(&self, service: &'a str, network: &str) -> &[String] {
        self.aliases.get(&(service, network.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The service that is to fill a volume instead of this one.
    pub(crate) fn fills(&self, service: &str, volume: &str) -> Option<&'a str> {
        self.left_to_others.get(&(service, volume)).copied()
    }

    /// Whether another service waits until this one has ended.
    pub(crate) fn is_one_shot(&self, service: &str) -> bool {
        self.one_shots.contains(service)
    }

    /// A key for a network that the project does not have.
    pub(crate) fn free_network_key(project: &Project, wanted: &str) -> String {
        unique(wanted, |key| !project.networks.contains_key(key))
    }
}

/// The project's name, as much of it as fits, also before the longest of the other names.
fn stack_name(project: &str, longest: usize) -> String {
    let room = MAX_NAME.saturating_sub(longest + 1).max(1);
    // Names of projects are ASCII; one that was built in code may be anything.
    let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let fitting: String = project
        .chars()
        .filter(fits)
        .skip_while(|c| !c.is_ascii_alphanumeric())
        .take(room)
        .collect();
    let fitting = fitting.trim_end_matches(['-', '_']);
    if fitting.is_empty() { "stack".to_owned() } else { fitting.to_owned() }
}
