//! Several mounts of one config or secret by one service.
//!
//! An engine keeps one file for each config or secret of a task: two mounts of it get the owner and the
//! mode of one of them. So each further mount has a config or secret of its own with the same content.

use std::collections::BTreeMap;

use crate::context::{At, Cx};
use crate::escape::Text;
use crate::names::{hashed_name, unique};
use crate::stack;

/// Gives each mount of a service its own config or secret.
pub(crate) fn separate(at: At<'_>, made: &mut stack::Service, cx: &mut Cx<'_>) {
    for (reference, count) in repeated(&mut made.configs) {
        let key = reference.source.0.clone();
        let Some(config) = cx.stack.configs.get(&key).filter(|config| !config.external) else {
            continue;
        };
        let Some(name) = numbered(config.name.as_ref(), count) else { continue };
        let copy = stack::Config { name: Some(name), ..config.clone() };
        let further = unique(&format!("{key}-{count}"), |wanted| {
            cx.stack.configs.get(wanted).is_none_or(|other| *other == copy)
                && !cx.project.configs.contains_key(wanted)
        });
        cx.stack.configs.insert(further.clone(), copy);
        let origin = cx.project.configs.get(&key).map(|config| &config.origin);
        record(at, "configs", &key, &further, origin, cx);
        reference.source = further.into();
    }
    for (reference, count) in repeated(&mut made.secrets) {
        let key = reference.source.0.clone();
        let Some(secret) = cx.stack.secrets.get(&key).filter(|secret| !secret.external) else {
            continue;
        };
        let Some(name) = numbered(secret.name.as_ref(), count) else { continue };
        let copy = stack::Secret { name: Some(name), ..secret.clone() };
        let further = unique(&format!("{key}-{count}"), |wanted| {
            cx.stack.secrets.get(wanted).is_none_or(|other| *other == copy)
                && !cx.project.secrets.contains_key(wanted)
        });
        cx.stack.secrets.insert(further.clone(), copy);
        let origin = cx.project.secrets.get(&key).map(|secret| &secret.origin);
        record(at, "secrets", &key, &further, origin, cx);
        reference.source = further.into();
    }
}

/// The second mount of each source and all later ones, with their number.
fn repeated(
    references: &mut [stack::FileReference],
) -> impl Iterator<Item = (&mut stack::FileReference, usize)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    references.iter_mut().filter_map(move |reference| {
        let count = seen.entry(reference.source.0.clone()).or_default();
        *count += 1;
        (*count > 1).then_some((reference, *count))
    })
}

/// The name in the swarm with a number before the hash; `None` where there is no room for it.
fn numbered(name: Option<&Text>, count: usize) -> Option<Text> {
    let (prefix, hash) = name?.0.rsplit_once('_')?;
    let numbered = hashed_name(&format!("{prefix}-{count}"), hash);
    (numbered != name?.0).then(|| numbered.into())
}

/// Records that a copy comes from where the first one does: from the project, or from a bound file.
fn record(
    at: At<'_>,
    section: &str,
    key: &str,
    further: &str,
    origin: Option<&compose_model::Origin>,
    cx: &mut Cx<'_>,
) {
    let field = format!("{section}.{further}");
    if let Some(origin) = origin {
        cx.origin(field, format_args!("{section}.{key}"), origin);
        return;
    }
    let first = format!("{section}.{key}");
    let recorded = cx.fields.iter().flatten().find(|recorded| recorded.field == first);
    if let Some((key, origin)) = recorded.map(|it| (it.key.clone(), it.origin.clone())) {
        cx.origin(field, key, &origin);
    } else if let Some(service) = cx.project.services.get(at.key) {
        cx.origin(field, at.path("volumes"), &service.origin);
    }
}
