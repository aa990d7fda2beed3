//! Which comment holds for a line, and whether anything was found in some lines, without a walk over
//! all comments for every finding.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// Lines with comments, by what they are looked up with.
#[derive(Debug, Default)]
pub(super) struct Lines<'a> {
    ranges: BTreeMap<Key<'a>, Vec<(RangeInclusive<u32>, usize)>>,
}

/// A path and a code.
pub(super) type Key<'a> = (&'a str, &'static str);

impl<'a> Lines<'a> {
    /// The ranges of several comments; `usize` is the number of the comment.
    pub(super) fn new(
        all: impl IntoIterator<Item = (Key<'a>, RangeInclusive<u32>, usize)>,
    ) -> Self {
        let mut ranges: BTreeMap<Key<'a>, Vec<(RangeInclusive<u32>, usize)>> = BTreeMap::new();
        for (key, lines, comment) in all {
            ranges.entry(key).or_default().push((lines, comment));
        }
        for list in ranges.values_mut() {
            list.sort_by_key(|(lines, _)| *lines.start());
            // Each range is replaced by the one so far that reaches furthest, so that one look tells.
            for at in 1..list.len() {
                if list[at - 1].0.end() > list[at].0.end() {
                    let (lines, comment) = list[at - 1].clone();
                    list[at] = (*list[at].0.start()..=*lines.end(), comment);
                }
            }
        }
        Self { ranges }
    }

    /// A comment that holds for a line.
    pub(super) fn at(&self, key: Key<'_>, line: u32) -> Option<usize> {
        let list = self.ranges.get(&key)?;
        let after = list.partition_point(|(lines, _)| *lines.start() <= line);
        let (lines, comment) = &list[after.checked_sub(1)?];
        lines.contains(&line).then_some(*comment)
    }
}

/// Lines where something was found.
#[derive(Debug, Default)]
pub(super) struct Found<'a> {
    lines: BTreeMap<Key<'a>, Vec<u32>>,
}

impl<'a> Found<'a> {
    pub(super) fn new(all: impl IntoIterator<Item = (Key<'a>, u32)>) -> Self {
        let mut lines: BTreeMap<Key<'a>, Vec<u32>> = BTreeMap::new();
        for (key, line) in all {
            lines.entry(key).or_default().push(line);
        }
        for list in lines.values_mut() {
            list.sort_unstable();
        }
        Self { lines }
    }

    /// Whether something was found in a range of lines.
    pub(super) fn is_in(&self, key: Key<'_>, range: &RangeInclusive<u32>) -> bool {
        self.lines.get(&key).is_some_and(|list| {
            let from = list.partition_point(|line| line < range.start());
            list.get(from).is_some_and(|line| range.contains(line))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_and_separate_ranges_are_found() {
        let key = ("f", "K0001");
        let lines =
            Lines::new([(key, 2..=2, 0), (key, 4..=20, 1), (key, 6..=7, 2), (key, 22..=22, 3)]);
        let at: Vec<Option<usize>> =
            [1, 2, 3, 4, 6, 8, 20, 21, 22].iter().map(|line| lines.at(key, *line)).collect();
        let all = [None, Some(0), None, Some(1), Some(1), Some(1), Some(1), None, Some(3)];
        assert_eq!(at, all);
        assert_eq!(lines.at(("f", "K0002"), 2), None);
    }

    #[test]
    fn what_was_found_is_found_by_its_lines() {
        let key = ("f", "K0001");
        let found = Found::new([(key, 9), (key, 3)]);
        assert!(found.is_in(key, &(3..=3)) && found.is_in(key, &(4..=9)));
        assert!(!found.is_in(key, &(4..=8)) && !found.is_in(key, &(10..=99)));
        assert!(!found.is_in(("g", "K0001"), &(3..=3)));
    }
}
