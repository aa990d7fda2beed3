//! Sizes, durations and numbers as the version 3 schema wants them: all of them strings.

use compose_model::types::bytes::Bytes;
use compose_model::types::duration::Duration;

use crate::escape::Text;

const UNITS: [(i64, char); 3] = [(1 << 30, 'G'), (1 << 20, 'M'), (1 << 10, 'k')];

/// A size with the largest unit that divides it; `docker stack` counts in powers of 1024.
pub(crate) fn bytes(Bytes(n): Bytes) -> Text {
    match UNITS.iter().find(|(unit, _)| n != 0 && n % unit == 0) {
        Some((unit, letter)) => format!("{}{letter}", n / unit).into(),
        None => n.to_string().into(),
    }
}

/// A duration in Go's syntax, without the days and weeks that Compose knows.
pub(crate) fn duration(duration: Duration) -> Text {
    duration.to_string().into()
}

/// A number of processors. The Engine counts in billionths and refuses more digits.
pub(crate) fn cpus(n: f64) -> Text {
    let text = format!("{n:.9}");
    text.trim_end_matches('0').trim_end_matches('.').into()
}

/// A number with the digits that it was written with: widening to 64 bits would show further ones.
pub(crate) fn decimal(n: f32) -> f64 {
    n.to_string().parse().unwrap_or_else(|_| f64::from(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_keep_their_value() {
        for (given, want) in
            [(0, "0"), (1, "1"), (1024, "1k"), (512 << 20, "512M"), (3 << 30, "3G"), (1500, "1500")]
        {
            assert_eq!(bytes(Bytes(given)).0, want);
        }
    }

    #[test]
    fn decimals_keep_their_digits() {
        assert!((decimal(0.1) - 0.1).abs() < f64::EPSILON);
        assert_eq!(decimal(0.1).to_string(), "0.1");
    }

    #[test]
    fn processors_have_at_most_nine_digits() {
        for (given, want) in [(0.5, "0.5"), (2.0, "2"), (0.1 + 0.2, "0.3"), (1e-10, "0")] {
            assert_eq!(cpus(given).0, want);
        }
    }
}
