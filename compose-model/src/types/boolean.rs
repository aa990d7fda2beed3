//! Truth values in text.

use super::{SyntaxError, quote};

/// A truth value, and whether it was written with a word that YAML 1.2 does not know as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Boolean {
    /// The value.
    pub value: bool,
    /// Whether it was written as `y`, `yes`, `on`, `n`, `no` or `off`, of which the reference loader
    /// warns.
    pub is_legacy_word: bool,
}

/// Why a text is not a truth value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} is neither `true` nor `false`", quote(.0))]
pub struct BooleanFault(pub String);

/// Why and where a text is not a truth value.
pub type BooleanError = SyntaxError<BooleanFault>;

/// Reads a truth value in any case: `true`, `y`, `yes`, `on`, `false`, `n`, `no`, `off`.
///
/// # Errors
/// When it is another word.
pub fn parse(text: &str) -> Result<Boolean, BooleanError> {
    let (value, is_legacy_word) = match text.to_ascii_lowercase().as_str() {
        "true" => (true, false),
        "false" => (false, false),
        "y" | "yes" | "on" => (true, true),
        "n" | "no" | "off" => (false, true),
        _ => return Err(SyntaxError::whole(BooleanFault(text.to_owned()), text)),
    };
    Ok(Boolean { value, is_legacy_word })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_yaml_1_1_are_marked() {
        for (text, value, is_legacy_word) in [
            ("true", true, false),
            ("FALSE", false, false),
            ("Yes", true, true),
            ("on", true, true),
            ("y", true, true),
            ("off", false, true),
            ("N", false, true),
        ] {
            assert_eq!(parse(text), Ok(Boolean { value, is_legacy_word }), "{text}");
        }
        for text in ["", "1", "t", "true ", "enabled"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
