//! `S0201`: a service without `restart` is started again.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service without `restart` is started again.
pub static RESTART_DEFAULT: Rule = Rule {
    code: "S0201",
    name: "restart-default",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A service that does not set `restart` is started again whenever it ends.",
    why: "Under `docker compose` it stays stopped. Swarm keeps services running, and most of \
           them are meant to; nothing in the file says otherwise.",
    help: "Write `restart: always` or `restart: unless-stopped` for a service that should run \
           forever, and `restart: \"no\"` for one that ends.",
    before: "services:\n  web:\n    image: nginx:1.29\n",
    after: "services:\n  web:\n    image: nginx:1.29\n    restart: always\n",
};
