//! Command lines and what they mean.

use std::ffi::OsString;

use compose_model::Project;
use compose_model::backend::{Backend, Context, OptionKind, OptionSpec, OptionValues, Translation};
use compose_model::diagnostic::Rule;

use super::{Action, Destination, Invocation, Print, Refusal, Verbosity};
use crate::failure::Status;
use crate::policy_file::{Choice, PolicyFile};
use crate::render::MessageFormat;

/// Two back ends that share an option.
struct Red;
struct Blue;

const SHARED: OptionSpec = OptionSpec {
    name: "registry",
    kind: OptionKind::Text("PREFIX"),
    default: None,
    help: "Registry of built images",
};

macro_rules! backend {
    ($name:ident, $text:literal, $options:expr) => {
        impl Backend for $name {
            fn name(&self) -> &'static str {
                $text
            }
            fn about(&self) -> &'static str {
                "for tests"
            }
            fn options(&self) -> &'static [OptionSpec] {
                $options
            }
            fn rules(&self) -> &'static [&'static Rule] {
                &[]
            }
            fn translate(&self, _: &Project, _: &OptionValues, _: &mut Context<'_>) -> Translation {
                Translation::default()
            }
        }
    };
}

backend!(
    Red,
    "red",
    &[
        SHARED,
        OptionSpec {
            name: "shade",
            kind: OptionKind::Choice(&["light", "dark"]),
            default: Some("light"),
            help: "How red",
        },
        OptionSpec { name: "glow", kind: OptionKind::Flag, default: None, help: "Glow" },
    ]
);
backend!(
    Blue,
    "blue",
    &[
        SHARED,
        OptionSpec { name: "tint", kind: OptionKind::List("TINT"), default: None, help: "A tint" },
    ]
);

const BACKENDS: &[&dyn Backend] = &[&Red, &Blue];

fn parse(line: &str) -> Result<Invocation, Refusal> {
    let words = std::iter::once("compose2k8s").chain(line.split_whitespace());
    super::parse(words.map(OsString::from), BACKENDS)
}

fn accepted(line: &str) -> Invocation {
    match parse(line) {
        Ok(invocation) => invocation,
        Err(Refusal::Usage(failure)) => panic!("{line}: {}", failure.message),
        Err(Refusal::Clap(error)) => panic!("{line}: {error}"),
    }
}

fn refused(line: &str) -> String {
    match parse(line) {
        Ok(_) => panic!("{line}: accepted"),
        Err(Refusal::Usage(failure)) => {
            assert_eq!(failure.status, Status::Usage);
            failure.message
        }
        Err(Refusal::Clap(error)) => {
            assert!(error.use_stderr(), "{line}");
            error.to_string().lines().next().unwrap_or_default().to_owned()
        }
    }
}

fn converted(line: &str) -> (&'static str, OptionValues) {
    match accepted(line).action {
        Action::Convert(target, _) => {
            (target.backend.name(), target.options(&PolicyFile::default()))
        }
        _ => panic!("{line}: not `convert`"),
    }
}

#[test]
fn the_declarations_are_sound() {
    super::command(BACKENDS).debug_assert();
    super::command(crate::BACKENDS).debug_assert();
}

#[test]
fn options_of_one_name_are_of_one_kind() {
    let specs: Vec<&OptionSpec> = crate::BACKENDS.iter().flat_map(|b| b.options()).collect();
    for spec in &specs {
        for other in specs.iter().filter(|other| other.name == spec.name) {
            assert_eq!(other.kind, spec.kind, "--{}", spec.name);
        }
    }
}

#[test]
fn convert_runs_without_being_named() {
    assert_eq!(converted("").0, "red");
    assert_eq!(converted("-f a.yaml --to blue").0, "blue");
    assert_eq!(converted("convert --to blue").0, "blue");
    assert_eq!(converted("--to blue convert").0, "blue");
    assert_eq!(converted("--to red convert --to blue").0, "blue");
}

#[test]
fn input_flags_stand_before_and_after_the_command() {
    for line in [
        "-f a -f b --env-file e -p n --project-directory d --profile x --profile y config",
        "config -f a -f b --env-file e -p n --project-directory d --profile x --profile y",
        "-f a --profile x -p other config -p n -f b --env-file e --project-directory d --profile y",
    ] {
        let input = accepted(line).input;
        assert_eq!(input.files, ["a", "b"], "{line}");
        assert_eq!(input.env_files, ["e"]);
        assert_eq!(input.profiles, ["x", "y"]);
        assert_eq!(input.project_name.as_deref(), Some("n"));
        assert_eq!(input.project_directory.as_deref(), Some("d"));
    }
}

#[test]
fn a_flag_before_a_command_that_does_not_take_it_is_refused() {
    assert_eq!(refused("--to blue config"), "`config` takes no `--to`");
    assert_eq!(refused("-f a completions bash"), "`completions` takes no `--file`");
    assert_eq!(refused("-o x check"), "`check` takes no `--output`");
    accepted("-q -o x config");
}

