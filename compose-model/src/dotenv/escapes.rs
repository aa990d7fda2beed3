//! Backslashes within double quotes.

/// Replaces `\a`, `\b`, `\f`, `\n`, `\r`, `\t`, `\v`, `\\` and octal bytes (`\0123`); `\$` becomes `$$`,
/// so that no variable begins there. Other backslashes stay.
pub(super) fn expand(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        result.push_str(&rest[..at]);
        let (replacement, length) = escape(&rest[at + 1..]);
        match replacement {
            Replacement::Char(char) => result.push(char),
            Replacement::Text(text) => result.push_str(text),
        }
        rest = &rest[at + 1 + length..];
    }
    result.push_str(rest);
    result
}

enum Replacement<'t> {
    Char(char),
    Text(&'t str),
}

/// What a backslash and the text behind it become, and how many bytes of that text belong to it.
fn escape(after: &str) -> (Replacement<'_>, usize) {
    let char = match after.bytes().next() {
        Some(b'a') => '\u{7}',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'v') => '\u{b}',
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'$') => return (Replacement::Text("$$"), 1),
        Some(b'0') => return octal(after),
        _ => return (Replacement::Char('\\'), 0),
    };
    (Replacement::Char(char), 1)
}

/// `\0` and three octal digits are the character of that number. With fewer digits the reference
/// loader keeps the backslash and the digits and loses the zero.
fn octal(after: &str) -> (Replacement<'_>, usize) {
    let digits = after[1..].bytes().take(3).take_while(u8::is_ascii_digit).count();
    let code = &after[1..=digits];
    match u8::from_str_radix(code, 8) {
        Ok(number) if digits == 3 => (Replacement::Char(char::from(number)), 4),
        _ => (Replacement::Char('\\'), 1),
    }
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn escapes() {
        for (text, want) in [
            ("plain", "plain"),
            (r"a\nb\t", "a\nb\t"),
            (r"\\n", r"\n"),
            (r"\$A", "$$A"),
            (r"\0123", "S"),
            (r"\0377", "ÿ"),
            (r"\c\q\é", r"\c\q\é"),
            (r"\01", r"\1"),
            (r"\0", r"\"),
            (r"\0400", r"\400"),
            (r"end\", r"end\"),
        ] {
            assert_eq!(expand(text), want, "{text}");
        }
    }
}
