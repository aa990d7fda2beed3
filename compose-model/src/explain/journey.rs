//! The way of a value from the place where it was written to the place where it counts.

use crate::diagnostic::Label;
use crate::origin::{Origin, Step};

/// The places that a value has passed, in its own order: where it was written, then what brought it to
/// where it counts. Empty for what no file holds.
pub fn journey(origin: &Origin) -> Vec<Label> {
    let mut labels: Vec<Label> = origin.steps().flat_map(stations).collect();
    labels.extend(origin.span().map(|span| {
        let text = match origin.generated_by() {
            None => "written here".to_owned(),
            Some("short form") => "written here, in the short form".to_owned(),
            Some(by) => format!("follows from this: {}", cause(by)),
        };
        Label { span, text }
    }));
    labels.reverse();
    // A variable of an env file is written where it is set: one label says enough.
    let mut seen = Vec::new();
    labels.retain(|label| {
        let is_new = !seen.contains(&label.span);
        seen.push(label.span);
        is_new
    });
    labels
}

/// What makes a value that no file holds, in words.
pub fn cause(by: &str) -> &str {
    match by {
        "default" => "a default of Compose",
        "normalisation" => "Compose adds it",
        "code" => "a program set it",
        "the environment" => "it comes from the environment",
        other => other,
    }
}

fn stations(step: &Step) -> Vec<Label> {
    let label = |span, text: String| Label { span, text };
    match step {
        Step::Alias(at) => vec![label(*at, "this alias repeats it".to_owned())],
        Step::MergeKey(at) => vec![label(*at, "this `<<` merges it in".to_owned())],
        Step::Variable { name, at, defined } => {
            let used = label(*at, format!("`{name}` is put in here"));
            let defined = defined.map(|at| label(at, format!("`{name}` is set here")));
            std::iter::once(used).chain(defined).collect()
        }
        Step::Overrides(at) => vec![label(*at, "it replaces this value".to_owned())],
        Step::Extends(at) => vec![label(*at, "this `extends` inherits it".to_owned())],
        Step::Include(at) => vec![label(*at, "this `include` brings it in".to_owned())],
    }
}
