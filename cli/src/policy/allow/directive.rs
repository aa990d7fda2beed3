//! What a comment says: `# compose2k8s: allow K0604, K0301 because the node sets it`.

use std::ops::Range;

use super::MARK;

/// A comment that is understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Directive<'a> {
    /// The codes, as they are written.
    pub(super) names: Vec<Name<'a>>,
    /// What follows the codes.
    pub(super) reason: &'a str,
}

/// A code as it is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Name<'a> {
    pub(super) text: &'a str,
    /// The bytes of the comment.
    pub(super) range: Range<usize>,
}

/// Why a comment is not understood.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) message: String,
    pub(super) range: Range<usize>,
}

impl<'a> Directive<'a> {
    /// Understands a comment, with its `#`; `None` where it is one for people.
    pub(super) fn parse(comment: &'a str) -> Option<Result<Self, Mistake>> {
        let inner = comment.strip_prefix('#')?.trim_start();
        let rest = inner.strip_prefix(MARK)?;
        Some(Self::parse_rest(comment, rest))
    }

    fn parse_rest(comment: &'a str, rest: &'a str) -> Result<Self, Mistake> {
        // Every part is a suffix of the comment, so lengths tell where it begins.
        let place = |suffix: &str, length: usize| {
            let start = comment.len() - suffix.len();
            start..start + length
        };
        let verb_on = rest.trim_start();
        let verb = word(verb_on);
        if verb != "allow" {
            let message = match verb {
                "" => format!("nothing follows `{MARK}`"),
                verb => format!("a comment can only `allow`, not `{verb}`"),
            };
            return Err(Mistake { message, range: place(verb_on, verb.len()) });
        }
        let mut names = Vec::new();
        let mut left = &verb_on[verb.len()..];
        loop {
            let name_on = left.trim_start();
            let name = word(name_on);
            if name.is_empty() {
                if names.is_empty() {
                    let message = "`allow` names no code".to_owned();
                    return Err(Mistake { message, range: place(verb_on, verb.len()) });
                }
                break;
            }
            names.push(Name { text: name, range: place(name_on, name.len()) });
            left = &name_on[name.len()..];
            match left.trim_start().strip_prefix(',') {
                Some(next) => left = next,
                None => break,
            }
        }
        let reason = left.trim().trim_start_matches(['-', '–', '—', ':', ',']).trim();
        Ok(Self { names, reason })
    }
}

/// The letters, digits and hyphens that a text begins with.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(text.len());
    text[..end].trim_end_matches('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(comment: &str) -> (Vec<&str>, &str) {
        let directive = Directive::parse(comment).unwrap().unwrap();
        for name in &directive.names {
            assert_eq!(&comment[name.range.clone()], name.text);
        }
        (directive.names.iter().map(|name| name.text).collect(), directive.reason)
    }

    #[test]
    fn codes_and_reasons_are_told_apart() {
        assert_eq!(parsed("# compose2k8s: allow K0604"), (vec!["K0604"], ""));
        assert_eq!(parsed("#compose2k8s:allow K0604,C0701"), (vec!["K0604", "C0701"], ""));
        let both = (vec!["K0604", "C0701"], "the node sets it, always");
        assert_eq!(parsed("# compose2k8s: allow K0604 , C0701 the node sets it, always "), both);
        assert_eq!(parsed("# compose2k8s: allow K0604 - why"), (vec!["K0604"], "why"));
        assert_eq!(parsed("# compose2k8s: allow K0604: ü"), (vec!["K0604"], "ü"));
        assert_eq!(parsed("# compose2k8s: allow K0604 (why)"), (vec!["K0604"], "(why)"));
        assert_eq!(parsed("# compose2k8s: allow K0604,"), (vec!["K0604"], ""));
    }

    #[test]
    fn comments_for_people_are_left_alone() {
        for comment in
            ["# converted with compose2k8s: allow", "# allow K0604", "#", "# compose2k8s"]
        {
            assert_eq!(Directive::parse(comment), None, "{comment}");
        }
    }

    #[test]
    fn mistakes_have_places() {
        let mistake = |comment: &'static str| {
            let mistake = Directive::parse(comment).unwrap().unwrap_err();
            (mistake.message, &comment[mistake.range])
        };
        let wrong = "a comment can only `allow`, not `deny`".to_owned();
        assert_eq!(mistake("# compose2k8s: deny K0604"), (wrong, "deny"));
        assert_eq!(mistake("# compose2k8s: "), ("nothing follows `compose2k8s:`".to_owned(), ""));
        assert_eq!(
            mistake("# compose2k8s: allow: x"),
            ("`allow` names no code".to_owned(), "allow")
        );
    }
}
