//! Writes YAML that other readers read back as the same values.
//!
//! Our output is read by kubectl, by `docker stack deploy` and by scripts, whose readers follow
//! YAML 1.1 in part: `yes`, `0777`, `1_000`, `22:22` and `2001-01-01` are quoted, text of several
//! lines becomes a block with `|`, and long lines are never folded. The layout is that of kubectl: two
//! spaces for a level, and lists in the column of their key.

mod scalar;
mod writer;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::mapping::Mapping;
use super::node::{Node, Number, Value};
use super::scalar::Resolved;
pub use crate::sink::EmitError;

/// The spaces of a level.
const INDENT: usize = 2;

/// One document, with a line end and without `---`.
///
/// # Errors
/// When the value holds what YAML documents here cannot, see [`EmitError`].
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> Result<String, EmitError> {
    writer::write(value, INDENT)
}

/// As [`to_string`], with another number of spaces for a level: at least 2, because the dash of an
/// item and the space after it take as much.
///
/// # Errors
/// As [`to_string`].
pub fn to_string_indented<T: Serialize + ?Sized>(
    value: &T,
    spaces: usize,
) -> Result<String, EmitError> {
    writer::write(value, spaces.max(INDENT))
}

/// Several documents, with `---` between them.
///
/// # Errors
/// As [`to_string`].
pub fn to_string_multiple<T: Serialize>(
    values: impl IntoIterator<Item = T>,
) -> Result<String, EmitError> {
    let mut text = String::new();
    for value in values {
        if !text.is_empty() {
            text.push_str("---\n");
        }
        text.push_str(&to_string(&value)?);
    }
    Ok(text)
}

/// What stands for the node in YAML or JSON: values, without places, tags and styles.
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Scalar(scalar) => match scalar.resolve() {
                Resolved::Null => serializer.serialize_unit(),
                Resolved::Bool(value) => serializer.serialize_bool(value),
                Resolved::Number(number) => number.serialize(serializer),
                Resolved::Timestamp(timestamp) => serializer.serialize_str(&timestamp.to_rfc3339()),
                Resolved::String(text) => serializer.serialize_str(text),
            },
            Value::Sequence(items) => {
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    sequence.serialize_element(item)?;
                }
                sequence.end()
            }
            Value::Mapping(mapping) => mapping.serialize(serializer),
        }
    }
}

impl Serialize for Mapping {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (key, value) in self {
            map.serialize_entry(&**key, value)?;
        }
        map.end()
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::Uint(value) => serializer.serialize_u64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::SourceMap;
    use crate::yaml::{Budget, parse};

    /// Text that readers of one kind or another see as something else.
    const AWKWARD: &[&str] = &[
        "",
        "~",
        "null",
        "yes",
        "No",
        "on",
        "y",
        "N",
        "true",
        "0777",
        "0o17",
        "08",
        "1_000",
        "0x1F",
        "1e3",
        ".5",
        "5.",
        "22:22",
        "12:30:45",
        ".inf",
        ".NaN",
        "2001-01-01",
        "2001-12-14 21:59:43",
        "=",
        "<<",
        "-",
        "---",
        "...",
        "- x",
        "? x",
        ":",
        "a: b",
        "a:",
        "a #b",
        "#b",
        "*x",
        "&x",
        "!x",
        "%x",
        "@x",
        "`x",
        "|",
        ">",
        "[x",
        "{x",
        "}",
        ",",
        "'",
        "\"",
        "it's",
        "a\\b",
        " lead",
        "trail ",
        " ",
        "\t",
        "a\tb",
        "a\nb",
        "a\nb\n",
        "a\n\n",
        "\n",
        "\na",
        " a\nb",
        "a \nb",
        "a\n b\n",
        "a\n\tb\n",
        "\ta\nb",
        "\n\ta\nb",
        " \ta\nb",
        "a\r\nb",
        "\r",
        "a\u{85}b",
        "a\u{2028}b",
        "\u{feff}x",
        "\u{7}",
        "\u{7f}",
        "\u{80}",
        "\u{fffe}",
        "😀",
        "héllo",
        "x|\n\ty",
    ];

