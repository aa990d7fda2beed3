//! Says what is wrong with YAML that cannot be read.
//!
//! The parser tells where it got stuck, which is often a line after the mistake. Here the text around
//! that place is looked at, so that the message names the mistake and points at it.

use granit_parser::ErrorKind;

use super::decode::is_refused;
use crate::diagnostic::{Diagnostic, Rule};
use crate::rules::{
    TAB_INDENTATION, TOO_DEEP, UNCLOSED_BRACKET, UNCLOSED_QUOTE, UNEXPECTED_COLON, YAML_DIRECTIVE,
    YAML_INDENTATION, YAML_SYNTAX,
};
use crate::source::{FileId, Span};

/// The finding for an error at a byte of the text; `None` where it has been reported already.
pub(super) fn explain(text: &str, file: FileId, kind: &ErrorKind, at: usize) -> Option<Diagnostic> {
    let place = Place::new(text, file, at);
    let diagnostic = match kind {
        ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabNotAllowed
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => place.tab(),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            place.quote()
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => place.after_quote(),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => place.escape(),
        ErrorKind::UnclosedFlowCollection { open } => place.bracket(*open),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => place
            .character(
                &UNCLOSED_BRACKET,
                format!("`{open}` is closed by `{close}`"),
                "wrong bracket",
            )
            .help(format!("close it with `{}`", closing(*open))),
        ErrorKind::MisplacedFlowCollectionEnd => place
            .character(
                &UNCLOSED_BRACKET,
                "a bracket is closed that was not opened",
                "nothing to close",
            )
            .help("remove it, or quote the text"),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => place.colon(),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry => place.entry(),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => place.lone_key(),
        ErrorKind::BlockSequenceEntryNotAllowed => place
            .character(&YAML_SYNTAX, "a list cannot begin on the line of its key", "list item")
            .help("begin the list on the next line, or write `[a, b]`"),
        ErrorKind::UnexpectedCharacter { character } if is_refused(*character) => return None,
        ErrorKind::UnexpectedCharacter { character } => place
            .character(
                &YAML_SYNTAX,
                format!("a value cannot begin with `{character}`"),
                "not allowed without quotes",
            )
            .help("quote the value"),
        ErrorKind::CommentInterceptedScalar => place
            .character(
                &YAML_SYNTAX,
                "a comment stands inside a text of several lines",
                "the text goes on after this comment",
            )
            .help("move the comment, or quote the text"),
        ErrorKind::UnsupportedYamlMajorVersion | ErrorKind::DuplicateVersionDirective => {
            // The line itself is checked where the document begins.
            if place.line().contains("%YAML 1.1") {
                place.rest_of_line(&YAML_DIRECTIVE, "there are two `%YAML` lines", "again here")
            } else {
                place
                    .rest_of_line(
                        &YAML_DIRECTIVE,
                        format!(
                            "`{}` is not a version that docker compose reads",
                            place.line().trim()
                        ),
                        "directive",
                    )
                    .help("remove the line: it changes nothing")
            }
        }
        ErrorKind::RecursionLimitExceeded => place
            .character(&TOO_DEEP, "maps and lists are nested too deeply", "too deep")
            .help("put shared parts into values of their own"),
        kind => place.character(&YAML_SYNTAX, sentence(kind), ""),
    };
    Some(diagnostic)
}

struct Place<'a> {
    text: &'a str,
    file: FileId,
    at: usize,
}

impl<'a> Place<'a> {
    fn new(text: &'a str, file: FileId, at: usize) -> Self {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        Self { text, file, at }
    }

    fn tab(&self) -> Diagnostic {
        // The parser may stop before the tab that it does not like, or after it.
        let line_start = self.line_start(self.at);
        let in_line = self.line_from(line_start).find('\t').map(|offset| line_start + offset);
        let after = || self.text[self.at..].find('\t').map(|offset| self.at + offset);
        let tab = in_line.or_else(after).unwrap_or(self.at);
        let tabs = self.text[tab..].bytes().take_while(|byte| *byte == b'\t').count();
        let span = self.span(tab, tab + tabs);
        Diagnostic::new(&TAB_INDENTATION, "a tab is used for indentation")
            .at(span, "tab")
            .help("indent with spaces")
            .fix(span, "  ".repeat(tabs))
    }

