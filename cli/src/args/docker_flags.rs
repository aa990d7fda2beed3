//! Flags of `docker compose` that we do not have, and why.
//!
//! Someone who pastes a command of `docker compose` should read more than "unexpected argument".

use crate::failure::Failure;

const FLAGS: &[(&str, &str)] = &[
    ("--resolve-image-digests", "compose2k8s asks no registry"),
    ("--lock-image-digests", "compose2k8s asks no registry"),
    ("--dry-run", "compose2k8s starts nothing: `check` only looks"),
    ("--ansi", "set NO_COLOR=1 to switch colours off"),
    ("--progress", "there is no progress to show"),
    ("--parallel", "there is nothing to run in parallel"),
    ("--compatibility", "it changes the names of containers, of which there are none"),
    ("--all-resources", "what no service uses is left out"),
];

/// Why a flag of `docker compose` is not there; `None` for any other flag.
pub(super) fn explain(flag: &str) -> Option<Failure> {
    let name = flag.split('=').next().unwrap_or(flag);
    let (name, why) = FLAGS.iter().find(|(known, _)| *known == name)?;
    let message = format!("`{name}` of `docker compose` is not supported here: {why}");
    Some(Failure::usage(message).help("leave it out"))
}
