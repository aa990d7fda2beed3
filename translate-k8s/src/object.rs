//! The objects that a translation makes.

use std::borrow::Cow;

use indexmap::IndexMap;
use k8s_openapi::Resource;
use k8s_openapi::api::apps::v1::{DaemonSet, Deployment, StatefulSet};
use k8s_openapi::api::autoscaling::v2::HorizontalPodAutoscaler;
use k8s_openapi::api::batch::v1::{CronJob, Job};
use k8s_openapi::api::core::v1::{
    ConfigMap, Namespace, PersistentVolumeClaim, Secret, Service, ServiceAccount,
};
use k8s_openapi::api::networking::v1::{Ingress, NetworkPolicy};
use k8s_openapi::api::policy::v1::PodDisruptionBudget;
use k8s_openapi::api::rbac::v1::{Role, RoleBinding};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use crate::extension::{Check, typed};
use crate::gateway::HTTPRoute;
use crate::json;

/// The order of applying, by kind: what others need comes before them.
const ORDER: &[&str] = &[
    "Namespace",
    "CustomResourceDefinition",
    "ResourceQuota",
    "LimitRange",
    "PriorityClass",
    "RuntimeClass",
    "StorageClass",
    "IngressClass",
    "NetworkPolicy",
    "ServiceAccount",
    "ClusterRole",
    "ClusterRoleBinding",
    "Role",
    "RoleBinding",
    "ConfigMap",
    "Secret",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "Service",
    "Ingress",
    "HTTPRoute",
    ANY_OTHER,
    "PodDisruptionBudget",
    "DaemonSet",
    "Deployment",
    "StatefulSet",
    "Job",
    "CronJob",
    "HorizontalPodAutoscaler",
];

/// The place of kinds that no other line of the order names: those of operators, which may make what
/// pods need.
const ANY_OTHER: &str = "";

/// Kubernetes' own kinds that belong to no namespace.
const OF_CLUSTER: &[&str] = &[
    "APIService",
    "CSIDriver",
    "CSINode",
    "CertificateSigningRequest",
    "ClusterRole",
    "ClusterRoleBinding",
    "ClusterTrustBundle",
    "CustomResourceDefinition",
    "DeviceClass",
    "FlowSchema",
    "GatewayClass",
    "IPAddress",
    "IngressClass",
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
    "MutatingWebhookConfiguration",
    "Namespace",
    "Node",
    "PersistentVolume",
    "PriorityClass",
    "PriorityLevelConfiguration",
    "ResourceSlice",
    "RuntimeClass",
    "ServiceCIDR",
    "StorageClass",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
    "VolumeAttachment",
    "VolumeAttributesClass",
    "VolumeSnapshotClass",
    "VolumeSnapshotContent",
];

/// Declares [`Object`]: one variant for each kind, in the order of applying.
macro_rules! objects {
    ($($(#[$meta:meta])* $kind:ident),* $(,)?) => {
        /// An object: one of the kinds that a translation makes, or one that the project brings.
        ///
        /// The variants stand in the order in which a first `kubectl apply` works: what others need
        /// comes before them.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Object {
            $($(#[$meta])* $kind(Box<$kind>),)*
            /// An object of another kind, as the project wrote it.
            Other(Box<OtherObject>),
        }

        impl Object {
            /// The kind, as in `kind: Deployment`.
            pub fn kind(&self) -> &str {
                match self {
                    $(Self::$kind(_) => <$kind as Resource>::KIND,)*
                    Self::Other(object) => &object.kind,
                }
            }

            /// The metadata.
            pub fn metadata(&self) -> &ObjectMeta {
                match self {
                    $(Self::$kind(object) => &object.metadata,)*
                    Self::Other(object) => &object.metadata,
                }
            }

            /// The metadata, to be changed.
            pub fn metadata_mut(&mut self) -> &mut ObjectMeta {
                match self {
                    $(Self::$kind(object) => &mut object.metadata,)*
                    Self::Other(object) => &mut object.metadata,
                }
            }

            /// The kind as it is known to live as long as the program, for all but other kinds.
            fn static_kind(&self) -> Option<&'static str> {
                match self {
                    $(Self::$kind(_) => Some(<$kind as Resource>::KIND),)*
                    Self::Other(_) => None,
                }
            }

            #[cfg(test)]
            const KINDS: &[&str] = &[$(stringify!($kind)),*];
        }

        impl Serialize for Object {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$kind(object) => object.serialize(serializer),)*
                    Self::Other(object) => object.serialize(serializer),
                }
            }
        }

        impl From<OtherObject> for Object {
            fn from(object: OtherObject) -> Self {
                Self::Other(Box::new(object))
            }
        }

        $(
            impl From<$kind> for Object {
                fn from(object: $kind) -> Self {
                    Self::$kind(Box::new(object))
                }
            }
        )*
    };
}

