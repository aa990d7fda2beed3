//! Large files are read in pieces, several at a time.
//!
//! The parser takes two thirds of the time of a load. Services stand below one another, and each is read the
//! same whatever stands above and below it: so a file is cut between services, each piece is read as a
//! document of its own, and the documents are put together.
//!
//! Aliases name what stands in the first piece, as in files whose shared parts come first: it is read before
//! the others then.
//!
//! What comes of it is always what reading the file as a whole gives. Where that is not certain (an alias names
//! something else, a piece ends in the middle of something, anything is to be reported), the file is read as a
//! whole.

use std::ops::Range;

use super::build::Anchors;
use super::limits::{AliasShare, Budget};
use super::node::{Node, Scalar, Value};
use super::parse::{ReadPiece, parse_piece};
use crate::source::{FileId, Span};
use crate::workers::{Task, Workers};

/// A piece with fewer bytes is not worth a worker.
const LEAST: usize = 1 << 15;
/// The pieces for each worker: whoever is done takes the next one.
const PIECES: usize = 2;

/// The section that is cut: no other one becomes large.
const SECTION: &str = "services";

/// Reads a file that is one document without faults. `None` where it is too small to be cut, or must be read
/// as a whole.
pub(super) fn read(
    text: &str,
    file: FileId,
    workers: &dyn Workers,
    budget: &mut Budget,
) -> Option<Node> {
    let most = text.len() / LEAST;
    if most < 2 {
        return None;
    }
    let number = (workers.count() * PIECES).min(most);
    if workers.count() < 2 { None } else { read_cut(text, file, number, workers, budget) }
}

fn read_cut(
    text: &str,
    file: FileId,
    number: usize,
    workers: &dyn Workers,
    budget: &mut Budget,
) -> Option<Node> {
    let cuts = Cuts::find(text, number)?;
    let mut readings: Vec<Reading> =
        cuts.pieces().map(|piece| Reading::new(piece, budget)).collect();
    let mut left = budget.clone();
    let mut anchors = Anchors::default();
    if cuts.has_aliases {
        let head = readings.first_mut()?;
        head.read(text, file, &anchors);
        let read = head.read.as_mut()?;
        anchors = std::mem::take(&mut read.anchors);
        left.keep_as(&head.left);
        // What contains the services does not end with the piece.
        let start = read.root.origin.span()?.start as usize;
        let is_open = anchors.begin_at(start) || anchors.begin_at(cuts.first);
        if is_open || read.share.may_be_excessive() {
            return None;
        }
    }
    // Without aliases the first piece is one like the others.
    let others = readings.iter_mut().filter(|reading| reading.read.is_none());
    let tasks =
        others.map(|reading| -> Task<'_> { Box::new(|| reading.read(text, file, &anchors)) });
    workers.run(tasks.collect());

    let mut whole = Whole::default();
    for Reading { piece, left, read } in readings {
        let ReadPiece { root, anchors, .. } = read?;
        if cuts.has_aliases && !anchors.is_empty() {
            return None;
        }
        whole.add(text, &cuts, &piece, root, budget.spent(&left))?;
    }
    let size = AliasShare { nodes: whole.nodes, aliased: 0 };
    if cuts.has_aliases && size.may_be_excessive() {
        return None;
    }
    left.take_nodes(whole.nodes).then(|| *budget = left)?;
    whole.root
}

/// A piece, and what is read of it.
struct Reading {
    piece: Piece,
    /// What is left of the budget.
    left: Budget,
    read: Option<ReadPiece>,
}

impl Reading {
    fn new(piece: Piece, budget: &Budget) -> Self {
        // The services lie one level deeper in the file.
        let is_below = piece.level == Level::Services;
        let left = if is_below { budget.below() } else { budget.clone() };
        Self { piece, left, read: None }
    }

    fn read(&mut self, text: &str, file: FileId, before: &Anchors) {
        self.read = parse_piece(text, self.piece.range.clone(), file, before, &mut self.left);
        // What is merged into a part of a map may concern the others.
        let is_head = self.piece.level == Level::Head;
        self.read.take_if(|read| read.has_merged_root && !is_head);
    }
}

/// Where a file is cut: before lines that begin a service, and before what stands below the services.
#[derive(Debug)]
struct Cuts {
    /// Where the first service begins.
    first: usize,
    /// The spaces before each service.
    indentation: usize,
    /// The beginnings of the lines.
    before: Vec<usize>,
    /// The end of the services.
    end: usize,
    /// The end of the file.
    file_end: usize,
    /// Whether there may be aliases.
    has_aliases: bool,
}

#[derive(Debug)]
struct Piece {
    range: Range<usize>,
    level: Level,
}

/// What a piece holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    /// All up to the first cut.
    Head,
    /// Services.
    Services,
    /// What stands below the services.
    Tail,
}

impl Cuts {
    /// Cuts the services of a file into pieces of about the same size.
    fn find(text: &str, number: usize) -> Option<Self> {
        // Where a tab may stand depends on what is around it.
        if text.contains('\t') {
            return None;
        }
        let bytes = text.as_bytes();
        let section = section(text)?;
        let first = lines(text, section.start).find_map(|line| first_content(bytes, line))?;
        let indentation = first - line_start(text, first);
        if indentation == 0 || !begins_key(bytes, first) {
            return None;
        }
        let mut cuts = Self {
            first,
            indentation,
            before: Vec::with_capacity(number + 1),
            end: section.end,
            file_end: text.len(),
            has_aliases: text.contains('*'),
        };
        let even = (1..number).map(|piece| section.start + section.len() / number * piece);
        // All others wait for the first piece, where it has the anchors.
        let early = cuts.has_aliases.then_some(first + 1);
        for about in early.into_iter().chain(even) {
            let behind = about.max(cuts.before.last().map_or(first, |last| last + 1)) - 1;
            let begins_service = |line: &usize| {
                let key = line + indentation;
                bytes.get(*line..key).is_some_and(|blank| blank.iter().all(|byte| *byte == b' '))
                    && begins_key(bytes, key)
            };
            let behind = (behind..text.len()).find(|at| text.is_char_boundary(*at))?;
            let mut starts = next_lines(text, behind).take_while(|line| *line < section.end);
            cuts.before.extend(starts.find(begins_service));
        }
        let is_followed = section.end < text.len();
        let follows_key = !is_followed || begins_key(bytes, section.end);
        (follows_key && !cuts.before.is_empty()).then_some(cuts)
    }

