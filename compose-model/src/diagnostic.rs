//! What the user is told: rules with stable codes, and diagnostics with places.
//!
//! A [`Rule`] is a `static` in a file of its own, with its documentation; a [`Diagnostic`] is one
//! finding of a rule. A message says what is wrong in lower case without a final dot and quotes the
//! user's text in backticks; help is an imperative.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::origin::Origin;
use crate::rules::TOO_MANY_FINDINGS;
use crate::source::Span;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// Something is lost or works in another way than the user may think.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// What it means for the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Effect {
    /// The input is wrong or probably not meant so.
    Input,
    /// The target cannot do it: it is left out.
    Unsupported,
    /// The target does it in another way, or only partly.
    Approximated,
    /// The output is less secure than the input.
    Insecure,
    /// Nothing is lost: a choice was made, or something should be done beside.
    Advice,
}

impl Effect {
    /// All effects, what is wrong first and what is harmless last.
    pub const ALL: [Self; 5] =
        [Self::Input, Self::Unsupported, Self::Approximated, Self::Insecure, Self::Advice];

    /// What it means, in a sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::Input => "The input is wrong, or probably not meant so.",
            Self::Unsupported => "The target cannot do it, so it is left out.",
            Self::Approximated => "The target does it in another way, or only in part.",
            Self::Insecure => "The output is less secure than the input.",
            Self::Advice => "Nothing is lost: a choice was made, or something remains to be done.",
        }
    }

    /// The effect's name in reports and policies.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Unsupported => "unsupported",
            Self::Approximated => "approximated",
            Self::Insecure => "insecure",
            Self::Advice => "advice",
        }
    }
}

/// A kind of finding, with its documentation.
///
/// `explain CODE` and the published reference are made from these texts. They are Markdown.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable: `C…` for loading, `K…` for Kubernetes, `S…` for Swarm.
    pub code: &'static str,
    /// A short name in kebab case.
    pub name: &'static str,
    /// How bad it is unless a policy says otherwise.
    pub severity: Severity,
    /// What it means for the output.
    pub effect: Effect,
    /// What happens.
    pub what: &'static str,
    /// Why it is so.
    pub why: &'static str,
    /// What to do.
    pub help: &'static str,
    /// A Compose file that has the finding, perhaps with options and further files
    /// ([`example`](crate::explain::example)).
    pub before: &'static str,
    /// The same file without it.
    pub after: &'static str,
}

impl Rule {
    /// What to do, as a diagnostic says it: in lower case, without the final dot.
    pub fn hint(&self) -> String {
        let text = self.help.strip_suffix('.').unwrap_or(self.help);
        let mut chars = text.chars();
        chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
    }
}

/// A place with a few words about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is to be seen there; may be empty.
    pub text: String,
}

/// A change of the source that removes the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The text to replace.
    pub span: Span,
    /// What to write there.
    pub replacement: String,
}

/// A key that a finding is about, beside its first one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Further {
    /// Its path in the model.
    pub subject: String,
    /// Its place.
    pub span: Option<Span>,
}

/// How many further places of a finding are shown.
const MOST_PLACES: usize = 10;

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that was broken or applied.
    pub rule: &'static Rule,
    /// The rule's severity, or what a policy made of it.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The place of the fault, where it has one.
    pub primary: Option<Label>,
    /// Other places that explain it, perhaps in other files.
    pub related: Vec<Label>,
    /// What to do, one imperative each.
    pub help: Vec<String>,
    /// More to know.
    pub notes: Vec<String>,
    /// A change that removes the finding.
    pub fix: Option<Fix>,
    /// The path of the key in the model (`services.web.ports[0]`), for policies and reports.
    pub subject: Option<String>,
    /// The other keys of a finding that stands for several.
    pub further: Vec<Further>,
    /// The comment in the source that made a note of it, with the reason that it gives.
    pub allowed: Option<Label>,
}

