//! Where text came from: files, byte ranges, and lines and columns for people.
//!
//! Spans are set once, when a file is parsed, and never invented later. They are byte ranges into
//! the decoded text (UTF-8, without a byte order mark), so that they survive every later stage
//! untouched; lines and columns are computed only when a diagnostic is shown.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A file in a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(NonZeroU32);

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The range of bytes `start..end` of `file`.
    pub fn new(file: FileId, start: u32, end: u32) -> Self {
        Self { file, start, end: end.max(start) }
    }

    /// The smallest span that holds both, or `self` where they lie in different files.
    pub fn to(self, other: Self) -> Self {
        if self.file == other.file {
            Self::new(self.file, self.start.min(other.start), self.end.max(other.end))
        } else {
            self
        }
    }

    /// A part of this span: `range` counts from its start and is cut at its end.
    pub fn part(self, range: Range<usize>) -> Self {
        let at = |offset: usize| {
            u32::try_from(offset).map_or(self.end, |o| self.start.saturating_add(o).min(self.end))
        };
        Self::new(self.file, at(range.start), at(range.end))
    }

    /// Whether another span lies in this one.
    pub fn contains(self, other: Self) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// The bytes, for slicing the file's text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A position for people: both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// One file that was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    path: String,
    text: Arc<str>,
    lines: OnceLock<Vec<u32>>,
}

impl SourceFile {
    /// The path as the user would write it: relative to the working directory where that is shorter.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The decoded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, shared.
    pub fn shared_text(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    fn line_starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let newlines = self.text.bytes().zip(1u32..).filter(|(byte, _)| *byte == b'\n');
            std::iter::once(0).chain(newlines.map(|(_, next)| next)).collect()
        })
    }

    /// The line and column of a byte offset.
    pub fn location(&self, offset: u32) -> Location {
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= offset).max(1) - 1;
        let mut end = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = self.text.get(starts[line] as usize..end).unwrap_or_default();
        Location { line: clamp(line) + 1, column: clamp(before.chars().count()) + 1 }
    }

    /// The byte offset of a line (from 1) and a column in characters (from 1), cut at the end.
    pub fn offset(&self, location: Location) -> u32 {
        let starts = self.line_starts();
        let Some(start) = starts.get(location.line.saturating_sub(1) as usize) else {
            return clamp(self.text.len());
        };
        let rest = self.text.get(*start as usize..).unwrap_or_default();
        let before = rest.chars().take(location.column.saturating_sub(1) as usize);
        start + clamp(before.map(char::len_utf8).sum())
    }
}

fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// All the files of one load, or of several that share files, in the order in which they were read.
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
    /// Files of earlier loads by their paths: of each the first, which is the one as it was on disk.
    shared: HashMap<String, FileId>,
}

impl SourceMap {
    /// Adds a file. The same path may be added more than once: each reading is a file of its own,
    /// unless an earlier load has read the same.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let (path, text) = (path.into(), text.into());
        if let Some(id) = self.shared.get(&path).filter(|id| self.file(**id).text == text) {
            return *id;
        }
        self.files.push(SourceFile { path, text, lines: OnceLock::new() });
        // A list that has just grown is not empty, and 2^32 files do not fit into memory.
        FileId(NonZeroU32::new(clamp(self.files.len())).unwrap_or(NonZeroU32::MIN))
    }

    /// The same files for a further load.
    pub(crate) fn shared(mut self) -> Self {
        for (id, file) in (1u32..).filter_map(NonZeroU32::new).map(FileId).zip(&self.files) {
            if !self.shared.contains_key(&file.path) {
                self.shared.insert(file.path.clone(), id);
            }
        }
        self
    }

    /// The file.
    ///
    /// # Panics
    /// When `id` comes from another map.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0.get() as usize - 1]
    }

    /// The files with their ids.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (1u32..).filter_map(NonZeroU32::new).map(FileId).zip(&self.files)
    }

    /// The text of a span.
    pub fn text(&self, span: Span) -> &str {
        self.file(span.file).text().get(span.range()).unwrap_or_default()
    }

    /// The place of `part`, a range of bytes of the text that the scalar at `span` stands for.
    ///
    /// Where the file does not show the text as it is (with escapes, over several lines, or before
    /// variables were put in), the part is searched for; it is all of `span` where it cannot be told.
    pub fn part(&self, span: Span, text: &str, part: Range<usize>) -> Span {
        let written = self.text(span);
        let quotes = usize::from(written.starts_with(['"', '\'']));
        let inside = written.get(quotes..written.len().saturating_sub(quotes));
        if inside == Some(text) {
            return span.part(part.start + quotes..part.end + quotes);
        }
        find_part(written, text, part).map_or(span, |found| span.part(found))
    }

    /// The path of the span's file, and the line and column of its start.
    pub fn locate(&self, span: Span) -> (&str, Location) {
        let file = self.file(span.file);
        (file.path(), file.location(span.start))
    }
}

/// Scalars above this size are not searched for their parts.
const MAX_SEARCHED: usize = 1 << 14;

/// Finds a part of a text in the way it was written: the same characters stand there as often as in
/// the text, however it is quoted, folded or indented.
fn find_part(written: &str, text: &str, part: Range<usize>) -> Option<Range<usize>> {
    let wanted = text.get(part.clone()).filter(|wanted| !wanted.is_empty())?;
    if written.len() > MAX_SEARCHED || text.len() > MAX_SEARCHED {
        return None;
    }
    let number = text[..part.start].matches(wanted).count();
    if text.matches(wanted).count() != written.matches(wanted).count() {
        return None;
    }
    let (at, _) = written.match_indices(wanted).nth(number)?;
    Some(at..at + wanted.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_count_characters_from_one() {
        let mut sources = SourceMap::default();
        let id = sources.add("compose.yaml", "a: ü\nbö: c\n");
        let file = sources.file(id);
        assert_eq!(file.location(0), Location { line: 1, column: 1 });
        assert_eq!(file.location(5), Location { line: 1, column: 5 });
        assert_eq!(file.location(6), Location { line: 2, column: 1 });
        assert_eq!(file.location(11), Location { line: 2, column: 5 });
        for offset in [0, 3, 5, 6, 7, 9, 12] {
            assert_eq!(file.offset(file.location(offset)), offset);
        }
        assert_eq!(sources.text(Span::new(id, 6, 9)), "bö");
    }

    #[test]
    fn parts_of_scalars_count_from_their_first_character() {
        let mut sources = SourceMap::default();
        let id = sources.add("f", r#"80:90 "80:90" "80\x3a90" "8\x30:90" $A:90"#);
        let shown = |start, end| {
            sources.text(sources.part(Span::new(id, start, end), "80:90", 3..5)).to_owned()
        };
        assert_eq!(shown(0, 5), "90");
        assert_eq!(shown(6, 13), "90");
        assert_eq!(shown(14, 24), "90");
        assert_eq!(shown(25, 35), "90");
        assert_eq!(shown(36, 38), "$A");
    }

    #[test]
    fn parts_never_leave_their_span() {
        let mut sources = SourceMap::default();
        let id = sources.add("f", "0123456789");
        let span = Span::new(id, 2, 6);
        assert_eq!(sources.text(span.part(1..3)), "34");
        assert_eq!(sources.text(span.part(3..99)), "5");
    }
}
