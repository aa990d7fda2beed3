//! Items of a list that say the same thing: the last one counts, in the place of the first.
//!
//! Runs after each merge on short and long forms alike, and again once all forms are long, since only
//! then `8000-8001:80` and its parts can be compared. What tells items apart depends on the attribute
//! ([`Identity`]). Compose specification: "Merge", "Unique resources".

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::LoadContext;
use super::pattern::{Cursor, KeyPath, PatternTree};
use crate::diagnostic::{Diagnostic, Severity};
use crate::origin::Step;
use crate::rules;
use crate::source::Span;
use crate::types::volume;
use crate::yaml::{Kind, Node, Resolved, Value};

/// What tells the items of a list apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Identity {
    /// The text before the first `=`, or all of it.
    Key,
    /// The path in the container.
    Mount,
    /// The path of the device in the container.
    Device,
    /// The port or range.
    Expose,
    /// Address, published port, target and protocol together.
    Port,
    /// The path of the file.
    EnvFile,
    /// The path in the container, below this folder unless it is written out.
    Reference(&'static str),
}

static IDENTITIES: LazyLock<PatternTree<Identity>> = LazyLock::new(|| {
    PatternTree::new([
        ("networks.*.ipam.options", Identity::Key),
        ("networks.*.labels", Identity::Key),
        ("services.*.annotations", Identity::Key),
        ("services.*.build.additional_contexts", Identity::Key),
        ("services.*.build.args", Identity::Key),
        ("services.*.build.labels", Identity::Key),
        ("services.*.build.tags", Identity::Key),
        ("services.*.cap_add", Identity::Key),
        ("services.*.cap_drop", Identity::Key),
        ("services.*.configs", Identity::Reference("")),
        ("services.*.deploy.labels", Identity::Key),
        ("services.*.devices", Identity::Device),
        ("services.*.dns", Identity::Key),
        ("services.*.dns_opt", Identity::Key),
        ("services.*.dns_search", Identity::Key),
        ("services.*.env_file", Identity::EnvFile),
        ("services.*.environment", Identity::Key),
        ("services.*.expose", Identity::Expose),
        ("services.*.labels", Identity::Key),
        ("services.*.links", Identity::Key),
        ("services.*.networks.*.aliases", Identity::Key),
        ("services.*.networks.*.link_local_ips", Identity::Key),
        ("services.*.ports", Identity::Port),
        ("services.*.profiles", Identity::Key),
        ("services.*.secrets", Identity::Reference("/run/secrets")),
        ("services.*.sysctls", Identity::Key),
        ("services.*.tmpfs", Identity::Key),
        ("services.*.volumes", Identity::Mount),
    ])
});

/// Why an item cannot be told apart; what only the schema minds is not among them.
struct Unidentified {
    missing: &'static str,
}

/// Replaces items of lists by later items that say the same thing.
pub(crate) fn apply(model: &mut Node, context: &mut LoadContext<'_>) {
    walk(model, IDENTITIES.cursor(), &KeyPath::ROOT, context);
}

fn walk(
    node: &mut Node,
    at: Cursor<'_, Identity>,
    path: &KeyPath<'_>,
    context: &mut LoadContext<'_>,
) {
    if at.is_spent() {
        return;
    }
    match (&mut node.value, at.value()) {
        (Value::Mapping(mapping), _) => {
            for (key, value) in mapping.iter_mut() {
                walk(value, at.key(key), &path.key(key), context);
            }
        }
        (Value::Sequence(items), Some(identity)) => {
            unite(items, *identity, node.origin.span(), path, context);
        }
        _ => {}
    }
}

fn unite(
    items: &mut Vec<Node>,
    identity: Identity,
    list: Option<Span>,
    path: &KeyPath<'_>,
    context: &mut LoadContext<'_>,
) {
    // One item has no other that it could replace.
    if let [item] = items.as_slice() {
        if let Err(fault) = identify(item, identity) {
            report(item, &fault, &path.index(0), context);
        }
        return;
    }
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut kept: Vec<Node> = Vec::with_capacity(items.len());
    for (index, mut item) in std::mem::take(items).into_iter().enumerate() {
        let key = match identify(&item, identity) {
            Ok(key) => key,
            Err(fault) => {
                report(&item, &fault, &path.index(index), context);
                None
            }
        };
        let known = key.as_ref().and_then(|key| places.get(key)).copied();
        match (known, key) {
            (Some(at), _) => {
                report_repeated(&kept[at], &item, list, &path.index(index), context);
                if let Some(place) = kept[at].origin.place() {
                    item.origin.push(Step::Overrides(place));
                }
                kept[at] = item;
            }
            (None, key) => {
                places.extend(key.map(|key| (key, kept.len())));
                kept.push(item);
            }
        }
    }
    *items = kept;
    if identity == Identity::Port {
        report_published_twice(items, path, context);
    }
}

/// Reports an item that replaces another one of the same list, where nobody can have meant it.
fn report_repeated(
    first: &Node,
    second: &Node,
    list: Option<Span>,
    path: &KeyPath<'_>,
    context: &mut LoadContext<'_>,
) {
    let (Some(list), Some(one), Some(other)) = (list, first.origin.span(), second.origin.span())
    else {
        return;
    };
    let is_inside = |item: Span| item.file == list.file && list.to(item) == list;
    // Items that other files, documents or services have added stand outside of the list.
    if one.start >= other.start || !is_inside(one) || !is_inside(other) {
        return;
    }
    let diagnostic = Diagnostic::new(
        &rules::REPEATED_ENTRY,
        format!("`{}` replaces `{}`", summary(other, context), summary(one, context)),
    )
    .at(other, "only this one counts")
    .related(one, "has no effect")
    .help("remove one of them")
    .subject(path.to_string());
    // Nothing is lost where both say the same.
    let severity = if first == second { Severity::Note } else { diagnostic.severity };
    context.report(Diagnostic { severity, ..diagnostic });
}

