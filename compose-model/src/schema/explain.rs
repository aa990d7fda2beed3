//! Puts findings into words.

use super::keys::keys;
use super::shape::{Form, MapShape, NumberShape, Rest, Shape, StringShape};
use super::validate::Path;
use crate::diagnostic::Diagnostic;
use crate::did_you_mean::closest;
use crate::rules::{
    INVALID_CHOICE, INVALID_FORM, INVALID_NAME, MISSING_KEY, NOT_FINITE, OUT_OF_RANGE,
    REPEATED_ITEM, UNKNOWN_KEY, WRONG_TYPE,
};
use crate::yaml::{Kind, Node, Value};

/// What is wrong with a node.
#[derive(Clone, Copy)]
pub(super) enum Finding<'a> {
    /// Its key is not among those of the map around it.
    UnknownKey(&'a MapShape),
    /// It is of another kind than may stand here.
    WrongKind(Shape),
    /// A key is not in it.
    MissingKey(&'static str),
    /// It is none of the words that may stand here.
    NotAmong(&'static [&'static str]),
    /// It is a text of another form.
    WrongForm(&'static Form),
    /// It is a number outside of the range.
    OutOfRange(NumberShape),
    /// It is equal to an earlier item.
    Repeated {
        /// The earlier item.
        earlier: &'a Node,
    },
    /// It is infinite or not a number.
    NotFinite,
}

/// The diagnostic for a finding.
pub(super) fn explain(finding: &Finding<'_>, node: &Node, path: &Path<'_>) -> Diagnostic {
    let diagnostic = match finding {
        Finding::UnknownKey(map) => unknown_key(map, node, path),
        Finding::WrongKind(shape) => wrong_kind(shape, node, path),
        Finding::MissingKey(key) => {
            Diagnostic::new(&MISSING_KEY, format!("{} has no `{key}`", name(path)))
                .at(node.origin.place(), format!("`{key}` is missing"))
                .help(format!("add `{key}`{}", example(key)))
        }
        Finding::NotAmong(words) => not_among(words, node, path),
        Finding::WrongForm(form) => {
            let message = format!("`{}` is not a valid value for {}", text(node), name(path));
            Diagnostic::new(&INVALID_FORM, message)
                .at(&node.origin, "wrong form")
                .help(format!("write {}", form.meaning))
        }
        Finding::OutOfRange(range) => {
            let message = format!("`{}` is out of range for {}", text(node), name(path));
            Diagnostic::new(&OUT_OF_RANGE, message).at(&node.origin, "out of range").help(
                match (range.min, range.max) {
                    (Some(min), Some(max)) => format!("write a number from {min} to {max}"),
                    (Some(min), None) => format!("write a number of at least {min}"),
                    (None, Some(max)) => format!("write a number of at most {max}"),
                    (None, None) => "write another number".to_owned(),
                },
            )
        }
        Finding::Repeated { earlier } => {
            let list = path.key().unwrap_or_default();
            Diagnostic::new(&REPEATED_ITEM, format!("`{list}` has the same item twice"))
                .at(&node.origin, "again here")
                .related(&earlier.origin, "first here")
                .help("remove one of the two")
        }
        Finding::NotFinite => {
            let message = format!("{} is not a finite number", name(path));
            Diagnostic::new(&NOT_FINITE, message)
                .at(&node.origin, "has no form in JSON")
                .help("write a finite number, or quote the text")
        }
    };
    diagnostic.subject(path.to_string())
}

fn unknown_key(map: &MapShape, node: &Node, path: &Path<'_>) -> Diagnostic {
    let key = path.key().unwrap_or_default();
    if let Some(entries) = &map.entries {
        let message = match key {
            "" => "a name is empty".to_owned(),
            key => format!("`{key}` cannot be a name here"),
        };
        return Diagnostic::new(&INVALID_NAME, message)
            .at(node.origin.place(), "invalid name")
            .help(format!("use only {}", entries.form.meaning()));
    }
    let message = format!("unknown key `{key}` {}", owner(path));
    let mut diagnostic =
        Diagnostic::new(&UNKNOWN_KEY, message).at(node.origin.place(), "not known here");
    if key.chars().any(|c| c.is_whitespace() && !c.is_ascii()) {
        let help = "write plain spaces: the key has a no-break space or the like, perhaps copied from a web page";
        return diagnostic.help(help);
    }
    if let Some(help) = other_name(key, path) {
        return diagnostic.help(help);
    }
    let near = closest(key, map.fields.iter().map(|(name, _)| *name));
    if let Some(near) = near {
        diagnostic = diagnostic.help(format!("did you mean `{near}`?"));
        if let Some(span) = node.origin.key_span() {
            diagnostic = diagnostic.fix(span, near);
        }
    }
    if is_service(path, node) {
        return diagnostic.help(format!("move the service `{key}` below `services`"));
    }
    if near.is_some() {
        return diagnostic;
    }
    diagnostic.help(match elsewhere(key, path) {
        Some(place) => format!("write it as `{place}` if that is meant"),
        None if map.rest == Rest::Extensions => {
            format!("remove it, or name it `x-{key}` to keep it as an extension")
        }
        None => "remove it".to_owned(),
    })
}

/// Where a node stands, for "unknown key …".
fn owner(path: &Path<'_>) -> String {
    match path.parent().filter(|parent| !parent.is_root()) {
        None => "at the top level".to_owned(),
        Some(owner) => format!("in `{owner}`"),
    }
}

/// What keys of other formats, and of Compose files before version 2, are called today.
const OTHER_NAMES: [(&str, &str); 14] = [
    ("cmd", "command"),
    ("cpu", "cpus"),
    ("depends", "depends_on"),
    ("dockerfile", "build.dockerfile"),
    ("env", "environment"),
    ("envFrom", "env_file"),
    ("log_driver", "logging.driver"),
    ("log_opt", "logging.options"),
    ("memory", "mem_limit"),
    ("net", "network_mode"),
    ("resources", "deploy.resources"),
    ("restart_policy", "deploy.restart_policy"),
    ("volume_driver", "driver"),
    ("workdir", "working_dir"),
];

/// The name of today, of a key that is none.
fn other_name(key: &str, path: &Path<'_>) -> Option<String> {
    let here = path.segments();
    let is_of_service = here.len() == 3 && here[0] == "services";
    let (_, name) = OTHER_NAMES.iter().find(|(other, _)| is_of_service && *other == key)?;
    Some(match *name {
        "driver" => "name the driver in the volume: `volumes.<name>.driver`".to_owned(),
        name => format!("write it as `{name}`"),
    })
}

/// Whether an unknown key of the top level holds what looks like a service.
fn is_service(path: &Path<'_>, node: &Node) -> bool {
    let is_top_level = path.parent().is_some_and(Path::is_root);
    is_top_level && (node.get("image").is_some() || node.get("build").is_some())
}

/// Where a key of that name would be known: as near to its place as possible.
fn elsewhere(key: &str, path: &Path<'_>) -> Option<String> {
    let here = path.segments();
    let here: Vec<&str> = here.iter().map(String::as_str).collect();
    let here = &here[..here.len().saturating_sub(1)];
    let mut best: Option<(usize, usize, String)> = None;
    for known in keys().iter().filter(|known| known.name == key) {
        let segments: Vec<&str> = known.path.split('.').collect();
        let parents = &segments[..segments.len() - 1];
        let fits = |(known, here): &(&&str, &&str)| {
            **known == "*" || known == here || is_item(known, here)
        };
        let common = parents.iter().zip(here).take_while(fits).count();
        let distance = parents.len() - common + (here.len() - common);
        let nearer = best.as_ref().is_none_or(|(most, least, _)| {
            common > *most || (common == *most && distance < *least)
        });
        if nearer {
            // The names that the author has chosen are written out.
            let place = here[..common].iter().chain(&segments[common..]);
            let place: Vec<&str> =
                place.map(|segment| if *segment == "*" { "<name>" } else { segment }).collect();
            best = Some((common, distance, place.join(".")));
        }
    }
    best.map(|(.., place)| place)
}

/// Whether both are items of the same list: `ports[]` and `ports[3]`.
fn is_item(known: &str, here: &str) -> bool {
    let list = |segment: &str| segment.find('[').map(|at| segment[..at].to_owned());
    list(known).is_some_and(|known| list(here) == Some(known))
}

fn wrong_kind(shape: &Shape, node: &Node, path: &Path<'_>) -> Diagnostic {
    let found = match &node.value {
        Value::Sequence(_) => "a list",
        Value::Mapping(_) => "a map",
        Value::Scalar(scalar) => scalar.resolve().kind().with_article(),
    };
    let expected = expected(shape);
    let kind = node.as_scalar().map(|scalar| scalar.resolve().kind());
    let is_null = kind == Some(Kind::Null);
    let message = if is_null {
        format!("{} is empty, but must be {expected}", name(path))
    } else {
        format!("{} must be {expected}, not {found}", name(path))
    };
    let place = if is_null { node.origin.place() } else { node.origin.span() };
    let diagnostic = Diagnostic::new(&WRONG_TYPE, message);
    if is_null {
        let diagnostic = diagnostic.at(place, "nothing here");
        return match path.key() {
            _ if path.is_item() => diagnostic.help("write the item, or remove the dash"),
            Some(name) if is_service_itself(path) => diagnostic
                .help(format!("write the keys of `{name}` below it, further to the right")),
            _ => diagnostic.help(match shape.map.map(|map| map.required) {
                Some([first, ..]) => format!("give it a value with `{first}`{}", example(first)),
                _ => "give it a value, or remove it".to_owned(),
            }),
        };
    }
    let diagnostic = diagnostic.at(place, found);
    if let Some(key) = path.key().filter(|key| is_service_itself(path) && is_key_of_service(key)) {
        return diagnostic.help(format!(
            "`{key}` is a key of services: move it to the right, below the service that it belongs to"
        ));
    }
    let is_text = shape.string.is_some() && shape.number.is_none() && !shape.boolean;
    match (&node.value, kind) {
        (_, Some(Kind::Integer)) if is_text && is_duration(path) => {
            let seconds = format!("{}s", text(node));
            let diagnostic = diagnostic.help(format!("write a unit: `{seconds}`"));
            match node.origin.span() {
                Some(span) => diagnostic.fix(span, seconds),
                None => diagnostic,
            }
        }
        (_, Some(Kind::Bool)) if is_text && path.key() == Some("restart") => {
            diagnostic.help("write `always`, `unless-stopped`, `on-failure` or `\"no\"`")
        }
        (_, Some(Kind::Bool | Kind::Integer | Kind::Float | Kind::Timestamp)) if is_text => {
            let quoted = format!("\"{}\"", text(node));
            let diagnostic = diagnostic.help(format!("quote it: `{quoted}`"));
            match node.origin.span() {
                Some(span) => diagnostic.fix(span, quoted),
                None => diagnostic,
            }
        }
        (_, Some(Kind::String)) if shape.boolean && shape.string.is_none() => {
            diagnostic.help("write `true` or `false` without quotes")
        }
        (Value::Scalar(_), _) if shape.boolean && shape.map.is_none() => {
            diagnostic.help("write `true` or `false`")
        }
        (Value::Scalar(_), _)
            if shape.list.is_some() && shape.string.is_none() && shape.map.is_none() =>
        {
            diagnostic.help(format!("write it as a list: `[{}]`", quoted_text(node)))
        }
        (Value::Mapping(entries), _) if path.is_item() && is_text && entries.len() == 1 => {
            let key = entries.keys().next().map_or("KEY", |key| &**key);
            diagnostic.help(format!("write `- {key}=value`, or quote the whole item"))
        }
        (Value::Sequence(_), _) if shape.map.is_some() => {
            diagnostic.help("write `key: value` lines without dashes")
        }
        _ => match path.key().map(example) {
            Some(example) if !example.is_empty() => diagnostic.help(format!("write it{example}")),
            _ => diagnostic,
        },
    }
}

/// Whether a path is that of a service.
fn is_service_itself(path: &Path<'_>) -> bool {
    let here = path.segments();
    here.len() == 2 && here[0] == "services"
}

fn is_key_of_service(key: &str) -> bool {
    let path = format!("services.*.{key}");
    keys().iter().any(|known| known.path == path)
}

fn not_among(words: &[&'static str], node: &Node, path: &Path<'_>) -> Diagnostic {
    let text = text(node);
    // Half of the word may be all that the author remembers: `healthy`.
    let part = || words.iter().copied().find(|word| text.len() > 3 && word.contains(&*text));
    let near = closest(&text, words.iter().copied()).or_else(part);
    let others = words.iter().copied().filter(|word| Some(*word) != near);
    let list =
        or(&near.into_iter().chain(others).map(|word| format!("`{word}`")).collect::<Vec<_>>());
    let diagnostic = Diagnostic::new(
        &INVALID_CHOICE,
        format!("`{text}` is not a valid value for {}", name(path)),
    )
    .at(&node.origin, "unknown value")
    .help(format!("write {list}"));
    match (near, node.origin.span()) {
        (Some(near), Some(span)) => diagnostic.fix(span, near),
        _ => diagnostic,
    }
}

/// The node by its key, which stands in backticks, or as an item of the list of that key.
fn name(path: &Path<'_>) -> String {
    match path.key() {
        None => "a Compose file".to_owned(),
        Some(key) if path.is_item() => format!("an item of `{key}`"),
        Some(key) => format!("`{key}`"),
    }
}

/// Whether the attribute takes a time with a unit.
fn is_duration(path: &Path<'_>) -> bool {
    let keys = [
        "delay",
        "interval",
        "monitor",
        "start_interval",
        "start_period",
        "stop_grace_period",
        "timeout",
        "window",
    ];
    !path.is_item() && path.key().is_some_and(|key| keys.contains(&key))
}

/// The kinds that may stand here, with their articles.
fn expected(shape: &Shape) -> String {
    let mut kinds = Vec::new();
    if shape.string.is_some() {
        kinds.push("a string");
    }
    if let Some(number) = shape.number {
        kinds.push(if number.integer { "an integer" } else { "a number" });
    }
    if shape.boolean {
        kinds.push("a boolean");
    }
    if shape.map.is_some() {
        kinds.push("a map");
    }
    if let Some(list) = shape.list {
        let strings = matches!(
            list.items,
            Shape { string: Some(StringShape::Any), map: None, number: None, .. }
        );
        kinds.push(if strings { "a list of strings" } else { "a list" });
    }
    or(&kinds)
}

/// `a, b or c`.
fn or<T: AsRef<str>>(words: &[T]) -> String {
    let Some((last, others)) = words.split_last() else { return String::new() };
    let others: Vec<&str> = others.iter().map(AsRef::as_ref).collect();
    if others.is_empty() {
        return last.as_ref().to_owned();
    }
    format!("{} or {}", others.join(", "), last.as_ref())
}

/// The text of a scalar as it was written, but for quotes.
fn text(node: &Node) -> String {
    match node.as_scalar() {
        Some(crate::yaml::Scalar::Text { text, .. }) => text.to_string(),
        Some(scalar) => scalar.resolve().to_text(),
        None => String::new(),
    }
}

/// The scalar as an item of a list in brackets.
fn quoted_text(node: &Node) -> String {
    match node.as_scalar().map(|scalar| scalar.resolve().kind()) {
        Some(Kind::String) => format!("\"{}\"", text(node)),
        _ => text(node),
    }
}

/// How a value is mostly written, for attributes that are often written wrongly.
fn example(key: &str) -> &'static str {
    match key {
        "services" => ", with a name and a map for each service",
        "environment" | "labels" | "args" | "annotations" | "sysctls" => {
            " as `KEY: value` lines, or as a list of `KEY=value`"
        }
        "depends_on" => " as a list of services, or as `db: {condition: service_healthy}`",
        "condition" => ": `service_started`, `service_healthy` or `service_completed_successfully`",
        "healthcheck" => " as `test: [\"CMD\", \"true\"]` and the like",
        "logging" => " as `driver: json-file` and `options`",
        "type" => ", such as `volume` or `bind`",
        "action" => ": `sync`, `rebuild`, `restart`, `sync+restart` or `sync+exec`",
        "capabilities" => ", such as `[gpu]`",
        "soft" | "hard" => ", or write one number for both",
        "volumes" | "networks" => " with a name on each line, followed by a colon",
        _ => "",
    }
}
