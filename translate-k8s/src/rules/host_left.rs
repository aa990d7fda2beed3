//! `K0103`: a text names a renamed host in a way that is left as it is.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A text names a renamed host in a way that is left as it is.
pub static HOST_LEFT: Rule = Rule {
    code: "K0103",
    name: "host-left",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "The name of a renamed service appears where it may mean the host or something else, \
           such as `POSTGRES_DB: my_app`, or in a mounted file. It is left as it is.",
    why: "Changing a word that is not a host would break what works: a database, a user or a path may \
          have the same name as a service.",
    help: "Change it by hand where it means the host, or rename the service in the Compose file.",
    before: "services:\n  my_db:\n    image: postgres\n  web:\n    image: nginx\n    environment:\n      PRIMARY: my_db\n",
    after: "services:\n  my-db:\n    image: postgres\n  web:\n    image: nginx\n    environment:\n      PRIMARY: my-db\n",
};
