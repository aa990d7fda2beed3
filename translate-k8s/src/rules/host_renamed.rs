//! `K0102`: a host is rewritten, because its service has another name.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A host is rewritten, because its service has another name.
pub static HOST_RENAMED: Rule = Rule {
    code: "K0102",
    name: "host-renamed",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A text names a service, alias or container by a host name that Kubernetes does not accept. \
           The host is replaced by the name of the Service: in URLs, before `:PORT`, after options such \
           as `--host`, and as the whole value of variables whose names end in `HOST`, `HOSTNAME`, \
           `ADDR`, `SERVER`, `ENDPOINT` or `BROKERS`.",
    why: "Docker resolves names with `_` and `.`; the names of Services are DNS labels. Without the \
          change, the program would look for a host that does not exist.",
    help: "Nothing needs to be done. Rename the service in the Compose file to have the same names in \
           both worlds.",
    before: "services:\n  my_db:\n    image: postgres\n  web:\n    image: nginx\n    environment:\n      DB_HOST: my_db\n",
    after: "services:\n  my-db:\n    image: postgres\n  web:\n    image: nginx\n    environment:\n      DB_HOST: my-db\n",
};
