//! The kind of the Gateway API that we write: it is no part of Kubernetes' own types.
//!
//! Fields stand in the order in which `kubectl get -o yaml` prints them.

use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use k8s_openapi::{NamespaceResourceScope, Resource};
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};

/// `HTTPRoute`: leads requests for host names to Services.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HTTPRoute {
    /// Name, labels and the like.
    pub metadata: ObjectMeta,
    /// What is led where.
    pub spec: HTTPRouteSpec,
}

/// What is led where.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HTTPRouteSpec {
    /// The host names of the requests.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hostnames: Vec<String>,
    /// The gateways that they come through.
    pub parent_refs: Vec<ParentReference>,
    /// Where they go.
    pub rules: Vec<HTTPRouteRule>,
}

/// A gateway.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ParentReference {
    /// Its name.
    pub name: String,
    /// Its namespace, where it is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub namespace: Option<String>,
}

/// Where requests go.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HTTPRouteRule {
    /// The Services.
    pub backend_refs: Vec<HTTPBackendRef>,
    /// The requests that it is for; all where it is empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub matches: Vec<HTTPRouteMatch>,
}

/// Which requests a rule is for.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct HTTPRouteMatch {
    /// Their path.
    pub path: HTTPPathMatch,
}

/// Which paths a rule is for.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct HTTPPathMatch {
    /// How they are compared: `PathPrefix`.
    #[serde(rename = "type")]
    pub kind: String,
    /// With what.
    pub value: String,
}

/// A port of a Service.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct HTTPBackendRef {
    /// The Service's name.
    pub name: String,
    /// Its port.
    pub port: i32,
}

impl Resource for HTTPRoute {
    const API_VERSION: &'static str = "gateway.networking.k8s.io/v1";
    const GROUP: &'static str = "gateway.networking.k8s.io";
    const KIND: &'static str = "HTTPRoute";
    const VERSION: &'static str = "v1";
    const URL_PATH_SEGMENT: &'static str = "httproutes";
    type Scope = NamespaceResourceScope;
}

impl Serialize for HTTPRoute {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct(Self::KIND, 4)?;
        object.serialize_field("apiVersion", Self::API_VERSION)?;
        object.serialize_field("kind", Self::KIND)?;
        object.serialize_field("metadata", &self.metadata)?;
        object.serialize_field("spec", &self.spec)?;
        object.end()
    }
}
