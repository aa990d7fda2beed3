use crate::diagnostic::{Effect, Rule, Severity};

/// A text holds `${` that does not begin a variable.
pub static INVALID_INTERPOLATION: Rule = Rule {
    code: "C0201",
    name: "invalid-interpolation",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "A text contains a `${` that does not begin a variable.",
    why: "What begins with `${` must be a variable: `${NAME}`, or `${NAME` with one of \
          the operators `:-`, `-`, `:?`, `?`, `:+`, `+`, a text and `}` on the same line. \
          The forms that shells know beyond these (`${NAME:=text}`, `${NAME/a/b}`, \
          `${#NAME}`) do not exist in Compose files.",
    help: "Write the variable in one of these forms. Where a `$` is meant, double it: \
           `$$`.",
    before: "services:\n  web:\n    image: nginx:${TAG:=1.27}\n",
    after: "services:\n  web:\n    image: nginx:${TAG:-1.27}\n",
};
