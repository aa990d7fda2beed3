//! The build plan as a bake file, which `docker buildx bake` builds and pushes.
//!
//! A bake file in JSON is read like one in HCL: in texts, `${` and `%{` begin an expression, and doubled
//! they do not.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::plan::below;
use super::{Plan, Planned, target_name};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::model::service::{Build, FileReference, SshKey, Ulimit};
use crate::model::{Extensions, Pairs, Project};
use crate::origin::{Origin, Spanned};
use crate::rules::NOT_IN_BAKE;

impl Plan<'_> {
    /// The bake file, with a target for each image and all of them in the group `default`. Paths are
    /// relative to the project's folder, where it must be used.
    ///
    /// Build arguments without a value become variables of the file, which `bake` takes from its
    /// environment. What a bake file cannot say is reported.
    pub fn to_bake(&self, diagnostics: &mut Diagnostics) -> String {
        let mut cx = Cx { project: self.project, variables: Map::new(), diagnostics };
        let mut targets: BTreeMap<&str, Value> = BTreeMap::new();
        for image in &self.images {
            let target = target(image, &mut cx);
            if targets.insert(&image.target, target).is_some() {
                let message = format!("`{}` has the target of another service", image.service);
                let finding = not_in_bake(message, &image.build.origin, image, "");
                cx.diagnostics.push(Diagnostic { severity: Severity::Error, ..finding });
            }
        }
        let names: Vec<&&str> = targets.keys().collect();
        let mut file = json!({"group": {"default": {"targets": names}}, "target": targets});
        if !cx.variables.is_empty() {
            file["variable"] = Value::Object(cx.variables);
        }
        format!("{file:#}\n")
    }
}

struct Cx<'a, 'd> {
    project: &'a Project,
    variables: Map<String, Value>,
    diagnostics: &'d mut Diagnostics,
}

fn target(image: &Planned<'_>, cx: &mut Cx<'_, '_>) -> Value {
    let Build {
        context: _,
        dockerfile: _,
        dockerfile_inline,
        entitlements,
        args,
        provenance,
        sbom,
        ssh,
        labels,
        cache_from,
        cache_to,
        no_cache,
        no_cache_filter,
        additional_contexts,
        pull,
        extra_hosts,
        isolation,
        network,
        target,
        secrets,
        shm_size,
        tags: _,
        ulimits,
        platforms,
        privileged,
        extensions,
    } = &image.build.value;
    let mut fields = Fields(Map::new());
    fields.text("context", Some(&image.context(cx.project)));
    fields.text("dockerfile", image.dockerfile().as_ref());
    fields.text("dockerfile-inline", value(dockerfile_inline.as_ref()));
    fields.map("contexts", contexts(additional_contexts, cx.project));
    fields.map("args", arguments(args, image, cx));
    fields.map("labels", labels.iter().map(|(name, value)| (name.clone(), value.value.clone())));
    fields.list("tags", image.tags.iter().cloned());
    fields.list("cache-from", texts(cache_from));
    fields.list("cache-to", texts(cache_to));
    fields.text("target", value(target.as_ref()));
    fields.list("secret", secrets.iter().filter_map(|secret| secret_text(secret, image, cx)));
    fields.list("ssh", ssh.iter().map(|key| ssh_text(key, cx.project)));
    fields.list("platforms", texts(platforms));
    fields.flag("pull", pull.as_ref());
    fields.flag("no-cache", no_cache.as_ref());
    fields.list("no-cache-filter", texts(no_cache_filter));
    fields.text("network", value(network.as_ref()));
    fields.text("shm-size", shm_size.as_ref().map(|size| size.value.0.to_string()).as_ref());
    fields.list("ulimits", ulimits.iter().map(|(name, limit)| ulimit(name, **limit)));
    let hosts = extra_hosts.iter().map(|(name, all)| (name.clone(), all.join(",")));
    fields.map("extra-hosts", hosts);
    let attests = [("provenance", provenance), ("sbom", sbom)];
    fields.list("attest", attests.iter().filter_map(|(kind, value)| attest(kind, value.as_ref()?)));
    let is_privileged = privileged.as_ref().is_some_and(|it| it.value);
    let of_host = value(network.as_ref()).is_some_and(|network| network == "host");
    let implied = [(is_privileged, "security.insecure"), (of_host, "network.host")];
    let implied = implied.into_iter().filter(|(is_on, _)| *is_on).map(|(_, name)| name.to_owned());
    let mut all: Vec<String> = texts(entitlements).collect();
    all.extend(implied.filter(|name| !entitlements.iter().any(|it| it.value == *name)));
    fields.list("entitlements", all.into_iter());
    if let Some(isolation) = isolation.as_ref().filter(|isolation| isolation.as_str() != "default")
    {
        let message = format!("`isolation: {isolation}` has no counterpart in a bake file");
        cx.diagnostics.push(not_in_bake(message, &isolation.origin, image, ".isolation"));
    }
    fields.extend(extensions);
    Value::Object(fields.0)
}

