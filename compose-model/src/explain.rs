//! Answers to what people ask of a finding or a value, for the command line, editors and the published
//! reference: what a rule means, where a value comes from, what became of it, and why a field of the
//! output is there.

pub mod example;
mod journey;
mod outcome;
pub mod output;
pub mod path;
mod rule;

pub use example::Example;
pub use journey::{cause, journey};
pub use outcome::{Outcome, is_within, outcome, sources};
pub use output::Output;
pub use rule::{find, is_code, markdown};
