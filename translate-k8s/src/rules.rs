//! The rules of this back end, one a file.
//!
//! Codes: `K01xx` names and options, `K02xx` workloads and order, `K03xx` network and exposure, `K04xx`
//! volumes and binds, `K05xx` environment, configs and secrets, `K06xx` health, resources and security,
//! `K07xx` images, `K08xx` other attributes, `K09xx` the valid pass.

mod host_left;
mod host_renamed;
mod inferred_port;
mod option_value;
mod renamed;

pub use host_left::HOST_LEFT;
pub use host_renamed::HOST_RENAMED;
pub use inferred_port::INFERRED_PORT;
pub use option_value::OPTION_VALUE;
pub use renamed::RENAMED;

use compose_model::diagnostic::Rule;

/// All rules of this back end, by code.
#[rustfmt::skip]
pub const RULES: &[&Rule] = &[
    &OPTION_VALUE, // K0100
    &RENAMED, // K0101
    &HOST_RENAMED, // K0102
    &HOST_LEFT, // K0103
    &INFERRED_PORT, // K0301
];
