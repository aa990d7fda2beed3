//! The fields that no key asks for.

use compose_model::coverage::OwnField;

/// What all objects have, or what follows from Kubernetes itself.
#[rustfmt::skip]
pub const OWN_FIELDS: &[OwnField] = &[
];
