//! `external: {name: n}` of networks, volumes, secrets and configs, an old form.

use super::{Forms, short_form};
use crate::diagnostic::Diagnostic;
use crate::load::pattern::KeyPath;
use crate::rules;
use crate::yaml::{Node, Value};

/// The name moves beside `external`, which becomes true.
pub(super) fn lengthen(node: &mut Node, at: &KeyPath<'_>, forms: &mut Forms<'_>) {
    let Some(resource) = node.as_mapping_mut() else { return };
    let Some(external) = resource.get_mut("external") else { return };
    let Value::Mapping(old) = &mut external.value else { return };
    let old_name = old.remove("name");
    let origin = short_form(&external.origin);
    *external = Node::bool(true, origin);
    let Some(old_name) = old_name else { return };
    let warning = Diagnostic::new(
        &rules::EXTERNAL_NAME,
        format!("`{at}.external.name` is a deprecated form"),
    )
    .at(old_name.origin.place(), "")
    .help(format!("write `external: true` and `name` side by side in `{at}`"))
    .subject(format!("{at}.external"));
    forms.diagnostics.push(warning);
    match resource.get("name") {
        None => {
            resource.insert("name", old_name);
        }
        Some(name) if *name == old_name => {}
        Some(name) => {
            let message = format!("`{at}` has two names");
            let error = Diagnostic::new(&rules::CONFLICTING_ATTRIBUTES, message)
                .at(&old_name.origin, "one here")
                .related(&name.origin, "the other here")
                .help("keep `name` only")
                .subject(format!("{at}.name"));
            forms.diagnostics.push(error);
        }
    }
}
