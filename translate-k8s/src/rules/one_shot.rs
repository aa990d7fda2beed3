//! `K0202`: a service that runs as a Job.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A service that runs to its end becomes a Job.
pub static ONE_SHOT: Rule = Rule {
    code: "K0202",
    name: "one-shot",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "A service that runs to its end becomes a Job.",
    why: "A Deployment would start it again forever. A service counts as one that ends when its \
          mode says so, when another one waits for its end, or when it is not always started again \
          and nothing says that it is a server.",
    help: "Write `restart: always` if it should run forever.",
    before: r#"services:
  migrate:
    image: migrator
    restart: "no"
"#,
    after: "\
services:
  migrate:
    image: migrator
    restart: always
",
};