/// A short text for an item: what is written, without the values of variables, which may be secret.
fn summary(item: Span, context: &LoadContext<'_>) -> String {
    const LONGEST: usize = 60;
    let line = context.sources.text(item).lines().next().unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// Reports ports that only differ in whether a number or a text names them.
fn report_published_twice(items: &[Node], path: &KeyPath<'_>, context: &mut LoadContext<'_>) {
    let mut ports: BTreeMap<String, &Node> = BTreeMap::new();
    for (index, item) in items.iter().enumerate() {
        let text = |key: &str| item.get(key).and_then(Node::text);
        let Some((published, target)) = text("published").zip(text("target")) else { continue };
        let host = text("host_ip").unwrap_or_else(|| "0.0.0.0".into());
        let protocol = text("protocol").unwrap_or_else(|| "tcp".into());
        let key = format!("{host}:{published}:{target}/{protocol}");
        let Some(first) = ports.insert(key, item) else { continue };
        let path = path.index(index).to_string();
        context.report(
            Diagnostic::new(
                &rules::PORT_PUBLISHED_TWICE,
                format!("port {published} is published twice, as a number and as text"),
            )
            .at(&item.origin, "again here")
            .related(&first.origin, "first here")
            .help("remove one of them, or write `published` in quotes in both")
            .subject(path),
        );
    }
}

/// What tells an item apart; none where the item is of a wrong type, which the schema reports.
fn identify(item: &Node, identity: Identity) -> Result<Option<String>, Unidentified> {
    let Some(mapping) = item.as_mapping() else {
        return identify_scalar(item, identity);
    };
    let required = |key: &'static str| match mapping.get(key) {
        None => Err(Unidentified { missing: key }),
        Some(value) => Ok(string(value)),
    };
    match identity {
        Identity::Key | Identity::Expose => Ok(None),
        Identity::Mount | Identity::Device => required("target"),
        Identity::EnvFile => required("path"),
        Identity::Reference(folder) => Ok(match (mapping.get("target"), mapping.get("source")) {
            (Some(target), _) => string(target),
            (None, Some(source)) => string(source).map(|source| format!("{folder}/{source}")),
            (None, None) => None,
        }),
        Identity::Port => {
            // A number and a text never mean the same port: the reference loader prints both into
            // its key as what they are.
            let typed = |key| mapping.get(key).and_then(typed);
            let target = mapping.get("target").ok_or(Unidentified { missing: "target" })?;
            let (host, published) = (typed("host_ip"), typed("published"));
            let host = host.unwrap_or_else(|| "string 0.0.0.0".to_owned());
            let protocol = typed("protocol").unwrap_or_else(|| "string tcp".to_owned());
            let target = self::typed(target);
            Ok(Some(format!("{host}:{published:?}:{target:?}/{protocol}")))
        }
    }
}

fn identify_scalar(item: &Node, identity: Identity) -> Result<Option<String>, Unidentified> {
    let Some(resolved) = item.as_scalar().map(|scalar| scalar.resolve()) else { return Ok(None) };
    let Resolved::String(text) = resolved else {
        let is_integer = resolved.kind() == Kind::Integer;
        return match identity {
            Identity::Expose | Identity::Port if is_integer => Ok(Some(resolved.to_text())),
            Identity::Expose => Err(Unidentified { missing: "port" }),
            _ => Ok(None),
        };
    };
    Ok(match identity {
        Identity::Key => Some(text.split('=').next().unwrap_or(text).to_owned()),
        // A mount that cannot be read is reported where it is given its long form.
        Identity::Mount => volume::parse(text).ok().map(|mount| mount.target),
        Identity::Device => {
            let mut parts = text.split(':');
            let source = parts.next();
            parts.next().or(source).map(str::to_owned)
        }
        Identity::Expose | Identity::Port | Identity::EnvFile => Some(text.to_owned()),
        Identity::Reference(folder) => Some(format!("{folder}/{text}")),
    })
}

fn string(node: &Node) -> Option<String> {
    match node.as_scalar()?.resolve() {
        Resolved::String(text) => Some(text.to_owned()),
        _ => None,
    }
}

/// A value together with its type.
fn typed(node: &Node) -> Option<String> {
    let resolved = node.as_scalar()?.resolve();
    let kind = match resolved.kind() {
        Kind::Null => return None,
        Kind::String => "string",
        _ => "number",
    };
    Some(format!("{kind} {}", resolved.to_text()))
}

fn report(item: &Node, fault: &Unidentified, path: &KeyPath<'_>, context: &mut LoadContext<'_>) {
    let subject = path.to_string();
    let (message, help) = match fault.missing {
        "port" => {
            (format!("`{subject}` is not a port"), "write a port or a range of ports".to_owned())
        }
        key => (format!("`{subject}` has no `{key}`"), format!("add the key `{key}`")),
    };
    context.report(
        Diagnostic::new(&rules::UNIDENTIFIED_ITEM, message)
            .at(&item.origin, "")
            .help(help)
            .subject(subject),
    );
}
