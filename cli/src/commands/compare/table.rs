//! What each target makes of each attribute.

use std::collections::{BTreeMap, HashMap};

use compose_model::Project;
use compose_model::backend::Backend;
use compose_model::diagnostic::{Diagnostic, Diagnostics, Effect, Rule, Severity};
use serde::Serialize;

use super::keys::{self, Attribute};

/// What each target makes of a project.
#[derive(Debug)]
pub(super) struct Table {
    /// The targets, one for each column.
    pub(super) targets: Vec<&'static str>,
    /// The rows, those of one owner together.
    pub(super) rows: Vec<Row>,
    /// The rules that the cells name, by code.
    pub(super) rules: BTreeMap<&'static str, &'static Rule>,
}

/// What each target makes of an attribute.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) attribute: Attribute,
    /// One for each target.
    pub(super) cells: Vec<Cell>,
}

/// What a target makes of an attribute.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Cell {
    pub(super) outcome: Outcome,
    /// The codes of the findings, the worst first.
    pub(super) codes: Vec<&'static str>,
    #[serde(skip)]
    findings: Vec<(Outcome, &'static str)>,
}

/// What becomes of an attribute, from the best to the worst.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Outcome {
    /// The output has it.
    #[default]
    Kept,
    /// The output has something like it.
    Changed,
    /// It is left out.
    Lost,
    /// The output is less secure.
    Insecure,
    /// The target refuses the project because of it.
    Refused,
}

/// How many attributes a target keeps, changes and loses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Totals {
    pub(super) kept: usize,
    pub(super) changed: usize,
    pub(super) lost: usize,
    pub(super) insecure: usize,
    pub(super) refused: usize,
}

impl Outcome {
    /// The word for people.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Changed => "changed",
            Self::Lost => "lost",
            Self::Insecure => "insecure",
            Self::Refused => "refused",
        }
    }

    fn of(diagnostic: &Diagnostic) -> Option<Self> {
        match diagnostic.rule.effect {
            Effect::Insecure => Some(Self::Insecure),
            Effect::Unsupported => Some(Self::Lost),
            Effect::Approximated => Some(Self::Changed),
            Effect::Input | Effect::Advice if diagnostic.rule.severity == Severity::Error => {
                Some(Self::Refused)
            }
            Effect::Input | Effect::Advice => None,
        }
    }
}

impl Cell {
    fn add(&mut self, outcome: Outcome, code: &'static str) {
        if !self.findings.contains(&(outcome, code)) {
            self.findings.push((outcome, code));
        }
    }

    fn finish(&mut self) {
        self.findings.sort_by_key(|(outcome, code)| (std::cmp::Reverse(*outcome), *code));
        self.outcome = self.findings.first().map(|(outcome, _)| *outcome).unwrap_or_default();
        self.codes = self.findings.iter().map(|(_, code)| *code).collect();
    }
}

impl Row {
    /// The path of the attribute in the project.
    pub(super) fn path(&self) -> String {
        let Attribute { owner, key } = &self.attribute;
        let parts = [owner.as_str(), key.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
    }

    /// Whether every target keeps it.
    pub(super) fn is_kept(&self) -> bool {
        self.cells.iter().all(|cell| cell.outcome == Outcome::Kept)
    }
}

impl Table {
    /// Sorts the findings of the targets by what they are about. Attributes that nobody wrote have a row
    /// only where a target does not keep what they stand for.
    pub(super) fn new(
        project: &Project,
        diagnostics: &Diagnostics,
        backends: &[&dyn Backend],
    ) -> Self {
        let mut rows = Vec::new();
        let mut places: HashMap<Attribute, usize> = HashMap::new();
        let mut row = |attribute: Attribute, rows: &mut Vec<Row>| {
            *places.entry(attribute.clone()).or_insert_with(|| {
                rows.push(Row { attribute, cells: vec![Cell::default(); backends.len()] });
                rows.len() - 1
            })
        };
        for attribute in keys::written(project) {
            row(attribute, &mut rows);
        }
        let mut owners: HashMap<&'static str, usize> = HashMap::new();
        for (target, backend) in backends.iter().enumerate() {
            owners.extend(backend.rules().iter().map(|rule| (rule.code, target)));
        }
        let mut rules = BTreeMap::new();
        for diagnostic in diagnostics {
            let Some(target) = owners.get(diagnostic.rule.code) else { continue };
            let Some(outcome) = Outcome::of(diagnostic) else { continue };
            let mut subjects: Vec<&str> = diagnostic.subjects().collect();
            if subjects.is_empty() {
                subjects.push("");
            }
            for subject in subjects {
                let place = row(keys::attribute(subject, project), &mut rows);
                rows[place].cells[*target].add(outcome, diagnostic.rule.code);
            }
            rules.insert(diagnostic.rule.code, diagnostic.rule);
        }
        rows.iter_mut().flat_map(|row| &mut row.cells).for_each(Cell::finish);
        let mut order: HashMap<String, usize> = HashMap::new();
        for row in &rows {
            let next = order.len();
            order.entry(row.attribute.owner.clone()).or_insert(next);
        }
        // What is said of a thing as a whole stands first.
        rows.sort_by_key(|row| (order[&row.attribute.owner], !row.attribute.key.is_empty()));
        Self { targets: backends.iter().map(|backend| backend.name()).collect(), rows, rules }
    }

    /// The numbers of a target.
    pub(super) fn totals(&self, target: usize) -> Totals {
        let mut totals = Totals::default();
        for row in &self.rows {
            let count = match row.cells[target].outcome {
                Outcome::Kept => &mut totals.kept,
                Outcome::Changed => &mut totals.changed,
                Outcome::Lost => &mut totals.lost,
                Outcome::Insecure => &mut totals.insecure,
                Outcome::Refused => &mut totals.refused,
            };
            *count += 1;
        }
        totals
    }
}
