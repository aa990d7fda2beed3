//! `K0505`: a config or secret is a template that nobody fills in.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A config or secret is a template that nobody fills in.
pub static FILE_TEMPLATE: Rule = Rule {
    code: "K0505",
    name: "file-template",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "A config or secret has a `template_driver`. Its placeholders stay as they are.",
    why: "Swarm fills such templates in when a task starts; Kubernetes has nothing like it.",
    help: "Fill the template in before, or let the program read variables.",
    before: "services:\n  web:\n    image: nginx\n    configs: [c]\nconfigs:\n  c: {file: c.tmpl, template_driver: golang}\n",
    after: "services:\n  web:\n    image: nginx\n    configs: [c]\nconfigs:\n  c: {file: c.conf}\n",
};
