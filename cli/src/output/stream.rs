//! All documents of a result as one stream of YAML.

use compose_model::backend::{OutputFile, Role};

/// The documents in order, with `---` between them.
pub(super) fn join(files: &[OutputFile]) -> Vec<u8> {
    let mut stream = Vec::new();
    for file in files.iter().filter(|file| file.role == Role::Document) {
        if !stream.is_empty() && !file.bytes.starts_with(b"---") {
            stream.extend_from_slice(b"---\n");
        }
        stream.extend_from_slice(&file.bytes);
        if !stream.ends_with(b"\n") {
            stream.push(b'\n');
        }
    }
    stream
}
