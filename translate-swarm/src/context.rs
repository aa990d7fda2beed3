//! What every part of a translation sees, and where it puts what it makes.

use std::fmt::Display;

use compose_model::backend::FieldOrigin;
use compose_model::diagnostic::{Diagnostic, Diagnostics, Rule};
use compose_model::vfs::Vfs;
use compose_model::{Origin, Project};

use crate::depends_on;
use crate::files::Files;
use crate::gathered::Gathered;
use crate::options::Options;
use crate::plan::Plan;
use crate::render::STACK;
use crate::stack::Stack;
use crate::volume::LocalVolumes;

/// The state of a translation: what is known is shared, what is made is collected.
pub(crate) struct Cx<'a> {
    /// The project.
    pub(crate) project: &'a Project,
    /// The options.
    pub(crate) options: &'a Options,
    /// What was decided about all services before the first is translated.
    pub(crate) plan: &'a Plan<'a>,
    /// The files that the project names.
    pub(crate) vfs: &'a dyn Vfs,
    /// Where findings go.
    pub(crate) diagnostics: &'a mut Diagnostics,
    /// The stack as far as it is made.
    pub(crate) stack: Stack,
    /// The files beside it.
    pub(crate) files: Files,
    /// Where its fields come from; `None` where nobody asks.
    pub(crate) fields: Option<Vec<FieldOrigin>>,
    /// The services that do not say when they are started again.
    pub(crate) restarted: Gathered,
    /// The services whose tasks are replaced when they become unhealthy.
    pub(crate) replaced: Gathered,
    /// The order in which services do not start.
    pub(crate) lost_order: depends_on::Losses,
    /// The volumes whose data stay on a node.
    pub(crate) local_volumes: LocalVolumes,
}

impl Cx<'_> {
    /// Records that a field of the stack comes from a key of the project.
    pub(crate) fn origin(&mut self, field: impl Display, key: impl Display, origin: &Origin) {
        if let Some(fields) = &mut self.fields {
            let (object, origin) = (STACK.to_owned(), origin.clone());
            let (field, key) = (field.to_string(), key.to_string());
            fields.push(FieldOrigin { object, field, key, origin });
        }
    }

    /// Reports a finding.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

/// A service in the making: its key in the project and its name in the stack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a> {
    /// The key in the project.
    pub(crate) key: &'a str,
    /// The key in the stack.
    pub(crate) name: &'a str,
}

impl At<'_> {
    /// The path of one of its attributes in the model.
    pub(crate) fn path(self, attribute: &str) -> String {
        format!("services.{}.{attribute}", self.key)
    }

    /// A finding about one of its attributes, placed at the attribute's key where it has one.
    pub(crate) fn finding(
        self,
        rule: &'static Rule,
        attribute: &str,
        origin: &Origin,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(rule, message).at(origin.place(), "").subject(self.path(attribute))
    }

    /// A finding about a value of one of its attributes, placed at the value.
    pub(crate) fn value_finding(
        self,
        rule: &'static Rule,
        attribute: &str,
        origin: &Origin,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(rule, message).at(origin, "").subject(self.path(attribute))
    }

    /// Records that a field of the stack's service comes from an attribute.
    pub(crate) fn origin(
        self,
        cx: &mut Cx<'_>,
        field: impl Display,
        attribute: &str,
        origin: &Origin,
    ) {
        let field = format_args!("services.{}.{field}", self.name);
        cx.origin(field, format_args!("services.{}.{attribute}", self.key), origin);
    }
}
