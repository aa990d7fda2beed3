//! One line each, in the form that editors and `grep` know: `path:line:column: severity[code]: message`.

use compose_model::source::SourceMap;

use super::{Finding, text};

pub(super) fn line(finding: &Finding<'_>, sources: &SourceMap) -> String {
    let diagnostic = finding.first;
    let place = diagnostic.primary.as_ref().map(|label| {
        let (path, at) = sources.locate(label.span);
        format!("{}:{}:{}: ", text::one_line(path), at.line, at.column)
    });
    let message = super::told(finding);
    let message = text::one_line(&message);
    let severity = diagnostic.severity.as_str();
    format!("{}{severity}[{}]: {message}", place.unwrap_or_default(), diagnostic.rule.code)
}
