//! A project as a Helm chart.
//!
//! The objects are those of a plain translation; templates are written from them, with a value where
//! people who install a chart want to choose: images, replicas, resources, variables, storage, the way
//! in from outside, and variables of the Compose file that are left open. What always holds: with its
//! own values, and a release that is named after the project, the chart gives the plain objects, but
//! for the labels by which Helm knows its own, and the annotation by which claims outlive a release.
//!
//! Names do not depend on the release: services find each other by them. Two releases of one chart
//! need two namespaces, as two projects do.

mod chart;
mod container;
mod exposure;
mod finish;
mod go;
mod helpers;
mod jobs;
mod schema;
mod slots;
mod storage;
mod template;
mod values;
mod variables;
mod workload;

use std::collections::{BTreeMap, BTreeSet};

use compose_model::backend::{OutputFile, Role};
use serde_json::Value;

use crate::document::Document;
use crate::object::Object;
use crate::options::{KubeVersion, Options};
use slots::Slots;
use template::Templates;
use values::Values;

pub(crate) use variables::{Opened, open};

/// What a chart is made from.
#[derive(Clone, Copy, Debug)]
pub struct Chart<'a> {
    /// The name of the project.
    pub name: &'a str,
    /// The objects.
    pub objects: &'a [Object],
    /// The same objects in the same order, with the word of a variable wherever its value would
    /// stand; those of `objects` where there are no variables.
    pub open: &'a [Object],
    /// The options of the translation.
    pub options: &'a Options,
    /// The oldest server, where somebody has named one: Helm refuses older ones then.
    pub kube_version: Option<KubeVersion>,
    /// The variables that are values of the chart.
    pub variables: &'a [OpenVariable],
}

/// A variable of the Compose file that is a value of the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenVariable {
    /// Its name.
    pub name: String,
    /// The word that stands for it in the objects: lower case, and nowhere else in them.
    pub word: String,
    /// The value unless somebody chooses another one.
    pub default: String,
}

/// Writes the chart.
pub fn render(chart: &Chart<'_>) -> Vec<OutputFile> {
    let name = chart::name(chart.name);
    // Helm makes the namespace of a release; an object for it would be in its way.
    let documents = |objects: &[Object]| -> Vec<Document> {
        let objects = objects.iter().filter(|object| object.kind() != "Namespace");
        objects.map(Document::new).collect()
    };
    let (plain, mut documents) = (documents(chart.objects), documents(chart.open));
    let mut templates = Templates {
        chart: &name,
        options: chart.options,
        variables: chart.variables,
        slots: Slots::new(&texts(&documents)),
        values: Values::new(chart.variables),
        used: vec![BTreeSet::new(); documents.len()],
        secrets: secrets(&documents),
        conditions: vec![None; documents.len()],
    };
    workload::fill(&mut documents, &mut templates);
    storage::fill(&mut documents, &mut templates);
    exposure::fill(&mut documents, &mut templates);
    finish::secrets(&mut documents, &mut templates);
    let revisions = jobs::fill(&plain, &mut documents, &mut templates);
    finish::fill(&mut documents, &mut templates);

    let mut files = chart::files(&name, chart, &documents, &templates);
    files.push(file("templates/_helpers.tpl", helpers::definitions(&name, &revisions, &templates)));
    files.push(file("templates/NOTES.txt", chart::notes(&documents, &templates)));
    for (index, document) in documents.iter().enumerate() {
        let mut text = templates.slots.template(&Value::Object(document.fields.clone()));
        if let Some(condition) = &templates.conditions[index] {
            text = format!("{{{{- if {} }}}}\n{text}{{{{- end }}}}\n", condition.enabled);
        }
        let path = format!("templates/{}", document.file_name(".yaml"));
        files.push(OutputFile {
            secret: document.is_secret(),
            role: Role::Document,
            ..file(&path, text)
        });
    }
    files
}

fn secrets(documents: &[Document]) -> BTreeMap<String, usize> {
    let secrets = documents.iter().enumerate().filter(|(_, document)| document.is_secret());
    secrets.map(|(index, document)| (document.id.name.clone(), index)).collect()
}

fn texts(documents: &[Document]) -> String {
    documents.iter().map(|document| Value::Object(document.fields.clone()).to_string()).collect()
}

fn file(path: &str, text: String) -> OutputFile {
    OutputFile {
        path: path.to_owned(),
        bytes: text.into_bytes(),
        role: Role::Side,
        executable: false,
        secret: false,
    }
}
