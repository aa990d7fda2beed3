//! What all templates of a chart share while they are made.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::OpenVariable;
use super::go;
use super::slots::Slots;
use super::values::{VARIABLES, Values};
use crate::options::Options;

/// The templates of a chart on their way.
pub(super) struct Templates<'a> {
    /// The name of the chart, with which the names of its definitions begin.
    pub(super) chart: &'a str,
    pub(super) options: &'a Options,
    pub(super) variables: &'a [OpenVariable],
    pub(super) slots: Slots,
    pub(super) values: Values,
    /// The sections of the values that each document depends on.
    pub(super) used: Vec<BTreeSet<String>>,
    /// Where each Secret is among the documents, by name.
    pub(super) secrets: BTreeMap<String, usize>,
    /// The condition under which each document is there at all.
    pub(super) conditions: Vec<Option<Condition>>,
}

/// When an object is there.
#[derive(Clone, Debug)]
pub(super) struct Condition {
    /// The way to the value that says so.
    pub(super) enabled: String,
    /// The ways to the hosts under which it is reached.
    pub(super) hosts: Vec<String>,
}

impl Templates<'_> {
    /// Makes a value of a service and gives the action that puts it in, through `filters`.
    pub(super) fn value(
        &mut self,
        document: usize,
        service: &str,
        path: &[&str],
        value: Value,
        filters: &str,
    ) -> Value {
        self.values.set_service(service, path, value);
        let way = self.way(document, service, path);
        Value::from(self.slots.text(format!("{{{{ {way}{filters} }}}}")))
    }

    /// The way to a value of a service, on which the document depends from now on.
    pub(super) fn way(&mut self, document: usize, service: &str, path: &[&str]) -> String {
        let section = self.values.service(service);
        let mut way = vec![section.as_str()];
        way.extend_from_slice(path);
        let way = go::reference(&way);
        self.used[document].insert(section);
        way
    }

    /// Whether a variable stands in a text.
    pub(super) fn has_variable(&self, text: &str) -> bool {
        self.variables.iter().any(|variable| text.contains(&variable.word))
    }

    /// The text as an expression, with the values of its variables; `None` where it has none.
    pub(super) fn expression(&self, text: &str) -> Option<String> {
        let parts = self.parts(text);
        match parts.as_slice() {
            [Part::Text(_)] | [] => None,
            [Part::Variable(name)] => Some(go::reference(&[VARIABLES, name])),
            parts => {
                let parts: Vec<String> = parts
                    .iter()
                    .map(|part| match part {
                        Part::Text(text) => go::quoted(text),
                        Part::Variable(name) => go::reference(&[VARIABLES, name]),
                    })
                    .collect();
                Some(format!("list {} | join \"\"", parts.join(" ")))
            }
        }
    }

    /// The text with actions for its variables, for values that are templates themselves.
    pub(super) fn as_template(&self, text: &str) -> String {
        let parts = self.parts(text);
        parts
            .iter()
            .map(|part| match part {
                Part::Text(text) => (*text).to_owned(),
                Part::Variable(name) => format!("{{{{ {} }}}}", go::reference(&[VARIABLES, name])),
            })
            .collect()
    }

    fn parts<'t>(&'t self, text: &'t str) -> Vec<Part<'t>> {
        let mut parts = Vec::new();
        let mut rest = text;
        loop {
            let next = self
                .variables
                .iter()
                .filter_map(|variable| Some((rest.find(&variable.word)?, variable)))
                .min_by_key(|(at, _)| *at);
            let Some((at, variable)) = next else { break };
            if at > 0 {
                parts.push(Part::Text(&rest[..at]));
            }
            parts.push(Part::Variable(&variable.name));
            rest = &rest[at + variable.word.len()..];
        }
        if !rest.is_empty() {
            parts.push(Part::Text(rest));
        }
        parts
    }
}

enum Part<'t> {
    Text(&'t str),
    Variable(&'t str),
}
