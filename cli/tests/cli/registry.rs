//! Registries to ask: Debian's own, and one that answers as a test tells it.

mod debian;
mod http;
mod scripted;
mod tunnel;

use std::io::Write;

pub(crate) use debian::{Debian, PASSWORD, USER};
pub(crate) use scripted::{Answer, Request, Scripted};
pub(crate) use tunnel::Tunnel;

/// Says why a test does not run here, past the test runner, which would keep it to itself.
pub(crate) fn skipped(reason: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {reason}");
}

/// A digest that no image has.
pub(crate) fn digest(digit: char) -> String {
    format!("sha256:{}", digit.to_string().repeat(64))
}
