//! What all pages for a terminal have in common. The stream drops the codes where they cannot be seen.

/// Wider lines are hard to read, however wide the terminal is.
pub(crate) const WIDEST: usize = 100;

/// Begins bold text.
pub(crate) const BOLD: &str = "\u{1b}[1m";

/// Ends what [`BOLD`] or a colour began.
pub(crate) const PLAIN: &str = "\u{1b}[0m";