    fn quote(&self) -> Diagnostic {
        let quote = self.text[self.at..].chars().next().unwrap_or('"');
        Diagnostic::new(&UNCLOSED_QUOTE, format!("the quote `{quote}` is never closed"))
            .at(self.span(self.at, self.at + quote.len_utf8()), "opened here")
            .help(format!("add `{quote}` at the end of the value"))
    }

    fn after_quote(&self) -> Diagnostic {
        let rest = self.line_from(self.at).trim_end();
        let end = rest.find([' ', ',']).filter(|end| *end > 0).unwrap_or(rest.len());
        Diagnostic::new(&YAML_SYNTAX, "there is text after the closing quote")
            .at(self.span(self.at, self.at + end), "after the quote")
            .help(
                "put the whole value into one pair of quotes; in single quotes write `''` for `'`",
            )
    }

    fn escape(&self) -> Diagnostic {
        // The marker may be the opening quote: the escape is the first unknown one after it.
        let rest = &self.text[self.at..];
        let mut at = self.at;
        let mut characters = rest.char_indices();
        while let Some((offset, character)) = characters.next() {
            if character != '\\' {
                continue;
            }
            let next = characters.next().map_or('\\', |(_, next)| next);
            if !"0abtnvfre \"/\\N_LPxuU\n\r\t".contains(next) {
                at = self.at + offset;
                break;
            }
        }
        let len = self.text[at..].chars().take(2).map(char::len_utf8).sum::<usize>();
        let span = self.span(at, at + len);
        let escape = &self.text[at..at + len];
        Diagnostic::new(&YAML_SYNTAX, format!("`{escape}` means nothing in double quotes"))
            .at(span, "unknown escape")
            .help("write `\\\\` for a backslash, or use single quotes")
    }

    fn bracket(&self, open: char) -> Diagnostic {
        let close = closing(open);
        self.character(
            &UNCLOSED_BRACKET,
            format!("the bracket `{open}` is never closed"),
            "opened here",
        )
        .help(format!("add `{close}` at the end of the value"))
    }

    /// A colon where no key can be.
    fn colon(&self) -> Diagnostic {
        let line_start = self.line_start(self.at);
        let before = &self.text[line_start..self.at];
        // Another key before it on the same line.
        let key_before = before.find(": ").map(|colon| line_start + colon);
        if let Some(key_end) = key_before {
            let value_start =
                key_end + 1 + self.text[key_end + 1..].chars().take_while(|c| *c == ' ').count();
            let value = self.line_from(value_start).trim_end();
            let value = value.find(" #").map_or(value, |comment| value[..comment].trim_end());
            let span = self.span(value_start, value_start + value.len());
            return Diagnostic::new(&UNEXPECTED_COLON, "a value without quotes contains `: `")
                .at(self.span(self.at, self.at + 1), "not allowed here")
                .help("quote the value, or begin the inner map on the next line")
                .fix(span, quote(value));
        }
        // A deeper line after a value that was complete.
        let above = self.line_above(line_start);
        let indent = indentation(&self.text[line_start..]);
        if let Some((above_start, above)) = above {
            let content = above.trim();
            let spaceless =
                content.find(':').filter(|_| !content.contains(": ") && !content.ends_with(':'));
            if let Some(colon) = spaceless {
                let colon = above_start + indentation(above) + colon;
                let span = self.span(colon, colon + 1);
                return Diagnostic::new(&UNEXPECTED_COLON, "there is no space after the colon")
                    .at(span, "a space is missing after it")
                    .help("write a space between the colon and the value")
                    .fix(span, ": ");
            }
            if indent > indentation(above) {
                return self
                    .key(
                        line_start,
                        &YAML_INDENTATION,
                        "the key is indented deeper than the one above it",
                        "too deep",
                    )
                    .related(self.trimmed(above_start, above), "this already has a value")
                    .help("indent both by the same number of spaces, or remove the value above");
            }
            if !content.contains(':') {
                return Diagnostic::new(
                    &YAML_SYNTAX,
                    format!("the line `{}` is neither a key nor a list item", shorten(content)),
                )
                .at(self.trimmed(above_start, above), "no `:` here")
                .help("write `key: value`, or `- value` for a list item");
            }
        }
        self.character(&UNEXPECTED_COLON, "a `:` stands where no key can be", "not allowed here")
            .help("quote the text, or close the brackets and quotes before it")
    }

