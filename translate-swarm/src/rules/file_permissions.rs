//! `S0504`: owner and mode of a config or secret take effect.

use compose_model::diagnostic::{Effect, Rule, Severity};

/// Owner and mode of a config or secret take effect.
pub static FILE_PERMISSIONS: Rule = Rule {
    code: "S0504",
    name: "file-permissions",
    severity: Severity::Note,
    effect: Effect::Approximated,
    what: "`uid`, `gid` and `mode` of a config or secret from a file take effect in Swarm.",
    why: "`docker compose` binds the file, with the owner and mode that it has, and ignores \
           them.",
    help: "Nothing needs to be done, unless the process cannot read the file now.",
    before: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    configs:\n",
        "      - source: page\n",
        "        mode: 0400\n",
        "configs:\n",
        "  page:\n",
        "    file: ./page.txt\n",
    ),
    after: concat!(
        "services:\n",
        "  web:\n",
        "    image: nginx:1.29\n",
        "    configs: [page]\n",
        "configs:\n",
        "  page:\n",
        "    file: ./page.txt\n",
    ),
};
