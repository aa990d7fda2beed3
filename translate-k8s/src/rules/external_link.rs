//! `K0321`: a container of another project.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// An entry of `external_links` is left out.
pub static EXTERNAL_LINK: Rule = Rule {
    code: "K0321",
    name: "external-link",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "An entry of `external_links` is left out.",
    why: "The container is not part of the project, and the cluster does not know it.",
    help: "Write the full name of its Service, `NAME.NAMESPACE`, where the project names it.",
    before: "\
services:
  web:
    image: nginx:1.29
    external_links:
      - legacy-db:db
",
    after: "\
services:
  web:
    image: nginx:1.29
    environment:
      DB_HOST: legacy-db.legacy
",
};
