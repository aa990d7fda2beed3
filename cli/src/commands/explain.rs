//! `explain`: what a finding means, where a value comes from and what becomes of it, and why a field of
//! the result is there.
//!
//! The answers go to the standard output, as JSON with `--message-format json`. Where one question has
//! no answer, none is answered: a script must not take half of them for all.

mod case;
mod field;
mod key;
mod page;
mod reference;
mod rule;
mod value;

use compose_model::backend::{Backend, Translation};
use compose_model::{explain, schema};

use crate::args::{ExplainArgs, Invocation, Target};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::output;
use crate::policy::all_rules;
use crate::render::MessageFormat;
use crate::world::World;
use case::Case;
use page::Page;

/// What was answered so far: for people and for programs.
#[derive(Clone, Debug)]
struct Answers {
    page: Page,
    lines: String,
}

/// Answers all questions, or none where one has no answer.
pub(super) fn run(
    invocation: &Invocation,
    args: &ExplainArgs,
    backends: &[&'static dyn Backend],
    world: &World<'_>,
    console: &Console,
) -> Result<Status, Failure> {
    let mut answers = Answers { page: Page::new(), lines: String::new() };
    if args.questions.is_empty() {
        rule::list(all_rules(backends), &mut answers);
    }
    let mut case = None;
    for question in &args.questions {
        match Question::of(question, backends)? {
            Question::Rule(rule) => rule::show(rule, &mut answers),
            Question::Pattern(key) => reference::show(key, &args.targets, &mut answers)?,
            Question::Key(key) => {
                let case = case.get_or_insert_with(|| Case::load(invocation, &args.targets, world));
                if case.is_nowhere() {
                    reference::show(key, &args.targets, &mut answers)?;
                } else {
                    key::show(key, case, &args.targets, &mut answers)?;
                }
            }
            Question::Field { object, field } => {
                let case = case.get_or_insert_with(|| Case::load(invocation, &args.targets, world));
                field::show(object, field, case, &mut answers)?;
            }
        }
    }
    if let Some(case) = &case {
        case.report(console);
    }
    match invocation.report.format {
        MessageFormat::Json => output::to_stdout(answers.lines.as_bytes())?,
        _ => output::to_terminal(&answers.page.finish())?,
    }
    let is_broken = case.is_some_and(|case| case.has_errors());
    Ok(if is_broken { Status::Errors } else { Status::Done })
}

/// What a target makes of the project, with the origins of all fields.
pub(crate) fn trace(invocation: &Invocation, target: &Target, world: &World<'_>) -> Translation {
    let mut case = Case::load(invocation, std::slice::from_ref(target), world);
    case.results.pop().map(|made| made.translation).unwrap_or_default()
}

/// A question, by its kind.
enum Question<'a> {
    /// What a finding means.
    Rule(&'static compose_model::diagnostic::Rule),
    /// What becomes of a key in any project.
    Pattern(&'a str),
    /// Where a value comes from and what became of it.
    Key(&'a str),
    /// What a field of the result comes from.
    Field { object: &'a str, field: &'a str },
}

impl<'a> Question<'a> {
    fn of(text: &'a str, backends: &[&'static dyn Backend]) -> Result<Self, Failure> {
        let nearest = match explain::find(all_rules(backends), text) {
            Ok(rule) => return Ok(Self::Rule(rule)),
            Err(nearest) => nearest,
        };
        if is_key(text) {
            let is_pattern = text.contains('*') || text.contains("[]");
            return Ok(if is_pattern { Self::Pattern(text) } else { Self::Key(text) });
        }
        match text.split_once(':') {
            Some((object, field)) if is_object(object) => Ok(Self::Field { object, field }),
            None if is_object(text) => Ok(Self::Field { object: text, field: "" }),
            _ => Err(rule::unknown(text, &nearest)),
        }
    }
}

/// Whether a text begins as paths of projects do.
fn is_key(text: &str) -> bool {
    let first = text.split(['.', '[', ':', '/']).next().unwrap_or_default();
    let rest = &text[first.len()..];
    let is_top = schema::keys().iter().any(|key| key.path == first) || first.starts_with("x-");
    is_top && (rest.is_empty() || rest.starts_with(['.', '[']))
}

/// Whether a text is a name of an object, or of a file of the result.
fn is_object(text: &str) -> bool {
    text.contains('/') || std::path::Path::new(text).extension().is_some()
}
