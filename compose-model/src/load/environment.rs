//! Variables that a file names without a value.
//!
//! Runs once on each merged model, included ones by themselves, since each may see other variables.
//! Only the list form is resolved here; the map form is, with the project's variables, when the model
//! is normalised.

use super::LoadContext;
use super::variables::Variables;
use crate::origin::{Origin, Step};
use crate::yaml::{Node, Resolved, Scalar, Style, Value};

/// Gives `- NAME` entries of services their values, and secrets and configs with `environment` their
/// content.
pub(crate) fn apply(tree: &mut Node, context: &mut LoadContext<'_>) {
    let variables = &context.scope.variables;
    let Some(root) = tree.as_mapping_mut() else { return };
    for (section, node) in root.iter_mut() {
        for (_, node) in node.as_mapping_mut().into_iter().flat_map(|map| map.iter_mut()) {
            match &**section {
                "services" => {
                    if let Some(list) = attribute(node, "environment") {
                        items(list).for_each(|item| resolve_entry(item, variables));
                    }
                }
                "secrets" | "configs" => resolve_content(node, variables),
                _ => break,
            }
        }
    }
}

/// The key under which the content of a secret or config waits for the typed model. No Compose file
/// has a key like it, and as an extension field it survives a merge.
pub(super) const CONTENT: &str = "x-#content";

fn attribute<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Node> {
    node.as_mapping_mut()?.get_mut(key)
}

fn items(node: &mut Node) -> impl Iterator<Item = &mut Node> {
    node.as_sequence_mut().into_iter().flatten()
}

fn resolve_entry(item: &mut Node, variables: &Variables) {
    let Value::Scalar(scalar) = &mut item.value else { return };
    let Resolved::String(name) = scalar.resolve() else { return };
    if name.contains('=') {
        return;
    }
    if let Some(variable) = variables.get(name) {
        let step = step(name, &item.origin, variables);
        let text = format!("{name}={}", variable.value).into();
        *scalar = Scalar::Text { text, style: Style::Quoted };
        item.origin.extend(step);
    }
}

fn resolve_content(node: &mut Node, variables: &Variables) {
    let Some(mapping) = node.as_mapping_mut() else { return };
    let Some(environment) = mapping.get("environment") else { return };
    let Some(name) = environment.as_str() else { return };
    if let Some(variable) = variables.get(name) {
        let mut origin = environment.origin.clone();
        origin.extend(step(name, &environment.origin, variables));
        let content = Node::string(std::sync::Arc::clone(&variable.value), origin);
        mapping.insert(CONTENT, content);
    }
}

/// The station of a value that comes from a variable.
pub(super) fn step(name: &str, origin: &Origin, variables: &Variables) -> Option<Step> {
    let defined = variables.get(name)?.defined;
    origin.place().map(|at| Step::Variable { name: name.into(), at, defined })
}
