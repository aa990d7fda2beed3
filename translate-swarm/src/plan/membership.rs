//! Which networks a service joins, whatever `network_mode` says.

use std::collections::BTreeMap;

use compose_model::Project;
use compose_model::model::Service;

use super::Plan;

/// The networks that a service joins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Membership {
    /// Networks of the project, by key.
    Networks(Vec<String>),
    /// A network that every node has, `host` or `bridge`, under the key that it gets in the stack.
    Node {
        /// The key in the stack.
        key: String,
        /// The network's name.
        network: &'static str,
    },
    /// A network of its own without a way out, in place of none.
    Isolated(String),
}

impl Membership {
    /// The keys of the project's networks.
    pub(crate) fn networks(&self) -> &[String] {
        match self {
            Self::Networks(keys) => keys,
            Self::Node { .. } | Self::Isolated(_) => &[],
        }
    }
}

/// The networks of all services.
pub(super) fn of_all(project: &Project) -> BTreeMap<&str, Membership> {
    project.services.keys().map(|key| (key.as_str(), of(project, key))).collect()
}

fn of(project: &Project, key: &str) -> Membership {
    let mut key = key;
    // A chain of `service:` longer than the number of services leads back to itself; the loader
    // refuses such projects, and a project built in code ends here.
    for _ in 0..=project.services.len() {
        let Some(service) = project.services.get(key) else { break };
        let Some(mode) = &service.network_mode else { return declared(service) };
        match mode.as_str() {
            "host" => return node(project, "host"),
            "bridge" => return node(project, "bridge"),
            "none" => {
                let wanted = format!("{key}-isolated");
                return Membership::Isolated(Plan::free_network_key(project, &wanted));
            }
            mode => match mode.strip_prefix("service:") {
                Some(target) => key = target,
                None => return declared(service),
            },
        }
    }
    Membership::Networks(vec!["default".to_owned()])
}

fn declared(service: &Service) -> Membership {
    if service.networks.is_empty() {
        Membership::Networks(vec!["default".to_owned()])
    } else {
        Membership::Networks(service.networks.keys().cloned().collect())
    }
}

fn node(project: &Project, network: &'static str) -> Membership {
    Membership::Node { key: Plan::free_network_key(project, network), network }
}
