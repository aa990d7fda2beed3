//! From text to the spanned tree. Only this file, `comments` and `syntax` know granit-parser.
//!
//! Parsing never fails: after a syntax error the file is read again without the lines that hold it. Aliases and merge keys are expanded here, so that no later stage knows of them: each use of
//! an alias is a copy of the tree at its anchor, whose origin tells both places.

use std::ops::Range;

use granit_parser::{
    ErrorKind, Event, Options, Parser, ScalarStyle, Span as Marks, StructureStyle, Tag as RawTag,
};

use super::build::{Anchors, Builder, Head, Kind, RawScalar, Stop, too_deep};
use super::decode::report_control_characters;
use super::limits::{AliasShare, Budget};
use super::node::{Node, Style, Tag};
use super::pieces;
use super::repair::{Extent, Fault, Repairs};
use super::syntax::Stuck;
use super::tabs::{self, TabLines};
use super::{directives, syntax};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules::{TOO_MANY_NODES, YAML_INDENTATION};
use crate::source::{FileId, Span};
use crate::workers::{Serial, Workers};

/// The longest key that the reference reads: `key: value` on one line.
const KEY_LENGTH: usize = 1024;

/// One document of a file.
#[derive(Clone, Debug)]
pub struct Document {
    /// The tree.
    pub root: Node,
    /// Whether the whole document could be read. What is missing in an incomplete one may well be
    /// written in the file.
    pub complete: bool,
}

impl Document {
    fn incomplete(root: Node) -> Self {
        Self { root, complete: false }
    }
}

/// Reads the documents of one file.
///
/// `text` is the decoded text of `file`. A file that holds nothing but comments has no document; an
/// empty document between markers is null. Nodes are taken from `budget`, which files of one load share.
pub fn parse(
    text: &str,
    file: FileId,
    budget: &mut Budget,
    diagnostics: &mut Diagnostics,
) -> Vec<Document> {
    parse_with(text, file, &Serial, budget, diagnostics)
}

/// Does what [`parse`] does, with help where the file is large.
pub(crate) fn parse_with(
    text: &str,
    file: FileId,
    workers: &dyn Workers,
    budget: &mut Budget,
    diagnostics: &mut Diagnostics,
) -> Vec<Document> {
    report_control_characters(text, file, diagnostics);
    if let Some(root) = pieces::read(text, file, workers, budget) {
        return vec![Document { root, complete: true }];
    }
    let mut tabs = TabLines::new(text);
    let mut repairs = Repairs::new(text.len());
    let mut source = tabs.as_spaces(text);
    loop {
        let mut left = budget.clone();
        let builder = Builder::new(text, file, &mut left, diagnostics, repairs.lost_anchors);
        let parser = Parser::new_from_str_with_options(&source, options(budget));
        let reader = Reader { text, file, start: 0, parser, builder, tabs: &mut tabs };
        match reader.read(&source, &mut repairs) {
            Ok(documents) => {
                *budget = left;
                tabs.report(text, file, diagnostics);
                return documents;
            }
            Err(Repaired(text)) => source = text.into(),
        }
    }
}

/// A piece of a file, as if there were nothing else in it but what its aliases name.
pub(super) struct ReadPiece {
    pub(super) root: Node,
    /// Its anchors.
    pub(super) anchors: Anchors,
    /// How much of it comes from aliases.
    pub(super) share: AliasShare,
    /// Whether something is merged into its map as a whole.
    pub(super) has_merged_root: bool,
}

/// Reads a piece of a file, before which there are these anchors. `None` where it is not one document
/// without anything to report.
pub(super) fn parse_piece(
    text: &str,
    piece: Range<usize>,
    file: FileId,
    before: &Anchors,
    budget: &mut Budget,
) -> Option<ReadPiece> {
    let source = text.get(piece.clone())?;
    let parser = Parser::new_from_str_with_options(source, options(budget));
    let mut diagnostics = Diagnostics::default();
    let builder = Builder::new(text, file, budget, &mut diagnostics, false);
    let tabs = &mut TabLines::new(source);
    Reader { text, file, start: piece.start, parser, builder, tabs }.read_faultless(before)
}

fn stopped(stop: Stop, at: Span, budget: &Budget) -> Diagnostic {
    match stop {
        Stop::Depth => too_deep("maps and lists are nested too deeply".to_owned(), at, budget)
            .help("put shared parts into values of their own"),
        Stop::Nodes => {
            let message = format!("there are more than {} nodes", budget.allowed_nodes());
            Diagnostic::new(&TOO_MANY_NODES, message)
                .at(at, "reading stops here")
                .help("split the project, or remove aliases of large values")
        }
    }
}

