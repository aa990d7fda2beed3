//! The parts of the source that a finding shows.
//!
//! The renderer looks at every line that it is given, so it is given few: a file of ten megabytes
//! with a thousand findings would otherwise be read a thousand times.

use std::ops::Range;

use compose_model::diagnostic::Label;
use compose_model::source::{FileId, Location, SourceFile, SourceMap, Span};

use super::text;

/// Labels further apart than this many lines get an excerpt each.
const NEAR: u32 = 12;

/// Lines longer than this many bytes are shown in part.
const LONG: usize = 8 * 1024;

/// A few lines of a file with the places to mark in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    pub(super) path: String,
    /// The place of the first mark.
    pub(super) location: Location,
    /// Whether a line is shown in part, so that columns in the text are not those of the file.
    pub(super) cut: bool,
    pub(super) first_line: u32,
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
}

/// A place to mark in an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the excerpt's text.
    pub(super) range: Range<usize>,
    pub(super) text: String,
    pub(super) primary: bool,
}

/// The excerpts of a finding, the one with its primary place first.
pub(super) fn excerpts<'a>(
    primary: Option<&'a Label>,
    related: impl IntoIterator<Item = &'a Label>,
    sources: &'a SourceMap,
) -> Vec<Excerpt> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let labels = primary.map(|label| (label, true)).into_iter();
    for (label, primary) in labels.chain(related.into_iter().map(|label| (label, false))) {
        let file = sources.file(label.span.file);
        let place = Place::new(file, label, primary);
        match groups.iter_mut().find(|group| group.id == label.span.file && group.is_near(&place)) {
            Some(group) => group.places.push(place),
            None => groups.push(Group { id: label.span.file, file, places: vec![place] }),
        }
    }
    groups.into_iter().map(Group::excerpt).collect()
}

struct Group<'a> {
    id: FileId,
    file: &'a SourceFile,
    places: Vec<Place<'a>>,
}

/// A label with its line, or the first of its lines where it has several: an underline below one line
/// says where to look, and brackets around forty do not say more.
struct Place<'a> {
    location: Location,
    range: Range<usize>,
    label: &'a Label,
    primary: bool,
}

impl<'a> Place<'a> {
    fn new(file: &SourceFile, label: &'a Label, primary: bool) -> Self {
        let Span { start, end, .. } = label.span;
        let text = file.text();
        let start = boundary(text, start as usize);
        let end = boundary(text, end as usize).max(start);
        let end = boundary(text, end.min(start + LONG));
        let line_end = text[start..end].find(['\n', '\r']).map_or(end, |at| start + at);
        Self {
            location: file.location(label.span.start),
            range: start..end.min(line_end),
            label,
            primary,
        }
    }
}

impl Group<'_> {
    fn is_near(&self, other: &Place<'_>) -> bool {
        self.places.iter().any(|place| place.location.line.abs_diff(other.location.line) <= NEAR)
    }

    fn excerpt(self) -> Excerpt {
        let text = self.file.text();
        let first_line = self.places.iter().map(|place| place.location.line).min().unwrap_or(1);
        let last_line = self.places.iter().map(|place| place.location.line).max().unwrap_or(1);
        let (mut shown, mut marks, mut cut) = (String::new(), Vec::new(), false);
        for number in first_line..=last_line {
            let places: Vec<&Place<'_>> =
                self.places.iter().filter(|place| place.location.line == number).collect();
            let (part, is_cut) = part(self.file, number, &places);
            cut |= is_cut;
            let offset = shown.len();
            let at = |n: usize| offset + n.clamp(part.start, part.end) - part.start;
            marks.extend(places.iter().map(|place| Mark {
                range: at(place.range.start)..at(place.range.end),
                text: text::one_line(&place.label.text).into_owned(),
                primary: place.primary,
            }));
            shown.push_str(&text::source_line(&text[part]));
            shown.push('\n');
        }
        let head = self.places.iter().find(|place| place.primary).or(self.places.first());
        Excerpt {
            path: text::one_line(self.file.path()).into_owned(),
            location: head.map_or(Location { line: 1, column: 1 }, |place| place.location),
            cut,
            first_line,
            text: shown,
            marks,
        }
    }
}

/// The part of a line to show, without its break: all of it, or what is around its marks, and
/// whether it is a part only. Never looks at more than that.
fn part(file: &SourceFile, line: u32, places: &[&Place<'_>]) -> (Range<usize>, bool) {
    let text = file.text();
    let line_start = file.offset(Location { line, column: 1 }) as usize;
    let first = places.iter().map(|place| place.range.start).min().unwrap_or(line_start);
    let start = match first.checked_sub(LONG / 4) {
        Some(before) if first - line_start > LONG / 2 => boundary(text, before),
        _ => line_start,
    };
    let limit = boundary(text, start + LONG);
    let end = text[start..limit].find(['\n', '\r']);
    let cut = start > line_start || (end.is_none() && limit < text.len());
    (start..end.map_or(limit, |end| start + end), cut)
}

/// The nearest start of a character at or before a byte.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
