//! What a level is for: a code, an effect or a key.

use compose_model::backend::Backend;
use compose_model::diagnostic::{Effect, Rule};
use compose_model::explain;

use super::all_rules;

/// What a level is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Selector {
    Effect(Effect),
    Code(&'static str),
    /// The parts of a key path; `*` fits any one part.
    Key(Vec<String>),
}

/// Why a text is not a selector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoSelector {
    pub(crate) message: String,
    pub(crate) help: String,
}

const EFFECTS: [Effect; 5] =
    [Effect::Input, Effect::Unsupported, Effect::Approximated, Effect::Insecure, Effect::Advice];

const TOP_LEVEL: [&str; 8] =
    ["services", "networks", "volumes", "configs", "secrets", "models", "include", "name"];

impl Selector {
    /// Understands `K0301`, `approximated`, `services.*.ports`.
    pub(crate) fn parse(text: &str, backends: &[&'static dyn Backend]) -> Result<Self, NoSelector> {
        if let Some(effect) = EFFECTS.into_iter().find(|effect| effect.as_str() == text) {
            return Ok(Self::Effect(effect));
        }
        let mut rules = all_rules(backends);
        if let Some(rule) = rules.find(|rule| rule.code.eq_ignore_ascii_case(text)) {
            return Ok(Self::Code(rule.code));
        }
        let parts = parts(text);
        let known = |part: &String| TOP_LEVEL.contains(&part.as_str()) || part.starts_with("x-");
        if parts.first().is_some_and(known) {
            return Ok(Self::Key(parts));
        }
        if explain::is_code(text) {
            let near = explain::find(all_rules(backends), text).err().unwrap_or_default();
            let help = match near.first() {
                Some(near) => format!("did you mean `{}` ({})?", near.code, near.name),
                None => "run `compose2k8s explain` for all codes".to_owned(),
            };
            return Err(NoSelector { message: format!("there is no code `{text}`"), help });
        }
        let effects = EFFECTS.map(Effect::as_str).join("`, `");
        let message = format!("`{text}` is neither a code, nor an effect, nor a key");
        let help =
            format!("give a code (`K0301`), one of `{effects}`, or a key (`services.web.ports`)");
        Err(NoSelector { message, help })
    }

    /// Whether it is for a finding of this rule about this key.
    pub(super) fn fits(&self, rule: &Rule, subject: Option<&str>) -> bool {
        match self {
            Self::Effect(effect) => rule.effect == *effect,
            Self::Code(code) => rule.code == *code,
            Self::Key(pattern) => subject.is_some_and(|subject| covers(pattern, subject)),
        }
    }

    /// How few findings it is for: the kind first, then the parts of a key, then those of them that
    /// are no `*`.
    pub(super) fn exactness(&self) -> (u8, usize, usize) {
        match self {
            Self::Effect(_) => (0, 0, 0),
            Self::Code(_) => (1, 0, 0),
            Self::Key(parts) => (2, parts.len(), parts.iter().filter(|part| *part != "*").count()),
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
