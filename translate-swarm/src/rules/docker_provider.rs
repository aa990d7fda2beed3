//! `S0807`: a proxy that looks at one node only.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Traefik is told to read the containers of its own node, not the swarm's services.
pub static DOCKER_PROVIDER: Rule = Rule {
    code: "S0807",
    name: "docker-provider",
    severity: Severity::Warning,
    effect: Effect::Advice,
    what: "Traefik is told to read the containers of its own node, not the swarm's services.",
    why: "The provider `docker` sees what runs beside it. Tasks of other nodes, and the labels under \
          `deploy.labels`, are seen by the provider `swarm`, which needs the engine's socket of a \
          manager.",
    help: "Use `--providers.swarm` (Traefik 3) or `--providers.docker.swarmMode=true` (Traefik 2), and \
           a placement on `node.role==manager`.",
    before: concat!(
        "services:\n",
        "  traefik:\n",
        "    image: traefik:v3\n",
        "    command: [--providers.docker=true]\n",
    ),
    after: concat!(
        "services:\n",
        "  traefik:\n",
        "    image: traefik:v3\n",
        "    command: [--providers.swarm=true]\n",
    ),
};
