//! What is wrong with an image, said once for all services that use it.

use indexmap::IndexMap;

use super::Wanted;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;

/// Findings about images, by what they say.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    findings: IndexMap<(String, Vec<String>), (Diagnostic, Vec<Use>)>,
}

/// Where an image is used: the place, and the key in the model.
type Use = (Option<Span>, String);

impl Gathered {
    /// Adds a finding about an image that is used here.
    pub(super) fn add(&mut self, finding: Diagnostic, wanted: &Wanted<'_>) {
        let told = (finding.message.clone(), finding.notes.clone());
        let (_, uses) = self.findings.entry(told).or_insert_with(|| (finding, Vec::new()));
        uses.push((wanted.origin.span(), wanted.subject.clone()));
    }

    /// Reports what was gathered.
    pub(super) fn report(self, diagnostics: &mut Diagnostics) {
        for (finding, uses) in self.findings.into_values() {
            diagnostics.push(finding.at_all(uses));
        }
    }
}
