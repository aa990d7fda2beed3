#!/usr/bin/env python3
"""Checks `--harden` against the Pod Security Standards.

usage: pod_security.py BINARY

The rules below are written from the public standard and know nothing of ours. For every case of the
fixtures and both levels, what they refuse in the output must be what the diagnostics say, field by
field; without the flag the case `pod-security` must be refused, or the rules see nothing.
"""
import json
import pathlib
import re
import subprocess
import sys

import yaml

CASES = pathlib.Path("fixtures/cases")
BASELINE_ADD = {
    "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE",
    "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
}
SYSCTLS = {
    "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range", "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
}
SELINUX_TYPES = {None, "", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"}
VOLUMES = {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}


def contexts(spec):
    """All security contexts with their paths: the pod's and those of the containers."""
    yield "spec.securityContext", spec.get("securityContext") or {}
    for path, container in containers(spec):
        yield path + ".securityContext", container.get("securityContext") or {}


def containers(spec):
    for kind in ("initContainers", "containers", "ephemeralContainers"):
        for at, container in enumerate(spec.get(kind) or []):
            yield f"spec.{kind}[{at}]", container


def baseline(template):
    spec, meta = template["spec"], template.get("metadata") or {}
    for key in ("hostNetwork", "hostPID", "hostIPC"):
        if spec.get(key):
            yield f"spec.{key}"
    for path, context in contexts(spec):
        if (context.get("windowsOptions") or {}).get("hostProcess"):
            yield path + ".windowsOptions.hostProcess"
        selinux = context.get("seLinuxOptions") or {}
        if selinux.get("type") not in SELINUX_TYPES:
            yield path + ".seLinuxOptions.type"
        for key in ("user", "role"):
            if selinux.get(key):
                yield f"{path}.seLinuxOptions.{key}"
        if (context.get("seccompProfile") or {}).get("type") == "Unconfined":
            yield path + ".seccompProfile"
        if (context.get("appArmorProfile") or {}).get("type") not in (None, "RuntimeDefault", "Localhost"):
            yield path + ".appArmorProfile"
        if context.get("privileged"):
            yield path + ".privileged"
        if context.get("procMount") not in (None, "Default"):
            yield path + ".procMount"
        for at, name in enumerate((context.get("capabilities") or {}).get("add") or []):
            if name not in BASELINE_ADD:
                yield f"{path}.capabilities.add[{at}]"
    for key, value in (meta.get("annotations") or {}).items():
        if key.startswith("container.apparmor.security.beta.kubernetes.io/"):
            if value != "runtime/default" and not value.startswith("localhost/"):
                yield f"metadata.annotations[{key}]"
    for at, sysctl in enumerate((spec.get("securityContext") or {}).get("sysctls") or []):
        if sysctl["name"] not in SYSCTLS:
            yield f"spec.securityContext.sysctls[{at}]"
    for at, volume in enumerate(spec.get("volumes") or []):
        if "hostPath" in volume:
            yield f"spec.volumes[{at}].hostPath"
    for path, container in containers(spec):
        for at, port in enumerate(container.get("ports") or []):
            if port.get("hostPort"):
                yield f"{path}.ports[{at}].hostPort"
        handlers = {key: container.get(key) for key in ("livenessProbe", "readinessProbe", "startupProbe")}
        handlers |= {f"lifecycle.{key}": value for key, value in (container.get("lifecycle") or {}).items()}
        for name, handler in handlers.items():
            # The signal in `lifecycle` is no handler.
            for kind in ("httpGet", "tcpSocket") if isinstance(handler, dict) else ():
                if (handler.get(kind) or {}).get("host"):
                    yield f"{path}.{name}.{kind}.host"


def restricted(template):
    yield from baseline(template)
    spec = template["spec"]
    pod = spec.get("securityContext") or {}
    for at, volume in enumerate(spec.get("volumes") or []):
        kind = next(key for key in volume if key != "name")
        if kind not in VOLUMES and kind != "hostPath":
            yield f"spec.volumes[{at}]"
    if pod.get("runAsUser") == 0:
        yield "spec.securityContext.runAsUser"
    for path, container in containers(spec):
        path += ".securityContext"
        context = container.get("securityContext") or {}
        if context.get("allowPrivilegeEscalation") is not False:
            yield path + ".allowPrivilegeEscalation"
        if context.get("runAsNonRoot", pod.get("runAsNonRoot")) is not True:
            yield path + ".runAsNonRoot"
        if context.get("runAsUser") == 0:
            yield path + ".runAsUser"
        if (context.get("seccompProfile") or pod.get("seccompProfile")) is None:
            yield path + ".seccompProfile"
        capabilities = context.get("capabilities") or {}
        if "ALL" not in (capabilities.get("drop") or []):
            yield path + ".capabilities.drop"
        for at, name in enumerate(capabilities.get("add") or []):
            if name in BASELINE_ADD and name != "NET_BIND_SERVICE":
                yield f"{path}.capabilities.add[{at}]"


def templates(output):
    for document in yaml.safe_load_all(output):
        spec, path = (document or {}).get("spec") or {}, "spec"
        if "jobTemplate" in spec:
            spec, path = spec["jobTemplate"]["spec"], "spec.jobTemplate.spec"
        if "template" in spec:
            yield f"{document['kind']}/{document['metadata']['name']}", path + ".template", spec["template"]


def convert(binary, case, *flags):
    """Without the options of the case: some ask for other forms than manifests."""
    command = [binary, "-f", str(case / "compose.yaml"), *flags]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def refused(output, level):
    return {(name, f"{path}.{field}") for name, path, template in templates(output) for field in level(template)}


def reported(messages, output):
    """The fields that diagnostics name; an unknown user is about two fields of its container."""
    found = set()
    pods = {name: (path, template) for name, path, template in templates(output)}
    for line in messages.splitlines():
        finding = json.loads(line)
        if finding.get("code") == "K0650":
            name, field = re.search(r"refuses `([^`]+)`: `([^`]+)`", finding["message"]).groups()
            found.add((name, field))
        elif finding.get("code") == "K0651":
            name, container = re.search(r"refuses `([^`]+)`: .* container `([^`]+)`", finding["message"]).groups()
            place, template = pods[name]
            path = next(path for path, it in containers(template["spec"]) if it["name"] == container)
            found |= {(name, f"{place}.{path}.securityContext.{key}") for key in ("runAsNonRoot", "capabilities.drop")}
    return found


def main():
    binary, wrong, pods = sys.argv[1], 0, 0
    plain = convert(binary, CASES / "pod-security").stdout
    for name, level in (("baseline", baseline), ("restricted", restricted)):
        if not refused(plain, level):
            print(f"pod-security: {name} refuses nothing without --harden")
            wrong += 1
    for case in sorted(CASES.iterdir()):
        for name, level in (("baseline", baseline), ("restricted", restricted)):
            result = convert(binary, case, "--harden", name, "--message-format", "json")
            if result.returncode == 2:
                print(f"{case.name}: {result.stderr}")
                wrong += 1
            if result.returncode:
                continue
            pods += len(list(templates(result.stdout)))
            said, seen = reported(result.stderr, result.stdout), refused(result.stdout, level)
            for what, fields in (("is refused, but not reported", seen - said), ("is reported, but not refused", said - seen)):
                for where, field in sorted(fields):
                    print(f"{case.name}: {name}: {where}: {field} {what}")
                    wrong += 1
    if not pods:
        print("no pods were read")
        wrong += 1
    print(f"{pods} pods read")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
