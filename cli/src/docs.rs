//! The pages of `docs/` that are made from the code. A test keeps the files as they are made here, and
//! `UPDATE_DOCS=1 cargo test -p compose2k8s --test docs` writes them.

use std::fmt::Write;

use compose_model::backend::Backend;
use compose_model::coverage::{Fate, fate};
use compose_model::diagnostic::{Effect, Rule};
use compose_model::{explain, schema};

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

/// `docs/coverage.md`: what becomes of each key of a Compose file, for each target.
pub fn coverage(backends: &[&'static dyn Backend]) -> String {
    let mut text = COVERAGE.to_owned();
    let names: Vec<&str> = backends.iter().map(|backend| backend.name()).collect();
    let mut section = "";
    for key in schema::keys() {
        let top = key.path.split(['.', '[']).next().unwrap_or_default();
        if top != section {
            section = top;
            let _ = write!(text, "\n## `{top}`\n\n| key | {} |\n", names.join(" | "));
            let _ = writeln!(text, "| --- |{}", " --- |".repeat(names.len()));
        }
        let fates = backends.iter().map(|backend| fate_cell(fate(backend.coverage(), &key.path)));
        let fates: Vec<String> = fates.collect();
        let _ = writeln!(text, "| `{}` | {} |", key.path, fates.join(" | "));
    }
    text += EXTENSIONS;
    text
}

fn fate_cell(fate: Option<Fate>) -> String {
    let link =
        |rule: &Rule| format!("[{}](diagnostics.md#{})", rule.code, rule.code.to_lowercase());
    match fate {
        None => String::new(),
        Some(Fate::Loading) => "done at load".to_owned(),
        Some(Fate::Translated) => "translated".to_owned(),
        Some(Fate::Approximated(rule)) => format!("approximated, {}", link(rule)),
        Some(Fate::Reported(rule)) => format!("left out, {}", link(rule)),
        Some(Fate::Needless(why)) => format!("needless: {why}"),
    }
}

const COVERAGE: &str = "\
# Coverage

What becomes of each key of a Compose file. `*` stands for a name, `[]` for the items of a list.
`compose2k8s explain 'services.*.healthcheck'` prints the same for one key, `compose2k8s explain
services.web.healthcheck` what became of it in a project.

- *translated*: the output has it.
- *approximated*: the output has something like it; the finding says what differs, where it does.
- *left out*: the target cannot do it; the finding says why.
- *needless*: the target does what it asks for anyway.
- *done at load*: it is done when the project is loaded, and nothing of it is left to translate.

A test sets every key alone in a project: for each target the output changes, or a finding points
at the key or at the attribute that it is a part of.
";

const EXTENSIONS: &str = "
## Extensions and labels

The specification leaves `x-…` and labels to whoever reads them. [x-k8s.md](x-k8s.md) has every key of `x-k8s`, and
[kompose.md](kompose.md) every label of Kompose. A second test sets each of them in projects in which it has an
effect and in which it has none: nothing of them is silent either.

| key | kubernetes | swarm |
| --- | --- | --- |
| `x-k8s` at the project, a service, a port (in the long form) or a volume | translated; what changes nothing: [K0812](diagnostics.md#k0812) | read over |
| `x-k8s` elsewhere | left out, [K0805](diagnostics.md#k0805) | read over |
| labels `kompose.…` | translated, [K0830](diagnostics.md#k0830) to [K0836](diagnostics.md#k0836) | labels like others |
| labels of reverse proxies (Traefik, Caddy) | translated where an Ingress or a Gateway exposes the service | labels like others |
| `x-…` with other names | read over | read over |
";

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
