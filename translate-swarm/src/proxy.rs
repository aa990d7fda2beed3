//! Proxies that find services by asking the engine: in a swarm they must ask for services.

use compose_model::model::Service;

use crate::context::{At, Cx};
use crate::rules::DOCKER_PROVIDER;

/// Says where Traefik reads only the containers of its own node.
pub(crate) fn check(at: At<'_>, service: &Service, cx: &mut Cx<'_>) {
    let image = service.image.as_ref().map_or("", |image| image.as_str());
    let name = image.split(['@', ':']).next().unwrap_or_default();
    if name.rsplit('/').next() != Some("traefik") {
        return;
    }
    let words = service.command.iter().chain(&service.entrypoint);
    let words = words.flat_map(|words| words.value.iter().map(|word| (word, &words.origin)));
    let asks = |word: &str, name: &str| {
        let rest = word.trim_start_matches('-').to_ascii_lowercase();
        rest.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['=', '.']))
    };
    let knows_swarm =
        |word: &str| asks(word, "providers.swarm") || asks(word, "providers.docker.swarmmode");
    if words.clone().any(|(word, _)| knows_swarm(word)) {
        return;
    }
    let Some((word, origin)) = words.clone().find(|(word, _)| asks(word, "providers.docker"))
    else {
        return;
    };
    let message =
        format!("`{word}` finds what runs on Traefik's own node, not the swarm's services");
    let version_two = image.rsplit_once(':').is_some_and(|(_, tag)| {
        let tag = tag.trim_start_matches('v');
        tag == "2" || tag.starts_with("2.")
    });
    let instead =
        if version_two { "--providers.docker.swarmMode=true" } else { "--providers.swarm=true" };
    let help = format!("use `{instead}` in a swarm, and place Traefik on `node.role==manager`");
    cx.report(at.value_finding(&DOCKER_PROVIDER, "command", origin, message).help(help));
}
