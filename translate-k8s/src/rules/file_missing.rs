//! `K0502`: the content of a config or secret is not there.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// The content of a config or secret is not there.
pub static FILE_MISSING: Rule = Rule {
    code: "K0502",
    name: "file-missing",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "The file of a config or secret cannot be read, or its variable is not set. The \
           object is not written, but pods name it: they wait until it exists.",
    why: "Secrets are often kept out of the repository. An empty one in its place would be \
          worse than none.",
    help: "Create the file, or create the object with the `kubectl` line that is shown.",
    before: "services:\n  db:\n    image: postgres\n    secrets: [pw]\nsecrets:\n  pw: {file: ./missing.txt}\n",
    after: "services:\n  db:\n    image: postgres\n    secrets: [pw]\nsecrets:\n  pw: {external: true}\n",
};
