//! The stack and its files as bytes.

use compose_model::backend::{OutputFile, Role};
use compose_model::yaml::emit;

use crate::Output;
use crate::deploy_script;

/// The path of the stack file.
pub(crate) const STACK: &str = "stack.yaml";

/// Writes the stack, the files that it reads, and a script that deploys it.
pub fn render(output: &Output) -> Vec<OutputFile> {
    if output.stack.version.is_empty() {
        return Vec::new();
    }
    let file = |path: &str, bytes: String, role| OutputFile {
        path: path.to_owned(),
        bytes: bytes.into_bytes(),
        role,
        executable: false,
        secret: false,
    };
    let mut files = vec![file(STACK, document(output), Role::Document)];
    files.extend(output.side_files.iter().cloned());
    if output.side_files.iter().any(|file| file.secret) {
        files.push(file(".gitignore", "/secrets/\n".to_owned(), Role::Extra));
    }
    files.push(OutputFile {
        executable: true,
        ..file("deploy.sh", deploy_script::write(&output.deployment), Role::Extra)
    });
    files
}

fn document(output: &Output) -> String {
    let name = &output.deployment.stack;
    let head =
        format!("# Deploy it with `sh deploy.sh`, or `docker stack deploy -c {STACK} {name}`.\n");
    // Serialising fails on keys that are no text, which the stack's types do not have.
    head + &emit::to_string(&output.stack).expect("the stack's types have text keys only")
}