impl Diagnostic {
    /// A finding without a place.
    pub fn new(rule: &'static Rule, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            primary: None,
            related: Vec::new(),
            help: Vec::new(),
            notes: Vec::new(),
            fix: None,
            subject: None,
            further: Vec::new(),
            allowed: None,
        }
    }

    /// Sets the place, with a few words about it (or none).
    #[allow(clippy::needless_pass_by_value, reason = "a place is a span or a reference")]
    pub fn at(mut self, place: impl Place, text: impl Into<String>) -> Self {
        self.primary = place.place().map(|span| Label { span, text: text.into() });
        self
    }

    /// Adds another place.
    #[allow(clippy::needless_pass_by_value, reason = "a place is a span or a reference")]
    pub fn related(mut self, place: impl Place, text: impl Into<String>) -> Self {
        self.related.extend(place.place().map(|span| Label { span, text: text.into() }));
        self
    }

    /// Sets the places and keys of a finding that stands for several: the first is the primary one.
    /// A few of the other places are shown, the rest is counted.
    pub fn at_all<P: Place>(mut self, all: impl IntoIterator<Item = (P, String)>) -> Self {
        let mut all = all.into_iter().map(|(place, subject)| (place.place(), subject));
        if let Some((span, subject)) = all.next() {
            self.primary = span.map(|span| Label { span, text: String::new() });
            self.subject = Some(subject);
        }
        self.further = all.map(|(span, subject)| Further { subject, span }).collect();
        let mut seen: HashSet<Span> = self.primary.iter().map(|label| label.span).collect();
        let spans = self.further.iter().filter_map(|further| further.span);
        let mut spans = spans.filter(|span| seen.insert(*span));
        let shown = spans.by_ref().take(MOST_PLACES);
        self.related.extend(shown.map(|span| Label { span, text: "and here".to_owned() }));
        match spans.count() {
            0 => self,
            further => self.note(format!("and in {further} further places")),
        }
    }

    /// Says what to do.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Says more.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Offers a change.
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }

    /// Names the key in the model.
    pub fn subject(mut self, path: impl Into<String>) -> Self {
        self.subject = Some(path.into());
        self
    }

    /// All keys that it is about.
    pub fn subjects(&self) -> impl Iterator<Item = &str> {
        let further = self.further.iter().map(|further| further.subject.as_str());
        self.subject.as_deref().into_iter().chain(further)
    }
}

/// Whether an error says of a part of a place what was said of the whole: a value that is wrong is
/// found wrong by every stage that reads it.
fn repeats(places: &mut HashMap<u64, Span>, diagnostic: &Diagnostic) -> bool {
    let (Some(label), Some(subject)) = (&diagnostic.primary, &diagnostic.subject) else {
        return false;
    };
    let mut hasher = DefaultHasher::new();
    diagnostic.message.hash(&mut hasher);
    subject.hash(&mut hasher);
    let first = *places.entry(hasher.finish()).or_insert(label.span);
    first != label.span && first.contains(label.span)
}

/// Something that may have a place in a file.
pub trait Place {
    /// The place.
    fn place(&self) -> Option<Span>;
}

impl Place for Span {
    fn place(&self) -> Option<Span> {
        Some(*self)
    }
}

impl Place for Option<Span> {
    fn place(&self) -> Option<Span> {
        *self
    }
}

impl Place for &Origin {
    fn place(&self) -> Option<Span> {
        self.span()
    }
}

/// The findings of a run, in the order in which they were made.
///
/// What hostile input can produce without end is cut off: the errors, of which nobody reads ten
/// thousand, and far later the rest. A finding of its own says so.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// Fingerprints of the list, so that a repeated finding costs no walk over the others.
    seen: HashSet<u64>,
    /// The places of the errors, by message and subject.
    places: HashMap<u64, Span>,
    errors: usize,
    others: usize,
}

const MOST_ERRORS: usize = 10_000;
const MOST_OTHERS: usize = 200_000;

