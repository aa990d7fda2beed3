//! The rules of this back end, one a file.
//!
//! Codes: `K01xx` names and options, `K02xx` workloads and order, `K03xx` network and exposure, `K04xx`
//! volumes and binds, `K05xx` environment, configs and secrets, `K06xx` health, resources and security,
//! `K07xx` images, `K08xx` other attributes, `K09xx` the valid pass.

mod option_value;
mod renamed;

pub use option_value::OPTION_VALUE;
pub use renamed::RENAMED;

use compose_model::diagnostic::Rule;

/// All rules of this back end, by code.
#[rustfmt::skip]
pub const RULES: &[&Rule] = &[
    &OPTION_VALUE, // K0100
    &RENAMED, // K0101
];
