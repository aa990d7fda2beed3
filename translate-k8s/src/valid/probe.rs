//! Probes and lifecycle hooks.

use k8s_openapi::api::core::v1::{
    ExecAction, HTTPGetAction, Lifecycle, LifecycleHandler, Probe, TCPSocketAction,
};
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::{Findings, syntax};
use crate::path::Path;
use crate::rules::{COMBINATION, MISSING, VALUE};

/// What a probe is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// Whether requests may come.
    Readiness,
    /// Whether to restart the container, or whether it has started.
    Life,
}

/// A probe.
pub(super) fn probe(probe: Option<&Probe>, purpose: For, path: &Path<'_>, findings: &mut Findings) {
    let Some(probe) = probe else { return };
    let handlers = [
        probe.exec.is_some(),
        probe.http_get.is_some(),
        probe.tcp_socket.is_some(),
        probe.grpc.is_some(),
    ];
    one_handler(&handlers, path, findings);
    exec(probe.exec.as_ref(), path, findings);
    http_get(probe.http_get.as_ref(), path, findings);
    tcp_socket(probe.tcp_socket.as_ref(), path, findings);
    if probe.grpc.as_ref().is_some_and(|grpc| !syntax::is_port(grpc.port)) {
        findings.add(&VALUE, &path.field("grpc"), "has no port");
    }
    if probe.initial_delay_seconds.is_some_and(|seconds| seconds < 0) {
        findings.add(&VALUE, &path.field("initialDelaySeconds"), "is below 0");
    }
    let positive = [
        ("periodSeconds", probe.period_seconds),
        ("timeoutSeconds", probe.timeout_seconds),
        ("successThreshold", probe.success_threshold),
        ("failureThreshold", probe.failure_threshold),
    ];
    for (name, number) in positive {
        if number.is_some_and(|number| number < 1) {
            findings.add(&VALUE, &path.field(name), "is below 1");
        }
    }
    if purpose == For::Life && probe.success_threshold.is_some_and(|number| number != 1) {
        findings.add(&VALUE, &path.field("successThreshold"), "is not 1");
    }
    if let Some(seconds) = probe.termination_grace_period_seconds {
        let path = path.field("terminationGracePeriodSeconds");
        if seconds < 1 {
            findings.add(&VALUE, &path, "is below 1");
        }
        if purpose == For::Readiness {
            findings.add(&COMBINATION, &path, "does not go with a readiness probe");
        }
    }
}

/// The hooks of a container; `has_os` says whether the pod names its operating system.
pub(super) fn lifecycle(lifecycle: Option<&Lifecycle>, path: &Path<'_>, findings: &mut Findings) {
    let Some(lifecycle) = lifecycle else { return };
    if let Some(hook) = &lifecycle.post_start {
        handler(hook, &path.field("postStart"), findings);
    }
    if let Some(hook) = &lifecycle.pre_stop {
        handler(hook, &path.field("preStop"), findings);
    }
    if lifecycle.stop_signal.as_ref().is_some_and(|signal| !signal.starts_with("SIG")) {
        findings.add(&VALUE, &path.field("stopSignal"), "is not a signal");
    }
}

fn handler(handler: &LifecycleHandler, path: &Path<'_>, findings: &mut Findings) {
    let handlers = [
        handler.exec.is_some(),
        handler.http_get.is_some(),
        handler.tcp_socket.is_some(),
        handler.sleep.is_some(),
    ];
    one_handler(&handlers, path, findings);
    exec(handler.exec.as_ref(), path, findings);
    http_get(handler.http_get.as_ref(), path, findings);
    tcp_socket(handler.tcp_socket.as_ref(), path, findings);
}

fn one_handler(handlers: &[bool], path: &Path<'_>, findings: &mut Findings) {
    if handlers.iter().filter(|is_some| **is_some).count() != 1 {
        findings.add(&COMBINATION, path, "needs exactly one handler");
    }
}

fn exec(exec: Option<&ExecAction>, path: &Path<'_>, findings: &mut Findings) {
    if exec.is_some_and(|exec| exec.command.as_ref().is_none_or(Vec::is_empty)) {
        findings.add(&MISSING, &path.field("exec"), "has no command");
    }
}

fn http_get(http: Option<&HTTPGetAction>, path: &Path<'_>, findings: &mut Findings) {
    let Some(http) = http else { return };
    let path = path.field("httpGet");
    if http.path.as_ref().is_none_or(String::is_empty) {
        findings.add(&MISSING, &path.field("path"), "is empty");
    }
    port(&http.port, &path, findings);
    if !matches!(http.scheme.as_deref(), None | Some("HTTP" | "HTTPS")) {
        findings.add(&VALUE, &path.field("scheme"), "is neither `HTTP` nor `HTTPS`");
    }
    for header in http.http_headers.iter().flatten() {
        if !syntax::is_header_name(&header.name) {
            findings.add(
                &VALUE,
                &path.field("httpHeaders"),
                format!("is not a valid header name: `{}`", header.name),
            );
        }
    }
}

fn tcp_socket(tcp: Option<&TCPSocketAction>, path: &Path<'_>, findings: &mut Findings) {
    if let Some(tcp) = tcp {
        port(&tcp.port, &path.field("tcpSocket"), findings);
    }
}

fn port(port: &IntOrString, path: &Path<'_>, findings: &mut Findings) {
    let valid = match port {
        IntOrString::Int(number) => syntax::is_port(*number),
        IntOrString::String(name) => syntax::is_port_name(name),
    };
    if !valid {
        findings.add(&VALUE, &path.field("port"), "is not a valid port");
    }
}
