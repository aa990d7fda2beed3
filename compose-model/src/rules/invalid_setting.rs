use crate::diagnostic::{Effect, Rule, Severity};

/// A variable that controls the loading has an impossible value.
pub static INVALID_SETTING: Rule = Rule {
    code: "C0107",
    name: "invalid-setting",
    severity: Severity::Error,
    effect: Effect::Input,
    what: "`COMPOSE_DISABLE_ENV_FILE` is neither true nor false.",
    why: "`docker compose` takes `1`, `t`, `T`, `TRUE`, `true`, `True` and `0`, `f`, `F`, \
           `FALSE`, `false`, `False`.",
    help: "Set it to `true` or `false`, or unset it.",
    before: "\
$ COMPOSE_DISABLE_ENV_FILE=maybe compose2k8s
services:
  web:
    image: nginx
",
    after: "\
$ COMPOSE_DISABLE_ENV_FILE=true compose2k8s
services:
  web:
    image: nginx
",
};
