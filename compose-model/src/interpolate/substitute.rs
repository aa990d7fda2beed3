//! Puts the values of variables into a text.

use std::ops::Range;
use std::sync::Arc;

use super::template::{Operator, Piece, Reference, pieces};
use crate::load::Variable;

/// Finds variables.
pub type Lookup<'a> = &'a dyn Fn(&str) -> Option<Variable>;

/// Puts the values of variables into texts, and limits how much they may grow together.
///
/// A few lines of an env file can name each other so that the text doubles with each; without a
/// limit they would fill the memory.
pub struct Interpolator<'a> {
    lookup: Lookup<'a>,
    budget: usize,
}

/// A text with the values of its variables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Substitution {
    /// The text; what is at fault became nothing.
    pub text: String,
    /// The variables whose values were asked for, in order. A variable in an operand that did not
    /// count is not among them.
    pub uses: Vec<Use>,
    /// What is wrong, in order.
    pub faults: Vec<Fault>,
}

/// A variable whose value was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// The name.
    pub name: Arc<str>,
    /// Its place in the text, all of `${…}`.
    pub at: Range<usize>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Its value.
    Value(Variable),
    /// The operand: the default of a variable that is not set, or the alternate text of one that is.
    Operand,
    /// Nothing, as the operator says.
    Nothing,
    /// Nothing, though no operator says so: the variable is not set.
    Unset,
}

/// Something wrong in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Its place in the text.
    pub at: Range<usize>,
}

/// What can be wrong in a text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// `${` without a variable behind it.
    #[error("`{0}` is not a variable")]
    NotAVariable(String),
    /// A variable that must be set, or must not be empty, with the text that says why.
    #[error("the required variable `{name}` {}{}", state(*.is_set), reason(.message))]
    Required {
        /// The name.
        name: Arc<str>,
        /// The operand.
        message: String,
        /// Whether it is set, but empty.
        is_set: bool,
    },
    /// Operands within operands, too many.
    #[error("variables are nested more than {MAX_DEPTH} deep")]
    TooDeep,
    /// More text than the limit.
    #[error("the values of variables add up to more than {MAX_GROWTH} bytes")]
    TooLarge,
}

fn state(is_set: bool) -> &'static str {
    if is_set { "is empty" } else { "is not set" }
}

fn reason(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(": {message}") }
}

/// Operands within operands; nobody writes more than a few.
pub(super) const MAX_DEPTH: usize = 100;

/// The faults of one text after which the rest of it is not read.
const MAX_FAULTS: usize = 100;

/// The bytes that all values may add up to in one document or env file.
pub(crate) const MAX_GROWTH: usize = 64 << 20;

impl<'a> Interpolator<'a> {
    /// An interpolator for one document or env file.
    pub fn new(lookup: Lookup<'a>) -> Self {
        Self::with_budget(lookup, MAX_GROWTH)
    }

    /// An interpolator that goes on where another one with a different lookup ended.
    pub(crate) fn with_budget(lookup: Lookup<'a>, budget: usize) -> Self {
        Self { lookup, budget }
    }

    /// The bytes that values may still add up to.
    pub(crate) fn budget(&self) -> usize {
        self.budget
    }

    /// Puts the values of variables into a text.
    pub fn substitute(&mut self, text: &str) -> Substitution {
        let mut result = Substitution::default();
        self.append(text, 0, 0, &mut result);
        result
    }

    /// Appends the value of a text that starts at `base` of the whole one.
    fn append(&mut self, text: &str, base: usize, depth: usize, result: &mut Substitution) {
        if depth > MAX_DEPTH {
            result.faults.push(Fault { kind: FaultKind::TooDeep, at: base..base + text.len() });
            return;
        }
        for piece in pieces(text) {
            if result.faults.len() >= MAX_FAULTS {
                return;
            }
            match piece {
                Piece::Literal(text) => result.text.push_str(text),
                Piece::Dollar => result.text.push('$'),
                Piece::Invalid(at) => result.faults.push(Fault {
                    kind: FaultKind::NotAVariable(text[at.clone()].to_owned()),
                    at: base + at.start..base + at.end,
                }),
                Piece::Variable(reference) => self.variable(&reference, base, depth, result),
            }
        }
    }

