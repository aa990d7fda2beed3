//! Where a value of the project comes from.

use super::codec::{Element, Form};
use super::{Map, Project};
use crate::origin::Origin;
use crate::yaml::{Node, Value};

impl Project {
    /// The origin of the value at a path such as `services.web.ports[0].target`, as diagnostics name
    /// their subjects. `None` where nothing is set.
    ///
    /// ```
    /// use compose_model::Project;
    /// use compose_model::model::Service;
    ///
    /// let mut project = Project::default();
    /// let web = Service { image: Some("nginx".into()), ..Service::default() };
    /// project.services.insert("web".to_owned(), web.into());
    ///
    /// let origin = project.origin("services.web.image").unwrap();
    /// assert_eq!(origin.generated_by(), Some("code"));
    /// assert!(project.origin("services.web.command").is_none());
    /// ```
    pub fn origin(&self, path: &str) -> Option<Origin> {
        let (section, rest) = path.split_once('.').unwrap_or((path, ""));
        match section {
            "name" if rest.is_empty() => Some(self.name.origin.clone()),
            "services" => {
                in_map(&self.services, rest).or_else(|| in_map(&self.disabled_services, rest))
            }
            "networks" => in_map(&self.networks, rest),
            "volumes" => in_map(&self.volumes, rest),
            "configs" => in_map(&self.configs, rest),
            "secrets" => in_map(&self.secrets, rest),
            "models" => in_map(&self.models, rest),
            _ => {
                let mut extensions = self.extensions.iter();
                extensions.find_map(|(key, node)| in_node(node, after_key(path, key)?))
            }
        }
    }
}

/// Looks for the named resource before its attributes are written out. A name may hold dots.
fn in_map<T: Element>(map: &Map<T>, path: &str) -> Option<Origin> {
    map.iter().find_map(|(name, spanned)| match after_key(path, name)? {
        "" => Some(spanned.origin.clone()),
        rest => in_node(&spanned.value.encode(&spanned.origin, Form::Complete), rest),
    })
}

/// What is left of a path after a key at its start.
fn after_key<'p>(path: &'p str, key: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(key)?;
    match rest.chars().next() {
        None | Some('[') => Some(rest),
        Some('.') => Some(&rest[1..]),
        Some(_) => None,
    }
}

fn in_node(node: &Node, path: &str) -> Option<Origin> {
    if path.is_empty() {
        return Some(node.origin.clone());
    }
    match &node.value {
        Value::Mapping(mapping) => {
            mapping.iter().find_map(|(key, node)| in_node(node, after_key(path, key)?))
        }
        Value::Sequence(items) => {
            let (index, rest) = path.strip_prefix('[')?.split_once(']')?;
            let item = items.get(index.parse::<usize>().ok()?)?;
            in_node(item, rest.strip_prefix('.').unwrap_or(rest))
        }
        Value::Scalar(_) => None,
    }
}
