//! Lists of parts of the project, one name a line.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{Display, Write};
use std::sync::Arc;

use compose_model::Project;
use compose_model::interpolate::VariableUse;
use compose_model::load::Variables;
use compose_model::model::Map;
use indexmap::IndexMap;

use crate::failure::Failure;

/// One item a line.
pub(super) fn lines<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().fold(String::new(), |mut text, item| {
        let _ = writeln!(text, "{item}");
        text
    })
}

/// The keys of a map, sorted.
pub(super) fn names<T>(map: &Map<T>) -> String {
    lines(map.keys().collect::<BTreeSet<_>>())
}

/// The services, each after those that it depends on, and otherwise by name.
pub(super) fn services(project: &Project) -> Vec<&str> {
    let mut listed: Vec<&str> = Vec::with_capacity(project.services.len());
    let mut seen = BTreeSet::new();
    let names: BTreeSet<&str> = project.services.keys().map(String::as_str).collect();
    // A chain of dependencies can be as long as there are services, too long for recursion.
    let mut waiting: Vec<(&str, bool)> =
        names.into_iter().rev().map(|name| (name, false)).collect();
    while let Some((name, dependencies_are_listed)) = waiting.pop() {
        if dependencies_are_listed {
            listed.push(name);
        } else if let Some((name, service)) = project.services.get_key_value(name)
            && seen.insert(name.as_str())
        {
            waiting.push((name, true));
            let dependencies: BTreeSet<&str> =
                service.depends_on.keys().map(String::as_str).collect();
            waiting.extend(dependencies.into_iter().rev().map(|name| (name, false)));
        }
    }
    listed
}

/// The image of each service, by the services' names; built ones are named as `docker compose build`
/// does.
pub(super) fn images(project: &Project) -> Vec<String> {
    let services: BTreeMap<_, _> = project.services.iter().collect();
    let image =
        |(name, service): (&String, &compose_model::Spanned<compose_model::model::Service>)| {
            let named = service.image.as_ref().map(|image| image.value.clone());
            named.unwrap_or_else(|| format!("{}-{name}", project.name.value))
        };
    services.into_iter().map(image).collect()
}

/// The variables that interpolation can use, as `NAME=value`.
pub(super) fn environment(variables: &Variables) -> String {
    lines(variables.all().into_iter().map(|(name, variable)| format!("{name}={}", variable.value)))
}

/// The columns of the table are at least this wide.
const MINIMUM: usize = 20;

/// What stands between columns.
const GAP: usize = 3;

/// The variables that the files use, as a table or as JSON.
pub(super) fn variables(
    used: IndexMap<Arc<str>, VariableUse>,
    json: bool,
) -> Result<String, Failure> {
    let variables: BTreeMap<Arc<str>, VariableUse> = used.into_iter().collect();
    if json {
        return variables_as_json(&variables);
    }
    let mut rows =
        vec![["NAME", "REQUIRED", "DEFAULT VALUE", "ALTERNATE VALUE"].map(str::to_owned)];
    rows.extend(variables.into_iter().map(|(name, found)| {
        let text = |text: Option<Arc<str>>| text.as_deref().unwrap_or_default().to_owned();
        [name.to_string(), found.required.to_string(), text(found.default), text(found.alternate)]
    }));
    let mut widths = [MINIMUM; 3];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count() + GAP);
        }
    }
    Ok(lines(rows.iter().map(|[name, required, default, alternate]| {
        let [a, b, c] = widths;
        format!("{name:a$}{required:b$}{default:c$}{alternate}")
    })))
}

fn variables_as_json(variables: &BTreeMap<Arc<str>, VariableUse>) -> Result<String, Failure> {
    let object: serde_json::Map<String, serde_json::Value> = variables
        .iter()
        .map(|(name, found)| {
            let text = |text: &Option<Arc<str>>| text.as_deref().unwrap_or_default().to_owned();
            let value = serde_json::json!({
                "Name": &**name,
                "DefaultValue": text(&found.default),
                "PresenceValue": text(&found.alternate),
                "Required": found.required,
            });
            (name.to_string(), value)
        })
        .collect();
    let text = serde_json::to_string_pretty(&object);
    let text =
        text.map_err(|error| Failure::error(format!("cannot print the variables: {error}")))?;
    Ok(text + "\n")
}
