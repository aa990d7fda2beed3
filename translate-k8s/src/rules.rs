//! The rules of this back end, one a file.

mod renamed;

pub use renamed::RENAMED;

use compose_model::diagnostic::Rule;

/// All rules, by code.
pub const RULES: &[&Rule] = &[&RENAMED];
