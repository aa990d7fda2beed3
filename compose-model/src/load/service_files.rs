//! The files that services name for more variables and labels: `env_file` and `label_file`.
//!
//! Runs last, on the services that are left, because a service that is not enabled may name files that
//! are not there. Compose specification: `env_file`, `label_file`.

use super::read::FileRef;
use super::{LoadContext, Variable};
use crate::diagnostic::Diagnostic;
use crate::dotenv::{EnvFile, Format};
use crate::model::service;
use crate::model::{Map, Pairs, Project, Service};
use crate::origin::{Origin, Spanned, Step};
use crate::rules::UNKNOWN_ENV_FILE_FORMAT;
use crate::vfs::VfsError;

/// Reads the files of all services into their `environment` and `labels`, and drops their names.
pub(crate) fn apply(project: &mut Project, context: &mut LoadContext<'_>) {
    for (name, service) in &mut project.services {
        add_variables(name, service, context);
        add_labels(service, context);
    }
}

/// Adds the variables of `env_file`. Later files win over earlier ones, and `environment` over all,
/// an entry without a value included.
fn add_variables(name: &str, service: &mut Service, context: &mut LoadContext<'_>) {
    inherit(&mut service.environment, context);
    let files = std::mem::take(&mut service.env_file);
    if files.is_empty() {
        return;
    }
    let project = context.scope.variables.clone();
    let mut found = EnvFile::new();
    for (index, file) in files.iter().enumerate() {
        let Some(format) = format(name, index, file, context) else { continue };
        let Some(path) = &file.path else { continue };
        let is_required = file.required.as_ref().is_none_or(|required| required.value);
        if !is_required && context.vfs.metadata(path) == Err(VfsError::NotFound) {
            continue;
        }
        let file_ref = FileRef {
            if_missing: "correct the path, create the file, or write `required: false` beside its \
                         `path` where the service can do without it",
            ..FileRef::named_at(path.value.as_str(), path.span())
        };
        let Some(id) = context.read(&file_ref) else { continue };
        // The project's variables come first, then what the service says itself, then the files.
        let outer = |wanted: &str| {
            let own = || variable(service.environment.get(wanted)?);
            project.get(wanted).cloned().or_else(own)
        };
        context.parse_env_file(id, format, &outer, &mut found);
    }
    let mut merged: Map<Option<String>> = found
        .into_iter()
        .map(|(name, variable)| {
            let origin = origin(&name, &variable, &files);
            (name, Spanned::new(Some(variable.value.to_string()), origin))
        })
        .collect();
    merged.extend(std::mem::take(&mut service.environment));
    service.environment = merged;
}

/// Gives entries without a value that of the project's variable. They have it already unless
/// normalisation was left out.
fn inherit(environment: &mut Map<Option<String>>, context: &LoadContext<'_>) {
    for (name, entry) in environment {
        if entry.value.is_none()
            && let Some(variable) = context.scope.variables.get(name)
        {
            entry.value = Some(variable.value.to_string());
        }
    }
}

fn variable(entry: &Spanned<Option<String>>) -> Option<Variable> {
    let value = entry.value.as_deref()?.into();
    Some(Variable { value, defined: entry.span() })
}

/// Adds the labels of `label_file`. Later files win over earlier ones, and `labels` over all.
fn add_labels(service: &mut Service, context: &mut LoadContext<'_>) {
    let files = std::mem::take(&mut service.label_file);
    if files.is_empty() {
        return;
    }
    let mut merged: Pairs = Pairs::default();
    for path in &files {
        let file = FileRef::named_at(path.value.as_str(), path.span());
        let Some(id) = context.read(&file) else { continue };
        // Labels may name labels of the files before, but no variables of the project.
        let outer = |wanted: &str| {
            let label = merged.get(wanted)?;
            Some(Variable { value: label.value.as_str().into(), defined: label.span() })
        };
        let mut labels = EnvFile::new();
        context.parse_env_file(id, Format::Compose, &outer, &mut labels);
        for (name, label) in labels {
            let origin = origin(&name, &label, std::slice::from_ref(path));
            merged.insert(name, Spanned::new(label.value.to_string(), origin));
        }
    }
    merged.extend(std::mem::take(&mut service.labels));
    service.labels = merged;
}

fn format(
    service: &str,
    index: usize,
    file: &Spanned<service::EnvFile>,
    context: &mut LoadContext<'_>,
) -> Option<Format> {
    let Some(name) = &file.format else { return Some(Format::Compose) };
    let format = Format::from_name(name);
    if format.is_none() {
        let message = format!("`{}` is not a format of env files", name.value);
        context.report(
            Diagnostic::new(&UNKNOWN_ENV_FILE_FORMAT, message)
                .at(&name.origin, "")
                .help("write `raw`, or remove `format`")
                .subject(format!("services.{service}.env_file[{index}].format")),
        );
    }
    format
}

