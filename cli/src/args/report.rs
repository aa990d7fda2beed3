//! How findings are told, and which of them count.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ValueHint};
use compose_model::backend::Backend;

use super::Layers;
use crate::failure::Failure;
use crate::policy::{Level, Policy};
use crate::policy_file::Choice;
use crate::render::MessageFormat;

/// How findings are told, and which of them count.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReportArgs {
    pub(crate) format: MessageFormat,
    pub(crate) file: Option<ReportFile>,
    pub(crate) verbosity: Verbosity,
    pub(crate) policy: Policy,
    pub(crate) policy_file: Choice,
}

/// The file of `--output-report`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReportFile {
    pub(crate) path: PathBuf,
    pub(crate) format: MessageFormat,
    /// Whether JSON objects are the items of one list: what is called `.json` is one value.
    pub(crate) is_list: bool,
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

const HEADING: &str = "Messages";

pub(super) fn args() -> [Arg; 11] {
    let formats = || PossibleValuesParser::new(MessageFormat::NAMES.map(|(name, _)| name));
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
            .value_parser(formats())
            .default_value("human")
            .help("Form of the messages on the standard error"),
        Arg::new("output-report")
            .long("output-report")
            .value_name("FILE")
            .value_hint(ValueHint::FilePath)
            .help(
                "Write all messages to a file too, notes included, whether there are errors or not",
            ),
        Arg::new("report-format")
            .long("report-format")
            .value_name("FORMAT")
            .value_parser(formats())
            .requires("output-report")
            .help("Form of the report file [default: by its extension: .sarif, .json or .txt]"),
        Arg::new("strict")
            .long("strict")
            .action(ArgAction::SetTrue)
            .help("Treat everything `unsupported` or `insecure` as an error"),
        Arg::new("allow").long("allow").value_name("WHAT").action(ArgAction::Append).help(
            "Make notes of warnings with this code (`K0301`), effect (`approximated`) or \
             key (`services.web.ports`, `services.*.build`)",
        ),
        Arg::new("warn")
            .long("warn")
            .value_name("WHAT")
            .action(ArgAction::Append)
            .help("Make warnings of findings with this code, effect or key"),
        Arg::new("deny").long("deny").value_name("WHAT").action(ArgAction::Append).help(
            "Make errors of findings with this code, effect or key; of --allow, --warn and --deny \
                 the last one that fits counts",
        ),
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
        let format = |flag| layers.last::<String>(flag).as_deref().and_then(MessageFormat::named);
        let path: Option<String> = layers.last("output-report");
        let file = path.map(|path| report_file(path, format("report-format"))).transpose()?;
        let format = format("message-format").unwrap_or_default();
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
        let policy_file = match layers.last("policy") {
            _ if layers.on("no-policy") => Choice::None,
            Some(file) => Choice::Named(file),
            None => Choice::Beside,
        };
        Ok(Self { format, file, verbosity, policy, policy_file })
    }
}

/// The form of a report follows from its name, if it is not told.
fn report_file(path: String, told: Option<MessageFormat>) -> Result<ReportFile, Failure> {
    let path = PathBuf::from(path);
    let extension = path.extension().map(OsStr::to_ascii_lowercase);
    let format = told.or_else(|| match extension?.to_str()? {
        "sarif" => Some(MessageFormat::Sarif),
        "json" if has_inner_extension(&path, "sarif") => Some(MessageFormat::Sarif),
        "json" | "jsonl" | "ndjson" => Some(MessageFormat::Json),
        "txt" | "log" => Some(MessageFormat::Human),
        _ => None,
    });
    let is_json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    match format {
        Some(format) => {
            let is_list = is_json && format == MessageFormat::Json;
            Ok(ReportFile { path, format, is_list })
        }
        None => Err(Failure::usage(format!("the name `{}` does not say its form", path.display()))
            .help("let it end in `.sarif`, `.json` or `.txt`, or add `--report-format FORMAT`")),
    }
}

/// Whether a name has another extension before its last one, as in `report.sarif.json`.
fn has_inner_extension(path: &Path, extension: &str) -> bool {
    let stem = path.file_stem().map(Path::new);
    stem.and_then(Path::extension).is_some_and(|inner| inner.eq_ignore_ascii_case(extension))
}
