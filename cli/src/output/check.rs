//! Whether what is written is what would be written now.

use std::collections::BTreeMap;
use std::path::Path;

use compose_model::backend::OutputFile;

use super::folder::{Found, found, read_record};
use super::{below, stream};
use crate::args::Destination;
use crate::difference::secret;
use crate::difference::text::{self, Sides};
use crate::failure::Failure;
use crate::render::count;

/// Files that are not as they should be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Drift {
    changed: usize,
    missing: usize,
    left_over: usize,
    /// Unified differences in colours, by path: from what is there to what would be written.
    differences: BTreeMap<String, String>,
}

/// Compares what is at the destination with a result, and writes nothing.
pub(crate) fn check(files: &[OutputFile], destination: &Destination) -> Result<Drift, Failure> {
    let mut drift = Drift::default();
    match destination {
        // Asked for with `--check`, a stream is refused where the arguments are read.
        Destination::Stdout => {}
        Destination::File(path) => {
            let secret = files.iter().any(|file| file.secret);
            let old = content(path)?;
            drift.add(
                &path.display().to_string(),
                old.as_deref(),
                Some(&stream::join(files)),
                secret,
            );
        }
        Destination::Folder(folder) => {
            let record = read_record(folder)?;
            for file in files {
                let Some(place) = below(folder, &file.path) else { continue };
                drift.add(&file.path, content(&place)?.as_deref(), Some(&file.bytes), file.secret);
            }
            for path in record.paths() {
                // The record is a file that anybody can write: a path in it is not trusted.
                let Some(place) = below(folder, path) else { continue };
                if !files.iter().any(|file| file.path == path) {
                    // Nothing says any more whether it was a secret.
                    drift.add(path, content(&place)?.as_deref(), None, true);
                }
            }
        }
    }
    Ok(drift)
}

impl Drift {
    /// What is wrong, in a few words; `None` where nothing is.
    pub(crate) fn summary(&self) -> Option<String> {
        let Self { changed, missing, left_over, .. } = *self;
        let parts = [
            (changed, "differs", "differ"),
            (missing, "is missing", "are missing"),
            (left_over, "is left over", "are left over"),
        ];
        let words = |(number, one, many): (usize, &str, &str)| {
            format!("{} {}", count(number, "file"), if number == 1 { one } else { many })
        };
        let told: Vec<String> =
            parts.into_iter().filter(|(number, ..)| *number > 0).map(words).collect();
        (!told.is_empty()).then(|| told.join(", "))
    }

    /// All differences, by path.
    pub(crate) fn differences(&self) -> String {
        self.differences.values().map(String::as_str).collect()
    }

    fn add(&mut self, path: &str, old: Option<&[u8]>, new: Option<&[u8]>, is_secret: bool) {
        match (old, new) {
            (None, None) => return,
            (None, Some(_)) => self.missing += 1,
            (Some(_), None) => self.left_over += 1,
            (Some(old), Some(new)) if old == new => return,
            (Some(_), Some(_)) => self.changed += 1,
        }
        let sides = Sides { old, new };
        let shown = if is_secret { hidden(path, sides) } else { text::unified(path, sides) };
        self.differences.insert(path.to_owned(), shown);
    }
}

/// The difference of a file that may hold what nobody should see.
fn hidden(path: &str, sides: Sides<'_>) -> String {
    let text = |side: Option<&[u8]>| String::from_utf8_lossy(side.unwrap_or_default()).into_owned();
    let (old, new) = (text(sides.old), text(sides.new));
    if ![&old, &new].iter().any(|text| text.contains("\nkind: ")) {
        return format!("{path} differs; its content is not shown\n");
    }
    let (before, after) = secret::hidden(&old, &new);
    let old = sides.old.map(|_| before.as_bytes());
    let new = sides.new.map(|_| after.as_bytes());
    text::unified(path, Sides { old, new })
}

fn content(place: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match found(place)? {
        Found::Nothing => Ok(None),
        Found::File(bytes, _) => Ok(Some(bytes)),
        Found::Other => Err(Failure::error(format!("`{}` is no ordinary file", place.display()))),
    }
}
