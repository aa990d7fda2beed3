//! Which Compose files make up the project.
//!
//! In this order: `-f`, `COMPOSE_FILE`, and the first folder with a Compose file from the current one
//! upwards, where an override file beside it counts too. Compose specification: "Compose file".

use super::LoadContext;
use super::read::{FileRef, STDIN, resolve};
use crate::diagnostic::Diagnostic;
use crate::rules;
use crate::types::path;

/// The names under which a project's file is found; the first that exists is used.
pub const NAMES: [&str; 4] =
    ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

/// Names of override files to look for; the first that exists is used.
const OVERRIDE_NAMES: [&str; 4] = [
    "compose.override.yml",
    "compose.override.yaml",
    "docker-compose.override.yml",
    "docker-compose.override.yaml",
];

/// What stands between the paths of `COMPOSE_FILE` unless `COMPOSE_PATH_SEPARATOR` says otherwise.
const LIST_SEPARATOR: &str = if cfg!(windows) { ";" } else { ":" };

/// The files that `-f` names.
pub(crate) fn named(context: &LoadContext<'_>) -> Vec<FileRef> {
    let files = &context.options.files;
    files.iter().map(|file| FileRef::new(absolute(context, file))).collect()
}

/// The files that are merged after all others.
pub(crate) fn further(context: &LoadContext<'_>) -> Vec<FileRef> {
    let files = &context.options.further_files;
    files.iter().map(|file| FileRef::new(absolute(context, file))).collect()
}

/// The files of `COMPOSE_FILE`, none where it is not set.
pub(crate) fn from_variable(context: &LoadContext<'_>) -> Vec<FileRef> {
    let variables = &context.scope.variables;
    let Some(value) = variables.get("COMPOSE_FILE") else { return Vec::new() };
    let separator = match variables.value("COMPOSE_PATH_SEPARATOR") {
        None | Some("") => LIST_SEPARATOR,
        Some(separator) => separator,
    };
    let files = value.value.split(separator);
    files.map(|file| FileRef::named_at(absolute(context, file), value.defined)).collect()
}

/// The files that are found without being named.
pub(crate) fn search(context: &mut LoadContext<'_>, from: &str) -> Vec<FileRef> {
    let mut folder = path::clean(from);
    loop {
        if let Some(main) = first_of(context, &folder, &NAMES, "Compose") {
            let others = first_of(context, &folder, &OVERRIDE_NAMES, "override");
            return [Some(main), others].into_iter().flatten().map(FileRef::new).collect();
        }
        let above = path::parent(&folder);
        if above == folder || above == "." {
            let message = "no Compose file found";
            let shown = path::clean(from);
            let diagnostic = Diagnostic::new(&rules::NO_COMPOSE_FILE, message)
                .note(format!("looked for {} in `{shown}` and above", NAMES.join(", ")));
            let help = match other_file(context, &shown) {
                Some(other) => format!("name the file with `-f`: `-f {other}`"),
                None => "name the file with `-f`, or change to the project's folder".to_owned(),
            };
            context.report(diagnostic.help(help));
            return Vec::new();
        }
        folder = above;
    }
}

/// A file that is a Compose file by its name (`docker-compose.prod.yml`), and would not be found.
fn other_file(context: &LoadContext<'_>, folder: &str) -> Option<String> {
    let names = context.vfs.list(folder).ok()?;
    names.into_iter().find(|name| {
        let is_yaml = matches!(name.rsplit_once('.'), Some((_, "yaml" | "yml")));
        is_yaml && name.contains("compose")
    })
}

/// The folder of the project: `--project-directory`, else the folder of the first file, else the
/// current one.
pub(crate) fn project_folder(context: &LoadContext<'_>, files: &[FileRef]) -> String {
    let current = path::clean(&context.options.working_dir);
    if let Some(folder) = context.options.project_directory.as_deref().filter(|f| !f.is_empty()) {
        return path::join(&current, folder);
    }
    let first = files.iter().find(|file| file.path != STDIN);
    first.map_or(current, |file| path::parent(&file.path))
}

