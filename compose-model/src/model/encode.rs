//! The project as a Compose file again.
//!
//! What is printed is what `docker compose config` prints: every attribute in its long form, in the
//! order of the reference loader, without what is zero or empty. It loads again to the same project.

use super::codec::{Element, Fields, Form, encode_map};
use super::{Map, Project};
use crate::interpolate::escape;
use crate::yaml::Node;
use crate::yaml::emit::{self, EmitError};

/// What becomes of `$` in printed texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dollars {
    /// `$$`, so that loading the text again gives one `$`.
    #[default]
    Doubled,
    /// As they are: for projects that were loaded without interpolation.
    Kept,
}

impl Project {
    /// The project as a tree in which every value keeps its origin.
    ///
    /// ```
    /// use compose_model::Project;
    /// use compose_model::model::Service;
    ///
    /// let mut project = Project { name: "shop".into(), ..Project::default() };
    /// let web = Service { image: Some("nginx".into()), ..Service::default() };
    /// project.services.insert("web".to_owned(), web.into());
    ///
    /// let tree = project.to_node();
    /// let image = tree.get("services").and_then(|s| s.get("web")?.get("image")).unwrap();
    /// assert_eq!(image.origin.generated_by(), Some("code"));
    /// ```
    pub fn to_node(&self) -> Node {
        encode(self, Form::Yaml)
    }

    /// The project as a tree with everything that is set: also what is not printed, and the services
    /// that no profile enables.
    pub fn to_complete_node(&self) -> Node {
        let mut node = encode(self, Form::Complete);
        let mut disabled = encode_map(&self.disabled_services, Form::Complete);
        let services = node.as_mapping_mut().and_then(|map| map.get_mut("services"));
        if let Some(services) = services.and_then(Node::as_mapping_mut) {
            for (key, service) in disabled.as_mapping_mut().map(std::mem::take).unwrap_or_default()
            {
                services.insert_new(key, service);
            }
        }
        node
    }

    /// The project as YAML, as `docker compose config` prints it.
    ///
    /// ```
    /// # use compose_model::Project;
    /// # use compose_model::model::Service;
    /// # let mut project = Project { name: "shop".into(), ..Project::default() };
    /// # let web = Service { image: Some("nginx".into()), ..Service::default() };
    /// # project.services.insert("web".to_owned(), web.into());
    /// let yaml = project.to_yaml(Default::default()).unwrap();
    /// assert_eq!(yaml, "name: shop\nservices:\n  web:\n    image: nginx\n");
    /// ```
    ///
    /// # Errors
    /// When an extension field holds what YAML cannot say.
    pub fn to_yaml(&self, dollars: Dollars) -> Result<String, EmitError> {
        emit::to_string(&self.printed(Form::Yaml, dollars))
    }

    /// The project as JSON, as `docker compose config --format json` prints it: without models, and
    /// with extension fields at the top only.
    ///
    /// # Errors
    /// When an extension field holds what JSON cannot say.
    pub fn to_json(&self, dollars: Dollars) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(&self.printed(Form::Json, dollars))
    }

    fn printed(&self, form: Form, dollars: Dollars) -> Node {
        let mut node = encode(self, form);
        if dollars == Dollars::Doubled {
            escape(&mut node);
        }
        node
    }
}

fn encode(project: &Project, form: Form) -> Node {
    let mut fields = Fields::new(form);
    let name = Some(&project.name).filter(|name| !name.is_empty());
    fields.put("name", name.map(|name| name.value.encode(&name.origin, form)));
    fields.put("services", Some(encode_map(&project.services, form)));
    fields.put("networks", section(&project.networks, form));
    fields.put("volumes", section(&project.volumes, form));
    fields.put("secrets", section(&project.secrets, form));
    fields.put("configs", section(&project.configs, form).map(without_resolved_content));
    if form != Form::Json {
        fields.put("models", section(&project.models, form));
    }
    fields.finish_document(&project.extensions)
}

fn section<T: Element>(map: &Map<T>, form: Form) -> Option<Node> {
    (!map.is_empty()).then(|| encode_map(map, form))
}

/// Content that comes from a variable is not part of the file: the variable's name is.
fn without_resolved_content(mut configs: Node) -> Node {
    for (_, config) in configs.as_mapping_mut().into_iter().flat_map(|map| map.iter_mut()) {
        if let Some(config) = config.as_mapping_mut()
            && config.contains_key("environment")
        {
            config.remove("content");
        }
    }
    configs
}
