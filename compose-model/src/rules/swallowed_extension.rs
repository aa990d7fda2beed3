use crate::diagnostic::{Effect, Rule, Severity};

/// An extension field becomes an entry named `#extensions`.
pub static SWALLOWED_EXTENSION: Rule = Rule {
    code: "C0704",
    name: "swallowed-extension",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "A key that starts with `x-` stands among entries of the user's own, such as variables \
           or labels. `docker compose` takes it out and puts an entry `#extensions` in its place, \
           which reaches the container.",
    why: "`x-…` keys are extension fields at nearly every place of a Compose file, also where \
          other keys are the user's own. The list form has no keys and is not affected. \
          compose2k8s does the same.",
    help: "Use the list form if it is an entry, or move it out of the map if it is an extension \
           field.",
    before: "services:\n  web:\n    image: nginx\n    environment:\n      x-mode: fast\n",
    after: "services:\n  web:\n    image: nginx\n    environment:\n      - x-mode=fast\n",
};
