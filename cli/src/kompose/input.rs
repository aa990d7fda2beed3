//! Which Compose files to read: Kompose looks in the current folder only, and reads no override.

use compose_model::load;
use compose_model::types::path;
use compose_model::vfs::FileKind;

use super::args::Args;
use crate::failure::Failure;
use crate::world::World;

/// In the order in which Kompose looks for them.
const FILES: [&str; 4] =
    ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

/// Those that `docker compose` reads beside one of them.
const OVERRIDES: [&str; 4] = [
    "compose.override.yaml",
    "compose.override.yml",
    "docker-compose.override.yaml",
    "docker-compose.override.yml",
];

/// What to load, with the warnings about it.
pub(super) fn options(
    args: &Args,
    world: &World<'_>,
) -> Result<(load::Options, Vec<String>), Failure> {
    let is_file = |name: &str| {
        let found = world.vfs.metadata(&path::join(&world.working_dir, name));
        found.is_ok_and(|found| found.kind == FileKind::File)
    };
    let (mut files, mut warnings) = (args.files.clone(), Vec::new());
    if files.is_empty() {
        match world.env.get("COMPOSE_FILE").filter(|value| !value.trim().is_empty()) {
            // The loader reads it, but for the blanks that Kompose splits it at.
            Some(value) if value.contains(char::is_whitespace) && !is_file(&value) => {
                files = value.split_whitespace().map(str::to_owned).collect();
            }
            Some(_) => {}
            None => {
                let Some(found) = FILES.into_iter().find(|name| is_file(name)) else {
                    let message = "there is no Compose file in the current folder";
                    return Err(Failure::usage(message).help("name one with `-f`"));
                };
                files = vec![found.to_owned()];
                if let Some(name) = OVERRIDES.into_iter().find(|name| is_file(name)) {
                    warnings.push(format!(
                        "`{name}` is not read, as with Kompose: name it with `-f`, after `-f {found}`"
                    ));
                }
            }
        }
    }
    let mut options = load::Options {
        working_dir: world.working_dir.clone(),
        files,
        profiles: args.profiles.clone(),
        ..load::Options::default()
    };
    options.skip.interpolation = args.no_interpolate;
    Ok((options, warnings))
}
