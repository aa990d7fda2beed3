//! How values are shown.

use compose_model::yaml::{Node, Value, emit};

use super::page::Page;

/// Longer values are cut: the file itself shows them better.
const LINES: usize = 12;

/// A value in one line; a map or list by its size.
pub(super) fn short(node: &Node) -> String {
    let count = |n: usize, noun: &str| crate::render::count(n, noun);
    match &node.value {
        Value::Scalar(_) => node.text().map_or_else(|| "null".to_owned(), |text| first_line(&text)),
        Value::Sequence(items) => format!("a list of {}", count(items.len(), "item")),
        Value::Mapping(mapping) => format!("a map of {}", count(mapping.iter().count(), "key")),
    }
}

fn first_line(text: &str) -> String {
    match text.split_once('\n') {
        Some((first, _)) => format!("{first}…"),
        None => text.to_owned(),
    }
}

/// Shows a value below the line that names it.
pub(super) fn show(node: &Node, page: &mut Page) {
    let Ok(text) = emit::to_string(node) else { return };
    let lines: Vec<&str> = text.lines().collect();
    page.block(&lines[..lines.len().min(LINES)].join("\n"));
    if lines.len() > LINES {
        page.block(&format!("… and {}", crate::render::count(lines.len() - LINES, "more line")));
    }
}

/// Whether a value says all in one line.
pub(super) fn is_short(node: &Node) -> bool {
    matches!(node.value, Value::Scalar(_)) && !node.text().is_some_and(|text| text.contains('\n'))
}
