//! What stands beside the services: the project itself and its networks.

use compose_model::Project;
use compose_model::diagnostic::Diagnostic;
use compose_model::model::{Config, Model, Network, Pairs, Secret};

use super::unsupported::Report;
use crate::context::Cx;
use crate::pod::{self, Annotations};
use crate::rules::{DISABLED_SERVICE, EXTERNAL_FILE, NEEDLESS, NETWORK_DRIVER, PROVIDED};

/// Reports what of the project has no counterpart, and the services that no profile enables.
pub(crate) fn report_project(cx: &mut Cx<'_>) {
    let Project {
        name: _,
        working_dir: _,
        services,
        disabled_services,
        networks,
        // volumes
        volumes: _,
        configs,
        secrets,
        models,
        profiles: _,
        environment: _,
        // extension
        extensions: _,
    } = cx.project;
    for (key, service) in disabled_services {
        let profiles: Vec<&str> = service.profiles.iter().map(|profile| profile.as_str()).collect();
        let message = format!("`{key}` is left out: no profile enables it");
        cx.report(
            Diagnostic::new(&DISABLED_SERVICE, message)
                .at(service.origin.place(), "")
                .help(format!("enable it with `--profile {}`", profiles.first().unwrap_or(&"'*'")))
                .subject(format!("services.{key}")),
        );
    }
    for (key, service) in services.iter().filter(|(_, service)| service.provider.is_some()) {
        // Such a service has no pod, so that its attributes are not looked at one by one.
        super::report(key, service, cx);
    }
    for (key, model) in models {
        let Model { name: _, model: _, context_size: _, runtime_flags: _, extensions } =
            &model.value;
        let mut report = Report::new("models".to_owned(), cx);
        let message = format!("the model `{key}` is left out: Kubernetes runs no AI models");
        report.because(&PROVIDED, PROVIDED.severity, key, message, &model.origin);
        report.below(key).extensions(extensions);
    }
    for (key, network) in networks {
        of_network(key, network, cx);
    }
    for (key, config) in configs {
        of_config(key, config, cx);
    }
    for (key, secret) in secrets {
        of_secret(key, secret, cx);
    }
}

fn of_config(key: &str, config: &Config, cx: &mut Cx<'_>) {
    let Config {
        // volumes
        name: _,
        file: _,
        environment: _,
        content: _,
        external: _,
        template_driver: _,
        labels,
        extensions,
    } = config;
    let name = cx.names.config(key).to_owned();
    annotate("ConfigMap", &name, labels, &format!("configs.{key}.labels"), cx);
    Report::new(format!("configs.{key}"), cx).extensions(extensions);
}

fn of_secret(key: &str, secret: &Secret, cx: &mut Cx<'_>) {
    let Secret {
        // volumes
        name: _,
        file: _,
        environment: _,
        content: _,
        external: _,
        driver: _,
        template_driver: _,
        labels,
        driver_opts,
        extensions,
    } = secret;
    let name = cx.names.secret(key).to_owned();
    annotate("Secret", &name, labels, &format!("secrets.{key}.labels"), cx);
    let mut report = Report::new(format!("secrets.{key}"), cx);
    report.map(&EXTERNAL_FILE, "driver_opts", driver_opts);
    report.extensions(extensions);
}

/// Adds labels as annotations of an object, if it is written.
fn annotate(kind: &'static str, name: &str, labels: &Pairs, key: &str, cx: &mut Cx<'_>) {
    if labels.is_empty() || !cx.objects.contains(kind, name) {
        return;
    }
    let mut trace = cx.trace();
    let mut annotations = Annotations::new();
    pod::add_annotations(&mut annotations, labels, key, &mut trace, cx);
    if let Some(object) = cx.objects.get_mut(kind, name) {
        object.metadata_mut().annotations.get_or_insert_default().extend(annotations);
    }
    trace.finish(format_args!("{kind}/{name}"), cx);
}

fn of_network(key: &str, network: &Network, cx: &mut Cx<'_>) {
    let Network {
        name,
        driver,
        driver_opts,
        ipam,
        external,
        // network_policy
        internal: _,
        attachable,
        // Labels of a network select nothing that Kubernetes knows.
        labels,
        enable_ipv4,
        enable_ipv6,
        extensions,
    } = network;
    let mut report = Report::new(format!("networks.{key}"), cx);
    let own_name = name.as_ref().filter(|name| {
        name.origin.generated_by().is_none() && !external.as_ref().is_some_and(|it| it.value)
    });
    if let Some(name) = own_name {
        let message = "the network needs no name: the namespace keeps projects apart".to_owned();
        report.because(&NEEDLESS, NEEDLESS.severity, "name", message, &name.origin);
    }
    // A bridge on one machine and an overlay over several are what a cluster's network is.
    let special = driver
        .as_ref()
        .filter(|driver| !matches!(driver.as_str(), "" | "default" | "bridge" | "overlay"));
    report.found(&NETWORK_DRIVER, "driver", special.map(|it| &it.origin));
    report.map(&NETWORK_DRIVER, "driver_opts", driver_opts);
    let pools = ipam.as_ref().filter(|ipam| {
        let compose_model::model::Ipam { driver, config, options, extensions: _ } = &ipam.value;
        driver.as_ref().is_some_and(|it| it.as_str() != "default")
            || !config.is_empty()
            || !options.is_empty()
    });
    report.found(&NETWORK_DRIVER, "ipam", pools.map(|it| &it.origin));
    report.found(
        &NETWORK_DRIVER,
        "attachable",
        attachable.as_ref().filter(|it| it.value).map(|it| &it.origin),
    );
    report.map(&NETWORK_DRIVER, "labels", labels);
    report.maybe(&NETWORK_DRIVER, "enable_ipv4", enable_ipv4.as_ref());
    report.maybe(&NETWORK_DRIVER, "enable_ipv6", enable_ipv6.as_ref());
    report.extensions(extensions);
}
