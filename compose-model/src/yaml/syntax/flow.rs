//! Brackets that are not closed.

use granit_parser::ErrorKind;

use super::place::Place;
use crate::diagnostic::Diagnostic;
use crate::rules::UNCLOSED_BRACKET;

/// Brackets that were opened at `open` and forgotten: the parser got stuck on a later line that is not
/// indented deeper.
pub(super) fn unclosed(place: &Place<'_>, kind: &ErrorKind, open: usize) -> Option<Diagnostic> {
    let leads_there = matches!(
        kind,
        ErrorKind::MappingValueNotAllowed
            | ErrorKind::InvalidColonPlacement
            | ErrorKind::ExpectedFlowMappingSeparator
            | ErrorKind::ExpectedFlowSequenceSeparator
            | ErrorKind::UnexpectedEofFlowSequence
            | ErrorKind::UnexpectedEofFlowMapping
    );
    let opened = place.moved(open);
    let (above, here) = (opened.line(), place.line());
    let is_forgotten = here.start > above.start && here.indentation() <= above.indentation();
    if !leads_there || !is_forgotten {
        return None;
    }
    let bracket = opened.first().filter(|c| matches!(c, '[' | '{'))?;
    Some(never_closed(&opened, bracket).related(here.span(place), "this is not part of it"))
}

/// Brackets without an end.
pub(super) fn never_closed(place: &Place<'_>, open: char) -> Diagnostic {
    let close = closing(open);
    place
        .character(
            &UNCLOSED_BRACKET,
            format!("the bracket `{open}` is never closed"),
            "opened here",
        )
        .help(format!("add `{close}` at the end of the value"))
}

/// The counterpart of a bracket.
pub(super) fn closing(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}
