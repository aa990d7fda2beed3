//! Durations.

use std::fmt;
use std::str::FromStr;

use super::{SyntaxError, quote};

/// A duration in nanoseconds, as Go has it.
///
/// Compose specification: "Specifying durations". It is displayed as Go displays it: `1h30m0s`, `1.5s`,
/// `300ms`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(pub i64);

/// Why a text is not a duration.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DurationFault {
    /// Not a number where one must stand.
    #[error("{} is not a duration", quote(.0))]
    NotADuration(String),
    /// A number without a unit.
    #[error("the duration `{0}` has a number without a unit")]
    MissingUnit(String),
    /// Letters that are no unit.
    #[error("`{0}` is not a unit of time")]
    UnknownUnit(String),
    /// White space between a number and its unit, or between two parts.
    #[error("the duration `{0}` has a space in it")]
    Space(String),
    /// More than 292 years.
    #[error("the duration `{0}` is too long")]
    TooLong(String),
}

/// Why and where a text is not a duration.
pub type DurationError = SyntaxError<DurationFault>;

const SECOND: u64 = 1_000_000_000;

impl Duration {
    /// Whole seconds, rounded up.
    pub fn seconds_ceil(self) -> i64 {
        self.0.div_euclid(1_000_000_000) + i64::from(self.0.rem_euclid(1_000_000_000) != 0)
    }
}

/// Reads a duration: an optional sign, then numbers with a unit each, `1h30m`, `1.5s`. Units are `ns`,
/// `us`, `µs`, `ms`, `s`, `m`, `h`, `d` (24 hours) and `w` (7 days). A `0` needs no unit.
impl FromStr for Duration {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Self, DurationError> {
        let whole =
            |fault: fn(String) -> DurationFault| SyntaxError::whole(fault(text.to_owned()), text);
        let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
        if unsigned == "0" {
            return Ok(Self(0));
        }
        if unsigned.is_empty() {
            return Err(whole(DurationFault::NotADuration));
        }
        let mut total: u64 = 0;
        let mut rest = unsigned;
        while !rest.is_empty() {
            let at = text.len() - rest.len();
            let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let integer = &rest[..rest.len() - digits.len()];
            let mut fraction = "";
            let mut after = digits;
            if let Some(decimals) = digits.strip_prefix('.') {
                after = decimals.trim_start_matches(|c: char| c.is_ascii_digit());
                fraction = &decimals[..decimals.len() - after.len()];
            }
            if integer.is_empty() && fraction.is_empty() {
                let fault = DurationFault::NotADuration(text.to_owned());
                return Err(SyntaxError::new(fault, at..text.len()));
            }
            let unit_at = text.len() - after.len();
            rest = after.trim_start_matches(|c: char| c != '.' && !c.is_ascii_digit());
            let unit = &after[..after.len() - rest.len()];
            if unit.is_empty() {
                let fault = DurationFault::MissingUnit(text.to_owned());
                return Err(SyntaxError::new(fault, at..unit_at));
            }
            let Some(unit_nanos) = nanoseconds(unit) else {
                let fault = if unit.contains(char::is_whitespace) {
                    DurationFault::Space(text.to_owned())
                } else {
                    DurationFault::UnknownUnit(unit.to_owned())
                };
                return Err(SyntaxError::new(fault, unit_at..unit_at + unit.len()));
            };
            let part = multiply(integer, fraction, unit_nanos);
            total = part
                .and_then(|part| total.checked_add(part))
                .filter(|total| i64::try_from(*total).is_ok())
                .ok_or_else(|| whole(DurationFault::TooLong))?;
        }
        // The sum is at most i64::MAX.
        let nanos = total.cast_signed();
        Ok(Self(if text.starts_with('-') { -nanos } else { nanos }))
    }
}

fn nanoseconds(unit: &str) -> Option<u64> {
    Some(match unit {
        "ns" => 1,
        // The micro sign and the Greek letter.
        "us" | "\u{b5}s" | "\u{3bc}s" => 1_000,
        "ms" => 1_000_000,
        "s" => SECOND,
        "m" => 60 * SECOND,
        "h" => 3_600 * SECOND,
        "d" => 86_400 * SECOND,
        "w" => 604_800 * SECOND,
        _ => return None,
    })
}

