//! Goes on after a syntax error.
//!
//! The lines that cannot be read are blanked out, with what is indented below them, and the file is read
//! once more: so that all mistakes of a file show in one run, and not one in each. All offsets stay the
//! same. The documents of a repaired file are marked as incomplete.

use std::ops::Range;

/// How often a file is read again.
#[derive(Debug)]
pub(super) struct Repairs {
    left: usize,
    /// Whether anything was blanked out.
    pub(super) any: bool,
    /// Whether an anchor may be among it, whose aliases are then known to be undefined.
    pub(super) lost_anchors: bool,
}

/// What keeps a file from being read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fault {
    /// Where it is.
    pub(super) at: usize,
    /// The beginning of the brackets around it.
    pub(super) flow: Option<usize>,
    /// What goes with its line.
    pub(super) extent: Extent,
}

/// The lines that cannot be read without the one at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// None.
    Line,
    /// Those that are indented deeper.
    Below,
    /// Those, and the following ones on the same level.
    Level,
}

impl Repairs {
    /// The repairs that a file may have: large files would be read for too long.
    pub(super) fn new(bytes: usize) -> Self {
        let left = match bytes {
            0..0x4_0000 => 20,
            0x4_0000..0x40_0000 => 3,
            _ => 0,
        };
        Self { left, any: false, lost_anchors: false }
    }

    /// The text without the lines at and below the fault, or `None` where that is not worth while.
    pub(super) fn without_fault(&mut self, text: &str, fault: &Fault) -> Option<String> {
        self.left = self.left.checked_sub(1)?;
        let range = faulty_lines(text, fault);
        let lines = text.get(range.clone())?;
        if lines.trim().is_empty() || lines.starts_with("---") || lines.starts_with("...") {
            return None;
        }
        self.any = true;
        self.lost_anchors |= lines.contains('&');
        let blank = lines.bytes().map(|b| if matches!(b, b'\n' | b'\r') { b.into() } else { ' ' });
        Some([&text[..range.start], &blank.collect::<String>(), &text[range.end..]].concat())
    }
}

/// The line of a fault with those that go with it.
fn faulty_lines(text: &str, fault: &Fault) -> Range<usize> {
    let start = text[..fault.flow.unwrap_or(fault.at)].rfind('\n').map_or(0, |newline| newline + 1);
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut end = start + first.len();
    for line in lines {
        let content = line.trim();
        let closes = fault.flow.is_some() && content.starts_with([']', '}']);
        let least = match fault.extent {
            Extent::Line => usize::MAX,
            Extent::Below => indentation(first) + 1,
            Extent::Level => indentation(first),
        };
        if !content.is_empty() && !closes && indentation(line) < least {
            break;
        }
        end += line.len();
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_indented_below_goes_too() {
        let text = "a:\n  b: 'x\n    c\n\n  d: 1\n";
        let fault = Fault { at: 8, flow: None, extent: Extent::Below };
        let repaired = Repairs::new(text.len()).without_fault(text, &fault).unwrap();
        assert_eq!(repaired, "a:\n       \n     \n\n  d: 1\n");
        assert_eq!(repaired.len(), text.len());
    }

    #[test]
    fn brackets_go_with_their_end() {
        let text = "a: [\n  b: c: d\n]\ne: 1\n";
        let mut repairs = Repairs::new(text.len());
        let fault = Fault { at: 11, flow: Some(3), extent: Extent::Below };
        let repaired = repairs.without_fault(text, &fault).unwrap();
        assert_eq!(repaired.trim(), "e: 1");
        assert_eq!(repairs.without_fault(&repaired, &fault), None);
    }

    #[test]
    fn large_files_are_not_read_again() {
        let fault = Fault { at: 0, flow: None, extent: Extent::Line };
        assert_eq!(Repairs::new(1 << 30).without_fault("x", &fault), None);
    }
}