fn options(budget: &Budget) -> Options {
    granit_parser::options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        emit_comments: false,
        // As the reference's reader, a descendant of libyaml.
        block_scalar_eof_without_line_feed: true,
        bom_inside_document_as_content: true,
        simple_key_max_lookahead: KEY_LENGTH,
        flow_nesting_limit: budget.depth(),
        block_nesting_limit: budget.depth(),
    }
}

/// The text without what cannot be read, to be read instead.
struct Repaired(String);

struct Reader<'a, 'b> {
    /// The text as it is in the file.
    text: &'a str,
    file: FileId,
    /// Where the parser begins to read.
    start: usize,
    parser: Parser<'a, granit_parser::StrInput<'a>>,
    builder: Builder<'b>,
    tabs: &'b mut TabLines,
}

impl<'a> Reader<'a, '_> {
    fn read(mut self, source: &str, repairs: &mut Repairs) -> Result<Vec<Document>, Repaired> {
        let mut documents = Vec::new();
        let mut document_end = 0;
        while let Some(next) = self.parser.next() {
            let (event, marks) = match next {
                Ok(next) => next,
                Err(error) => {
                    let at = error.marker().byte_offset().unwrap_or(self.text.len());
                    if let Some(mut fault) = self.report(error.kind(), document_end, at) {
                        if fault.extent != Extent::Line {
                            fault.flow = self.builder.outer_flow().map(|start| start as usize);
                        }
                        if let Some(text) = repairs.without_fault(source, &fault) {
                            return Err(Repaired(text));
                        }
                    }
                    documents.extend(self.builder.abandon().map(Document::incomplete));
                    document_end = u32::try_from(at).unwrap_or(u32::MAX);
                    if self.skip_document() {
                        continue;
                    }
                    break;
                }
            };
            match event {
                Event::DocumentStart(..) => {
                    let start = self.span(&marks).start;
                    let between = document_end..start;
                    directives::check(self.text, self.file, between, self.builder.diagnostics);
                }
                Event::DocumentEnd => {
                    document_end = self.span(&marks).end;
                    let complete = !repairs.any;
                    documents.extend(self.builder.finish().map(|root| Document { root, complete }));
                }
                event => {
                    let Err(stop) = self.feed(event, &marks) else { continue };
                    let place = self.span(&marks);
                    self.builder.diagnostics.push(stopped(stop, place, self.builder.budget));
                    documents.extend(self.builder.abandon().map(Document::incomplete));
                    document_end = place.end;
                    if stop == Stop::Nodes || !self.skip_document() {
                        break;
                    }
                }
            }
        }
        Ok(documents)
    }

    /// Reads the only document of a text that has no faults; `None` where there is more, or anything to report.
    fn read_faultless(mut self, before: &Anchors) -> Option<ReadPiece> {
        let mut read = None;
        while let Some(next) = self.parser.next() {
            let (event, marks) = next.ok()?;
            match event {
                Event::DocumentStart(..) if read.is_some() => return None,
                Event::DocumentStart(..) => {
                    let start = self.span(&marks).start;
                    let between = u32::try_from(self.start).ok()?..start;
                    directives::check(self.text, self.file, between, self.builder.diagnostics);
                }
                Event::UnresolvedAlias(name) => {
                    let site = self.span(&marks);
                    self.builder.alias_of_piece(before, &name, site)?;
                }
                Event::DocumentEnd => {
                    let (anchors, share) = (self.builder.anchors(), self.builder.alias_share());
                    let has_merged_root = self.builder.root_merge.is_some();
                    let root = self.builder.finish()?;
                    read = Some(ReadPiece { root, anchors, share, has_merged_root });
                }
                event => self.feed(event, &marks).ok()?,
            }
        }
        read.filter(|_| self.builder.diagnostics.is_empty())
    }

    /// Reports an error of the parser. Returns the fault where it makes sense to read on behind it.
    fn report(&mut self, kind: &ErrorKind, document: u32, at: usize) -> Option<Fault> {
        if self.builder.diagnostics.is_full() {
            return None;
        }
        let end = u32::try_from(at).unwrap_or(u32::MAX);
        if let Some(start) = self.builder.outer_flow() {
            self.tabs.allow(Span::new(self.file, start, end));
        }
        // A tab as indentation leads to all kinds of errors after it.
        if let Some(line) = self.tabs.refused_between(document, end) {
            return Some(Fault { at: line as usize, flow: None, extent: Extent::Line });
        }
        let stuck = Stuck { at, flow: self.builder.inner_flow().map(|start| start as usize) };
        let diagnostic = syntax::explain(self.text, self.file, kind, &stuck)?;
        let fault = Fault {
            at: diagnostic.primary.as_ref().map_or(at, |label| label.span.start as usize),
            flow: None,
            extent: if *diagnostic.rule == YAML_INDENTATION {
                Extent::Level
            } else {
                Extent::Below
            },
        };
        self.builder.diagnostics.push(diagnostic);
        // What is too deep stays so.
        (!matches!(kind, ErrorKind::RecursionLimitExceeded)).then_some(fault)
    }

    /// Goes on at the next document, if there is one. A string has no errors of its own as a source.
    fn skip_document(&mut self) -> bool {
        matches!(self.parser.proceed_next_document(), Ok(true))
    }

    /// Hands an event on.
    fn feed(&mut self, event: Event<'a>, marks: &Marks) -> Result<(), Stop> {
        let span = self.span(marks);
        if self.tabs.any() {
            self.look_for_tabs(&event, span);
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    _ => Style::Quoted,
                };
                // The parser writes `~` for a value that is not there.
                let absent = style == Style::Plain && marks.start == marks.end;
                let text = if absent { "" } else { &*text };
                let span = trim_line_end(self.text, span);
                let head = self.head(span, anchor, tag.as_deref(), marks);
                self.builder.scalar(&head, &RawScalar { text, style })
            }
            Event::SequenceStart(style, anchor, tag) => {
                let flow = style == StructureStyle::Flow;
                let span = if flow { span } else { self.with_dash(span) };
                let head = self.head(span, anchor, tag.as_deref(), marks);
                self.builder.open(head, Kind::Sequence, flow)
            }
            Event::MappingStart(style, anchor, tag) => {
                let head = self.head(span, anchor, tag.as_deref(), marks);
                self.builder.open(head, Kind::Mapping, style == StructureStyle::Flow)
            }
            Event::SequenceEnd | Event::MappingEnd => self.builder.close(span.end),
            Event::Alias(anchor) => self.builder.alias(anchor, span),
            Event::UnresolvedAlias(name) => {
                self.builder.undefined_alias(&name, span);
                Ok(())
            }
            Event::Anchor(anchor, name) => {
                self.builder.name_anchor(anchor, &name);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Takes note of where tabs are allowed, and reports those before the text of a line.
    fn look_for_tabs(&mut self, event: &Event<'_>, span: Span) {
        let in_flow = self.builder.outer_flow().is_some();
        match event {
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(start) = self.builder.ending_flow() {
                    self.tabs.allow(Span { start, ..span });
                }
            }
            Event::Scalar(_, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted, ..)
                if !in_flow =>
            {
                self.tabs.allow(span);
            }
            _ => {}
        }
        if !in_flow && event.is_node() {
            self.builder.diagnostics.extend(tabs::before_text(self.text, self.file, span.start));
        }
    }

    fn head(&self, span: Span, anchor: usize, tag: Option<&RawTag>, marks: &Marks) -> Head {
        let tag = tag.map(|tag| {
            let span = marks.tag_span().map_or(span, |marks| self.span(&marks));
            let name = match tag.core_suffix() {
                Some(suffix) => format!("!!{suffix}"),
                None => tag.original(),
            };
            // `!<!reset>` is the verbatim form of `!reset`.
            let verbatim = name.strip_prefix("!<").and_then(|name| name.strip_suffix('>'));
            let name = verbatim.map(str::to_owned).unwrap_or(name);
            Tag { name, span }
        });
        Head { span, anchor, tag }
    }

    /// The span from the first dash, which the parser leaves out where the list is not indented.
    fn with_dash(&self, span: Span) -> Span {
        let before = self.text.get(..span.start as usize).unwrap_or_default();
        if self.text[before.len()..].starts_with('-') {
            return span;
        }
        let before = before.trim_end_matches([' ', '\t', '\n', '\r']);
        let start = before.strip_suffix('-').map(str::len).and_then(|at| u32::try_from(at).ok());
        Span { start: start.unwrap_or(span.start), ..span }
    }

    fn span(&self, marks: &Marks) -> Span {
        // Spans of a string always have byte offsets, and no file is larger than four gigabytes.
        let offset = |mark: Option<usize>| {
            let offset = mark.map_or(self.text.len(), |offset| self.start + offset);
            u32::try_from(offset).unwrap_or(u32::MAX)
        };
        Span::new(self.file, offset(marks.start.byte_offset()), offset(marks.end.byte_offset()))
    }
}

/// The span without the line ends and blanks at its end, which the parser counts to a block scalar.
fn trim_line_end(text: &str, span: Span) -> Span {
    let Some(content) = text.get(span.range()) else { return span };
    let blank = content.len() - content.trim_end_matches(['\n', '\r', ' ', '\t']).len();
    Span::new(span.file, span.start, span.end - u32::try_from(blank).unwrap_or(0))
}
