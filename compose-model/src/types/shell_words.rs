//! Command lines as text: the words of `command` and `entrypoint`.
//!
//! No shell reads them: variables, wildcards and comments mean nothing. The rules are those of the
//! reference loader's word splitter, its surprises included: at an unquoted `;`, `&`, `|`, `<` or `>`
//! the command ends, and nothing runs the rest.

use std::ops::Range;

use super::SyntaxError;

/// The words of a command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The words, without quotes.
    pub words: Vec<String>,
    /// The part that is dropped, from the operator on (with the digits of `2>`), where there is one.
    pub dropped: Option<Range<usize>>,
}

/// Why a text is not a command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WordsFault {
    /// A quote without its partner.
    #[error("the command line has an unclosed quote")]
    UnclosedQuote,
    /// A `(`, `$(` or backtick without its partner, or a lone `)`.
    #[error("the command line has an unclosed bracket or backtick")]
    UnclosedSubstitution,
    /// A `(` that no `$` precedes.
    #[error("the command line has a `(` outside quotes")]
    Bracket,
    /// A backslash at the end.
    #[error("the command line ends in a backslash")]
    TrailingBackslash,
}

/// Why and where a text is not a command line.
pub type WordsError = SyntaxError<WordsFault>;

/// What stretches of text are literal at the moment, with the place where that began.
#[derive(Default)]
struct Splitter {
    words: Vec<String>,
    word: String,
    /// Whether there is a word, though it may be empty.
    has_word: bool,
    escaped: Option<usize>,
    single: Option<usize>,
    double: Option<usize>,
    backtick: Option<usize>,
    dollar: Option<usize>,
}

/// Splits a command line into words at spaces, tabs and line ends.
///
/// `'…'` is literal; within `"…"` and outside quotes a backslash makes the next character literal;
/// backticks and `$(…)` stay in the words and keep their spaces together.
///
/// # Errors
/// When something that has two ends has only one, and at a `(` outside quotes.
pub fn split(text: &str) -> Result<Words, WordsError> {
    let mut splitter = Splitter::default();
    let mut dropped = None;
    for (at, char) in text.char_indices() {
        if splitter.escaped.take().is_some() {
            splitter.push(char);
        } else if char == '\\' && splitter.single.is_none() {
            splitter.escaped = Some(at);
        } else if matches!(char, ' ' | '\t' | '\r' | '\n') {
            splitter.space(char);
        } else if matches!(char, ';' | '&' | '|' | '<' | '>') && !splitter.is_literal() {
            let descriptor = splitter.descriptor_before(char);
            dropped = Some(at - descriptor..text.len());
            break;
        } else {
            splitter.char(at, char)?;
        }
    }
    splitter.end_word();
    splitter.check_closed(text)?;
    Ok(Words { words: splitter.words, dropped })
}

impl Splitter {
    fn is_literal(&self) -> bool {
        [self.single, self.double, self.backtick, self.dollar].iter().any(Option::is_some)
    }

    fn push(&mut self, char: char) {
        self.word.push(char);
        self.has_word = true;
    }

    fn end_word(&mut self) {
        if std::mem::take(&mut self.has_word) {
            self.words.push(std::mem::take(&mut self.word));
        }
    }

    fn space(&mut self, char: char) {
        if self.is_literal() {
            self.word.push(char);
        } else {
            self.end_word();
        }
    }

    fn char(&mut self, at: usize, char: char) -> Result<(), WordsError> {
        let quoted = self.single.is_some() || self.double.is_some();
        match char {
            '`' if !quoted && self.dollar.is_none() => toggle(&mut self.backtick, at),
            ')' if !quoted && self.backtick.is_none() => toggle(&mut self.dollar, at),
            '(' if !quoted && self.backtick.is_none() => {
                if self.dollar.is_some() || !self.word.ends_with('$') {
                    return Err(SyntaxError::new(WordsFault::Bracket, at..at + 1));
                }
                self.dollar = Some(at);
            }
            '"' if self.single.is_none() && self.dollar.is_none() => {
                self.has_word |= self.double.is_some();
                toggle(&mut self.double, at);
                return Ok(());
            }
            '\'' if self.double.is_none() && self.dollar.is_none() => {
                self.has_word |= self.single.is_some();
                toggle(&mut self.single, at);
                return Ok(());
            }
            _ => {}
        }
        self.push(char);
        Ok(())
    }

