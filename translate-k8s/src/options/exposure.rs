//! The ways in from outside the cluster.
//!
//! One struct says all about them, so that a service or a port can have settings of its own.

use std::collections::BTreeMap;

use compose_model::backend::OptionValues;

use super::{Expose, OptionError, word};
use crate::labels;

/// How published ports are reached from outside the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exposure {
    /// The way.
    pub way: Expose,
    /// The host names of an Ingress or `HTTPRoute`; without any they are made of the service's name
    /// and the domain.
    pub hosts: Vec<String>,
    /// The domain of the host names; `<project>.localhost` without one.
    pub domain: Option<String>,
    /// The class of Ingresses; the cluster's default without one.
    pub ingress_class: Option<String>,
    /// The Gateway of HTTP routes, `NAME` or `NAMESPACE/NAME`.
    pub gateway: String,
    /// The Secret with the certificate of all host names.
    pub tls_secret: Option<String>,
    /// cert-manager's `ClusterIssuer` that makes a certificate for each Ingress.
    pub cluster_issuer: Option<String>,
    /// Annotations of Ingresses and HTTP routes, which tell a controller more.
    pub annotations: BTreeMap<String, String>,
}

/// The default of `--gateway`.
pub const GATEWAY: &str = "gateway";

impl Default for Exposure {
    fn default() -> Self {
        Self {
            way: Expose::default(),
            hosts: Vec::new(),
            domain: None,
            ingress_class: None,
            gateway: GATEWAY.to_owned(),
            tls_secret: None,
            cluster_issuer: None,
            annotations: BTreeMap::new(),
        }
    }
}

impl Exposure {
    /// The settings that were given on the command line.
    pub(super) fn from_values(values: &OptionValues, errors: &mut Vec<OptionError>) -> Self {
        let mut error = |name, value: &str, expected: &str| {
            let (value, expected) = (value.to_owned(), expected.to_owned());
            errors.push(OptionError { name, value, expected });
        };
        let mut annotations = BTreeMap::new();
        for pair in values.all("route-annotation") {
            match pair.split_once('=').filter(|(key, _)| labels::is_key(key)) {
                Some((key, value)) => {
                    annotations.insert(key.to_owned(), value.to_owned());
                }
                None => error("route-annotation", pair, "expected KEY=VALUE"),
            }
        }
        let mut name = |name: &'static str| {
            let value = values.get(name)?;
            if !labels::is_dns_subdomain(value) {
                error(name, value, "expected a DNS name");
            }
            Some(value.to_owned())
        };
        let (domain, ingress_class) = (name("domain"), name("ingress-class"));
        let (tls_secret, cluster_issuer) = (name("tls-secret"), name("cluster-issuer"));
        if let (Some(secret), Some(_)) = (&tls_secret, &cluster_issuer) {
            let expected = "`--cluster-issuer` names the Secrets itself, one for each Ingress";
            error("tls-secret", secret, expected);
        }
        Self {
            way: word(values, "expose", Expose::WORDS, Expose::from_word, errors),
            hosts: Vec::new(),
            domain,
            ingress_class,
            gateway: values.get("gateway").unwrap_or(GATEWAY).to_owned(),
            tls_secret,
            cluster_issuer,
            annotations,
        }
    }

    /// Whether certificates are provided for.
    pub(crate) fn has_certificates(&self) -> bool {
        self.tls_secret.is_some() || self.cluster_issuer.is_some()
    }
}
