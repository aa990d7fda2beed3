//! Digests that files tell.

use compose_model::load::Loaded;
use compose_model::lock::Digests;
use compose_model::source::FileId;
use compose_model::types::path;
use compose_model::yaml::decode::add_file;

use crate::args::LockArgs;
use crate::failure::Failure;
use crate::world::World;

const LIMIT: u64 = 32 << 20;

/// Reads the files that the flags name.
pub(super) fn read(
    args: &LockArgs,
    world: &World<'_>,
    loaded: &mut Loaded,
) -> Result<Digests, Failure> {
    let mut digests = Digests::default();
    for given in &args.digests {
        if let Some((file, text)) = open(given, world, loaded)? {
            digests.add_list(&text, file, &mut loaded.diagnostics);
        }
    }
    for given in &args.metadata {
        if let Some((file, text)) = open(given, world, loaded)? {
            digests.add_metadata(&text, file, &mut loaded.diagnostics);
        }
    }
    Ok(digests)
}

fn open(
    given: &str,
    world: &World<'_>,
    loaded: &mut Loaded,
) -> Result<Option<(FileId, std::sync::Arc<str>)>, Failure> {
    let absolute =
        if given == "-" { given.to_owned() } else { path::join(&world.working_dir, given) };
    let bytes = world.vfs.read(&absolute, LIMIT);
    let bytes = bytes.map_err(|error| Failure::error(format!("cannot read `{given}`: {error}")))?;
    let Loaded { sources, diagnostics, .. } = loaded;
    let (file, usable) = add_file(sources, given, &bytes, diagnostics);
    Ok(usable.then(|| (file, sources.file(file).shared_text())))
}
