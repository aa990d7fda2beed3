//! Who is in which network.

use indexmap::IndexMap;

use crate::context::Cx;

/// The networks that pods are in, and the pods that a policy restricts.
#[derive(Debug, Default)]
pub(super) struct Members<'a> {
    /// The project's own networks that some pod is in, by key.
    pub(super) networks: IndexMap<&'a str, Network<'a>>,
    /// The pods that accept only neighbours, by name, with the keys of their services.
    pub(super) restricted_pods: IndexMap<&'a str, Vec<&'a str>>,
}

/// The pods of a network, by name.
#[derive(Debug, Default)]
pub(super) struct Network<'a> {
    /// All.
    pub(super) members: Vec<&'a str>,
    /// Those that accept neighbours only: not the ones of an external network.
    pub(super) restricted: Vec<&'a str>,
    /// Those with no way out: all their networks are internal. Empty unless this one is.
    pub(super) enclosed: Vec<&'a str>,
}

impl<'a> Members<'a> {
    /// Reads the networks of all pods. A pod of several services is in the networks of all of them;
    /// one in the node's network is in none.
    pub(super) fn of(cx: &Cx<'a>) -> Self {
        let (project, plan) = (cx.project, cx.plan);
        let is = |key: &str, what: fn(&compose_model::model::Network) -> bool| {
            project.networks.get(key).is_some_and(|network| what(network))
        };
        let external = |key: &str| is(key, |it| it.external.as_ref().is_some_and(|it| it.value));
        let internal = |key: &str| is(key, |it| it.internal.as_ref().is_some_and(|it| it.value));
        let mut found = Self::default();
        for pod in &plan.pods {
            let name = pod.leader().name;
            let networks = pod.networks();
            if networks.is_empty() {
                continue;
            }
            let open = networks.iter().any(|key| external(key));
            let enclosed = networks.iter().all(|key| internal(key));
            if !open {
                let keys = pod.members.iter().map(|member| member.key).collect();
                found.restricted_pods.insert(name, keys);
            }
            for key in networks {
                if external(key) {
                    continue;
                }
                let network = found.networks.entry(key).or_default();
                network.members.push(name);
                if !open {
                    network.restricted.push(name);
                }
                if enclosed && !open {
                    network.enclosed.push(name);
                }
            }
        }
        found
    }
}
