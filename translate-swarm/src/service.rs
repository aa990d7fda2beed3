//! Services: every attribute finds its place here, its area's file, or a finding.

use compose_model::Spanned;
use compose_model::model::service::{CredentialSpec, Logging, Ulimit};
use compose_model::model::{Map, Service};

use crate::context::{At, Cx};
use crate::docker_version::Feature;
use crate::escape::{Template, Text};
use crate::rules::{HOST_GATEWAY, HOST_NAME, NEWER_DOCKER, PROVIDER, TEMPLATE_TEXT};
use crate::stack::{self, Pairs};
use crate::{
    command, depends_on, deploy, environment, files, healthcheck, image, labels, lost, mounts,
    network, own_name, ports, repeated_files, security, start_wait, units,
};

/// Translates a service; `None` where Swarm has nothing to run.
pub(crate) fn translate(at: At<'_>, service: &Service, cx: &mut Cx<'_>) -> Option<stack::Service> {
    let Service {
        // The loader resolves profiles, env files and label files.
        profiles: _,
        env_file: _,
        label_file: _,
        attach,
        develop,
        expose,
        annotations,
        build,
        blkio_config,
        cap_add,
        cap_drop,
        cgroup_parent,
        cgroup,
        cpu_count,
        cpu_percent,
        cpu_period,
        cpu_quota,
        cpu_rt_period,
        cpu_rt_runtime,
        cpus,
        cpuset,
        cpu_shares,
        command,
        configs,
        container_name,
        credential_spec,
        depends_on,
        deploy,
        device_cgroup_rules,
        devices,
        dns,
        dns_opt,
        dns_search,
        domainname,
        entrypoint,
        provider,
        environment,
        external_links,
        extra_hosts,
        group_add,
        gpus,
        hostname,
        healthcheck,
        image,
        init,
        ipc,
        isolation,
        labels,
        links,
        logging,
        mem_limit,
        mem_reservation,
        memswap_limit,
        mem_swappiness,
        mac_address,
        models,
        network_mode,
        networks,
        oom_kill_disable,
        oom_score_adj,
        pid,
        pids_limit,
        platform,
        ports,
        pre_start,
        post_start,
        pre_stop,
        privileged,
        pull_policy,
        read_only,
        restart,
        runtime,
        scale,
        secrets,
        security_opt,
        shm_size,
        stdin_open,
        stop_grace_period,
        stop_signal,
        storage_opt,
        sysctls,
        tmpfs,
        tty,
        ulimits,
        use_api_socket,
        user,
        userns_mode,
        uts,
        volumes,
        volumes_from,
        working_dir,
        // The author's own.
        extensions: _,
    } = service;

    if let Some(provider) = provider {
        let kind = provider.kind.as_ref().map_or("", |kind| kind.as_str());
        let message =
            format!("`{}` is left out: Swarm cannot ask the provider `{kind}` for it", at.key);
        cx.report(at.finding(&PROVIDER, "provider", &provider.origin, message));
        return None;
    }

    report_host_gateway(at, extra_hosts, cx);
    let mut made = stack::Service {
        image: image::translate(at, image.as_ref(), build.as_deref(), cx),
        working_dir: text(working_dir.as_ref()),
        user: text(user.as_ref()),
        hostname: host_name(at, hostname.as_ref(), domainname.as_ref(), cx),
        environment: environment::translate(at, environment, cx),
        labels: pairs(labels),
        extra_hosts: extra_hosts
            .iter()
            .flat_map(|(name, addresses)| {
                addresses.iter().map(move |ip| format!("{name}:{ip}").into())
            })
            .collect(),
        dns: texts(dns),
        dns_search: texts(dns_search),
        healthcheck: healthcheck.as_ref().and_then(|check| healthcheck::translate(at, check, cx)),
        init: value(init.as_ref()),
        read_only: set(read_only.as_ref()),
        stdin_open: set(stdin_open.as_ref()),
        tty: set(tty.as_ref()),
        stop_grace_period: stop_grace_period.as_ref().map(|period| units::duration(period.value)),
        stop_signal: text(stop_signal.as_ref()),
        cap_add: texts(cap_add),
        cap_drop: texts(cap_drop),
        sysctls: pairs(sysctls),
        ulimits: ulimit_map(ulimits),
        isolation: text(isolation.as_ref()),
        credential_spec: credential_spec.as_ref().map(|spec| credentials(at, spec, cx)),
        logging: logging.as_ref().map(|logging| log(&logging.value)),
        oom_score_adj: oom(at, oom_score_adj.as_ref(), cx),
        ..stack::Service::default()
    };
    command::translate(at, command.as_ref(), entrypoint.as_ref(), &mut made, cx);
    start_wait::wrap(at, depends_on, &mut made, cx);
    deploy::translate(
        at,
        &deploy::Input {
            deploy: deploy.as_deref(),
            restart: restart.as_ref(),
            scale: scale.as_ref(),
            platform: platform.as_ref(),
            publishes: !ports.is_empty(),
            may_be_early: depends_on::needs_waiting(depends_on) && !start_wait::is_wrapped(&made),
            resources: crate::resources::Input {
                cpus: cpus.as_ref(),
                cpu_count: cpu_count.as_ref(),
                cpu_percent: cpu_percent.as_ref(),
                cpu_period: cpu_period.as_ref(),
                cpu_quota: cpu_quota.as_ref(),
                mem_limit: mem_limit.as_ref(),
                mem_reservation: mem_reservation.as_ref(),
                pids_limit: pids_limit.as_ref(),
                gpus,
            },
        },
        &mut made,
        cx,
    );
    own_name::resolve(at, service, &mut made, cx);
    labels::publish(at, labels, &mut made, cx);
    network::join(at, network_mode.as_ref(), networks, &mut made, cx);
    network::report_names(at, container_name.as_ref(), links, external_links, cx);
    made.ports = ports::translate(at, ports, &made, cx);
    mounts::translate(at, volumes, volumes_from, tmpfs, shm_size.as_ref(), &mut made, cx);
    files::mount_configs(at, configs, &mut made, cx);
    files::mount_secrets(at, secrets, &mut made, cx);
    repeated_files::separate(at, &mut made, cx);
    mounts::check_targets(at, volumes, &made, cx);
    depends_on::note(at, depends_on, &made, cx);
    security::report(
        at,
        &security::Input {
            privileged: privileged.as_ref(),
            security_opt,
            runtime: runtime.as_ref(),
            pid: pid.as_ref(),
            ipc: ipc.as_ref(),
            uts: uts.as_ref(),
            userns_mode: userns_mode.as_ref(),
            cgroup: cgroup.as_ref(),
            devices,
            device_cgroup_rules,
        },
        cx,
    );
    lost::report(
        at,
        &lost::Input {
            annotations,
            attach: attach.as_ref(),
            develop: develop.as_deref(),
            expose,
            blkio_config: blkio_config.as_deref(),
            cgroup_parent: cgroup_parent.as_ref(),
            cpu_rt_period: cpu_rt_period.as_ref(),
            cpu_rt_runtime: cpu_rt_runtime.as_ref(),
            cpuset: cpuset.as_ref(),
            cpu_shares: cpu_shares.as_ref(),
            dns_opt,
            group_add,
            mac_address: mac_address.as_ref(),
            memswap_limit: memswap_limit.as_ref(),
            mem_swappiness: mem_swappiness.as_ref(),
            models,
            oom_kill_disable: oom_kill_disable.as_ref(),
            pre_start,
            post_start,
            pre_stop,
            storage_opt,
            use_api_socket: use_api_socket.as_ref(),
        },
        cx,
    );
    image::pull_policy(at, pull_policy.as_ref(), cx);
    Some(made)
}