impl Diagnostics {
    /// Adds a finding. One that is there already, word for word and place for place, is not repeated.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let is_error = diagnostic.severity == Severity::Error;
        let (count, most) = if is_error {
            (&mut self.errors, MOST_ERRORS)
        } else {
            (&mut self.others, MOST_OTHERS)
        };
        if *count >= most {
            return;
        }
        let mut hasher = DefaultHasher::new();
        diagnostic.rule.code.hash(&mut hasher);
        diagnostic.message.hash(&mut hasher);
        diagnostic.primary.as_ref().map(|label| label.span).hash(&mut hasher);
        diagnostic.subject.hash(&mut hasher);
        if !self.seen.insert(hasher.finish()) {
            return;
        }
        if is_error && repeats(&mut self.places, &diagnostic) {
            return;
        }
        *count += 1;
        let is_last = *count == most;
        self.list.push(diagnostic);
        if is_last {
            let kind = if is_error { "errors" } else { "warnings and notes" };
            let message = format!("there are more than {most} {kind}: the rest is not listed");
            let severity = if is_error { Severity::Error } else { Severity::Warning };
            self.list.push(Diagnostic {
                severity,
                ..Diagnostic::new(&TOO_MANY_FINDINGS, message)
                    .help("correct those that are listed and run again")
            });
        }
    }

    /// Adds the findings of another run that are not there already, with a note about the run.
    pub fn extend_noted(&mut self, others: impl IntoIterator<Item = Diagnostic>, note: &str) {
        self.extend(others.into_iter().map(|diagnostic| diagnostic.note(note)));
    }

    /// Whether no further error is kept, so that work on its message would be lost.
    pub fn is_full(&self) -> bool {
        self.errors >= MOST_ERRORS
    }

    /// Adds all findings of another run.
    pub fn extend(&mut self, others: impl IntoIterator<Item = Diagnostic>) {
        for diagnostic in others {
            self.push(diagnostic);
        }
    }

    /// Takes out the errors that only follow from an earlier one: a value that is not what its place
    /// asks for is reported once, and not again by each stage that has no use for it.
    ///
    /// `unreadable` are the places of values whose variables could not be replaced. Whatever else is
    /// wrong with what is left of them follows from that.
    pub(crate) fn drop_consequences(&mut self, unreadable: &BTreeSet<Span>) {
        let follows = |d: &Diagnostic| {
            let place = d.primary.as_ref().map(|label| label.span);
            !d.rule.code.starts_with("C02") && place.is_some_and(|at| is_within(at, unreadable))
        };
        let is_of_value =
            |d: &Diagnostic| d.severity == Severity::Error && ("C02".."C05").contains(&d.rule.code);
        let mut faulty: HashMap<Span, &'static str> = HashMap::new();
        self.list.retain(|diagnostic| {
            if follows(diagnostic) {
                return false;
            }
            let place = diagnostic.primary.as_ref().filter(|_| is_of_value(diagnostic));
            place.is_none_or(|label| {
                // One stage may point at the value with its quotes, and another one without.
                let Span { file, start, end } = label.span;
                let quoted = Span::new(file, start.saturating_sub(1), end.saturating_add(1));
                let code = diagnostic.rule.code;
                let first = faulty.get(&quoted).copied().unwrap_or(code);
                first == code && *faulty.entry(label.span).or_insert(code) == code
            })
        });
    }

    /// Whether there is an error.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity == Severity::Error)
    }

    /// The number of findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity == severity).count()
    }

    /// The findings.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// The findings, to be changed by a policy.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, Diagnostic> {
        self.list.iter_mut()
    }

    /// The number of findings.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

/// Whether a place lies in one of several that do not overlap.
fn is_within(place: Span, others: &BTreeSet<Span>) -> bool {
    let last = Span { end: u32::MAX, ..place };
    let before = others.range(..=last).next_back();
    before.is_some_and(|other| other.file == place.file && place.end <= other.end)
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a mut Diagnostics {
    type Item = &'a mut Diagnostic;
    type IntoIter = std::slice::IterMut<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter_mut()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{OBSOLETE_VERSION, YAML_SYNTAX};

    #[test]
    fn findings_without_end_are_cut_off() {
        let mut diagnostics = Diagnostics::default();
        for n in 0..MOST_ERRORS + 5 {
            diagnostics.push(Diagnostic::new(&YAML_SYNTAX, n.to_string()));
        }
        diagnostics.push(Diagnostic::new(&OBSOLETE_VERSION, "a warning"));
        assert!(diagnostics.is_full());
        assert_eq!(diagnostics.len(), MOST_ERRORS + 2);
        let codes: Vec<_> = diagnostics.iter().skip(MOST_ERRORS).map(|d| d.rule.code).collect();
        assert_eq!(codes, ["C0129", "C0701"]);
    }

    #[test]
    fn repeated_findings_are_kept_once() {
        let mut diagnostics = Diagnostics::default();
        for message in ["a", "b", "a"] {
            diagnostics.push(Diagnostic::new(&YAML_SYNTAX, message));
        }
        assert_eq!(diagnostics.len(), 2);
    }

    fn file() -> crate::source::FileId {
        crate::source::SourceMap::default().add("a", "")
    }

    #[test]
    fn a_part_of_a_place_is_not_reported_after_the_whole() {
        let at = |start, end, subject: &str| {
            let span = Span::new(file(), start, end);
            Diagnostic::new(&YAML_SYNTAX, "`two` is not an integer").at(span, "").subject(subject)
        };
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(at(10, 20, "services.a.scale"));
        diagnostics.push(at(12, 15, "services.a.scale"));
        assert_eq!(diagnostics.len(), 1);
        diagnostics.push(at(12, 15, "services.b.scale"));
        diagnostics.push(at(30, 35, "services.a.scale"));
        assert_eq!(diagnostics.len(), 3);
    }

    #[test]
    fn a_finding_of_many_places_shows_some() {
        let all = (0..30).map(|at| (Span::new(file(), at, at + 1), format!("services.s{at}")));
        let finding = Diagnostic::new(&YAML_SYNTAX, "x").at_all(all);
        assert_eq!(finding.subjects().count(), 30);
        assert_eq!(finding.related.len(), MOST_PLACES);
        assert_eq!(finding.notes, ["and in 19 further places"]);
    }
}
