//! Which findings count: `--strict`, `--allow` and `--deny`.
//!
//! A policy moves a finding between note, warning and error. It never hides one, and it cannot allow
//! what a rule itself calls an error: there is no output that would be worth having.

use compose_model::backend::Backend;
use compose_model::diagnostic::{Diagnostic, Diagnostics, Effect, Rule, Severity};

use crate::failure::Failure;

/// Which findings count.
#[derive(Clone, Debug, Default)]
pub(crate) struct Policy {
    strict: bool,
    levels: Vec<(Level, Selector)>,
}

/// What becomes of the findings that a selector fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// A note.
    Allow,
    /// An error.
    Deny,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Selector {
    Code(&'static str),
    Effect(Effect),
    /// The parts of a key path; `*` fits any one part.
    Key(Vec<String>),
}

const EFFECTS: [Effect; 5] =
    [Effect::Input, Effect::Unsupported, Effect::Approximated, Effect::Insecure, Effect::Advice];

const TOP_LEVEL: [&str; 8] =
    ["services", "networks", "volumes", "configs", "secrets", "models", "include", "name"];

impl Policy {
    /// A policy from what the command line says, in its order.
    pub(crate) fn new(
        strict: bool,
        levels: impl IntoIterator<Item = (Level, String)>,
        backends: &[&'static dyn Backend],
    ) -> Result<Self, Failure> {
        let levels =
            levels.into_iter().map(|(level, text)| Ok((level, selector(&text, backends)?)));
        Ok(Self { strict, levels: levels.collect::<Result<_, Failure>>()? })
    }

    /// Sets the severities of all findings.
    pub(crate) fn apply(&self, diagnostics: &mut Diagnostics) {
        for diagnostic in diagnostics.iter_mut() {
            if diagnostic.rule.severity != Severity::Error {
                diagnostic.severity = self.severity(diagnostic);
            }
        }
    }

    fn severity(&self, diagnostic: &Diagnostic) -> Severity {
        let rule = diagnostic.rule;
        let last = self.levels.iter().rev().find(|(_, selector)| selector.fits(diagnostic));
        match last {
            Some((Level::Allow, _)) => Severity::Note,
            Some((Level::Deny, _)) => Severity::Error,
            None if self.strict
                && matches!(rule.effect, Effect::Unsupported | Effect::Insecure) =>
            {
                Severity::Error
            }
            None => diagnostic.severity,
        }
    }
}

impl Selector {
    fn fits(&self, diagnostic: &Diagnostic) -> bool {
        match self {
            Self::Code(code) => diagnostic.rule.code == *code,
            Self::Effect(effect) => diagnostic.rule.effect == *effect,
            Self::Key(pattern) => {
                diagnostic.subject.as_deref().is_some_and(|subject| covers(pattern, subject))
            }
        }
    }
}

/// Whether a pattern fits a path or anything above it.
fn covers(pattern: &[String], path: &str) -> bool {
    let parts = parts(path);
    parts.len() >= pattern.len()
        && pattern.iter().zip(&parts).all(|(want, part)| want == "*" || want == part)
}

/// `services.web.ports[0]` is `services`, `web`, `ports`, `0`.
fn parts(path: &str) -> Vec<String> {
    let parts = path.split(['.', '[', ']']).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

fn selector(text: &str, backends: &[&'static dyn Backend]) -> Result<Selector, Failure> {
    if let Some(effect) = EFFECTS.into_iter().find(|effect| effect.as_str() == text) {
        return Ok(Selector::Effect(effect));
    }
    let rules = || all_rules(backends);
    if let Some(rule) = rules().find(|rule| rule.code.eq_ignore_ascii_case(text)) {
        return Ok(Selector::Code(rule.code));
    }
    let parts = parts(text);
    let known = |part: &String| TOP_LEVEL.contains(&part.as_str()) || part.starts_with("x-");
    if parts.first().is_some_and(known) {
        return Ok(Selector::Key(parts));
    }
    let effects = EFFECTS.map(Effect::as_str).join("`, `");
    Err(Failure::usage(format!("`{text}` is neither a code, nor an effect, nor a key")).help(
        format!("give a code (`K0301`), one of `{effects}`, or a key (`services.web.ports`)"),
    ))
}

/// The rules of the loader and of all back ends.
pub(crate) fn all_rules(backends: &[&'static dyn Backend]) -> impl Iterator<Item = &'static Rule> {
    let backends = backends.iter().flat_map(|backend| backend.rules());
    compose_model::rules::RULES.iter().chain(backends).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    static RULE: Rule = Rule {
        code: "K0999",
        name: "test",
        severity: Severity::Warning,
        effect: Effect::Unsupported,
        what: "",
        why: "",
        help: "",
        before: "",
        after: "",
    };

    fn severity(strict: bool, levels: &[(Level, &str)], subject: &str) -> Severity {
        let levels = levels.iter().map(|(level, text)| (*level, (*text).to_owned()));
        let policy = Policy::new(strict, levels, &[]).unwrap();
        policy.severity(&Diagnostic::new(&RULE, "m").subject(subject))
    }

    #[test]
    fn the_last_level_that_fits_counts() {
        use Level::{Allow, Deny};
        let web = "services.web.ports[0]";
        assert_eq!(severity(false, &[], web), Severity::Warning);
        assert_eq!(severity(true, &[], web), Severity::Error);
        assert_eq!(severity(true, &[(Allow, "unsupported")], web), Severity::Note);
        let levels = [(Deny, "services.*.ports"), (Allow, "services.web")];
        assert_eq!(severity(false, &levels, web), Severity::Note);
        assert_eq!(severity(false, &levels, "services.db.ports"), Severity::Error);
        assert_eq!(severity(false, &levels, "services.webs.build"), Severity::Warning);
        assert_eq!(severity(false, &[(Deny, "services.web.ports[1]")], web), Severity::Warning);
    }

    #[test]
    fn what_is_no_selector_is_refused() {
        for text in ["K9999", "", "web", "Unsupported!"] {
            let policy = Policy::new(false, [(Level::Deny, text.to_owned())], &[]);
            assert!(policy.is_err(), "{text}");
        }
    }

    #[test]
    fn errors_cannot_be_allowed() {
        static WRONG: Rule = Rule { severity: Severity::Error, ..RULE };
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(Diagnostic::new(&WRONG, "m"));
        let allow = [(Level::Allow, "unsupported".to_owned())];
        Policy::new(false, allow, &[]).unwrap().apply(&mut diagnostics);
        assert!(diagnostics.has_errors());
    }
}
