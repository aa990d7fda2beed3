//! Levels that are for nothing in the project, because a name in them is misspelt.

use compose_model::Project;
use compose_model::diagnostic::{Diagnostic, Diagnostics};
use compose_model::did_you_mean::closest;
use compose_model::schema;

use super::{Policy, Selector, Setting};
use crate::rules::UNKNOWN_SUBJECT;

/// The parts of a project that have names, and what one of them is called.
const SECTIONS: [(&str, &str); 6] = [
    ("services", "service"),
    ("networks", "network"),
    ("volumes", "volume"),
    ("configs", "config"),
    ("secrets", "secret"),
    ("models", "model"),
];

impl Policy {
    /// Reports the levels for what is in none of the projects: a project, and what it is in each
    /// environment.
    pub(crate) fn report_unknown(&self, projects: &[&Project], diagnostics: &mut Diagnostics) {
        for Setting { selector, place, .. } in
            self.command_line.levels.iter().chain(&self.file.levels)
        {
            let Selector::Key(parts) = selector else { continue };
            let Some(Unknown { message, help }) = unknown(parts, projects) else { continue };
            let message = format!("the policy is for `{}`, but {message}", parts.join("."));
            let finding = Diagnostic::new(&UNKNOWN_SUBJECT, message).at(*place, "");
            diagnostics.push(finding.help(help.unwrap_or_else(|| UNKNOWN_SUBJECT.hint())));
        }
    }
}

/// What does not exist, and what may be meant.
struct Unknown {
    message: String,
    help: Option<String>,
}

fn unknown(pattern: &[String], projects: &[&Project]) -> Option<Unknown> {
    let [section, rest @ ..] = pattern else { return None };
    let (section, noun) = SECTIONS.into_iter().find(|(known, _)| known == section)?;
    let [first, key @ ..] = rest else { return None };
    if first == "*" {
        return unknown_key(section, noun, key.first()?);
    }
    let names = || projects.iter().flat_map(|project| names(section, project));
    // Names may have dots, which the parts of a pattern are split at: each way to read it counts.
    let mut key_after = names().filter_map(|name| after(name, rest));
    let Some(key) = key_after.next() else {
        let near = closest(first, names());
        return Some(Unknown {
            message: format!("the project has no {noun} `{first}`"),
            help: near.map(|near| format!("did you mean `{section}.{near}`?")),
        });
    };
    let unknown = unknown_key(section, noun, key.first()?)?;
    let is_known =
        |key: &[String]| key.first().is_none_or(|key| unknown_key(section, noun, key).is_none());
    (!key_after.any(is_known)).then_some(unknown)
}

/// The parts of a pattern after a name that it fits; `None` where it does not fit. A pattern that ends
/// within a name is for all names that begin like it.
fn after<'p>(name: &str, pattern: &'p [String]) -> Option<&'p [String]> {
    let parts: Vec<&str> = name.split('.').collect();
    let fits = |(want, part): (&String, &&str)| want == "*" || want == part;
    let rest = pattern.get(parts.len()..).unwrap_or_default();
    pattern.iter().zip(&parts).all(fits).then_some(rest)
}

fn unknown_key(section: &str, noun: &str, key: &str) -> Option<Unknown> {
    let above = format!("{section}.*.");
    let known = || {
        let below = schema::keys().iter().filter_map(|it| it.path.strip_prefix(&above));
        below.filter(|key| !key.contains(['.', '[']))
    };
    if key == "*" || key.starts_with("x-") || known().any(|known| known == key) {
        return None;
    }
    let near = closest(key, known());
    Some(Unknown {
        message: format!("a {noun} has no key `{key}`"),
        help: near.map(|near| format!("did you mean `{near}`?")),
    })
}

/// The names in a section of a project, those of disabled services included.
fn names<'p>(section: &str, project: &'p Project) -> Vec<&'p str> {
    fn of<T>(map: &compose_model::model::Map<T>) -> Vec<&str> {
        map.keys().map(String::as_str).collect()
    }
    match section {
        "services" => [of(&project.services), of(&project.disabled_services)].concat(),
        "networks" => of(&project.networks),
        "volumes" => of(&project.volumes),
        "configs" => of(&project.configs),
        "secrets" => of(&project.secrets),
        _ => of(&project.models),
    }
}

#[cfg(test)]
mod tests {
    use compose_model::model::Service;

    use super::*;
    use crate::policy::Level;

    fn told(selector: &str) -> Vec<String> {
        let mut project = Project::default();
        for name in ["web", "a.database", "x.y"] {
            project.services.insert(name.to_owned(), Service::default().into());
        }
        project.disabled_services.insert("tool".to_owned(), Service::default().into());
        let policy = Policy::new(false, [(Level::Deny, selector.to_owned())], &[]).unwrap();
        let mut diagnostics = Diagnostics::default();
        policy.report_unknown(&[&project, &Project::default()], &mut diagnostics);
        let text = |found: &Diagnostic| format!("{}: {}", found.message, found.help.join(" "));
        diagnostics.iter().map(text).collect()
    }

    #[test]
    fn what_exists_is_not_spoken_of() {
        for selector in [
            "services",
            "services.web",
            "services.web.ports[0]",
            "services.web.x-k8s.replicas",
            "services.web.labels.caddy",
            "services.tool.build",
            "services.a",
            "services.a.database",
            "services.a.database.image",
            "services.*",
            "services.*.ports",
            "services.*.*.target",
            "volumes.*.driver",
            "name",
            "x-k8s",
            "C0604",
            "insecure",
        ] {
            assert_eq!(told(selector), [""; 0], "{selector}");
        }
    }

    #[test]
    fn what_does_not_exist_is_named() {
        for (selector, told_first) in [
            ("services.wbe", "no service `wbe`: did you mean `services.web`?"),
            ("services.nope.ports", "the project has no service `nope`: correct the spelling"),
            ("services.web.prots", "a service has no key `prots`: did you mean `ports`?"),
            ("services.*.prots[0]", "a service has no key `prots`"),
            ("services.a.database.imag", "no key `imag`: did you mean `image`?"),
            ("services.a.b", "no service `a`"),
            ("networks.front", "the project has no network `front`"),
        ] {
            let told = told(selector);
            assert!(told.len() == 1 && told[0].contains(told_first), "{selector}: {told:?}");
        }
    }
}
