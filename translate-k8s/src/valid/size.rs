//! The size of an object as a whole.

use std::io;

use crate::json;
use crate::object::Object;
use crate::options::Apply;
use crate::path::Path;
use crate::rules::TOO_LARGE;

use super::Findings;

/// `kubectl apply` keeps the object in an annotation of itself, and annotations have a limit.
const CLIENT: usize = 256 << 10;
/// The storage of the API server takes no larger requests.
const SERVER: usize = 3 << 19;

/// How much longer JSON is than YAML at the most: a control character of one byte becomes `\u0000`,
/// and what JSON has beside texts is no longer than `: ` and a line end.
const GROWTH: usize = 6;

/// Whether the object as JSON is small enough for the way in which it is applied. `written` is the
/// length of its YAML, if that is known: few objects are so large that their JSON must be measured.
pub(super) fn check(
    object: &Object,
    apply: Apply,
    written: Option<usize>,
    findings: &mut Findings,
) {
    // The annotations count twice; the limit of clients is the lower one.
    if written.is_some_and(|length| (GROWTH + 1) * length <= CLIENT) {
        return;
    }
    let mut counter = Counter(0);
    // Counting never fails, and objects of strings and numbers serialise.
    if json::write(object, &mut counter).is_err() {
        return;
    }
    let annotations = object.metadata().annotations.iter().flatten();
    let annotations: usize = annotations.map(|(key, value)| key.len() + value.len()).sum();
    let (size, limit, way) = match apply {
        Apply::Client => (counter.0 + annotations, CLIENT, "kubectl apply"),
        Apply::Server => (counter.0, SERVER, "the API server"),
    };
    if size > limit {
        let what = format!("is {size} bytes, more than the {limit} that {way} takes");
        findings.add(&TOO_LARGE, &Path::root(), what);
    }
}

/// Counts what is written.
struct Counter(usize);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.0 += bytes.len();
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
