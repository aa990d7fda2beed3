//! Findings that say the same of many places: a project of twenty services has many a warning twenty
//! times, and who has read it once wants to know where else, not to read it again.
//!
//! For people only, and never for errors: each of those has to be mended. `-v` shows every finding.

use std::collections::HashMap;

use compose_model::diagnostic::Severity;
use compose_model::source::SourceMap;

use super::{Finding, text};

/// From this many on, all but the first are only named.
const MANY: usize = 4;

/// How many places are named before the rest is counted.
const NAMED: usize = 5;

/// A finding, and others that are like it.
#[derive(Debug)]
pub(super) struct Alike<'a> {
    pub(super) first: Finding<'a>,
    pub(super) others: Vec<Finding<'a>>,
}

/// Puts findings together that differ only in the names that they quote. The order of the first ones
/// stays.
pub(super) fn fold(findings: Vec<Finding<'_>>) -> Vec<Alike<'_>> {
    let mut sizes: HashMap<String, usize> = HashMap::new();
    let shapes: Vec<Option<String>> = findings.iter().map(shape).collect();
    for shape in shapes.iter().flatten() {
        *sizes.entry(shape.clone()).or_default() += 1;
    }
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut folded: Vec<Alike<'_>> = Vec::with_capacity(findings.len());
    for (finding, shape) in findings.into_iter().zip(shapes) {
        let shape = shape.filter(|shape| sizes[shape] >= MANY);
        if let Some(place) = shape.as_ref().and_then(|shape| places.get(shape)) {
            folded[*place].others.push(finding);
        } else {
            places.extend(shape.map(|shape| (shape, folded.len())));
            folded.push(Alike { first: finding, others: Vec::new() });
        }
    }
    folded
}

/// One finding each, for those who want to see all.
pub(super) fn single(findings: Vec<Finding<'_>>) -> Vec<Alike<'_>> {
    findings.into_iter().map(|first| Alike { first, others: Vec::new() }).collect()
}

impl Alike<'_> {
    /// Where the others are; `None` where there are none.
    pub(super) fn elsewhere(&self, sources: &SourceMap) -> Option<String> {
        let named = self.others.iter().take(NAMED).map(|finding| place(finding, sources));
        let named = named.collect::<Vec<_>>().join(", ");
        let more = match self.others.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let count = self.others.len();
        (count > 0).then(|| format!("{count} more like this: {named}{more} (-v shows each)"))
    }
}

fn place(finding: &Finding<'_>, sources: &SourceMap) -> String {
    if let Some(label) = &finding.first.primary {
        let (path, at) = sources.locate(label.span);
        return format!("{}:{}:{}", text::one_line(path), at.line, at.column);
    }
    let subject = finding.subjects.first().copied().unwrap_or("the project");
    format!("`{}`", text::one_line(subject))
}

/// What a finding says, without the names that it quotes.
fn shape(finding: &Finding<'_>) -> Option<String> {
    let diagnostic = finding.first;
    if diagnostic.severity == Severity::Error {
        return None;
    }
    let mut shape = format!("{} {}", diagnostic.rule.code, diagnostic.severity.as_str());
    for text in [&diagnostic.message].into_iter().chain(&diagnostic.notes).chain(&diagnostic.help) {
        // Every second part stands between backticks.
        for part in text.split('`').step_by(2) {
            shape.push('`');
            shape.push_str(part);
        }
        shape.push('\n');
    }
    Some(shape)
}
