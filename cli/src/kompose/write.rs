//! Where objects go, and what they are called there: Kompose's names, and its line for each file.

use std::path::{Path, PathBuf};

use compose_model::backend::{OutputFile, Role};
use compose_model::source::SourceMap;
use compose_model::yaml;
use serde_json::{Value, json};
use translate_k8s::Object;

use super::args::Args;
use crate::failure::Failure;
use crate::output;

/// Where the objects go.
enum Destination {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

/// Writes the objects and gives the names of the files that are there now.
pub(super) fn objects(
    objects: &[Object],
    args: &Args,
    sources: &SourceMap,
) -> Result<Vec<String>, Failure> {
    match destination(args) {
        Destination::Stdout => {
            output::to_stdout(stream(objects, args)?.as_bytes())?;
            Ok(Vec::new())
        }
        Destination::File(path) => {
            let secret = objects.iter().any(|object| matches!(object, Object::Secret(_)));
            output::to_file(&path, stream(objects, args)?.as_bytes(), secret, sources)?;
            Ok(vec![path.display().to_string()])
        }
        Destination::Folder(folder) => {
            let files = objects.iter().map(|object| file(object, args));
            let files = files.collect::<Result<Vec<_>, Failure>>()?;
            output::beside(&files, &folder, sources)?;
            let shown = |file: &OutputFile| folder.join(&file.path).display().to_string();
            Ok(files.iter().map(shown).collect())
        }
    }
}

/// Writes a Helm chart: into the folder that is named, else into one called after the Compose file.
pub(super) fn chart(
    files: &[OutputFile],
    compose_file: &str,
    args: &Args,
    sources: &SourceMap,
) -> Result<Vec<String>, Failure> {
    let stem = Path::new(compose_file).file_stem().filter(|_| compose_file != "-");
    let folder = args
        .out
        .as_ref()
        .map_or_else(|| PathBuf::from(stem.unwrap_or("docker-compose".as_ref())), PathBuf::from);
    output::beside(files, &folder, sources)?;
    Ok(files.iter().map(|file| folder.join(&file.path).display().to_string()).collect())
}

/// A folder is what is one, or ends in a slash; anything else is a file, whatever it is called.
fn destination(args: &Args) -> Destination {
    match args.out.as_deref() {
        _ if args.stdout => Destination::Stdout,
        None => Destination::Folder(PathBuf::new()),
        Some("-") => Destination::Stdout,
        Some(out) if out.ends_with(std::path::is_separator) || Path::new(out).is_dir() => {
            Destination::Folder(out.into())
        }
        Some(out) => Destination::File(out.into()),
    }
}

fn file(object: &Object, args: &Args) -> Result<OutputFile, Failure> {
    let (extension, text) = if args.json {
        ("json", json_text(&object.to_json())?)
    } else {
        ("yaml", document(object, args.indent)?)
    };
    let kind = object.kind().to_ascii_lowercase();
    Ok(OutputFile {
        path: format!("{}-{kind}.{extension}", object.name()),
        bytes: text.into_bytes(),
        role: Role::Document,
        executable: false,
        secret: matches!(object, Object::Secret(_)),
    })
}

/// All objects together: documents of YAML, or one `List` of JSON.
fn stream(objects: &[Object], args: &Args) -> Result<String, Failure> {
    if args.json {
        let items: Vec<Value> = objects.iter().map(Object::to_json).collect();
        return json_text(&json!({ "apiVersion": "v1", "kind": "List", "items": items }));
    }
    objects.iter().try_fold(String::new(), |mut text, object| {
        text.push_str("---\n");
        text.push_str(&document(object, args.indent)?);
        Ok(text)
    })
}

fn document(object: &Object, indent: usize) -> Result<String, Failure> {
    let text = yaml::emit::to_string_indented(object, indent);
    text.map_err(|error| Failure::error(format!("`{}` {error}", object.id())))
}

fn json_text(value: &Value) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value);
    text.map(|text| text + "\n")
        .map_err(|error| Failure::error(format!("cannot be written as JSON: {error}")))
}
