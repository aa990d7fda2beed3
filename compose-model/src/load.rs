//! From files to a [`Project`]: the stages of the reference loader, in its order.
//!
//! Each stage works on the spanned tree ([`Node`]) and reports what it finds; none
//! stops at the first mistake. The typed model is decoded at the end.
//!
//! ```
//! use compose_model::env::MapEnv;
//! use compose_model::load::{Options, load};
//! use compose_model::vfs::MemoryVfs;
//!
//! let files = MemoryVfs::new([("/shop/compose.yaml", "services: {web: {image: 'nginx:$TAG'}}\n")]);
//! let env = MapEnv::new([("TAG", "1.27")]);
//! let options = Options { working_dir: "/shop".to_owned(), ..Options::default() };
//!
//! let loaded = load(&files, &env, &options);
//! assert!(!loaded.diagnostics.has_errors());
//! let project = loaded.project.unwrap();
//! assert_eq!(project.name.value, "shop");
//! assert_eq!(project.services["web"].image.as_deref().unwrap(), "nginx:1.27");
//! ```
//!
//! Files, profiles and the stages to run are options, as for `docker compose`:
//!
//! ```
//! # use compose_model::env::MapEnv;
//! # use compose_model::load::{Options, load};
//! # use compose_model::vfs::MemoryVfs;
//! let mut files = MemoryVfs::default();
//! files.insert("/shop/base.yaml", "services: {web: {image: nginx, ports: ['80:80']}}\n");
//! files.insert("/shop/dev.yaml", "services: {web: {ports: !reset []}, db: {image: postgres}}\n");
//! let options = Options {
//!     working_dir: "/shop".to_owned(),
//!     files: vec!["base.yaml".to_owned(), "dev.yaml".to_owned()],
//!     project_name: Some("test".to_owned()),
//!     ..Options::default()
//! };
//!
//! let project = load(&files, &MapEnv::default(), &options).project.unwrap();
//! assert_eq!(project.name.value, "test");
//! assert!(project.services["web"].ports.is_empty());
//! assert!(project.services.contains_key("db"));
//! ```
//!
//! What is wrong comes with its place:
//!
//! ```
//! # use compose_model::env::MapEnv;
//! # use compose_model::load::{Options, load};
//! # use compose_model::vfs::MemoryVfs;
//! let files = MemoryVfs::new([("/shop/compose.yaml", "services:\n  web:\n    imgae: nginx\n")]);
//! let options = Options { working_dir: "/shop".to_owned(), ..Options::default() };
//!
//! let loaded = load(&files, &MapEnv::default(), &options);
//! let finding = loaded.diagnostics.iter().next().unwrap();
//! let label = finding.primary.as_ref().unwrap();
//! let (path, at) = loaded.sources.locate(label.span);
//! assert_eq!((path, at.line, at.column), ("compose.yaml", 3, 5));
//! ```

mod canonical;
mod consistency;
mod context;
mod decode;
mod defaults;
mod discover;
mod documents;
mod env_files;
mod environment;
mod extends;
mod glob;
mod include;
mod locked;
mod merge;
mod merged;
mod normalise;
mod override_tags;
mod paths;
pub(crate) mod pattern;
mod profiles;
mod project_name;
mod prune;
mod read;
mod selection;
mod service_files;
#[cfg(test)]
mod tests;
mod typed;
mod unicity;
mod validation;
mod variables;

pub(crate) use context::{LoadContext, Scope};
pub use discover::NAMES as FILE_NAMES;
pub use locked::Locked;
pub use merged::Merged;
pub use variables::{Variable, Variables};

use std::collections::BTreeSet;

use documents::Loader;
use read::FileRef;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::env::Env;
use crate::model::Project;
use crate::rules;
use crate::source::{SourceMap, Span};
use crate::vfs::Vfs;
use crate::workers::{Serial, Workers};
use crate::yaml::Node;

/// What to load and how. The names are those of `docker compose`'s flags.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The absolute current directory.
    pub working_dir: String,
    /// `-f`: the files in order, `-` for the standard input; without any they are discovered.
    pub files: Vec<String>,
    /// Files that are merged after those, named or discovered: the overrides of an environment.
    pub further_files: Vec<String>,
    /// `--project-directory`.
    pub project_directory: Option<String>,
    /// `-p`.
    pub project_name: Option<String>,
    /// `--env-file`, in order.
    pub env_files: Vec<String>,
    /// Env files that are read after those, or after the project's `.env`; theirs win.
    pub further_env_files: Vec<String>,
    /// `--profile`; `*` is all.
    pub profiles: Vec<String>,
    /// Profiles beside those, or beside the ones of `COMPOSE_PROFILES`.
    pub further_profiles: Vec<String>,
    /// The services to keep, with what they depend on; empty is all.
    pub services: Vec<String>,
    /// Whether images must be pinned, and by which lock.
    pub locked: Locked,
    /// Stages to leave out.
    pub skip: Skip,
    /// Budgets against hostile input.
    pub limits: Limits,
}

/// Stages that `config` can leave out.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Skip {
    /// `--no-interpolate`.
    pub interpolation: bool,
    /// `--no-normalize`.
    pub normalisation: bool,
    /// `--no-consistency`.
    pub consistency: bool,
    /// `--no-path-resolution`.
    pub path_resolution: bool,
    /// `--no-env-resolution`.
    pub env_resolution: bool,
    /// The files are merged and no project is made of them, since texts such as `${PORT:-80}:80` are
    /// no ports before their variables have values: for `--variables` and `--no-interpolate`.
    pub decoding: bool,
}

