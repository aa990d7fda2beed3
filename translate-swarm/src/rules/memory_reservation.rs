//! `S0609`: a soft limit of memory becomes a reservation.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A soft limit of memory becomes a reservation.
pub static MEMORY_RESERVATION: Rule = Rule {
    code: "S0609",
    name: "memory-reservation",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "`mem_reservation` becomes `deploy.resources.reservations.memory`.",
    why: "Under `docker compose` it is a limit that counts when memory runs out; in Swarm a \
           node without so much memory left does not run the task.",
    help: "Lower it where the nodes are small.",
    before: "services:\n  web:\n    image: nginx:1.29\n    mem_reservation: 256m\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    mem_limit: 256m\n",
};