/// A text attribute.
pub(crate) fn text(attribute: Option<&Spanned<String>>) -> Option<Text> {
    attribute.map(|text| text.as_str().into())
}

/// An attribute that is a list of texts.
fn texts(list: &[Spanned<String>]) -> Vec<Text> {
    list.iter().map(|text| text.as_str().into()).collect()
}

/// Labels, options and the like.
pub(crate) fn pairs(map: &Map<String>) -> Pairs {
    map.iter().map(|(key, value)| (key.clone(), value.as_str().into())).collect()
}

fn value<T: Copy>(attribute: Option<&Spanned<T>>) -> Option<T> {
    attribute.map(|attribute| attribute.value)
}

/// A switch, where it is on.
fn set(attribute: Option<&Spanned<bool>>) -> Option<bool> {
    value(attribute).filter(|on| *on)
}

fn ulimit_map(ulimits: &Map<Ulimit>) -> indexmap::IndexMap<String, stack::Ulimit> {
    let one = |limit: Ulimit| match limit {
        Ulimit::Single(limit) => stack::Ulimit::Single(limit),
        Ulimit::Pair { soft, hard } => stack::Ulimit::Pair { soft, hard },
    };
    ulimits.iter().map(|(name, limit)| (name.clone(), one(limit.value))).collect()
}

