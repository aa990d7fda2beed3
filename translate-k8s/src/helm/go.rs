//! Texts of the template language, which is Go's.

use std::fmt::Write;

use serde_json::Value;

/// A text as a literal in an action.
pub(super) fn quoted(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => literal.extend(['\\', c]),
            '\n' => literal.push_str("\\n"),
            '\t' => literal.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(literal, "\\u{:04x}", u32::from(c));
            }
            c => literal.push(c),
        }
    }
    literal.push('"');
    literal
}

/// The way to a value, `.Values.web.env.LOG_LEVEL`.
pub(super) fn reference(path: &[&str]) -> String {
    path.iter().fold(".Values".to_owned(), |way, name| {
        if is_identifier(name) {
            format!("{way}.{name}")
        } else {
            format!("(index {way} {})", quoted(name))
        }
    })
}

fn is_identifier(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// What `toJson` makes of a value: maps by key, and what is special in HTML escaped.
pub(super) fn json(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort_unstable();
            let entries = keys.into_iter().map(|key| format!("{}:{}", text(key), json(&map[key])));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(","))
        }
        Value::String(string) => text(string),
        other => other.to_string(),
    }
}

fn text(text: &str) -> String {
    let mut json = Value::from(text).to_string();
    for special in ['<', '>', '&', '\u{2028}', '\u{2029}'] {
        if json.contains(special) {
            json = json.replace(special, &format!("\\u{:04x}", u32::from(special)));
        }
    }
    json
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn literals_and_references() {
        assert_eq!(quoted("a \"b\" \\ {{\n\u{1}"), r#""a \"b\" \\ {{\n\u0001""#);
        assert_eq!(reference(&["web", "env", "A_1"]), ".Values.web.env.A_1");
        assert_eq!(reference(&["web", "env", "a.b"]), r#"(index .Values.web.env "a.b")"#);
        assert_eq!(reference(&["1a"]), r#"(index .Values "1a")"#);
    }

    #[test]
    fn json_is_that_of_go() {
        let value = json!({"b": [1, true, null], "a": "<&>\n"});
        assert_eq!(json(&value), r#"{"a":"\u003c\u0026\u003e\n","b":[1,true,null]}"#);
    }
}
