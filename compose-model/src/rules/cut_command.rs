use crate::diagnostic::{Effect, Rule, Severity};

/// The rest of a command is dropped.
pub static CUT_COMMAND: Rule = Rule {
    code: "C0703",
    name: "cut-command",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "A command that is written as one text has an unquoted `;`, `&`, `|`, `<` or `>`. It \
           ends there: `docker compose` drops the rest silently.",
    why: "The text is split into words as a shell would split it, but no shell runs it, so \
           operators have no meaning. What stands behind one does not reach the container.",
    help: "Write `[\"sh\", \"-c\", \"…\"]` to have a shell run the whole line, or quote the \
           character if it belongs to a word.",
    before: "services:\n  web:\n    image: nginx\n    command: nginx -t && nginx -g 'daemon off;'\n",
    after: "services:\n  web:\n    image: nginx\n    command: [\"sh\", \"-c\", \"nginx -t && nginx -g 'daemon off;'\"]\n",
};
