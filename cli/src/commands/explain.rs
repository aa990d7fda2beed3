//! `explain`: what a finding means.

mod page;
mod rule;

use compose_model::backend::Backend;
use compose_model::explain;

use crate::args::{ExplainArgs, Invocation};
use crate::failure::{Failure, Status};
use crate::output;
use crate::policy::all_rules;
use crate::render::MessageFormat;
use page::Page;

/// Answers all questions, or none where one has no answer.
pub(super) fn run(
    invocation: &Invocation,
    args: &ExplainArgs,
    backends: &[&'static dyn Backend],
) -> Result<Status, Failure> {
    let json = invocation.report.format == MessageFormat::Json;
    let mut page = Page::new();
    let mut lines = Vec::new();
    if args.questions.is_empty() {
        for rule in all_rules(backends) {
            lines.push(rule::json(rule));
        }
        rule::list(all_rules(backends), &mut page);
    }
    for question in &args.questions {
        let rule = explain::find(all_rules(backends), question)
            .map_err(|nearest| rule::unknown(question, &nearest))?;
        lines.push(rule::json(rule));
        rule::show(rule, &mut page);
    }
    let text = if json { lines.concat() } else { page.finish() };
    output::to_terminal(&text)?;
    Ok(Status::Done)
}