/// The attributes of a target; what is empty is left out.
struct Fields(Map<String, Value>);

impl Fields {
    fn text(&mut self, key: &str, text: Option<&String>) {
        if let Some(text) = text {
            self.0.insert(key.to_owned(), escaped(text).into());
        }
    }

    fn flag(&mut self, key: &str, flag: Option<&Spanned<bool>>) {
        if let Some(flag) = flag {
            self.0.insert(key.to_owned(), flag.value.into());
        }
    }

    fn list(&mut self, key: &str, texts: impl Iterator<Item = String>) {
        let texts: Vec<Value> = texts.map(|text| escaped(&text).into()).collect();
        if !texts.is_empty() {
            self.0.insert(key.to_owned(), texts.into());
        }
    }

    fn map<V: Into<MapValue>>(&mut self, key: &str, entries: impl Iterator<Item = (String, V)>) {
        let entries = entries.map(|(name, value)| (escaped(&name), value.into().0));
        let entries: Map<String, Value> = entries.collect();
        if !entries.is_empty() {
            self.0.insert(key.to_owned(), entries.into());
        }
    }

    /// The extension that bake itself reads in a Compose file: it adds to lists and replaces flags.
    fn extend(&mut self, extensions: &Extensions) {
        let more = extensions.get("x-bake").and_then(|node| serde_json::to_value(node).ok());
        let Some(Value::Object(more)) = more else { return };
        for (key, more) in more {
            let more = escaped_value(more);
            match (self.0.get_mut(&key), more) {
                (Some(Value::Array(old)), more) => {
                    for item in as_list(more) {
                        if !old.contains(&item) {
                            old.push(item);
                        }
                    }
                }
                (Some(Value::Object(old)), Value::Object(more)) => old.extend(more),
                (None, Value::String(text)) => {
                    self.0.insert(key, as_list(Value::String(text)).into());
                }
                (_, more) => {
                    self.0.insert(key, more);
                }
            }
        }
    }
}

/// Text that is escaped, or an expression that is not.
struct MapValue(Value);

impl From<String> for MapValue {
    fn from(text: String) -> Self {
        Self(escaped(&text).into())
    }
}

fn as_list(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        Value::String(text) => text.split_whitespace().map(Value::from).collect(),
        value => vec![value],
    }
}

fn escaped(text: &str) -> String {
    text.replace("${", "$${").replace("%{", "%%{")
}

fn escaped_value(value: Value) -> Value {
    match value {
        Value::String(text) => escaped(&text).into(),
        Value::Array(items) => items.into_iter().map(escaped_value).collect(),
        Value::Object(entries) => {
            Value::Object(entries.into_iter().map(|(key, it)| (key, escaped_value(it))).collect())
        }
        value => value,
    }
}

