//! What a translation derives from contents: the names of Jobs, and checksums.
//!
//! A Job cannot be changed, so its name ends in a hash of what it is; pods are annotated with a
//! checksum of what they read when they start. Both must change with the values of a chart, and be
//! what they were while the values are.

use std::collections::BTreeSet;

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
    for index in 0..documents.len() {
        revisions.extend(job(index, plain, documents, templates));
    }
    for index in 0..documents.len() {
        revisions.extend(checksum(index, plain, documents, templates));
    }
    revisions
}

/// The name of a Job that ends in a hash.
fn job(
    index: usize,
    plain: &[Document],
    documents: &mut [Document],
    templates: &mut Templates<'_>,
) -> Option<Revision> {
    let (stem, hash) = plain[index].id.name.rsplit_once('-')?;
    let is_hash = hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit());
    let sections = templates.used[index].clone();
    if plain[index].id.kind != "Job" || !is_hash || sections.is_empty() {
        return None;
    }
    let name = format!("job.{stem}");
    let action = format!("{{{{ include \"{}.{name}\" . }}}}", templates.chart);
    let word = templates.slots.text(action);
    let full = documents[index].id.name.clone();
    for document in documents.iter_mut() {
        rename(&mut document.fields, &full, &word);
    }
    stem.clone_into(&mut documents[index].id.name);
    Some(Revision { name, stem: format!("{stem}-"), hash: hash.to_owned(), sections })
}

/// Replaces a name in all texts: the Job's own, that in a Role, those in commands.
fn rename(fields: &mut Fields, name: &str, word: &str) {
    for value in fields.values_mut() {
        rename_in(value, name, word);
    }
}

fn rename_in(value: &mut Value, name: &str, word: &str) {
    match value {
        Value::String(text) if text.contains(name) => *text = text.replace(name, word),
        Value::Array(items) => items.iter_mut().for_each(|item| rename_in(item, name, word)),
        Value::Object(map) => rename(map, name, word),
        _ => {}
    }
}

/// The checksum of the pods of a workload.
fn checksum(
    index: usize,
    plain: &[Document],
    documents: &mut [Document],
    templates: &mut Templates<'_>,
) -> Option<Revision> {
    let all = Value::Object(documents[index].fields.clone()).to_string();
    let read = documents.iter().enumerate().filter(|(_, document)| {
        matches!(document.id.kind.as_str(), "ConfigMap" | "Secret")
            && all.contains(&format!("\"{}\"", document.id.name))
    });
    let sections: BTreeSet<String> =
        read.flat_map(|(index, _)| templates.used[index].iter().cloned()).collect();
    let (id, document) = (&documents[index].id, &mut documents[index].fields);
    let name = format!("checksum.{}.{}", id.kind.to_ascii_lowercase(), id.name);
    let hash = annotation(&mut plain[index].fields.clone())?.as_str()?.to_owned();
    if sections.is_empty() {
        return None;
    }
    let action = format!("{{{{ include \"{}.{name}\" . | quote }}}}", templates.chart);
    *annotation(document)? = Value::from(templates.slots.text(action));
    Some(Revision { name, stem: String::new(), hash, sections })
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
