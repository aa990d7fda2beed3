//! Numbers in text, as the reference loader reads them from strings.
//!
//! These are not YAML's numbers: there is no octal and no hexadecimal, and only numbers with a
//! fraction may have underscores between their digits.

use std::borrow::Cow;
use std::str::FromStr;

use super::{SyntaxError, quote};

/// Why a text is not a number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    /// Something other than a sign and decimal digits.
    #[error("{} is not an integer", quote(.0))]
    NotAnInteger(String),
    /// Something other than a decimal number with fraction and exponent.
    #[error("{} is not a number", quote(.0))]
    NotANumber(String),
    /// The number does not fit into 64 bits.
    #[error("`{0}` is out of range")]
    OutOfRange(String),
}

/// Why and where a text is not a number.
pub type NumberError = SyntaxError<NumberFault>;

/// Reads a decimal integer: an optional sign and digits, leading zeros allowed (`010` is ten).
///
/// # Errors
/// When there is anything else, or more than 64 bits.
pub fn parse_int(text: &str) -> Result<i64, NumberError> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(SyntaxError::whole(NumberFault::NotAnInteger(text.to_owned()), text));
    }
    // The digits are checked, so only the size can be wrong.
    text.parse().map_err(|_| SyntaxError::whole(NumberFault::OutOfRange(text.to_owned()), text))
}

/// Reads a decimal number with optional fraction and exponent. Underscores may stand between digits.
///
/// # Errors
/// When there is anything else, infinity and `nan` included, or a number too large for a double.
pub fn parse_float(text: &str) -> Result<f64, NumberError> {
    float(text, f64::is_finite)
}

/// Reads the nearest number of single precision, as [`parse_float`] does for double precision.
///
/// # Errors
/// When there is anything else, or a number too large for single precision.
pub fn parse_float32(text: &str) -> Result<f32, NumberError> {
    float(text, f32::is_finite)
}

fn float<F: FromStr + Copy>(text: &str, is_finite: fn(F) -> bool) -> Result<F, NumberError> {
    let number = without_underscores(text).and_then(|digits| digits.parse::<F>().ok());
    let Some(number) = number else {
        return Err(SyntaxError::whole(NumberFault::NotANumber(text.to_owned()), text));
    };
    if is_finite(number) {
        return Ok(number);
    }
    // Infinity is written without digits; with them it is what became of a number.
    let has_digits = text.bytes().any(|b| b.is_ascii_digit());
    let fault = if has_digits { NumberFault::OutOfRange } else { NumberFault::NotANumber };
    Err(SyntaxError::whole(fault(text.to_owned()), text))
}

/// The text without the underscores between digits; nothing where one stands elsewhere.
fn without_underscores(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('_') {
        return Some(Cow::Borrowed(text));
    }
    let is_edge = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_digit());
    let mut parts = text.split('_');
    let mut digits = parts.next()?.to_owned();
    for part in parts {
        if is_edge(digits.chars().next_back()) || is_edge(part.chars().next()) {
            return None;
        }
        digits.push_str(part);
    }
    Some(Cow::Owned(digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_decimal() {
        for (text, want) in [("0", 0), ("-1", -1), ("+7", 7), ("010", 10), ("-0", 0)] {
            assert_eq!(parse_int(text), Ok(want), "{text}");
        }
        for text in ["", "-", "+-1", "1_000", "0x10", "1.5", " 1", "1 ", "va", "١"] {
            let error = parse_int(text).unwrap_err();
            assert_eq!(error.fault, NumberFault::NotAnInteger(text.to_owned()), "{text}");
        }
        assert_eq!(parse_int("9223372036854775807"), Ok(i64::MAX));
        assert_eq!(
            parse_int("9223372036854775808").unwrap_err().to_string(),
            "`9223372036854775808` is out of range"
        );
    }

    #[test]
    fn floats_have_fractions_and_exponents() {
        for (text, want) in
            [("0.5", 0.5), (".5", 0.5), ("5.", 5.0), ("1e-1", 0.1), ("+2", 2.0), ("1_0.5_5", 10.55)]
        {
            assert_eq!(parse_float(text), Ok(want), "{text}");
        }
        for text in ["", ".", "e", "_1", "1_", "1__0", "1_.5", "0x10", "1 ", "Inf", "nan"] {
            assert!(parse_float(text).is_err(), "{text}");
        }
        assert!(matches!(parse_float("1e400").unwrap_err().fault, NumberFault::OutOfRange(_)));
    }
}
