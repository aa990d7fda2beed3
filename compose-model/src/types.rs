//! The grammars of values: sizes, durations, ports, paths, commands.
//!
//! Pure functions over text. What is wrong comes back as a [`SyntaxError`] with the place in that
//! text; the caller knows where the text stands in its file.

pub mod boolean;
pub mod bytes;
pub mod device;
pub mod duration;
pub mod file_mode;
pub mod healthcheck;
pub mod hosts;
pub mod image;
pub mod number;
pub mod path;
pub mod port;
pub mod shell_words;
pub mod volume;

use std::ops::Range;

/// A text as messages name it.
fn quote(text: &str) -> String {
    if text.is_empty() { "empty text".to_owned() } else { format!("`{text}`") }
}

/// What is wrong with a text, and where in it.
///
/// It is displayed as one sentence in lower case that quotes the text in backticks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct SyntaxError<E: std::error::Error> {
    /// What is wrong.
    pub fault: E,
    /// The bytes of the text that are at fault.
    pub at: Range<usize>,
}

impl<E: std::error::Error> SyntaxError<E> {
    pub(crate) fn new(fault: E, at: Range<usize>) -> Self {
        Self { fault, at }
    }

    /// The fault concerns all of `text`.
    pub(crate) fn whole(fault: E, text: &str) -> Self {
        Self::new(fault, 0..text.len())
    }
}
