//! `ulimits`: limits of processes.

/// A limit of a process; −1 is unlimited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ulimit {
    /// Soft and hard limit in one.
    Single(i64),
    /// A soft limit that the process may raise to the hard one.
    Pair {
        /// The soft limit.
        soft: i64,
        /// The hard limit.
        hard: i64,
    },
}

impl Default for Ulimit {
    fn default() -> Self {
        Self::Single(0)
    }
}