/// Budgets against hostile input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one file; refused before it is read.
    pub file_bytes: u64,
    /// Nodes of all documents together, aliases counted as what they stand for.
    pub nodes: usize,
    /// Mappings and sequences inside one another, and files that include one another.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 32 << 20, nodes: 4_000_000, depth: 250 }
    }
}

/// What came of a load.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The project, as far as it could be built; without errors in `diagnostics` it is complete.
    pub project: Option<Project>,
    /// The files that were read.
    pub sources: SourceMap,
    /// All that was found.
    pub diagnostics: Diagnostics,
    /// The absolute paths of the Compose files that make up the project, without those that they
    /// include or extend; `-` is the standard input.
    pub files: Vec<String>,
    /// The variables that the project was interpolated with: the environment of the process, and what
    /// the env files add.
    pub variables: Variables,
    /// The merged files, where decoding was left out; there is no project then.
    pub merged: Option<Merged>,
    /// The profiles that services declare, sorted.
    pub declared_profiles: Vec<String>,
}

/// Loads a project.
///
/// Nothing is read but through `vfs` and `env`. Everything that is wrong is in the diagnostics; the
/// project is there whenever something could be made of the files.
pub fn load(vfs: &dyn Vfs, env: &dyn Env, options: &Options) -> Loaded {
    load_with(SourceMap::default(), &Serial, vfs, env, options)
}

/// Loads a project that shares files with others, such as an environment of one, and has several things
/// done at a time where it is large.
///
/// `sources` are those of the others. A file that is the same as before keeps its id, so that findings
/// of several loads can be told together, and the same finding in the same place is one. What comes of a
/// load never depends on `workers`.
pub fn load_with(
    sources: SourceMap,
    workers: &dyn Workers,
    vfs: &dyn Vfs,
    env: &dyn Env,
    options: &Options,
) -> Loaded {
    let mut context = LoadContext::new(vfs, env, options);
    context.sources = sources.shared();
    context.workers = workers;
    let files = find_files(&mut context);
    let model = if files.is_empty() { None } else { load_normalised(&files, &mut context) };
    let (project, merged) = match model {
        Some(model) if options.skip.decoding => (None, Some(Merged::new(model))),
        Some(model) => (Some(typed::project(model, &mut context)), None),
        None => (None, None),
    };
    context.report_unset_variables();
    context.diagnostics.drop_consequences(&context.unreadable);
    let declared_profiles = project.as_ref().map(declared_profiles).unwrap_or_default();
    Loaded {
        project,
        sources: context.sources,
        diagnostics: context.diagnostics,
        files: files.into_iter().map(|file| file.path).collect(),
        variables: context.scope.variables,
        merged,
        declared_profiles,
    }
}

/// Finds the Compose files, and on the way the variables, the project's folder and the profiles.
fn find_files(context: &mut LoadContext<'_>) -> Vec<FileRef> {
    let current = context.scope.working_dir.clone();
    context.scope.variables.set("PWD", &current);

    let mut files = discover::named(context);
    let mut folder = discover::project_folder(context, &files);
    env_files::apply(&folder, context);
    if files.is_empty() {
        files = discover::from_variable(context);
    }
    if files.is_empty() {
        files = discover::search(context, &folder);
    }
    if !files.is_empty() {
        files.extend(discover::further(context));
    }
    let found = discover::project_folder(context, &files);
    if found != folder {
        folder = found;
        env_files::apply(&folder, context);
    }
    context.scope.working_dir = folder.as_str().into();
    context.scope.path_base = folder.into();
    context.profiles = active_profiles(context);
    files
}

/// The profiles that are asked for.
fn active_profiles(context: &LoadContext<'_>) -> Vec<String> {
    let mut profiles = context.options.profiles.clone();
    if profiles.is_empty() {
        let list = context.scope.variables.value("COMPOSE_PROFILES").unwrap_or_default();
        let names = list.split(',').map(str::trim).filter(|name| !name.is_empty());
        profiles.extend(names.map(str::to_owned));
    }
    profiles.extend(context.options.further_profiles.iter().cloned());
    profiles
}

/// The profiles that services declare, sorted.
fn declared_profiles(project: &Project) -> Vec<String> {
    let services = project.services.values().chain(project.disabled_services.values());
    let profiles = services.flat_map(|service| &service.profiles);
    let sorted: BTreeSet<&str> = profiles.map(|profile| profile.value.as_str()).collect();
    sorted.into_iter().map(str::to_owned).collect()
}

/// Loads the files into one merged tree.
fn load_model(files: &[FileRef], context: &mut LoadContext<'_>) -> Node {
    let documents: Vec<_> = files.iter().map(|file| context.documents(file)).collect();
    project_name::find(&documents, context);
    let documents = files.iter().cloned().zip(documents);
    let resolve_paths = !context.options.skip.path_resolution;
    Loader::new(context).model(documents, resolve_paths)
}

/// Loads the files, and writes out what they imply; none where they hold nothing.
fn load_normalised(files: &[FileRef], context: &mut LoadContext<'_>) -> Option<Node> {
    let mut model = load_model(files, context);
    if model.as_mapping().is_some_and(|mapping| !mapping.is_empty()) {
        if !context.options.skip.normalisation {
            normalise::apply(&mut model, context);
        }
        return Some(model);
    }
    if !context.diagnostics.has_errors() {
        let first = files.first().and_then(|file| context.read(file));
        let diagnostic = Diagnostic::new(&rules::EMPTY_PROJECT, "the Compose files are empty")
            .at(first.map(|file| Span::new(file, 0, 0)), "nothing but white space and comments")
            .help("declare at least one service");
        context.report(diagnostic);
    }
    None
}
