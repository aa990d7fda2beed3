//! The flags, which stand before or behind the command, as Kompose takes them.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, ValueHint};
use clap_complete::Shell;

use super::values::{self, Controller, GroupMode};
use crate::failure::Failure;

/// Everything that the command line says.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(super) struct Args {
    pub(super) action: Action,
    pub(super) verbose: bool,
    pub(super) suppress_warnings: bool,
    pub(super) error_on_warning: bool,
    pub(super) files: Vec<String>,
    pub(super) profiles: Vec<String>,
    pub(super) no_interpolate: bool,
    pub(super) controller: Option<Controller>,
    pub(super) replicas: Option<i64>,
    pub(super) volumes: Option<&'static str>,
    pub(super) pvc_request_size: Option<String>,
    pub(super) namespace: Option<String>,
    pub(super) network_policies: bool,
    pub(super) group_mode: Option<GroupMode>,
    pub(super) group_name: Option<String>,
    pub(super) out: Option<String>,
    pub(super) stdout: bool,
    pub(super) json: bool,
    pub(super) chart: bool,
    pub(super) indent: usize,
    /// The flags that were given, with their values, for what must be said about some of them.
    pub(super) given: Given,
}

/// What to do.
#[derive(Clone, Copy, Debug)]
pub(super) enum Action {
    Convert,
    Completion(Shell),
    Version,
    Help,
}