    fn variable(
        &mut self,
        reference: &Reference<'_>,
        base: usize,
        depth: usize,
        result: &mut Substitution,
    ) {
        let name: Arc<str> = reference.name.into();
        let at = base + reference.at.start..base + reference.at.end;
        let value = (self.lookup)(&name);
        let is_set = value.is_some();
        let is_filled = value.as_ref().is_some_and(|variable| !variable.value.is_empty());
        let operand = reference.operator.map_or("", |(_, operand)| operand);
        let operator = reference.operator.map(|(operator, _)| operator);
        // Whether the variable counts as set, as far as the operator is concerned.
        let counts = match operator {
            Some(
                Operator::DefaultIfEmpty
                | Operator::RequiredNotEmpty
                | Operator::AlternateIfNotEmpty,
            ) => is_filled,
            _ => is_set,
        };
        let (outcome, takes_operand, is_missing) = match (operator, value) {
            (Some(Operator::DefaultIfEmpty | Operator::Default), _) if !counts => {
                (Outcome::Operand, true, false)
            }
            (Some(Operator::RequiredNotEmpty | Operator::Required), _) if !counts => {
                (Outcome::Nothing, true, true)
            }
            (Some(Operator::AlternateIfNotEmpty | Operator::Alternate), _) if counts => {
                (Outcome::Operand, true, false)
            }
            (Some(Operator::AlternateIfNotEmpty | Operator::Alternate), _) => {
                (Outcome::Nothing, false, false)
            }
            (_, Some(variable)) => (Outcome::Value(variable), false, false),
            (_, None) => (Outcome::Unset, false, false),
        };
        if let Outcome::Value(variable) = &outcome {
            self.push_value(&variable.value, &at, result);
        }
        result.uses.push(Use { name: Arc::clone(&name), at: at.clone(), outcome });
        if !takes_operand {
            return;
        }
        let length = result.text.len();
        self.append(operand, base + reference.operand_start, depth + 1, result);
        if is_missing {
            let message = result.text.split_off(length);
            result.faults.push(Fault { kind: FaultKind::Required { name, message, is_set }, at });
        }
    }