/// `integer.fraction` times `unit`, without the part of a nanosecond.
fn multiply(integer: &str, fraction: &str, unit: u64) -> Option<u64> {
    let whole = integer
        .bytes()
        .try_fold(0u64, |n, digit| n.checked_mul(10)?.checked_add(u64::from(digit - b'0')))?;
    // Digits beyond the eighteenth are below a nanosecond of any unit.
    let decimals = &fraction[..fraction.len().min(18)];
    let (numerator, denominator) = decimals
        .bytes()
        .fold((0u128, 1u128), |(n, d), digit| (n * 10 + u128::from(digit - b'0'), d * 10));
    let below = u64::try_from(numerator * u128::from(unit) / denominator).ok()?;
    whole.checked_mul(unit)?.checked_add(below)
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.0.unsigned_abs();
        if self.0 < 0 {
            f.write_str("-")?;
        }
        let (unit, name) = match nanos {
            0 => return f.write_str("0s"),
            1..1_000 => (1, "ns"),
            1_000..1_000_000 => (1_000, "µs"),
            1_000_000..SECOND => (1_000_000, "ms"),
            _ => {
                let (minutes, rest) = (nanos / (60 * SECOND), nanos % (60 * SECOND));
                if minutes >= 60 {
                    write!(f, "{}h", minutes / 60)?;
                }
                if minutes > 0 {
                    write!(f, "{}m", minutes % 60)?;
                }
                return decimal(f, rest, SECOND, "s");
            }
        };
        decimal(f, nanos, unit, name)
    }
}

fn decimal(f: &mut fmt::Formatter<'_>, nanos: u64, unit: u64, name: &str) -> fmt::Result {
    write!(f, "{}", nanos / unit)?;
    if !nanos.is_multiple_of(unit) {
        let width = unit.ilog10() as usize;
        let fraction = format!("{:0width$}", nanos % unit);
        write!(f, ".{}", fraction.trim_end_matches('0'))?;
    }
    f.write_str(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn durations_are_printed_as_go_prints_them() {
        for (text, want) in [
            ("0", "0s"),
            ("0s", "0s"),
            ("-5s", "-5s"),
            ("90s", "1m30s"),
            ("1h30m", "1h30m0s"),
            ("1d2h", "26h0m0s"),
            ("1w", "168h0m0s"),
            ("1.5s", "1.5s"),
            (".5s", "500ms"),
            ("1.s", "1s"),
            ("300ms", "300ms"),
            ("1500us", "1.5ms"),
            ("1µs", "1µs"),
            ("1μs", "1µs"),
            ("1ns", "1ns"),
            ("1h0.000000001s", "1h0m0.000000001s"),
            ("+2m", "2m0s"),
            ("0.00000000001s", "0s"),
        ] {
            let duration: Duration = text.parse().expect(text);
            assert_eq!(duration.to_string(), want, "{text}");
        }
        assert_eq!(Duration(i64::MIN).to_string(), "-2562047h47m16.854775808s");
    }

    #[test]
    fn faults_are_where_they_stand() {
        for (text, at, message) in [
            ("", 0..0, "empty text is not a duration"),
            ("-", 0..1, "`-` is not a duration"),
            ("abc", 0..3, "`abc` is not a duration"),
            ("10", 0..2, "the duration `10` has a number without a unit"),
            ("1m30", 2..4, "the duration `1m30` has a number without a unit"),
            ("1m .5s", 1..3, "the duration `1m .5s` has a space in it"),
            ("5 s", 1..3, "the duration `5 s` has a space in it"),
            ("1y", 1..2, "`y` is not a unit of time"),
            (".s", 0..2, "`.s` is not a duration"),
            ("20000w", 0..6, "the duration `20000w` is too long"),
        ] {
            let error = text.parse::<Duration>().unwrap_err();
            assert_eq!((error.at.clone(), error.to_string().as_str()), (at, message), "{text}");
        }
    }

    #[test]
    fn seconds_are_rounded_up() {
        assert_eq!(Duration(1).seconds_ceil(), 1);
        assert_eq!(Duration(2_000_000_000).seconds_ceil(), 2);
        assert_eq!(Duration(-1).seconds_ceil(), 0);
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(nanos in i64::MIN + 1..) {
            prop_assert_eq!(Duration(nanos).to_string().parse(), Ok(Duration(nanos)));
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "[-+0-9.nuµmshdw ]{0,12}|\\PC*") {
            let _ = text.parse::<Duration>();
        }
    }
}
