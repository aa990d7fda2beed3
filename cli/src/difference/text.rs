//! Texts, line by line.

use similar::TextDiff;

use super::{ADDED, PLACE, REMOVED, paint};

/// What stands for a side where the file does not exist, as `diff` and `git` write it.
const NOWHERE: &str = "/dev/null";

/// A file on both sides; `None` where it does not exist.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sides<'a> {
    pub(crate) old: Option<&'a [u8]>,
    pub(crate) new: Option<&'a [u8]>,
}

/// A unified difference, in colours; empty where there is none.
pub(crate) fn unified(path: &str, sides: Sides<'_>) -> String {
    let Sides { old, new } = sides;
    if old == new {
        return String::new();
    }
    let text = |side: Option<&'_ [u8]>| std::str::from_utf8(side.unwrap_or_default()).is_ok();
    if !text(old) || !text(new) {
        return format!("{path} differs and is no text\n");
    }
    let lossless =
        |side: Option<&[u8]>| String::from_utf8_lossy(side.unwrap_or_default()).into_owned();
    let (before, after) = (lossless(old), lossless(new));
    let name = |prefix: &str, side: Option<&[u8]>| {
        side.map_or_else(|| NOWHERE.to_owned(), |_| format!("{prefix}/{path}"))
    };
    let diff = TextDiff::from_lines(&before, &after);
    let shown = diff.unified_diff().header(&name("a", old), &name("b", new)).to_string();
    shown
        .lines()
        .enumerate()
        .map(|(number, line)| match line.chars().next() {
            Some('+') if number > 1 => paint(ADDED, line),
            Some('-') if number > 1 => paint(REMOVED, line),
            Some('@') => paint(PLACE, line),
            _ => format!("{line}\n"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(old: Option<&str>, new: Option<&str>) -> String {
        let sides = Sides { old: old.map(str::as_bytes), new: new.map(str::as_bytes) };
        anstream::adapter::strip_str(&unified("a.yaml", sides)).to_string()
    }

    #[test]
    fn differences_are_those_that_patch_reads() {
        assert_eq!(plain(Some("a\n"), Some("a\n")), "");
        let changed = "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n";
        assert_eq!(plain(Some("a\nb\n"), Some("a\nc\n")), changed);
        assert_eq!(plain(None, Some("a\n")), "--- /dev/null\n+++ b/a.yaml\n@@ -0,0 +1 @@\n+a\n");
        assert_eq!(plain(Some("a\n"), None), "--- a/a.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n");
        let sides = Sides { old: Some(b"\xff"), new: Some(b"a") };
        assert_eq!(unified("x", sides), "x differs and is no text\n");
    }
}
