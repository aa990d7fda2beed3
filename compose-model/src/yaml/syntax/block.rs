//! Mistakes in indentation, keys and values without quotes.

use super::place::{Line, Place};
use crate::diagnostic::{Diagnostic, Rule};
use crate::rules::{TAB_INDENTATION, UNEXPECTED_COLON, YAML_INDENTATION, YAML_SYNTAX};

/// A tab where spaces must be.
pub(super) fn tab(place: &Place<'_>) -> Diagnostic {
    // The parser may stop before the tab that it does not like, or after it.
    let line = place.line();
    let in_line = line.text.find('\t').map(|offset| line.start + offset);
    let after = || place.rest().find('\t').map(|offset| place.at + offset);
    let tab = in_line.or_else(after).unwrap_or(place.at);
    let tabs = place.text[tab..].bytes().take_while(|byte| *byte == b'\t').count();
    place
        .moved(tab)
        .spanning(&TAB_INDENTATION, "a tab is used for indentation", tabs, "tab")
        .help("indent with spaces")
        .fix(place.span(tab, tab + tabs), "  ".repeat(tabs))
}

/// A colon where no key can be.
pub(super) fn colon(place: &Place<'_>) -> Diagnostic {
    let line = place.line();
    let before = &place.text[line.start..place.at];
    if let Some(key_end) = before.find(": ") {
        return colon_in_value(place, line, key_end);
    }
    let above = place.lines_above().next();
    if let Some(diagnostic) = above.and_then(|above| colon_without_space(place, above)) {
        return diagnostic;
    }
    // The line that this one is indented below, if it is one that has no room for it.
    let around = place.lines_above().find(|above| above.indentation() < line.indentation());
    match (around, above) {
        (Some(around), _) if around.content().contains(": ") => {
            let message = "the key is indented deeper than the one above it";
            key(place, line, &YAML_INDENTATION, message, "too deep")
                .related(around.span(place), "this already has a value")
                .help("indent both by the same number of spaces, or remove the value above")
        }
        (_, Some(above)) if !above.content().contains(':') => neither_key_nor_item(place, above),
        _ => place
            .character(&UNEXPECTED_COLON, "a `:` is where no key can be", "not allowed here")
            .help("quote the text, or close the brackets and quotes before it"),
    }
}

/// `key: a: b`
fn colon_in_value(place: &Place<'_>, line: Line<'_>, key_end: usize) -> Diagnostic {
    let value = &line.text[key_end + 1..];
    let start = line.start + line.text.len() - value.trim_start().len();
    let value = value.find(" #").map_or(value, |comment| &value[..comment]).trim();
    let diagnostic = place
        .character(&UNEXPECTED_COLON, "a value without quotes contains `: `", "not allowed here")
        .help("quote the value, or begin the inner map on the next line");
    // A value that begins with a quote has text after it, and is not to be quoted once more.
    if value.starts_with(['"', '\'']) {
        return diagnostic;
    }
    diagnostic.fix(place.span(start, start + value.len()), quote(value))
}

/// `key:value` on the line above, which makes it a text.
fn colon_without_space(place: &Place<'_>, above: Line<'_>) -> Option<Diagnostic> {
    let content = above.content();
    let colon = content.find(':')?;
    let is_text = !content.contains(": ") && !content.ends_with(':');
    // `http://x` has no key before its colon.
    if !is_text || content[colon..].starts_with("://") {
        return None;
    }
    let at = above.content_start() + colon;
    let missing = place.moved(at).character(
        &UNEXPECTED_COLON,
        "there is no space after the colon",
        "a space is missing after it",
    );
    let help = "write a space between the colon and the value";
    Some(missing.help(help).fix(place.span(at, at + 1), ": "))
}

