//! The command line: what it accepts, and what it means.
//!
//! Flags are accepted before and after the subcommand, because people come from
//! `docker compose -f x config` with both habits. So the root has the flags of `convert`, which is
//! what runs when no subcommand is named, every subcommand has its own copy of those that it takes,
//! and [`Layers`] reads both. A flag before a subcommand that does not take it is an error.

mod backend_options;
mod config;
mod diff;
mod docker_flags;
mod explain;
mod form;
mod images;
mod input;
mod layers;
mod lock;
mod naming;
mod output;
mod report;

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, value_parser};
use clap_complete::Shell;
use compose_model::backend::{Backend, OptionValues};

pub(crate) use config::{ConfigArgs, Print};
pub(crate) use diff::{DiffArgs, Side};
pub(crate) use explain::ExplainArgs;
pub(crate) use form::Form;
pub(crate) use images::{GitTag, ImagesArgs, PlanForm};
pub(crate) use input::InputArgs;
pub(crate) use lock::{LockArgs, Network};
pub(crate) use output::{Destination, OutputArgs};
pub(crate) use report::{ReportArgs, ReportFile, Verbosity};

use layers::Layers;

use crate::environment::Environment;
use crate::failure::Failure;
use crate::kompose;
use crate::policy_file::PolicyFile;

/// Everything that the command line says.
#[derive(Clone)]
pub(crate) struct Invocation {
    pub(crate) action: Action,
    pub(crate) input: InputArgs,
    pub(crate) report: ReportArgs,
    /// All back ends, for the policy file.
    pub(crate) backends: Vec<&'static dyn Backend>,
}

/// What to do.
#[derive(Clone)]
pub(crate) enum Action {
    Convert(Target, OutputArgs),
    Bridge(Target, OutputArgs),
    Config(ConfigArgs),
    Check(Vec<Target>),
    Compare(Vec<Target>),
    Diff(DiffArgs),
    Explain(ExplainArgs),
    Images(ImagesArgs),
    Lock(LockArgs),
    Completions(Shell),
    Man(Option<String>),
}

/// A back end with its options.
#[derive(Clone)]
pub(crate) struct Target {
    pub(crate) backend: &'static dyn Backend,
    /// What the command line says of its options, without defaults.
    pub(crate) given: OptionValues,
    /// The form of the result, `None` for plain files.
    pub(crate) form: Option<Form>,
}

impl Target {
    /// All options: what the command line says, then what the policy file says, then the defaults.
    pub(crate) fn options(&self, file: &PolicyFile) -> OptionValues {
        self.options_in(None, file)
    }

    /// All options in an environment, which come after the command line's.
    pub(crate) fn options_in(
        &self,
        environment: Option<&Environment>,
        file: &PolicyFile,
    ) -> OptionValues {
        let mut values = self.given.clone();
        let own = environment.and_then(|environment| environment.options.get(self.backend.name()));
        if let Some(own) = own {
            values.fill(own);
        }
        if let Some(others) = file.options(self.backend.name()) {
            values.fill(others);
        }
        let mut defaults = OptionValues::default();
        for spec in self.backend.options() {
            if let Some(default) = spec.default {
                defaults.push(spec.name, default);
            }
        }
        values.fill(&defaults);
        values
    }
}

/// Why there is nothing to do.
pub(crate) enum Refusal {
    /// Help, the version, or a mistake that clap explains.
    Clap(clap::Error),
    /// A mistake that we explain.
    Usage(Failure),
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Usage(failure)
    }
}

