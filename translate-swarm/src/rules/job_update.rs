//! `S0209`: a job has an update or rollback configuration.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A job has an update or rollback configuration.
pub static JOB_UPDATE: Rule = Rule {
    code: "S0209",
    name: "job-update",
    severity: Severity::Warning,
    effect: Effect::Input,
    what: "`update_config` and `rollback_config` of a job are left out.",
    why: "Swarm starts a changed job anew instead of updating it, and refuses the attribute: \
           `Jobs may not have an update config`.",
    help: "Remove it.",
    before: concat!(
        "$ compose2k8s --to swarm --docker-version 23.0\n",
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    deploy:\n",
        "      mode: replicated-job\n",
        "      update_config:\n",
        "        parallelism: 1\n",
    ),
    after: concat!(
        "$ compose2k8s --to swarm --docker-version 23.0\n",
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    deploy:\n",
        "      mode: replicated-job\n",
    ),
};
