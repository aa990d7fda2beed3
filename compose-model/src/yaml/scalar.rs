//! What a plain scalar means, as the reference loader's YAML reader sees it.
//!
//! The table is that of go.yaml.in/yaml v4, which is neither YAML 1.1 nor 1.2: `yes` is a string,
//! `0755` is octal, `1_000` is a thousand, `22:22` is a string and `2001-01-01` is a date.

use std::fmt::Write as _;

use super::node::{Number, Scalar, Style};
use super::timestamp::Timestamp;

/// What a scalar stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Resolved<'a> {
    /// Nothing.
    Null,
    /// A truth value.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A date, which Compose sees as a string in Go's own form.
    Timestamp(Timestamp),
    /// A string.
    String(&'a str),
}

/// The kind of a value, for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    Null,
    /// A truth value.
    Bool,
    /// A whole number.
    Integer,
    /// A number that is not written as a whole one.
    Float,
    /// A date.
    Timestamp,
    /// A string.
    String,
}

impl Kind {
    /// The kind with its article: `an integer`.
    pub fn with_article(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool => "a boolean",
            Self::Integer => "an integer",
            Self::Float => "a number",
            Self::Timestamp => "a date",
            Self::String => "a string",
        }
    }
}

impl Resolved<'_> {
    /// The kind of the value.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Null => Kind::Null,
            Self::Bool(_) => Kind::Bool,
            Self::Number(Number::Float(_)) => Kind::Float,
            Self::Number(_) => Kind::Integer,
            Self::Timestamp(_) => Kind::Timestamp,
            Self::String(_) => Kind::String,
        }
    }

    /// The value as Go's `fmt.Sprint` writes it, which is how Compose turns values into text;
    /// null is empty here, because each place of a Compose file has its own rule for it.
    pub fn to_text(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Bool(value) => value.to_string(),
            Self::Number(number) => format_number(*number),
            Self::Timestamp(timestamp) => timestamp.to_string(),
            Self::String(text) => (*text).to_owned(),
        }
    }
}

impl Scalar {
    /// What the scalar stands for.
    pub fn resolve(&self) -> Resolved<'_> {
        match self {
            Self::Text { text, style: Style::Quoted } => Resolved::String(text),
            Self::Text { text, style: Style::Plain } => resolve_plain(text),
            Self::Null => Resolved::Null,
            Self::Bool(value) => Resolved::Bool(*value),
            Self::Number(number) => Resolved::Number(*number),
        }
    }
}

/// What text without quotes stands for.
pub fn resolve_plain(text: &str) -> Resolved<'_> {
    // The first byte rules most strings out: that is what keeps large files cheap.
    let Some(first) = text.bytes().next() else { return Resolved::Null };
    let resolved = match first {
        b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' => resolve_word(text),
        b'.' => resolve_dot(text),
        b'+' | b'-' | b'0'..=b'9' => resolve_number(text),
        _ => None,
    };
    resolved.unwrap_or(Resolved::String(text))
}

/// Whether text without quotes is the merge key.
pub(super) fn is_merge_key(text: &str) -> bool {
    text == "<<"
}

fn resolve_word(text: &str) -> Option<Resolved<'static>> {
    match text {
        "~" | "null" | "Null" | "NULL" => Some(Resolved::Null),
        "true" | "True" | "TRUE" => Some(Resolved::Bool(true)),
        "false" | "False" | "FALSE" => Some(Resolved::Bool(false)),
        _ => None,
    }
}

fn resolve_dot(text: &str) -> Option<Resolved<'static>> {
    match text {
        ".nan" | ".NaN" | ".NAN" => return Some(float(f64::NAN)),
        ".inf" | ".Inf" | ".INF" => return Some(float(f64::INFINITY)),
        _ => {}
    }
    // Underscores count here as in Go's literals: only between two digits.
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let misplaced =
        |(at, byte): (usize, &u8)| *byte == b'_' && !(at > 0 && digit(at - 1) && digit(at + 1));
    if bytes.iter().enumerate().any(misplaced) {
        return None;
    }
    parse_float(&text.replace('_', ""))
}