fn absolute(context: &LoadContext<'_>, file: &str) -> String {
    resolve(&path::clean(&context.options.working_dir), file)
}

fn first_of(
    context: &mut LoadContext<'_>,
    folder: &str,
    names: &[&str],
    kind: &str,
) -> Option<String> {
    let paths = names.iter().map(|name| path::join(folder, name));
    let found: Vec<String> = paths.filter(|path| context.vfs.metadata(path).is_ok()).collect();
    let first = found.first()?.clone();
    if found.len() > 1 {
        let shown: Vec<String> =
            found.iter().map(|path| format!("`{}`", context.display_path(path))).collect();
        context.report(
            Diagnostic::new(
                &rules::SEVERAL_COMPOSE_FILES,
                format!("found {} {kind} files: {}", found.len(), shown.join(", ")),
            )
            .note(format!("using {}", shown[0]))
            .help("remove the others, or name the right one with `-f`"),
        );
    }
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::MapEnv;
    use crate::load::Options;
    use crate::vfs::MemoryVfs;

    fn found(files: &[&str], from: &str) -> (Vec<String>, Vec<&'static str>) {
        let vfs = MemoryVfs::new(files.iter().map(|file| (*file, "")));
        let (env, options) = (MapEnv::default(), Options::default());
        let mut context = LoadContext::new(&vfs, &env, &options);
        let files = search(&mut context, from).into_iter().map(|file| file.path).collect();
        (files, context.diagnostics.iter().map(|d| d.rule.name).collect())
    }

    #[test]
    fn the_first_name_of_the_nearest_folder_is_used() {
        let files = ["/a/b/docker-compose.yaml", "/a/compose.yaml", "/compose.yaml"];
        assert_eq!(found(&files, "/a/b/c").0, ["/a/b/docker-compose.yaml"]);
        assert_eq!(found(&files, "/a").0, ["/a/compose.yaml"]);
        assert_eq!(found(&files, "/").0, ["/compose.yaml"]);
        let (files, rules) = found(&["/a/docker-compose.yml", "/a/docker-compose.yaml"], "/a");
        assert_eq!(files, ["/a/docker-compose.yml"]);
        assert_eq!(rules, ["several-compose-files"]);
    }

    #[test]
    fn one_override_file_goes_with_it_whatever_its_stem() {
        let files = ["/a/compose.yaml", "/a/docker-compose.override.yml", "/compose.override.yml"];
        let want = ["/a/compose.yaml", "/a/docker-compose.override.yml"];
        assert_eq!(found(&files, "/a").0, want);
    }

    #[test]
    fn no_file_is_an_error() {
        let (files, rules) = found(&["/b/compose.yaml"], "/a/b");
        assert!(files.is_empty());
        assert_eq!(rules, ["no-compose-file"]);
    }

    #[test]
    fn the_variable_is_split_at_the_separator() {
        let vfs = MemoryVfs::default();
        let options = Options { working_dir: "/app".to_owned(), ..Options::default() };
        let paths = |variables: &[(&str, &str)]| {
            let env = MapEnv::new(variables.iter().copied());
            let context = LoadContext::new(&vfs, &env, &options);
            from_variable(&context).into_iter().map(|file| file.path).collect::<Vec<_>>()
        };
        assert_eq!(paths(&[]), [""; 0]);
        assert_eq!(paths(&[("COMPOSE_FILE", "a.yaml:/b.yaml:-")]), ["/app/a.yaml", "/b.yaml", "-"]);
        let custom = [("COMPOSE_FILE", "a.yaml;b.yaml"), ("COMPOSE_PATH_SEPARATOR", ";")];
        assert_eq!(paths(&custom), ["/app/a.yaml", "/app/b.yaml"]);
    }
}
