//! `K0409`: a path of the node is mounted.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A path of the node is mounted.
pub static HOST_PATH: Rule = Rule {
    code: "K0409",
    name: "host-path",
    severity: Severity::Warning,
    effect: Effect::Insecure,
    what: "A path that belongs to the machine (`/proc`, `/dev`, `/etc/localtime`) is mounted \
           from whatever node the pod runs on.",
    why: "It is not the machine that the file was written for, and many clusters refuse such \
          pods, for they can see or harm the node.",
    help: "Remove the mount if the container does without it. Set `TZ` instead of mounting \
           `/etc/localtime`.",
    before: "services:\n  exporter:\n    image: prom/node-exporter\n    volumes: [\"/proc:/host/proc:ro\"]\n",
    after: "services:\n  exporter:\n    image: prom/node-exporter\n",
};
