//! `K0504`: a group may read a file of restricted mode.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A group may read a file of restricted mode.
pub static FILE_GROUP: Rule = Rule {
    code: "K0504",
    name: "file-group",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "A config or secret has a mode that keeps others out, and the process is not root. \
           The pod gets an `fsGroup`, whose members may read the file.",
    why: "The file belongs to root: without the group, nobody but root could read it.",
    help: "Nothing needs to be done.",
    before: "services:\n  web:\n    image: nginx\n    user: \"1000\"\n    secrets:\n      - {source: s, mode: 0400}\nsecrets:\n  s: {file: s.txt}\n",
    after: "services:\n  web:\n    image: nginx\n    user: \"1000\"\n    secrets: [s]\nsecrets:\n  s: {file: s.txt}\n",
};
