//! `S0202`: a service that runs to its end becomes a job or is not started again.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service that runs to its end becomes a job or is not started again.
pub static ONE_SHOT: Rule = Rule {
    code: "S0202",
    name: "one-shot",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "Another service waits until this one has ended, so it is not started again: with \
           `--docker-version` 23.0 or later it becomes a `replicated-job`, else a service \
           with the restart condition `none`. Where it should itself wait for others, and \
           cannot, it is started again when it fails, unless it says `restart: \"no\"`.",
    why: "Swarm starts ended tasks again by default.",
    help: "Pass `--docker-version 23.0` where every node has that release, to get jobs.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    restart: always\n",
        "    depends_on:\n",
        "      migrate:\n",
        "        condition: service_completed_successfully\n",
        "  migrate:\n",
        "    image: alpine:3\n",
        "    restart: \"no\"\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    restart: always\n",
        "  migrate:\n",
        "    image: alpine:3\n",
        "    restart: \"no\"\n",
    ),
};
