//! The flags of `config`, with the names and meanings that `docker compose config` gives them.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ValueHint};
use compose_model::load::Skip;

use super::Layers;

/// What `config` prints, and where.
#[derive(Clone, Debug)]
pub(crate) struct ConfigArgs {
    pub(crate) print: Print,
    pub(crate) json: bool,
    pub(crate) skip: Skip,
    pub(crate) output: Option<String>,
    pub(crate) services: Vec<String>,
}

/// What `config` prints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Print {
    /// The whole project.
    Project,
    /// Names, one a line.
    Services,
    Volumes,
    Networks,
    Models,
    Profiles,
    /// The images of the services, one a line.
    Images,
    /// The variables that the files use, as a table.
    Variables,
    /// The variables that interpolation can use.
    Environment,
    /// The hashes of these services, `*` for all.
    Hash(String),
}

/// In the order in which `docker compose config` looks at them: the first one given wins. `--hash`
/// comes before `--profiles`.
const PRINTS: [(&str, Print, &str); 8] = [
    ("services", Print::Services, "Print the names of the services, one a line"),
    ("volumes", Print::Volumes, "Print the names of the volumes, one a line"),
    ("networks", Print::Networks, "Print the names of the networks, one a line"),
    ("models", Print::Models, "Print the names of the models, one a line"),
    ("profiles", Print::Profiles, "Print the names of the profiles, one a line"),
    ("images", Print::Images, "Print the names of the images, one a line"),
    ("variables", Print::Variables, "Print the variables that the files use, with their defaults"),
    ("environment", Print::Environment, "Print the variables that interpolation can use"),
];

const SKIPS: [(&str, &str); 5] = [
    ("no-interpolate", "Leave variables as they are written"),
    ("no-normalize", "Leave out implied networks, names and defaults"),
    ("no-consistency", "Do not check that the parts of the project fit together"),
    ("no-path-resolution", "Leave relative paths as they are written"),
    ("no-env-resolution", "Leave `env_file` as it is, instead of reading the files"),
];

pub(super) fn args() -> Vec<Arg> {
    let switch = |name, help| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    let mut args = vec![
        Arg::new("services-to-keep")
            .value_name("SERVICE")
            .num_args(0..)
            .action(ArgAction::Append)
            .help("Services to keep, with what they depend on [default: all]"),
        Arg::new("format")
            .long("format")
            .value_name("FORMAT")
            .value_parser(PossibleValuesParser::new(["yaml", "json"]))
            .default_value("yaml")
            .help("How to print the project"),
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .help("File to write to [default: the standard output]"),
    ];
    args.extend(SKIPS.map(|(name, help)| switch(name, help)));
    args.extend(PRINTS.map(|(name, _, help)| switch(name, help)));
    args.push(
        Arg::new("hash").long("hash").value_name("SERVICES").help(
            "Print the hashes of services, one a line; give names with commas, or '*' for all",
        ),
    );
    args.into_iter().map(|arg| arg.help_heading("Output")).collect()
}

impl ConfigArgs {
    pub(super) fn read(layers: &Layers<'_>) -> Self {
        let named = PRINTS.iter().find(|(name, ..)| layers.on(name)).map(|(_, print, _)| print);
        let hash = layers.last("hash").map(Print::Hash);
        let print = match (named, hash) {
            (
                Some(Print::Profiles | Print::Images | Print::Variables | Print::Environment)
                | None,
                Some(hash),
            ) => hash,
            (named, _) => named.cloned().unwrap_or(Print::Project),
        };
        let mut skip = Skip::default();
        skip.interpolation = layers.on("no-interpolate");
        skip.normalisation = layers.on("no-normalize");
        skip.consistency = layers.on("no-consistency");
        skip.path_resolution = layers.on("no-path-resolution");
        skip.env_resolution = layers.on("no-env-resolution");
        Self {
            print,
            json: layers.last::<String>("format").as_deref() == Some("json"),
            skip,
            output: layers.last("output"),
            services: layers.all("services-to-keep"),
        }
    }
}