#[test]
fn options_come_from_the_back_ends() {
    let (_, options) = converted("--registry ghcr.io/acme --glow");
    assert_eq!(options.get("registry"), Some("ghcr.io/acme"));
    assert_eq!(options.get("shade"), Some("light"));
    assert!(options.flag("glow"));
    let (_, options) = converted("--tint a convert --to blue --tint b --tint c");
    assert_eq!(options.all("tint"), ["a", "b", "c"]);
    assert_eq!(options.get("shade"), None);
    assert_eq!(converted("--shade dark convert").1.get("shade"), Some("dark"));
    assert!(!converted("").1.flag("glow"));
    assert_eq!(converted("--glow=false").1.get("glow"), Some("false"));
    assert!(converted("--glow=false convert --glow").1.flag("glow"));
    assert!(refused("--glow=perhaps").contains("invalid value"));
}

#[test]
fn an_option_of_another_target_is_refused() {
    assert_eq!(refused("--to blue --glow"), "`--glow` does nothing for blue");
    let Action::Check(targets) = accepted("check --to red,blue --glow --tint x").action else {
        panic!("not `check`");
    };
    assert_eq!(targets.len(), 2);
    assert!(targets[0].given.flag("glow"));
    assert_eq!(targets[1].given.all("tint"), ["x"]);
}

#[test]
fn a_target_that_is_named_twice_is_checked_once() {
    let Action::Check(targets) = accepted("--to red check --to blue --to red").action else {
        panic!("not `check`");
    };
    let names: Vec<&str> = targets.iter().map(|target| target.backend.name()).collect();
    assert_eq!(names, ["red", "blue"]);
}

#[test]
fn config_takes_the_flags_of_docker_compose() {
    let Action::Config(args) = accepted(
        "config --format json --no-interpolate --no-normalize --no-consistency \
         --no-path-resolution --no-env-resolution -o out web db",
    )
    .action
    else {
        panic!("not `config`");
    };
    assert!(args.json && args.skip.interpolation && args.skip.normalisation);
    assert!(args.skip.consistency && args.skip.path_resolution && args.skip.env_resolution);
    assert_eq!(args.print, Print::Project);
    assert_eq!(args.output.as_deref(), Some("out"));
    assert_eq!(args.services, ["web", "db"]);
    for (flag, print) in [
        ("--services", Print::Services),
        ("--images", Print::Images),
        ("--networks --volumes", Print::Volumes),
        ("--variables", Print::Variables),
        ("--environment", Print::Environment),
    ] {
        let Action::Config(args) = accepted(&format!("config {flag}")).action else {
            panic!("not `config`");
        };
        assert_eq!(args.print, print);
    }
}

#[test]
fn flags_of_docker_compose_that_are_missing_say_why() {
    for flag in ["--resolve-image-digests", "--lock-image-digests", "--dry-run"] {
        let message = refused(&format!("config {flag}"));
        assert!(message.starts_with(&format!("`{flag}` of `docker compose`")), "{message}");
    }
    assert!(refused("--ansi=never config").contains("NO_COLOR"));
    assert!(refused("--no-such-flag").contains("unexpected argument"));
}

#[test]
fn reports_are_told_how() {
    let report = accepted("-q check -v").report;
    assert_eq!(report.verbosity, Verbosity::Quiet);
    assert_eq!(accepted("check -v").report.verbosity, Verbosity::Verbose);
    let report = accepted("--message-format short --allow approximated --deny services.web").report;
    assert_eq!(report.format, MessageFormat::Short);
    assert_eq!(refused("--deny K9999"), "there is no code `K9999`");
    assert!(refused("--deny web").starts_with("`web` is neither"));
}

#[test]
fn the_form_of_a_report_follows_from_its_name() {
    let format = |line: &str| accepted(line).report.file.map(|file| file.format);
    assert_eq!(format("check"), None);
    assert_eq!(format("check --output-report a.SARIF"), Some(MessageFormat::Sarif));
    assert_eq!(format("--output-report a.sarif.json"), Some(MessageFormat::Sarif));
    assert_eq!(format("--output-report out/a.json"), Some(MessageFormat::Json));
    assert_eq!(format("--output-report a.txt"), Some(MessageFormat::Human));
    let told = "--output-report a.txt --report-format github";
    assert_eq!(format(told), Some(MessageFormat::Github));
    assert_eq!(refused("--output-report a"), "the name `a` does not say its form");
    assert!(refused("--report-format json").contains("required"));
}

#[test]
fn the_policy_file_is_chosen() {
    let choice = |line: &str| accepted(line).report.policy_file;
    assert_eq!(choice("check"), Choice::Beside);
    assert_eq!(choice("--policy a.toml check"), Choice::Named("a.toml".to_owned()));
    assert_eq!(choice("check --no-policy"), Choice::None);
    assert_eq!(choice("--policy a.toml --no-policy"), Choice::None);
    assert_eq!(choice("--no-policy --policy a.toml"), Choice::Named("a.toml".to_owned()));
    assert_eq!(choice("--policy a.toml check --no-policy"), Choice::None);
}

#[test]
fn output_has_one_place() {
    let Action::Convert(_, output) = accepted("-o k8s/ convert --force").action else {
        panic!("not `convert`");
    };
    assert_eq!(output.destination, Destination::Folder("k8s/".into()));
    assert!(output.force);
}

#[test]
fn a_file_without_its_flag_is_explained() {
    assert_eq!(refused("compose.yaml"), "`compose.yaml` is not a command");
    assert!(refused("convrt").contains("unrecognized subcommand"));
}
