//! `# compose2k8s: allow K0604` in a Compose file: a finding that its author has seen and accepts.
//!
//! At the end of a line a comment holds for findings that begin on this line; on a line of its own, for
//! the key or item below it with all that is in it. It makes notes of them, and wins over the policy
//! file and the command line: who runs a strict check in a pipeline wants to see what nobody has
//! accepted. It cannot allow an error of a rule, and one that holds for nothing is said.

mod directive;
mod index;
mod scope;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use compose_model::backend::Backend;
use compose_model::diagnostic::{Diagnostic, Diagnostics, Label, Rule, Severity};
use compose_model::did_you_mean::closest;
use compose_model::source::{FileId, SourceMap, Span};
use compose_model::types::path;
use compose_model::yaml;

use crate::rules::{INVALID_ALLOW, UNUSED_ALLOW};
use directive::{Directive, Mistake, Name};
use index::{Found, Key, Lines};
use scope::Blocks;

/// What the comments of a project allow.
#[derive(Debug, Default)]
pub(crate) struct Allows {
    comments: Vec<Comment>,
}

/// One comment.
#[derive(Debug)]
struct Comment {
    /// The comment, with the reason that it gives.
    label: Label,
    path: String,
    lines: RangeInclusive<u32>,
    codes: Vec<(&'static Rule, Span)>,
}

/// With what a comment begins.
const MARK: &str = "compose2k8s:";

impl Allows {
    /// Looks through all files that were read, and reports comments that it does not understand.
    pub(crate) fn read(
        sources: &SourceMap,
        backends: &[&'static dyn Backend],
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut reader: Option<Reader<'_>> = None;
        // A file that is included twice is a source twice.
        let mut paths = BTreeSet::new();
        for (id, file) in sources.files() {
            let Some(language) = Language::of(file.path()).filter(|_| paths.insert(file.path()))
            else {
                continue;
            };
            let spans = match language {
                Language::Yaml => yaml::comments(file.text(), id, MARK),
                Language::Env => env_comments(file.text(), id),
            };
            if spans.is_empty() {
                continue;
            }
            let reader = reader.get_or_insert_with(|| Reader::new(sources, backends));
            let blocks = Blocks::of(file);
            for span in spans {
                reader.comment(span, &blocks, diagnostics);
            }
        }
        Self { comments: reader.map(|reader| reader.comments).unwrap_or_default() }
    }

    /// Makes notes of the findings that are allowed.
    pub(crate) fn apply(&self, diagnostics: &mut Diagnostics, sources: &SourceMap) {
        if self.comments.is_empty() {
            return;
        }
        let lines = Lines::new(self.comments.iter().enumerate().flat_map(|(number, comment)| {
            let all = comment.codes.iter().map(|(rule, _)| (comment.path.as_str(), rule.code));
            all.map(move |key| (key, comment.lines.clone(), number))
        }));
        for diagnostic in diagnostics.iter_mut() {
            if diagnostic.rule.severity == Severity::Error {
                continue;
            }
            // What stands for several has to be allowed at each of them.
            let numbers = places(diagnostic, sources).map(|(key, line)| lines.at(key, line));
            let numbers: Option<Vec<usize>> = numbers.collect();
            if let Some(number) = numbers.and_then(|numbers| numbers.first().copied()) {
                diagnostic.severity = Severity::Note;
                diagnostic.allowed = Some(self.comments[number].label.clone());
            }
        }
    }

    /// Reports what is allowed and not found; `is_looked_for` says whether it could have been.
    pub(crate) fn report_unused(
        &self,
        is_looked_for: impl Fn(&Rule) -> bool,
        diagnostics: &mut Diagnostics,
        sources: &SourceMap,
    ) {
        if self.comments.is_empty() {
            return;
        }
        let found = Found::new(diagnostics.iter().flat_map(|found| places(found, sources)));
        let mut unused = Vec::new();
        for comment in &self.comments {
            for (rule, at) in comment.codes.iter().filter(|(rule, _)| is_looked_for(rule)) {
                let code = rule.code;
                let message = if !found.is_in((&comment.path, code), &comment.lines) {
                    format!("`{code}` is allowed here and not found")
                } else if rule.severity == Severity::Error {
                    format!("`{code}` is an error, which cannot be allowed")
                } else {
                    continue;
                };
                let finding = Diagnostic::new(&UNUSED_ALLOW, message);
                unused.push(finding.at(*at, "").help(UNUSED_ALLOW.hint()));
            }
        }
        diagnostics.extend(unused);
    }
}

/// The file and the code of a finding, and the lines that it points at.
fn places<'a>(
    diagnostic: &Diagnostic,
    sources: &'a SourceMap,
) -> impl Iterator<Item = (Key<'a>, u32)> {
    let first = diagnostic.primary.as_ref().map(|label| label.span);
    let further = diagnostic.further.iter().filter_map(|further| further.span);
    first.into_iter().chain(further).map(|span| {
        let (path, at) = sources.locate(span);
        ((path, diagnostic.rule.code), at.line)
    })
}

/// Understands comments.
struct Reader<'a> {
    sources: &'a SourceMap,
    rules: BTreeMap<&'static str, &'static Rule>,
    comments: Vec<Comment>,
    /// How many unknown codes were compared with all others.
    compared: usize,
}