fn log(logging: &Logging) -> stack::Logging {
    let Logging { driver, options, extensions: _ } = logging;
    stack::Logging { driver: text(driver.as_ref()), options: pairs(options) }
}

fn credentials(
    at: At<'_>,
    spec: &Spanned<CredentialSpec>,
    cx: &mut Cx<'_>,
) -> stack::CredentialSpec {
    let CredentialSpec { config, file, registry, extensions: _ } = &spec.value;
    if let Some(config) = config {
        files::use_config(at, "credential_spec.config", config, cx);
    }
    stack::CredentialSpec {
        config: text(config.as_ref()),
        file: text(file.as_ref()),
        registry: text(registry.as_ref()),
    }
}

/// Says which names mean the node: under Compose they mean the one machine.
fn report_host_gateway(at: At<'_>, extra_hosts: &Map<Vec<String>>, cx: &mut Cx<'_>) {
    for (name, addresses) in extra_hosts {
        if !addresses.iter().any(|address| address == "host-gateway") {
            continue;
        }
        let message = format!(
            "`{name}` is the node that a task of `{}` runs on, which need not be the machine that it means",
            at.key
        );
        let attribute = format!("extra_hosts.{name}");
        let finding = at.value_finding(&HOST_GATEWAY, &attribute, &addresses.origin, message);
        cx.report(finding.help(HOST_GATEWAY.hint()));
    }
}

/// The host name, with the domain where there is one: a stack file has no attribute for it.
fn host_name(
    at: At<'_>,
    hostname: Option<&Spanned<String>>,
    domainname: Option<&Spanned<String>>,
    cx: &mut Cx<'_>,
) -> Option<Text> {
    if let Some(domain) = domainname {
        let message = match hostname {
            Some(host) => {
                format!("`domainname` becomes a part of the host name, `{host}.{domain}`")
            }
            None => format!(
                "the domain name `{domain}` is left out: there is no `hostname` to add it to"
            ),
        };
        cx.report(at.finding(&HOST_NAME, "domainname", &domain.origin, message));
    }
    let host = hostname?;
    let name = match domainname {
        Some(domain) => format!("{host}.{domain}"),
        None => host.value.clone(),
    };
    Some(template(at, "hostname", &host.origin, &name, cx))
}

/// A text that Swarm could take for a template, written so that it does not.
pub(crate) fn template(
    at: At<'_>,
    attribute: &str,
    origin: &compose_model::Origin,
    text: &str,
    cx: &mut Cx<'_>,
) -> Text {
    match Template::of(text) {
        Template::Plain(text) => text,
        Template::Escaped(text) => {
            let message = "`{{` is escaped, because Swarm would read a template";
            cx.report(at.value_finding(&TEMPLATE_TEXT, attribute, origin, message));
            text
        }
        Template::Placeholder(text) => {
            let message =
                "Swarm fills in the placeholders, which `docker compose` leaves as they are";
            cx.report(at.value_finding(&TEMPLATE_TEXT, attribute, origin, message));
            text
        }
    }
}

fn oom(at: At<'_>, score: Option<&Spanned<i64>>, cx: &mut Cx<'_>) -> Option<i64> {
    let score = score.filter(|score| score.value != 0)?;
    let version = cx.options.docker_version;
    if version.has(Feature::OomScoreAdj) {
        return Some(score.value);
    }
    let since = Feature::OomScoreAdj.since();
    let message =
        format!("`oom_score_adj` is left out: Docker {version} does not know it in a stack");
    cx.report(
        at.finding(&NEWER_DOCKER, "oom_score_adj", &score.origin, message)
            .help(format!("pass `--docker-version {since}` where every node has that release")),
    );
    None
}
