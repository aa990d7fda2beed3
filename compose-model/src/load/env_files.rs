//! The env files of the project and of included models: which they are, and what they define.
//!
//! `--env-file` wins over `COMPOSE_ENV_FILES`, which wins over the `.env` beside the project.
//! Compose specification: "Interpolation", and `docker compose`'s "Environment variables precedence".

use super::LoadContext;
use super::read::FileRef;
use crate::diagnostic::Diagnostic;
use crate::dotenv::{EnvFile, Format};
use crate::rules;
use crate::types::path;
use crate::vfs::FileKind;

/// Adds the variables of the project's env files where the names are not known yet.
///
/// `folder` is the project's folder as far as it is known. The stage runs twice: the files that it
/// reads may name other Compose files, whose folder may have an env file of its own.
pub(crate) fn apply(folder: &str, context: &mut LoadContext<'_>) {
    let mut files = match explicit(context) {
        Some(files) => files,
        None => default(folder, context),
    };
    files.extend(named(&context.options.further_env_files, context));
    context.add_env_files(&files);
}

impl LoadContext<'_> {
    /// Adds the variables of env files, of which later ones win, where the names are not known yet.
    pub(crate) fn add_env_files(&mut self, files: &[FileRef]) {
        let variables = self.scope.variables.clone();
        let mut defined = EnvFile::new();
        for file in files {
            let Some(id) = self.read(file) else { continue };
            let known = |name: &str| variables.get(name).or_else(|| defined.get(name)).cloned();
            let mut further = EnvFile::new();
            self.parse_env_file(id, Format::Compose, &known, &mut further);
            defined.extend(further);
        }
        self.scope.variables.fill(defined.into_iter().collect());
    }
}

/// The `.env` of a folder, if it is a file.
pub(crate) fn beside(folder: &str, context: &LoadContext<'_>) -> Option<FileRef> {
    let path = path::join(folder, ".env");
    let metadata = context.vfs.metadata(&path).ok()?;
    (metadata.kind != FileKind::Directory).then(|| FileRef::new(path))
}

fn explicit(context: &LoadContext<'_>) -> Option<Vec<FileRef>> {
    let given = &context.options.env_files;
    let variable = context.env.get("COMPOSE_ENV_FILES").filter(|list| !list.is_empty());
    let listed: Vec<String> = match variable {
        Some(list) if given.is_empty() => list.split(',').map(str::to_owned).collect(),
        _ => given.clone(),
    };
    if listed.is_empty() {
        return None;
    }
    Some(named(&listed, context))
}

/// Files as they are named on the command line.
fn named(files: &[String], context: &LoadContext<'_>) -> Vec<FileRef> {
    let current = path::clean(&context.options.working_dir);
    let home = context.env.get("HOME");
    let absolute = |file: &String| match (file.strip_prefix('~'), &home) {
        (Some(rest), Some(home)) => path::join(home, rest.trim_start_matches('/')),
        _ => path::join(&current, file),
    };
    files.iter().map(|file| FileRef::new(absolute(file))).collect()
}

fn default(folder: &str, context: &mut LoadContext<'_>) -> Vec<FileRef> {
    if let Some(value) = context.env.get("COMPOSE_DISABLE_ENV_FILE") {
        match value.as_str() {
            "1" | "t" | "T" | "TRUE" | "true" | "True" => return Vec::new(),
            "0" | "f" | "F" | "FALSE" | "false" | "False" => {}
            _ => context.report(
                Diagnostic::new(
                    &rules::INVALID_SETTING,
                    format!("`COMPOSE_DISABLE_ENV_FILE` is not a boolean: `{value}`"),
                )
                .help("set it to `true` or `false`, or unset it"),
            ),
        }
    }
    beside(folder, context).into_iter().collect()
}
