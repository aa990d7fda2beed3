use crate::diagnostic::{Effect, Rule, Severity};

/// A name is used that nothing declares.
pub static UNDEFINED_REFERENCE: Rule = Rule {
    code: "C0604",
    name: "undefined-reference",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A service uses a network, volume, config, secret, model or other service that no file \
           declares.",
    why: "Named resources are declared under the top-level key of their kind. Only the network \
           `default` is there without that. What an `extends` base file declares is not taken \
           over with the service.",
    help: "Declare it, or correct the name.",
    before: "services:\n  web:\n    image: nginx\n    volumes: [\"data:/data\"]\n",
    after: "services:\n  web:\n    image: nginx\n    volumes: [\"data:/data\"]\nvolumes:\n  data:\n",
};
