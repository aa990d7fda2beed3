//! SARIF 2.1.0, the form that code scanning and editors read; one document for a run.
//!
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/> is the specification. Columns count characters
//! (`unicodeCodePoints`), as everywhere here. Files are relative to `SRCROOT`, the root of the
//! repository, so that a report means the same on every machine.

mod types;

use std::collections::HashMap;

use compose_model::diagnostic::{Diagnostic, Label, Rule, Severity};
use compose_model::explain;
use compose_model::source::{SourceMap, Span};
use sha2::{Digest, Sha256};

use super::Finding;
use super::paths::{Paths, Place, file_uri, relative_uri};
use types::{
    ArtifactChange, ArtifactLocation, BaseIds, Configuration, Document, Driver, Fingerprints, Fix,
    Help, Invocation, Location, LogicalLocation, Message, Notification, PhysicalLocation,
    Properties, Region, Replacement, ReportingDescriptor, ResultItem, Root, RuleProperties, Run,
    Suppression, Tool,
};

/// What a run came to, gathered until its end.
#[derive(Debug, Default)]
pub(crate) struct Log {
    rules: Vec<&'static Rule>,
    results: Vec<ResultItem>,
    notifications: Vec<Notification>,
    /// How often each fingerprint was there.
    seen: HashMap<String, usize>,
}

impl Log {
    /// Adds a finding.
    pub(super) fn add(&mut self, finding: &Finding<'_>, sources: &SourceMap, paths: &Paths) {
        let rule_index = self.rule_index(finding.first.rule);
        let mut result = Writer { sources, paths }.result(finding, rule_index);
        // The same text twice, or a finding without a place: a number tells them apart.
        let fingerprint = &mut result.partial_fingerprints.finding;
        let same = self.seen.entry(fingerprint.clone()).or_default();
        *same += 1;
        if *same > 1 {
            *fingerprint = format!("{fingerprint}:{same}");
        }
        self.results.push(result);
    }

    /// Adds what is not about the project.
    pub(super) fn notify(&mut self, severity: Severity, message: &str, help: Option<&str>) {
        let help = help.map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        let message = Message { text: format!("{message}{help}") };
        self.notifications.push(Notification { level: severity.as_str(), message });
    }

    /// The document.
    pub(super) fn finish(self, exit_code: u8, paths: &Paths) -> String {
        let root = Root { uri: paths.root_uri() };
        let document = Document {
            schema: "https://json.schemastore.org/sarif-2.1.0.json",
            version: "2.1.0",
            runs: [Run {
                tool: Tool {
                    driver: Driver {
                        name: "compose2k8s",
                        version: env!("CARGO_PKG_VERSION"),
                        semantic_version: env!("CARGO_PKG_VERSION"),
                        information_uri: env!("CARGO_PKG_REPOSITORY"),
                        rules: self.rules.iter().map(|rule| descriptor(rule)).collect(),
                    },
                },
                invocations: [Invocation {
                    execution_successful: exit_code == 0,
                    exit_code,
                    tool_execution_notifications: self.notifications,
                }],
                original_uri_base_ids: BaseIds { root },
                column_kind: "unicodeCodePoints",
                results: self.results,
            }],
        };
        // Texts and numbers in structs of our own always serialise.
        serde_json::to_string_pretty(&document).unwrap_or_default()
    }

    fn rule_index(&mut self, rule: &'static Rule) -> usize {
        let known = self.rules.iter().position(|known| known.code == rule.code);
        known.unwrap_or_else(|| {
            self.rules.push(rule);
            self.rules.len() - 1
        })
    }
}

struct Writer<'a> {
    sources: &'a SourceMap,
    paths: &'a Paths,
}