impl<'a> Reader<'a> {
    fn new(sources: &'a SourceMap, backends: &[&'static dyn Backend]) -> Self {
        let rules = super::all_rules(backends).map(|rule| (rule.code, rule)).collect();
        Self { sources, rules, comments: Vec::new(), compared: 0 }
    }

    /// Understands a comment, or says why not; one that is for people is left alone.
    fn comment(&mut self, span: Span, blocks: &Blocks, diagnostics: &mut Diagnostics) {
        let directive = match Directive::parse(self.sources.text(span)) {
            None => return,
            Some(Ok(directive)) => directive,
            Some(Err(Mistake { message, range })) => {
                let finding = Diagnostic::new(&INVALID_ALLOW, message);
                diagnostics.push(finding.at(span.part(range), "").help(INVALID_ALLOW.hint()));
                return;
            }
        };
        let mut codes = Vec::with_capacity(directive.names.len());
        for Name { text, range } in directive.names {
            let at = span.part(range);
            if let Some(rule) = self.rules.get(text.to_ascii_uppercase().as_str()) {
                codes.push((*rule, at));
            } else {
                let message = format!("there is no code `{text}`");
                let finding = Diagnostic::new(&INVALID_ALLOW, message).at(at, "");
                diagnostics.push(finding.help(self.instead(text)));
            }
        }
        let file = self.sources.file(span.file);
        let lines = blocks.lines(file, span.start);
        let label = Label { span, text: directive.reason.to_owned() };
        self.comments.push(Comment { label, path: file.path().to_owned(), lines, codes });
    }

    /// What to write instead of an unknown code.
    fn instead(&mut self, text: &str) -> String {
        // Comparing takes time, and nobody corrects thousands.
        const MOST: usize = 20;
        self.compared += 1;
        let codes = self.rules.keys().copied().filter(|_| self.compared <= MOST);
        match closest(text, codes) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "run `compose2k8s explain` for all codes".to_owned(),
        }
    }
}

/// What comments look like in a file.
#[derive(Clone, Copy)]
enum Language {
    Yaml,
    Env,
}

impl Language {
    /// None for JSON, which has no comments, and the policy file, which has levels.
    fn of(path: &str) -> Option<Self> {
        let name = path::file_name(path);
        let is = |extension: &str| name.ends_with(extension);
        if is(".env") || name.starts_with(".env.") {
            return Some(Self::Env);
        }
        (path == "-" || !(is(".toml") || is(".json"))).then_some(Self::Yaml)
    }
}

/// The comments of an env file that have the mark. They stand on lines of their own: behind a value, `#`
/// may be a part of it.
fn env_comments(text: &str, file: FileId) -> Vec<Span> {
    let mut start = 0;
    let mut spans = Vec::new();
    for line in text.split_inclusive('\n') {
        let comment = line.trim();
        if comment.starts_with('#') && comment.contains(MARK) {
            let from = start + (line.len() - line.trim_start().len());
            // Files have at most 4 GiB.
            let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            spans.push(Span::new(file, offset(from), offset(from + comment.len())));
        }
        start += line.len();
    }
    spans
}
