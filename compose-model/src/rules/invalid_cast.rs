use crate::diagnostic::{Effect, Rule, Severity};

/// A text stands where a number or a truth value is needed, and it is none.
pub static INVALID_CAST: Rule = Rule {
    code: "C0204",
    name: "invalid-cast",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A number or a boolean is needed, and the text is neither.",
    why: "Some attributes are numbers or booleans, though variables and texts in quotes may stand \
          there. Once the variables are replaced, the text must be a decimal number without `0x` \
          and `_`, or `true` or `false`.",
    help: "Correct the text or the variable's value. A variable that is not set leaves \
           empty text, so give it a default.",
    before: "services:\n  web:\n    image: nginx\n    scale: \"two\"\n",
    after: "services:\n  web:\n    image: nginx\n    scale: \"2\"\n",
};
