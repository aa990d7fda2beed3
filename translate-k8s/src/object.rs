//! The objects that a translation makes.

use indexmap::IndexMap;
use k8s_openapi::Resource;
use k8s_openapi::api::apps::v1::{DaemonSet, Deployment, StatefulSet};
use k8s_openapi::api::batch::v1::Job;
use k8s_openapi::api::core::v1::{
    ConfigMap, Namespace, PersistentVolumeClaim, Secret, Service, ServiceAccount,
};
use k8s_openapi::api::networking::v1::{Ingress, NetworkPolicy};
use k8s_openapi::api::rbac::v1::{Role, RoleBinding};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use serde::{Serialize, Serializer};

use crate::gateway::HTTPRoute;

/// Declares [`Object`]: one variant for each kind, in the order of applying.
macro_rules! objects {
    ($($(#[$meta:meta])* $kind:ident),* $(,)?) => {
        /// An object of one of the kinds that a translation makes.
        ///
        /// The variants stand in the order in which a first `kubectl apply` works: what others need
        /// comes before them.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Object {
            $($(#[$meta])* $kind(Box<$kind>),)*
        }

        impl Object {
            /// The kind, as in `kind: Deployment`.
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Self::$kind(_) => <$kind as Resource>::KIND,)*
                }
            }

            /// The metadata.
            pub fn metadata(&self) -> &ObjectMeta {
                match self {
                    $(Self::$kind(object) => &object.metadata,)*
                }
            }

            /// The metadata, to be changed.
            pub fn metadata_mut(&mut self) -> &mut ObjectMeta {
                match self {
                    $(Self::$kind(object) => &mut object.metadata,)*
                }
            }

            fn rank(&self) -> usize {
                const KINDS: &[&str] = &[$(stringify!($kind)),*];
                KINDS.iter().position(|kind| *kind == self.kind()).unwrap_or(KINDS.len())
            }
        }

        impl Serialize for Object {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$kind(object) => object.serialize(serializer),)*
                }
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
    /// A pod on every node.
    DaemonSet,
    /// Interchangeable pods.
    Deployment,
    /// Pods with an identity.
    StatefulSet,
    /// Pods that run to their end.
    Job,
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
}

/// The objects of a translation, each kind and name once.
#[derive(Debug, Default)]
pub(crate) struct Objects {
    objects: IndexMap<(&'static str, String), Object>,
}

impl Objects {
    /// Adds an object; one of the same kind and name that is there already stays as it is.
    pub(crate) fn add(&mut self, object: Object) {
        self.objects.entry((object.kind(), object.name().to_owned())).or_insert(object);
    }

    /// Whether there is such an object.
    pub(crate) fn contains(&self, kind: &'static str, name: &str) -> bool {
        self.objects.contains_key(&(kind, name.to_owned()))
    }

    /// An object, to be changed; its kind and name stay.
    pub(crate) fn get_mut(&mut self, kind: &'static str, name: &str) -> Option<&mut Object> {
        self.objects.get_mut(&(kind, name.to_owned()))
    }

    /// The objects, to be changed; their kinds and names stay.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Object> {
        self.objects.values_mut()
    }

    /// The objects in the order of applying; those of one kind in the order in which they were added.
    pub(crate) fn into_ordered(self) -> Vec<Object> {
        let mut objects: Vec<Object> = self.objects.into_values().collect();
        objects.sort_by_key(Object::rank);
        objects
    }
}
