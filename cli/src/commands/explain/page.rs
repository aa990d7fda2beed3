//! Text for a terminal: headings in bold, paragraphs as wide as the terminal, code as it is.

use std::fmt::Write;

use compose_model::diagnostic::Label;
use compose_model::source::SourceMap;

use crate::render::style::{BOLD, PLAIN, WIDEST};
use crate::render::{self, one_line as line};

/// A text that grows.
#[derive(Clone, Debug)]
pub(super) struct Page {
    text: String,
    width: usize,
}

impl Page {
    /// An empty page for the terminal at hand.
    pub(super) fn new() -> Self {
        Self::of_width(render::terminal_width())
    }

    fn of_width(width: usize) -> Self {
        Self { text: String::new(), width: width.min(WIDEST) }
    }

    /// A line in bold with a plain remark, after an empty line where something stands before.
    pub(super) fn heading(&mut self, title: &str, remark: &str) {
        self.gap();
        let space = if remark.is_empty() { "" } else { " " };
        let _ = writeln!(self.text, "{BOLD}{}{PLAIN}{space}{}", line(title), line(remark));
    }

    /// A paragraph, wrapped, after an empty line.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.gap();
        let mut column = 0;
        for word in text.split_whitespace().map(line) {
            let length = word.chars().count();
            let fits = column + 1 + length <= self.width;
            let before = match column {
                0 => "",
                _ if fits => " ",
                _ => "\n",
            };
            column = if before == " " { column + 1 + length } else { length };
            let _ = write!(self.text, "{before}{word}");
        }
        self.text.push('\n');
    }

    /// Lines that are shown as they are, indented.
    pub(super) fn block(&mut self, text: &str) {
        for row in text.lines() {
            let row = format!("    {}", line(row));
            let _ = writeln!(self.text, "{}", row.trim_end());
        }
    }

    /// One line as it is.
    pub(super) fn line(&mut self, text: &str) {
        let _ = writeln!(self.text, "{}", line(text));
    }

    /// A line below another, indented a little.
    pub(super) fn item(&mut self, text: &str) {
        self.line(&format!("  {text}"));
    }

    /// Places in the user's files, with the lines that hold them.
    pub(super) fn places(&mut self, labels: &[Label], sources: &SourceMap) {
        self.text.push_str(&render::places(labels, sources, self.width));
    }

    /// An empty line, unless the page is empty or ends in one.
    pub(super) fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_as_wide_as_the_page() {
        let mut page = Page::of_width(12);
        page.heading("T", "r");
        page.paragraph("one two three four\nfive-is-longer-than-that six");
        page.block("a:\n\n  b: 1\n");
        assert_eq!(
            page.finish(),
            "\u{1b}[1mT\u{1b}[0m r\n\none two\nthree four\nfive-is-longer-than-that\nsix\n    a:\n\n      b: 1\n"
        );
    }
}