fn resolve_number(text: &str) -> Option<Resolved<'_>> {
    match text {
        "+.inf" | "+.Inf" | "+.INF" => return Some(float(f64::INFINITY)),
        "-.inf" | "-.Inf" | "-.INF" => return Some(float(f64::NEG_INFINITY)),
        "-0" | "-0.0" => return Some(float(-0.0)),
        _ => {}
    }
    if let Some(timestamp) = Timestamp::parse(text) {
        return Some(Resolved::Timestamp(timestamp));
    }
    let without_underscores;
    let digits = if text.contains('_') {
        without_underscores = text.replace('_', "");
        without_underscores.as_str()
    } else {
        text
    };
    parse_integer(digits).map(Resolved::Number).or_else(|| parse_float(digits))
}

fn float(value: f64) -> Resolved<'static> {
    Resolved::Number(Number::Float(value))
}

/// An integer as Go's `ParseInt` with base 0 reads it: a sign, and a prefix for the base, where a
/// zero alone means octal.
fn parse_integer(text: &str) -> Option<Number> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (radix, digits) = match digits.as_bytes() {
        [b'0', b'x' | b'X', ..] => (16, &digits[2..]),
        [b'0', b'o' | b'O', ..] => (8, &digits[2..]),
        [b'0', b'b' | b'B', ..] => (2, &digits[2..]),
        [b'0', _, ..] => (8, &digits[1..]),
        _ => (10, digits),
    };
    // `from_str_radix` takes a sign of its own, which may not follow a prefix.
    if !digits.bytes().next()?.is_ascii_alphanumeric() {
        return None;
    }
    let magnitude = u64::from_str_radix(digits, radix).ok()?;
    match (negative, i64::try_from(magnitude)) {
        (false, Ok(value)) => Some(Number::Int(value)),
        (true, Ok(value)) => Some(Number::Int(-value)),
        (true, Err(_)) if magnitude == i64::MIN.unsigned_abs() => Some(Number::Int(i64::MIN)),
        (true, Err(_)) => None,
        // Go's unsigned parser takes no sign.
        (false, Err(_)) => (!text.starts_with('+')).then_some(Number::Uint(magnitude)),
    }
}

/// A float with digits, at most one dot and an exponent; anything that Rust would also read as one
/// (`infinity`) is not among them. Too large a number stays a string.
fn parse_float(text: &str) -> Option<Resolved<'static>> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (&unsigned[..at], Some(&unsigned[at + 1..])),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let has_digits = !(whole.is_empty() && fraction.is_empty());
    let exponent_ok = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    if !(has_digits && digits(whole) && digits(fraction) && exponent_ok) {
        return None;
    }
    text.parse().ok().filter(|value: &f64| value.is_finite()).map(float)
}

/// A number as Go's `fmt.Sprint` writes it.
pub fn format_number(number: Number) -> String {
    match number {
        Number::Int(value) => value.to_string(),
        Number::Uint(value) => value.to_string(),
        Number::Float(value) => format_float(value),
    }
}

