//! What is to be said about labels.

use compose_model::diagnostic::{Diagnostic, Diagnostics, Rule, Severity};
use compose_model::did_you_mean::closest;
use compose_model::{Origin, Spanned};

use super::names;
use crate::rules::{
    KOMPOSE_DIFFERENT, KOMPOSE_IDLE, KOMPOSE_LABEL, KOMPOSE_OVERRULED, KOMPOSE_SPELLING,
    KOMPOSE_UNKNOWN, KOMPOSE_VALUE,
};

/// Where findings about the labels of one place go.
pub(super) struct Report<'d> {
    key: String,
    diagnostics: &'d mut Diagnostics,
}

impl<'d> Report<'d> {
    /// For the labels at `key`, their path in the model.
    pub(super) fn new(key: String, diagnostics: &'d mut Diagnostics) -> Self {
        Self { key, diagnostics }
    }

    /// A label that becomes a setting. What a flag of the command line made is the flag's business.
    pub(super) fn understood(
        &mut self,
        written: &str,
        name: &str,
        twin: &str,
        value: &Spanned<String>,
    ) {
        if value.origin.generated_by().is_some() {
            return;
        }
        if written.to_ascii_lowercase() != name {
            let message = format!("Kompose does not read `{written}`, which its guide has");
            let help = format!("write `{name}`");
            self.push(&KOMPOSE_SPELLING, message, written, &value.origin, |it| it.help(help));
        }
        let message = format!("`{written}` is understood as a label of Kompose");
        let help = format!("write it as {twin}");
        self.push(&KOMPOSE_LABEL, message, written, &value.origin, |it| it.help(help));
    }

    /// A label that is none of Kompose's at this place.
    pub(super) fn unknown(
        &mut self,
        written: &str,
        name: &str,
        value: &Spanned<String>,
        known: &[(&'static str, &str)],
    ) {
        let elsewhere = names::place_of(name);
        let message = match elsewhere {
            Some(place) => format!("`{written}` is read in `{place}` only"),
            None => format!("`{written}` is not a label of Kompose"),
        };
        let rule = if elsewhere.is_some() { &KOMPOSE_IDLE } else { &KOMPOSE_UNKNOWN };
        let near = closest(name, known.iter().map(|(known, _)| *known));
        self.push(rule, message, written, &value.origin, |it| match (elsewhere, near) {
            (Some(place), _) => it.help(format!("move it to `{place}`")),
            (None, Some(near)) => it.help(format!("write `{near}`")),
            (None, None) => it,
        });
    }

    /// A label with an empty value, which is how variables switch labels off.
    pub(super) fn empty(&mut self, written: &str, value: &Spanned<String>) {
        let message = format!("`{written}` is empty and says nothing");
        self.push(&KOMPOSE_IDLE, message, written, &value.origin, |mut it| {
            it.severity = Severity::Note;
            it
        });
    }

    /// A label that is there in another spelling already.
    pub(super) fn twice(&mut self, written: &str, value: &Spanned<String>) {
        let message = format!("another spelling of `{written}` stands before it and counts");
        self.push(&KOMPOSE_OVERRULED, message, written, &value.origin, |it| it);
    }

    /// A value that a label does not take.
    pub(super) fn expected(&mut self, written: &str, expected: &str, value: &Spanned<String>) {
        let message = format!("`{written}`: expected {expected}, found `{}`", value.value);
        self.push(&KOMPOSE_VALUE, message, written, &value.origin, |it| it);
    }

    /// A value that does not go with the rest of the service.
    pub(super) fn wrong(&mut self, name: &str, origin: &Origin, why: &str) {
        self.push(&KOMPOSE_VALUE, format!("`{name}`: {why}"), name, origin, |it| it);
    }

    /// A label against which something else counts.
    pub(super) fn overruled(&mut self, name: &str, origin: &Origin, by: &str) {
        if origin.generated_by().is_none() {
            let message = format!("{by} counts, not `{name}`");
            self.push(&KOMPOSE_OVERRULED, message, name, origin, |it| it);
        }
    }

    /// A label that is followed in another way.
    pub(super) fn different(&mut self, name: &str, origin: &Origin, how: &str) {
        self.push(&KOMPOSE_DIFFERENT, format!("`{name}`: {how}"), name, origin, |it| it);
    }

    /// A label whose effect is another one in rare cases only, which have findings of their own.
    pub(super) fn nearly(&mut self, name: &str, origin: &Origin, how: &str) {
        self.push(&KOMPOSE_DIFFERENT, format!("`{name}`: {how}"), name, origin, |mut it| {
            it.severity = Severity::Note;
            it
        });
    }

    /// A label that changes nothing.
    pub(super) fn idle(&mut self, name: &str, origin: &Origin, why: &str) {
        self.push(&KOMPOSE_IDLE, format!("`{name}` has no effect: {why}"), name, origin, |it| it);
    }

    /// A label that says what is so without it.
    pub(super) fn needless(&mut self, name: &str, origin: &Origin, why: &str) {
        let message = format!("`{name}` has no effect: {why}");
        self.push(&KOMPOSE_IDLE, message, name, origin, |mut it| {
            it.severity = Severity::Note;
            it
        });
    }

    /// Sets what no setting of `x-k8s` says yet.
    pub(super) fn fill<T: PartialEq>(
        &mut self,
        name: &str,
        slot: &mut Option<Spanned<T>>,
        value: Option<Spanned<T>>,
    ) {
        let Some(value) = value else { return };
        match slot {
            None => *slot = Some(value),
            Some(other) if other.value == value.value => {}
            Some(_) => self.overruled(name, &value.origin, "`x-k8s`"),
        }
    }

    fn push(
        &mut self,
        rule: &'static Rule,
        message: String,
        label: &str,
        origin: &Origin,
        more: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let subject = format!("{}.{label}", self.key);
        let finding = Diagnostic::new(rule, message).at(origin.place(), "").subject(subject);
        self.diagnostics.push(more(finding));
    }
}
