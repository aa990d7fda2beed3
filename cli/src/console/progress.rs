//! One line that tells how far it is, for people who look on.

use std::io::Write;
use std::sync::{Mutex, PoisonError};

/// How many of some things are done. Threads share it.
#[derive(Debug)]
pub(crate) struct Progress {
    /// The width of the terminal; none where nobody looks on.
    width: Option<usize>,
    total: usize,
    done: Mutex<usize>,
}

impl Progress {
    pub(super) fn new(width: Option<usize>, total: usize) -> Self {
        Self { width, total, done: Mutex::new(0) }
    }

    /// One more is done.
    pub(crate) fn done(&self, what: &str) {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        *done += 1;
        self.show(&format!("{done} of {}: {what}", self.total));
    }

    fn show(&self, text: &str) {
        let Some(width) = self.width else { return };
        // A line that fills the terminal would end in the next one.
        let shown: String = text.chars().take(width.saturating_sub(1)).collect();
        let _ = write!(std::io::stderr(), "\r\x1b[2K{shown}");
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.show("");
    }
}
