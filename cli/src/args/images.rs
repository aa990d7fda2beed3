//! The flags of `images`.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ValueHint};

use super::Layers;
use super::naming::{self, NamingArgs};
use crate::failure::Failure;

/// What `images` prints, and where.
#[derive(Clone, Debug)]
pub(crate) struct ImagesArgs {
    pub(crate) naming: NamingArgs,
    pub(crate) git_tags: Vec<GitTag>,
    pub(crate) form: PlanForm,
    pub(crate) output: Option<String>,
}

/// What Git may tell of the project, as a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GitTag {
    /// The short identifier of the commit.
    Commit,
    /// The nearest tag, and how far it is.
    Describe,
    /// The branch.
    Branch,
}

/// The form of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlanForm {
    /// A table.
    Text,
    /// For programs.
    Json,
    /// A file for `docker buildx bake`.
    Bake,
}

const GIT_TAGS: [(&str, GitTag); 3] =
    [("commit", GitTag::Commit), ("describe", GitTag::Describe), ("branch", GitTag::Branch)];

const FORMS: [(&str, PlanForm); 3] =
    [("text", PlanForm::Text), ("json", PlanForm::Json), ("bake", PlanForm::Bake)];

pub(super) fn args() -> Vec<Arg> {
    let mut args = vec![
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .help_heading("Output")
            .help("File to write to [default: the standard output]"),
        Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .value_parser(PossibleValuesParser::new(FORMS.map(|(name, _)| name)))
            .default_value("text")
            .help_heading("Output")
            .help("Form of the plan: a table, JSON, or a file for `docker buildx bake`"),
        Arg::new("tag-from-git")
            .long("tag-from-git")
            .value_name("WHAT")
            .value_parser(PossibleValuesParser::new(GIT_TAGS.map(|(name, _)| name)))
            .action(ArgAction::Append)
            .help_heading(naming::HEADING)
            .help("Take the tag from Git: the short commit, `git describe`, or the branch"),
    ];
    args.extend(naming::args().map(|arg| match arg.get_id().as_str() {
        "tag" => arg.action(ArgAction::Append).help("Tag of built images; may be given again"),
        _ => arg,
    }));
    args
}

impl ImagesArgs {
    pub(super) fn read(layers: &Layers<'_>) -> Result<Self, Failure> {
        let form: Option<String> = layers.last("format");
        let form = FORMS.iter().find(|(name, _)| Some(*name) == form.as_deref());
        let git_tags = layers.all("tag-from-git");
        let known = |name: &String| GIT_TAGS.iter().find(|(known, _)| known == name);
        Ok(Self {
            naming: naming::read(layers)?,
            git_tags: git_tags.iter().filter_map(known).map(|(_, what)| *what).collect(),
            form: form.map_or(PlanForm::Text, |(_, form)| *form),
            output: layers.last("output"),
        })
    }
}
