//! Annotations of Azure Pipelines: logging commands, one a line.
//!
//! See "Logging commands" in Azure's documentation. It knows errors and warnings only; notes are
//! lines of the log, in the short form. Escaped characters are those that the agent unescapes.

use std::fmt::Write;

use compose_model::diagnostic::Severity;
use compose_model::source::SourceMap;

use super::escapes::Escapes;
use super::paths::{Paths, Place};
use super::{Finding, short, text};

const ESCAPES: Escapes = Escapes { percent: "%AZP25", property: [(';', "%3B"), (']', "%5D")] };

/// The line of a finding.
pub(super) fn line(finding: &Finding<'_>, sources: &SourceMap, paths: &Paths) -> String {
    let diagnostic = finding.first;
    let Some(kind) = kind(diagnostic.severity) else { return short::line(finding, sources) };
    let mut properties = format!("type={kind};");
    if let Some(label) = &diagnostic.primary {
        let (path, at) = sources.locate(label.span);
        if let Place::Below(path) | Place::Elsewhere(path) = paths.place(path) {
            let path = ESCAPES.property(&path);
            let _ = write!(
                properties,
                "sourcepath={path};linenumber={};columnnumber={};",
                at.line, at.column
            );
        }
    }
    let code = diagnostic.rule.code;
    let message = ESCAPES.data(&super::full_message(finding));
    format!("##vso[task.logissue {properties}code={code};]{message}")
}

/// What is not about the project.
pub(super) fn message(severity: Severity, message: &str, help: Option<&str>) -> String {
    match kind(severity) {
        Some(kind) => {
            format!("##vso[task.logissue type={kind};]{}", ESCAPES.message(message, help))
        }
        None => format!("note: {}", text::one_line(message)),
    }
}

fn kind(severity: Severity) -> Option<&'static str> {
    match severity {
        Severity::Error => Some("error"),
        Severity::Warning => Some("warning"),
        Severity::Note => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_begin_a_command() {
        let line = message(Severity::Warning, "a]\n##vso[task.complete]100%", None);
        assert_eq!(line, "##vso[task.logissue type=warning;]a]%0A##vso[task.complete]100%AZP25");
        assert_eq!(ESCAPES.property("a;b]"), "a%3Bb%5D");
        assert_eq!(message(Severity::Note, "a\n##vso[b]", None), "note: a␊##vso[b]");
    }
}
