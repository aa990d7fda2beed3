//! `diff`: what is different in the results of two inputs, object by object.
//!
//! The status is that of `diff` and `kubectl diff`: 0 where nothing differs, 1 where something does, 2
//! where it cannot be told.

mod manifests;

use std::slice;

use compose_model::backend::{OutputFile, Role};
use compose_model::types::path;
use compose_model::vfs::FileKind;

use crate::args::{DiffArgs, Invocation, Side, Target};
use crate::console::Console;
use crate::difference::object::{self, Content, Counts, Objects};
use crate::failure::{Failure, Status};
use crate::output;
use crate::world::World;

/// Compares two inputs.
pub(super) fn run(
    invocation: &Invocation,
    args: &DiffArgs,
    world: &World<'_>,
    console: &Console,
) -> Result<Status, Failure> {
    let [old, new] = args.sides.each_ref().map(|side| {
        let objects = objects(side, invocation, &args.target, world, console);
        objects.map_err(|failure| Failure { status: Status::Usage, ..failure })
    });
    let (shown, counts) = object::describe(&old?, &new?);
    if counts == Counts::default() {
        return Ok(Status::Done);
    }
    let Counts { changed, added, removed } = counts;
    let summary = format!("{changed} changed, {added} added, {removed} removed\n");
    output::to_terminal(&(shown + &summary))?;
    Ok(Status::Errors)
}

/// The objects of one side.
fn objects(
    side: &Side,
    invocation: &Invocation,
    target: &Target,
    world: &World<'_>,
    console: &Console,
) -> Result<Objects, Failure> {
    let (mut invocation, mut world) = (invocation.clone(), world.clone());
    invocation.input.further_env_files.clone_from(&side.env_files);
    if let [file] = side.files.as_slice() {
        let place = if file == "-" { file.clone() } else { path::join(&world.working_dir, file) };
        let found = world.vfs.metadata(&place);
        if found.is_ok_and(|found| found.kind == FileKind::Directory) {
            if !manifests::is_project(&place, &world) {
                return manifests::read_folder(&place, &world);
            }
            world.working_dir = place;
            return project(side, &invocation, target, &world, console);
        }
        if let Some(objects) = manifests::read_file(&place, &world)? {
            return Ok(objects);
        }
    }
    invocation.input.files.clone_from(&side.files);
    project(side, &invocation, target, &world, console)
}

/// Translates the project of a side.
fn project(
    side: &Side,
    invocation: &Invocation,
    target: &Target,
    world: &World<'_>,
    console: &Console,
) -> Result<Objects, Failure> {
    let mut translated = super::translate(invocation, slice::from_ref(target), world);
    console.report(&translated.diagnostics, &translated.sources);
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
