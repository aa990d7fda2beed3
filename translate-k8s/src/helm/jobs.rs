//! What a translation derives from contents: the names of Jobs, and checksums.
//!
//! A Job cannot be changed, so its name ends in a hash of what it is; pods are annotated with a
//! checksum of what they read when they start. Both must change with the values of a chart, and be
//! what they were while the values are.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::template::Templates;
use super::values::VARIABLES;
use crate::document::{Document, Fields};

/// Something that changes when values do.
#[derive(Clone, Debug)]
pub(super) struct Revision {
    /// The name of the definition, after that of the chart.
    pub(super) name: String,
    /// What stands before the hash.
    pub(super) stem: String,
    /// The hash, as long as the values are those of the chart.
    pub(super) hash: String,
    /// The sections of the values that it depends on.
    pub(super) sections: BTreeSet<String>,
}

/// The annotation of pods with the checksum of what they read.
const CHECKSUM: &str = "checksum/config";

/// Puts definitions in the places of names and checksums, and says what they must define. `plain` are
/// the documents without any template.
pub(super) fn fill(
    plain: &[Document],
    documents: &mut [Document],
    templates: &mut Templates<'_>,
) -> Vec<Revision> {
    for (index, document) in documents.iter().enumerate() {
        if templates.has_variable(&Value::Object(document.fields.clone()).to_string()) {
            templates.used[index].insert(VARIABLES.to_owned());
        }
    }
    let mut revisions = Vec::new();
    let mut words = BTreeMap::new();
    for index in 0..documents.len() {
        if let Some(revision) = job(index, &plain[index], templates) {
            let action = format!("{{{{ include \"{}.{}\" . }}}}", templates.chart, revision.name);
            let name = revision.stem.trim_end_matches('-').to_owned();
            let full = std::mem::replace(&mut documents[index].id.name, name);
            words.insert(full, templates.slots.text(action));
            revisions.push(revision);
        }
    }
    if !words.is_empty() {
        for document in documents.iter_mut() {
            rename(&mut document.fields, &words);
        }
    }
    let contents: BTreeMap<String, BTreeSet<String>> = documents
        .iter()
        .zip(&templates.used)
        .filter(|(document, _)| matches!(document.id.kind.as_str(), "ConfigMap" | "Secret"))
        .map(|(document, used)| (document.id.name.clone(), used.clone()))
        .collect();
    for (document, plain) in documents.iter_mut().zip(plain) {
        revisions.extend(checksum(plain, &contents, document, templates));
    }
    revisions
}

/// The name of a Job that ends in a hash.
fn job(index: usize, plain: &Document, templates: &Templates<'_>) -> Option<Revision> {
    let (stem, hash) = plain.id.name.rsplit_once('-')?;
    let is_hash = hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit());
    let sections = templates.used[index].clone();
    if plain.id.kind != "Job" || !is_hash || sections.is_empty() {
        return None;
    }
    let name = format!("job.{stem}");
    Some(Revision { name, stem: format!("{stem}-"), hash: hash.to_owned(), sections })
}

/// Replaces names in all texts: the Job's own, that in a Role, those in commands.
fn rename(fields: &mut Fields, words: &BTreeMap<String, String>) {
    fields.values_mut().for_each(|value| rename_in(value, words));
}

fn rename_in(value: &mut Value, words: &BTreeMap<String, String>) {
    match value {
        Value::String(text) => {
            let part = |c: char| !c.is_ascii_alphanumeric() && c != '-';
            if text.split(part).any(|name| words.contains_key(name)) {
                let renamed = text.split_inclusive(part).map(|piece| {
                    let name = piece.trim_end_matches(part);
                    let word = words.get(name).map_or(name, String::as_str);
                    format!("{word}{}", &piece[name.len()..])
                });
                *text = renamed.collect();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename_in(item, words)),
        Value::Object(map) => rename(map, words),
        _ => {}
    }
}

/// The checksum of the pods of a workload; `contents` are the sections behind each ConfigMap and Secret.
fn checksum(
    plain: &Document,
    contents: &BTreeMap<String, BTreeSet<String>>,
    document: &mut Document,
    templates: &mut Templates<'_>,
) -> Option<Revision> {
    let hash = annotation(&mut plain.fields.clone())?.as_str()?.to_owned();
    let mut sections = BTreeSet::new();
    for value in document.fields.values() {
        read(value, contents, &mut sections);
    }
    if sections.is_empty() {
        return None;
    }
    let id = &document.id;
    let name = format!("checksum.{}.{}", id.kind.to_ascii_lowercase(), id.name);
    let action = format!("{{{{ include \"{}.{name}\" . | quote }}}}", templates.chart);
    *annotation(&mut document.fields)? = Value::from(templates.slots.text(action));
    Some(Revision { name, stem: String::new(), hash, sections })
}

/// Collects what is behind the ConfigMaps and Secrets that are named anywhere.
fn read(
    value: &Value,
    contents: &BTreeMap<String, BTreeSet<String>>,
    sections: &mut BTreeSet<String>,
) {
    match value {
        Value::String(text) => {
            sections.extend(contents.get(text).into_iter().flatten().cloned());
        }
        Value::Array(items) => items.iter().for_each(|item| read(item, contents, sections)),
        Value::Object(map) => map.values().for_each(|item| read(item, contents, sections)),
        _ => {}
    }
}

/// The annotation in the template of pods, however deep that is.
fn annotation(document: &mut Fields) -> Option<&mut Value> {
    let way = way(document);
    way.iter().try_fold(document.get_mut("spec")?, |place, name| place.get_mut(*name))
}

/// The way to it from the specification.
fn way(document: &Fields) -> &'static [&'static str] {
    if document.get("kind").is_some_and(|kind| kind == "CronJob") {
        &["jobTemplate", "spec", "template", "metadata", "annotations", CHECKSUM]
    } else {
        &["template", "metadata", "annotations", CHECKSUM]
    }
}
