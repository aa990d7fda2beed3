//! The rules of the loader, one a file.
//!
//! Codes: `C01xx` reading and YAML, `C02xx` variables and env files, `C03xx` keys and types,
//! `C04xx` values, `C05xx` include, extends and merge, `C06xx` consistency of the project,
//! `C07xx` what the reference loader does and the author probably did not mean.

mod cannot_override;
mod cannot_read;
mod control_character;
mod duplicate_key;
mod empty_project;
mod excessive_aliases;
mod extends_cycle;
mod extends_not_found;
mod include_cycle;
mod include_depth;
mod invalid_encoding;
mod invalid_extends;
mod invalid_include;
mod invalid_merge;
mod invalid_project_name;
mod invalid_setting;
mod invalid_tagged_value;
mod no_compose_file;
mod non_string_key;
mod not_a_mapping;
mod obsolete_version;
mod project_too_large;
mod recursive_alias;
mod remote_file;
mod several_compose_files;
mod tab_indentation;
mod too_deep;
mod too_many_nodes;
mod unclosed_bracket;
mod unclosed_quote;
mod undefined_alias;
mod unexpected_colon;
mod unidentified_item;
mod unknown_include_key;
mod yaml_directive;
mod yaml_indentation;
mod yaml_syntax;

pub use cannot_override::CANNOT_OVERRIDE;
pub use cannot_read::CANNOT_READ;
pub use control_character::CONTROL_CHARACTER;
pub use duplicate_key::DUPLICATE_KEY;
pub use empty_project::EMPTY_PROJECT;
pub use excessive_aliases::EXCESSIVE_ALIASES;
pub use extends_cycle::EXTENDS_CYCLE;
pub use extends_not_found::EXTENDS_NOT_FOUND;
pub use include_cycle::INCLUDE_CYCLE;
pub use include_depth::INCLUDE_DEPTH;
pub use invalid_encoding::INVALID_ENCODING;
pub use invalid_extends::INVALID_EXTENDS;
pub use invalid_include::INVALID_INCLUDE;
pub use invalid_merge::INVALID_MERGE;
pub use invalid_project_name::INVALID_PROJECT_NAME;
pub use invalid_setting::INVALID_SETTING;
pub use invalid_tagged_value::INVALID_TAGGED_VALUE;
pub use no_compose_file::NO_COMPOSE_FILE;
pub use non_string_key::NON_STRING_KEY;
pub use not_a_mapping::NOT_A_MAPPING;
pub use obsolete_version::OBSOLETE_VERSION;
pub use project_too_large::PROJECT_TOO_LARGE;
pub use recursive_alias::RECURSIVE_ALIAS;
pub use remote_file::REMOTE_FILE;
pub use several_compose_files::SEVERAL_COMPOSE_FILES;
pub use tab_indentation::TAB_INDENTATION;
pub use too_deep::TOO_DEEP;
pub use too_many_nodes::TOO_MANY_NODES;
pub use unclosed_bracket::UNCLOSED_BRACKET;
pub use unclosed_quote::UNCLOSED_QUOTE;
pub use undefined_alias::UNDEFINED_ALIAS;
pub use unexpected_colon::UNEXPECTED_COLON;
pub use unidentified_item::UNIDENTIFIED_ITEM;
pub use unknown_include_key::UNKNOWN_INCLUDE_KEY;
pub use yaml_directive::YAML_DIRECTIVE;
pub use yaml_indentation::YAML_INDENTATION;
pub use yaml_syntax::YAML_SYNTAX;

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
    &INVALID_ENCODING, // C0110
    &CONTROL_CHARACTER, // C0111
    &YAML_SYNTAX, // C0112
    &TAB_INDENTATION, // C0113
    &YAML_INDENTATION, // C0114
    &UNCLOSED_QUOTE, // C0115
    &UNCLOSED_BRACKET, // C0116
    &UNEXPECTED_COLON, // C0117
    &YAML_DIRECTIVE, // C0118
    &UNDEFINED_ALIAS, // C0120
    &RECURSIVE_ALIAS, // C0121
    &EXCESSIVE_ALIASES, // C0122
    &INVALID_MERGE, // C0123
    &DUPLICATE_KEY, // C0124
    &NON_STRING_KEY, // C0125
    &INVALID_TAGGED_VALUE, // C0126
    &TOO_MANY_NODES, // C0127
    &TOO_DEEP, // C0128
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