/// A float as Go's `%v` writes it: the shortest digits that give the same number, with an exponent
/// (of two digits at least) below 1e-4 and from 1e6.
fn format_float(value: f64) -> String {
    if value.is_nan() {
        return "NaN".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "+Inf" } else { "-Inf" }.to_owned();
    }
    // Rust's `{:e}` gives the shortest digits, as Go's algorithm does.
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if value == 0.0 || (-4..6).contains(&exponent) {
        return format!("{value}");
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    let mut text = mantissa.to_owned();
    // Writing into a string cannot fail.
    let _ = write!(text, "e{sign}{:02}", exponent.unsigned_abs());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let resolved = resolve_plain(text);
        format!("{:?} {}", resolved.kind(), resolved.to_text())
    }

    #[test]
    fn plain_text_resolves_as_in_the_reference() {
        // Checked by hand against `kubectl kustomize`, whose reader is the same family (and differs
        // in `-0`, which is an integer there).
        for (text, want) in [
            ("", "Null "),
            ("~", "Null "),
            ("Null", "Null "),
            ("nULL", "String nULL"),
            ("nil", "String nil"),
            ("true", "Bool true"),
            ("TRUE", "Bool true"),
            ("tRUE", "String tRUE"),
            ("False", "Bool false"),
            ("yes", "String yes"),
            ("on", "String on"),
            ("y", "String y"),
            ("0", "Integer 0"),
            ("+1", "Integer 1"),
            ("-0", "Float -0"),
            ("-0.0", "Float -0"),
            ("-00", "Integer 0"),
            ("0755", "Integer 493"),
            ("08", "Float 8"),
            ("0_8", "Float 8"),
            ("08.5", "Float 8.5"),
            ("0o17", "Integer 15"),
            ("0O17", "Integer 15"),
            ("0o8", "String 0o8"),
            ("0x1F", "Integer 31"),
            ("+0x1F", "Integer 31"),
            ("0X1f", "Integer 31"),
            ("0x_1F", "Integer 31"),
            ("0x", "String 0x"),
            ("0x-1", "String 0x-1"),
            ("0b101", "Integer 5"),
            ("-0b11", "Integer -3"),
            ("0b", "String 0b"),
            ("0x1p4", "String 0x1p4"),
            ("1_000", "Integer 1000"),
            ("1__0", "Integer 10"),
            ("_1", "String _1"),
            ("-_1", "Integer -1"),
            ("1_0.5_0", "Float 10.5"),
            (".1_0", "Float 0.1"),
            ("._1", "String ._1"),
            (".1_", "String .1_"),
            ("1.", "Float 1"),
            (".5", "Float 0.5"),
            (".5e3", "Float 500"),
            (".", "String ."),
            ("-", "String -"),
            ("+", "String +"),
            ("1.e3", "Float 1000"),
            ("1e3", "Float 1000"),
            ("1e", "String 1e"),
            ("1.2.3", "String 1.2.3"),
            ("1e400", "String 1e400"),
            ("-infinity", "String -infinity"),
            (".inf", "Float +Inf"),
            ("-.INF", "Float -Inf"),
            ("+.Inf", "Float +Inf"),
            (".NaN", "Float NaN"),
            (".nAn", "String .nAn"),
            ("9223372036854775807", "Integer 9223372036854775807"),
            ("-9223372036854775808", "Integer -9223372036854775808"),
            ("18446744073709551615", "Integer 18446744073709551615"),
            ("18446744073709551616", "Float 1.8446744073709552e+19"),
            ("22:22", "String 22:22"),
            ("12:30:45", "String 12:30:45"),
            ("2001-01-01", "Timestamp 2001-01-01 00:00:00 +0000 UTC"),
            ("2001-13-01", "String 2001-13-01"),
            ("3.10", "Float 3.1"),
            ("1ü", "String 1ü"),
            ("0ü", "String 0ü"),
        ] {
            assert_eq!(show(text), want, "{text:?}");
        }
    }

    #[test]
    fn floats_are_written_as_go_writes_them() {
        for (value, want) in [
            (1e3, "1000"),
            (1.5, "1.5"),
            (123_456.5, "123456.5"),
            (1e5, "100000"),
            (1e6, "1e+06"),
            (1_000_000.5, "1.0000005e+06"),
            (123_456_789.0, "1.23456789e+08"),
            (1e20, "1e+20"),
            (1e21, "1e+21"),
            (6.02e23, "6.02e+23"),
            (1e-4, "0.0001"),
            (1e-5, "1e-05"),
            (1.25e-7, "1.25e-07"),
            (1e-100, "1e-100"),
            (f64::MAX, "1.7976931348623157e+308"),
        ] {
            assert_eq!(format_float(value), want);
        }
    }
}
