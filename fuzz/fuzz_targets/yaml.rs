//! The YAML reader and writer: every place lies in the text, nothing is lost in silence, and what is
//! written reads back as the same values.
#![no_main]

use compose_model::diagnostic::Diagnostics;
use compose_model::source::{SourceMap, Span};
use compose_model::yaml::{Budget, Document, Node, Value, emit, parse};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    // The loader takes a byte order mark away before it parses.
    let text = text.trim_start_matches('\u{feff}');
    let (documents, diagnostics) = read(text);
    for document in &documents {
        check_places(&document.root, text);
        assert!(document.complete || diagnostics.has_errors(), "incomplete, and not a word why");
    }
    for diagnostic in diagnostics.iter() {
        let labels = diagnostic.primary.iter().chain(&diagnostic.related);
        labels.for_each(|label| check_place(label.span, text));
    }
    if diagnostics.has_errors() {
        return;
    }
    for document in &documents {
        let Ok(written) = emit::to_string(&document.root) else { continue };
        let (again, diagnostics) = read(&written);
        assert!(!diagnostics.has_errors(), "the writer's own text is refused:\n{written}");
        let [again] = &again[..] else { panic!("not one document:\n{written}") };
        assert_eq!(emit::to_string(&again.root).ok().as_deref(), Some(&*written));
    }
});

fn read(text: &str) -> (Vec<Document>, Diagnostics) {
    let file = SourceMap::default().add("compose.yaml", text);
    let mut diagnostics = Diagnostics::default();
    let documents = parse(text, file, &mut Budget::default(), &mut diagnostics);
    (documents, diagnostics)
}

fn check_place(span: Span, text: &str) {
    assert!(text.get(span.range()).is_some(), "{span:?} is not a part of the text");
}

fn check_places(node: &Node, text: &str) {
    let tag = node.tag.as_ref().map(|tag| tag.span);
    for span in [node.origin.span(), node.origin.key_span(), tag].into_iter().flatten() {
        check_place(span, text);
    }
    match &node.value {
        Value::Scalar(_) => {}
        Value::Sequence(items) => items.iter().for_each(|item| check_places(item, text)),
        Value::Mapping(entries) => entries.iter().for_each(|(_, node)| check_places(node, text)),
    }
}
