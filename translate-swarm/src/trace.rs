//! Where the fields of a stack come from.
//!
//! A stack file is Compose's own format, so most of its fields have the names that they had: what is
//! translated in another way records its origin while it is made, and all others are found by their
//! names when the stack is complete.

use std::collections::HashSet;

use compose_model::Project;
use compose_model::backend::FieldOrigin;
use compose_model::diagnostic::Diagnostics;
use compose_model::explain::path;
use compose_model::source::SourceMap;
use compose_model::yaml::{Budget, Node, Value, emit, parse};

use crate::plan::Plan;
use crate::render::STACK;
use crate::stack::Stack;

/// Adds the origins of the fields that have the names of their keys.
pub(crate) fn complete(
    stack: &Stack,
    project: &Project,
    plan: &Plan<'_>,
    fields: &mut Vec<FieldOrigin>,
) {
    let Some(stack) = tree(stack) else { return };
    let project_tree = project.to_complete_node();
    let services = project.services.keys().map(|key| ("services", key, plan.services.get(key)));
    let networks = project.networks.keys().map(|key| ("networks", key, plan.networks.get(key)));
    let others = [
        ("volumes", project.volumes.keys().collect::<Vec<_>>()),
        ("configs", project.configs.keys().collect()),
        ("secrets", project.secrets.keys().collect()),
    ];
    let others = others
        .iter()
        .flat_map(|(section, keys)| keys.iter().map(|key| (*section, *key, key.as_str())));
    let recorded = std::mem::take(fields);
    let mut walk = Walk {
        recorded: recorded.iter().map(|recorded| recorded.field.as_str()).collect(),
        found: Vec::new(),
    };
    for (section, key, name) in services.chain(networks).chain(others) {
        let made = stack.get(section).and_then(|section| section.get(name));
        let said = project_tree.get(section).and_then(|section| section.get(key));
        if let (Some(made), Some(said)) = (made, said) {
            if section != "services" {
                walk.record(format!("{section}.{name}"), format!("{section}.{key}"), said);
            }
            walk.compare(made, said, format!("{section}.{name}"), format!("{section}.{key}"));
        }
    }
    let mut all = walk.found;
    all.extend(recorded);
    // What was taken back while the stack was made left its origin behind.
    all.retain(|origin| path::find(&stack, &origin.field).is_ok());
    *fields = all;
}

/// The stack as its readers see it.
fn tree(stack: &Stack) -> Option<Node> {
    let text = emit::to_string(stack).ok()?;
    let file = SourceMap::default().add(STACK, text.as_str());
    let documents = parse(&text, file, &mut Budget::default(), &mut Diagnostics::default());
    documents.into_iter().next().map(|document| document.root)
}

struct Walk<'a> {
    /// What was recorded while the stack was made.
    recorded: HashSet<&'a str>,
    found: Vec<FieldOrigin>,
}

impl Walk<'_> {
    /// Compares a value of the stack with the one of the same name in the project.
    fn compare(&mut self, made: &Node, said: &Node, field: String, key: String) {
        // What is recorded for the whole counts for its parts: the walk comes to the whole first.
        if self.recorded.contains(field.as_str()) {
            return;
        }
        match (&made.value, &said.value) {
            (Value::Mapping(made), Value::Mapping(said)) if made.iter().next().is_some() => {
                for (name, made) in made {
                    if let Some(said) = said.get(name) {
                        self.compare(
                            made,
                            said,
                            format!("{field}.{name}"),
                            format!("{key}.{name}"),
                        );
                    }
                }
            }
            (Value::Sequence(made), Value::Sequence(said)) if made.len() == said.len() => {
                for (n, (made, said)) in made.iter().zip(said).enumerate() {
                    self.compare(made, said, format!("{field}[{n}]"), format!("{key}[{n}]"));
                }
            }
            _ => self.record(field, key, said),
        }
    }

    fn record(&mut self, field: String, key: String, said: &Node) {
        let object = STACK.to_owned();
        self.found.push(FieldOrigin { object, field, key, origin: said.origin.clone() });
    }
}
