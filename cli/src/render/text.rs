//! Text of the user's files on a terminal.

use std::borrow::Cow;

/// Text in which nothing can move the cursor, change colours or turn the direction of writing.
/// Line breaks and tabs stay.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| !matches!(c, '\n' | '\t') && unprintable(c)) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|c| match c {
        '\n' | '\t' => c,
        c => visible(c),
    });
    Cow::Owned(shown.collect())
}

/// More characters of a message than this are the user's own text, which the source shows anyway.
const LONG: usize = 400;

/// As [`printable`], on one line, and not without end.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if let Some((at, _)) = text.char_indices().nth(LONG) {
        // What follows the user's text says what is wrong with it, so the end stays.
        let tail = text.char_indices().rev().nth(LONG / 2).map_or(at, |(tail, _)| tail.max(at));
        let head = text[..at].chars().take(LONG / 2);
        let shown = head.chain(['…']).chain(text[tail..].chars());
        return Cow::Owned(shown.map(visible).collect());
    }
    if text.contains(unprintable) {
        Cow::Owned(text.chars().map(visible).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// A line of a file: as [`one_line`], but with every character as many bytes long as it was, so that
/// places in it stay right.
pub(super) fn source_line(line: &str) -> Cow<'_, str> {
    // The renderer makes pictures of the others itself, and expands tabs.
    let shown = |c: char| if is_c1(c) { '·' } else { c };
    if line.contains(is_c1) { Cow::Owned(line.chars().map(shown).collect()) } else { line.into() }
}

fn visible(c: char) -> char {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('�'),
        '\u{7f}' => '␡',
        c if unprintable(c) => '�',
        c => c,
    }
}

fn unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

fn is_c1(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_survives() {
        let hostile: String = (0..0x3000).filter_map(char::from_u32).collect();
        for from in 0..hostile.len() / 100 {
            let part: String = hostile.chars().skip(from * 100).take(100).collect();
            assert!(!one_line(&part).contains(unprintable));
        }
        assert!(!printable(&hostile).contains(|c| !"\n\t".contains(c) && unprintable(c)));
        assert_eq!(one_line("a\u{1b}[31mb\n"), "a␛[31mb␊");
    }

    #[test]
    fn long_messages_lose_their_middle() {
        let message = format!("`{}` is not an integer", "9".repeat(10_000));
        let shown = one_line(&message);
        assert!(shown.starts_with("`999") && shown.ends_with("9` is not an integer"));
        assert!(shown.contains('…') && shown.chars().count() <= LONG + 2);
        let just = "ü".repeat(LONG);
        assert_eq!(one_line(&just), just);
        assert!(one_line(&(just + "ü")).contains('…'));
    }

    #[test]
    fn lines_keep_their_places() {
        let line = "a\u{9b}31m: ü";
        let shown = source_line(line);
        assert_eq!(shown.len(), line.len());
        assert!(!shown.contains('\u{9b}'));
    }
}
