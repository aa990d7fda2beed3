//! The lines that may stand before a document.
//!
//! The reference's reader takes `%YAML 1.1` and `%TAG` and refuses all others.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rules::YAML_DIRECTIVE;
use crate::source::{FileId, Span};

/// Reports the directives between two documents that the reference refuses.
pub(super) fn check(text: &str, file: FileId, between: Range<u32>, diagnostics: &mut Diagnostics) {
    let Some(prefix) = text.get(between.start as usize..between.end as usize) else { return };
    let mut at = between.start;
    for line in prefix.split_inclusive('\n') {
        let start = at;
        at += u32::try_from(line.len()).unwrap_or(0);
        let mut words = line.split_whitespace();
        let span = Span::new(file, start, start).to(Span::new(
            file,
            start,
            start + u32::try_from(line.trim_end().len()).unwrap_or(0),
        ));
        let diagnostic = match words.next() {
            Some("%YAML") => match words.next() {
                Some("1.1") => continue,
                version => {
                    let version = version.unwrap_or_default();
                    Diagnostic::new(
                        &YAML_DIRECTIVE,
                        format!("`%YAML {version}` is not a version that `docker compose` reads"),
                    )
                    .help("remove the line: it changes nothing")
                }
            },
            Some("%TAG") => continue,
            Some(name) if name.starts_with('%') => {
                Diagnostic::new(&YAML_DIRECTIVE, format!("there is no directive `{name}`"))
                    .help("remove the line")
            }
            _ => continue,
        };
        diagnostics.push(diagnostic.at(span, "directive").fix(span, ""));
    }
}