    fn parsed(text: &str) -> Node {
        let (mut sources, mut diagnostics) = (SourceMap::default(), Diagnostics::default());
        let file = sources.add("out.yaml", text);
        let mut documents = parse(text, file, &mut Budget::default(), &mut diagnostics);
        assert!(diagnostics.is_empty(), "{diagnostics:?}\n{text}");
        documents.pop().unwrap().root
    }

    fn assert_read_back(map: &BTreeMap<String, Vec<String>>) {
        let wide = to_string_indented(&[map], 5).unwrap();
        let back: Vec<BTreeMap<String, Vec<String>>> =
            serde_yaml::from_str(&wide).unwrap_or_else(|e| panic!("{e}: {wide}"));
        assert_eq!(&back[0], map, "{wide}");
        let text = to_string(map).unwrap();
        let back: BTreeMap<String, Vec<String>> = serde_yaml::from_str(&text).unwrap();
        assert_eq!(&back, map, "{text}");
        let node = parsed(&text);
        let mapping = node.as_mapping().unwrap();
        assert_eq!(mapping.len(), map.len());
        for (key, texts) in map {
            let items = mapping.get(key).unwrap().as_sequence().unwrap();
            let items: Vec<_> =
                items.iter().map(|item| item.as_scalar().unwrap().resolve()).collect();
            let texts: Vec<_> = texts.iter().map(|text| Resolved::String(text)).collect();
            assert_eq!(items, texts, "{text}");
        }
    }

    #[test]
    fn awkward_text_stays_text() {
        for text in AWKWARD {
            assert_read_back(&BTreeMap::from([((*text).to_owned(), vec![(*text).to_owned()])]));
        }
        let all = AWKWARD.iter().map(|text| ((*text).to_owned(), vec![(*text).to_owned()]));
        assert_read_back(&all.collect());
        let long = "word ".repeat(300);
        assert_read_back(&BTreeMap::from([(long.clone(), vec![long, "x".repeat(2_000)])]));
    }

    #[test]
    fn the_layout_is_that_of_kubectl() {
        let text = "a: [{b: 1, c: [x, 'yes']}]\ntext: \"one\\n\\ttwo\\n\"\nempty: {}\nnone: []\nn: ~\nt: true\nf: 1.5\n";
        assert_eq!(
            to_string(&parsed(text)).unwrap(),
            "a:\n- b: 1\n  c:\n  - x\n  - \"yes\"\ntext: |\n  one\n  \ttwo\nempty: {}\nnone: []\n\"n\": null\nt: true\nf: 1.5\n"
        );
        assert_eq!(
            to_string_indented(&parsed(text), 4).unwrap(),
            "a:\n-   b: 1\n    c:\n    - x\n    - \"yes\"\ntext: |\n  one\n  \ttwo\nempty: {}\nnone: []\n\"n\": null\nt: true\nf: 1.5\n"
        );
        let long = "word ".repeat(60);
        assert_eq!(to_string(&[long.trim()]).unwrap(), format!("- {}\n", long.trim()));
        assert_eq!(to_string_multiple([1, 2]).unwrap(), "1\n---\n2\n");
    }

    #[test]
    fn only_the_text_with_a_tab_in_front_loses_its_block() {
        let text = to_string(&BTreeMap::from([("a", "\tx\ny\n"), ("b", "x\n\ty\n")])).unwrap();
        assert_eq!(text, "a: \"\\tx\\ny\\n\"\nb: |\n  x\n  \ty\n");
    }

    fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![
            "\\PC{0,20}",
            "[ \\-?:,\\[\\]{}#&*!|>'\"%@`~=<.0-9_a-eyn\\\\\n\t\r\u{85}]{0,20}",
            proptest::sample::select(AWKWARD).prop_map(str::to_owned),
            any::<String>(),
        ]
    }

    proptest! {
        #[test]
        fn any_text_stays_text(
            map in proptest::collection::btree_map(
                any_text(), proptest::collection::vec(any_text(), 0..4), 0..4)
        ) {
            assert_read_back(&map);
        }
    }
}
