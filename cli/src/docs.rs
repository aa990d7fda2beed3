//! The pages of `docs/` that are made from the code. A test keeps the files as they are made here, and
//! `UPDATE_DOCS=1 cargo test -p compose2k8s --test docs` writes them.

use std::fmt::Write;

use compose_model::backend::Backend;
use compose_model::diagnostic::Effect;
use compose_model::explain;

use crate::areas;
use crate::policy::all_rules;

/// `docs/diagnostics.md`: every code with its explanation.
pub fn diagnostics(backends: &[&'static dyn Backend]) -> String {
    let mut text = DIAGNOSTICS.to_owned();
    for effect in Effect::ALL {
        let _ = writeln!(text, "| `{}` | {} |", effect.as_str(), effect.about());
    }
    let mut area = "";
    for rule in all_rules(backends) {
        let title = areas::title(rule);
        if title != area {
            area = title;
            let _ = write!(text, "\n## {title}\n\n");
        }
        text.push_str(&explain::markdown(rule));
    }
    text.truncate(text.trim_end().len());
    text + "\n"
}

const DIAGNOSTICS: &str = "\
# Diagnostics

Everything that compose2k8s finds has a code. `compose2k8s explain CODE` prints what stands here.
The first letter says who found it: `C` is the loader, whatever the target; `K` is the translation to
Kubernetes, `S` that to Swarm.

With an error nothing is written. A warning says that something is lost, or works in another way than
one may think; a note is worth knowing (`-v` shows notes). `--strict`, `--allow` and `--deny` change
what is an error. The effect says what a finding means for the result:

| effect | |
| --- | --- |
";
