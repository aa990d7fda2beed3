use compose_model::diagnostic::{Effect, Rule, Severity};

/// A comment allows what is not found in its place.
pub(crate) static UNUSED_ALLOW: Rule = Rule {
    code: "C0805",
    name: "unused-allow",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "A `# compose2k8s: allow` comment names a code that was not found where the comment \
           stands, or one that is an error, which cannot be allowed.",
    why: "At the end of a line a comment holds for findings that begin on this line; on a line of \
          its own, for the key or item below it with all that is in it. One that holds for nothing \
          is left over or stands in the wrong place. Codes of targets that this run does not \
          translate to are not looked at.",
    help: "Remove the code, or move the comment to the line that the finding points at.",
    before: "services:\n  web:\n    image: nginx # compose2k8s: allow C0701\n",
    after: "services:\n  web:\n    image: nginx\n",
};
