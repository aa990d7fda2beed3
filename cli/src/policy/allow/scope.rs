//! The lines that a comment holds for.

use std::ops::RangeInclusive;

use compose_model::source::{Location, SourceFile};

/// The keys and items of a file, by their lines.
///
/// All are found in one pass, so that a file of nothing but comments costs no more than its length.
#[derive(Debug)]
pub(super) struct Blocks {
    /// The lines that hold more than a comment, in order, each with the last line of its block.
    ends: Vec<(u32, u32)>,
}

/// A line whose block has not ended.
struct Open {
    place: usize,
    indentation: usize,
    is_item: bool,
}

impl Blocks {
    /// What is further to the right belongs to a key or an item, and so do the items of a list that
    /// stand as far left as their key. Lines of block scalars are further to the right than their key,
    /// like all others.
    pub(super) fn of(file: &SourceFile) -> Self {
        let mut ends: Vec<(u32, u32)> = Vec::new();
        let mut open: Vec<Open> = Vec::new();
        for (number, line) in (1..).zip(file.text().lines()) {
            let content = line.trim_start();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let indentation = line.len() - line.trim_start_matches(' ').len();
            let is_item = content == "-" || content.starts_with("- ");
            let before = ends.last().map_or(number, |(last, _)| *last);
            while let Some(above) = open.pop_if(|above| {
                indentation < above.indentation
                    || indentation == above.indentation && (above.is_item || !is_item)
            }) {
                ends[above.place].1 = before;
            }
            open.push(Open { place: ends.len(), indentation, is_item });
            ends.push((number, number));
        }
        let last = ends.last().map_or(0, |(last, _)| *last);
        for above in open {
            ends[above.place].1 = last;
        }
        Self { ends }
    }

    /// The lines of a comment that begins at a byte of the file: its own, or where nothing else stands
    /// on it, those of the key or item below.
    pub(super) fn lines(&self, file: &SourceFile, start: u32) -> RangeInclusive<u32> {
        let line = file.location(start).line;
        let line_start = file.offset(Location { line, column: 1 });
        if !file.text()[line_start as usize..start as usize].trim().is_empty() {
            return line..=line;
        }
        let below = self.ends.partition_point(|(first, _)| *first <= line);
        self.ends.get(below).map_or(line..=line, |(first, last)| *first..=*last)
    }
}

#[cfg(test)]
mod tests {
    use compose_model::source::SourceMap;

    use super::*;

    fn of(text: &str) -> RangeInclusive<u32> {
        let mut sources = SourceMap::default();
        let id = sources.add("f", text);
        let at = u32::try_from(text.find("#!").unwrap()).unwrap();
        let file = sources.file(id);
        Blocks::of(file).lines(file, at)
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
        assert_eq!(of("#!\na:\n  b:\n    c: 1\n  d: 1\n"), 2..=5);
    }

    #[test]
    fn at_the_end_of_a_file_it_is_for_nothing() {
        assert_eq!(of("a: 1\n#!"), 2..=2);
        assert_eq!(of("a: 1\n#!\n# more\n\n"), 2..=2);
    }
}
