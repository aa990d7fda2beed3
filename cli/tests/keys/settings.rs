//! No key of `x-k8s` and no label of Kompose vanishes without a word, whatever else a project says.

use std::collections::BTreeSet;

use compose2k8s::BACKENDS;
use serde_yaml::{Mapping, Value};

use crate::sample::Sample;
use crate::verdict::{Result, Verdict};

/// The code of a setting that changes nothing.
const WITHOUT_EFFECT: &str = "K0812";

/// The code of the note that a label of Kompose is one, whatever becomes of it.
const UNDERSTOOD: &str = "K0830";

/// The values and projects of one place of settings.
struct Place {
    name: String,
    /// The way to the settings in a project.
    at: Vec<Value>,
    /// What the JSON Schema calls them.
    schema: Option<String>,
    bases: Mapping,
    values: Mapping,
}

impl Place {
    fn all() -> Vec<Self> {
        let places: Mapping = serde_yaml::from_str(include_str!("settings.yaml")).unwrap();
        let place = |(name, place): (Value, Value)| Self {
            name: name.as_str().unwrap().to_owned(),
            at: place["at"].as_sequence().unwrap().clone(),
            schema: place.get("schema").map(|it| it.as_str().unwrap().to_owned()),
            bases: place["bases"].as_mapping().unwrap().clone(),
            values: place["values"].as_mapping().unwrap().clone(),
        };
        places.into_iter().map(place).collect()
    }

    /// The way to a key in a project.
    fn way(&self, key: &str) -> Vec<Value> {
        let names: Vec<&str> =
            if self.schema.is_some() { key.split('.').collect() } else { vec![key] };
        self.at.iter().cloned().chain(names.into_iter().map(Value::from)).collect()
    }

    /// What a project has at a key already.
    fn value<'v>(&self, key: &str, base: &'v Value) -> Option<&'v Value> {
        self.way(key).into_iter().try_fold(base, |at, part| at.get(part))
    }

    /// A project with a key and without it.
    fn sample(&self, key: &str, value: &Value, base: &Value) -> Sample {
        let mut with = base.clone();
        let mut slot = &mut with;
        let mut path = String::new();
        for part in self.way(key) {
            if let Some(index) = part.as_u64() {
                path = format!("{path}[{index}]");
                slot = &mut slot[usize::try_from(index).unwrap()];
                continue;
            }
            path += if path.is_empty() { "" } else { "." };
            path += part.as_str().unwrap();
            if !slot.is_mapping() {
                *slot = Value::Mapping(Mapping::new());
            }
            slot = slot.as_mapping_mut().unwrap().entry(part).or_insert(Value::Null);
        }
        *slot = value.clone();
        let text = |project| serde_yaml::to_string(project).unwrap();
        Sample { key: key.to_owned(), path, without: text(base), with: text(&with) }
    }
}

/// The keys of settings in the JSON Schema, those of their own maps with them.
fn keys_of(
    schema: &serde_json::Value,
    definition: &str,
    before: &str,
    keys: &mut BTreeSet<String>,
) {
    let properties = schema["definitions"][definition]["properties"].as_object().unwrap();
    for (key, value) in properties {
        let key = format!("{before}{key}");
        let reference = value["allOf"][0]["$ref"].as_str().or(value["$ref"].as_str());
        let ours = reference.map(|it| it.trim_start_matches("#/definitions/"));
        if let Some(ours) = ours.filter(|name| !name.contains('.')) {
            keys_of(schema, ours, &format!("{key}."), keys);
        }
        keys.insert(key);
    }
}

#[test]
fn there_is_a_value_for_every_setting() {
    let schema = include_str!("../../../docs/x-k8s.schema.json");
    let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
    for place in Place::all() {
        let values = place.values.keys().map(|key| key.as_str().unwrap().to_owned()).collect();
        let mut keys = BTreeSet::new();
        if let Some(definition) = &place.schema {
            keys_of(&schema, definition, "", &mut keys);
        } else {
            let labels = translate_k8s::kompose_labels().into_iter();
            let here = labels.filter(|label| label.place == place.name);
            keys.extend(here.map(|label| label.name.to_owned()));
        }
        assert_eq!(keys, values, "{}", place.name);
    }
}

/// What is wrong with the keys of one place in one project.
fn wrong_in(place: &Place, name: &str, base: &Value) -> Vec<String> {
    let backend = *BACKENDS.iter().find(|backend| backend.name() == "kubernetes").unwrap();
    let without = Result::of(&serde_yaml::to_string(base).unwrap(), backend);
    let mut wrong = Vec::new();
    for (key, value) in &place.values {
        let key = key.as_str().unwrap();
        let values = match value {
            Value::Tagged(either) => either.value.as_sequence().unwrap().clone(),
            value => vec![value.clone()],
        };
        let samples = values.iter().map(|value| place.sample(key, value, base));
        let samples: Vec<Sample> = samples.filter(|it| it.with != it.without).collect();
        if samples.is_empty() {
            continue;
        }
        let mut is_silent = true;
        let is_new = place.value(key, base).is_none();
        for sample in samples {
            let with = Result::of(&sample.with, backend).except(UNDERSTOOD);
            let at = &sample.path[..sample.path.len() - key.len() - 1];
            let verdict = Verdict::between(&without, &with, &sample, backend);
            is_silent &= !matches!(verdict, Verdict::Changes | Verdict::Reported)
                && !with.says_of(&sample.path, at, is_new.then_some(&without));
            if is_new && verdict == Verdict::Changes && with.has(WITHOUT_EFFECT, &sample.path) {
                wrong.push(format!("{}, {name}: `{key}` is said to change nothing", place.name));
            }
        }
        if is_silent {
            wrong.push(format!("{}, {name}: `{key}` is silent", place.name));
        }
    }
    wrong
}

/// What `docs/coverage.md` says of other targets.
#[test]
fn swarm_reads_over_settings() {
    let swarm = *BACKENDS.iter().find(|backend| backend.name() == "swarm").unwrap();
    for place in Place::all().iter().filter(|place| place.schema.is_some()) {
        let (key, value) = place.values.iter().next().unwrap();
        let (_, base) = place.bases.iter().next().unwrap();
        let sample = place.sample(key.as_str().unwrap(), value, base);
        let (with, without) = (Result::of(&sample.with, swarm), Result::of(&sample.without, swarm));
        assert!(!with.files.is_empty() && with.files == without.files, "{}", sample.with);
        assert_eq!(with.list(), without.list(), "{}", sample.with);
    }
}

#[test]
fn no_setting_is_silent() {
    let places = Place::all();
    let projects: Vec<(&Place, &str, &Value)> = places
        .iter()
        .flat_map(|place| place.bases.iter().map(move |(name, base)| (place, name, base)))
        .map(|(place, name, base)| (place, name.as_str().unwrap(), base))
        .collect();
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let share = |some: &[(&Place, &str, &Value)]| -> Vec<String> {
            some.iter().flat_map(|(place, name, base)| wrong_in(place, name, base)).collect()
        };
        let workers: Vec<_> = projects
            .chunks(projects.len().div_ceil(threads))
            .map(|some| scope.spawn(move || share(some)))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
