//! The rules of this back end, one a file.
//!
//! Codes: `K01xx` names and options, `K02xx` workloads and order, `K03xx` network and exposure, `K04xx`
//! volumes and binds, `K05xx` environment, configs and secrets, `K06xx` health, resources and security,
//! `K07xx` images, `K08xx` other attributes, `K09xx` the valid pass.

mod duplicate;
mod host_left;
mod host_renamed;
mod inferred_port;
mod invalid_annotation;
mod invalid_combination;
mod invalid_label;
mod invalid_name;
mod invalid_value;
mod missing_field;
mod option_value;
mod renamed;
mod too_large;

pub use duplicate::DUPLICATE;
pub use host_left::HOST_LEFT;
pub use host_renamed::HOST_RENAMED;
pub use inferred_port::INFERRED_PORT;
pub use invalid_annotation::ANNOTATION;
pub use invalid_combination::COMBINATION;
pub use invalid_label::LABEL;
pub use invalid_name::INVALID_NAME;
pub use invalid_value::VALUE;
pub use missing_field::MISSING;
pub use option_value::OPTION_VALUE;
pub use renamed::RENAMED;
pub use too_large::TOO_LARGE;

use compose_model::diagnostic::Rule;

/// All rules of this back end, by code.
#[rustfmt::skip]
pub const RULES: &[&Rule] = &[
    &OPTION_VALUE, // K0100
    &RENAMED, // K0101
    &HOST_RENAMED, // K0102
    &HOST_LEFT, // K0103
    &INFERRED_PORT, // K0301
    &INVALID_NAME, // K0901
    &LABEL, // K0902
    &ANNOTATION, // K0903
    &TOO_LARGE, // K0904
    &DUPLICATE, // K0905
    &VALUE, // K0906
    &COMBINATION, // K0907
    &MISSING, // K0908
];
