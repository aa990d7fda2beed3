//! The known name that a misspelt one probably stands for.

/// The known name nearest to `wanted`, if one is near enough to be a slip of the keyboard: at most a
/// third of its letters changed, added, left out or swapped. Of equally near names the first.
pub fn closest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = wanted.chars().flat_map(char::to_lowercase).collect();
    // Names are short; what is longer is not misspelt but hostile.
    if wanted.is_empty() || wanted.len() > 100 {
        return None;
    }
    let allowed = (wanted.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    // Enough for any project, and no burden where thousands of names are wrong.
    for name in known.into_iter().take(1000) {
        let letters: Vec<char> = name.chars().take(101).flat_map(char::to_lowercase).collect();
        if letters.len().abs_diff(wanted.len()) > allowed {
            continue;
        }
        let distance = distance(&wanted, &letters);
        if distance <= allowed
            && distance < wanted.len()
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// The number of letters to change, add, leave out or swap with their neighbour.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let mut steps = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                steps = steps.min(before_last[j - 1] + 1);
            }
            row.push(steps);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let known = ["environment", "env_file", "expose", "image", "web"];
        for (wanted, want) in [
            ("enviroment", Some("environment")),
            ("envfile", Some("env_file")),
            ("imgae", Some("image")),
            ("Image", Some("image")),
            ("webb", Some("web")),
            ("db", None),
            ("", None),
            ("xyz", None),
        ] {
            assert_eq!(closest(wanted, known), want, "{wanted}");
        }
    }

    #[test]
    fn distances_count_each_kind_of_slip_once() {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        for (a, b, want) in
            [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xabcy", 2)]
        {
            assert_eq!(distance(&letters(a), &letters(b)), want, "{a} {b}");
        }
    }
}
