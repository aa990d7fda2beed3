//! The only writer: a result goes to the standard output, to one file, or to a folder.
//!
//! Everything is rendered before the first byte is written. A file appears whole or not at all, and
//! a file that is not ours, or that somebody edited since, is never replaced without `--force`.

mod beside;
mod check;
mod file;
mod folder;
mod record;
mod stage;
mod stream;

use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use compose_model::backend::{OutputFile, Role};
use compose_model::source::SourceMap;

pub(crate) use check::check;

use crate::args::{Destination, OutputArgs};
use crate::failure::Failure;
use crate::render::count;

/// The bytes that are written to the standard output at once.
const PIECE: usize = 1 << 16;

/// What became of a result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// Where it is; `-` for the standard output.
    pub(crate) destination: Option<String>,
    /// Files of an earlier run that are gone.
    pub(crate) removed: usize,
    /// Files of an earlier run that are no part of the result, but were edited and stay.
    pub(crate) kept: Vec<String>,
}

/// Writes a result.
pub(crate) fn write(
    files: &[OutputFile],
    args: &OutputArgs,
    sources: &SourceMap,
) -> Result<Written, Failure> {
    match &args.destination {
        Destination::Folder(folder) => folder::write(files, folder, args.force),
        Destination::Stdout => {
            refuse_side_files(files)?;
            // In pieces: the stream as a whole would take as much memory again.
            let mut out = BufWriter::with_capacity(PIECE, io::stdout().lock());
            written_out(stream::write(files, &mut out).and_then(|()| out.flush()))?;
            Ok(Written { destination: Some("-".to_owned()), ..Written::default() })
        }
        Destination::File(path) => {
            refuse_side_files(files)?;
            let secret = files.iter().any(|file| file.secret);
            to_file(path, &stream::join(files), secret, sources)
        }
    }
}

/// Writes files into a folder that is not ours alone; see [`beside`].
pub(crate) fn beside(
    files: &[OutputFile],
    folder: &Path,
    sources: &SourceMap,
) -> Result<(), Failure> {
    beside::write(files, folder, sources)
}

/// Writes one file, unless it is one of those that were read.
pub(crate) fn to_file(
    path: &Path,
    bytes: &[u8],
    secret: bool,
    sources: &SourceMap,
) -> Result<Written, Failure> {
    file::write(path, bytes, secret, sources)?;
    Ok(Written { destination: Some(path.display().to_string()), ..Written::default() })
}

/// Writes to the standard output. A reader that has seen enough (`| head`) is no mistake.
pub(crate) fn to_stdout(bytes: &[u8]) -> Result<(), Failure> {
    to(&mut io::stdout().lock(), bytes)
}

/// Writes a text with colours to the standard output, without them where they cannot be seen.
pub(crate) fn to_terminal(text: &str) -> Result<(), Failure> {
    to(&mut anstream::stdout().lock(), text.as_bytes())
}

fn to(out: &mut dyn Write, bytes: &[u8]) -> Result<(), Failure> {
    written_out(out.write_all(bytes).and_then(|()| out.flush()))
}

fn written_out(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::error(format!("cannot write to the standard output: {error}")))
        }
        _ => Ok(()),
    }
}

fn refuse_side_files(files: &[OutputFile]) -> Result<(), Failure> {
    let side: Vec<&str> =
        files.iter().filter(|f| f.role == Role::Side).map(|f| f.path.as_str()).collect();
    let Some(first) = side.first() else { return Ok(()) };
    let files = count(side.len(), "file");
    Err(Failure::usage(format!(
        "the result needs {files} beside it (`{first}`…), so one stream cannot hold it"
    ))
    .help("use `-o DIR/` to write a folder"))
}

/// The place of an output file, which must lie in the folder.
fn below(folder: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path);
    let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
    let safe = plain && !path.is_empty() && !path.contains(|c: char| c.is_control() || c == '\\');
    safe.then(|| folder.join(relative))
}

/// The words for a failure of the system.
fn cannot(verb: &str, path: &Path, error: &io::Error) -> Failure {
    Failure::error(format!("cannot {verb} `{}`: {error}", path.display()))
}

#[cfg(test)]
mod tests;
