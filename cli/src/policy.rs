//! Which findings count: `--strict`, `--allow`, `--warn`, `--deny`, the policy file, and comments in the
//! Compose files.
//!
//! A policy moves a finding between note, warning and error. It never hides one, and it cannot allow
//! what a rule itself calls an error: there is no output that would be worth having. The command line
//! wins over the policy file, a level over `strict`, and a comment over all of them.

mod allow;
mod selector;
mod unknown;

use compose_model::backend::Backend;
use compose_model::diagnostic::{Diagnostic, Diagnostics, Effect, Rule, Severity};
use compose_model::source::{SourceMap, Span};

pub(crate) use selector::Selector;

use crate::failure::Failure;
use allow::Allows;

/// Which findings count.
#[derive(Clone, Debug, Default)]
pub(crate) struct Policy {
    /// What the command line says; wins over the file.
    command_line: Levels,
    file: Levels,
}

/// Levels of which the last one that fits counts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Levels {
    strict: bool,
    levels: Vec<Setting>,
}

/// A level, and what it is for.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub(crate) level: Level,
    pub(crate) selector: Selector,
    /// Its place in the policy file.
    pub(crate) place: Option<Span>,
}

/// What becomes of the findings that a selector fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// A note.
    Allow,
    /// A warning.
    Warn,
    /// An error.
    Deny,
}

impl Level {
    fn severity(self) -> Severity {
        match self {
            Self::Allow => Severity::Note,
            Self::Warn => Severity::Warning,
            Self::Deny => Severity::Error,
        }
    }
}

impl Levels {
    /// Levels in an order of their own: a key counts more than a code, a code more than an effect, a
    /// longer key more than a shorter one, and of equals the stricter level. So the order of a file
    /// does not matter.
    pub(crate) fn by_exactness(strict: bool, mut levels: Vec<Setting>) -> Self {
        levels.sort_by_key(|setting| (setting.selector.exactness(), setting.level));
        Self { strict, levels }
    }

    fn level(&self, rule: &Rule, subject: Option<&str>) -> Option<Level> {
        let fitting = self.levels.iter().rev().find(|it| it.selector.fits(rule, subject));
        fitting.map(|setting| setting.level)
    }
}

