//! Says what is wrong with YAML that cannot be read.
//!
//! The parser tells where it got stuck, which is often a line after the mistake. Here the text around
//! that place is looked at, so that the message names the mistake and points at it.

mod block;
mod flow;
mod place;
mod quoted;

use granit_parser::ErrorKind;
use place::Place;

use super::decode::is_refused;
use crate::diagnostic::Diagnostic;
use crate::rules::{TOO_DEEP, UNCLOSED_BRACKET, YAML_DIRECTIVE, YAML_SYNTAX};
use crate::source::FileId;

/// Where the parser got stuck.
pub(super) struct Stuck {
    /// The byte of the text.
    pub(super) at: usize,
    /// The innermost brackets around it, where there are any.
    pub(super) flow: Option<usize>,
}

/// The finding for an error of the parser; `None` where it has been reported already.
pub(super) fn explain(
    text: &str,
    file: FileId,
    kind: &ErrorKind,
    stuck: &Stuck,
) -> Option<Diagnostic> {
    let place = Place::new(text, file, stuck.at);
    let diagnostic = without_hints(&place, kind, stuck)?;
    Some(match place.foreign_blank() {
        None => diagnostic,
        Some((span, name)) => diagnostic
            .related(span, format!("{name}, which YAML does not treat as a space"))
            .help(format!("write a space instead of the {name}")),
    })
}

fn without_hints(place: &Place<'_>, kind: &ErrorKind, stuck: &Stuck) -> Option<Diagnostic> {
    if let Some(diagnostic) = stuck.flow.and_then(|open| flow::unclosed(place, kind, open)) {
        return Some(diagnostic);
    }
    let diagnostic = match kind {
        ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabNotAllowed
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => block::tab(place),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => block::colon(place),
        ErrorKind::ExpectedBlockMappingKey | ErrorKind::ExpectedBlockSequenceEntry => {
            block::entry(place)
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => block::lone_key(place),
        ErrorKind::BlockSequenceEntryNotAllowed => place
            .character(&YAML_SYNTAX, "a list cannot begin on the line of its key", "list item")
            .help("begin the list on the next line, or write `[a, b]`"),
        ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent => {
            block::scalar_header(place)
        }
        ErrorKind::InvalidBlockScalarIndent => place
            .rest_of_line(
                &YAML_SYNTAX,
                "a line of the text is indented less than the blank line before it",
                "the text begins here",
            )
            .help("remove the spaces from the empty line"),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => {
            quoted::unclosed(place)
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => quoted::followed(place),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => quoted::escape(place),
        ErrorKind::UnclosedFlowCollection { open } => flow::never_closed(place, *open),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => place
            .character(&UNCLOSED_BRACKET, format!("`{open}` is closed by `{close}`"), "opened here")
            .help(format!("close it with `{}`", flow::closing(*open))),
        ErrorKind::MisplacedFlowCollectionEnd => place
            .character(&UNCLOSED_BRACKET, "a bracket is closed that was not opened", "not opened")
            .help("remove it, or quote the text"),
        ErrorKind::ExpectedFlowMappingSeparator => place
            .character(&YAML_SYNTAX, "a `,` or `}` is missing", "before this")
            .help("separate the entries with commas, or quote the text"),
        ErrorKind::ExpectedFlowSequenceSeparator => place
            .character(&YAML_SYNTAX, "a `,` or `]` is missing", "before this")
            .help("separate the items with commas, or quote the text"),
        ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::PlainScalarStartsWithDashFlowIndicator => place
            .character(&YAML_SYNTAX, "a `-` cannot stand alone in brackets", "not allowed here")
            .help("separate items by commas and without dashes, or quote the dash"),
        ErrorKind::UnexpectedCharacter { character } if is_refused(*character) => return None,
        ErrorKind::UnexpectedCharacter { .. }
        | ErrorKind::MissingAnchorOrAliasName
        | ErrorKind::MappingKeyNotAllowed
        | ErrorKind::ExpectedNodeContent
        | ErrorKind::UnexpectedEof
        | ErrorKind::UnexpectedEofBlockMapping
        | ErrorKind::UnexpectedEofBlockSequence
        | ErrorKind::UnexpectedEofImplicitFlowMapping => block::beginning(place),
        ErrorKind::CommentNotSeparated => place
            .character(&YAML_SYNTAX, "a space is missing before the comment", "comment")
            .help("write a space before `#`, or quote the text"),
        ErrorKind::CommentInterceptedScalar => place
            .character(
                &YAML_SYNTAX,
                "a comment is inside a text of several lines",
                "the text goes on after this comment",
            )
            .help("move the comment, or quote the text"),
        ErrorKind::UndeclaredTagHandle
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingTagUri
        | ErrorKind::UnclosedVerbatimTag
        | ErrorKind::InvalidTagEscape
        | ErrorKind::InvalidGlobalTagCharacter
        | ErrorKind::ExpectedTagBang => {
            let word = place.word();
            place
                .spanning(
                    &YAML_SYNTAX,
                    format!("`{word}` is not a tag"),
                    word.len(),
                    "begins with `!`",
                )
                .help("quote the value if it is meant as text")
        }
        ErrorKind::ExpectedDocumentStart => place
            .rest_of_line(&YAML_SYNTAX, "there is text after the end of a value", "unexpected")
            .help("quote the whole value, or begin a new document with `---`"),
        ErrorKind::UnsupportedYamlMajorVersion | ErrorKind::DuplicateVersionDirective => {
            // Other versions are reported where the document begins.
            place
                .rest_of_line(&YAML_DIRECTIVE, "the `%YAML` line cannot be read", "directive")
                .help("remove the line: it changes nothing")
        }
        ErrorKind::RecursionLimitExceeded => place
            .character(&TOO_DEEP, "maps and lists are nested too deeply", "too deep")
            .help("put shared parts into values of their own"),
        kind => place.character(&YAML_SYNTAX, format!("the YAML cannot be read: {kind}"), ""),
    };
    Some(diagnostic)
}
