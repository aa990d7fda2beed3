//! The forms of a health check's test.
//!
//! Compose specification: "healthcheck".

use super::SyntaxError;

/// What a health check runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test<'a> {
    /// What the image says.
    Inherited,
    /// Nothing, not even what the image says.
    None,
    /// A program with its arguments.
    Command(&'a [String]),
    /// A command line for the container's shell.
    Shell(&'a str),
}

/// The first word of a test is none of those that it must start with.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` does not say how to run the test: write `CMD`, `CMD-SHELL` or `NONE` first")]
pub struct TestFault(pub String);

/// Why and where a list is not a test.
pub type TestError = SyntaxError<TestFault>;

/// The words of a test that was written as one text: always a command line for the shell, even
/// `NONE`.
pub fn from_text(text: &str) -> Vec<String> {
    vec!["CMD-SHELL".to_owned(), text.to_owned()]
}

/// Checks the first word of a test that was written as a list.
///
/// # Errors
/// When it is not `CMD`, `CMD-SHELL` or `NONE`.
pub fn check_first(word: &str) -> Result<(), TestError> {
    match word {
        "CMD" | "CMD-SHELL" | "NONE" => Ok(()),
        other => Err(SyntaxError::whole(TestFault(other.to_owned()), other)),
    }
}

impl<'a> Test<'a> {
    /// What the words of a test mean. Only the first word after `CMD-SHELL` counts.
    pub fn of(words: &'a [String]) -> Self {
        match words.split_first() {
            Some((first, _)) if first == "NONE" => Self::None,
            Some((first, rest)) if first == "CMD-SHELL" => {
                Self::Shell(rest.first().map_or("", String::as_str))
            }
            Some((first, rest)) if first == "CMD" => Self::Command(rest),
            Some(_) | None => Self::Inherited,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(Test::of(&[]), Test::Inherited);
        assert_eq!(Test::of(&words("NONE")), Test::None);
        assert_eq!(Test::of(&words("CMD a b")), Test::Command(&words("a b")));
        assert_eq!(Test::of(&from_text("a || b")), Test::Shell("a || b"));
        assert_eq!(Test::of(&from_text("NONE")), Test::Shell("NONE"));
        assert!(check_first("CMD").is_ok());
        assert!(check_first("curl").unwrap_err().to_string().starts_with("`curl` does not say"));
    }
}
