//! Durations.

/// A duration in nanoseconds, as Go has it.
///
/// Compose specification: "Specifying durations".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(pub i64);

impl Duration {
    /// Whole seconds, rounded up.
    pub fn seconds_ceil(self) -> i64 {
        self.0.div_euclid(1_000_000_000) + i64::from(self.0.rem_euclid(1_000_000_000) != 0)
    }
}
