//! How findings are told, and which of them count.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ValueHint};
use compose_model::backend::Backend;

use super::Layers;
use crate::failure::Failure;
use crate::policy::{Level, Policy};
use crate::policy_file::Choice;

/// How findings are told, and which of them count.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReportArgs {
    pub(crate) format: MessageFormat,
    pub(crate) verbosity: Verbosity,
    pub(crate) policy: Policy,
    pub(crate) policy_file: Choice,
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

pub(super) fn args() -> [Arg; 9] {
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
        Arg::new("warn")
            .long("warn")
            .value_name("WHAT")
            .action(ArgAction::Append)
            .help("Make warnings of them"),
        Arg::new("deny")
            .long("deny")
            .value_name("WHAT")
            .action(ArgAction::Append)
            .help("Make errors of them; of these three flags the last one that fits counts"),
        Arg::new("policy")
            .long("policy")
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .overrides_with("no-policy")
            .help("Policy file [default: compose2k8s.toml beside the first Compose file]"),
        Arg::new("no-policy")
            .long("no-policy")
            .action(ArgAction::SetTrue)
            .overrides_with("policy")
            .help("Read no policy file"),
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
        for (flag, level) in [("allow", Level::Allow), ("warn", Level::Warn), ("deny", Level::Deny)]
        {
            let values = layers.placed(flag).into_iter();
            levels.extend(values.map(|(place, value)| (place, level, value)));
        }
        levels.sort();
        let levels = levels.into_iter().map(|(_, level, value)| (level, value));
        let policy = Policy::new(layers.on("strict"), levels, backends)?;
        let format = format.map_or(MessageFormat::Human, |(_, format)| *format);
        let policy_file = match layers.last("policy") {
            _ if layers.on("no-policy") => Choice::None,
            Some(file) => Choice::Named(file),
            None => Choice::Beside,
        };
        Ok(Self { format, verbosity, policy, policy_file })
    }
}
