//! The tree becomes the typed project.
//!
//! Nothing is resolved here: the tree is complete, and what cannot be used has been reported by the
//! schema or is reported by the value's own type.

use super::LoadContext;
use super::environment::CONTENT;
use super::pattern::KeyPath;
use crate::model::codec::codecs::Named;
use crate::model::codec::{Codec, Decoder, Element};
use crate::model::{Map, Maybe, Project};
use crate::origin::Spanned;
use crate::yaml::{Node, Value};

/// Reads the project. All services are in `services`; profiles have not been applied.
pub(crate) fn project(tree: Node, context: &mut LoadContext<'_>) -> Project {
    let mut project = Project {
        name: context.project_name.clone(),
        working_dir: context.scope.working_dir.to_string(),
        profiles: context.profiles.clone(),
        ..Project::default()
    };
    for (name, variable) in context.scope.variables.all() {
        project.environment.insert(name.to_owned(), variable.value.to_string());
    }
    let mut decoder = Decoder::new(&context.sources, &mut context.diagnostics);
    let Value::Mapping(root) = tree.value else { return project };
    for (key, node) in root {
        let at = KeyPath::ROOT.key(&key);
        match &*key {
            "services" => project.services = named(node, &at, &mut decoder),
            "networks" => project.networks = named(node, &at, &mut decoder),
            "volumes" => project.volumes = named(node, &at, &mut decoder),
            "configs" => project.configs = named(node, &at, &mut decoder),
            "secrets" => project.secrets = named(node, &at, &mut decoder),
            "models" => project.models = named(node, &at, &mut decoder),
            _ if key.starts_with("x-") => {
                project.extensions.insert(String::from(&*key), node);
            }
            // `name`, `include` and `version` have done their work.
            _ => {}
        }
    }
    for config in project.configs.values_mut() {
        let resolved = config.extensions.shift_remove(CONTENT);
        take_content(resolved, &mut config.content);
    }
    for secret in project.secrets.values_mut() {
        let resolved = secret.extensions.shift_remove(CONTENT);
        take_content(resolved, &mut secret.content);
    }
    project
}

fn named<T: Element + Default>(node: Node, at: &KeyPath<'_>, decoder: &mut Decoder<'_>) -> Map<T> {
    Named.decode(node, at, decoder)
}

fn take_content(node: Option<Node>, content: &mut Maybe<String>) {
    if let Some(node) = node {
        let text = node.as_scalar().map(|scalar| scalar.resolve().to_text()).unwrap_or_default();
        *content = Some(Spanned::new(text, node.origin));
    }
}
