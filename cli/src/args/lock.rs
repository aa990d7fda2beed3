//! The flags of `lock`.

use clap::builder::RangedU64ValueParser;
use clap::{Arg, ArgAction, ValueHint};
use compose_model::images::Naming;

use super::Layers;
use super::naming;
use crate::failure::Failure;

/// Where digests come from, and where they go.
#[derive(Clone, Debug)]
pub(crate) struct LockArgs {
    /// The lock; `-` for the standard output, beside the Compose files without one.
    pub(crate) output: Option<String>,
    /// Whether the lock is compared instead of written.
    pub(crate) check: bool,
    /// Lists of digests.
    pub(crate) digests: Vec<String>,
    /// What builds left behind.
    pub(crate) metadata: Vec<String>,
    /// How images are named that are only built.
    pub(crate) naming: Naming,
    pub(crate) network: Network,
}

/// How registries are asked.
#[cfg_attr(
    not(feature = "registry"),
    expect(dead_code, reason = "the flags stay; a build without a network has no use for most")
)]
#[derive(Clone, Debug)]
pub(crate) struct Network {
    /// Whether no registry may be asked.
    pub(crate) offline: bool,
    pub(crate) platform: Option<String>,
    pub(crate) insecure: Vec<String>,
    pub(crate) timeout_seconds: u64,
}

pub(super) fn args() -> Vec<Arg> {
    let file = |name, help| {
        let arg = Arg::new(name).long(name).value_name("FILE").action(ArgAction::Append);
        arg.value_hint(ValueHint::FilePath).help_heading("Digests").help(help)
    };
    let mut args = vec![
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .help_heading("Output")
            .help("Lock file [default: compose.images.yaml in the project's folder]"),
        Arg::new("check")
            .long("check")
            .action(ArgAction::SetTrue)
            .help_heading("Output")
            .help("Write nothing; fail where a tag has moved or the lock lacks an image"),
        file(
            "digests",
            "File of lines `IMAGE DIGEST`, or a JSON object, believed before a registry",
        ),
        file(
            "metadata",
            "File that `docker buildx bake --metadata-file` wrote, also believed first",
        ),
        Arg::new("offline")
            .long("offline")
            .action(ArgAction::SetTrue)
            .help_heading("Digests")
            .help("Ask no registry"),
        Arg::new("platform")
            .long("platform")
            .value_name("OS/ARCH")
            .help_heading("Digests")
            .help("Pin the image for this platform [default: the index of all platforms]"),
        Arg::new("insecure-registry")
            .long("insecure-registry")
            .value_name("HOST")
            .action(ArgAction::Append)
            .help_heading("Digests")
            .help("Ask this registry over plain HTTP, as those of this machine are"),
        Arg::new("timeout")
            .long("timeout")
            .value_name("SECONDS")
            .value_parser(RangedU64ValueParser::<u64>::new().range(1..=600))
            .default_value("30")
            .help_heading("Digests")
            .help("How long to wait for an answer"),
    ];
    args.extend(naming::args());
    args
}

impl LockArgs {
    pub(super) fn read(layers: &Layers<'_>) -> Result<Self, Failure> {
        Ok(Self {
            output: layers.last("output"),
            check: layers.on("check"),
            digests: layers.all("digests"),
            metadata: layers.all("metadata"),
            naming: naming::read(layers)?.naming(),
            network: Network {
                offline: layers.on("offline"),
                platform: layers.last("platform"),
                insecure: layers.all("insecure-registry"),
                timeout_seconds: layers.last("timeout").unwrap_or(30),
            },
        })
    }
}
