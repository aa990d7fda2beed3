//! A project with a key and the same without it, for every key of a Compose file.
//!
//! `values.yaml` has a value for each key, `bases.yaml` the projects into which they are put.

use compose_model::vfs::MemoryVfs;
use serde_yaml::{Mapping, Value};

/// The folder of the projects.
pub(crate) const FOLDER: &str = "/srv/shop";

/// A key with and without its value.
#[derive(Clone, Debug)]
pub(crate) struct Sample {
    /// The key, `services.*.ports[].target`.
    pub(crate) key: String,
    /// Where its value stands in the project: `services.web.ports[0].target`.
    pub(crate) path: String,
    /// The project without it.
    pub(crate) without: String,
    /// The project with it.
    pub(crate) with: String,
}

impl Sample {
    /// One for each value of `values.yaml`.
    pub(crate) fn all() -> Vec<Self> {
        let bases: Mapping = serde_yaml::from_str(include_str!("bases.yaml")).unwrap();
        let values: Mapping = serde_yaml::from_str(include_str!("values.yaml")).unwrap();
        let sample = |key: &str, value: Value| {
            let key = key.to_owned();
            let fitting = bases.iter().filter(|(base, _)| key.starts_with(base.as_str().unwrap()));
            let (_, base) = fitting.max_by_key(|(base, _)| base.as_str().unwrap().len()).unwrap();
            let mut project = base.clone();
            let path = put(&mut project, &key, value);
            let text = |project| serde_yaml::to_string(project).unwrap();
            Self { key, path, without: text(base), with: text(&project) }
        };
        let each = values.into_iter().flat_map(|(key, value)| {
            let values = match value {
                Value::Tagged(either) => either.value.as_sequence().unwrap().clone(),
                value => vec![value],
            };
            let key = key.as_str().unwrap().to_owned();
            values.into_iter().map(move |value| sample(&key, value)).collect::<Vec<_>>()
        });
        each.collect()
    }
}

/// The files beside the project.
pub(crate) fn files(compose: &str) -> MemoryVfs {
    MemoryVfs::new(
        [
            ("compose.yaml", compose),
            (".env", "FROM=env\n"),
            ("c.txt", "first\n"),
            ("d.txt", "second\n"),
            ("c.env", "ONE=1\n"),
            ("d.env", "TWO=$ONE\n"),
            ("inner.yaml", "services: {inner: {image: \"i:${TAG:-1}\", volumes: [\"./f:/f\"]}}\n"),
            ("outer.yaml", "services: {outer: {image: o}}\n"),
            ("inner.env", "TAG=2\n"),
            ("other.yaml", "services: {other: {image: x, user: \"7\"}}\n"),
        ]
        .map(|(path, text)| (format!("{FOLDER}/{path}"), text)),
    )
}

/// Puts a value at a key, into the first entry or item that is there, and says where.
fn put(project: &mut Value, key: &str, value: Value) -> String {
    let mut at = project;
    let mut path = String::new();
    for part in key.replace("[]", ".[]").split('.') {
        if part == "[]" {
            path += "[0]";
            if !at.is_sequence() {
                *at = Value::Sequence(vec![Value::Null]);
            }
            at = at.as_sequence_mut().unwrap().first_mut().unwrap();
            continue;
        }
        if !at.is_mapping() {
            *at = Value::Mapping(Mapping::new());
        }
        let map = at.as_mapping_mut().unwrap();
        let name = match part {
            "*" => map.keys().next().and_then(Value::as_str).unwrap_or("n").to_owned(),
            name => name.to_owned(),
        };
        path += if path.is_empty() { "" } else { "." };
        path += &name;
        at = map.entry(name.into()).or_insert(Value::Null);
    }
    *at = value;
    path
}
