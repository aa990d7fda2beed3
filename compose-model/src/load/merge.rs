//! Laying one document over what was loaded before it.
//!
//! Maps merge key by key, lists grow at their end, single values are replaced, and a null leaves what
//! is there; [`Rule`] holds at the paths where Compose says otherwise. Compose specification: "Merge".
//! Trees are moved, never copied.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use super::LoadContext;
use super::pattern::{Cursor, KeyPath, PatternTree};
use crate::diagnostic::Diagnostic;
use crate::origin::{Origin, Step};
use crate::rules;
use crate::yaml::{Mapping, Node, Value};

/// How two values of one attribute become one, where it is not as for every attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// The later value, a null included.
    Replace,
    /// Both as lists of `key=value`, one after the other.
    Append,
    /// As `Append`, without what is there already word for word.
    AppendNew,
    /// A text is the context.
    Build,
    /// A list names services with the default condition.
    Dependencies,
    /// A list names keys without a value.
    Names,
    /// Options of one driver do not fit another.
    Logging,
    /// Pools belong together by their subnet.
    Pools,
}

static RULES: LazyLock<PatternTree<Rule>> = LazyLock::new(|| {
    PatternTree::new([
        ("networks.*.ipam.config", Rule::Pools),
        ("networks.*.labels", Rule::Append),
        ("volumes.*.labels", Rule::Append),
        ("services.*.annotations", Rule::Append),
        ("services.*.build", Rule::Build),
        ("services.*.build.args", Rule::Append),
        ("services.*.build.additional_contexts", Rule::Append),
        ("services.*.build.extra_hosts", Rule::AppendNew),
        ("services.*.build.labels", Rule::Append),
        ("services.*.command", Rule::Replace),
        ("services.*.depends_on", Rule::Dependencies),
        ("services.*.deploy.labels", Rule::Append),
        ("services.*.dns", Rule::Append),
        ("services.*.dns_opt", Rule::Append),
        ("services.*.dns_search", Rule::Append),
        ("services.*.entrypoint", Rule::Replace),
        ("services.*.env_file", Rule::Append),
        ("services.*.environment", Rule::Append),
        ("services.*.extra_hosts", Rule::AppendNew),
        ("services.*.healthcheck.test", Rule::Replace),
        ("services.*.label_file", Rule::Append),
        ("services.*.labels", Rule::Append),
        ("services.*.logging", Rule::Logging),
        ("services.*.models", Rule::Names),
        ("services.*.networks", Rule::Names),
        ("services.*.sysctls", Rule::Append),
        ("services.*.tmpfs", Rule::Append),
        ("services.*.ulimits.*", Rule::Replace),
    ])
});

/// Lays a document over the model.
pub(crate) fn merge(base: &mut Node, over: Node, context: &mut LoadContext<'_>) {
    Merge { context }.node(base, over, RULES.cursor(), &KeyPath::ROOT);
}

/// Lays a resource (`services.web`) over one of the same name.
pub(crate) fn merge_resource(
    base: &mut Node,
    over: Node,
    (kind, name): (&str, &str),
    context: &mut LoadContext<'_>,
) {
    let cursor = RULES.cursor().key(kind).key(name);
    let kind = KeyPath::ROOT.key(kind);
    Merge { context }.node(base, over, cursor, &kind.key(name));
}

struct Merge<'m, 'c> {
    context: &'m mut LoadContext<'c>,
}

impl Merge<'_, '_> {
    fn node(&mut self, base: &mut Node, over: Node, at: Cursor<'_, Rule>, path: &KeyPath<'_>) {
        self.report_null(base, &over, at, path);
        match at.value() {
            None => self.plain(base, over, at, path),
            Some(Rule::Replace) => replace(base, over),
            Some(Rule::Append) => self.append(base, over, path),
            Some(Rule::AppendNew) => self.append_new(base, over, path),
            Some(Rule::Build) => {
                let (old, new) = (build(take(base)), build(over));
                self.mappings(base, old, new, at, path);
            }
            Some(Rule::Dependencies) => {
                let old = names(take(base), default_dependency);
                let new = names(over, default_dependency);
                self.mappings(base, old, new, at, path);
            }
            Some(Rule::Names) => {
                let (old, new) = (names(take(base), Node::null), names(over, Node::null));
                self.mappings(base, old, new, at, path);
            }
            Some(Rule::Logging) => self.logging(base, over, at, path),
            Some(Rule::Pools) => self.pools(base, &over, at, path),
        }
    }

