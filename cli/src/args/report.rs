//! How findings are told, and which of them count.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction};
use compose_model::backend::Backend;

use super::Layers;
use crate::failure::Failure;
use crate::policy::{Level, Policy};

/// How findings are told, and which of them count.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReportArgs {
    pub(crate) format: MessageFormat,
    pub(crate) verbosity: Verbosity,
    pub(crate) policy: Policy,
}

/// The form of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum MessageFormat {
    /// With the source, as rustc and cargo print them.
    #[default]
    Human,
    /// One line each, as editors read them.
    Short,
    /// One JSON object a line.
    Json,
}

/// Which findings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verbosity {
    /// Errors only.
    Quiet,
    /// Errors and warnings; notes are counted.
    #[default]
    Normal,
    /// Notes too.
    Verbose,
}

const FORMATS: [(&str, MessageFormat); 3] = [
    ("human", MessageFormat::Human),
    ("short", MessageFormat::Short),
    ("json", MessageFormat::Json),
];

const HEADING: &str = "Messages";

pub(super) fn args() -> [Arg; 6] {
    [
        Arg::new("quiet")
            .short('q')
            .long("quiet")
            .action(ArgAction::SetTrue)
            .overrides_with("verbose")
            .help("Print errors only"),
        Arg::new("verbose")
            .short('v')
            .long("verbose")
            .action(ArgAction::SetTrue)
            .overrides_with("quiet")
            .help("Print notes too"),
        Arg::new("message-format")
            .long("message-format")
            .value_name("FORMAT")
            .value_parser(PossibleValuesParser::new(FORMATS.map(|(name, _)| name)))
            .default_value("human")
            .help("Form of the messages on the standard error"),
        Arg::new("strict")
            .long("strict")
            .action(ArgAction::SetTrue)
            .help("Treat everything `unsupported` or `insecure` as an error"),
        Arg::new("allow").long("allow").value_name("WHAT").action(ArgAction::Append).help(
            "Make a note of warnings with this code (`K0301`), effect (`approximated`) or \
             key (`services.web.ports`, `services.*.build`)",
        ),
        Arg::new("deny")
            .long("deny")
            .value_name("WHAT")
            .action(ArgAction::Append)
            .help("Make errors of them; of `--allow` and `--deny` the last one that fits counts"),
    ]
    .map(|arg| arg.help_heading(HEADING))
}

impl ReportArgs {
    pub(super) fn read(
        layers: &Layers<'_>,
        backends: &[&'static dyn Backend],
    ) -> Result<Self, Failure> {
        let format: Option<String> = layers.last("message-format");
        let format = FORMATS.iter().find(|(name, _)| Some(*name) == format.as_deref());
        let verbosity = match (layers.on("quiet"), layers.on("verbose")) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        };
        let mut levels = Vec::new();
        for (flag, level) in [("allow", Level::Allow), ("deny", Level::Deny)] {
            let values = layers.placed(flag).into_iter();
            levels.extend(values.map(|(place, value)| (place, level, value)));
        }
        levels.sort();
        let levels = levels.into_iter().map(|(_, level, value)| (level, value));
        let policy = Policy::new(layers.on("strict"), levels, backends)?;
        let format = format.map_or(MessageFormat::Human, |(_, format)| *format);
        Ok(Self { format, verbosity, policy })
    }
}
