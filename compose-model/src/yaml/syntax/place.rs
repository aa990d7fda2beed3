//! The text around the place where the parser got stuck.

use crate::diagnostic::{Diagnostic, Rule};
use crate::source::{FileId, Span};

/// A byte of the text.
pub(super) struct Place<'a> {
    pub(super) text: &'a str,
    file: FileId,
    pub(super) at: usize,
}

impl<'a> Place<'a> {
    pub(super) fn new(text: &'a str, file: FileId, at: usize) -> Self {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        Self { text, file, at }
    }

    /// The same text from another byte.
    pub(super) fn moved(&self, at: usize) -> Self {
        Self::new(self.text, self.file, at)
    }

    /// The text from here on.
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The character here.
    pub(super) fn first(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The text up to the next blank.
    pub(super) fn word(&self) -> &'a str {
        self.rest().split(char::is_whitespace).next().unwrap_or_default()
    }

    /// A finding about some bytes from here.
    pub(super) fn spanning(
        &self,
        rule: &'static Rule,
        message: impl Into<String>,
        len: usize,
        label: &str,
    ) -> Diagnostic {
        Diagnostic::new(rule, message).at(self.span(self.at, self.at + len), label)
    }

    /// A finding about the character here.
    pub(super) fn character(
        &self,
        rule: &'static Rule,
        message: impl Into<String>,
        label: &str,
    ) -> Diagnostic {
        self.spanning(rule, message, self.first().map_or(0, char::len_utf8), label)
    }

    /// A finding about the text up to the end of the line.
    pub(super) fn rest_of_line(
        &self,
        rule: &'static Rule,
        message: impl Into<String>,
        label: &str,
    ) -> Diagnostic {
        self.spanning(rule, message, self.line_from(self.at).trim_end().len(), label)
    }

    /// The line from its beginning.
    pub(super) fn line(&self) -> Line<'a> {
        self.line_at(self.text[..self.at].rfind('\n').map_or(0, |newline| newline + 1))
    }

    /// A blank that only looks like a space, on this line or the one above: mostly from a web page.
    pub(super) fn foreign_blank(&self) -> Option<(Span, &'static str)> {
        let lines = std::iter::once(self.line()).chain(self.lines_above().take(1));
        lines
            .flat_map(|line| line.text.char_indices().map(move |(at, c)| (line.start + at, c)))
            .find_map(|(at, character)| {
                let name = match character {
                    '\u{a0}' | '\u{202f}' | '\u{2007}' => "no-break space",
                    '\u{3000}' => "wide space",
                    '\u{2000}'..='\u{200a}' => "typographic space",
                    '\u{200b}' | '\u{feff}' => "invisible space",
                    _ => return None,
                };
                Some((self.span(at, at + character.len_utf8()), name))
            })
    }

    /// The lines of the document above that hold more than a comment, the nearest first.
    pub(super) fn lines_above(&self) -> impl Iterator<Item = Line<'a>> {
        let first = self.line().start;
        let starts = std::iter::successors(Some(first), |start| {
            let before = self.text[..*start].strip_suffix('\n')?;
            Some(before.rfind('\n').map_or(0, |newline| newline + 1))
        });
        let lines = starts.skip(1).map(|start| self.line_at(start));
        let lines = lines.take_while(|line| !line.text.starts_with("---"));
        lines.filter(|line| !line.content().is_empty() && !line.content().starts_with('#'))
    }

    fn line_at(&self, start: usize) -> Line<'a> {
        Line { start, text: self.line_from(start) }
    }

    fn line_from(&self, start: usize) -> &'a str {
        self.text[start..].lines().next().unwrap_or_default()
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let offset = |at: usize| u32::try_from(at.min(self.text.len())).unwrap_or(u32::MAX);
        Span::new(self.file, offset(start), offset(end))
    }
}

/// A line of the text.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// The offset of its first byte.
    pub(super) start: usize,
    /// The line without its end.
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    /// The number of spaces at its beginning.
    pub(super) fn indentation(self) -> usize {
        self.text.len() - self.text.trim_start_matches(' ').len()
    }

    /// The line without blanks around it.
    pub(super) fn content(self) -> &'a str {
        self.text.trim()
    }

    /// The offset of the content.
    pub(super) fn content_start(self) -> usize {
        self.start + self.text.len() - self.text.trim_start().len()
    }

    /// The content in one line of a message.
    pub(super) fn shortened(self) -> String {
        let mut short: String = self.content().chars().take(40).collect();
        if short.len() < self.content().len() {
            short.push('…');
        }
        short
    }

    /// The place of the content.
    pub(super) fn span(self, place: &Place<'_>) -> Span {
        place.span(self.content_start(), self.content_start() + self.content().len())
    }
}