impl Policy {
    /// A policy from what the command line says, in its order.
    pub(crate) fn new(
        strict: bool,
        levels: impl IntoIterator<Item = (Level, String)>,
        backends: &[&'static dyn Backend],
    ) -> Result<Self, Failure> {
        let levels = levels.into_iter().map(|(level, text)| {
            let selector = Selector::parse(&text, backends);
            selector
                .map(|selector| Setting { level, selector, place: None })
                .map_err(|wrong| Failure::usage(wrong.message).help(wrong.help))
        });
        let levels = levels.collect::<Result<_, Failure>>()?;
        Ok(Self { command_line: Levels { strict, levels }, file: Levels::default() })
    }

    /// The same policy over what a file says.
    pub(crate) fn over(&self, file: Levels) -> Self {
        Self { command_line: self.command_line.clone(), file }
    }

    /// Sets the severities of all findings, and reports comments of the Compose files that allow in vain.
    ///
    /// `is_looked_for` says of a rule whether this run could find it.
    pub(crate) fn judge(
        &self,
        diagnostics: &mut Diagnostics,
        sources: &SourceMap,
        backends: &[&'static dyn Backend],
        is_looked_for: impl Fn(&Rule) -> bool,
    ) {
        let allows = Allows::read(sources, backends, diagnostics);
        allows.report_unused(is_looked_for, diagnostics, sources);
        self.apply(diagnostics);
        allows.apply(diagnostics, sources);
    }

    fn apply(&self, diagnostics: &mut Diagnostics) {
        for diagnostic in diagnostics.iter_mut() {
            if diagnostic.rule.severity != Severity::Error {
                diagnostic.severity = self.severity(diagnostic);
            }
        }
    }

    /// The severity of a finding; of one about several keys the gravest that one of them asks for, so
    /// that it is allowed only where it is for all of them.
    fn severity(&self, diagnostic: &Diagnostic) -> Severity {
        let of_key = |subject| self.severity_of_key(diagnostic, subject);
        let gravest = diagnostic.subjects().map(|subject| of_key(Some(subject))).min();
        gravest.unwrap_or_else(|| of_key(None))
    }

    fn severity_of_key(&self, diagnostic: &Diagnostic, subject: Option<&str>) -> Severity {
        let rule = diagnostic.rule;
        let level = self.command_line.level(rule, subject);
        let lost = matches!(rule.effect, Effect::Unsupported | Effect::Insecure);
        match level.or_else(|| self.file.level(rule, subject)) {
            Some(level) => level.severity(),
            None if lost && (self.command_line.strict || self.file.strict) => Severity::Error,
            None => diagnostic.severity,
        }
    }
}

/// The rules of the loader, of the command line and of all back ends; those of the first two by code.
pub fn all_rules(backends: &[&'static dyn Backend]) -> impl Iterator<Item = &'static Rule> {
    let backends = backends.iter().flat_map(|backend| backend.rules()).copied();
    let own = crate::rules::RULES;
    let mut rules = [compose_model::rules::RULES, own].concat();
    // Images stand behind policies, and are the loader's.
    rules.sort_unstable_by_key(|rule| rule.code);
    rules.into_iter().chain(backends)
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

    fn setting(level: Level, text: &str) -> Setting {
        Setting { level, selector: Selector::parse(text, &[]).unwrap(), place: None }
    }

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
    fn a_finding_about_several_keys_is_allowed_where_all_of_them_allow_it() {
        let keys = ["services.web", "services.db"].map(|key| (None::<Span>, key.to_owned()));
        let finding = Diagnostic::new(&RULE, "m").at_all(keys);
        let severity = |levels: &[(Level, &str)]| {
            let levels = levels.iter().map(|(level, text)| (*level, (*text).to_owned()));
            Policy::new(false, levels, &[]).unwrap().severity(&finding)
        };
        let (web, db) = ((Level::Allow, "services.web"), (Level::Allow, "services.db"));
        assert_eq!(severity(&[web]), Severity::Warning);
        assert_eq!(severity(&[db]), Severity::Warning);
        assert_eq!(severity(&[web, db]), Severity::Note);
        assert_eq!(severity(&[(Level::Deny, "services.db")]), Severity::Error);
    }

    #[test]
    fn of_a_file_the_most_exact_level_counts() {
        let levels = [
            (Level::Allow, "services.*.ports"),
            (Level::Deny, "services.web"),
            (Level::Warn, "unsupported"),
            (Level::Deny, "unsupported"),
            (Level::Warn, "services.web.ports[1]"),
        ];
        for turn in 0..levels.len() {
            let mut turned = levels.to_vec();
            turned.rotate_left(turn);
            let parsed = turned.iter().map(|(level, text)| setting(*level, text));
            let file = Levels::by_exactness(false, parsed.collect());
            let policy = Policy::default().over(file);
            let severity =
                |subject: &str| policy.severity(&Diagnostic::new(&RULE, "m").subject(subject));
            assert_eq!(severity("services.web.ports[0]"), Severity::Note);
            assert_eq!(severity("services.web.ports[1]"), Severity::Warning);
            assert_eq!(severity("services.web.build"), Severity::Error);
            assert_eq!(severity("services.db.build"), Severity::Error);
        }
    }

    #[test]
    fn the_command_line_wins_over_the_file() {
        let file = |level, text| Levels::by_exactness(true, vec![setting(level, text)]);
        let deny = [(Level::Deny, "unsupported".to_owned())];
        let line = Policy::new(false, deny, &[]).unwrap();
        let finding = Diagnostic::new(&RULE, "m").subject("services.web");
        let severity = |policy: Policy| policy.severity(&finding);
        assert_eq!(severity(line.over(file(Level::Allow, "services.web"))), Severity::Error);
        let none = Policy::default();
        assert_eq!(severity(none.over(file(Level::Allow, "services.web"))), Severity::Note);
        assert_eq!(severity(none.over(file(Level::Allow, "services.db"))), Severity::Error);
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
