//! `S0204`: a command waits until what it depends on is healthy.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A command waits until what it depends on is healthy.
pub static START_WAIT: Rule = Rule {
    code: "S0204",
    name: "start-wait",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "The command of a service, which is a shell's, gets a few words before it that wait \
           until the names of its dependencies resolve.",
    why: "Swarm starts all services at once, and its DNS has `tasks.<service>` only while a \
           task of the service is healthy.",
    help: "Pass `--no-start-wait` to leave commands as they are.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: alpine:3\n",
        "    command: sh -c 'exec server'\n",
        "    depends_on:\n",
        "      db:\n",
        "        condition: service_healthy\n",
        "  db:\n",
        "    image: postgres:17\n",
        "    healthcheck:\n",
        "      test: pg_isready\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: alpine:3\n",
        "    command: sh -c 'exec server'\n",
        "  db:\n",
        "    image: postgres:17\n",
        "    healthcheck:\n",
        "      test: pg_isready\n",
    ),
};
