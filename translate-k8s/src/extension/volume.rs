//! `x-k8s` of a volume, and the defaults of volumes.

use compose_model::model::Pairs;
use compose_model::yaml::Node;
use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;

use super::Kube;
use super::reader::Reader;
use super::setting::{Setting, settings, truth};
use super::words::{AccessMode, VolumeType};
use crate::options::SeedVolumes;

settings! {
    /// Settings of a named volume.
    pub(crate) struct VolumeSettings {
        /// What holds its data.
        "type" kind: VolumeType,
        /// The size of its claim: `10Gi`.
        "size" size: Quantity,
        /// The storage class of its claim; an empty one turns automatic volumes off.
        "storageClassName" storage_class_name: String,
        /// Who may mount its claim.
        "accessMode" access_mode: AccessMode,
        /// Whether a new volume gets what the image has at its target.
        "seed" seed: SeedVolumes,
        /// The folder of the claim that is mounted: `false` for the claim's top.
        "subPath" sub_path: SubPath,
        /// The labels of the PersistentVolume that the claim may have.
        "selector" selector: Kube<LabelSelector>,
        /// The PersistentVolume that the claim must have.
        "volumeName" volume_name: String,
        /// A claim that exists already, which is mounted instead of a new one.
        "existingClaim" existing_claim: String,
        /// Labels of the claim.
        "labels" labels: Pairs,
        /// Annotations of the claim.
        "annotations" annotations: Pairs,
    }
}

settings! {
    /// Settings of claims that no volume of the project says anything about.
    pub(crate) struct StorageSettings {
        /// What holds the data.
        "type" kind: VolumeType,
        /// The size of claims: `10Gi`.
        "size" size: Quantity,
        /// The storage class of claims; an empty one turns automatic volumes off.
        "storageClassName" storage_class_name: String,
        /// Who may mount claims.
        "accessMode" access_mode: AccessMode,
        /// Whether new volumes get what the image has at their targets.
        "seed" seed: SeedVolumes,
        /// The folder of claims that is mounted: `false` for their tops.
        "subPath" sub_path: SubPath,
    }
}

/// Which folder of a claim is mounted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SubPath {
    /// The claim's own name, as without this setting.
    Own,
    /// The claim's top.
    Top,
    /// This one.
    Folder(String),
}

impl Setting for SubPath {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        match (truth(node), node.text()) {
            (Some(true), _) => Some(Self::Own),
            (Some(false), _) => Some(Self::Top),
            (None, Some(text)) if is_folder(&text) => Some(Self::Folder(text.to_string())),
            _ => {
                reader.expected("`true`, `false` or a relative path without `..`", node);
                None
            }
        }
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["boolean", "string"] })
    }
}

fn is_folder(path: &str) -> bool {
    !path.is_empty() && !path.starts_with('/') && !path.split('/').any(|part| part == "..")
}

/// A size, as Kubernetes writes sizes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Quantity(pub(crate) String);

impl Setting for Quantity {
    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<Self> {
        let text = node.text();
        let text = text.filter(|text| crate::quantity::thousandths(text).is_some_and(|it| it > 0));
        if text.is_none() {
            reader.expected("a quantity such as `10Gi`", node);
        }
        text.map(|text| Self(text.to_string()))
    }

    #[cfg(feature = "schema")]
    fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": ["string", "number"] })
    }
}
