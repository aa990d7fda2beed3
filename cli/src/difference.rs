//! How two results differ: as texts, and object by object.
//!
//! Nothing here reads or writes. What Secrets hold is never shown: differences end up in the logs of
//! pipelines.

pub(crate) mod field;
pub(crate) mod json;
pub(crate) mod object;
pub(crate) mod secret;
pub(crate) mod text;

use clap::builder::styling::{AnsiColor, Style};

/// What is only on the first side.
pub(crate) const REMOVED: Style = AnsiColor::Red.on_default();
/// What is only on the second side.
pub(crate) const ADDED: Style = AnsiColor::Green.on_default();
/// What is on both, in another form.
pub(crate) const CHANGED: Style = AnsiColor::Yellow.on_default();
/// Where it is.
pub(crate) const PLACE: Style = AnsiColor::Cyan.on_default();

/// A line in a colour.
pub(crate) fn paint(style: Style, line: &str) -> String {
    format!("{style}{line}{style:#}\n")
}
