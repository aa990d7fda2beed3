//! `S0702`: an image must be built and pushed before.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An image must be built and pushed before.
pub static BUILD_IMAGE: Rule = Rule {
    code: "S0702",
    name: "build-image",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "The service has a `build`. The stack names the image; the commands that make it \
           stand in the notes, to be run in the project's folder.",
    why: "Swarm builds nothing, and `docker stack deploy` ignores `build`.",
    help: "Run the commands before you deploy.",
    before: "services:\n  web:\n    build: ./web\n    restart: always\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
