//! Translates Compose texts in memory.

#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "tests")]

pub(crate) mod examples;
pub(crate) mod projects;
pub(crate) mod settings;

use std::fmt::Write as _;

use compose_model::Project;
use compose_model::backend::{Context, Flow};
use compose_model::diagnostic::Diagnostics;
use compose_model::env::MapEnv;
use compose_model::load::{self, load};
use compose_model::source::SourceMap;
use compose_model::vfs::MemoryVfs;
use compose_model::workers::{Serial, Workers};
use translate_k8s::{Options, Output, render, translate};

/// What came of a text.
pub(crate) struct Translated {
    /// Objects and origins.
    pub(crate) output: Output,
    /// The findings of loading and translating.
    pub(crate) diagnostics: Diagnostics,
    /// The files.
    pub(crate) sources: SourceMap,
}

/// Translates `compose.yaml` of the project `shop`.
pub(crate) fn translated(compose: &str) -> Translated {
    with(compose, &Options::default(), &[])
}

/// Translates it with options and further files.
pub(crate) fn with(compose: &str, options: &Options, files: &[(&str, &str)]) -> Translated {
    let mut vfs = MemoryVfs::default();
    for (path, content) in files {
        vfs.insert(format!("/shop/{path}"), *content);
    }
    with_vfs(compose, options, vfs)
}

/// Translates it with options and a file system of its own, below `/shop`.
pub(crate) fn with_vfs(compose: &str, options: &Options, vfs: MemoryVfs) -> Translated {
    with_workers(compose, options, vfs, &Serial)
}

/// Translates it with whoever does things at the same time.
pub(crate) fn with_workers(
    compose: &str,
    options: &Options,
    mut vfs: MemoryVfs,
    workers: &dyn Workers,
) -> Translated {
    vfs.insert("/shop/compose.yaml", compose);
    let load_options = load::Options {
        working_dir: "/shop".to_owned(),
        files: vec!["compose.yaml".to_owned()],
        ..load::Options::default()
    };
    let loaded = load(&vfs, &MapEnv::default(), &load_options);
    let mut diagnostics = loaded.diagnostics;
    let output = match &loaded.project {
        Some(project) => {
            let mut context = Context {
                vfs: &vfs,
                diagnostics: &mut diagnostics,
                progress: &mut |_| Flow::Continue,
                trace: true,
                workers,
            };
            translate(project, options, &mut context)
        }
        None => Output::default(),
    };
    Translated { output, diagnostics, sources: loaded.sources }
}

/// The codes that are found in a project that was built in code.
pub(crate) fn from_project(project: &Project) -> Vec<&'static str> {
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
    /// The manifests as one stream.
    pub(crate) fn manifests(&self) -> String {
        let files = render(&self.output.objects);
        let documents: Vec<&str> =
            files.iter().map(|file| std::str::from_utf8(&file.bytes).unwrap()).collect();
        documents.join("---\n")
    }

    /// The manifests as one stream, then the findings.
    pub(crate) fn text(&self) -> String {
        format!("{}\n{}", self.manifests(), self.findings())
    }

    /// The documents of some kinds only, then the findings.
    pub(crate) fn only(&self, kinds: &[&str]) -> String {
        let mut objects = self.output.objects.clone();
        objects.retain(|object| kinds.contains(&object.kind()));
        let files = render(&objects);
        let documents: Vec<&str> =
            files.iter().map(|file| std::str::from_utf8(&file.bytes).unwrap()).collect();
        format!("{}\n{}", documents.join("---\n"), self.findings())
    }

    /// The findings, a line each: code, place and message. Those that every project has are left out.
    pub(crate) fn findings(&self) -> String {
        let mut text = String::new();
        for finding in
            self.diagnostics.iter().filter(|it| !matches!(it.rule.code, "K0121" | "K0227"))
        {
            let place = finding.primary.as_ref().map(|label| {
                let (_, at) = self.sources.locate(label.span);
                format!("{}:{}", at.line, at.column)
            });
            let (severity, code) = (finding.severity.as_str(), finding.rule.code);
            let place = place.unwrap_or_default();
            let subject = finding.subject.as_deref().unwrap_or_default();
            writeln!(text, "{severity}[{code}] {place} {subject}: {}", finding.message).unwrap();
        }
        text
    }

    /// The codes of the findings.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.iter().map(|finding| finding.rule.code).collect()
    }
}