/// Understands a command line.
pub(crate) fn parse(
    args: impl IntoIterator<Item = OsString>,
    backends: &[&'static dyn Backend],
) -> Result<Invocation, Refusal> {
    let args: Vec<OsString> = args.into_iter().collect();
    let program = args.first().map_or(PROGRAM, |program| program_name(program));
    let mut command = named(program, backends, |name| args.iter().any(|word| word == name));
    let root = command.try_get_matches_from_mut(args).map_err(explain_mistake)?;
    let (name, matches) = root.subcommand().map_or(("convert", None), |(name, m)| (name, Some(m)));
    let layers = Layers::new(&root, matches);
    layers.check(name, &command)?;
    let action = match name {
        "convert" => Action::Convert(target(&layers, backends)?, OutputArgs::read(&layers)?),
        "check" => Action::Check(backend_options::targets(&layers, backends)?),
        "compare" => Action::Compare(backend_options::targets_or_all(&layers, backends)?),
        "config" => Action::Config(ConfigArgs::read(&layers)),
        "diff" => {
            let target = backend_options::target(&layers, backends)?;
            Action::Diff(DiffArgs::read(&layers, target))
        }
        "explain" => {
            let targets = backend_options::targets_or_all(&layers, backends)?;
            Action::Explain(ExplainArgs::read(&layers, targets))
        }
        // `run` has seen it where it is the first word.
        "kompose" => {
            let message = "the flags of `kompose` stand behind it";
            return Err(Failure::usage(message).help("write `compose2k8s kompose …`").into());
        }
        "images" => Action::Images(ImagesArgs::read(&layers)?),
        "bridge" => {
            let mut output = OutputArgs::read(&layers)?;
            if !layers.given("output") {
                output.destination = Destination::Folder("/out".into());
            }
            Action::Bridge(target(&layers, backends)?, output)
        }
        "lock" => Action::Lock(LockArgs::read(&layers)?),
        "completions" => Action::Completions(layers.last("shell").unwrap_or(Shell::Bash)),
        // Only the subcommands that `command` declares arrive here; `man` is the last of them.
        _ => Action::Man(layers.last("command")),
    };
    let report = ReportArgs::read(&layers, backends)?;
    let input = InputArgs::read(&layers);
    Ok(Invocation { action, input, report, backends: backends.to_vec() })
}

fn target(layers: &Layers<'_>, backends: &[&'static dyn Backend]) -> Result<Target, Failure> {
    let mut target = backend_options::target(layers, backends)?;
    target.form = form::read(layers, target.backend)?;
    Ok(target)
}

/// What the program is called.
const PROGRAM: &str = "compose2k8s";

/// What people call it who run it through `kubectl`, which looks for a program of this name.
const PLUGIN: (&str, &str) = ("kubectl-compose2k8s", "kubectl compose2k8s");

/// What people type to run the program that is called so.
fn program_name(program: &OsStr) -> &'static str {
    let stem = Path::new(program).file_stem();
    if stem.is_some_and(|stem| stem == PLUGIN.0) { PLUGIN.1 } else { PROGRAM }
}