    fn plain(&mut self, base: &mut Node, over: Node, at: Cursor<'_, Rule>, path: &KeyPath<'_>) {
        if over.is_null() {
            return;
        }
        match (&mut base.value, over.value) {
            (Value::Mapping(old), Value::Mapping(new)) => self.entries(old, new, at, path),
            (Value::Sequence(old), Value::Sequence(new)) => old.extend(new),
            (Value::Scalar(_), value) => replace(base, Node { value, ..over }),
            (_, value) => self.cannot_override(base, &Node { value, ..over }, path),
        }
    }

    fn entries(
        &mut self,
        base: &mut Mapping,
        over: Mapping,
        at: Cursor<'_, Rule>,
        path: &KeyPath<'_>,
    ) {
        for (key, value) in over {
            match base.get_mut(&key) {
                Some(old) => self.node(old, value, at.key(&key), &path.key(&key)),
                None => {
                    base.insert(key, value);
                }
            }
        }
    }

    /// Merges two values that a rule has made maps of, and puts the result at `place`.
    fn mappings(
        &mut self,
        place: &mut Node,
        base: Node,
        over: Node,
        at: Cursor<'_, Rule>,
        path: &KeyPath<'_>,
    ) {
        *place = base;
        if place.is_null() {
            replace(place, over);
        } else {
            self.plain(place, over, at, path);
        }
    }

    fn append(&mut self, base: &mut Node, over: Node, path: &KeyPath<'_>) {
        let mut items = self.list(take(base), path);
        items.extend(self.list(over, path));
        base.value = Value::Sequence(items);
    }

    fn append_new(&mut self, base: &mut Node, over: Node, path: &KeyPath<'_>) {
        let mut items = self.list(take(base), path);
        let known: HashSet<Arc<str>> = items.iter().filter_map(Node::text).collect();
        let over = self.list(over, path);
        items.extend(over.into_iter().filter(|i| i.text().is_none_or(|t| !known.contains(&t))));
        base.value = Value::Sequence(items);
    }

    /// A value as a list: the entries of a map as `key=value`, sorted.
    fn list(&mut self, node: Node, path: &KeyPath<'_>) -> Vec<Node> {
        if node.is_null() {
            return Vec::new();
        }
        let mapping = match node.value {
            Value::Sequence(items) => return items,
            Value::Scalar(_) if node.as_str().is_some() => return vec![node],
            Value::Scalar(_) => {
                self.report_ignored(&node, path);
                return Vec::new();
            }
            Value::Mapping(mapping) => mapping,
        };
        let mut items = Vec::with_capacity(mapping.len());
        for (key, value) in mapping {
            match value.value {
                Value::Sequence(values) => {
                    items.extend(values.into_iter().filter_map(|item| pair(&key, &item)));
                }
                Value::Mapping(_) => {
                    let place = path.key(&key).to_string();
                    self.context.report(
                        Diagnostic::new(
                            &rules::CANNOT_OVERRIDE,
                            format!("cannot merge `{place}`: a map is not a value here"),
                        )
                        .at(&value.origin, "this is a map")
                        .subject(place),
                    );
                }
                Value::Scalar(_) if value.is_null() => {
                    items.push((Arc::clone(&key), Node::string(key, value.origin)));
                }
                Value::Scalar(_) => items.extend(pair(&key, &value)),
            }
        }
        items.sort_by(|(a, _), (b, _)| a.cmp(b));
        items.into_iter().map(|(_, item)| item).collect()
    }

    fn logging(&mut self, base: &mut Node, over: Node, at: Cursor<'_, Rule>, path: &KeyPath<'_>) {
        let driver = |node: &Node| node.get("driver").map(Node::text);
        if base.as_mapping().is_none() || over.as_mapping().is_none() {
            self.cannot_override(base, &over, path);
        } else if let (Some(old), Some(new)) = (driver(base), driver(&over))
            && old != new
        {
            replace(base, over);
        } else {
            self.plain(base, over, at, path);
        }
    }

