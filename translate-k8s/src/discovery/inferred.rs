//! A port that something says a service has, and what says so.

use compose_model::Origin;

use super::texts::{Field, FileText};

/// A port that something says a service has. Most are declared anyway: the words for the others are
/// only found when they are needed.
#[derive(Clone, Debug)]
pub(super) struct Inferred<'p> {
    pub(super) service: &'p str,
    pub(super) number: u16,
    pub(super) says: Says<'p>,
    pub(super) origin: &'p Origin,
}

/// What says that a service has a port.
#[derive(Clone, Debug)]
pub(super) enum Says<'p> {
    /// A text of `by` names the service as a host with it.
    Caller { by: &'p str, field: Field<'p> },
    /// A file of a service does.
    File(&'p FileText<'p>),
    /// A text of the service's own says that it listens there.
    Own(Field<'p>),
    /// A label for a reverse proxy, `labels.NAME`.
    Label(String),
    /// Its image is known for it.
    Image(&'p str),
}

impl Inferred<'_> {
    /// Why, for the note.
    pub(super) fn reason(&self) -> String {
        match &self.says {
            Says::Caller { by, field } if *by == self.service => {
                format!("it names itself with it in {}", field.describe())
            }
            Says::Caller { by, field } => format!("`{by}` uses it in {}", field.describe()),
            Says::File(file) => {
                format!("`{}` uses it in its file `{}`", file.service, file.name)
            }
            Says::Own(Field::Healthcheck(_)) => "its healthcheck asks there".to_owned(),
            Says::Own(field) => format!("{} names it", field.describe()),
            Says::Label(_) => "a reverse proxy's label names it".to_owned(),
            Says::Image(image) => format!("`{image}` listens on it by default"),
        }
    }

    /// The key in the model.
    pub(super) fn subject(&self) -> String {
        match &self.says {
            Says::Caller { by, field } => field.subject(by),
            Says::File(file) => file.subject.clone(),
            Says::Own(field) => field.subject(self.service),
            Says::Label(label) => format!("services.{}.{label}", self.service),
            Says::Image(_) => format!("services.{}.image", self.service),
        }
    }
}
