//! The rules of the loader, one a file.
//!
//! Codes: `C01xx` reading and YAML, `C02xx` variables and env files, `C03xx` keys and types,
//! `C04xx` values, `C05xx` include, extends and merge, `C06xx` consistency of the project,
//! `C07xx` what the reference loader does and the author probably did not mean.

mod cannot_override;
mod cannot_read;
mod empty_project;
mod extends_cycle;
mod extends_not_found;
mod include_cycle;
mod include_depth;
mod invalid_extends;
mod invalid_include;
mod invalid_project_name;
mod invalid_setting;
mod no_compose_file;
mod not_a_mapping;
mod obsolete_version;
mod project_too_large;
mod remote_file;
mod several_compose_files;
mod unidentified_item;
mod unknown_include_key;

pub use cannot_override::CANNOT_OVERRIDE;
pub use cannot_read::CANNOT_READ;
pub use empty_project::EMPTY_PROJECT;
pub use extends_cycle::EXTENDS_CYCLE;
pub use extends_not_found::EXTENDS_NOT_FOUND;
pub use include_cycle::INCLUDE_CYCLE;
pub use include_depth::INCLUDE_DEPTH;
pub use invalid_extends::INVALID_EXTENDS;
pub use invalid_include::INVALID_INCLUDE;
pub use invalid_project_name::INVALID_PROJECT_NAME;
pub use invalid_setting::INVALID_SETTING;
pub use no_compose_file::NO_COMPOSE_FILE;
pub use not_a_mapping::NOT_A_MAPPING;
pub use obsolete_version::OBSOLETE_VERSION;
pub use project_too_large::PROJECT_TOO_LARGE;
pub use remote_file::REMOTE_FILE;
pub use several_compose_files::SEVERAL_COMPOSE_FILES;
pub use unidentified_item::UNIDENTIFIED_ITEM;
pub use unknown_include_key::UNKNOWN_INCLUDE_KEY;

use crate::diagnostic::Rule;

/// All rules of the loader, by code.
#[rustfmt::skip]
pub const RULES: &[&Rule] = &[
    &CANNOT_READ, // C0101
    &NO_COMPOSE_FILE, // C0102
    &SEVERAL_COMPOSE_FILES, // C0103
    &REMOTE_FILE, // C0104
    &PROJECT_TOO_LARGE, // C0105
    &EMPTY_PROJECT, // C0106
    &INVALID_SETTING, // C0107
    &INVALID_INCLUDE, // C0501
    &INCLUDE_CYCLE, // C0502
    &INCLUDE_DEPTH, // C0503
    &INVALID_EXTENDS, // C0504
    &EXTENDS_NOT_FOUND, // C0505
    &EXTENDS_CYCLE, // C0506
    &CANNOT_OVERRIDE, // C0507
    &UNIDENTIFIED_ITEM, // C0508
    &INVALID_PROJECT_NAME, // C0509
    &NOT_A_MAPPING, // C0510
    &UNKNOWN_INCLUDE_KEY, // C0511
    &OBSOLETE_VERSION, // C0701
];
