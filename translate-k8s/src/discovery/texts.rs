//! The texts of a service that may name hosts: environment, entry point, command and healthcheck.

use std::borrow::Cow;

use compose_model::Origin;
use compose_model::model::Service;

/// A text of a service.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Text<'a> {
    /// Where in the service it stands.
    pub(crate) field: Field<'a>,
    /// The text itself.
    pub(crate) value: &'a str,
    /// The word before it, in a list of words.
    pub(crate) before: Option<&'a str>,
    /// The word after it, in a list of words.
    pub(crate) after: Option<&'a str>,
    /// Where it was written.
    pub(crate) origin: &'a Origin,
}

/// Where in a service a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field<'a> {
    /// A variable.
    Environment(&'a str),
    /// A word of the entry point.
    Entrypoint(usize),
    /// A word of the command.
    Command(usize),
    /// A word of the healthcheck's test, counted with its first one (`CMD`).
    Healthcheck(usize),
}

impl Field<'_> {
    /// The path in the model: `services.web.command[1]`.
    pub(crate) fn subject(self, service: &str) -> String {
        match self {
            Self::Environment(key) => format!("services.{service}.environment.{key}"),
            Self::Entrypoint(index) => format!("services.{service}.entrypoint[{index}]"),
            Self::Command(index) => format!("services.{service}.command[{index}]"),
            Self::Healthcheck(index) => format!("services.{service}.healthcheck.test[{index}]"),
        }
    }

    /// What it is called in a message.
    pub(crate) fn describe(self) -> String {
        match self {
            Self::Environment(key) => format!("`{key}`"),
            Self::Entrypoint(_) => "the entry point".to_owned(),
            Self::Command(_) => "the command".to_owned(),
            Self::Healthcheck(_) => "the healthcheck".to_owned(),
        }
    }
}

/// A file that a service gets.
#[derive(Clone, Debug)]
pub(crate) struct FileText<'a> {
    /// The service.
    pub(crate) service: &'a str,
    /// The name of the file.
    pub(crate) name: &'a str,
    /// What is in it.
    pub(crate) text: Cow<'a, str>,
    /// The key in the model through which the service gets it.
    pub(crate) subject: String,
    /// Where that is written.
    pub(crate) origin: &'a Origin,
}

/// All texts of a service.
pub(crate) fn of(service: &Service) -> impl Iterator<Item = Text<'_>> {
    let environment = service.environment.iter().filter_map(|(key, entry)| {
        let value = entry.value.as_deref()?;
        let field = Field::Environment(key);
        Some(Text { field, value, before: None, after: None, origin: &entry.origin })
    });
    let entrypoint =
        service.entrypoint.iter().flat_map(|list| words(list, &list.origin, Field::Entrypoint));
    let command = service.command.iter().flat_map(|list| words(list, &list.origin, Field::Command));
    let test = service.healthcheck.iter().filter_map(|check| check.test.as_ref());
    let test = test.flat_map(|list| words(list, &list.origin, Field::Healthcheck));
    environment.chain(entrypoint).chain(command).chain(test)
}

fn words<'a>(
    list: &'a [String],
    origin: &'a Origin,
    field: fn(usize) -> Field<'static>,
) -> impl Iterator<Item = Text<'a>> {
    let word = |index: usize| list.get(index).map(String::as_str);
    list.iter().enumerate().map(move |(index, value)| Text {
        field: field(index),
        value,
        before: index.checked_sub(1).and_then(word),
        after: word(index + 1),
        origin,
    })
}
