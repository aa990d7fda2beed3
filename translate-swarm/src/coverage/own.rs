//! The fields that no key asks for.

use compose_model::coverage::OwnField;

use crate::render::STACK;

/// The fields that no key asks for.
#[rustfmt::skip]
pub const OWN_FIELDS: &[OwnField] = &[
    own("version", "the version of the format that the oldest Docker with all that the stack says knows"),
    own("services.*.deploy.restart_policy", "a service without `restart` is not started again under Compose, and always on Swarm: the policy is always said"),
    own("networks.*.driver", "services on several nodes reach each other on an overlay network only"),
    own("networks.*.attachable", "any container may join a network of Compose"),
];

const fn own(field: &'static str, why: &'static str) -> OwnField {
    OwnField { object: STACK, field, why }
}