    /// The length of the file descriptor that belongs to a `>`, which is taken out of the words.
    fn descriptor_before(&mut self, operator: char) -> usize {
        let is_number = operator == '>' && self.word.bytes().all(|b| b.is_ascii_digit());
        if !is_number || self.word.is_empty() {
            return 0;
        }
        self.has_word = false;
        std::mem::take(&mut self.word).len()
    }

    fn check_closed(&self, text: &str) -> Result<(), WordsError> {
        let open = [
            (self.single, WordsFault::UnclosedQuote),
            (self.double, WordsFault::UnclosedQuote),
            (self.backtick, WordsFault::UnclosedSubstitution),
            (self.dollar, WordsFault::UnclosedSubstitution),
            (self.escaped, WordsFault::TrailingBackslash),
        ];
        match open.into_iter().find_map(|(at, fault)| Some((at?, fault))) {
            Some((at, fault)) => Err(SyntaxError::new(fault, at..text.len())),
            None => Ok(()),
        }
    }
}

fn toggle(state: &mut Option<usize>, at: usize) {
    *state = if state.is_some() { None } else { Some(at) };
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words() {
        for (text, want) in [
            ("", vec![]),
            ("  a\tb\r\nc ", vec!["a", "b", "c"]),
            ("a '' b \"\"", vec!["a", "", "b", ""]),
            ("a'b c'd", vec!["ab cd"]),
            (r#"'a\b' "a\"b" a\ b"#, vec![r"a\b", "a\"b", "a b"]),
            (r"a\nb", vec!["anb"]),
            ("a # b", vec!["a", "#", "b"]),
            ("$A ${B:-c d}", vec!["$A", "${B:-c", "d}"]),
            ("echo `date x` y", vec!["echo", "`date x`", "y"]),
            ("echo $(date x) y", vec!["echo", "$(date x)", "y"]),
            ("'a;b' \"c|d\" $(e;f)", vec!["a;b", "c|d", "$(e;f)"]),
            ("echo a) b c) d", vec!["echo", "a) b c)", "d"]),
        ] {
            let words = split(text).expect(text);
            assert_eq!((words.words, words.dropped), (to_owned(&want), None), "{text}");
        }
    }

    fn to_owned(words: &[&str]) -> Vec<String> {
        words.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn operators_end_the_command() {
        for (text, want, dropped) in [
            ("echo hello && ls -la", vec!["echo", "hello"], "&& ls -la"),
            ("echo hi 2>&1", vec!["echo", "hi"], "2>&1"),
            ("echo hi2>x", vec!["echo", "hi2"], ">x"),
            ("a;b", vec!["a"], ";b"),
            ("a|", vec!["a"], "|"),
            ("; a", vec![], "; a"),
            ("a ; 'b", vec!["a"], "; 'b"),
        ] {
            let words = split(text).expect(text);
            assert_eq!(words.words, to_owned(&want), "{text}");
            assert_eq!(words.dropped.map(|at| &text[at]), Some(dropped), "{text}");
        }
    }

    #[test]
    fn faults_are_where_they_stand() {
        for (text, fault, at) in [
            ("echo \"abc", WordsFault::UnclosedQuote, 5..9),
            ("it's", WordsFault::UnclosedQuote, 2..4),
            ("echo (a)", WordsFault::Bracket, 5..6),
            ("echo `a", WordsFault::UnclosedSubstitution, 5..7),
            ("echo $(a", WordsFault::UnclosedSubstitution, 6..8),
            ("echo a)", WordsFault::UnclosedSubstitution, 6..7),
            ("a\\", WordsFault::TrailingBackslash, 1..2),
        ] {
            assert_eq!(split(text), Err(SyntaxError::new(fault, at)), "{text}");
        }
    }

    proptest! {
        #[test]
        fn quoted_words_read_back(words in proptest::collection::vec("[^']*", 0..4)) {
            let line = words.iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(" ");
            prop_assert_eq!(split(&line).unwrap(), Words { words, dropped: None });
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "[ab\"'`$()\\\\;>2 ]{0,12}|\\PC*") {
            match split(&text) {
                Ok(words) => prop_assert!(text.get(words.dropped.unwrap_or_default()).is_some()),
                Err(error) => prop_assert!(text.get(error.at).is_some()),
            }
        }
    }
}
