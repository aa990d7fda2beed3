//! `bridge`: a transformer of Docker Compose Bridge.
//!
//! Compose Bridge runs a container for each transformation, with a project in `/in/compose.yaml` and a
//! folder `/out` for what becomes of it. The project is finished: variables have their values, and
//! the contents of secrets and configs stand in it, for the container sees no other file. So it is not
//! quite a Compose file: a `$` in it is a `$`, and a secret has both its origin and its `content`.

use std::collections::BTreeMap;
use std::sync::Arc;

use compose_model::diagnostic::Diagnostics;
use compose_model::env::MapEnv;
use compose_model::interpolate::escape;
use compose_model::origin::Origin;
use compose_model::source::SourceMap;
use compose_model::types::path;
use compose_model::vfs::{Metadata, Vfs, VfsError};
use compose_model::yaml::decode::add_file;
use compose_model::yaml::{Budget, Mapping, Node, emit, parse};

use crate::args::{Invocation, OutputArgs, Target};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::world::World;

/// Where Compose Bridge puts the project.
const INPUT: &str = "/in/compose.yaml";

const LIMIT: u64 = 32 << 20;

/// Translates the project that Compose Bridge has prepared.
pub(super) fn run(
    invocation: &Invocation,
    target: &Target,
    output: &OutputArgs,
    world: &World<'_>,
    console: &Console,
) -> Result<Status, Failure> {
    let mut invocation = invocation.clone();
    if invocation.input.files.is_empty() {
        invocation.input.files.push(INPUT.to_owned());
    }
    let given = &invocation.input.files[0];
    let file = path::join(&world.working_dir, given);
    let bytes = world.vfs.read(&file, LIMIT).map_err(|error| {
        Failure::error(format!("cannot read `{given}`: {error}"))
            .help("`bridge` is run by `docker compose bridge convert`, in a container")
    })?;
    // What cannot be read as YAML is reported when the project is loaded.
    let (content, variables) = compose_file(&bytes).unwrap_or_else(|| (bytes, BTreeMap::new()));
    let vfs = Prepared { others: world.vfs, file, content };
    // The variables of the container are not those of the project.
    let env = MapEnv::new(variables);
    let working_dir = world.working_dir.clone();
    let world = World { vfs: &vfs, env: &env, working_dir };
    super::convert::run(&invocation, target, output, &world, console)
}

/// The project as a Compose file, and the variables that hold its secrets: so they are in no text that
/// a finding could show.
fn compose_file(bytes: &[u8]) -> Option<(Vec<u8>, BTreeMap<String, String>)> {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Diagnostics::default());
    let (file, _) = add_file(&mut sources, INPUT, bytes, &mut diagnostics);
    let text = sources.file(file).shared_text();
    let documents = parse(&text, file, &mut Budget::default(), &mut diagnostics);
    let [document] = documents.as_slice() else { return None };
    let mut root = document.root.clone();
    let mut variables = BTreeMap::new();
    for (name, secret) in section(&mut root, "secrets") {
        if let Some(content) = secret.remove("content") {
            let content = content.text().unwrap_or_default();
            variables.insert(name.to_string(), content.to_string());
            secret.remove("file");
            secret.insert("environment", Node::string(name, Origin::generated("bridge")));
        }
    }
    for (_, config) in section(&mut root, "configs") {
        if config.contains_key("content") {
            config.remove("file");
            config.remove("environment");
        }
    }
    escape(&mut root);
    let text = emit::to_string(&root).ok().filter(|_| !diagnostics.has_errors())?;
    Some((text.into_bytes(), variables))
}

/// The entries of a top-level section.
fn section<'a>(root: &'a mut Node, name: &str) -> Vec<(Arc<str>, &'a mut Mapping)> {
    let section = root.as_mapping_mut().and_then(|root| root.get_mut(name));
    let entries = section.and_then(Node::as_mapping_mut).into_iter().flat_map(Mapping::iter_mut);
    entries.filter_map(|(name, node)| Some((Arc::clone(name), node.as_mapping_mut()?))).collect()
}

/// The files of the container, one of them prepared.
struct Prepared<'a> {
    others: &'a dyn Vfs,
    file: String,
    content: Vec<u8>,
}

impl Vfs for Prepared<'_> {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, VfsError> {
        if path == self.file { Ok(self.content.clone()) } else { self.others.read(path, limit) }
    }

    fn metadata(&self, path: &str) -> Result<Metadata, VfsError> {
        self.others.metadata(path)
    }

    fn list(&self, path: &str) -> Result<Vec<String>, VfsError> {
        self.others.list(path)
    }

    fn canonicalise(&self, path: &str) -> Result<String, VfsError> {
        self.others.canonicalise(path)
    }
}
