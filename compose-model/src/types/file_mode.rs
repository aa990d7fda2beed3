//! Permission bits of files.
//!
//! A mode that is a number in YAML is taken as it is, so that `440` is a decimal number and rarely
//! what was meant; a mode in quotes is octal.

use super::{SyntaxError, quote};

/// Why a text is not a mode.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} is not an octal number", quote(.0))]
pub struct FileModeFault(pub String);

/// Why and where a text is not a mode.
pub type FileModeError = SyntaxError<FileModeFault>;

/// Reads the octal digits of a mode in quotes (`"0440"`, `"440"`).
///
/// # Errors
/// When there is anything but octal digits after an optional sign.
pub fn parse(text: &str) -> Result<i64, FileModeError> {
    i64::from_str_radix(text, 8)
        .map_err(|_| SyntaxError::whole(FileModeFault(text.to_owned()), text))
}

/// The mode as it is printed: octal digits after a `0`.
pub fn display(mode: i64) -> String {
    let sign = if mode < 0 { "-" } else { "" };
    format!("0{sign}{:o}", mode.unsigned_abs())
}

/// Whether a mode that was written as a plain number looks like octal digits without their zero:
/// `440` reads as 0670 in octal.
pub fn looks_octal(written: &str) -> bool {
    written.len() == 3
        && written.bytes().all(|b| (b'0'..=b'7').contains(&b))
        && written != "000"
        && !written.starts_with('0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_modes_are_octal() {
        assert_eq!(parse("0440"), Ok(0o440));
        assert_eq!(parse("440"), Ok(0o440));
        for text in ["0488", "", "0o440", "rw", "4 4"] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert_eq!(display(0o440), "0440");
        // No mode, but it is what the reference loader makes of it.
        assert_eq!(display(-1), "0-1");
    }

    #[test]
    fn decimal_modes_that_look_octal() {
        assert!(looks_octal("440"));
        assert!(looks_octal("644"));
        for text in ["0440", "288", "44", "493", "4400"] {
            assert!(!looks_octal(text), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_printed_reads_back(mode in 0i64..0o10000) {
            proptest::prop_assert_eq!(parse(&display(mode)), Ok(mode));
        }
    }
}
