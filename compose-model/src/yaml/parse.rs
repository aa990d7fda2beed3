//! From text to the spanned tree. The only file that knows granit-parser.
//!
//! Parsing never fails: a document with a syntax error ends where the error is, and the next document
//! is read. Aliases and merge keys are expanded here, so that no later stage knows of them: each use of
//! an alias is a copy of the tree at its anchor, whose origin tells both places.

use granit_parser::{
    Event, Options, Parser, ScalarStyle, Span as Marks, StructureStyle, Tag as RawTag,
};

use super::build::{Builder, Collection, Head, RawScalar, Stop, too_deep};
use super::decode::report_control_characters;
use super::limits::Budget;
use super::node::{Node, Style, Tag};
use super::{directives, syntax};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules::TOO_MANY_NODES;
use crate::source::{FileId, Span};

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
    report_control_characters(text, file, diagnostics);
    let mut reader =
        Reader { text, file, parser: Parser::new_from_str_with_options(text, options(budget)) };
    let mut builder = Builder::new(text, file, budget, diagnostics);
    let mut documents = Vec::new();
    let mut document_end = 0;
    loop {
        match reader.parser.next() {
            None => break,
            Some(Ok((Event::DocumentStart(..), marks))) => {
                let start = reader.span(&marks).start;
                directives::check(text, file, document_end..start, builder.diagnostics);
            }
            Some(Ok((Event::DocumentEnd, marks))) => {
                document_end = reader.span(&marks).end;
                documents.extend(builder.finish().map(|root| Document { root, complete: true }));
            }
            Some(Ok((event, marks))) => {
                let Err(stop) = reader.feed(&mut builder, event, &marks) else { continue };
                let stopped = stopped(stop, reader.span(&marks), builder.budget);
                builder.diagnostics.push(stopped);
                documents.extend(builder.abandon().map(|root| Document { root, complete: false }));
                document_end = reader.span(&marks).end;
                if stop == Stop::Nodes || !reader.skip_document() {
                    break;
                }
            }
            Some(Err(error)) => {
                let at = error.marker().byte_offset().unwrap_or(text.len());
                if !builder.diagnostics.is_full() {
                    builder.diagnostics.extend(syntax::explain(text, file, error.kind(), at));
                }
                documents.extend(builder.abandon().map(|root| Document { root, complete: false }));
                document_end = u32::try_from(at).unwrap_or(u32::MAX);
                if !reader.skip_document() {
                    break;
                }
            }
        }
    }
    documents
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

struct Reader<'a> {
    text: &'a str,
    file: FileId,
    parser: Parser<'a, granit_parser::StrInput<'a>>,
}

impl<'a> Reader<'a> {
    /// Goes on at the next document, if there is one. A string has no errors of its own as a source.
    fn skip_document(&mut self) -> bool {
        matches!(self.parser.proceed_next_document(), Ok(true))
    }

    /// Hands an event on.
    fn feed(&self, builder: &mut Builder<'_>, event: Event<'a>, marks: &Marks) -> Result<(), Stop> {
        let span = self.span(marks);
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
                builder.scalar(&head, &RawScalar { text, style })
            }
            Event::SequenceStart(style, anchor, tag) => {
                let flow = style == StructureStyle::Flow;
                let span = if flow { span } else { self.with_dash(span) };
                let head = self.head(span, anchor, tag.as_deref(), marks);
                builder.open(head, Collection::sequence(), flow)
            }
            Event::MappingStart(style, anchor, tag) => {
                let head = self.head(span, anchor, tag.as_deref(), marks);
                builder.open(head, Collection::mapping(), style == StructureStyle::Flow)
            }
            Event::SequenceEnd | Event::MappingEnd => builder.close(span.end),
            Event::Alias(anchor) => builder.alias(anchor, span),
            Event::UnresolvedAlias(name) => {
                builder.undefined_alias(&name, span);
                Ok(())
            }
            Event::Anchor(anchor, name) => {
                builder.name_anchor(anchor, &name);
                Ok(())
            }
            _ => Ok(()),
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
            u32::try_from(mark.unwrap_or(self.text.len())).unwrap_or(u32::MAX)
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
