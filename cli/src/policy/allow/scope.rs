//! The lines that a comment holds for.

use std::ops::RangeInclusive;

use compose_model::source::{Location, SourceFile};

/// The lines of a comment that begins at a byte of a file.
pub(super) fn lines(file: &SourceFile, start: u32) -> RangeInclusive<u32> {
    let line = file.location(start).line;
    let line_start = file.offset(Location { line, column: 1 });
    let before = &file.text()[line_start as usize..start as usize];
    if before.trim().is_empty() { below(file, line) } else { line..=line }
}

/// The key or item below a line, with all that is in it.
///
/// What is further to the right belongs to it, and so do the items of a list that stand as far left as
/// their key. Lines of block scalars are further to the right than their key, like all others.
fn below(file: &SourceFile, comment: u32) -> RangeInclusive<u32> {
    let start = file.offset(Location { line: comment + 1, column: 1 }) as usize;
    let numbered = (comment + 1..).zip(file.text()[start..].lines());
    let mut content = numbered.filter(|(_, text)| {
        let text = text.trim_start();
        !text.is_empty() && !text.starts_with('#')
    });
    let Some((first, head)) = content.next() else { return comment..=comment };
    let (level, is_item) = (indentation(head), is_item(head));
    let inside = content.take_while(|(_, text)| {
        let own = indentation(text);
        own > level || own == level && !is_item && self::is_item(text)
    });
    first..=inside.last().map_or(first, |(last, _)| last)
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn is_item(line: &str) -> bool {
    let text = line.trim_start();
    text == "-" || text.starts_with("- ")
}

#[cfg(test)]
mod tests {
    use compose_model::source::SourceMap;

    use super::*;

    fn of(text: &str) -> RangeInclusive<u32> {
        let mut sources = SourceMap::default();
        let id = sources.add("f", text);
        let at = u32::try_from(text.find("#!").unwrap()).unwrap();
        lines(sources.file(id), at)
    }

    #[test]
    fn at_the_end_of_a_line_it_is_for_that_line() {
        assert_eq!(of("a:\n  b: 1 #!\n  c: 2\n"), 2..=2);
        assert_eq!(of("a: #!\n  b: 1\n"), 1..=1);
    }

    #[test]
    fn on_a_line_of_its_own_it_is_for_what_is_below() {
        assert_eq!(of("#!\na:\n  b: 1\n\n  # more\n  c: 2\nd: 3\n"), 2..=6);
        assert_eq!(of("a:\n  #!\n  # more\n  b: 1\n  c: 2\n"), 4..=4);
        assert_eq!(of("a:\n#!\n  b: 1\n  c: 2\n"), 3..=3);
        assert_eq!(of("#!\nports:\n- a\n- b\nc: 1\n"), 2..=4);
        assert_eq!(of("ports:\n#!\n- a: 1\n  b: 2\n- c\n"), 3..=4);
        assert_eq!(of("#!\na: |\n\n  text\n b\nc: 1\n"), 2..=5);
        assert_eq!(of("a: 1\r\n#!\r\nb:\r\n  c: 1\r\n"), 3..=4);
    }

    #[test]
    fn at_the_end_of_a_file_it_is_for_nothing() {
        assert_eq!(of("a: 1\n#!"), 2..=2);
        assert_eq!(of("a: 1\n#!\n# more\n\n"), 2..=2);
    }
}