/// The line of the file, brought in by the entry that names the file; for what a file only passes on,
/// that entry alone.
fn origin<T>(name: &str, variable: &Variable, files: &[Spanned<T>]) -> Origin {
    let Some(file) = files.last() else { return Origin::generated("the environment") };
    match (variable.defined, file.origin.place()) {
        (Some(line), Some(at)) => {
            let mut origin = Origin::source(line);
            origin.push(Step::Variable { name: name.into(), at, defined: Some(line) });
            origin
        }
        (Some(line), None) => Origin::source(line),
        (None, _) => Origin::generated_from("the environment", &file.origin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::MapEnv;
    use crate::load::Options;
    use crate::vfs::MemoryVfs;

    fn resolved(files: &[(&str, &str)], service: Service) -> (Service, Vec<String>) {
        let vfs = MemoryVfs::new(files.iter().map(|(path, text)| (*path, *text)));
        let env = MapEnv::new([("OS", "os"), ("A", "process")]);
        let options = Options::default();
        let mut context = LoadContext::new(&vfs, &env, &options);
        let mut project = Project::default();
        project.services.insert("web".to_owned(), service.into());
        apply(&mut project, &mut context);
        let messages = context.diagnostics.iter().map(|d| d.message.clone()).collect();
        (project.services.swap_remove("web").expect("the service").value, messages)
    }

    fn env_file(path: &str, required: bool, format: &str) -> Spanned<service::EnvFile> {
        let format = (!format.is_empty()).then(|| format.into());
        let (path, required) = (Some(path.into()), Some(required.into()));
        service::EnvFile { path, required, format, ..service::EnvFile::default() }.into()
    }

    #[test]
    fn environment_wins_over_files_and_later_files_over_earlier_ones() {
        let files = [
            ("/a.env", "A=1\nB=1\nC=$A-$OWN-$B\nNULL=x\nOS\nNOPE\n"),
            ("/b.env", "B=\"2\"\nD=$C\n"),
            ("/c.env", "E=\"$D\""),
        ];
        let mut service = Service {
            env_file: vec![
                env_file("/a.env", true, ""),
                env_file("/missing.env", false, ""),
                env_file("/b.env", true, ""),
                env_file("/c.env", true, "raw"),
            ],
            ..Service::default()
        };
        service.environment.insert("OWN".to_owned(), Some("own".to_owned()).into());
        service.environment.insert("NULL".to_owned(), None.into());
        let (service, messages) = resolved(&files, service);
        let pairs: Vec<_> =
            service.environment.iter().map(|(n, v)| (n.as_str(), v.value.as_deref())).collect();
        assert_eq!(
            pairs,
            [
                ("A", Some("1")),
                ("B", Some("2")),
                // The project's own `A` wins over the file's.
                ("C", Some("process-own-1")),
                ("NULL", None),
                ("OS", Some("os")),
                ("D", Some("process-own-1")),
                ("E", Some("\"$D\"")),
                ("OWN", Some("own")),
            ]
        );
        assert_eq!(messages, Vec::<String>::new());
        assert!(service.env_file.is_empty());
        assert!(service.environment["A"].span().is_some());
    }

    #[test]
    fn labels_come_from_files_too() {
        let mut service = Service {
            label_file: vec!["/a.labels".into(), "/b.labels".into()],
            ..Service::default()
        };
        service.labels.insert("own".to_owned(), "service".into());
        let files = [("/a.labels", "a.b=1\nown=file\n"), ("/b.labels", "c=${a.b}${OS}\nd=$own")];
        let (service, messages) = resolved(&files, service);
        assert_eq!(messages, ["`${a.b}` is not a variable"]);
        let pairs: Vec<_> =
            service.labels.iter().map(|(n, v)| (n.as_str(), v.value.as_str())).collect();
        assert_eq!(pairs, [("a.b", "1"), ("own", "service"), ("c", ""), ("d", "file")]);
    }

    #[test]
    fn files_that_cannot_be_used_are_reported() {
        let service = Service {
            env_file: vec![env_file("/missing.env", true, ""), env_file("/a.env", true, "json")],
            ..Service::default()
        };
        let (service, messages) = resolved(&[("/a.env", "A=1")], service);
        assert!(service.environment.is_empty());
        assert_eq!(messages.len(), 2, "{messages:?}");
        assert_eq!(messages[1], "`json` is not a format of env files");
    }
}