    /// Address pools: those of the later file, each over the earlier one with its subnet.
    fn pools(&mut self, base: &mut Node, over: &Node, at: Cursor<'_, Rule>, path: &KeyPath<'_>) {
        let (Some(old), Some(new)) = (base.as_sequence(), over.as_sequence()) else {
            return self.cannot_override(base, over, path);
        };
        let subnet = |node: &Node| node.get("subnet").and_then(Node::text);
        let mut pools: Vec<Node> = Vec::new();
        // Quadratic in the pools of one network, which are a handful; the order of the loops decides
        // which pool of the earlier file is kept, and is the reference loader's.
        for original in old {
            let mut original = original.clone();
            for pool in new {
                let known = pools.iter().any(|p| subnet(p) == subnet(pool));
                if subnet(pool) != subnet(&original) && !known {
                    pools.push(pool.clone());
                    continue;
                }
                self.plain(&mut original, pool.clone(), at, path);
                match pools.iter_mut().find(|p| subnet(p) == subnet(&original)) {
                    Some(same) => same.clone_from(&original),
                    None => pools.push(original.clone()),
                }
            }
        }
        base.value = Value::Sequence(pools);
    }

    /// Reports an attribute of a service that is there without a value and so changes nothing.
    fn report_null(&mut self, base: &Node, over: &Node, at: Cursor<'_, Rule>, path: &KeyPath<'_>) {
        const ATTRIBUTE: usize = 3;
        if !over.is_null() || base.is_null() || at.value() == Some(&Rule::Replace) {
            return;
        }
        let path = match path.depth() {
            ATTRIBUTE => path.to_string(),
            _ => return,
        };
        if !path.starts_with("services.") {
            return;
        }
        self.context.report(
            Diagnostic::new(
                &rules::NULL_OVERRIDE,
                format!("`{path}` has no value here, which leaves the earlier one as it is"),
            )
            .at(over.origin.place(), "changes nothing")
            .related(base.origin.place(), "stays")
            .help("tag it `!reset` to remove the earlier value, or remove the line")
            .subject(path),
        );
    }

    /// Reports a value of which no list can be made, and nothing is left.
    fn report_ignored(&mut self, node: &Node, path: &KeyPath<'_>) {
        let message = format!("`{path}` is ignored here: it is {}", node.kind_name());
        self.context.report(
            Diagnostic::new(&rules::IGNORED_VALUE, message)
                .at(&node.origin, "neither a list nor a map")
                .help(rules::IGNORED_VALUE.hint())
                .subject(path.to_string()),
        );
    }

    fn cannot_override(&mut self, base: &Node, over: &Node, path: &KeyPath<'_>) {
        let path = path.to_string();
        let message =
            format!("cannot override `{path}`: {} over {}", over.kind_name(), base.kind_name());
        self.context.report(
            Diagnostic::new(&rules::CANNOT_OVERRIDE, message)
                .at(&over.origin, format!("{} here", over.kind_name()))
                .related(&base.origin, format!("{} there", base.kind_name()))
                .subject(path),
        );
    }
}

/// Puts the later value in the place of the earlier one.
fn replace(base: &mut Node, mut over: Node) {
    if let Some(place) = base.origin.place() {
        over.origin.push(Step::Overrides(place));
    }
    *base = over;
}

fn take(node: &mut Node) -> Node {
    Node { value: std::mem::take(&mut node.value), origin: node.origin.clone(), tag: None }
}

/// `key=value` as an item, with its text to sort by.
fn pair(key: &str, value: &Node) -> Option<(Arc<str>, Node)> {
    let text: Arc<str> = format!("{key}={}", value.text()?).into();
    let item = Node::string(Arc::clone(&text), value.origin.clone());
    Some((text, item))
}

/// The map form of `build`.
fn build(node: Node) -> Node {
    match node.value {
        Value::Scalar(_) if !node.is_null() => {
            let origin = node.origin.clone();
            Node::mapping([(Arc::from("context"), node)].into_iter().collect(), origin)
        }
        _ => node,
    }
}

/// The map form of a list of names.
fn names(node: Node, value: impl Fn(Origin) -> Node) -> Node {
    let Value::Sequence(items) = node.value else { return node };
    if items.iter().any(|item| item.text().is_none()) {
        // What is no name is for the schema to report.
        return Node { value: Value::Sequence(items), ..node };
    }
    let entries = items.into_iter().filter_map(|item| {
        let origin = item.origin.clone().with_key(item.origin.span());
        Some((item.text()?, value(origin)))
    });
    Node { value: Value::Mapping(entries.collect()), origin: node.origin, tag: None }
}

/// What the short form of a dependency stands for.
fn default_dependency(origin: Origin) -> Node {
    let part = Origin::generated_from("short form", &origin).with_key(None);
    let entries = [
        (Arc::from("condition"), Node::string("service_started", part.clone())),
        (Arc::from("required"), Node::bool(true, part)),
    ];
    Node::mapping(entries.into_iter().collect(), origin)
}
