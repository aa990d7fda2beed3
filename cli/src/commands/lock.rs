//! `lock`: the images of the project by digest.

mod helpers;
mod prefetch;
#[cfg(feature = "registry")]
mod registries;
mod sources;

use std::path::{Path, PathBuf};

use compose_model::Project;
use compose_model::diagnostic::{Diagnostics, Rule, Severity};
use compose_model::load::Loaded;
use compose_model::lock::{FILE_NAME, Lock};
use compose_model::rules::{INVALID_IMAGE, UNPINNABLE_IMAGE, UNPUSHED_IMAGE, UNRESOLVED_IMAGE};
use compose_model::vfs::VfsError;
use compose_model::yaml::decode::add_file;
use compose_model::yaml::{Budget, parse};

use crate::args::{Invocation, LockArgs};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::output;
use crate::render::{Counts, count};
use crate::world::World;

/// What comments can name, beside what every command looks for.
const OWN: [&Rule; 4] = [&INVALID_IMAGE, &UNPINNABLE_IMAGE, &UNPUSHED_IMAGE, &UNRESOLVED_IMAGE];

/// Resolves the images and writes the lock, or compares it with the one that is there.
pub(super) fn run(
    invocation: &Invocation,
    args: &LockArgs,
    world: &World<'_>,
    console: &Console,
) -> Result<Status, Failure> {
    let options = invocation.input.load_options(world.working_dir.clone());
    let mut loaded = world.load(&options);
    let mut told = None;
    if let Some(mut project) = loaded.project.take().filter(|_| !loaded.diagnostics.has_errors()) {
        helpers::want(&mut project, invocation, &loaded.files, world);
        let path = path(args, &project);
        let lock = resolve(&project, args, world, &mut loaded, console)?;
        let text = lock.to_yaml();
        told = Some(if args.check {
            check(&lock, project, &path, args, world, &mut loaded)?
        } else if loaded.diagnostics.has_errors() {
            String::new()
        } else if path.as_os_str() == "-" {
            output::to_stdout(text.as_bytes())?;
            format!("{} locked", count(lock.len(), "image"))
        } else {
            write(&text, &path, world, &mut loaded)?;
            format!("{} locked in {}", count(lock.len(), "image"), path.display())
        });
    }
    super::judge(invocation, world, &mut loaded, &OWN);
    console.report(&loaded.diagnostics, &loaded.sources);
    let found = Counts::of(&loaded.diagnostics);
    if found.errors > 0 {
        let nothing = if args.check { "" } else { ": nothing was locked" };
        console.done(&format!("{}{nothing}", found.line(true).unwrap_or_default()));
        return Ok(Status::Errors);
    }
    told.inspect(|told| console.done(told));
    Ok(Status::Done)
}

fn resolve(
    project: &Project,
    args: &LockArgs,
    world: &World<'_>,
    loaded: &mut Loaded,
    console: &Console,
) -> Result<Lock, Failure> {
    let digests = sources::read(args, world, loaded)?;
    if loaded.diagnostics.has_errors() {
        return Ok(Lock::default());
    }
    let resolver = prefetch::all(project, args, digests, console)?;
    Ok(Lock::resolve(project, &args.naming, &resolver, &mut loaded.diagnostics))
}

/// Where the lock is.
fn path(args: &LockArgs, project: &Project) -> PathBuf {
    args.output
        .as_ref()
        .map_or_else(|| Path::new(&project.working_dir).join(FILE_NAME), PathBuf::from)
}

/// Compares with the lock that is there.
fn check(
    fresh: &Lock,
    mut project: Project,
    path: &Path,
    args: &LockArgs,
    world: &World<'_>,
    loaded: &mut Loaded,
) -> Result<String, Failure> {
    let Some(lock) = existing(path, world, loaded)? else {
        return Err(Failure::error(format!("there is no lock `{}` to check", path.display()))
            .help("run `compose2k8s lock`"));
    };
    lock.compare(fresh, &project, &args.naming, &mut loaded.diagnostics);
    lock.apply(&mut project, &mut loaded.diagnostics);
    Ok(format!("{} as locked in {}", count(fresh.len(), "image"), path.display()))
}

/// Writes the lock, unless something else stands in its place.
fn write(text: &str, path: &Path, world: &World<'_>, loaded: &mut Loaded) -> Result<(), Failure> {
    let mut found = Loaded::default();
    existing(path, world, &mut found)?;
    if found.diagnostics.count(Severity::Error) > 0 {
        return Err(Failure::error(format!("`{}` is there and is no lock", path.display()))
            .help("remove it, or name another file with `-o`"));
    }
    let is_same = |file: &str| file == text;
    if found.sources.files().any(|(_, file)| is_same(file.text())) {
        return Ok(());
    }
    output::to_file(path, text.as_bytes(), false, &loaded.sources).map(|_| ())
}

/// The lock that is there.
fn existing(path: &Path, world: &World<'_>, loaded: &mut Loaded) -> Result<Option<Lock>, Failure> {
    const LIMIT: u64 = 32 << 20;
    let shown = path.to_string_lossy();
    let bytes = match world.vfs.read(&shown, LIMIT) {
        Ok(bytes) => bytes,
        Err(VfsError::NotFound) => return Ok(None),
        Err(error) => return Err(Failure::error(format!("cannot read `{shown}`: {error}"))),
    };
    let Loaded { sources, diagnostics, .. } = loaded;
    let (file, usable) = add_file(sources, shown.clone(), &bytes, diagnostics);
    if !usable {
        return Ok(Some(Lock::default()));
    }
    let text = sources.file(file).shared_text();
    let documents = parse(&text, file, &mut Budget::default(), diagnostics);
    let lock = |diagnostics: &mut Diagnostics| {
        documents.first().map_or_else(Lock::default, |it| Lock::from_node(&it.root, diagnostics))
    };
    Ok(Some(lock(diagnostics)))
}
