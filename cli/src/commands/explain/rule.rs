//! What a code means.

use compose_model::diagnostic::Rule;
use compose_model::explain::example::File;
use compose_model::explain::{self, Example};
use serde::Serialize;

use super::Answers;
use super::page::Page;
use crate::areas;
use crate::failure::Failure;
use crate::render;

/// Shows a rule as people read it.
pub(super) fn show(rule: &Rule, answers: &mut Answers) {
    answers.lines += &json(rule);
    let page = &mut answers.page;
    let (severity, effect) = (rule.severity.as_str(), rule.effect.as_str());
    page.heading(rule.code, &format!("{} ({severity}, {effect})", rule.name));
    for text in [rule.what, rule.why, rule.help] {
        page.paragraph(text);
    }
    for (title, text) in [("Before", rule.before), ("After", rule.after)] {
        if !text.is_empty() {
            page.heading(title, "");
            example(&Example::parse(text), page);
        }
    }
}

fn example(example: &Example<'_>, page: &mut Page) {
    if let Some(command) = example.command {
        page.block(&format!("$ {command}"));
    }
    for File { path, remark, text } in &example.files {
        if !example.is_single() {
            let remark = remark.map(|remark| format!(" ({remark})")).unwrap_or_default();
            page.line(&format!("  {path}{remark}"));
        }
        page.block(text);
    }
}

/// Lists all rules by the area that their codes stand for.
pub(super) fn list(rules: impl Iterator<Item = &'static Rule>, answers: &mut Answers) {
    let page = &mut answers.page;
    let mut area = "";
    for rule in rules {
        answers.lines += &json(rule);
        let title = areas::title(rule);
        if title != area {
            area = title;
            page.heading(title, "");
        }
        let (severity, effect) = (rule.severity.as_str(), rule.effect.as_str());
        page.line(&format!("  {}  {severity:<7}  {effect:<12}  {}", rule.code, rule.name));
    }
}

/// What a question that nobody understands is answered with.
pub(super) fn unknown(question: &str, nearest: &[&Rule]) -> Failure {
    let nearest: Vec<String> =
        nearest.iter().map(|rule| format!("`{}` ({})", rule.code, rule.name)).collect();
    let message = if explain::is_code(question) {
        format!("there is no code `{question}`")
    } else {
        format!("`{question}` is neither a code, nor a key, nor a field of the result")
    };
    let help = match nearest.as_slice() {
        [] => "run `compose2k8s explain` for all codes, or `compose2k8s explain --help`".to_owned(),
        nearest => format!("did you mean {}?", nearest.join(" or ")),
    };
    Failure::usage(message).help(help)
}

#[derive(Serialize)]
struct Content {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    effect: &'static str,
    what: &'static str,
    why: &'static str,
    help: &'static str,
    before: &'static str,
    after: &'static str,
}

/// A rule for programs, in one line.
fn json(rule: &Rule) -> String {
    let Rule { code, name, severity, effect, what, why, help, before, after } = *rule;
    let (severity, effect) = (severity.as_str(), effect.as_str());
    let content = Content { code, name, severity, effect, what, why, help, before, after };
    render::json_line("rule", content) + "\n"
}