impl Writer<'_> {
    fn result(&self, finding: &Finding<'_>, rule_index: usize) -> ResultItem {
        let diagnostic = finding.first;
        let logical = finding
            .subjects
            .iter()
            .copied()
            .chain(diagnostic.further.iter().map(|further| further.subject.as_str()))
            .map(|subject| LogicalLocation { fully_qualified_name: subject.to_owned() });
        let logical_locations: Vec<LogicalLocation> = logical.collect();
        let place = diagnostic.primary.as_ref();
        let physical = place.map(|label| self.physical(label.span));
        let located = physical.is_some() || !logical_locations.is_empty();
        let location = located.then(|| Location {
            id: None,
            physical_location: physical,
            logical_locations,
            message: place.and_then(label_text),
        });
        let related = diagnostic.related.iter().zip(1..).map(|(label, id)| Location {
            id: Some(id),
            physical_location: Some(self.physical(label.span)),
            logical_locations: Vec::new(),
            message: label_text(label),
        });
        ResultItem {
            rule_id: diagnostic.rule.code,
            rule_index,
            level: diagnostic.severity.as_str(),
            message: Message { text: super::full_message(finding) },
            locations: location.into_iter().collect(),
            related_locations: related.collect(),
            partial_fingerprints: Fingerprints { finding: self.fingerprint(finding) },
            suppressions: diagnostic.allowed.iter().map(|label| self.suppression(label)).collect(),
            fixes: diagnostic.fix.iter().map(|fix| self.fix(fix, diagnostic)).collect(),
            properties: Properties { effect: diagnostic.rule.effect.as_str() },
        }
    }

    fn suppression(&self, label: &Label) -> Suppression {
        let location = Location {
            id: None,
            physical_location: Some(self.physical(label.span)),
            logical_locations: Vec::new(),
            message: None,
        };
        let justification = Some(label.text.clone()).filter(|text| !text.is_empty());
        Suppression { kind: "inSource", justification, location }
    }

    fn physical(&self, span: Span) -> PhysicalLocation {
        let file = self.sources.file(span.file);
        let artifact_location = self.artifact(file.path());
        PhysicalLocation { artifact_location, region: self.region(span) }
    }

    fn region(&self, span: Span) -> Region {
        let file = self.sources.file(span.file);
        let (start, end) = (file.location(span.start), file.location(span.end));
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }

    fn artifact(&self, shown: &str) -> ArtifactLocation {
        match self.paths.place(shown) {
            Place::Below(path) => {
                ArtifactLocation { uri: relative_uri(&path), uri_base_id: Some(BaseIds::NAME) }
            }
            Place::Elsewhere(path) => ArtifactLocation { uri: file_uri(&path), uri_base_id: None },
            Place::Stdin => ArtifactLocation { uri: "stdin".to_owned(), uri_base_id: None },
        }
    }

    fn fix(&self, fix: &compose_model::diagnostic::Fix, diagnostic: &Diagnostic) -> Fix {
        let replacement = Replacement {
            deleted_region: self.region(fix.span),
            inserted_content: Message { text: fix.replacement.clone() },
        };
        let artifact_location = self.artifact(self.sources.file(fix.span.file).path());
        let description = diagnostic.help.first().map(|help| Message { text: help.clone() });
        let changes = [ArtifactChange { artifact_location, replacements: [replacement] }];
        Fix { description, artifact_changes: changes }
    }

    /// What stays the same when lines are added above: the rule, the file, the key, and the text that
    /// is pointed at.
    fn fingerprint(&self, finding: &Finding<'_>) -> String {
        let diagnostic = finding.first;
        let mut hasher = Sha256::new();
        let mut add = |text: &str| {
            hasher.update(text);
            hasher.update([0]);
        };
        add(diagnostic.rule.code);
        add(finding.subjects.first().copied().unwrap_or(&diagnostic.message));
        if let Some(label) = &diagnostic.primary {
            add(&self.artifact(self.sources.file(label.span.file).path()).uri);
            add(self.sources.text(label.span));
        }
        let hash: [u8; 32] = hasher.finalize().into();
        // Half of it is more than enough to tell findings apart, and easier to read.
        hash.first_chunk()
            .map_or_else(String::new, |half| format!("{:032x}", u128::from_be_bytes(*half)))
    }
}

fn label_text(label: &Label) -> Option<Message> {
    Some(&label.text).filter(|text| !text.is_empty()).map(|text| Message { text: text.clone() })
}

fn descriptor(rule: &'static Rule) -> ReportingDescriptor {
    let message = |text: &str| Message { text: text.to_owned() };
    ReportingDescriptor {
        id: rule.code,
        name: rule.name,
        short_description: message(&first_sentence(rule.what)),
        full_description: message(&format!("{} {}", rule.what, rule.why)),
        help: Help { text: rule.help.to_owned(), markdown: explain::markdown(rule) },
        default_configuration: Configuration { level: rule.severity.as_str() },
        properties: RuleProperties { tags: [rule.effect.as_str()] },
    }
}

fn first_sentence(text: &str) -> String {
    text.split_inclusive(". ").next().unwrap_or(text).trim_end().to_owned()
}
