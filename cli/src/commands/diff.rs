//! `diff`: what is different in the results of two inputs, object by object.
//!
//! The status is that of `diff` and `kubectl diff`: 0 where nothing differs, 1 where something does, 2
//! where it cannot be told.

mod manifests;

use std::collections::HashSet;
use std::slice;

use compose_model::backend::{OutputFile, Role};
use compose_model::diagnostic::{Diagnostic, Diagnostics, Severity};
use compose_model::types::path;
use compose_model::vfs::FileKind;

use crate::args::{DiffArgs, Invocation, Side, Target};
use crate::console::Console;
use crate::difference::json::Difference;
use crate::difference::object::{self, Content, Counts, Objects};
use crate::failure::{Failure, Status};
use crate::output;
use crate::render::{MessageFormat, json_line};
use crate::world::World;

/// Compares two inputs.
pub(super) fn run(
    invocation: &Invocation,
    args: &DiffArgs,
    world: &World<'_>,
    console: &Console,
) -> Result<Status, Failure> {
    let mut told = HashSet::new();
    let [old, new] = args.sides.each_ref().map(|side| {
        let objects = objects(side, invocation, &args.target, world, console, &mut told);
        objects.map_err(|failure| Failure { status: Status::Usage, ..failure })
    });
    let (old, new) = (old?, new?);
    let changes = object::changes(&old, &new);
    let status = if changes.is_empty() { Status::Done } else { Status::Errors };
    if invocation.report.format == MessageFormat::Json {
        let line = json_line("difference", Difference::new(&changes)) + "\n";
        output::to_stdout(line.as_bytes())?;
        return Ok(status);
    }
    if changes.is_empty() {
        return Ok(status);
    }
    let (shown, counts) = object::describe(&changes);
    let Counts { changed, added, removed } = counts;
    let summary = format!("{changed} changed, {added} added, {removed} removed\n");
    output::to_terminal(&(shown + &summary))?;
    Ok(status)
}

/// A finding as it is told: where the project is, the file with the range of bytes, and the words.
type Told = (String, Option<(String, u32, u32)>, Severity, &'static str, String, Option<String>);

/// The objects of one side. What was found on the other side in the same place is not told again.
fn objects(
    side: &Side,
    invocation: &Invocation,
    target: &Target,
    world: &World<'_>,
    console: &Console,
    told: &mut HashSet<Told>,
) -> Result<Objects, Failure> {
    let (mut invocation, mut world) = (invocation.clone(), world.clone());
    invocation.input.further_env_files.clone_from(&side.env_files);
    if let [file] = side.files.as_slice() {
        let place = if file == "-" { file.clone() } else { path::join(&world.working_dir, file) };
        let metadata = world.vfs.metadata(&place);
        if metadata.is_ok_and(|metadata| metadata.kind == FileKind::Directory) {
            if !manifests::is_project(&place, &world) {
                return manifests::read_folder(&place, &world);
            }
            world.working_dir = place;
            return project(side, &invocation, target, &world, console, told);
        }
        if let Some(objects) = manifests::read_file(&place, &world)? {
            return Ok(objects);
        }
    }
    invocation.input.files.clone_from(&side.files);
    project(side, &invocation, target, &world, console, told)
}

/// Translates the project of a side.
fn project(
    side: &Side,
    invocation: &Invocation,
    target: &Target,
    world: &World<'_>,
    console: &Console,
    told: &mut HashSet<Told>,
) -> Result<Objects, Failure> {
    let mut translated = super::translate(invocation, slice::from_ref(target), world);
    let sources = &translated.sources;
    let mut found = Diagnostics::default();
    for finding in &translated.diagnostics {
        let place = finding.primary.as_ref().map(|label| {
            let span = label.span;
            (sources.file(span.file).path().to_owned(), span.start, span.end)
        });
        let Diagnostic { rule, severity, message, subject, .. } = finding;
        let (message, subject) = (message.clone(), subject.clone());
        let key = (world.working_dir.clone(), place, *severity, rule.code, message, subject);
        if told.insert(key) {
            found.push(finding.clone());
        }
    }
    console.report(&found, sources);
    let Some(files) = translated.files.pop() else {
        return Err(Failure::usage(format!("`{}` cannot be translated", side.text)));
    };
    Ok(files.into_iter().map(content).collect())
}

/// A file as an object where it is one, under the name of the object.
fn content(file: OutputFile) -> (String, Content) {
    let object = (file.role == Role::Document).then(|| manifests::parse(&file.bytes)).flatten();
    if let Some(object) = object.and_then(|mut documents| documents.pop()) {
        // A document that is no object of Kubernetes is named after its file.
        let name = object::name(&object).unwrap_or(file.path);
        return (name, Content::Object(object));
    }
    let OutputFile { path, bytes, secret, .. } = file;
    (path, Content::File { bytes, secret })
}
