//! What whole loads make of small projects in memory.

mod discovery;
mod extends;
mod include;
mod merge;
mod stories;
mod tags;
mod whole;

use super::{LoadContext, Options, find_files, load_model};
use crate::diagnostic::Diagnostic;
use crate::env::MapEnv;
use crate::source::SourceMap;
use crate::vfs::MemoryVfs;
use crate::yaml::{Node, Resolved, Value};

/// What came of a load.
struct Outcome {
    /// The merged tree.
    tree: Node,
    /// The findings as `CODE path:line:column message`.
    findings: Vec<String>,
}

impl Outcome {
    /// The value at a path such as `services.web.image`, in flow style.
    fn at(&self, path: &str) -> String {
        let mut node = &self.tree;
        for key in path.split('.') {
            let Some(child) = node.get(key) else { return "absent".to_owned() };
            node = child;
        }
        show(node)
    }

    /// The findings, which are none where all is well.
    fn findings(&self) -> String {
        self.findings.join("\n")
    }
}

/// Loads the files below `/app`, of which `compose.yaml` is the project.
fn project(files: &[(&str, &str)]) -> Outcome {
    with(files, &[], Options::default())
}

/// Loads the files below `/app` with variables and options.
fn with(files: &[(&str, &str)], variables: &[(&str, &str)], options: Options) -> Outcome {
    let vfs = MemoryVfs::new(files.iter().map(|(path, text)| (format!("/app/{path}"), *text)));
    let env = MapEnv::new(variables.iter().copied());
    let options = Options { working_dir: "/app".to_owned(), ..options };
    let mut context = LoadContext::new(&vfs, &env, &options);
    let files = find_files(&mut context);
    let tree = load_model(&files, &mut context);
    let sources = &context.sources;
    let findings = context.diagnostics.iter().map(|d| describe(d, sources)).collect();
    Outcome { tree, findings }
}

fn describe(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let place = diagnostic.primary.as_ref().map(|label| {
        let (path, at) = sources.locate(label.span);
        format!(" {path}:{}:{}", at.line, at.column)
    });
    format!("{}{} {}", diagnostic.rule.code, place.unwrap_or_default(), diagnostic.message)
}

fn show(node: &Node) -> String {
    match &node.value {
        Value::Scalar(scalar) => match scalar.resolve() {
            Resolved::Null => "null".to_owned(),
            Resolved::String(text) => text.to_owned(),
            other => format!("!{}", other.to_text()),
        },
        Value::Sequence(items) => {
            format!("[{}]", items.iter().map(show).collect::<Vec<_>>().join(", "))
        }
        Value::Mapping(mapping) => {
            let entries = mapping.iter().map(|(key, value)| format!("{key}: {}", show(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}
