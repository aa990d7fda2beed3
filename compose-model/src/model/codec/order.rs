//! The order in which maps are printed.

use std::cmp::Ordering;

/// Compares keys as the reference loader's YAML writer sorts them: numbers in keys by their value,
/// other signs before numbers and numbers before letters.
pub(crate) fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        match (next(&mut a), next(&mut b)) {
            (None, None) => return Ordering::Equal,
            (one, other) => match one.cmp(&other) {
                Ordering::Equal => {}
                order => return order,
            },
        }
    }
}

/// A sign, a number or a letter; compared in this order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part<'a> {
    Sign(char),
    /// The number of digits without leading zeros, those digits, and the number with them.
    Number(usize, &'a str, usize),
    Letter(char),
}

fn next<'a>(text: &mut &'a str) -> Option<Part<'a>> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() {
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (digits, rest) = text.split_at(end);
        *text = rest;
        let significant = digits.trim_start_matches('0');
        return Some(Part::Number(significant.len(), significant, digits.len()));
    }
    *text = &text[first.len_utf8()..];
    Some(if first.is_alphabetic() { Part::Letter(first) } else { Part::Sign(first) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_in_the_order_of_the_reference() {
        let mut keys = ["a10", "a9", "ab", "a_b", "a", "B", "a1b", "a01", "é", "_", "1", "10", "2"];
        keys.sort_by(|a, b| natural(a, b));
        assert_eq!(
            keys,
            ["_", "1", "2", "10", "B", "a", "a_b", "a1b", "a01", "a9", "a10", "ab", "é"]
        );
    }
}
