//! From bytes to text.
//!
//! A YAML file is UTF-8, or UTF-16 with a byte order mark. The text keeps no mark, so that offsets
//! count from the first character that an editor shows.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules::{CONTROL_CHARACTER, INVALID_ENCODING};
use crate::source::{FileId, SourceMap, Span};

/// Control characters that are listed for one file; the rest is counted.
const MAX_REPORTED: usize = 10;

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text without byte order mark; what is no text in it is U+FFFD.
    pub text: Cow<'a, str>,
    /// The first fault, where the file is not text.
    pub fault: Option<Fault>,
}

/// Where a file stops being text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The byte offset of the fault in the decoded text, where a U+FFFD stands.
    pub at: usize,
    /// The encoding that the file was read as.
    pub encoding: &'static str,
}

/// Decodes a file.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => decode_utf8(rest),
        _ => decode_utf8(bytes),
    }
}

/// Decodes a file, adds it to the map and reports what is no text in it.
///
/// The second value tells whether the file can be used: one with a fault stays in the map only to be
/// shown.
pub fn add_file(
    sources: &mut SourceMap,
    path: impl Into<String>,
    bytes: &[u8],
    diagnostics: &mut Diagnostics,
) -> (FileId, bool) {
    let Decoded { text, fault } = decode(bytes);
    let file = sources.add(path, text);
    if let Some(fault) = fault {
        let start = u32::try_from(fault.at).unwrap_or(u32::MAX);
        let replaced = u32::try_from(char::REPLACEMENT_CHARACTER.len_utf8()).unwrap_or_default();
        let span = Span::new(file, start, start.saturating_add(replaced));
        let message = format!("the file is not valid {}", fault.encoding);
        diagnostics.push(
            Diagnostic::new(&INVALID_ENCODING, message)
                .at(span, "no character")
                .help("save the file as UTF-8"),
        );
    }
    (file, fault.is_none())
}

/// Reports the characters that the reference's YAML reader refuses: all controls but tab, line feed,
/// carriage return and next line, and the two that Unicode sets aside.
///
/// Returns whether there were any.
pub(super) fn report_control_characters(
    text: &str,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> bool {
    let mut refused = refused_characters(text);
    let listed: Vec<_> = refused.by_ref().take(MAX_REPORTED).collect();
    let more = refused.count();
    let found = !listed.is_empty();
    for (index, (at, character)) in listed.into_iter().enumerate() {
        let start = u32::try_from(at).unwrap_or(u32::MAX);
        let len = u32::try_from(character.len_utf8()).unwrap_or_default();
        let code = u32::from(character);
        let mut diagnostic = Diagnostic::new(
            &CONTROL_CHARACTER,
            format!("the character U+{code:04X} is not allowed in a YAML file"),
        )
        .at(Span::new(file, start, start + len), "control character")
        .help("remove it");
        if code <= 0xff {
            diagnostic = diagnostic
                .help(format!("write it as `\\x{code:02x}` in double quotes where it is meant"));
        }
        if more > 0 && index + 1 == MAX_REPORTED {
            diagnostic = diagnostic.note(format!("the file has {more} more such characters"));
        }
        diagnostics.push(diagnostic);
    }
    found
}

fn refused_characters(text: &str) -> impl Iterator<Item = (usize, char)> {
    const PIECE: usize = 64;
    // Only these bytes can begin a refused character, and hardly any file has them: a large one costs one
    // simple pass over its bytes.
    let begins = |byte: u8| match byte {
        b'\t' | b'\n' | b'\r' => false,
        0..0x20 | 0x7f | 0xc2 | 0xef => true,
        _ => false,
    };
    let pieces = text.as_bytes().chunks(PIECE).enumerate();
    let suspect = pieces.filter(move |(_, piece)| piece.iter().any(|byte| begins(*byte)));
    let candidates = suspect.flat_map(move |(index, piece)| {
        let bytes = piece.iter().enumerate().filter(move |(_, byte)| begins(**byte));
        bytes.map(move |(at, _)| index * PIECE + at)
    });
    candidates.filter_map(|at| {
        let character = text.get(at..)?.chars().next()?;
        is_refused(character).then_some((at, character))
    })
}

/// Whether the reference's reader refuses the character.
pub(super) fn is_refused(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' | '\u{85}' => false,
        '\u{fffe}' | '\u{ffff}' => true,
        other => other.is_control(),
    }
}

fn decode_utf8(bytes: &[u8]) -> Decoded<'_> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: Cow::Borrowed(text), fault: None },
        Err(error) => Decoded {
            text: String::from_utf8_lossy(bytes),
            fault: Some(Fault { at: error.valid_up_to(), encoding: "UTF-8" }),
        },
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded<'static> {
    let mut text = String::with_capacity(bytes.len());
    let mut fault = None;
    let (pairs, rest) = bytes.as_chunks::<2>();
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        if decoded.is_err() {
            fault.get_or_insert(text.len());
        }
        text.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !rest.is_empty() {
        fault.get_or_insert(text.len());
        text.push(char::REPLACEMENT_CHARACTER);
    }
    let fault = fault.map(|at| Fault { at, encoding: "UTF-16" });
    Decoded { text: Cow::Owned(text), fault }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> (String, Option<usize>) {
        let decoded = decode(bytes);
        (decoded.text.into_owned(), decoded.fault.map(|fault| fault.at))
    }

    #[test]
    fn marks_are_stripped() {
        assert_eq!(text(b"\xef\xbb\xbfa: \xc3\xbc"), ("a: ü".to_owned(), None));
        assert_eq!(text(b"\xff\xfea\0:\0"), ("a:".to_owned(), None));
        assert_eq!(text(b"\xfe\xff\0a\0:"), ("a:".to_owned(), None));
        assert_eq!(text(b""), (String::new(), None));
    }

    #[test]
    fn faults_are_located() {
        assert_eq!(text(b"a: \xffb"), ("a: \u{fffd}b".to_owned(), Some(3)));
        assert_eq!(text(b"\xff\xfea\0\0\xd8b\0"), ("a\u{fffd}b".to_owned(), Some(1)));
        assert_eq!(text(b"\xff\xfea\0b"), ("a\u{fffd}".to_owned(), Some(1)));
    }

    #[test]
    fn refuses_the_controls_of_the_reference() {
        let refused: Vec<_> =
            refused_characters("a\tb\r\n\u{85}\u{7f}\u{0}é\u{9f}\u{a0}\u{fffe}\u{fffd}\u{feff}")
                .map(|(_, character)| character)
                .collect();
        assert_eq!(refused, ['\u{7f}', '\u{0}', '\u{9f}', '\u{fffe}']);
    }
}
