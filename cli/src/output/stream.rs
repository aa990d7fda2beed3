//! All documents of a result as one stream of YAML.

use std::io::{self, Write};

use compose_model::backend::{OutputFile, Role};

/// Writes the documents in order, with `---` between them.
pub(super) fn write(files: &[OutputFile], out: &mut dyn Write) -> io::Result<()> {
    let mut is_first = true;
    for file in files.iter().filter(|file| file.role == Role::Document) {
        if !is_first && !file.bytes.starts_with(b"---") {
            out.write_all(b"---\n")?;
        }
        out.write_all(&file.bytes)?;
        if !file.bytes.ends_with(b"\n") {
            out.write_all(b"\n")?;
        }
        is_first = false;
    }
    Ok(())
}

/// The stream as a whole.
pub(super) fn join(files: &[OutputFile]) -> Vec<u8> {
    const BETWEEN: usize = "---\n\n".len();
    let length = files.iter().map(|file| file.bytes.len() + BETWEEN).sum();
    let mut stream = Vec::with_capacity(length);
    write(files, &mut stream).expect("memory takes all");
    stream
}
