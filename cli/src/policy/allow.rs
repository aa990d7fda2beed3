//! `# compose2k8s: allow K0604` in a Compose file: a finding that its author has seen and accepts.
//!
//! At the end of a line a comment holds for findings that begin on this line; on a line of its own, for
//! the key or item below it with all that is in it. It makes notes of them, and wins over the policy
//! file and the command line: who runs a strict check in a pipeline wants to see what nobody has
//! accepted. It cannot allow an error of a rule, and one that holds for nothing is said.

mod directive;
mod scope;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use compose_model::backend::Backend;
use compose_model::diagnostic::{Diagnostic, Diagnostics, Label, Rule, Severity};
use compose_model::source::{SourceMap, Span};
use compose_model::yaml;

use crate::rules::{INVALID_ALLOW, UNUSED_ALLOW};
use directive::{Directive, Mistake, Name};

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
        let mut comments = Vec::new();
        // A file that is included twice is a source twice.
        let mut paths = BTreeSet::new();
        for (id, file) in sources.files() {
            if !is_yaml(file.path()) || !paths.insert(file.path()) {
                continue;
            }
            for span in yaml::comments(file.text(), id, MARK) {
                comments.extend(Comment::read(span, sources, backends, diagnostics));
            }
        }
        Self { comments }
    }

    /// Makes notes of the findings that are allowed.
    pub(crate) fn apply(&self, diagnostics: &mut Diagnostics, sources: &SourceMap) {
        if self.comments.is_empty() {
            return;
        }
        for diagnostic in diagnostics.iter_mut() {
            if diagnostic.rule.severity == Severity::Error {
                continue;
            }
            if let Some(comment) = self.comments.iter().find(|c| c.fits(diagnostic, sources)) {
                diagnostic.severity = Severity::Note;
                diagnostic.allowed = Some(comment.label.clone());
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
        let mut unused = Vec::new();
        for comment in &self.comments {
            for (rule, at) in comment.codes.iter().filter(|(rule, _)| is_looked_for(rule)) {
                let mut found = diagnostics.iter().filter(|d| comment.fits_code(rule, d, sources));
                let message = match found.next() {
                    None => format!("`{}` is allowed here and not found", rule.code),
                    Some(_) if rule.severity == Severity::Error => {
                        format!("`{}` is an error, which cannot be allowed", rule.code)
                    }
                    Some(_) => continue,
                };
                let finding = Diagnostic::new(&UNUSED_ALLOW, message);
                unused.push(finding.at(*at, "").help(UNUSED_ALLOW.hint()));
            }
        }
        diagnostics.extend(unused);
    }
}

impl Comment {
    /// Understands a comment; `None` where it is not for us, or names no code that exists.
    fn read(
        span: Span,
        sources: &SourceMap,
        backends: &[&'static dyn Backend],
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let directive = match Directive::parse(sources.text(span))? {
            Ok(directive) => directive,
            Err(Mistake { message, range }) => {
                let finding = Diagnostic::new(&INVALID_ALLOW, message);
                diagnostics.push(finding.at(span.part(range), "").help(INVALID_ALLOW.hint()));
                return None;
            }
        };
        let mut codes = Vec::with_capacity(directive.names.len());
        for Name { text, range } in directive.names {
            let at = span.part(range);
            let mut rules = super::all_rules(backends);
            match rules.find(|rule| rule.code.eq_ignore_ascii_case(text)) {
                Some(rule) => codes.push((rule, at)),
                None => diagnostics.push(
                    Diagnostic::new(&INVALID_ALLOW, format!("there is no code `{text}`"))
                        .at(at, "")
                        .help("run `compose2k8s explain` for all codes"),
                ),
            }
        }
        let file = sources.file(span.file);
        let lines = scope::lines(file, span.start);
        let label = Label { span, text: directive.reason.to_owned() };
        Some(Self { label, path: file.path().to_owned(), lines, codes })
    }

    fn fits(&self, diagnostic: &Diagnostic, sources: &SourceMap) -> bool {
        self.codes.iter().any(|(rule, _)| self.fits_code(rule, diagnostic, sources))
    }

    fn fits_code(&self, rule: &Rule, diagnostic: &Diagnostic, sources: &SourceMap) -> bool {
        let Some(label) = diagnostic.primary.as_ref().filter(|_| diagnostic.rule.code == rule.code)
        else {
            return false;
        };
        let (path, at) = sources.locate(label.span);
        path == self.path && self.lines.contains(&at.line)
    }
}

/// Env files and the policy file have comments of another kind.
fn is_yaml(path: &str) -> bool {
    let is = |extension: &str| path.len() > extension.len() && path.ends_with(extension);
    path == "-" || !(is(".toml") || is(".env") || is(".json"))
}
