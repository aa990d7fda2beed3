//! Whatever attributes come together, the API server takes what is written.
//!
//! Projects are put together from the examples of all keys; the pass over the finished objects
//! (`K09…`), which knows the API server's rules, must find nothing.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::collections::HashSet;
use std::fmt::Write as _;

use proptest::prelude::*;
use support::examples::EXAMPLES;
use translate_k8s::Options;
use translate_k8s::options::{Expose, NetworkPolicies, Probes, Requests};

/// The attributes of a service in the examples, by their names.
fn attributes() -> Vec<(&'static str, &'static str)> {
    EXAMPLES
        .iter()
        .filter_map(|(_, _, with)| with.strip_prefix("{image: a, ")?.strip_suffix('}'))
        .filter_map(|body| Some((body.split_once(':')?.0, body)))
        .collect()
}

/// Top-level parts that examples refer to, so that every attribute may appear in any service.
const COMMON: &str = "
networks: {n: {}, m: {internal: true}}
volumes: {vol: {}, wol: {}}
configs: {c: {content: x}, d: {content: y}}
";

fn compose(services: &[(String, Vec<usize>, bool, bool)]) -> String {
    let attributes = attributes();
    let mut text = "services:\n".to_owned();
    let mut names = HashSet::new();
    let mut earlier: Vec<String> = Vec::new();
    for (name, picks, waits, shares) in services {
        if !names.insert(name.clone()) {
            continue;
        }
        let mut used = HashSet::new();
        let mut body = "image: a".to_owned();
        for pick in picks {
            let (key, attribute) = attributes[pick % attributes.len()];
            // Fragments with several attributes may bring one that is there already.
            let keys: Vec<&str> = std::iter::once(key)
                .chain(["expose", "deploy", "hostname", "domainname", "cpu_quota", "cpu_period"])
                .filter(|it| attribute.starts_with(it) || attribute.contains(&format!(", {it}:")))
                .collect();
            if keys.iter().any(|key| used.contains(key)) {
                continue;
            }
            used.extend(keys);
            write!(body, ", {attribute}").unwrap();
        }
        if let Some(other) = earlier.last() {
            if *waits && !used.contains("depends_on") {
                write!(body, ", depends_on: {{{other}: {{condition: service_healthy}}}}").unwrap();
            }
            if *shares
                && !used.contains("network_mode")
                && !used.contains("networks")
                && !used.contains("ports")
            {
                write!(body, ", network_mode: 'service:{other}'").unwrap();
            }
        }
        writeln!(text, "  {name}: {{{body}, volumes: ['vol:/data', './c.txt:/etc/c.txt']}}")
            .unwrap();
        earlier.push(name.clone());
    }
    text + COMMON
}

fn options(seed: u8) -> Options {
    let mut options = Options::default();
    options.exposure.way =
        [Expose::Cluster, Expose::Ingress, Expose::LoadBalancer, Expose::NodePort]
            [usize::from(seed % 4)];
    options.liveness = seed & 4 != 0;
    options.requests = if seed & 8 != 0 { Requests::Zero } else { Requests::Limits };
    options.probes = if seed & 16 != 0 { Probes::Http } else { Probes::Exec };
    options.network_policies =
        if seed & 32 != 0 { NetworkPolicies::Always } else { NetworkPolicies::Auto };
    options
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_the_server_refuses_is_written(
        services in prop::collection::vec(
            ("[a-zA-Z][a-zA-Z0-9._-]{0,20}|x{60,70}", prop::collection::vec(any::<usize>(), 0..8), any::<bool>(), any::<bool>()),
            1..5,
        ),
        seed in any::<u8>(),
    ) {
        let text = compose(&services);
        let files = [("c.txt", "first"), ("d.txt", "second")];
        let translated = support::with(&text, &options(seed), &files);
        let refused: Vec<_> =
            translated.diagnostics.iter().filter(|it| it.rule.code.starts_with("K09")).map(|it| &it.message).collect();
        prop_assert!(refused.is_empty(), "{text}\n{refused:#?}");
    }
}