/// Something else than the next key or item.
pub(super) fn entry(place: &Place<'_>) -> Diagnostic {
    let line = place.line();
    let before = place.text[line.start..place.at].trim();
    if !before.is_empty() && before != "-" {
        return place
            .rest_of_line(&YAML_SYNTAX, "there is text after a complete value", "unexpected")
            .help("quote the whole value");
    }
    let is_item = |line: Line<'_>| line.content().starts_with("- ") || line.content() == "-";
    let sibling = place.lines_above().find(|above| above.indentation() <= line.indentation());
    let sibling = sibling.filter(|above| above.indentation() == line.indentation());
    match sibling {
        Some(sibling) if is_item(line) && !is_item(sibling) => {
            key(place, line, &YAML_INDENTATION, "a list item is among the keys of a map", "item")
                .related(sibling.span(place), "a key")
                .help("indent the item below its key, or write it as `key: value`")
        }
        Some(sibling) if is_item(sibling) && !is_item(line) => {
            key(place, line, &YAML_INDENTATION, "a key is among the items of a list", "key")
                .related(sibling.span(place), "an item")
                .help("begin the line with `- `, or indent it like the map that it belongs to")
        }
        _ => wrong_level(place, line),
    }
}

/// A line between the levels of those above it.
fn wrong_level(place: &Place<'_>, line: Line<'_>) -> Diagnostic {
    let mut levels: Vec<usize> = Vec::new();
    for above in place.lines_above() {
        if levels.last().is_none_or(|last| above.indentation() < *last) {
            levels.push(above.indentation());
        }
        if above.indentation() == 0 {
            break;
        }
    }
    levels.reverse();
    let message = "the indentation matches no line above it";
    let diagnostic = key(place, line, &YAML_INDENTATION, message, "wrong level")
        .help("indent it like the lines that it belongs to");
    let here = line.indentation();
    let list: Vec<String> = levels.iter().map(usize::to_string).collect();
    let diagnostic = diagnostic
        .note(format!("it is indented by {here}, the lines above by {}", list.join(", ")));
    let distance = |level: &usize| level.abs_diff(here);
    let Some(nearest) = levels.iter().min_by_key(|level| distance(level)) else {
        return diagnostic;
    };
    let is_only = levels.iter().filter(|level| distance(level) == distance(nearest)).count() == 1;
    if !is_only {
        return diagnostic;
    }
    diagnostic.fix(place.span(line.start, line.start + here), " ".repeat(*nearest))
}

/// A line that should be a key, but has no colon.
pub(super) fn lone_key(place: &Place<'_>) -> Diagnostic {
    let line = place.line();
    let content = line.content();
    let colon = content.find(':').filter(|at| !content[*at..].starts_with(": "));
    let colon = colon.filter(|at| *at + 1 < content.len() && !content[*at..].starts_with("://"));
    let diagnostic = neither_key_nor_item(place, line);
    match colon.map(|colon| line.content_start() + colon) {
        Some(at) => Diagnostic { help: Vec::new(), ..diagnostic }
            .help("write a space after the colon")
            .fix(place.span(at, at + 1), ": "),
        None => diagnostic,
    }
}

fn neither_key_nor_item(place: &Place<'_>, line: Line<'_>) -> Diagnostic {
    let message = format!("the line `{}` is neither a key nor a list item", line.shortened());
    Diagnostic::new(&YAML_SYNTAX, message)
        .at(line.span(place), "no `: ` here")
        .help("write `key: value`, or `- value` for a list item")
}

/// Text on the line of `|` or `>`.
pub(super) fn scalar_header(place: &Place<'_>) -> Diagnostic {
    let header = place.first().unwrap_or('|');
    place
        .rest_of_line(&YAML_SYNTAX, format!("there is text after `{header}`"), "on the same line")
        .help(format!(
            "begin the text on the next line, or quote the value if `{header}` is part of it"
        ))
}

/// A character that means something else at the beginning of a value.
pub(super) fn beginning(place: &Place<'_>) -> Diagnostic {
    match place.first() {
        Some(character) if !character.is_whitespace() => place
            .character(
                &YAML_SYNTAX,
                format!("a value cannot begin with `{character}`"),
                "not allowed without quotes",
            )
            .help("quote the value"),
        _ => place.character(&YAML_SYNTAX, "a value is missing", "nothing here"),
    }
}

/// A finding about the first word of a line.
fn key(
    place: &Place<'_>,
    line: Line<'_>,
    rule: &'static Rule,
    message: &str,
    label: &str,
) -> Diagnostic {
    let content = line.content();
    let len = content.find(": ").unwrap_or(content.trim_end_matches(':').len());
    place.moved(line.content_start()).spanning(rule, message, len, label)
}

fn quote(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}