    /// Something else than the next key or item.
    fn entry(&self) -> Diagnostic {
        let line_start = self.line_start(self.at);
        let indent = indentation(&self.text[line_start..]);
        if self.text[line_start..self.at].trim().is_empty() {
            return self
                .key(
                    line_start,
                    &YAML_INDENTATION,
                    "the line fits no level of indentation above it",
                    "",
                )
                .note(format!("it is indented by {indent} spaces"))
                .help("indent it like the lines that it belongs to");
        }
        self.rest_of_line(&YAML_SYNTAX, "there is text after a complete value", "unexpected")
            .help("quote the whole value")
    }

    fn lone_key(&self) -> Diagnostic {
        let line_start = self.line_start(self.at);
        let line = self.line_from(line_start);
        let content = line.trim();
        let colon = content
            .find(':')
            .filter(|at| content.as_bytes().get(at + 1).is_some_and(|b| *b != b' '));
        let diagnostic = Diagnostic::new(
            &YAML_SYNTAX,
            format!("the line `{}` is neither a key nor a list item", shorten(content)),
        )
        .at(self.trimmed(line_start, line), "no key");
        match colon {
            Some(colon) => {
                let colon = line_start + indentation(line) + colon;
                let span = self.span(colon, colon + 1);
                diagnostic.help("write a space after the colon").fix(span, ": ")
            }
            None => diagnostic.help("write `key: value`, or `- value` for a list item"),
        }
    }

    fn character(
        &self,
        rule: &'static Rule,
        message: impl Into<String>,
        label: &str,
    ) -> Diagnostic {
        let len = self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        Diagnostic::new(rule, message).at(self.span(self.at, self.at + len), label)
    }

    fn rest_of_line(
        &self,
        rule: &'static Rule,
        message: impl Into<String>,
        label: &str,
    ) -> Diagnostic {
        let rest = self.line_from(self.at).trim_end();
        Diagnostic::new(rule, message).at(self.span(self.at, self.at + rest.len()), label)
    }

    /// The first word of a line.
    fn key(
        &self,
        line_start: usize,
        rule: &'static Rule,
        message: &str,
        label: &str,
    ) -> Diagnostic {
        let line = self.line_from(line_start);
        let start = line_start + indentation(line);
        let word = line.trim();
        let len = word.find(": ").unwrap_or(word.trim_end_matches(':').len());
        Diagnostic::new(rule, message).at(self.span(start, start + len), label)
    }

    fn trimmed(&self, start: usize, line: &str) -> Span {
        let from = start + line.len() - line.trim_start().len();
        self.span(from, from + line.trim().len())
    }

    fn line(&self) -> &'a str {
        self.line_from(self.line_start(self.at))
    }

    fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |newline| newline + 1)
    }

    fn line_from(&self, start: usize) -> &'a str {
        self.text[start..].lines().next().unwrap_or_default()
    }

    /// The nearest line above that holds more than a comment.
    fn line_above(&self, line_start: usize) -> Option<(usize, &'a str)> {
        let mut end = line_start;
        while end > 0 {
            let start = self.line_start(end - 1);
            let line = self.line_from(start);
            let content = line.trim();
            if !content.is_empty() && !content.starts_with('#') {
                return Some((start, line));
            }
            end = start;
        }
        None
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let offset = |at: usize| u32::try_from(at.min(self.text.len())).unwrap_or(u32::MAX);
        Span::new(self.file, offset(start), offset(end))
    }
}

fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn quote(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

/// The parser's own words, where there is nothing to add.
fn sentence(kind: &ErrorKind) -> String {
    format!("the YAML cannot be read: {kind}")
}
