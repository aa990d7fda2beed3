//! What becomes of a key in any project.

use compose_model::backend::Backend;
use compose_model::coverage::{Fate, fate};
use compose_model::did_you_mean;
use compose_model::explain::is_within;
use compose_model::schema::{self, Key};
use serde::Serialize;

use super::Answers;
use super::page::Page;
use crate::args::Target;
use crate::failure::Failure;
use crate::render;

/// Shows what becomes of a key, and of those below it where there are few.
pub(super) fn show(path: &str, targets: &[Target], answers: &mut Answers) -> Result<(), Failure> {
    let key = schema::key_of(path).ok_or_else(|| unknown(path))?;
    answers.page.heading(&key.path, "");
    for target in targets {
        target_section(key, target.backend, &mut answers.page);
        answers.lines += &json(key, target.backend);
    }
    Ok(())
}

/// What one target does with a key.
pub(super) fn target_section(key: &Key, backend: &dyn Backend, page: &mut Page) {
    page.gap();
    page.line(&format!("To {}:", backend.name()));
    let own = fate(backend.coverage(), &key.path);
    page.item(&sentence(own));
    // What stands below and has a fate of its own.
    let below = backend.coverage().iter().filter(|(listed, fate)| {
        *listed != key.path && is_within(listed, &key.path) && Some(*fate) != own
    });
    for (listed, below) in below {
        page.item(&format!(
            "`{}`: {}",
            &listed[key.path.len()..].trim_start_matches('.'),
            sentence(Some(*below))
        ));
    }
}

/// A fate as people read it.
pub(super) fn sentence(fate: Option<Fate>) -> String {
    match fate {
        None => "nothing is known of it".to_owned(),
        Some(Fate::Loading) => {
            "done when the project is loaded; nothing of it is left to translate".to_owned()
        }
        Some(Fate::Translated) => "translated".to_owned(),
        Some(Fate::Approximated(rule)) => {
            format!("approximated, with {} ({}) where it matters", rule.code, rule.name)
        }
        Some(Fate::Reported(rule)) => format!("left out, with {} ({})", rule.code, rule.name),
        Some(Fate::Needless(why)) => format!("needs no translation: {why}"),
    }
}

fn unknown(path: &str) -> Failure {
    let paths = schema::keys().iter().map(|key| key.path.as_str());
    let failure = Failure::usage(format!("there is no key `{path}` in the Compose specification"));
    match did_you_mean::closest(path, paths) {
        Some(closest) => failure.help(format!("did you mean `{closest}`?")),
        None => failure,
    }
}

#[derive(Serialize)]
struct Content<'a> {
    key: &'a str,
    target: &'static str,
    #[serde(flatten)]
    fate: FateContent,
}

/// A fate for programs.
#[derive(Serialize)]
pub(super) struct FateContent {
    fate: Option<&'static str>,
    code: Option<&'static str>,
    why: Option<&'static str>,
}

impl FateContent {
    pub(super) fn new(fate: Option<Fate>) -> Self {
        let (fate, code, why) = match fate {
            None => (None, None, None),
            Some(Fate::Loading) => (Some("loading"), None, None),
            Some(Fate::Translated) => (Some("translated"), None, None),
            Some(Fate::Approximated(rule)) => (Some("approximated"), Some(rule.code), None),
            Some(Fate::Reported(rule)) => (Some("reported"), Some(rule.code), None),
            Some(Fate::Needless(why)) => (Some("needless"), None, Some(why)),
        };
        Self { fate, code, why }
    }
}

fn json(key: &Key, backend: &dyn Backend) -> String {
    let fate = FateContent::new(fate(backend.coverage(), &key.path));
    let content = Content { key: &key.path, target: backend.name(), fate };
    render::json_line("key", content) + "\n"
}