/// The command with its flags, for help, completions and the manual.
pub(crate) fn command(backends: &[&'static dyn Backend]) -> Command {
    named(PROGRAM, backends, |_| true)
}

/// The command with its flags, and those of the subcommands that can be meant: making flags takes longer
/// than all else that is done for a small project.
fn named(
    program: &'static str,
    backends: &[&'static dyn Backend],
    can_be_meant: impl Fn(&str) -> bool,
) -> Command {
    let convert = |command: Command| {
        let command = command.args(input::args()).arg(to(backends)).args(output::args());
        let command = command.args(form::args(backends));
        command.args(backend_options::args(backends)).args(report::args())
    };
    let sub = |name: &'static str, about: &'static str, flags: &dyn Fn(Command) -> Command| {
        let command = Command::new(name).about(about);
        if can_be_meant(name) { flags(command) } else { command }
    };
    let as_kompose = "Convert as Kompose does: with its flags, file names and defaults";
    let root = Command::new(PROGRAM)
        .bin_name(program)
        .version(env!("CARGO_PKG_VERSION"))
        .about("Translates Docker Compose projects to Kubernetes manifests and Swarm stacks")
        .override_usage(format!("{program} [COMMAND] [-f FILE]… [--to TARGET] [-o PATH] [OPTIONS]"))
        .after_help(format!(
            "Without a command, `convert` runs. `{program} COMMAND --help` explains a command; \
             `{program} --help` lists the options of every target.",
        ))
        .disable_help_subcommand(true)
        .max_term_width(100);
    convert(root)
        .subcommand(sub("convert", "Translate a project (the default)", &|command| {
            convert(command).override_usage(format!(
                "{program} [convert] [-f FILE]… [--to TARGET] [-o PATH] [OPTIONS]"
            ))
        }))
        .subcommand(sub(
            "config",
            "Print the resolved project, as `docker compose config` does",
            &|command| command.args(input::args()).args(config::args()).args(report::args()),
        ))
        .subcommand(sub(
            "check",
            "Say what a translation would keep, change and lose; write nothing",
            &|command| {
                command
                    .args(input::args())
                    .arg(to(backends).value_delimiter(',').action(ArgAction::Append))
                    .args(backend_options::args(backends))
                    .args(report::args())
            },
        ))
        .subcommand(sub(
            "compare",
            "Compare what each target would keep, change and lose",
            &|command| {
                command
                    .args(input::args())
                    .arg(several(backends, "Targets to compare [default: all]"))
                    .args(backend_options::args(backends))
                    .args(report::args())
            },
        ))
        .subcommand(sub("diff", "Compare the results of two inputs, object by object", &|command| {
            command
                .after_help(
                    "The exit status is 0 where nothing differs, 1 where something does, 2 for trouble.",
                )
                .args(diff::args())
                .args(input::args().into_iter().filter(|arg| arg.get_id() != "file"))
                .arg(to(backends))
                .args(backend_options::args(backends))
                .args(report::args())
        }))
        .subcommand(sub(
            "explain",
            "Say what a finding means, or where a value comes from and what becomes of it",
            &|command| {
                command
                    .args(explain::args())
                    .args(input::args())
                    .arg(several(backends, "Targets to answer for [default: all]"))
                    .args(backend_options::args(backends))
                    .args(report::args())
            },
        ))
        .subcommand(sub("kompose", as_kompose, &|_| kompose::command().about(as_kompose)))
        .subcommand(sub("images", "List what must be built and pushed, under which names", &|command| {
            command.args(unlocked()).args(images::args()).args(report::args())
        }))
        .subcommand(sub(
            "lock",
            "Pin images by digest: write compose.images.yaml, or check it",
            &|command| command.args(unlocked()).args(lock::args()).args(report::args()),
        ))
        .subcommand(sub(
            "bridge",
            "Transform for Docker Compose Bridge: /in/compose.yaml to /out",
            &convert,
        ))
        .subcommand(sub("completions", "Print a completion script for a shell", &|command| {
            command.arg(
                Arg::new("shell")
                    .value_name("SHELL")
                    .required(true)
                    .value_parser(value_parser!(Shell))
                    .help("The shell"),
            )
        }))
        .subcommand(sub("man", "Print the manual page", &|command| {
            command
                .arg(Arg::new("command").value_name("COMMAND").help("The command to print it for"))
        }))
}

/// The input of commands that look for the images themselves.
fn unlocked() -> impl Iterator<Item = Arg> {
    input::args().into_iter().filter(|arg| arg.get_id() != input::LOCKED)
}

fn to(backends: &[&'static dyn Backend]) -> Arg {
    let targets = backends.iter().map(|b| PossibleValue::new(b.name()).help(b.about()));
    Arg::new("to")
        .long("to")
        .value_name("TARGET")
        .value_parser(PossibleValuesParser::new(targets))
        .default_value(backends.first().map(|backend| backend.name()))
        .help_heading("Output")
        .help("What to translate to")
}

/// `--to` of a command that takes several targets, and all without it.
fn several(backends: &[&'static dyn Backend], help: &'static str) -> Arg {
    let to = to(backends).value_delimiter(',').action(ArgAction::Append);
    to.default_value(None::<&str>).help(help)
}

/// Adds to a mistake what clap cannot know about Compose.
fn explain_mistake(error: clap::Error) -> Refusal {
    let about = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let failure = match error.kind() {
        ErrorKind::UnknownArgument => {
            about(ContextKind::InvalidArg).and_then(docker_flags::explain)
        }
        ErrorKind::InvalidSubcommand => {
            about(ContextKind::InvalidSubcommand).and_then(explain_file)
        }
        _ => None,
    };
    failure.map_or(Refusal::Clap(error), Refusal::Usage)
}

/// `compose2k8s compose.yaml` is a natural first try.
fn explain_file(word: &str) -> Option<Failure> {
    let extension = Path::new(word).extension()?;
    let yaml = extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml");
    yaml.then(|| {
        Failure::usage(format!("`{word}` is not a command"))
            .help(format!("name the file with `-f`: `compose2k8s -f {word}`"))
    })
}

#[cfg(test)]
mod tests;
