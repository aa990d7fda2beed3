//! The keys that a project's authors wrote, one for each attribute.
//!
//! An attribute is what a person sees as one thing: `services.web.ports` with all its items. Those of
//! `deploy` are attributes of their own, as `deploy.resources` and `deploy.placement` have little in common.

use compose_model::Project;
use compose_model::yaml::{Node, Value};

/// The sections whose entries have names that the author chose.
const SECTIONS: [&str; 6] = ["services", "networks", "volumes", "configs", "secrets", "models"];

/// An attribute of a project.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Attribute {
    /// The service or another thing with a name, `services.web`; empty for the project itself.
    pub(super) owner: String,
    /// The key in it, `deploy.resources`; empty for the thing as a whole.
    pub(super) key: String,
}

/// The attributes that are written in a file, in the order of the project.
pub(super) fn written(project: &Project) -> Vec<Attribute> {
    let tree = project.to_complete_node();
    let mut written = Vec::new();
    for section in SECTIONS {
        let entries = tree.as_mapping().and_then(|mapping| mapping.get(section));
        for (name, entry) in entries.and_then(Node::as_mapping).into_iter().flatten() {
            if section == "services" && !project.services.contains_key(&**name) {
                continue;
            }
            let owner = format!("{section}.{name}");
            for (key, value) in entry.as_mapping().into_iter().flatten() {
                match value.as_mapping().filter(|_| &**key == GROUP) {
                    Some(parts) => written.extend(
                        parts.iter().filter(|(_, part)| is_written(part)).map(|(part, _)| {
                            Attribute { owner: owner.clone(), key: format!("{key}.{part}") }
                        }),
                    ),
                    None if is_written(value) => {
                        written.push(Attribute { owner: owner.clone(), key: key.to_string() });
                    }
                    None => {}
                }
            }
        }
    }
    written
}

/// The attribute that a path, the subject of a finding, leads to.
pub(super) fn attribute(path: &str, project: &Project) -> Attribute {
    let owner = owner(path, project).unwrap_or_default();
    let rest = path[owner.len()..].trim_start_matches('.');
    let mut parts = rest.split(['.', '[']).filter(|_| !owner.is_empty());
    let key = match (parts.next(), parts.next()) {
        (Some(GROUP), Some(part)) => format!("{GROUP}.{part}"),
        (Some(first), _) => first.to_owned(),
        (None, _) => rest.to_owned(),
    };
    Attribute { owner: owner.to_owned(), key }
}

const GROUP: &str = "deploy";

/// The part of a path that names a thing of the project. A name may hold dots.
fn owner<'p>(path: &'p str, project: &Project) -> Option<&'p str> {
    let (section, rest) = path.split_once('.')?;
    let is_name = |name: &str| match section {
        "services" => project.services.contains_key(name),
        "networks" => project.networks.contains_key(name),
        "volumes" => project.volumes.contains_key(name),
        "configs" => project.configs.contains_key(name),
        "secrets" => project.secrets.contains_key(name),
        "models" => project.models.contains_key(name),
        _ => false,
    };
    let ends = rest.match_indices(['.', '[']).map(|(at, _)| at).chain([rest.len()]);
    let end = ends.rev().find(|end| is_name(&rest[..*end]))?;
    Some(&path[..section.len() + 1 + end])
}

/// Whether a value, or a part of it, stands in a file.
fn is_written(node: &Node) -> bool {
    // A default may have the place of what brought it about.
    node.origin.span().is_some() && node.origin.generated_by().is_none()
        || match &node.value {
            Value::Mapping(mapping) => mapping.iter().any(|(_, part)| is_written(part)),
            Value::Sequence(items) => items.iter().any(is_written),
            Value::Scalar(_) => false,
        }
}