/// The flags that stand on the command line, with their last values.
#[derive(Debug, Default)]
pub(super) struct Given(Vec<(&'static str, String)>);

impl Given {
    /// The value of a flag that was given.
    pub(super) fn value(&self, flag: &str) -> Option<&str> {
        let found = self.0.iter().find(|(name, _)| *name == flag);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether a switch was turned on.
    pub(super) fn on(&self, flag: &str) -> bool {
        self.value(flag) == Some("true")
    }
}

/// Why there is nothing to do.
pub(super) enum Refusal {
    /// Help, or a mistake that clap explains.
    Clap(clap::Error),
    /// A mistake that we explain.
    Usage(Failure),
}

/// The flags that are hidden from the help, as with Kompose: it deprecates them, or only `OpenShift` has
/// a use for them.
const HIDDEN: &[&str] = &[
    "build-branch",
    "build-repo",
    "daemon-set",
    "deployment",
    "deployment-config",
    "emptyvols",
    "insecure-repository",
    "multiple-container-mode",
    "replication-controller",
    "yaml",
];

/// Flags that take nothing: name, letter, help.
const SWITCHES: &[(&str, Option<char>, &str)] = &[
    ("verbose", Some('v'), "Print notes too"),
    ("suppress-warnings", None, "Print errors only"),
    ("error-on-warning", None, "Treat every warning as an error"),
    ("chart", Some('c'), "Write a Helm chart"),
    ("deployment", Some('d'), "Deployments: `--controller deployment`"),
    ("daemon-set", None, "DaemonSets: `--controller daemonSet`"),
    ("replication-controller", None, "Replication controllers, which nobody should use any more"),
    ("secrets-as-files", None, "Mount secrets as files; they always are"),
    ("deployment-config", None, "For OpenShift"),
    ("insecure-repository", None, "For OpenShift"),
    ("push-image", None, "Push images; see `docker compose push`"),
    ("yaml", Some('y'), "Write YAML, which is the default"),
    ("json", Some('j'), "Write JSON"),
    ("stdout", None, "Write to the standard output"),
    ("emptyvols", None, "Empty folders for volumes: `--volumes emptyDir`"),
    ("generate-network-policies", None, "Write NetworkPolicies for the networks of the project"),
    ("with-kompose-annotation", None, "Annotate with Kompose's version; never done, see the guide"),
    ("no-interpolate", None, "Leave variables as they are written"),
    ("multiple-container-mode", None, "`--service-group-mode label`"),
];

/// Flags that take a value: name, letter, placeholder, help.
const VALUES: &[(&str, Option<char>, &str, &str)] = &[
    ("file", Some('f'), "FILE", "Compose file, `-` for the standard input; may be given again"),
    ("provider", None, "NAME", "`kubernetes`; OpenShift runs its objects too"),
    ("profile", None, "NAME", "Profile to enable; may be given again"),
    ("controller", None, "KIND", "`deployment`, `daemonSet` or `statefulSet` for every service"),
    ("service-group-mode", None, "MODE", "One pod for services of one `label` or `volume`"),
    (
        "service-group-name",
        None,
        "NAME",
        "Name of a Service for the group of `--service-group-mode volume`",
    ),
    ("build-repo", None, "URL", "For OpenShift"),
    ("build-branch", None, "NAME", "For OpenShift"),
    ("build", None, "HOW", "`none`: images are built by `docker compose build` [default: none]"),
    ("push-image-registry", None, "REGISTRY", "Registry to push to; see `docker compose push`"),
    ("build-command", None, "COMMAND", "Command that builds; not run"),
    ("push-command", None, "COMMAND", "Command that pushes; not run"),
    ("out", Some('o'), "PATH", "File, folder (`k8s/`) or `-` [default: the current folder]"),
    ("indent", None, "N", "Spaces of a level of YAML [default: 2]"),
    ("replicas", None, "N", "Replicas of every service [default: what the file says]"),
    ("volumes", None, "KIND", "What volumes become [default: persistentVolumeClaim]"),
    ("pvc-request-size", None, "SIZE", "Size of claims [default: 100Mi]"),
    ("namespace", Some('n'), "NAME", "Namespace of all objects, which is written too"),
];

/// The command with its flags, for parsing, help and completions.
pub(crate) fn command() -> Command {
    let switches = SWITCHES.iter().map(|(name, letter, help)| {
        flag(name, *letter, help)
            .value_parser(values::switch)
            .num_args(0..=1)
            .require_equals(true)
            .hide_possible_values(true)
            .value_name("true|false")
            .default_missing_value("true")
    });
    let values = VALUES.iter().map(|(name, letter, placeholder, help)| {
        let hint = match *name {
            "file" | "out" => ValueHint::AnyPath,
            _ => ValueHint::Other,
        };
        flag(name, *letter, help).value_name(placeholder).value_hint(hint)
    });
    Command::new("kompose")
        .about("Translates Docker Compose projects to Kubernetes manifests, as Kompose is called")
        .override_usage("kompose convert [-f FILE]… [-o PATH] [FLAGS]")
        .after_help(
            "Commands: `convert`, `completion bash|zsh|fish`, `version`, `help`. The differences to \
             Kompose are in docs/kompose.md; `compose2k8s --help` has more options.",
        )
        .disable_version_flag(true)
        .args_override_self(true)
        .max_term_width(100)
        .arg(
            Arg::new("command")
                .value_name("COMMAND")
                .value_parser(["convert", "completion", "version", "help"])
                .help("What to do"),
        )
        .arg(Arg::new("word").value_name("WORD").action(ArgAction::Append).hide(true))
        .args(switches)
        .args(values)
}

fn flag(name: &'static str, letter: Option<char>, help: &'static str) -> Arg {
    let arg = Arg::new(name).long(name).help(help).hide(HIDDEN.contains(&name));
    let arg = match letter {
        Some(letter) => arg.short(letter),
        None => arg,
    };
    arg.action(ArgAction::Append)
}

impl Args {
    /// Understands a command line, whose first word is the program.
    pub(super) fn parse(words: impl IntoIterator<Item = OsString>) -> Result<Self, Refusal> {
        let matches = command().try_get_matches_from(words).map_err(explain)?;
        Self::read(&matches).map_err(Refusal::Usage)
    }

    fn read(matches: &ArgMatches) -> Result<Self, Failure> {
        let given = given(matches);
        let all = |name| -> Vec<String> {
            matches.get_many::<String>(name).into_iter().flatten().cloned().collect()
        };
        let text = |name| given.value(name).filter(|text| !text.is_empty()).map(str::to_owned);
        let files = all("file").iter().flat_map(|it| it.split(',')).map(str::to_owned).collect();
        Ok(Self {
            action: action(matches)?,
            verbose: given.on("verbose"),
            suppress_warnings: given.on("suppress-warnings"),
            error_on_warning: given.on("error-on-warning"),
            files,
            profiles: all("profile"),
            no_interpolate: given.on("no-interpolate"),
            controller: controller(&given)?,
            replicas: parsed(&given, "replicas", |text| {
                let number = text.parse().ok().filter(|number| *number >= 0);
                number.ok_or_else(|| "expected a whole number from 0".to_owned())
            })?,
            volumes: parsed(&given, "volumes", values::volumes)?
                .or(given.on("emptyvols").then_some("emptyDir")),
            pvc_request_size: text("pvc-request-size"),
            namespace: text("namespace"),
            network_policies: given.on("generate-network-policies"),
            group_mode: parsed(&given, "service-group-mode", GroupMode::parse)?
                .or(given.on("multiple-container-mode").then_some(GroupMode::Label)),
            group_name: text("service-group-name"),
            out: text("out"),
            stdout: given.on("stdout"),
            json: given.on("json"),
            chart: given.on("chart"),
            indent: parsed(&given, "indent", |text| {
                let number = text.parse().ok().filter(|number| (2..=9).contains(number));
                number.ok_or_else(|| "expected a number from 2 to 9".to_owned())
            })?
            .unwrap_or(2),
            given,
        })
    }
}

/// What was given on the command line; of several values the last one counts.
fn given(matches: &ArgMatches) -> Given {
    let mut given = Vec::new();
    for (name, ..) in SWITCHES {
        let value = matches.get_many::<bool>(name).into_iter().flatten().last();
        given.extend(value.map(|value| (*name, value.to_string())));
    }
    for (name, ..) in VALUES {
        let value = matches.get_many::<String>(name).into_iter().flatten().last();
        given.extend(value.map(|value| (*name, value.clone())));
    }
    Given(given)
}

/// Kompose without a command prints its help.
fn action(matches: &ArgMatches) -> Result<Action, Failure> {
    let command = matches.get_one::<String>("command").map_or("help", String::as_str);
    let words: Vec<&String> = matches.get_many("word").into_iter().flatten().collect();
    match (command, words.as_slice()) {
        ("convert", []) => Ok(Action::Convert),
        ("convert", [word, ..]) => Err(Failure::usage(format!("`convert` takes no `{word}`"))
            .help(format!("name the Compose file with `-f {word}`"))),
        ("version", []) => Ok(Action::Version),
        ("completion", [shell]) => match shell.as_str() {
            "bash" => Ok(Action::Completion(Shell::Bash)),
            "zsh" => Ok(Action::Completion(Shell::Zsh)),
            "fish" => Ok(Action::Completion(Shell::Fish)),
            _ => Err(Failure::usage(format!("`{shell}` is not a shell that is known here"))
                .help("ask for `bash`, `zsh` or `fish`")),
        },
        ("completion", _) => Err(Failure::usage("`completion` takes the name of one shell")
            .help("ask for `bash`, `zsh` or `fish`")),
        ("help", _) => Ok(Action::Help),
        (command, _) => Err(Failure::usage(format!("`{command}` takes no arguments"))),
    }
}

/// The kind of workload; the older flags say it, too.
fn controller(given: &Given) -> Result<Option<Controller>, Failure> {
    let older = [
        ("deployment", Controller::Deployment),
        ("daemon-set", Controller::DaemonSet),
        ("replication-controller", Controller::Replication),
    ];
    let older = older.into_iter().find(|(flag, _)| given.on(flag)).map(|(_, kind)| kind);
    let empty = given.value("controller").is_some_and(str::is_empty);
    let named = if empty { None } else { parsed(given, "controller", Controller::parse)? };
    Ok(named.or(older))
}

fn parsed<T>(
    given: &Given,
    flag: &str,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, Failure> {
    let Some(text) = given.value(flag) else { return Ok(None) };
    let value = parse(text);
    value.map(Some).map_err(|expected| Failure::usage(format!("`--{flag} {text}`: {expected}")))
}

/// `kompose up` is gone since 2020, but is still in many texts.
fn explain(error: clap::Error) -> Refusal {
    let value = match error.get(ContextKind::InvalidValue) {
        Some(ContextValue::String(text)) => text.as_str(),
        _ => "",
    };
    let failure = match (error.kind(), value) {
        (ErrorKind::InvalidValue, "up") => {
            Some(("up", "kompose convert -o - | kubectl apply -f -"))
        }
        (ErrorKind::InvalidValue, "down") => {
            Some(("down", "kompose convert -o - | kubectl delete -f -"))
        }
        _ => None,
    };
    match failure {
        Some((word, instead)) => Refusal::Usage(
            Failure::usage(format!("`{word}` is not in Kompose any more"))
                .help(format!("run `{instead}`")),
        ),
        None => Refusal::Clap(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Args, String> {
        let words = std::iter::once("kompose").chain(line.split_whitespace());
        Args::parse(words.map(OsString::from)).map_err(|refusal| match refusal {
            Refusal::Usage(failure) => failure.message,
            Refusal::Clap(error) => error.to_string(),
        })
    }

    #[test]
    fn flags_stand_before_and_behind_the_command() {
        for line in ["-f a.yml -f b.yml,c.yml convert -j", "convert -j -f a.yml,b.yml --file=c.yml"]
        {
            let args = parse(line).unwrap();
            assert!(matches!(args.action, Action::Convert) && args.json, "{line}");
            assert_eq!(args.files, ["a.yml", "b.yml", "c.yml"], "{line}");
        }
        let args = parse("--stdout convert --stdout=false -n shop --replicas 2").unwrap();
        assert!(!args.stdout);
        assert_eq!((args.namespace.as_deref(), args.replicas), (Some("shop"), Some(2)));
    }

    #[test]
    fn older_flags_say_the_same() {
        let args = parse("convert --daemon-set --emptyvols --multiple-container-mode").unwrap();
        assert_eq!(args.controller, Some(Controller::DaemonSet));
        assert_eq!(args.volumes, Some("emptyDir"));
        assert_eq!(args.group_mode, Some(GroupMode::Label));
        assert_eq!(parse("convert --controller daemonset").unwrap().controller, args.controller);
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for line in [
            "convert --controller replicaset",
            "convert --volumes disk",
            "convert --replicas -1",
            "convert --indent 1",
            "convert --service-group-mode pod",
            "convert --stdout=maybe",
            "convert --kustomize",
            "convert compose.yaml",
            "completion powershell",
            "completion",
            "version now",
            "up",
            "deploy",
        ] {
            assert!(parse(line).is_err(), "{line}");
        }
    }

    #[test]
    fn every_flag_has_its_place() {
        command().debug_assert();
        let known = |flag: &str| {
            SWITCHES.iter().any(|(name, ..)| *name == flag)
                || VALUES.iter().any(|(name, ..)| *name == flag)
        };
        assert!(HIDDEN.iter().all(|flag| known(flag)));
        let guide = include_str!("../../../docs/kompose.md");
        let flags = SWITCHES.iter().map(|it| (it.0, it.1));
        for (flag, letter) in flags.chain(VALUES.iter().map(|it| (it.0, it.1))) {
            let told = guide.contains(&format!("`--{flag}`"));
            assert!(told, "docs/kompose.md says nothing about `--{flag}`");
            let short = letter.is_none_or(|letter| guide.contains(&format!("`-{letter}`")));
            assert!(short, "docs/kompose.md says nothing about the letter of `--{flag}`");
        }
    }
}
