//! Single values as text. The only file that knows serde-saphyr.
//!
//! Texts that are plain beyond doubt, which most are, are written as they are, and so are the lines of
//! scripts; how any other text is quoted or laid out is for serde-saphyr to say. Whether it had to be
//! asked changes no byte.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::Error as _;

use super::EmitError;

/// Bytes that a plain text may hold as a key and as a value.
const ANYWHERE: u8 = 1;
/// Bytes that a plain text may hold as a value.
const IN_VALUES: u8 = 2;
/// Bytes that a plain text may begin with: no number, date or indicator does.
const FIRST: u8 = 4;

/// What each byte is good for. Nothing blank is: only a last colon can end a key.
const BYTES: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'/' => FIRST | ANYWHERE | IN_VALUES,
            b'0'..=b'9' | b'_' | b'.' | b'-' => ANYWHERE | IN_VALUES,
            b':' | b'=' => IN_VALUES,
            _ => 0,
        };
        byte += 1;
    }
    table
};

/// Whether the text needs no quotes as a value, to every reader and beyond doubt.
pub(super) fn is_plain_value(text: &str) -> bool {
    // An option, but nothing that may be a number: `-f`.
    let rest = text.strip_prefix('-').unwrap_or(text);
    (is_plain(rest, IN_VALUES) && text.as_bytes().last() != Some(&b':')) || is_quantity(text)
}

/// Whether the text is a number with a unit of Kubernetes, which no reader takes for a number.
fn is_quantity(text: &str) -> bool {
    const UNITS: &[&str] = &["m", "Ki", "Mi", "Gi", "Ti"];
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.len() > unit.len() && !text.starts_with('0') && UNITS.contains(&unit)
}

/// Whether the text is written as a block with `|` beyond doubt.
pub(super) fn is_block(text: &str) -> bool {
    let Some(lines) = text.strip_suffix('\n') else { return false };
    let mut before = b'\n';
    // A blank at the beginning or at an end, and a further line end, have rules of their own.
    let is_usual = |byte: u8| {
        let ends_badly = byte == b'\n' && before == b' ';
        before = byte;
        matches!(byte, b' '..=b'~' | b'\n') && !ends_badly
    };
    !lines.starts_with([' ', '\n'])
        && !lines.ends_with([' ', '\n'])
        && lines.contains('\n')
        && lines.bytes().all(is_usual)
}

/// Whether the text needs no quotes as a key, to every reader and beyond doubt.
pub(super) fn is_plain_key(text: &str) -> bool {
    is_plain(text, ANYWHERE)
}

/// What is left to rule out are the words that stand for other values, none longer than `false`.
fn is_plain(text: &str, place: u8) -> bool {
    const WORDS: &[&str] =
        &["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"];
    let good_for = |byte: &u8| BYTES[usize::from(*byte)];
    let bytes = text.as_bytes();
    // Most texts are plain to their end: no byte decides anything before the last one is seen.
    bytes.first().is_some_and(|first| good_for(first) & FIRST != 0)
        && bytes.iter().fold(place, |all, byte| all & good_for(byte)) != 0
        && (text.len() > 5 || !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)))
}

/// The value as a document of its own, with a line end: in quotes where it needs them, and the lines
/// of a block in column two.
pub(super) fn document<T: Serialize + ?Sized>(value: &T) -> Result<String, EmitError> {
    let options = serde_saphyr::ser_options! {
        // Blocks with `>` change the text for readers that differ in how they fold.
        folded_wrap_chars: usize::MAX,
    };
    let mut text = String::new();
    serde_saphyr::to_fmt_writer_with_options(&mut text, &value, options)
        .map_err(EmitError::custom)?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

/// The text as [`document`] has it. A block that begins with a tab is one that libyaml and go-yaml
/// refuse, as they look for the indentation there: such a text is in double quotes.
pub(super) fn text(text: &str) -> Result<String, EmitError> {
    if text.trim_start_matches([' ', '\n']).starts_with('\t') {
        document(&serde_saphyr::DoubleQuoted(text))
    } else {
        document(text)
    }
}

/// The text as a key, in quotes where it needs them.
pub(super) fn key(text: &str) -> Result<String, EmitError> {
    const END: &str = ": 0\n";
    let mut entry = document(&BTreeMap::from([(text, 0_u8)]))?;
    if !entry.ends_with(END) {
        return Err(EmitError::custom("a key of several lines"));
    }
    entry.truncate(entry.len() - END.len());
    Ok(entry)
}
