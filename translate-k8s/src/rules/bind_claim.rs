//! `K0401`: a bound folder becomes a claim.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A bound folder becomes a claim.
pub static BIND_CLAIM: Rule = Rule {
    code: "K0401",
    name: "bind-claim",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "A folder of this machine becomes a PersistentVolumeClaim: storage of the cluster, \
           empty at first. A folder in which an image keeps its data is recognised by the \
           target, the image and its name, and never read; any other folder that does not look \
           like configuration is a warning.",
    why: "A pod may run on any node, and none of them has the folder. A claim keeps what the \
          container writes, as the folder did.",
    help: "Copy what is needed with the `kubectl cp` line that is shown, or use a named volume. \
           `--binds hostpath` takes the same path on the node instead, `--binds error` refuses.",
    before: "services:\n  db:\n    image: postgres\n    volumes: [\"./data:/var/lib/postgresql/data\"]\n",
    after: "services:\n  db:\n    image: postgres\n    volumes: [\"data:/var/lib/postgresql/data\"]\nvolumes:\n  data: {}\n",
};
