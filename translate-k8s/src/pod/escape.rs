//! `$` in commands, arguments and variables.

use std::borrow::Cow;

/// A text that Kubernetes' expansion turns into `text`.
///
/// In `command`, `args` and `env[].value` the kubelet replaces `$(NAME)` by the variable and `$$` by
/// `$`, and mangles a letter beyond ASCII right after `$`; a `$` before one of these is doubled, every
/// other one stays. Probes, hooks and Secrets are not expanded: their texts go there as they are.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    let Some((mut before, mut rest)) = text.split_once('$') else { return Cow::Borrowed(text) };
    let mut escaped = String::with_capacity(text.len() + 8);
    loop {
        escaped.push_str(before);
        escaped.push('$');
        if rest.starts_with(|next: char| matches!(next, '$' | '(') || !next.is_ascii()) {
            escaped.push('$');
        }
        let Some(split) = rest.split_once('$') else { break };
        (before, rest) = split;
    }
    escaped.push_str(rest);
    Cow::Owned(escaped)
}

/// Each word of a command, escaped.
pub(crate) fn words(words: &[String]) -> Vec<String> {
    words.iter().map(|word| escape(word).into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the kubelet does (`third_party/forked/golang/expansion`), with every variable set to `!`.
    fn expand(text: &str) -> Vec<u8> {
        let bytes = text.as_bytes();
        let (mut expanded, mut at) = (Vec::new(), 0);
        while at < bytes.len() {
            if bytes[at] != b'$' || at + 1 == bytes.len() {
                expanded.push(bytes[at]);
                at += 1;
                continue;
            }
            match bytes[at + 1] {
                b'$' => {
                    expanded.push(b'$');
                    at += 2;
                }
                b'(' => {
                    if let Some(end) = bytes[at + 2..].iter().position(|b| *b == b')') {
                        expanded.push(b'!');
                        at += end + 3;
                    } else {
                        expanded.extend(b"$(");
                        at += 2;
                    }
                }
                // Go turns the single byte into a character of its own.
                byte => {
                    expanded.push(b'$');
                    expanded.extend(char::from(byte).to_string().as_bytes());
                    at += 2;
                }
            }
        }
        expanded
    }

    #[test]
    fn doubles_only_what_would_change() {
        for (given, want) in [
            ("no dollar", "no dollar"),
            ("$5", "$5"),
            ("${X:-y}", "${X:-y}"),
            ("$(X)", "$$(X)"),
            ("$$", "$$$"),
            ("a$", "a$"),
            ("$é", "$$é"),
        ] {
            assert_eq!(escape(given), want);
        }
    }

    proptest! {
        #[test]
        fn the_process_sees_what_was_written(text in "([$()é]|[a-zX]){0,24}") {
            let expanded = expand(&escape(&text));
            prop_assert_eq!(expanded.as_slice(), text.as_bytes());
        }
    }
}
