//! The variables that a document asks for, without their values.

use std::sync::Arc;

use indexmap::IndexMap;

use super::substitute::MAX_DEPTH;
use super::template::{Operator, Piece, pieces};
use crate::yaml::{Node, Scalar, Value};

/// What a document says of a variable, as `config --variables` shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VariableUse {
    /// Whether some use requires it to be set.
    pub required: bool,
    /// The first default, as it was written.
    pub default: Option<Arc<str>>,
    /// The first text for where it is set, as it was written.
    pub alternate: Option<Arc<str>>,
}

/// The variables of all values of a document, those in operands included, in the order of their first
/// use.
pub fn list_variables(tree: &Node) -> IndexMap<Arc<str>, VariableUse> {
    let mut variables = IndexMap::new();
    list_node(tree, &mut variables);
    variables
}

fn list_node(node: &Node, variables: &mut IndexMap<Arc<str>, VariableUse>) {
    match &node.value {
        Value::Mapping(mapping) => mapping.iter().for_each(|(_, v)| list_node(v, variables)),
        Value::Sequence(items) => items.iter().for_each(|item| list_node(item, variables)),
        Value::Scalar(Scalar::Text { text, .. }) => list_text(text, variables),
        Value::Scalar(_) => {}
    }
}

fn list_text(text: &str, variables: &mut IndexMap<Arc<str>, VariableUse>) {
    // Operands wait here for their turn, so that nested ones cost no stack.
    let mut texts = vec![(text, 0)];
    while let Some((text, depth)) = texts.pop() {
        for piece in pieces(text) {
            let Piece::Variable(reference) = piece else { continue };
            let entry = variables.entry(reference.name.into()).or_default();
            let Some((operator, operand)) = reference.operator else { continue };
            let slot = match operator {
                Operator::Required | Operator::RequiredNotEmpty => {
                    entry.required = true;
                    None
                }
                Operator::Default | Operator::DefaultIfEmpty => Some(&mut entry.default),
                Operator::Alternate | Operator::AlternateIfNotEmpty => Some(&mut entry.alternate),
            };
            if let Some(slot) = slot.filter(|slot| slot.as_deref().is_none_or(str::is_empty)) {
                *slot = Some(operand.into());
            }
            if depth < MAX_DEPTH {
                texts.push((operand, depth + 1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;

    #[test]
    fn all_uses_count_together() {
        let text = "$A ${B:-x} ${A:?why $C} ${B-y} ${D+${E:-${F}}} $$G ${A:-late}";
        let tree = Node::sequence(vec![Node::string(text, Origin::default())], Origin::default());
        let listed = list_variables(&tree);
        let mut names: Vec<_> = listed.keys().map(|name| &**name).collect();
        names.sort_unstable();
        assert_eq!(names, ["A", "B", "C", "D", "E", "F"]);
        assert!(listed["A"].required);
        assert_eq!(listed["A"].default.as_deref(), Some("late"));
        assert_eq!(listed["B"].default.as_deref(), Some("x"));
        assert_eq!(listed["D"].alternate.as_deref(), Some("${E:-${F}}"));
        assert!(!listed["F"].required);
    }
}
