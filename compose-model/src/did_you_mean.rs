//! The known name that a misspelt one probably stands for.

/// The known name nearest to `wanted`, if one is near enough to be a slip of the keyboard: at most a
/// third of its letters changed, added, left out or swapped. Of equally near names the first.
pub fn closest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = near(wanted, known.into_iter());
    near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}

/// All known names that are near enough, the nearest first.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut near: Vec<_> = near(wanted, known.into_iter()).collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().map(|(_, name)| name).collect()
}

/// The known names that are near enough, with the number of slips.
fn near<'a>(
    wanted: &str,
    known: impl Iterator<Item = &'a str>,
) -> impl Iterator<Item = (usize, &'a str)> {
    let wanted: Vec<char> = wanted.chars().flat_map(char::to_lowercase).collect();
    // Names are short; what is longer is not misspelt but hostile.
    let can_be_a_slip = !wanted.is_empty() && wanted.len() <= 100;
    let allowed = (wanted.len() / 3).max(1);
    // Enough for any project, and no burden where thousands of names are wrong.
    known.take(if can_be_a_slip { 1000 } else { 0 }).filter_map(move |name| {
        let letters: Vec<char> = name.chars().take(101).flat_map(char::to_lowercase).collect();
        if letters.len().abs_diff(wanted.len()) > allowed {
            return None;
        }
        let distance = distance(&wanted, &letters);
        (distance <= allowed && distance < wanted.len()).then_some((distance, name))
    })
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
