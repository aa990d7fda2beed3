//! A further target in one file: systemd units that run the containers with Podman (Quadlet).
//!
//! It proves the seam: a type that implements [`Backend`] and one line of registration, and the whole
//! command line works for it, with its options, help, completions, findings and policies.
//!
//! ```console
//! $ cargo run --example custom-backend -- --to quadlet --unit-prefix shop- -o units/
//! ```

use std::fmt::Write;
use std::process::ExitCode;

use compose_model::Project;
use compose_model::backend::{
    Backend, Context, Flow, OptionKind, OptionSpec, OptionValues, OutputFile, Progress, Role,
    Translation,
};
use compose_model::diagnostic::{Diagnostic, Effect, Rule, Severity};
use compose_model::model::Service;

/// The registration: this slice instead of `compose2k8s::BACKENDS`.
const BACKENDS: &[&dyn Backend] = &[&translate_k8s::Kubernetes, &Quadlet];

fn main() -> ExitCode {
    compose2k8s::run(std::env::args_os(), BACKENDS)
}

/// Translates services to Quadlet units.
struct Quadlet;

/// The rules behind the back end's findings.
const RULES: &[&Rule] = &[&NO_IMAGE];

/// A service that is built has no image yet.
static NO_IMAGE: Rule = Rule {
    code: "Q0101",
    name: "no-image",
    severity: Severity::Warning,
    effect: Effect::Unsupported,
    what: "The service gets no unit.",
    why: "A Quadlet unit runs an image, and this service names none.",
    help: "Build the image and name it with `image`.",
    before: "services:\n  web:\n    build: .\n",
    after: "services:\n  web:\n    image: example.org/web:1\n    build: .\n",
};

impl Backend for Quadlet {
    fn name(&self) -> &'static str {
        "quadlet"
    }

    fn about(&self) -> &'static str {
        "systemd units for Podman"
    }

    fn options(&self) -> &'static [OptionSpec] {
        &[OptionSpec {
            name: "unit-prefix",
            kind: OptionKind::Text("PREFIX"),
            default: Some(""),
            help: "What the names of units begin with",
        }]
    }

    fn rules(&self) -> &'static [&'static Rule] {
        RULES
    }

    fn translate(
        &self,
        project: &Project,
        options: &OptionValues,
        context: &mut Context<'_>,
    ) -> Translation {
        let prefix = options.get("unit-prefix").unwrap_or_default();
        let mut translation = Translation::default();
        let total = project.services.len();
        for (done, (name, service)) in project.services.iter().enumerate() {
            if (context.progress)(Progress { service: name, done, total }) == Flow::Stop {
                return Translation::default();
            }
            match unit(service) {
                Some(text) => translation.files.push(OutputFile {
                    path: format!("{prefix}{name}.container"),
                    bytes: text.into_bytes(),
                    role: Role::Side,
                    executable: false,
                    secret: false,
                }),
                None => context.diagnostics.push(
                    Diagnostic::new(&NO_IMAGE, format!("service `{name}` has no image"))
                        .at(service.origin.place(), "gets no unit")
                        .subject(format!("services.{name}")),
                ),
            }
        }
        translation
    }
}

fn unit(service: &Service) -> Option<String> {
    let image = service.image.as_ref()?;
    let mut text = format!("[Container]\nImage={image}\n");
    for (name, value) in &service.labels {
        let _ = writeln!(text, "Label={name}={value}");
    }
    text.push_str("\n[Install]\nWantedBy=default.target\n");
    Some(text)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use compose_model::env::MapEnv;
    use compose_model::vfs::MemoryVfs;
    use compose2k8s::{Translated, World};

    use super::*;

    const COMPOSE: &str = "\
services:
  web:
    image: nginx:1.29
    labels: {tier: front}
  app:
    build: .
";

    fn translate(line: &str) -> Translated {
        let vfs = MemoryVfs::new([("/shop/compose.yaml", COMPOSE)]);
        let env = MapEnv::default();
        let world = World { vfs: &vfs, env: &env, working_dir: "/shop".to_owned() };
        let args = std::iter::once("compose2k8s").chain(line.split_whitespace());
        compose2k8s::translate(args.map(OsString::from), BACKENDS, &world).unwrap()
    }

    #[test]
    fn the_command_line_knows_the_back_end() {
        let translated = translate("--to quadlet --unit-prefix shop-");
        let [file] = translated.files[0].as_slice() else { panic!("one unit") };
        assert_eq!(file.path, "shop-web.container");
        let unit = "[Container]\nImage=nginx:1.29\nLabel=tier=front\n\n[Install]\nWantedBy=default.target\n";
        assert_eq!(String::from_utf8_lossy(&file.bytes), unit);
        let codes: Vec<&str> = translated.diagnostics.iter().map(|d| d.rule.code).collect();
        assert_eq!(codes, ["Q0101"]);
    }

    #[test]
    fn its_findings_obey_policies() {
        assert!(translate("--to quadlet --strict").diagnostics.has_errors());
        assert!(!translate("--to quadlet --strict --allow Q0101").diagnostics.has_errors());
        assert!(translate("--to quadlet --deny services.app").files.is_empty());
    }

    #[test]
    fn the_other_targets_are_still_there() {
        assert!(!translate("--to kubernetes").files[0].is_empty());
    }
}
