//! `S0507`: a text looks like a template of Swarm.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A text looks like a template of Swarm.
pub static TEMPLATE_TEXT: Rule = Rule {
    code: "S0507",
    name: "template-text",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "Swarm expands `{{…}}` in host names, variables and the names of volumes. A text \
           that names one of its placeholders, such as `{{.Node.Hostname}}`, is left as it \
           is; every other `{{` is escaped.",
    why: "`docker compose` passes such texts on unchanged.",
    help: "Nothing needs to be done.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    environment:\n",
        "      FORMAT: \"{{.Name}}\"\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    environment:\n",
        "      FORMAT: plain\n",
    ),
};
