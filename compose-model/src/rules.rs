//! The rules of the loader, one a file.
//!
//! Codes: `C01xx` reading and YAML, `C02xx` variables and env files, `C03xx` keys and types,
//! `C04xx` values, `C05xx` include, extends and merge, `C06xx` consistency of the project,
//! `C07xx` what the reference loader does and the author probably did not mean, `C09xx` images and
//! their digests.

mod boolean_word;
mod cannot_override;
mod cannot_read;
mod changed_text;
mod conflicting_attributes;
mod container_name_taken;
mod context_not_built;
mod control_character;
mod cut_command;
mod decimal_mode;
mod dependency_cycle;
mod disabled_dependency;
mod duplicate_key;
mod empty_include;
mod empty_project;
mod excessive_aliases;
mod extends_cycle;
mod extends_not_found;
mod external_name;
mod ignored_key;
mod ignored_mount_option;
mod ignored_size;
mod ignored_value;
mod include_cycle;
mod include_depth;
mod interpolation_limit;
mod invalid_boolean;
mod invalid_cast;
mod invalid_choice;
mod invalid_command;
mod invalid_device;
mod invalid_digests;
mod invalid_duration;
mod invalid_encoding;
mod invalid_env_file;
mod invalid_extends;
mod invalid_form;
mod invalid_host;
mod invalid_image;
mod invalid_include;
mod invalid_interpolation;
mod invalid_lock;
mod invalid_merge;
mod invalid_mode;
mod invalid_mount;
mod invalid_name;
mod invalid_number;
mod invalid_port;
mod invalid_project_name;
mod invalid_setting;
mod invalid_size;
mod invalid_ssh_key;
mod invalid_tagged_value;
mod invalid_test;
mod invalid_variable_name;
mod missing_key;
mod missing_source;
mod moved_tag;
mod no_compose_file;
mod no_image;
mod no_registry;
mod no_such_service;
mod no_watch_target;
mod non_string_key;
mod not_a_mapping;
mod not_finite;
mod not_in_bake;
mod null_override;
mod obsolete_version;
mod one_letter_volume;
mod out_of_range;
mod platform_not_built;
mod port_published_twice;
mod project_too_large;
mod recursive_alias;
mod remote_file;
mod repeated_entry;
mod repeated_item;
mod required_variable;
mod several_compose_files;
mod stale_lock;
mod swallowed_extension;
mod tab_indentation;
mod too_deep;
mod too_many_findings;
mod too_many_nodes;
mod truncated_number;
mod unclosed_bracket;
mod unclosed_quote;
mod undefined_alias;
mod undefined_reference;
mod unexpected_colon;
mod unidentified_item;
mod unknown_env_file_format;
mod unknown_include_key;
mod unknown_key;
mod unpinnable_image;
mod unpinned_image;
mod unpushed_image;
mod unresolved_image;
mod unsorted_ports;
mod unused_volume;
mod variable_not_set;
mod wrong_shape;
mod wrong_type;
mod yaml_directive;
mod yaml_indentation;
mod yaml_syntax;

