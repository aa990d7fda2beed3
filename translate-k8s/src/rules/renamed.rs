//! `K0101`: a name that Kubernetes does not accept is changed.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A name that Kubernetes does not accept is changed.
pub static RENAMED: Rule = Rule {
    code: "K0101",
    name: "renamed",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A service, volume, config, secret or network has another name in Kubernetes than in the \
           Compose file: lower case, `-` for every other character, a letter first, and a hash at \
           the end where the name is too long or belongs to somebody else.",
    why: "Names of Services are DNS labels: at most 63 lower-case letters, digits and `-`, and a \
          letter first. The API server refuses every other name.",
    help: "Nothing needs to be done: hosts in the environment, commands and healthchecks of other \
           services are changed along with it. Rename it in the Compose file where it is also named in \
           places that are not changed, such as mounted files or code.",
    before: "services:\n  my_api:\n    image: nginx\n",
    after: "services:\n  my-api:\n    image: nginx\n",
};