    fn pieces(&self) -> impl Iterator<Item = Piece> {
        let starts = self.before.iter().copied();
        let ends = self.before.iter().copied().skip(1).chain([self.end]);
        let head = Piece { range: 0..self.before[0], level: Level::Head };
        let services = starts
            .zip(ends)
            .map(|(start, end)| Piece { range: start..end, level: Level::Services });
        let tail = Piece { range: self.end..self.file_end, level: Level::Tail };
        [head].into_iter().chain(services).chain((!tail.range.is_empty()).then_some(tail))
    }
}

/// The lines below `services:`, up to the next line that is not indented.
fn section(text: &str) -> Option<Range<usize>> {
    let at = lines(text, 0).find(|at| text[*at..].starts_with(SECTION))?;
    let (line, _) = text[at + SECTION.len()..].split_once('\n')?;
    if line.trim_end() != ":" {
        return None;
    }
    let start = at + SECTION.len() + line.len() + 1;
    let is_outside =
        |at: &usize| !matches!(text.as_bytes().get(*at), Some(b' ' | b'#' | b'\r' | b'\n'));
    Some(start..lines(text, start).find(is_outside)?)
}

/// The beginnings of lines: the one that begins here and those that follow, up to the end of the text.
fn lines(text: &str, from: usize) -> impl Iterator<Item = usize> {
    [from].into_iter().chain(next_lines(text, from))
}

/// The beginnings of the lines behind a place, and the end of the text.
fn next_lines(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let newlines = text[from..].match_indices('\n');
    newlines.map(move |(at, _)| from + at + 1).chain([text.len()])
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the text of a line begins, unless it is blank or a comment.
fn first_content(bytes: &[u8], line: usize) -> Option<usize> {
    let at = line + bytes.get(line..)?.iter().position(|byte| *byte != b' ')?;
    (!matches!(bytes[at], b'#' | b'\r' | b'\n')).then_some(at)
}

/// Whether something stands here that is a plain key, and nothing but a key, at the beginning of a line.
fn begins_key(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

/// The document that the pieces make up.
#[derive(Default)]
struct Whole {
    root: Option<Node>,
    nodes: usize,
}

impl Whole {
    /// Adds what comes next. `None` where reading the file as a whole may give something else.
    fn add(
        &mut self,
        text: &str,
        cuts: &Cuts,
        piece: &Piece,
        node: Node,
        nodes: usize,
    ) -> Option<()> {
        // Where nothing stands depends on what follows it.
        if piece.range.end < text.len() && ends_with_nothing(&node) {
            return None;
        }
        self.nodes += nodes;
        let root = match piece.level {
            Level::Head => {
                let root = self.root.insert(node);
                let last = root.as_mapping()?.keys().next_back()?;
                let services = root.get(SECTION).filter(|_| **last == *SECTION)?;
                return begins_at(services, cuts.first);
            }
            Level::Services => {
                begins_at(&node, piece.range.start + cuts.indentation)?;
                self.root.as_mut()?.as_mapping_mut()?.get_mut(SECTION)?
            }
            Level::Tail => {
                begins_at(&node, piece.range.start)?;
                self.root.as_mut()?
            }
        };
        // The map of the piece is none of the file.
        self.nodes -= 1;
        let end = node.origin.span()?.end;
        append(root, node)?;
        if piece.level == Level::Services {
            extend(self.root.as_mut()?, end)?;
        }
        Some(())
    }
}

/// Whether a map begins at a place, and so with the key there.
fn begins_at(node: &Node, at: usize) -> Option<()> {
    let start = node.origin.span()?.start as usize;
    (node.as_mapping().is_some() && start == at).then_some(())
}

/// Adds the entries of one map to those of another. `None` where both have the same key.
fn append(to: &mut Node, from: Node) -> Option<()> {
    extend(to, from.origin.span()?.end)?;
    let Value::Mapping(entries) = from.value else { return None };
    let to = to.as_mapping_mut()?;
    for (key, value) in entries {
        if to.insert_new(key, value).is_some() {
            return None;
        }
    }
    Some(())
}

fn extend(node: &mut Node, end: u32) -> Option<()> {
    let span = node.origin.span()?;
    let origin = std::mem::take(&mut node.origin);
    node.origin = origin.at(Span { end, ..span });
    Some(())
}

/// Whether the last value is absent, or a block without text.
fn ends_with_nothing(mut node: &Node) -> bool {
    loop {
        let last = match &node.value {
            Value::Scalar(Scalar::Text { text, .. }) if text.trim().is_empty() => return true,
            Value::Scalar(_) => None,
            Value::Sequence(items) => items.last(),
            Value::Mapping(mapping) => mapping.iter().next_back().map(|(_, value)| value),
        };
        match last {
            Some(last) => node = last,
            None => return node.origin.span().is_none_or(|span| span.start == span.end),
        }
    }
}

#[cfg(test)]
mod tests;
