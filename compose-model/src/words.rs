//! The words of messages.

/// How many names a sentence holds before the rest is counted.
const NAMED: usize = 5;

/// Names in a sentence: `` `a` ``, `` `a` and `b` ``, `` `a`, `b` and 7 further services ``.
///
/// `noun` is what one of them is called.
pub fn listed<'n>(names: impl IntoIterator<Item = &'n str>, noun: &str) -> String {
    let mut names = names.into_iter();
    let mut parts: Vec<String> =
        names.by_ref().take(NAMED).map(|name| format!("`{name}`")).collect();
    match names.count() {
        0 => {}
        1 => parts.push(format!("1 further {noun}")),
        further => parts.push(format!("{further} further {noun}s")),
    }
    match parts.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} and {last}", others.join(", ")),
        _ => parts.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed() {
        let names = ["a", "b", "c", "d", "e", "f", "g"];
        let first = |n: usize| listed(names[..n].iter().copied(), "service");
        assert_eq!(first(0), "");
        assert_eq!(first(1), "`a`");
        assert_eq!(first(2), "`a` and `b`");
        assert_eq!(first(5), "`a`, `b`, `c`, `d` and `e`");
        assert_eq!(first(6), "`a`, `b`, `c`, `d`, `e` and 1 further service");
        assert_eq!(first(7), "`a`, `b`, `c`, `d`, `e` and 2 further services");
    }
}
