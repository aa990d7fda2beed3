//! Projects from text, translated, for the tests of this crate.

#![allow(dead_code, reason = "no test uses all of it")]
#![allow(clippy::unwrap_used, missing_docs, unreachable_pub)]

pub mod docker;

use compose_model::Project;
use compose_model::backend::{Context, Flow, Translation};
use compose_model::diagnostic::{Diagnostic, Diagnostics, Severity};
use compose_model::env::MapEnv;
use compose_model::load::{self, Loaded};
use compose_model::source::SourceMap;
use compose_model::vfs::MemoryVfs;
use compose_model::workers::Serial;
use translate_swarm::{Options, render, translate};

/// The folder of the projects.
pub const FOLDER: &str = "/srv/shop";

/// A project and what came of it.
pub struct Translated {
    pub translation: Translation,
    pub diagnostics: Diagnostics,
    pub sources: SourceMap,
}

/// Files that projects may name.
pub fn files(compose: &str) -> MemoryVfs {
    let mut files = MemoryVfs::default();
    let path = |name: &str| format!("{FOLDER}/{name}");
    files.insert(path("compose.yaml"), compose);
    files.insert(path("page.txt"), "hello\n");
    files.insert(path("empty.txt"), "");
    files.insert(path("large.bin"), vec![b'x'; 1_024_000]);
    files.insert_with_mode(path("start"), "#!/bin/sh\n", 0o755);
    files.insert_with_mode(path("key.pem"), "private\n", 0o600);
    files.insert(path("data/file"), "1\n");
    files.insert("/etc/localtime", "zone");
    files
}

/// Loads `compose` and translates it.
pub fn translated(compose: &str, options: &Options) -> Translated {
    let vfs = files(compose);
    let env = MapEnv::new([("API_KEY", "k-1")]);
    let load = load::Options { working_dir: FOLDER.to_owned(), ..load::Options::default() };
    let Loaded { project, sources, mut diagnostics, .. } = load::load(&vfs, &env, &load);
    let mut translation = Translation::default();
    if let Some(project) = project {
        let mut context = Context {
            vfs: &vfs,
            diagnostics: &mut diagnostics,
            progress: &mut |_| Flow::Continue,
            trace: true,
            workers: &Serial,
        };
        let output = translate(&project, options, &mut context);
        translation = Translation { files: render(&output), fields: output.fields };
    }
    Translated { translation, diagnostics, sources }
}

/// The codes that are found in a project that was built in code.
pub fn from_project(project: &Project) -> Vec<&'static str> {
    let mut diagnostics = Diagnostics::default();
    let mut context = Context {
        vfs: &MemoryVfs::default(),
        diagnostics: &mut diagnostics,
        progress: &mut |_| Flow::Continue,
        trace: false,
        workers: &Serial,
    };
    translate(project, &Options::default(), &mut context);
    diagnostics.iter().map(|found| found.rule.code).collect()
}

impl Translated {
    /// The text of a file of the result.
    pub fn file(&self, path: &str) -> &str {
        let file = self.translation.files.iter().find(|file| file.path == path);
        let file = file.unwrap_or_else(|| panic!("no file {path}"));
        std::str::from_utf8(&file.bytes).unwrap()
    }

    /// The stack without its first line, and after it the findings, one a line.
    pub fn summary(&self) -> String {
        let stack = self.file("stack.yaml");
        let body = stack.split_once('\n').map_or(stack, |(_, body)| body);
        let findings: Vec<String> = self.findings().map(|one| self.line(one)).collect();
        format!("{body}---\n{}", findings.join("\n"))
    }

    /// The findings of this back end but for the one that nearly every project has: no `restart`.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        let own = |finding: &&Diagnostic| finding.rule.code.starts_with('S');
        self.diagnostics.iter().filter(own).filter(|finding| finding.rule.code != "S0201")
    }

    /// Whether there is a finding of a rule.
    pub fn has(&self, code: &str) -> bool {
        self.diagnostics.iter().any(|finding| finding.rule.code == code)
    }

    /// The errors, one a line.
    pub fn errors(&self) -> String {
        let errors = self.diagnostics.iter().filter(|one| one.severity == Severity::Error);
        errors.map(|one| self.line(one)).collect::<Vec<_>>().join("\n")
    }

    fn line(&self, finding: &Diagnostic) -> String {
        let place = finding.primary.as_ref().map_or_else(String::new, |label| {
            let (_, at) = self.sources.locate(label.span);
            format!("{}:{} ", at.line, at.column)
        });
        let subject = finding.subject.as_deref().unwrap_or("");
        let (code, severity) = (finding.rule.code, finding.severity.as_str());
        format!("{place}{severity} {code} {subject}: {}", finding.message)
    }
}
