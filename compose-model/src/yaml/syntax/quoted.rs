//! Quotes that are not closed, closed too early, or hold what they cannot.

use super::place::Place;
use crate::diagnostic::Diagnostic;
use crate::rules::{UNCLOSED_QUOTE, YAML_SYNTAX};

/// A quote that has no counterpart up to the end of the document.
pub(super) fn unclosed(place: &Place<'_>) -> Diagnostic {
    let quote = place.first().unwrap_or('"');
    place
        .character(&UNCLOSED_QUOTE, format!("the quote `{quote}` is never closed"), "opened here")
        .help(format!("add `{quote}` at the end of the value"))
}

/// Text after a closing quote.
pub(super) fn followed(place: &Place<'_>) -> Diagnostic {
    let line = place.line();
    let before = place.text[..place.at].trim_end();
    let quote = before.chars().next_back().filter(|c| matches!(c, '"' | '\''));
    let inside = quote.and_then(|quote| before.strip_suffix(quote));
    let opened = quote.and_then(|quote| inside?.rfind(quote));
    if let (Some(quote), Some(opened)) = (quote, opened.filter(|opened| *opened < line.start)) {
        // A value of several lines that ends where another quote begins was not meant to be one.
        return place
            .moved(opened)
            .character(&UNCLOSED_QUOTE, format!("the quote `{quote}` is not closed"), "opened here")
            .related(place.span(before.len() - 1, before.len()), "this quote closes it")
            .help(format!("add `{quote}` at the end of the value"));
    }
    let rest = place.rest().lines().next().unwrap_or_default().trim_end();
    let end = rest.find([' ', ',']).filter(|end| *end > 0).unwrap_or(rest.len());
    place
        .spanning(&YAML_SYNTAX, "there is text after the closing quote", end, "after the quote")
        .help("put the whole value into one pair of quotes; in single quotes write `''` for `'`")
}

/// A backslash before a character that it does not escape. The parser tells the opening quote.
pub(super) fn escape(place: &Place<'_>) -> Diagnostic {
    let mut characters = place.rest().char_indices();
    let mut at = place.at;
    while let Some((offset, character)) = characters.next() {
        if character != '\\' {
            continue;
        }
        let next = characters.next().map_or('\\', |(_, next)| next);
        let digits = match next {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ if "0abtnvfre \"/\\N_LP\n\r\t".contains(next) => 0,
            _ => usize::MAX,
        };
        let hex = characters.clone().take_while(|(_, c)| c.is_ascii_hexdigit()).count();
        if hex < digits {
            at = place.at + offset;
            break;
        }
    }
    let place = place.moved(at);
    let escape: String = place.rest().chars().take(2).collect();
    place
        .spanning(
            &YAML_SYNTAX,
            format!("`{escape}` is not a valid escape in double quotes"),
            escape.len(),
            "unknown escape",
        )
        .help("write `\\\\` for a backslash, or use single quotes")
}
