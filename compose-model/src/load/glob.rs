//! Patterns for names, as Go's `filepath.Match` reads them.

/// A pattern: `*` stands for any text, `?` for any character, `[a-z]` and `[^a-z]` for one of them,
/// and `\` takes the next character as it is.
#[derive(Debug)]
pub(crate) struct Glob {
    /// None where the pattern has no meaning, which matches nothing.
    parts: Option<Vec<Part>>,
}

#[derive(Debug)]
enum Part {
    Any,
    One,
    Char(char),
    Class { negated: bool, ranges: Vec<(char, char)> },
}

impl Glob {
    /// Reads a pattern.
    pub(crate) fn new(pattern: &str) -> Self {
        let mut chars = pattern.chars().peekable();
        let mut parts = Vec::new();
        while let Some(char) = chars.next() {
            let part = match char {
                '*' => Some(Part::Any),
                '?' => Some(Part::One),
                '[' => class(&mut chars),
                '\\' => chars.next().map(Part::Char),
                other => Some(Part::Char(other)),
            };
            match part {
                Some(part) => parts.push(part),
                None => return Self { parts: None },
            }
        }
        Self { parts: Some(parts) }
    }

    /// Whether all of `name` matches.
    pub(crate) fn matches(&self, name: &str) -> bool {
        let Some(parts) = &self.parts else { return false };
        let name: Vec<char> = name.chars().collect();
        let (mut p, mut n) = (0, 0);
        // Where to go on when the text after the last `*` does not match: one character further.
        let mut retry = None;
        while n < name.len() {
            match parts.get(p) {
                Some(Part::Any) => {
                    retry = Some((p + 1, n + 1));
                    p += 1;
                }
                Some(part) if part.matches(name[n]) => {
                    p += 1;
                    n += 1;
                }
                _ => match retry {
                    Some((after, next)) => {
                        (p, n) = (after, next);
                        retry = Some((after, next + 1));
                    }
                    None => return false,
                },
            }
        }
        parts[p..].iter().all(|part| matches!(part, Part::Any))
    }
}

impl Part {
    fn matches(&self, char: char) -> bool {
        match self {
            Self::Any | Self::One => true,
            Self::Char(own) => *own == char,
            Self::Class { negated, ranges } => {
                ranges.iter().any(|(first, last)| (*first..=*last).contains(&char)) != *negated
            }
        }
    }
}

/// What stands behind a `[`; none where the class is not closed or empty.
fn class(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<Part> {
    let negated = chars.next_if_eq(&'^').is_some();
    let mut ranges = Vec::new();
    while chars.next_if_eq(&']').is_none() {
        let first = member(chars)?;
        let last = if chars.next_if_eq(&'-').is_some() { member(chars)? } else { first };
        ranges.push((first, last));
    }
    (!ranges.is_empty()).then_some(Part::Class { negated, ranges })
}

fn member(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<char> {
    match chars.next()? {
        '\\' => chars.next(),
        '-' => None,
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[test]
    fn patterns() {
        for (pattern, name, want) in [
            ("web", "web", true),
            ("web", "webs", false),
            ("w*", "web", true),
            ("*b", "web", true),
            ("*e*", "web", true),
            ("w?b", "web", true),
            ("w?b", "wb", false),
            ("*-api-*", "a-api-api-b", true),
            ("*", "", true),
            ("", "a", false),
            ("[dw]*", "web", true),
            ("[^dw]*", "web", false),
            ("[a-w]eb", "web", true),
            ("[a-", "a", false),
            ("[]", "]", false),
            ("a\\*", "a*", true),
            ("a\\*", "ab", false),
        ] {
            assert_eq!(Glob::new(pattern).matches(name), want, "{pattern} {name}");
        }
    }
}
