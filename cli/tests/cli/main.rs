//! The built binary, run as users run it.

mod bad_input;
mod config;
mod convert;
mod help;
mod support;
mod usage;
