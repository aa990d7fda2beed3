//! What must not be shown of Secrets.

use std::collections::HashSet;

/// The text of a file of manifests on both sides, with the values of Secrets hidden. Whether a value
/// is another one on the other side is still to be seen.
pub(crate) fn hidden(old: &str, new: &str) -> (String, String) {
    let values = |text: &str| -> HashSet<String> {
        lines(text).filter(|(_, is_value)| *is_value).map(|(line, _)| line.to_owned()).collect()
    };
    let (before, after) = (values(old), values(new));
    let hide = |text: &str, other: &HashSet<String>, side: &str| {
        let mut shown = String::with_capacity(text.len());
        for (line, is_value) in lines(text) {
            if !is_value {
                shown.push_str(line);
            } else if let Some((key, _)) = line.split_once(':') {
                let note = if other.contains(line) { "hidden" } else { side };
                shown.extend([key, ": (", note, ")\n"]);
            }
        }
        shown
    };
    (hide(old, &after, "hidden, old"), hide(new, &before, "hidden, new"))
}

/// The lines, each with whether a value of a Secret stands in it.
fn lines(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let (mut is_secret, mut is_data) = (false, false);
    text.split_inclusive('\n').map(move |line| {
        let content = line.trim_end();
        if !content.starts_with(' ') {
            match content {
                "---" => (is_secret, is_data) = (false, false),
                "kind: Secret" => is_secret = true,
                _ => is_data = matches!(content, "data:" | "stringData:"),
            }
            return (line, false);
        }
        (line, is_secret && is_data)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_hidden_and_changes_are_seen() {
        let text = |password: &str| {
            format!(
                "kind: ConfigMap\ndata:\n  shown: {password}\n---\nkind: Secret\nmetadata:\n  \
                 name: a\ndata:\n  same: YQ==\n  password: {password}\n"
            )
        };
        let (old, new) = hidden(&text("one"), &text("two"));
        assert!(old.ends_with("  name: a\ndata:\n  same: (hidden)\n  password: (hidden, old)\n"));
        assert!(new.ends_with("  same: (hidden)\n  password: (hidden, new)\n"));
        assert!(old.contains("shown: one") && new.contains("shown: two"));
    }
}
