//! Every attribute of a service: where it is translated, or why it is not.
//!
//! The one place that takes `Service` apart. A new attribute of the model does not compile until it
//! stands here; what has no counterpart is reported with its place, once for each key.

mod build;
mod devices;
mod extension;
mod network;
mod project;
mod unsupported;

use compose_model::model::Service;

pub(crate) use project::report_project;

use crate::context::Cx;
use crate::rules;
use unsupported::Report;

/// Reports the attributes of a service that have no counterpart.
pub(crate) fn report(key: &str, service: &Service, cx: &mut Cx<'_>) {
    let Service {
        // plan
        profiles: _,
        depends_on: _,
        scale: _,
        restart: _,
        // pod
        annotations: _,
        labels: _,
        label_file: _,
        command: _,
        entrypoint: _,
        environment: _,
        env_file: _,
        image: _,
        pull_policy: _,
        healthcheck: _,
        init: _,
        ipc: _,
        pid: _,
        network_mode: _,
        hostname: _,
        domainname: _,
        dns: _,
        dns_opt: _,
        dns_search: _,
        extra_hosts: _,
        post_start: _,
        pre_start: _,
        pre_stop: _,
        stop_grace_period: _,
        stop_signal: _,
        stdin_open: _,
        tty: _,
        working_dir: _,
        platform: _,
        // pod: security
        cap_add: _,
        cap_drop: _,
        group_add: _,
        privileged,
        read_only: _,
        security_opt: _,
        sysctls: _,
        user: _,
        // pod: resources
        cpu_period: _,
        cpu_quota: _,
        cpu_shares: _,
        cpus: _,
        gpus: _,
        mem_limit: _,
        mem_reservation: _,
        pids_limit: _,
        storage_opt,
        // workload
        deploy,
        // service, discovery
        container_name: _,
        expose: _,
        links: _,
        ports: _,
        // volumes
        configs: _,
        secrets: _,
        shm_size: _,
        tmpfs: _,
        use_api_socket: _,
        volumes: _,
        volumes_from: _,
        // taken apart below
        build,
        networks,
        // without a counterpart
        attach,
        develop,
        blkio_config,
        cgroup,
        cgroup_parent,
        cpu_count,
        cpu_percent,
        cpu_rt_period,
        cpu_rt_runtime,
        cpuset,
        credential_spec,
        device_cgroup_rules,
        devices,
        external_links,
        isolation,
        logging,
        mac_address,
        mem_swappiness,
        memswap_limit,
        models,
        oom_kill_disable,
        oom_score_adj,
        provider,
        runtime,
        ulimits,
        userns_mode,
        uts,
        // extension
        extensions: _,
    } = service;
    let mut report = Report::new(format!("services.{key}"), cx);
    report.maybe(&rules::DEVELOPMENT, "attach", attach.as_ref());
    report.maybe(&rules::DEVELOPMENT, "develop", develop.as_deref());
    report.maybe(&rules::DEVELOPMENT, "logging", logging.as_deref());
    report.maybe(&rules::NODE_SETTING, "blkio_config", blkio_config.as_deref());
    report.maybe(&rules::NODE_SETTING, "cgroup", cgroup.as_ref());
    report.maybe(&rules::NODE_SETTING, "cgroup_parent", cgroup_parent.as_ref());
    report.maybe(&rules::NODE_SETTING, "cpu_count", cpu_count.as_ref());
    report.maybe(&rules::NODE_SETTING, "cpu_percent", cpu_percent.as_ref());
    report.maybe(&rules::NODE_SETTING, "cpu_rt_period", cpu_rt_period.as_ref());
    report.maybe(&rules::NODE_SETTING, "cpu_rt_runtime", cpu_rt_runtime.as_ref());
    report.maybe(&rules::NODE_SETTING, "cpuset", cpuset.as_ref());
    report.list(&rules::NODE_SETTING, "device_cgroup_rules", device_cgroup_rules);
    report.maybe(&rules::NODE_SETTING, "mem_swappiness", mem_swappiness.as_ref());
    report.maybe(&rules::NODE_SETTING, "memswap_limit", memswap_limit.as_ref());
    report.maybe(&rules::NODE_SETTING, "oom_kill_disable", oom_kill_disable.as_ref());
    report.maybe(&rules::NODE_SETTING, "oom_score_adj", oom_score_adj.as_ref());
    report.map(&rules::NODE_SETTING, "ulimits", ulimits);
    report.other_keys(&rules::NODE_SETTING, "storage_opt", storage_opt, &["size"]);
    report.maybe(&rules::WINDOWS, "credential_spec", credential_spec.as_deref());
    report.maybe(&rules::WINDOWS, "isolation", isolation.as_ref());
    devices::report(devices, privileged.as_ref().is_some_and(|it| it.value), &mut report);
    report.list(&rules::EXTERNAL_LINK, "external_links", external_links);
    report.maybe(&rules::POD_ADDRESS, "mac_address", mac_address.as_ref());
    report.map(&rules::PROVIDED, "models", models);
    if let Some(provider) = provider {
        let kind = provider.kind.as_ref().map_or("", |kind| kind.as_str());
        let message =
            format!("`{key}` is left out: Kubernetes cannot ask the provider `{kind}` for it");
        let rule = &rules::PROVIDED;
        report.because(rule, rule.severity, "provider", message, &provider.origin);
    }
    report.maybe(&rules::RUNTIME, "runtime", runtime.as_ref());
    let other_namespace = |text: &&compose_model::Spanned<String>| text.as_str() == "host";
    report.found(
        &rules::NODE_NAMESPACE,
        "uts",
        uts.as_ref().filter(other_namespace).map(|it| &it.origin),
    );
    // The host's user namespace is what pods have anyway.
    let own_users = userns_mode.as_ref().filter(|mode| mode.as_str() != "host" && !mode.is_empty());
    report.found(&rules::NODE_NAMESPACE, "userns_mode", own_users.map(|it| &it.origin));
    extension::report(service, &mut report);
    network::report(networks, &mut report);
    if let Some(build) = build {
        build::report(build, &mut report);
    }
    if let Some(deploy) = deploy {
        deployment(deploy, &mut report);
    }
}

/// Every attribute of `deploy`, with the module that translates it.
fn deployment(deploy: &compose_model::model::service::Deploy, report: &mut Report<'_, '_>) {
    let compose_model::model::service::Deploy {
        // plan
        mode: _,
        replicas: _,
        // workload
        labels: _,
        update_config: _,
        rollback_config: _,
        restart_policy: _,
        // pod
        resources: _,
        placement: _,
        // service
        endpoint_mode: _,
        extensions,
    } = deploy;
    report.below("deploy").extensions(extensions);
}