    fn push_value(&mut self, value: &str, at: &Range<usize>, result: &mut Substitution) {
        match self.budget.checked_sub(value.len()) {
            Some(rest) => {
                self.budget = rest;
                result.text.push_str(value);
            }
            None => result.faults.push(Fault { kind: FaultKind::TooLarge, at: at.clone() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn variable(value: &str) -> Variable {
        Variable { value: value.into(), defined: None }
    }

    fn lookup(name: &str) -> Option<Variable> {
        let value = match name {
            "A" => "va",
            "EMPTY" => "",
            "REC" => "$A ${A}",
            _ => return None,
        };
        Some(variable(value))
    }

    fn substitute(text: &str) -> Substitution {
        Interpolator::new(&lookup).substitute(text)
    }

    #[test]
    fn values() {
        for (text, want) in [
            ("$A-${A}_$A.b", "va-va_va.b"),
            ("$$A $${A} $$$A $$$$", "$A ${A} $va $$"),
            ("[$NOPE][${NOPE}]", "[][]"),
            ("${NOPE:-d}|${EMPTY:-d}|${EMPTY-d}|${A:-d}|${NOPE-d}", "d|d||va|d"),
            ("${NOPE:+x}|${NOPE+x}|${EMPTY:+x}|${EMPTY+x}|${A:+x}|${A+x}", "|||x|x|x"),
            ("${NOPE:-${NOPE2:-${A}}}", "va"),
            ("${NOPE:-x}${NOPE:-y} ${A:-z}", "xy va"),
            ("${NOPE:-$$x}", "$x"),
            ("${NOPE:-http://h:80/p?q=1}", "http://h:80/p?q=1"),
            ("${NOPE:-what?}|${NOPE:-a+b}", "what?|a+b"),
            ("${REC}", "$A ${A}"),
            ("${A:?m:-n}", "va"),
            ("${EMPTY?e}", ""),
        ] {
            let result = substitute(text);
            assert_eq!((result.text.as_str(), result.faults), (want, vec![]), "{text}");
        }
    }

    #[test]
    fn faults_have_their_place_in_the_whole_text() {
        for (text, at, message) in [
            ("x ${NOPE?must}", 2..14, "the required variable `NOPE` is not set: must"),
            ("${EMPTY:?}", 0..10, "the required variable `EMPTY` is empty"),
            ("${NOPE:?miss $A}", 0..16, "the required variable `NOPE` is not set: miss va"),
            ("${A:+${NOPE:?err}}x", 5..17, "the required variable `NOPE` is not set: err"),
            ("${NOPE:-a ${B C}}", 10..16, "`${B C}` is not a variable"),
            ("é${A", 2..5, "`${A` is not a variable"),
        ] {
            let faults = substitute(text).faults;
            assert_eq!(faults.len(), 1, "{text}");
            assert_eq!(
                (faults[0].at.clone(), faults[0].kind.to_string()),
                (at, message.to_owned())
            );
        }
    }

    #[test]
    fn operands_that_do_not_count_are_not_read() {
        let result = substitute("${A:-${B C}}${NOPE:+${NOPE:?x}}");
        assert_eq!((result.text.as_str(), result.faults), ("va", vec![]));
        let names: Vec<_> = result.uses.iter().map(|u| (&*u.name, u.outcome.clone())).collect();
        assert_eq!(names, [("A", Outcome::Value(variable("va"))), ("NOPE", Outcome::Nothing)]);
    }

    #[test]
    fn uses_say_what_came_of_them() {
        let uses = substitute("$NOPE ${NOPE:-$A}").uses;
        let shown: Vec<_> = uses.into_iter().map(|u| (u.at, u.outcome)).collect();
        assert_eq!(
            shown,
            [
                (0..5, Outcome::Unset),
                (6..17, Outcome::Operand),
                (14..16, Outcome::Value(variable("va")))
            ]
        );
    }

    #[test]
    fn hostile_text_is_refused() {
        let deep = format!("{}x{}", "${N:-".repeat(5000), "}".repeat(5000));
        let faults = substitute(&deep).faults;
        assert_eq!(faults.iter().map(|f| &f.kind).collect::<Vec<_>>(), [&FaultKind::TooDeep]);

        let big: Arc<str> = "x".repeat(1 << 20).into();
        let lookup = |_: &str| Some(Variable { value: Arc::clone(&big), defined: None });
        let result = Interpolator::new(&lookup).substitute(&"$A".repeat(65));
        assert_eq!(result.text.len(), 64 << 20);
        assert_eq!(result.faults[0].kind, FaultKind::TooLarge);
    }

    proptest! {
        #[test]
        fn text_without_a_dollar_stays_as_it_is(text in "[^$]*") {
            let result = substitute(&text);
            prop_assert_eq!(result, Substitution { text, ..Substitution::default() });
        }

        #[test]
        fn escaped_text_comes_back(text in "[$A{}:\\-?+ \n]{0,24}|.*") {
            let result = substitute(&text.replace('$', "$$"));
            prop_assert_eq!(result, Substitution { text, ..Substitution::default() });
        }

        #[test]
        fn pieces_cover_the_text(text in "[$AB1{}:\\-?+ é\n]{0,32}") {
            let mut end = 0;
            for piece in pieces(&text) {
                end += match piece {
                    Piece::Literal(text) => text.len(),
                    Piece::Dollar => 2,
                    Piece::Variable(Reference { at, .. }) | Piece::Invalid(at) => {
                        prop_assert_eq!(at.start, end);
                        at.len()
                    }
                };
            }
            prop_assert_eq!(end, text.len());
            let result = substitute(&text);
            let places = result.uses.iter().map(|u| &u.at).chain(result.faults.iter().map(|f| &f.at));
            for at in places {
                prop_assert!(text.get(at.clone()).is_some());
            }
        }
    }
}
