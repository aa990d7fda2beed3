//! Rules by what people type for them, and their documentation as Markdown.

use std::fmt::Write;

use super::example::{Example, File};
use crate::diagnostic::Rule;
use crate::did_you_mean;

/// How many rules are named where the wanted one is not known.
const SUGGESTED: usize = 4;

/// The rule with a code or a name, in whatever case.
///
/// # Errors
/// The rules with a code or a name like it, the nearest first; they may be none.
pub fn find(
    rules: impl IntoIterator<Item = &'static Rule>,
    wanted: &str,
) -> Result<&'static Rule, Vec<&'static Rule>> {
    let rules: Vec<&'static Rule> = rules.into_iter().collect();
    let found = rules.iter().find(|rule| names(rule).any(|name| name.eq_ignore_ascii_case(wanted)));
    if let Some(rule) = found {
        return Ok(rule);
    }
    let nearest = did_you_mean::nearest(wanted, rules.iter().flat_map(|rule| names(rule)));
    let rule = |name: &str| rules.iter().copied().find(|rule| names(rule).any(|it| it == name));
    Err(nearest.into_iter().filter_map(rule).take(SUGGESTED).collect())
}

fn names(rule: &Rule) -> impl Iterator<Item = &'static str> + use<> {
    [rule.code, rule.name].into_iter()
}

/// Whether a text can be nothing but the code of a rule: a letter and digits.
pub fn is_code(text: &str) -> bool {
    let digits = text.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The section of a rule in a reference: a heading of the third level with the code and nothing else,
/// so that links are `#k0101`, and what is to be said.
pub fn markdown(rule: &Rule) -> String {
    let Rule { code, name, severity, effect, what, why, help, before, after } = rule;
    let (severity, effect) = (severity.as_str(), effect.as_str());
    let mut text = format!("### {code}\n\n`{name}` · {severity} · {effect}\n\n");
    for paragraph in [what, why, help] {
        let _ = write!(text, "{paragraph}\n\n");
    }
    for (title, example) in [("Before", before), ("After", after)] {
        if !example.is_empty() {
            let _ = write!(text, "{title}:\n\n{}", example_markdown(&Example::parse(example)));
        }
    }
    text
}

fn example_markdown(example: &Example<'_>) -> String {
    let mut text = String::new();
    if let Some(command) = example.command {
        let _ = write!(text, "```console\n$ {command}\n```\n\n");
    }
    for File { path, remark, text: content } in &example.files {
        if !example.is_single() {
            let remark = remark.map(|remark| format!(" ({remark})")).unwrap_or_default();
            let colon = if content.is_empty() { "" } else { ":" };
            let _ = write!(text, "`{path}`{remark}{colon}\n\n");
        }
        if !content.is_empty() {
            let language = match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
                "yaml" | "yml" => "yaml",
                known @ ("json" | "toml") => known,
                _ => "text",
            };
            let _ = write!(text, "```{language}\n{}\n```\n\n", content.trim_end());
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{RULES, UNKNOWN_KEY};

    fn found(wanted: &str) -> Result<&'static str, Vec<&'static str>> {
        let codes = |rules: Vec<&Rule>| rules.into_iter().map(|rule| rule.code).collect();
        find(RULES.iter().copied(), wanted).map(|rule| rule.code).map_err(codes)
    }

    #[test]
    fn codes_and_names_in_whatever_case() {
        assert_eq!(found("C0301"), Ok("C0301"));
        assert_eq!(found("c0301"), Ok("C0301"));
        assert_eq!(found("Unknown-Key"), Ok("C0301"));
    }

    #[test]
    fn slips_of_the_keyboard_find_what_was_meant() {
        let nearest = found("unknwon-key").unwrap_err();
        assert_eq!(nearest.first(), Some(&"C0301"));
        let nearest = found("C0392").unwrap_err();
        assert!(nearest.contains(&"C0302") && nearest.len() <= SUGGESTED, "{nearest:?}");
        assert_eq!(found("zzzzzzzz").unwrap_err(), [""; 0]);
    }

    #[test]
    fn codes_are_told_from_paths_and_names() {
        assert!(is_code("K0101") && is_code("c9"));
        for other in ["", "K", "name", "services.web", "K0101.x", "é1", "0101"] {
            assert!(!is_code(other), "{other}");
        }
    }

    #[test]
    fn a_section_has_all_that_the_rule_says() {
        let text = markdown(&UNKNOWN_KEY);
        assert!(text.starts_with("### C0301\n\n`unknown-key` · error · input\n\n"), "{text}");
        assert_eq!(text.matches("```yaml\n").count(), 2, "{text}");
    }

    #[test]
    fn examples_show_their_command_and_files() {
        let example =
            Example::parse("$ compose2k8s -v\nname: a\n=== big (2 KiB)\n=== a.env\nA=1\n");
        assert_eq!(
            example_markdown(&example),
            "```console\n$ compose2k8s -v\n```\n\n`compose.yaml`:\n\n```yaml\nname: a\n```\n\n\
             `big` (2 KiB)\n\n`a.env`:\n\n```text\nA=1\n```\n\n"
        );
    }
}
