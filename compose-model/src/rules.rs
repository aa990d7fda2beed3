//! The rules of the loader, one a file.
//!
//! Codes: `C01xx` reading and YAML, `C02xx` variables and env files, `C03xx` keys and types,
//! `C04xx` values, `C05xx` include, extends and merge, `C06xx` consistency of the project,
//! `C07xx` what the reference loader does and the author probably did not mean.

use crate::diagnostic::Rule;

/// All rules of the loader, by code.
pub const RULES: &[&Rule] = &[];