pub use boolean_word::BOOLEAN_WORD;
pub use cannot_override::CANNOT_OVERRIDE;
pub use cannot_read::CANNOT_READ;
pub use changed_text::CHANGED_TEXT;
pub use conflicting_attributes::CONFLICTING_ATTRIBUTES;
pub use container_name_taken::CONTAINER_NAME_TAKEN;
pub use context_not_built::CONTEXT_NOT_BUILT;
pub use control_character::CONTROL_CHARACTER;
pub use cut_command::CUT_COMMAND;
pub use decimal_mode::DECIMAL_MODE;
pub use dependency_cycle::DEPENDENCY_CYCLE;
pub use disabled_dependency::DISABLED_DEPENDENCY;
pub use duplicate_key::DUPLICATE_KEY;
pub use empty_include::EMPTY_INCLUDE;
pub use empty_project::EMPTY_PROJECT;
pub use excessive_aliases::EXCESSIVE_ALIASES;
pub use extends_cycle::EXTENDS_CYCLE;
pub use extends_not_found::EXTENDS_NOT_FOUND;
pub use external_name::EXTERNAL_NAME;
pub use ignored_key::IGNORED_KEY;
pub use ignored_mount_option::IGNORED_MOUNT_OPTION;
pub use ignored_size::IGNORED_SIZE;
pub use ignored_value::IGNORED_VALUE;
pub use include_cycle::INCLUDE_CYCLE;
pub use include_depth::INCLUDE_DEPTH;
pub use interpolation_limit::INTERPOLATION_LIMIT;
pub use invalid_boolean::INVALID_BOOLEAN;
pub use invalid_cast::INVALID_CAST;
pub use invalid_choice::INVALID_CHOICE;
pub use invalid_command::INVALID_COMMAND;
pub use invalid_device::INVALID_DEVICE;
pub use invalid_digests::INVALID_DIGESTS;
pub use invalid_duration::INVALID_DURATION;
pub use invalid_encoding::INVALID_ENCODING;
pub use invalid_env_file::INVALID_ENV_FILE;
pub use invalid_extends::INVALID_EXTENDS;
pub use invalid_form::INVALID_FORM;
pub use invalid_host::INVALID_HOST;
pub use invalid_image::INVALID_IMAGE;
pub use invalid_include::INVALID_INCLUDE;
pub use invalid_interpolation::INVALID_INTERPOLATION;
pub use invalid_lock::INVALID_LOCK;
pub use invalid_merge::INVALID_MERGE;
pub use invalid_mode::INVALID_MODE;
pub use invalid_mount::INVALID_MOUNT;
pub use invalid_name::INVALID_NAME;
pub use invalid_number::INVALID_NUMBER;
pub use invalid_port::INVALID_PORT;
pub use invalid_project_name::INVALID_PROJECT_NAME;
pub use invalid_setting::INVALID_SETTING;
pub use invalid_size::INVALID_SIZE;
pub use invalid_ssh_key::INVALID_SSH_KEY;
pub use invalid_tagged_value::INVALID_TAGGED_VALUE;
pub use invalid_test::INVALID_TEST;
pub use invalid_variable_name::INVALID_VARIABLE_NAME;
pub use missing_key::MISSING_KEY;
pub use missing_source::MISSING_SOURCE;
pub use moved_tag::MOVED_TAG;
pub use no_compose_file::NO_COMPOSE_FILE;
pub use no_image::NO_IMAGE;
pub use no_registry::NO_REGISTRY;
pub use no_such_service::NO_SUCH_SERVICE;
pub use no_watch_target::NO_WATCH_TARGET;
pub use non_string_key::NON_STRING_KEY;
pub use not_a_mapping::NOT_A_MAPPING;
pub use not_finite::NOT_FINITE;
pub use not_in_bake::NOT_IN_BAKE;
pub use null_override::NULL_OVERRIDE;
pub use obsolete_version::OBSOLETE_VERSION;
pub use one_letter_volume::ONE_LETTER_VOLUME;
pub use out_of_range::OUT_OF_RANGE;
pub use platform_not_built::PLATFORM_NOT_BUILT;
pub use port_published_twice::PORT_PUBLISHED_TWICE;
pub use project_too_large::PROJECT_TOO_LARGE;
pub use recursive_alias::RECURSIVE_ALIAS;
pub use remote_file::REMOTE_FILE;
pub use repeated_entry::REPEATED_ENTRY;
pub use repeated_item::REPEATED_ITEM;
pub use required_variable::REQUIRED_VARIABLE;
pub use several_compose_files::SEVERAL_COMPOSE_FILES;
pub use stale_lock::STALE_LOCK;
pub use swallowed_extension::SWALLOWED_EXTENSION;
pub use tab_indentation::TAB_INDENTATION;
pub use too_deep::TOO_DEEP;
pub use too_many_findings::TOO_MANY_FINDINGS;
pub use too_many_nodes::TOO_MANY_NODES;
pub use truncated_number::TRUNCATED_NUMBER;
pub use unclosed_bracket::UNCLOSED_BRACKET;
pub use unclosed_quote::UNCLOSED_QUOTE;
pub use undefined_alias::UNDEFINED_ALIAS;
pub use undefined_reference::UNDEFINED_REFERENCE;
pub use unexpected_colon::UNEXPECTED_COLON;
pub use unidentified_item::UNIDENTIFIED_ITEM;
pub use unknown_env_file_format::UNKNOWN_ENV_FILE_FORMAT;
pub use unknown_include_key::UNKNOWN_INCLUDE_KEY;
pub use unknown_key::UNKNOWN_KEY;
pub use unpinnable_image::UNPINNABLE_IMAGE;
pub use unpinned_image::UNPINNED_IMAGE;
pub use unpushed_image::UNPUSHED_IMAGE;
pub use unresolved_image::UNRESOLVED_IMAGE;
pub use unsorted_ports::UNSORTED_PORTS;
pub use unused_volume::UNUSED_VOLUME;
pub use variable_not_set::VARIABLE_NOT_SET;
pub use wrong_shape::WRONG_SHAPE;
pub use wrong_type::WRONG_TYPE;
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
    &TOO_MANY_FINDINGS, // C0129
    &INVALID_INTERPOLATION, // C0201
    &REQUIRED_VARIABLE, // C0202
    &VARIABLE_NOT_SET, // C0203
    &INVALID_CAST, // C0204
    &BOOLEAN_WORD, // C0205
    &INTERPOLATION_LIMIT, // C0206
    &INVALID_ENV_FILE, // C0207
    &UNKNOWN_ENV_FILE_FORMAT, // C0208
    &UNKNOWN_KEY, // C0301
    &WRONG_TYPE, // C0302
    &MISSING_KEY, // C0303
    &INVALID_CHOICE, // C0304
    &INVALID_FORM, // C0305
    &OUT_OF_RANGE, // C0306
    &REPEATED_ITEM, // C0307
    &NOT_FINITE, // C0308
    &INVALID_NAME, // C0309
    &WRONG_SHAPE, // C0401
    &INVALID_BOOLEAN, // C0402
    &INVALID_NUMBER, // C0403
    &INVALID_SIZE, // C0404
    &INVALID_DURATION, // C0405
    &INVALID_MODE, // C0406
    &INVALID_PORT, // C0407
    &INVALID_MOUNT, // C0408
    &INVALID_DEVICE, // C0409
    &INVALID_COMMAND, // C0410
    &INVALID_HOST, // C0411
    &INVALID_SSH_KEY, // C0412
    &INVALID_VARIABLE_NAME, // C0413
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
    &EMPTY_INCLUDE, // C0512
    &CONFLICTING_ATTRIBUTES, // C0601
    &MISSING_SOURCE, // C0602
    &NO_IMAGE, // C0603
    &UNDEFINED_REFERENCE, // C0604
    &DISABLED_DEPENDENCY, // C0605
    &DEPENDENCY_CYCLE, // C0606
    &CONTAINER_NAME_TAKEN, // C0607
    &INVALID_TEST, // C0608
    &NO_WATCH_TARGET, // C0609
    &PLATFORM_NOT_BUILT, // C0610
    &NO_SUCH_SERVICE, // C0611
    &CONTEXT_NOT_BUILT, // C0612
    &UNUSED_VOLUME, // C0613
    &OBSOLETE_VERSION, // C0701
    &ONE_LETTER_VOLUME, // C0702
    &CUT_COMMAND, // C0703
    &SWALLOWED_EXTENSION, // C0704
    &IGNORED_SIZE, // C0705
    &TRUNCATED_NUMBER, // C0706
    &DECIMAL_MODE, // C0707
    &UNSORTED_PORTS, // C0708
    &IGNORED_MOUNT_OPTION, // C0709
    &EXTERNAL_NAME, // C0710
    &CHANGED_TEXT, // C0711
    &REPEATED_ENTRY, // C0712
    &PORT_PUBLISHED_TWICE, // C0713
    &NULL_OVERRIDE, // C0714
    &IGNORED_KEY, // C0715
    &IGNORED_VALUE, // C0716
    &UNPINNED_IMAGE, // C0901
    &STALE_LOCK, // C0902
    &INVALID_LOCK, // C0903
    &MOVED_TAG, // C0904
    &UNRESOLVED_IMAGE, // C0905
    &UNPUSHED_IMAGE, // C0906
    &UNPINNABLE_IMAGE, // C0907
    &INVALID_DIGESTS, // C0908
    &INVALID_IMAGE, // C0909
    &NO_REGISTRY, // C0910
    &NOT_IN_BAKE, // C0911
];
