//! Sizes in bytes.

use std::fmt;
use std::str::FromStr;

use super::number::{parse_float, parse_int};
use super::{SyntaxError, quote};

/// A number of bytes; `-1` means unlimited where an attribute allows it.
///
/// Compose specification: "Specifying byte values". It is displayed as a decimal number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(pub i64);

/// Why a text is not a size.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BytesFault {
    /// No number at the start.
    #[error("{} is not a size", quote(.0))]
    NotASize(String),
    /// Not a unit after the number.
    #[error("`{0}` is not a unit of size")]
    UnknownUnit(String),
    /// More than 64 bits hold.
    #[error("`{0}` is too large for a size")]
    TooLarge(String),
}

/// Why and where a text is not a size.
pub type BytesError = SyntaxError<BytesFault>;

/// Reads a size: an integer, or a number with a unit `b`, `k`, `m`, `g`, `t` or `p` in any case, which
/// may be followed by `b` or `ib` and preceded by one space. All units are powers of 1024. A fraction
/// of a byte is cut off.
impl FromStr for Bytes {
    type Err = BytesError;

    fn from_str(text: &str) -> Result<Self, BytesError> {
        if let Ok(number) = parse_int(text) {
            return Ok(Self(number));
        }
        let not_a_size = || SyntaxError::whole(BytesFault::NotASize(text.to_owned()), text);
        let last = text
            .rfind(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' '))
            .ok_or_else(not_a_size)?;
        let unit_start = last + 1;
        let number_end = if text.as_bytes()[last] == b' ' { last } else { unit_start };
        let number = parse_float(&text[..number_end]).map_err(|_| not_a_size())?;
        if number < 0.0 || number.is_nan() {
            return Err(not_a_size());
        }
        let unit = &text[unit_start..];
        let factor = factor(unit).ok_or_else(|| {
            SyntaxError::new(BytesFault::UnknownUnit(unit.to_owned()), unit_start..text.len())
        })?;
        let bytes = number * factor;
        // 2^63 is the first number that no i64 holds, and a double holds it exactly.
        if bytes >= 9_223_372_036_854_775_808.0 {
            return Err(SyntaxError::whole(BytesFault::TooLarge(text.to_owned()), text));
        }
        // The range is checked; cutting the fraction off is the rule.
        #[allow(clippy::cast_possible_truncation)]
        Ok(Self(bytes as i64))
    }
}

fn factor(unit: &str) -> Option<f64> {
    let unit = unit.to_ascii_lowercase();
    let mut letters = unit.chars();
    let power = match letters.next() {
        None => 0,
        Some('b') => return letters.next().is_none().then_some(1.0),
        Some('k') => 1,
        Some('m') => 2,
        Some('g') => 3,
        Some('t') => 4,
        Some('p') => 5,
        Some(_) => return None,
    };
    matches!(letters.as_str(), "" | "b" | "ib").then(|| 1024f64.powi(power))
}

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn units_are_powers_of_1024() {
        for (text, want) in [
            ("0", 0),
            ("-1", -1),
            ("100", 100),
            ("1024b", 1024),
            ("2K", 2 << 10),
            ("512m", 512 << 20),
            ("1.5G", 3 << 29),
            ("64MB", 64 << 20),
            ("64MiB", 64 << 20),
            ("1 GB", 1 << 30),
            ("1T", 1 << 40),
            ("1p", 1 << 50),
            ("1.9", 1),
            ("1 ", 1),
            (".5k", 512),
            ("1_000k", 1_024_000),
        ] {
            assert_eq!(text.parse(), Ok(Bytes(want)), "{text}");
        }
    }

    #[test]
    fn faults_are_where_they_stand() {
        for (text, at, message) in [
            ("lots", 0..4, "`lots` is not a size"),
            ("", 0..0, "empty text is not a size"),
            ("-1m", 0..3, "`-1m` is not a size"),
            ("1  g", 0..4, "`1  g` is not a size"),
            ("0x10", 0..4, "`0x10` is not a size"),
            ("10gg", 2..4, "`gg` is not a unit of size"),
            ("10bb", 2..4, "`bb` is not a unit of size"),
            ("1 kibi", 2..6, "`kibi` is not a unit of size"),
            ("1000000p", 0..8, "`1000000p` is too large for a size"),
        ] {
            let error = text.parse::<Bytes>().unwrap_err();
            assert_eq!((error.at.clone(), error.to_string().as_str()), (at, message), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back(bytes: i64) {
            prop_assert_eq!(Bytes(bytes).to_string().parse(), Ok(Bytes(bytes)));
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC*") {
            let _ = text.parse::<Bytes>();
        }
    }
}
