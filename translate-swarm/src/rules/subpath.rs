//! `S0408`: a folder of a volume becomes a volume of its own.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// A folder of a volume becomes a volume of its own.
pub static SUBPATH: Rule = Rule {
    code: "S0408",
    name: "subpath",
    severity: Severity::Warning,
    effect: Effect::Approximated,
    what: "`volume.subpath` needs Docker 26.0, and `--docker-version` says an older release. \
           The folder becomes a volume of its own, which starts empty. It is an error where \
           the volume is external, because its data would not be there.",
    why: "An older engine drops it silently and mounts the whole volume: other data than the \
          service expects.",
    help: "Pass the `--docker-version` that all nodes have.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    volumes:\n",
        "      - type: volume\n",
        "        source: data\n",
        "        target: /data\n",
        "        volume:\n",
        "          subpath: web\n",
        "volumes:\n",
        "  data: {}\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    volumes:\n",
        "      - type: volume\n",
        "        source: data\n",
        "        target: /data\n",
        "volumes:\n",
        "  data: {}\n",
    ),
};