objects! {
    /// The namespace that all others live in.
    Namespace,
    /// What pods may reach and who may reach them.
    NetworkPolicy,
    /// The identity of a pod that asks the API server.
    ServiceAccount,
    /// What such a pod may ask.
    Role,
    /// Who may ask it.
    RoleBinding,
    /// Files and values.
    ConfigMap,
    /// Files and values that nobody else should see.
    Secret,
    /// Storage that outlives pods.
    PersistentVolumeClaim,
    /// A name under which pods are reached.
    Service,
    /// The way in from outside the cluster.
    Ingress,
    /// The same through a Gateway.
    HTTPRoute,
    /// How many pods may be missing while nodes are drained.
    PodDisruptionBudget,
    /// A pod on every node.
    DaemonSet,
    /// Interchangeable pods.
    Deployment,
    /// Pods with an identity.
    StatefulSet,
    /// Pods that run to their end.
    Job,
    /// The same again and again.
    CronJob,
    /// How many pods run, by how busy they are.
    HorizontalPodAutoscaler,
}

/// Calls `$typed!(Type)` with the type of a kind, or gives `$other` for kinds whose types cannot be read.
///
/// Routes of a gateway are among those: what this crate knows of their type is what it writes.
macro_rules! with_type {
    ($api_version:expr, $kind:expr, $typed:ident, $other:expr) => {
        $crate::object::with_type!(@ $api_version, $kind, $typed, $other;
            Namespace, NetworkPolicy, ServiceAccount, Role, RoleBinding, ConfigMap, Secret,
            PersistentVolumeClaim, Service, Ingress, PodDisruptionBudget, DaemonSet, Deployment,
            StatefulSet, Job, CronJob, HorizontalPodAutoscaler)
    };
    (@ $api_version:expr, $kind:expr, $typed:ident, $other:expr; $($type:ident),*) => {
        match ($api_version, $kind) {
            $((<$type as Resource>::API_VERSION, <$type as Resource>::KIND) => $typed!($type),)*
            _ => $other,
        }
    };
}

use with_type;

/// An object of a kind whose type this crate does not know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OtherObject {
    /// The group and version of its kind.
    pub api_version: String,
    /// Its kind.
    pub kind: String,
    /// Name, labels and the like.
    pub metadata: ObjectMeta,
    /// Everything else.
    pub rest: Map<String, Value>,
}

impl OtherObject {
    fn from_json(value: Value) -> Result<Self, String> {
        let Value::Object(mut rest) = value else { return Err("it is not a map".to_owned()) };
        let metadata = rest.shift_remove("metadata").unwrap_or_default();
        let metadata = typed(&metadata)?;
        let mut text = |key: &str| match rest.shift_remove(key) {
            Some(Value::String(text)) => text,
            _ => String::new(),
        };
        Ok(Self { api_version: text("apiVersion"), kind: text("kind"), metadata, rest })
    }
}

