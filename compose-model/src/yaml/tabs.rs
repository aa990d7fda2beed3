//! Tabs before text.
//!
//! YAML lets tabs stand before text inside of brackets and quotes, where indentation has no meaning,
//! and nowhere else. The parser is stricter in the first place and laxer in the second, so it gets to
//! see spaces, and what is allowed is found out here.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules::TAB_INDENTATION;
use crate::source::{FileId, Span};

/// The lines of a file that begin with a tab.
pub(super) struct TabLines {
    /// The offset of each, and whether it was found inside of brackets or quotes.
    lines: Vec<(u32, bool)>,
    /// Whether there is any tab in the file, also within lines.
    any: bool,
}

impl TabLines {
    pub(super) fn new(text: &str) -> Self {
        let any = text.contains('\t');
        let mut lines = Vec::new();
        if any {
            let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
            let tabs = starts.filter(|at| text.as_bytes().get(*at) == Some(&b'\t'));
            lines.extend(tabs.filter_map(|at| Some((u32::try_from(at).ok()?, false))));
        }
        Self { lines, any }
    }

    /// Whether there is any tab in the file.
    pub(super) fn any(&self) -> bool {
        self.any
    }

    /// The text with spaces for the tabs at the beginning of lines; all offsets stay the same.
    pub(super) fn as_spaces<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.lines.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut spaced = String::with_capacity(text.len());
        for line in text.split_inclusive('\n') {
            let content =
                if line.starts_with('\t') { line.trim_start_matches([' ', '\t']) } else { line };
            spaced.extend(std::iter::repeat_n(' ', line.len() - content.len()));
            spaced.push_str(content);
        }
        Cow::Owned(spaced)
    }

    /// Notes that the lines of a span are inside of brackets or quotes.
    pub(super) fn allow(&mut self, span: Span) {
        let first = self.lines.partition_point(|(at, _)| *at <= span.start);
        let inside = self.lines[first..].iter_mut().take_while(|(at, _)| *at < span.end);
        inside.for_each(|(_, allowed)| *allowed = true);
    }

    /// The last line between two offsets that begins with a tab that is not allowed.
    pub(super) fn refused_between(&self, start: u32, end: u32) -> Option<u32> {
        let first = self.lines.partition_point(|(line, _)| *line < start);
        let behind = self.lines.partition_point(|(line, _)| *line <= end).max(first);
        self.lines[first..behind].iter().rfind(|(_, allowed)| !allowed).map(|(line, _)| *line)
    }

    /// Reports the lines that begin with a tab that is not allowed, in one finding.
    pub(super) fn report(&self, text: &str, file: FileId, diagnostics: &mut Diagnostics) {
        let mut refused = self.lines.iter().filter(|(_, allowed)| !allowed).map(|(at, _)| *at);
        let Some(first) = refused.next() else { return };
        let mut diagnostic = finding(text, file, first);
        match refused.count() {
            0 => {}
            1 => diagnostic = diagnostic.note("another line begins with a tab too"),
            more => diagnostic = diagnostic.note(format!("{more} more lines begin with a tab too")),
        }
        diagnostics.push(diagnostic);
    }
}

/// The finding for a tab between the beginning of a line, or its dashes, and the text at an offset.
pub(super) fn before_text(text: &str, file: FileId, at: u32) -> Option<Diagnostic> {
    let before = text.get(..at as usize)?;
    let line = &before[before.rfind('\n').map_or(0, |newline| newline + 1)..];
    let is_indentation = line.bytes().all(|b| matches!(b, b' ' | b'\t' | b'-' | b'?'));
    if line.starts_with('\t') || !is_indentation {
        return None;
    }
    let tab = before.len() - line.len() + line.find('\t')?;
    Some(finding(text, file, u32::try_from(tab).ok()?))
}

fn finding(text: &str, file: FileId, at: u32) -> Diagnostic {
    let tabs = text[at as usize..].bytes().take_while(|byte| *byte == b'\t').count();
    let span = Span::new(file, at, at.saturating_add(u32::try_from(tabs).unwrap_or(u32::MAX)));
    Diagnostic::new(&TAB_INDENTATION, "a tab is used for indentation")
        .at(span, "tab")
        .help("indent with spaces")
        .fix(span, "  ".repeat(tabs))
}
