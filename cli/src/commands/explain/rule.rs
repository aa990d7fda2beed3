//! What a code means.

use compose_model::diagnostic::Rule;
use compose_model::explain::Example;
use compose_model::explain::example::File;
use serde::Serialize;

use super::page::Page;
use crate::areas;
use crate::failure::Failure;
use crate::render;

/// Shows a rule as people read it.
pub(super) fn show(rule: &Rule, page: &mut Page) {
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
pub(super) fn list(rules: impl Iterator<Item = &'static Rule>, page: &mut Page) {
    let mut area = "";
    for rule in rules {
        let title = areas::title(rule);
        if title != area {
            area = title;
            page.heading(title, "");
        }
        let (severity, effect) = (rule.severity.as_str(), rule.effect.as_str());
        page.line(&format!("  {}  {severity:<7}  {effect:<12}  {}", rule.code, rule.name));
    }
}

/// What a question about an unknown code is answered with.
pub(super) fn unknown(question: &str, nearest: &[&Rule]) -> Failure {
    let nearest: Vec<String> =
        nearest.iter().map(|rule| format!("`{}` ({})", rule.code, rule.name)).collect();
    let all = "run `compose2k8s explain` for all codes";
    let help = match nearest.as_slice() {
        [] => all.to_owned(),
        nearest => format!("did you mean {}? Or {all}", nearest.join(" or ")),
    };
    Failure::usage(format!("there is no code `{question}`")).help(help)
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
pub(super) fn json(rule: &Rule) -> String {
    let Rule { code, name, severity, effect, what, why, help, before, after } = *rule;
    let (severity, effect) = (severity.as_str(), effect.as_str());
    let content = Content { code, name, severity, effect, what, why, help, before, after };
    render::json_line("rule", content) + "\n"
}
