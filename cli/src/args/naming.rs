//! How images are named that the Compose files give no name: the flags of the back ends.

use clap::Arg;
use compose_model::images::Naming;
use compose_model::types::image::ImageReference;

use super::Layers;
use crate::failure::Failure;

/// The registry and the tags.
#[derive(Clone, Debug, Default)]
pub(crate) struct NamingArgs {
    pub(crate) registry: Option<String>,
    pub(crate) tags: Vec<String>,
}

pub(super) const HEADING: &str = "Images that are built";

pub(super) fn args() -> [Arg; 2] {
    [
        Arg::new("registry")
            .long("registry")
            .value_name("PREFIX")
            .help_heading(HEADING)
            .help("Registry and path before the names of built images"),
        Arg::new("tag")
            .long("tag")
            .value_name("TAG")
            .help_heading(HEADING)
            .help("Tag of built images"),
    ]
}

pub(super) fn read(layers: &Layers<'_>) -> Result<NamingArgs, Failure> {
    let naming = NamingArgs { registry: layers.last("registry"), tags: layers.all("tag") };
    if let Some(registry) = &naming.registry {
        let prefix = registry.trim_end_matches('/');
        if format!("{prefix}/image").parse::<ImageReference>().is_err() {
            return Err(Failure::usage(format!("`--registry {registry}` is not a registry"))
                .help("write it as in `ghcr.io/acme`"));
        }
    }
    let is_tag = |tag: &&String| format!("image:{tag}").parse::<ImageReference>().is_ok();
    if let Some(tag) = naming.tags.iter().find(|tag| !is_tag(tag)) {
        return Err(Failure::usage(format!("`--tag {tag}` is not a tag"))
            .help("use letters, digits, `_`, `.` and `-`, at most 128"));
    }
    Ok(naming)
}

impl NamingArgs {
    /// The name that is run: with the last tag, as for the back ends.
    pub(crate) fn naming(&self) -> Naming {
        Naming { registry: self.registry.clone(), tag: self.tags.last().cloned() }
    }
}
