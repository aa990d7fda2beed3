//! What one key does to a result.

use compose_model::backend::{Backend, Context, Flow, OptionValues};
use compose_model::coverage::{Fate, fate};
use compose_model::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use compose_model::env::MapEnv;
use compose_model::explain::{is_within, path};
use compose_model::load::{Options, load};
use compose_model::source::{SourceMap, Span};
use compose_model::workers::Serial;
use compose_model::yaml::{Budget, Node, Value, parse};

use crate::sample::{FOLDER, Sample, files};

/// What one key does to a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// The output is another one.
    Changes,
    /// There is a finding whose place lies in the lines of the key.
    Reported,
    /// It is a part of an attribute that is reported as a whole, at the attribute's place.
    ReportedAbove,
    /// Nobody says a word.
    Silent,
}

impl Verdict {
    /// Compares the results with the key and without it.
    pub(crate) fn of(sample: &Sample, backend: &'static dyn Backend) -> Self {
        let (without, with) =
            (Result::of(&sample.without, backend), Result::of(&sample.with, backend));
        Self::between(&without, &with, sample, backend)
    }

    /// The same, where the results are there already.
    pub(crate) fn between(
        without: &Result,
        with: &Result,
        sample: &Sample,
        backend: &'static dyn Backend,
    ) -> Self {
        let is_wrong = with.diagnostics.has_errors();
        if with.files != without.files && !is_wrong {
            return Self::Changes;
        }
        let known: Vec<_> = without.diagnostics.iter().map(told).collect();
        let mut new = with.diagnostics.iter().filter(|found| !known.contains(&told(found)));
        let counts = |found: &&Diagnostic| !is_wrong || found.severity == Severity::Error;
        if new.any(|found| counts(&found) && with.is_in(found, &sample.path)) {
            return Self::Reported;
        }
        if is_wrong {
            return Self::Silent;
        }
        let is_about = |found: &Diagnostic| match fate(backend.coverage(), &sample.key) {
            Some(Fate::Reported(rule) | Fate::Approximated(rule)) => found.rule == rule,
            Some(Fate::Needless(_)) => found.rule.name == "needless",
            _ => false,
        };
        let is_above = |found: &Diagnostic| {
            let subject = found.subject.as_deref().unwrap_or_default();
            is_within(&sample.path, subject) && with.is_in(found, subject)
        };
        if with.diagnostics.iter().any(|found| is_about(found) && is_above(found)) {
            return Self::ReportedAbove;
        }
        Self::Silent
    }
}

fn told(found: &Diagnostic) -> (&'static str, Option<&str>, &str, &[String]) {
    (found.rule.code, found.subject.as_deref(), &found.message, &found.notes)
}

/// What comes of a project.
#[derive(Debug)]
pub(crate) struct Result {
    /// The files with their content.
    pub(crate) files: Vec<(String, Vec<u8>)>,
    diagnostics: Diagnostics,
    sources: SourceMap,
    text: String,
}

impl Result {
    pub(crate) fn of(text: &str, backend: &'static dyn Backend) -> Self {
        let (vfs, env) = (files(text), MapEnv::default());
        let options = Options { working_dir: FOLDER.to_owned(), ..Options::default() };
        let mut loaded = load(&vfs, &env, &options);
        let mut files = Vec::new();
        if let Some(project) = loaded.project.filter(|_| !loaded.diagnostics.has_errors()) {
            let mut context = Context {
                vfs: &vfs,
                diagnostics: &mut loaded.diagnostics,
                progress: &mut |_| Flow::Continue,
                trace: false,
                workers: &Serial,
            };
            let made = backend.translate(&project, &OptionValues::default(), &mut context);
            files.extend(made.files.into_iter().map(|file| (file.path, file.bytes)));
        }
        Self {
            files,
            diagnostics: loaded.diagnostics,
            sources: loaded.sources,
            text: text.to_owned(),
        }
    }

    /// Whether a rule has a finding here that it does not have in another result.
    pub(crate) fn has_more(&self, other: &Self, rule: &Rule) -> bool {
        let known: Vec<_> = other.diagnostics.iter().map(told).collect();
        let mut own = self.diagnostics.iter().filter(|found| found.rule == rule);
        own.any(|found| !known.contains(&told(found)))
    }

    /// Whether it says of a key, or of the settings around it, what it does not say without them: what
    /// `other` says is no news, unless that has the key, too. `at` is the path of all settings of the place.
    pub(crate) fn says_of(&self, key: &str, at: &str, other: Option<&Self>) -> bool {
        let known = other.iter().flat_map(|other| other.diagnostics.iter().map(told));
        let known: Vec<_> = known.collect();
        let is_new = |found: &&Diagnostic| !known.contains(&told(found));
        self.diagnostics.iter().filter(is_new).any(|found| {
            let subject = found.subject.as_deref().unwrap_or_default();
            let is_above = is_within(key, subject) && is_within(subject, at);
            self.is_in(found, key) || (is_above && self.is_in(found, subject))
        })
    }

    /// The same without the findings of a rule.
    pub(crate) fn except(mut self, code: &str) -> Self {
        let kept = self.diagnostics.iter().filter(|found| found.rule.code != code).cloned();
        self.diagnostics = kept.fold(Diagnostics::default(), |mut kept, found| {
            kept.push(found);
            kept
        });
        self
    }

    /// Whether a rule has a finding about exactly this key.
    pub(crate) fn has(&self, code: &str, key: &str) -> bool {
        let mut all = self.diagnostics.iter();
        all.any(|found| found.rule.code == code && found.subject.as_deref() == Some(key))
    }

    /// The findings, one a line.
    pub(crate) fn list(&self) -> String {
        let line = |found: &Diagnostic| {
            let subject = found.subject.as_deref().unwrap_or("-");
            format!("    {} {subject}: {}\n", found.rule.code, found.message)
        };
        self.diagnostics.iter().map(line).collect()
    }

    /// Whether a finding is placed in the lines of the value at `at`, in the project's own file.
    fn is_in(&self, found: &Diagnostic, at: &str) -> bool {
        let Some(label) = &found.primary else { return false };
        let (file, place) = self.sources.locate(label.span);
        let lines = self.lines(at);
        file == "compose.yaml" && lines.is_some_and(|lines| lines.contains(&place.line))
    }

    /// The lines of a key and its value.
    fn lines(&self, at: &str) -> Option<std::ops::RangeInclusive<u32>> {
        let mut sources = SourceMap::default();
        let file = sources.add("compose.yaml", self.text.as_str());
        let mut budget = Budget::default();
        let parsed = parse(&self.text, file, &mut budget, &mut Diagnostics::default());
        let node = path::find(&parsed.first()?.root, at).ok()?.node;
        let first = node.origin.place()?;
        let line = |offset| sources.file(file).location(offset).line;
        Some(line(first.start)..=line(end(node)?.end))
    }
}

/// The last place in a value.
fn end(node: &Node) -> Option<Span> {
    let below = match &node.value {
        Value::Scalar(_) => None,
        Value::Sequence(items) => items.iter().filter_map(end).max_by_key(|span| span.end),
        Value::Mapping(map) => map.iter().filter_map(|(_, node)| end(node)).max_by_key(|it| it.end),
    };
    below.or(node.origin.span()).or(node.origin.key_span())
}
