//! `deploy.sh`: deploys the stack, waits for it, and says with its exit status whether it runs.
//!
//! The script is the file `deploy_script/deploy.sh`, after a few lines that say what this stack is
//! made of.

use std::collections::{BTreeMap, BTreeSet};

use crate::context::Cx;
use crate::shell::literal;
use crate::stack::{Service, Stack};
use crate::version;

const BODY: &str = include_str!("deploy_script/deploy.sh");

/// What the script must know of a stack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deployment {
    /// The stack's name.
    pub stack: String,
    /// The version of the stack file.
    pub version: String,
    /// The services, in the order in which they may start: each wave needs only earlier ones.
    pub waves: Vec<Vec<String>>,
    /// The services that run to their end.
    pub one_shots: Vec<String>,
    /// The services that may end, since nothing starts them again.
    pub not_restarted: Vec<String>,
    /// The names of the stack's own configs.
    pub configs: Vec<String>,
    /// The names of the stack's own secrets.
    pub secrets: Vec<String>,
    /// The names of networks that must exist.
    pub external_networks: Vec<String>,
    /// The names of configs that must exist.
    pub external_configs: Vec<String>,
    /// The names of secrets that must exist.
    pub external_secrets: Vec<String>,
    /// The names of volumes that should exist.
    pub external_volumes: Vec<String>,
    /// Whether every image is only on the nodes, so that no registry knows its digest.
    pub local_images: bool,
}

impl Deployment {
    pub(crate) fn of(cx: &Cx<'_>) -> Self {
        let Stack { version: _, services, networks, volumes, configs, secrets } = &cx.stack;
        let one_shots = cx.project.services.keys().filter(|key| cx.plan.is_one_shot(key));
        let one_shots: BTreeSet<&str> = one_shots.map(|key| cx.plan.services.get(key)).collect();
        let mode =
            |service: &Service| service.deploy.mode.as_ref().map_or("", |mode| &mode.0).to_owned();
        let ends = |name: &str, service: &Service| {
            one_shots.contains(name) || mode(service).ends_with("-job")
        };
        let is_not_restarted = |service: &Service| {
            let policy = service.deploy.restart_policy.as_ref();
            policy.is_some_and(|policy| policy.condition.0 == "none")
        };
        let names = |keep: &dyn Fn(&str, &Service) -> bool| -> Vec<String> {
            let kept = services.iter().filter(|(name, service)| keep(name, service));
            kept.map(|(name, _)| name.clone()).collect()
        };
        let name = |name: &Option<crate::Text>| name.as_ref().map(|name| name.0.clone());
        let policies = || cx.project.services.values().map(|service| service.pull_policy.as_ref());
        Self {
            stack: cx.plan.stack.clone(),
            version: version::lowest(&cx.stack).to_owned(),
            waves: waves(cx),
            one_shots: names(&ends),
            not_restarted: names(&|name, service| {
                !ends(name, service) && is_not_restarted(service)
            }),
            configs: configs
                .values()
                .filter(|c| !c.external)
                .filter_map(|c| name(&c.name))
                .collect(),
            secrets: secrets
                .values()
                .filter(|s| !s.external)
                .filter_map(|s| name(&s.name))
                .collect(),
            external_networks: networks
                .values()
                .filter(|network| network.external)
                .filter_map(|network| name(&network.name))
                .filter(|name| !matches!(name.as_str(), "host" | "bridge"))
                .collect(),
            external_configs: configs
                .values()
                .filter(|c| c.external)
                .filter_map(|c| name(&c.name))
                .collect(),
            external_secrets: secrets
                .values()
                .filter(|s| s.external)
                .filter_map(|s| name(&s.name))
                .collect(),
            external_volumes: volumes
                .values()
                .filter(|v| v.external)
                .filter_map(|v| name(&v.name))
                .collect(),
            local_images: !services.is_empty()
                && policies()
                    .all(|policy| policy.is_some_and(|p| matches!(p.as_str(), "never" | "build"))),
        }
    }

    fn services(&self) -> impl Iterator<Item = &String> {
        self.waves.iter().flatten()
    }
}

/// The services by the longest chain of dependencies before them.
fn waves(cx: &Cx<'_>) -> Vec<Vec<String>> {
    let services = &cx.project.services;
    // `None` while the dependencies of a service are looked at. Who comes back to such a one is in a
    // cycle, which the loader refuses, and does not wait for it.
    let mut levels: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    for root in services.keys().map(String::as_str) {
        // Depth first without recursion: the dependencies that are left, for each service under way.
        let dependencies = |key: &str| services.get(key).map(|service| service.depends_on.keys());
        let mut under_way = Vec::new();
        if levels.insert(root, levels.get(root).copied().flatten()).is_none() {
            under_way.extend(dependencies(root).map(|keys| (root, keys)));
        }
        while let Some((key, rest)) = under_way.last_mut() {
            if let Some(next) = rest.next() {
                if !levels.contains_key(next.as_str())
                    && let Some(keys) = dependencies(next)
                {
                    levels.insert(next, None);
                    under_way.push((next, keys));
                }
                continue;
            }
            let needed = services[*key].depends_on.keys();
            let level = needed.filter_map(|key| levels.get(key.as_str()).copied().flatten()).max();
            levels.insert(key, Some(level.map_or(0, |level| level + 1)));
            under_way.pop();
        }
    }
    let mut waves: Vec<Vec<String>> = Vec::new();
    for key in services.keys() {
        let name = cx.plan.services.get(key);
        if !cx.stack.services.contains_key(name) {
            continue;
        }
        let level = levels.get(key.as_str()).copied().flatten().unwrap_or_default();
        if waves.len() <= level {
            waves.resize(level + 1, Vec::new());
        }
        waves[level].push(name.to_owned());
    }
    waves.retain(|wave| !wave.is_empty());
    waves
}

/// The script's text.
pub(crate) fn write(deployment: &Deployment) -> String {
    let words = |words: &[String]| literal(&words.join(" "));
    let waves: Vec<String> = deployment.waves.iter().map(|wave| wave.join(" ")).collect();
    let services: Vec<String> = deployment.services().cloned().collect();
    let head = format!(
        "#!/bin/sh\n\
         # Deploys the stack beside this script; `sh deploy.sh --help` says how.\n\
         set -eu\n\
         \n\
         stack={}\n\
         version={}\n\
         # Each line is a wave: its services need only those of the lines before.\n\
         waves={}\n\
         services={}\n\
         one_shots={}\n\
         not_restarted={}\n\
         configs={}\n\
         secrets={}\n\
         external_networks={}\n\
         external_configs={}\n\
         external_secrets={}\n\
         external_volumes={}\n\
         resolve_image={}\n",
        literal(&deployment.stack),
        literal(&deployment.version),
        literal(&waves.join("\n")),
        words(&services),
        words(&deployment.one_shots),
        words(&deployment.not_restarted),
        words(&deployment.configs),
        words(&deployment.secrets),
        words(&deployment.external_networks),
        words(&deployment.external_configs),
        words(&deployment.external_secrets),
        words(&deployment.external_volumes),
        if deployment.local_images { "never" } else { "always" },
    );
    head + BODY
}
