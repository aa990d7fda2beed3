use crate::diagnostic::{Effect, Rule, Severity};

/// A volume that no service mounts has settings.
pub static UNUSED_VOLUME: Rule = Rule {
    code: "C0613",
    name: "unused-volume",
    severity: Severity::Warning,
    effect: Effect::Advice,
    what: "A volume that no service mounts has labels or an extension (`x-…`), which nothing reads.",
    why: "A volume that no service mounts is none of the project's: `docker compose` leaves it out, and so \
          does every target. Who writes settings for it has most likely misspelt its name.",
    help: "Mount the volume, or remove it.",
    before: "services:\n  db:\n    image: postgres:17\n    volumes: [\"data:/var/lib/postgresql/data\"]\nvolumes:\n  data:\n  date:\n    x-k8s: {size: 20Gi}\n",
    after: "services:\n  db:\n    image: postgres:17\n    volumes: [\"data:/var/lib/postgresql/data\"]\nvolumes:\n  data:\n    x-k8s: {size: 20Gi}\n",
};
