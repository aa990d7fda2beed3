//! Converts a project that lies in memory, tells how far it is, and stops when it is told to.
//!
//! Neither loader nor translation touches the machine: files come through a `Vfs`, variables through an
//! `Env`, and time not at all. So how long a conversion may take is for the caller to say, who is asked
//! before each service.
//!
//! ```console
//! $ cargo run -p translate-k8s --example in-memory
//! ```

#![allow(clippy::print_stdout, reason = "an example shows what it does")]

use compose_model::backend::{Context, Flow, Progress};
use compose_model::diagnostic::Diagnostics;
use compose_model::env::MapEnv;
use compose_model::load::{Options, load};
use compose_model::vfs::MemoryVfs;
use compose_model::workers::Serial;

/// What a conversion came to.
#[derive(Debug, Default)]
struct Converted {
    /// The manifests, as one stream; none where there is an error, or where it was stopped.
    manifests: Option<String>,
    /// `path:line:column: message`, one for each finding.
    findings: Vec<String>,
}

/// Converts the project in `/project`; `progress` is asked before each service whether to go on.
fn convert(
    files: &MemoryVfs,
    variables: &MapEnv,
    progress: &mut dyn FnMut(Progress<'_>) -> Flow,
) -> Converted {
    let options = Options { working_dir: "/project".to_owned(), ..Options::default() };
    let loaded = load(files, variables, &options);
    let (mut diagnostics, sources) = (loaded.diagnostics, loaded.sources);
    let project = loaded.project.filter(|_| !diagnostics.has_errors());
    let objects = project.map(|project| {
        let diagnostics = &mut diagnostics;
        let mut context =
            Context { vfs: files, diagnostics, progress, trace: false, workers: &Serial };
        translate_k8s::translate(&project, &translate_k8s::Options::default(), &mut context).objects
    });
    let told = |diagnostics: &Diagnostics| {
        let findings = diagnostics.iter().map(|finding| {
            let place = finding.primary.as_ref().map(|label| sources.locate(label.span));
            let place = place.map_or_else(String::new, |(path, at)| {
                format!("{path}:{}:{}: ", at.line, at.column)
            });
            format!("{place}{}", finding.message)
        });
        findings.collect()
    };
    let findings = told(&diagnostics);
    // What is stopped is empty: half of the objects would be no application.
    let objects = objects.filter(|objects| !objects.is_empty() && !diagnostics.has_errors());
    let manifests = objects.map(|objects| {
        let files = translate_k8s::render(&objects);
        let texts = files.iter().map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        texts.collect::<Vec<_>>().join("---\n")
    });
    Converted { manifests, findings }
}

fn main() {
    let files = MemoryVfs::new([("/project/compose.yaml", COMPOSE)]);
    let variables = MapEnv::new([("TAG", "1.29")]);
    let converted = convert(&files, &variables, &mut |at| {
        println!("# {} of {}: {}", at.done, at.total, at.service);
        Flow::Continue
    });
    for finding in &converted.findings {
        println!("# {finding}");
    }
    println!("{}", converted.manifests.unwrap_or_default());
}

const COMPOSE: &str = "\
services:
  web:
    image: nginx:${TAG}
    ports: ['8080:80']
    ulimits: {nproc: 5}
  worker:
    image: example/worker:2
";

#[cfg(test)]
mod tests {
    use super::*;

    fn run(compose: &str, progress: &mut dyn FnMut(Progress<'_>) -> Flow) -> Converted {
        let files = MemoryVfs::new([("/project/compose.yaml", compose)]);
        convert(&files, &MapEnv::new([("TAG", "1.29")]), progress)
    }

    #[test]
    fn progress_is_told_and_the_result_is_in_memory() {
        let mut told = Vec::new();
        let converted = run(COMPOSE, &mut |at| {
            told.push((at.done, at.total));
            Flow::Continue
        });
        assert_eq!(told, [(0, 2), (1, 2)]);
        assert!(converted.manifests.unwrap().contains("image: nginx:1.29"));
        assert!(converted.findings.iter().any(|f| f.starts_with("compose.yaml:5:")));
    }

    #[test]
    fn the_caller_can_stop_it() {
        let mut asked = 0;
        let converted = run(COMPOSE, &mut |_| {
            asked += 1;
            Flow::Stop
        });
        assert_eq!((asked, converted.manifests), (1, None));
    }

    #[test]
    fn errors_have_places_and_no_result() {
        let converted = run("services:\n  web:\n    imgae: nginx\n", &mut |_| Flow::Continue);
        assert!(converted.manifests.is_none());
        assert!(converted.findings[0].starts_with("compose.yaml:3:5: "), "{converted:?}");
    }
}
