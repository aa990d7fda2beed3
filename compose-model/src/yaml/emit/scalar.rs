//! Single values as text. The only file that knows serde-saphyr.
//!
//! Texts that are plain beyond doubt, which most are, are written as they are; how any other text is
//! quoted or laid out is for serde-saphyr to say. Whether it had to be asked changes no byte.

use serde::Serialize;
use serde::ser::Error as _;

use super::EmitError;

/// Whether the text needs no quotes as a value, to every reader and beyond doubt.
pub(super) fn is_plain_value(text: &str) -> bool {
    // Nothing blank is among the allowed bytes, so that only a last colon can end a key.
    is_plain(text, b":") && !text.ends_with(':')
}

/// Whether the text needs no quotes as a key, to every reader and beyond doubt.
pub(super) fn is_plain_key(text: &str) -> bool {
    is_plain(text, b"")
}

/// A first letter rules out numbers, dates and indicators; what remains are the words that stand for
/// other values, none of which is longer than `false`.
fn is_plain(text: &str, also: &[u8]) -> bool {
    const WORDS: &[&str] =
        &["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"];
    let bytes = text.as_bytes();
    bytes.first().is_some_and(|first| first.is_ascii_alphabetic() || *first == b'/')
        && bytes.iter().all(|byte| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'_' | b'.' | b'/' | b'-')
                || also.contains(byte)
        })
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
    const END: &str = ": null\n";
    let mut entry = document(&std::collections::BTreeMap::from([(text, ())]))?;
    if !entry.ends_with(END) {
        return Err(EmitError::custom("a key of several lines"));
    }
    entry.truncate(entry.len() - END.len());
    Ok(entry)
}