fn value(text: Option<&Spanned<String>>) -> Option<&String> {
    text.map(|text| &text.value).filter(|text| !text.is_empty())
}

fn texts(list: &[Spanned<String>]) -> impl Iterator<Item = String> {
    list.iter().map(|text| text.value.clone())
}

fn contexts(all: &Pairs, project: &Project) -> impl Iterator<Item = (String, String)> {
    all.iter().map(|(name, context)| {
        let service = context.strip_prefix("service:").or_else(|| context.strip_prefix("target:"));
        let context = match service {
            Some(service) => format!("target:{}", target_name(service)),
            None => below(project, context),
        };
        (name.clone(), context)
    })
}

fn arguments(
    args: &crate::model::Map<Option<String>>,
    image: &Planned<'_>,
    cx: &mut Cx<'_, '_>,
) -> std::vec::IntoIter<(String, MapValue)> {
    let mut all = Vec::new();
    for (name, argument) in args {
        if let Some(value) = &argument.value {
            all.push((name.clone(), value.clone().into()));
        } else if is_identifier(name) {
            cx.variables.insert(name.clone(), json!({ "default": null }));
            all.push((name.clone(), MapValue(format!("${{{name}}}").into())));
        } else {
            let message = format!(
                "the build argument `{name}` has no value, and a bake file no such variable"
            );
            cx.diagnostics.push(not_in_bake(
                message,
                &argument.origin,
                image,
                &format!(".args.{name}"),
            ));
        }
    }
    all.into_iter()
}

fn is_identifier(name: &str) -> bool {
    let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    name.bytes().all(is_word) && name.bytes().next().is_some_and(|b| !b.is_ascii_digit())
}

fn ssh_text(key: &SshKey, project: &Project) -> String {
    match &key.path {
        Some(path) if !path.is_empty() => format!("{}={}", key.id, below(project, path)),
        _ => key.id.clone(),
    }
}

fn ulimit(name: &str, limit: Ulimit) -> String {
    match limit {
        Ulimit::Single(limit) => format!("{name}={limit}:{limit}"),
        Ulimit::Pair { soft, hard } => format!("{name}={soft}:{hard}"),
    }
}

fn attest(kind: &str, value: &str) -> Option<String> {
    match value {
        "" => None,
        "true" => Some(format!("type={kind}")),
        "false" => Some(format!("type={kind},disabled=true")),
        more => Some(format!("type={kind},{more}")),
    }
}

/// A secret of a build; its target is the identifier in the Dockerfile.
fn secret_text(
    reference: &FileReference,
    image: &Planned<'_>,
    cx: &mut Cx<'_, '_>,
) -> Option<String> {
    let source = reference.source.as_ref()?;
    let id = reference.target.as_ref().unwrap_or(source);
    let secret = cx.project.secrets.get(source.as_str());
    let held = secret.and_then(|secret| match (&secret.file, &secret.environment) {
        (Some(file), _) => Some(("file", "src", below(cx.project, file))),
        (None, Some(variable)) => Some(("env", "env", variable.value.clone())),
        (None, None) => None,
    });
    let Some((kind, key, place)) = held else {
        let message = format!("the secret `{source}` is neither in a file nor in a variable");
        cx.diagnostics.push(not_in_bake(message, &source.origin, image, ".secrets"));
        return None;
    };
    Some(
        [format!("type={kind}"), format!("id={id}"), format!("{key}={place}")]
            .map(|text| field(&text))
            .join(","),
    )
}

/// A field of a line of comma-separated values.
fn field(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

fn not_in_bake(message: String, origin: &Origin, image: &Planned<'_>, key: &str) -> Diagnostic {
    Diagnostic::new(&NOT_IN_BAKE, message)
        .at(origin.place(), "")
        .help(NOT_IN_BAKE.hint())
        .subject(format!("services.{}.build{key}", image.service))
}
