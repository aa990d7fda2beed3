//! What the project's extension says where the command line says nothing else.

use std::borrow::Cow;

use compose_model::Spanned;

use super::{Extension, ProjectSettings};
use crate::options::{Expose, Exposure, NetworkPolicies, Options, SeedVolumes};

impl Extension {
    /// The options, with the project's own where an option has its default.
    pub(crate) fn options<'o>(&self, options: &'o Options) -> Cow<'o, Options> {
        if self.project == ProjectSettings::default() {
            return Cow::Borrowed(options);
        }
        let ProjectSettings {
            namespace,
            create_namespace,
            expose,
            domain,
            ingress_class_name,
            gateway,
            tls_secret,
            cluster_issuer,
            route_annotations,
            network_policies,
            storage,
            // Objects and pods have these: `extension::objects`, `pod::settings`, `extension::patch`.
            labels: _,
            annotations: _,
            image_pull_secrets: _,
            service_account_name: _,
            objects: _,
            patches: _,
        } = &self.project;
        let mut options = options.clone();
        missing(&mut options.namespace, namespace.as_ref());
        options.create_namespace |= create_namespace.as_ref().is_some_and(|it| it.value);
        let exposure = &mut options.exposure;
        if exposure.way == Expose::default() {
            exposure.way = expose.as_ref().map_or(exposure.way, |it| it.value);
        }
        missing(&mut exposure.domain, domain.as_ref());
        missing(&mut exposure.ingress_class, ingress_class_name.as_ref());
        // One of both says where certificates come from.
        if !exposure.has_certificates() {
            missing(&mut exposure.tls_secret, tls_secret.as_ref());
            missing(&mut exposure.cluster_issuer, cluster_issuer.as_ref());
        }
        if exposure.gateway == Exposure::default().gateway
            && let Some(gateway) = gateway
        {
            exposure.gateway.clone_from(gateway);
        }
        for (key, value) in route_annotations.iter().flat_map(|it| &it.value) {
            exposure.annotations.entry(key.clone()).or_insert_with(|| value.value.clone());
        }
        if options.network_policies == NetworkPolicies::default() {
            let wanted = network_policies.as_ref().map(|it| it.value);
            options.network_policies = wanted.unwrap_or_default();
        }
        if let Some(storage) = storage {
            if options.volume_size == Options::default().volume_size
                && let Some(size) = &storage.size
            {
                options.volume_size.clone_from(&size.value.0);
            }
            if options.seed_volumes == SeedVolumes::default() {
                options.seed_volumes = storage.seed.as_ref().map(|it| it.value).unwrap_or_default();
            }
        }
        Cow::Owned(options)
    }
}

fn missing(option: &mut Option<String>, setting: Option<&Spanned<String>>) {
    if option.is_none() {
        *option = setting.map(|setting| setting.value.clone());
    }
}
