//! `S0411`: a service leaves it to another to fill a volume.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service leaves it to another to fill a volume.
pub static VOLUME_ORDER: Rule = Rule {
    code: "S0411",
    name: "volume-order",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A new volume is filled from the image of the service that `depends_on` puts first. Mounts of \
           later ones become `nocopy` where their image is not likely to hold what the volume is for.",
    why: "Docker fills an empty volume from the image of the first container that has it. \
          `docker compose` makes containers in the order of `depends_on`, but Swarm makes tasks in \
          no order, so that any of the images could win.",
    help: "Write `nocopy` for each mount that is not to fill the volume.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    depends_on: [app]\n",
        "    volumes: [\"site:/usr/share/nginx/html\"]\n",
        "  app:\n",
        "    image: example/app:1\n",
        "    volumes: [\"site:/site\"]\n",
        "volumes:\n",
        "  site: {}\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    depends_on: [app]\n",
        "    volumes:\n",
        "      - {type: volume, source: site, target: /usr/share/nginx/html, volume: {nocopy: true}}\n",
        "  app:\n",
        "    image: example/app:1\n",
        "    volumes: [\"site:/site\"]\n",
        "volumes:\n",
        "  site: {}\n",
    ),
};
