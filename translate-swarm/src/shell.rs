//! Words of a POSIX shell.

/// `text` in single quotes, which the shell reads as it is.
pub(crate) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// A word that the shell reads as `text`: bare where that is safe, for people to type.
pub(crate) fn quote(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_@%+=:,./-".contains(c);
    if !text.is_empty() && text.chars().all(plain) { text.to_owned() } else { literal(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_words_are_bare() {
        assert_eq!(quote("a/b:1"), "a/b:1");
        assert_eq!(quote(""), "''");
        assert_eq!(literal("a"), "'a'");
        assert_eq!(quote("it's $x"), "'it'\\''s $x'");
    }
}
