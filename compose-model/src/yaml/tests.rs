//! Reads YAML and looks at trees, origins and messages.

mod errors;
mod hostile;
mod trees;

use std::fmt::Write as _;

use super::{Budget, Document, Node, Resolved, Value, parse};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::origin::Step;
use crate::source::{SourceMap, Span};

/// A file that was read.
struct Read {
    sources: SourceMap,
    documents: Vec<Document>,
    diagnostics: Diagnostics,
}

fn read(text: &str) -> Read {
    read_with(text, &mut Budget::default())
}

fn read_with(text: &str, budget: &mut Budget) -> Read {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Diagnostics::default());
    let file = sources.add("compose.yaml", text);
    let documents = parse(text, file, budget, &mut diagnostics);
    Read { sources, documents, diagnostics }
}

impl Read {
    /// The only document of a file without faults.
    fn root(&self) -> &Node {
        assert_eq!(self.codes(), Vec::<&str>::new(), "{}", self.findings());
        let [document] = self.documents.as_slice() else { panic!("{:?}", self.documents) };
        assert!(document.complete);
        &document.root
    }

    fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.rule.code).collect()
    }

    fn source(&self, span: Option<Span>) -> &str {
        span.map_or("nowhere", |span| self.sources.text(span))
    }

    /// The findings as a person would see them, without colour.
    fn findings(&self) -> String {
        self.diagnostics.iter().map(|diagnostic| self.finding(diagnostic)).collect()
    }

    fn finding(&self, diagnostic: &Diagnostic) -> String {
        let mut text = format!("{}: {}\n", diagnostic.rule.code, diagnostic.message);
        for label in diagnostic.primary.iter().chain(&diagnostic.related) {
            let (_, place) = self.sources.locate(label.span);
            let source = self.sources.text(label.span);
            let _ = writeln!(text, "  {}:{} {source:?} {}", place.line, place.column, label.text);
        }
        for note in &diagnostic.notes {
            let _ = writeln!(text, "  note: {note}");
        }
        for help in &diagnostic.help {
            let _ = writeln!(text, "  help: {help}");
        }
        if let Some(fix) = &diagnostic.fix {
            let source = self.sources.text(fix.span);
            let _ = writeln!(text, "  fix: {source:?} -> {:?}", fix.replacement);
        }
        text
    }
}

/// The tree in one line, with the kind of each scalar to be seen.
fn show(node: &Node) -> String {
    let tag = node.tag.as_ref().map(|tag| format!("{} ", tag.name)).unwrap_or_default();
    let value = match &node.value {
        Value::Scalar(scalar) => match scalar.resolve() {
            Resolved::Null => "null".to_owned(),
            Resolved::String(text) => format!("{text:?}"),
            other => other.to_text(),
        },
        Value::Sequence(items) => {
            format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", "))
        }
        Value::Mapping(mapping) => {
            let entries = mapping.iter().map(|(key, value)| format!("{key}: {}", show(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    };
    format!("{tag}{value}")
}

/// The places of aliases and merge keys that a node came through, the last first.
fn steps<'a>(read: &'a Read, node: &'a Node) -> Vec<&'a str> {
    let span = |step: &Step| match step {
        Step::Alias(span) | Step::MergeKey(span) => Some(*span),
        _ => None,
    };
    node.origin.steps().map(|step| read.source(span(step))).collect()
}
