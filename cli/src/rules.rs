//! The rules of the command line itself, one a file: the policy file, and comments that allow.
//!
//! Codes: `C08xx`.

mod invalid_allow;
mod invalid_policy_value;
mod policy_syntax;
mod unknown_policy_key;
mod unknown_subject;
mod unused_allow;

use compose_model::diagnostic::Rule;

pub(crate) use invalid_allow::INVALID_ALLOW;
pub(crate) use invalid_policy_value::INVALID_POLICY_VALUE;
pub(crate) use policy_syntax::POLICY_SYNTAX;
pub(crate) use unknown_policy_key::UNKNOWN_POLICY_KEY;
pub(crate) use unknown_subject::UNKNOWN_SUBJECT;
pub(crate) use unused_allow::UNUSED_ALLOW;

/// All rules of the command line, by code.
pub const RULES: &[&Rule] = &[
    &POLICY_SYNTAX,        // C0801
    &UNKNOWN_POLICY_KEY,   // C0802
    &INVALID_POLICY_VALUE, // C0803
    &INVALID_ALLOW,        // C0804
    &UNUSED_ALLOW,         // C0805
    &UNKNOWN_SUBJECT,      // C0806
];
