use crate::diagnostic::{Effect, Rule, Severity};

/// A quote is never closed.
pub static UNCLOSED_QUOTE: Rule = Rule {
    code: "C0115",
    name: "unclosed-quote",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A value begins with a quote that has no counterpart. All that follows was read as \
           part of the value.",
    why: "The parser notices only at the end of the document, so the place that is shown is \
           the opening quote.",
    help: "Close the quote at the end of the value. In single quotes write `''` for `'`, in \
           double quotes `\\\"` for `\"`.",
    before: "services:\n  web:\n    image: \"nginx\n",
    after: "services:\n  web:\n    image: \"nginx\"\n",
};
