//! Answers to what people ask of a finding or a value, for the command line, editors and the published
//! reference: what a rule means, and with what input it can be seen.

pub mod example;
mod rule;

pub use example::Example;
pub use rule::{find, is_code, markdown};
