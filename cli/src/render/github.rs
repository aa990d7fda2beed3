//! Annotations of GitHub Actions: workflow commands, one a line.
//!
//! See "Workflow commands for GitHub Actions" in GitHub's documentation. Line breaks and percent
//! signs are escaped, so that no text of a Compose file can begin a command of its own.

use std::fmt::Write;

use compose_model::diagnostic::Severity;
use compose_model::source::SourceMap;

use super::Finding;
use super::escapes::Escapes;
use super::paths::{Paths, Place};

const ESCAPES: Escapes = Escapes { percent: "%25", property: [(':', "%3A"), (',', "%2C")] };

/// The line of a finding.
pub(super) fn line(finding: &Finding<'_>, sources: &SourceMap, paths: &Paths) -> String {
    let diagnostic = finding.first;
    let mut properties = String::new();
    if let Some(label) = &diagnostic.primary {
        let file = sources.file(label.span.file);
        if let Place::Below(path) | Place::Elsewhere(path) = paths.place(file.path()) {
            let (start, end) = (file.location(label.span.start), file.location(label.span.end));
            let _ = write!(properties, "file={},line={}", ESCAPES.property(&path), start.line);
            let _ = write!(properties, ",endLine={},col={}", end.line, start.column);
            // Columns of a range over several lines are refused.
            if start.line == end.line {
                let _ = write!(properties, ",endColumn={}", end.column);
            }
            properties.push(',');
        }
    }
    let (code, name) = (diagnostic.rule.code, diagnostic.rule.name);
    let _ = write!(properties, "title={}", ESCAPES.property(&format!("{code} {name}")));
    let message = ESCAPES.data(&super::full_message(finding));
    format!("::{} {properties}::{message}", command(diagnostic.severity))
}

/// What is not about the project.
pub(super) fn message(severity: Severity, message: &str, help: Option<&str>) -> String {
    let message = ESCAPES.message(message, help);
    format!("::{} title=compose2k8s::{message}", command(severity))
}

fn command(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_can_begin_a_command() {
        let line = message(Severity::Error, "a\n::error::b 100%\r", Some("c"));
        assert_eq!(line, "::error title=compose2k8s::a%0A::error::b 100%25␍%0Ahelp: c");
        assert_eq!(ESCAPES.property("a,b:c\n"), "a%2Cb%3Ac%0A");
    }
}
