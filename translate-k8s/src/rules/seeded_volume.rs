//! `K0418`: a volume is filled from the image.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A volume is filled from the image.
pub static SEEDED_VOLUME: Rule = Rule {
    code: "K0418",
    name: "seeded-volume",
    severity: Severity::Note,
    effect: Effect::Advice,
    what: "An init container copies what the image has at the target into the volume, with owners and \
           modes: while the volume is empty or, where it stands for files of a built image, at each \
           start.",
    why: "Docker does the same with a new volume, and many images rely on it.",
    help: "Nothing needs to be done. `--seed-volumes never` or `nocopy: true` leaves the volume \
           empty.",
    before: "services:\n  web:\n    build: .\n    volumes: [\"assets:/app/assets\"]\nvolumes:\n  assets: {}\n",
    after: "services:\n  web:\n    build: .\n    volumes:\n      - {type: volume, source: assets, target: /app/assets, volume: {nocopy: true}}\nvolumes:\n  assets: {}\n",
};
