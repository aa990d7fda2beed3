//! `kustomization.yaml`.

use serde::Serialize;

use super::images::Image;
use crate::document::{Document, Id};

/// What Kustomize is told to do in a folder.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Kustomization {
    pub(super) api_version: &'static str,
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) namespace: Option<String>,
    /// Written even where there are none: a file without any instruction is refused.
    pub(super) resources: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) images: Vec<Image>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) patches: Vec<Patch>,
}

/// A patch, in a file of its own or as text.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Patch {
    /// A strategic merge patch, which names its object.
    Merge { path: String },
    /// A JSON patch.
    Json { path: String, target: Target },
    /// A strategic merge patch of a few lines.
    Text { patch: String },
}

/// The object of a JSON patch. All texts are regular expressions that must match as a whole.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Target {
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<String>,
    version: String,
    kind: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    namespace: Option<String>,
}

impl Default for Kustomization {
    fn default() -> Self {
        Self {
            api_version: "kustomize.config.k8s.io/v1beta1",
            kind: "Kustomization",
            namespace: None,
            resources: Vec::new(),
            images: Vec::new(),
            patches: Vec::new(),
        }
    }
}

impl Kustomization {
    /// All objects of a project.
    pub(super) fn of_base(documents: &[Document]) -> Self {
        let resources = documents.iter().map(|document| document.file_name(".yaml")).collect();
        Self { resources, ..Self::default() }
    }
}

impl Target {
    pub(super) fn of(id: &Id) -> Self {
        let (group, version) = match id.api_version.split_once('/') {
            Some((group, version)) => (Some(group), version),
            None => (None, id.api_version.as_str()),
        };
        Self {
            group: group.map(str::to_owned),
            version: version.to_owned(),
            kind: id.kind.clone(),
            // Of the characters of a name only the dot means something in a regular expression.
            name: id.name.replace('.', r"\."),
            namespace: id.namespace.clone(),
        }
    }
}
