//! The comments of a file.
//!
//! The tree has none of them: nothing that a comment says reaches the project. What it says to us
//! (`# compose2k8s: allow …`) is looked for in the few files that have such a text, in a reading of its
//! own, so that the others do not pay for it.

use granit_parser::{Event, Parser};

use crate::source::{FileId, Span};

/// The comments of a YAML file that hold a text, from their `#` to the end of their line.
///
/// A `#` in a text or in a block scalar is none. After a mistake in the syntax nothing more is found.
pub fn comments(text: &str, file: FileId, holding: &str) -> Vec<Span> {
    let Some(last) = text.rfind(holding) else { return Vec::new() };
    let options = granit_parser::options! {
        emit_comments: true,
        max_buffered_comment_events: usize::MAX,
        emit_unresolved_aliases: true,
        bom_inside_document_as_content: true,
    };
    let mut found = Vec::new();
    for event in Parser::new_from_str_with_options(text, options) {
        let Ok((event, marks)) = event else { break };
        let start = marks.start.byte_offset().unwrap_or(usize::MAX);
        if start > last {
            break;
        }
        if let Event::Comment(..) = event {
            let rest = text.get(start..).unwrap_or_default();
            let comment = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
            if comment.contains(holding) {
                found.push(Span::new(file, clamp(start), clamp(start + comment.len())));
            }
        }
    }
    found
}

fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceMap;

    fn found(text: &str) -> Vec<String> {
        let mut sources = SourceMap::default();
        let file = sources.add("f", text);
        let spans = comments(text, file, "mark");
        spans.into_iter().map(|span| sources.text(span).to_owned()).collect()
    }

    #[test]
    fn comments_are_told_from_texts() {
        let text = "\
# mark one
a: 1 # mark two
b: '# mark' # other
c: |
  # mark
  x
# mark ü three \r
d: [1, # mark four
  2]
e: a#mark
f: \"a
  # mark\"
g: {} #mark five
---
h: x # mark six";
        let all = [
            "# mark one",
            "# mark two",
            "# mark ü three ",
            "# mark four",
            "#mark five",
            "# mark six",
        ];
        assert_eq!(found(text), all);
    }

    proptest::proptest! {
        #[test]
        fn every_text_can_be_searched(text in r"([ \-:\[\]{}#|>&*!'\x22,\t\r\nabü\u{feff}]|# mark){0,60}") {
            for comment in found(&text) {
                proptest::prop_assert!(comment.starts_with('#') && comment.contains("mark"));
            }
        }
    }

    #[test]
    fn many_comments_and_wrong_files_are_no_trouble() {
        let many = "# mark\n".repeat(1000) + "a: 1\n";
        assert_eq!(found(&many).len(), 1000);
        assert_eq!(found("a: [ # mark\nb: }\nc: 1 # mark\n").len(), 1);
        assert!(found("").is_empty());
        assert!(found("a: 1 # other\n").is_empty());
    }
}
