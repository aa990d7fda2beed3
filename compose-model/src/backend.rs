//! The seam between the model and what is written from it.
//!
//! A back end is a function first, `translate(&Project, &Options) -> …`; this trait is a thin adaptor
//! around it, from which the command line makes flags, help, completions and fixture runs. A further
//! back end is one crate and one line of registration.

mod format;

use std::collections::BTreeMap;

pub use format::{Environment, FormatSpec, Holds, Package, Variables};

use crate::coverage::{Coverage, OwnField};
use crate::diagnostic::{Diagnostics, Rule};
use crate::model::Project;
use crate::origin::Origin;
use crate::source::Span;
use crate::vfs::Vfs;
use crate::workers::Workers;

/// Translates projects to one target.
pub trait Backend: Sync {
    /// The target's name on the command line: lower case, no spaces.
    fn name(&self) -> &'static str;

    /// One sentence for help texts.
    fn about(&self) -> &'static str;

    /// What one document of the output is called, in the singular.
    fn noun(&self) -> &'static str {
        "document"
    }

    /// The options that it takes.
    fn options(&self) -> &'static [OptionSpec];

    /// The rules behind its diagnostics, by code, for `explain` and for policies.
    fn rules(&self) -> &'static [&'static Rule];

    /// What becomes of each key of a Compose file.
    fn coverage(&self) -> &'static Coverage {
        &[]
    }

    /// The fields of the output that no key asks for.
    fn own_fields(&self) -> &'static [OwnField] {
        &[]
    }

    /// Translates a project. What cannot be translated is said in `context.diagnostics`.
    fn translate(
        &self,
        project: &Project,
        options: &OptionValues,
        context: &mut Context<'_>,
    ) -> Translation;

    /// The images that a translation adds of its own accord, as they are named before any lock: those of
    /// containers that wait or copy.
    fn helper_images(
        &self,
        _project: &Project,
        _options: &OptionValues,
        _context: &mut Context<'_>,
    ) -> Vec<String> {
        Vec::new()
    }

    /// The forms that a result can take beside plain files, which is what [`Backend::translate`]
    /// gives.
    fn formats(&self) -> &'static [FormatSpec] {
        &[]
    }

    /// Translates a project to one of the [`Backend::formats`].
    ///
    /// A back end that has none needs nothing here: it is never asked.
    fn package(&self, package: &Package<'_>, context: &mut Context<'_>) -> Translation {
        self.translate(package.project, package.options, context)
    }
}

/// What a translation may use of the world, and where it reports.
pub struct Context<'a> {
    /// The files that the project names.
    pub vfs: &'a dyn Vfs,
    /// Where findings go.
    pub diagnostics: &'a mut Diagnostics,
    /// Told before each service is taken into the result; a translation stops early when it answers
    /// [`Flow::Stop`]. With [`Workers`] up to two thousand services are drafted ahead.
    pub progress: &'a mut dyn FnMut(Progress<'_>) -> Flow,
    /// Whether to say where the fields of the output come from, which takes time and memory.
    pub trace: bool,
    /// Who does what can be done at the same time.
    pub workers: &'a dyn Workers,
}

/// How far a translation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress<'a> {
    /// The service that comes next.
    pub service: &'a str,
    /// How many are done.
    pub done: usize,
    /// How many there are.
    pub total: usize,
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// Stop: the translation that comes back is empty.
    Stop,
}

/// An option of a back end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OptionSpec {
    /// The name, as in `--name`.
    pub name: &'static str,
    /// What it takes.
    pub kind: OptionKind,
    /// The value when it is not given, as text; `None` where there is none.
    pub default: Option<&'static str>,
    /// One sentence for the help text.
    pub help: &'static str,
}

/// What an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionKind {
    /// Nothing: it is there or not.
    Flag,
    /// Any text; the string is the placeholder in help (`NAME`).
    Text(&'static str),
    /// One of a list.
    Choice(&'static [&'static str]),
    /// Any text, and again; the string is the placeholder in help.
    List(&'static str),
}

/// The name of a value that every target takes, `"true"` where images must be pinned by digests: those that
/// the translation adds, too.
pub const LOCKED: &str = "locked";

/// The options that were given, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionValues {
    values: BTreeMap<&'static str, Vec<String>>,
    places: BTreeMap<&'static str, Span>,
}

impl OptionValues {
    /// Gives an option a value, or a further one; a flag takes `"true"`.
    pub fn push(&mut self, name: &'static str, value: impl Into<String>) {
        self.values.entry(name).or_default().push(value.into());
    }

    /// As [`OptionValues::push`], for a value that a file holds.
    pub fn push_at(&mut self, name: &'static str, value: impl Into<String>, place: Span) {
        self.push(name, value);
        self.places.insert(name, place);
    }

    /// Takes from `others` the options that have no value here.
    pub fn fill(&mut self, others: &Self) {
        for (name, values) in &others.values {
            if !self.values.contains_key(name) {
                self.values.insert(name, values.clone());
                self.places.extend(others.places.get(name).map(|place| (*name, *place)));
            }
        }
    }

    /// Where the last value is written, if a file holds it.
    pub fn place(&self, name: &str) -> Option<Span> {
        self.places.get(name).copied()
    }

    /// The last value.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name)?.last().map(String::as_str)
    }

    /// All values.
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a flag is set.
    pub fn flag(&self, name: &str) -> bool {
        self.get(name) == Some("true")
    }
}

/// What a back end made of a project.
#[derive(Clone, Debug, Default)]
pub struct Translation {
    /// The files, in the order in which they should be applied.
    pub files: Vec<OutputFile>,
    /// Where fields of the output come from; empty unless [`Context::trace`] asks for it.
    pub fields: Vec<FieldOrigin>,
}

/// A file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative to the output folder, with `/`.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
    /// What it is for.
    pub role: Role,
    /// Whether it may be executed.
    pub executable: bool,
    /// Whether only its owner may read it.
    pub secret: bool,
}

/// What a file of the output is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A YAML document of the result; all of them together can go to one stream.
    Document,
    /// A file that a document reads: the result is not complete without it.
    Side,
    /// A convenience, such as a script.
    Extra,
}

/// Where a field of an output object comes from.
#[derive(Clone, Debug)]
pub struct FieldOrigin {
    /// The object, `Deployment/web`.
    pub object: String,
    /// The path in the object, `spec.template.spec.containers[0].image`.
    pub field: String,
    /// The key in the model, `services.web.image`.
    pub key: String,
    /// The origin of the key's value.
    pub origin: Origin,
}