impl Serialize for OtherObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.rest.len() + 3))?;
        map.serialize_entry("apiVersion", &self.api_version)?;
        map.serialize_entry("kind", &self.kind)?;
        map.serialize_entry("metadata", &self.metadata)?;
        for (key, value) in &self.rest {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl Object {
    /// The name; every object that a translation makes has one.
    pub fn name(&self) -> &str {
        self.metadata().name.as_deref().unwrap_or_default()
    }

    /// Kind and name, `Deployment/web`.
    pub fn id(&self) -> String {
        format!("{}/{}", self.kind(), self.name())
    }

    /// The object as an untyped tree of JSON.
    pub fn to_json(&self) -> Value {
        json::tree(self)
    }

    /// An object of these values: of the type of its kind where this crate knows it.
    ///
    /// # Errors
    ///
    /// What its type does not take.
    pub(crate) fn from_json(value: Value) -> Result<Self, String> {
        macro_rules! typed {
            ($type:ident) => {
                typed::<$type>(&value).map(Self::from)
            };
        }
        let text =
            |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (api_version, kind) = (text("apiVersion"), text("kind"));
        with_type!(
            api_version.as_str(),
            kind.as_str(),
            typed,
            OtherObject::from_json(value).map(Self::from)
        )
    }

    /// Finds what of a node has no place in an object of this kind, or in a patch of one.
    pub(crate) fn check(api_version: &str, kind: &str, check: &mut Check<'_, '_>) {
        macro_rules! typed {
            ($type:ident) => {
                check.against::<$type>()
            };
        }
        with_type!(api_version, kind, typed, ());
    }

    /// Whether it is of one of Kubernetes' own kinds that belong to no namespace. Of the kinds of operators
    /// nobody can tell here: an API server drops the namespace of one that has none.
    pub(crate) fn is_of_cluster(&self) -> bool {
        let group = match self {
            Self::Other(object) => {
                object.api_version.rsplit_once('/').map_or("", |(group, _)| group)
            }
            _ => "",
        };
        let is_own = !group.contains('.') || group.ends_with(".k8s.io");
        is_own && OF_CLUSTER.binary_search(&self.kind()).is_ok()
    }

    /// The place in the order of applying.
    fn rank(&self) -> usize {
        let place = |kind: &str| ORDER.iter().position(|known| *known == kind);
        place(self.kind()).or_else(|| place(ANY_OTHER)).unwrap_or(ORDER.len())
    }

    fn key(&self) -> Key {
        let kind = self.static_kind().map(Cow::Borrowed);
        (kind.unwrap_or_else(|| Cow::Owned(self.kind().to_owned())), self.name().to_owned())
    }
}

/// Kind and name.
type Key = (Cow<'static, str>, String);

/// The objects of a translation, each kind and name once.
#[derive(Debug, Default)]
pub(crate) struct Objects {
    objects: IndexMap<Key, Object>,
}

impl Objects {
    /// Adds an object; one of the same kind and name that is there already stays as it is.
    pub(crate) fn add(&mut self, object: Object) {
        self.objects.entry(object.key()).or_insert(object);
    }

    /// Adds the objects of another part.
    pub(crate) fn extend(&mut self, others: Self) {
        for (key, object) in others.objects {
            self.objects.entry(key).or_insert(object);
        }
    }

    /// Whether there is such an object.
    pub(crate) fn contains(&self, kind: &'static str, name: &str) -> bool {
        self.objects.contains_key(&(Cow::Borrowed(kind), name.to_owned()))
    }

    /// An object.
    pub(crate) fn get(&self, kind: &'static str, name: &str) -> Option<&Object> {
        self.objects.get(&(Cow::Borrowed(kind), name.to_owned()))
    }

    /// An object, to be changed; its kind and name stay.
    pub(crate) fn get_mut(&mut self, kind: &'static str, name: &str) -> Option<&mut Object> {
        self.objects.get_mut(&(Cow::Borrowed(kind), name.to_owned()))
    }

    /// Whether there is one of the same kind and name.
    pub(crate) fn has(&self, object: &Object) -> bool {
        self.objects.contains_key(&object.key())
    }

    /// The number of objects.
    pub(crate) fn len(&self) -> usize {
        self.objects.len()
    }

    /// The object that was added as the `place`th, to be changed; its kind and name stay.
    pub(crate) fn nth_mut(&mut self, place: usize) -> Option<&mut Object> {
        self.objects.get_index_mut(place).map(|(_, object)| object)
    }

    /// The objects, to be changed; their kinds and names stay.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Object> {
        self.objects.values_mut()
    }

    /// The objects in the order of applying; those of one kind in the order in which they were added.
    pub(crate) fn into_ordered(self) -> Vec<Object> {
        let mut objects: Vec<Object> = self.objects.into_values().collect();
        objects.sort_by_cached_key(Object::rank);
        objects
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_place_in_the_order_of_applying() {
        let places: Vec<_> = Object::KINDS
            .iter()
            .map(|kind| ORDER.iter().position(|known| known == kind).unwrap())
            .collect();
        assert!(places.is_sorted(), "{places:?}");
    }

    #[test]
    fn kinds_of_the_cluster_are_sorted() {
        assert!(OF_CLUSTER.is_sorted());
    }

    #[test]
    fn other_objects_are_written_as_they_are() {
        let value = serde_json::json!({
            "spec": { "dnsNames": ["a.example.com"] },
            "kind": "Certificate",
            "apiVersion": "cert-manager.io/v1",
            "metadata": { "name": "a" },
        });
        let object = Object::from_json(value.clone()).unwrap();
        assert_eq!(object.id(), "Certificate/a");
        assert_eq!(serde_json::to_value(&object).unwrap(), value);
    }
}
