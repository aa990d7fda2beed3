//! Places in a document where a template puts something in.
//!
//! Documents are written as YAML with a word in each such place; then the word gives way to what the
//! template says there. So the layout is that of every other document, and text of the project is
//! never taken for a part of a template: its `{{` are written as a template that gives `{{`.

use std::fmt::Write;

use compose_model::yaml;
use serde_json::{Map, Value};

/// The places of all documents of a chart.
#[derive(Clone, Debug)]
pub(super) struct Slots {
    /// What the words begin with; no document has it.
    prefix: String,
    slots: Vec<Slot>,
}

#[derive(Clone, Debug)]
enum Slot {
    /// A scalar, or a part of one.
    Text(String),
    /// Whole lines, in which `<N>` stands for the column N to the right of the place.
    Lines(String),
}

impl Slots {
    /// `texts` are all that is written, in any form that holds what its documents hold.
    pub(super) fn new(texts: &str) -> Self {
        let mut prefix = "slot".to_owned();
        while texts.contains(&prefix) {
            prefix.push('t');
        }
        Self { prefix, slots: Vec::new() }
    }

    /// A word for an action of a template, `{{ … }}`. It is the whole scalar, or a part of one where
    /// its text is harmless in YAML.
    pub(super) fn text(&mut self, action: impl Into<String>) -> String {
        self.add(Slot::Text(action.into()))
    }

    /// A word for whole lines, to be used with [`Slots::put`] or as an item of a list.
    pub(super) fn lines(&mut self, lines: impl Into<String>) -> String {
        self.add(Slot::Lines(lines.into()))
    }

    /// Puts lines into a map, where its field was or behind all others.
    pub(super) fn put(&mut self, map: &mut Map<String, Value>, field: &str, lines: String) {
        let word = self.lines(lines);
        match map.keys().position(|name| name == field) {
            // The first field of an item stands behind a dash, where there is no place for lines.
            Some(index) if index > 0 => {
                let mut entries: Vec<(String, Value)> = std::mem::take(map).into_iter().collect();
                entries[index] = (word, Value::Null);
                map.extend(entries);
            }
            Some(_) => {
                map.shift_remove(field);
                map.insert(word, Value::Null);
            }
            None => drop(map.insert(word, Value::Null)),
        }
    }

    /// The template of a document.
    pub(super) fn template(&self, document: &Value) -> String {
        let text = yaml::emit::to_string(document)
            .expect("manifests are maps with text keys, which have a YAML form");
        let mut template = String::with_capacity(text.len() * 2);
        for line in text.lines() {
            let word = line.trim_start().trim_start_matches("- ").trim_end_matches(": null");
            if let Some(Slot::Lines(lines)) = self.get(word) {
                let column = line.len() - line.trim_start().len();
                for line in lines.lines() {
                    self.write_line(line, column, &mut template);
                }
                continue;
            }
            let escaped = line.replace("{{", r#"{{ "{{" }}"#);
            template.push_str(&self.fill(&escaped));
            template.push('\n');
        }
        template
    }

    fn write_line(&self, line: &str, column: usize, template: &mut String) {
        let mut rest = line;
        let _ = write!(template, "{:column$}", "");
        while let Some((before, after)) = rest.split_once('<') {
            template.push_str(before);
            match after.split_once('>') {
                Some((number, tail)) if number.parse::<usize>().is_ok() => {
                    let _ = write!(template, "{}", column + number.parse::<usize>().unwrap_or(0));
                    rest = tail;
                }
                _ => {
                    template.push('<');
                    rest = after;
                }
            }
        }
        template.push_str(&self.fill(rest));
        template.push('\n');
    }

    /// Replaces the words in a line.
    fn fill(&self, line: &str) -> String {
        let mut filled = String::with_capacity(line.len());
        let mut rest = line;
        while let Some(at) = rest.find(&self.prefix) {
            let (before, word) = rest.split_at(at);
            let digits = word[self.prefix.len()..].bytes().take_while(u8::is_ascii_digit).count();
            // The word ends with an `x`, so that no digit that follows becomes a part of it.
            let (word, after) = word.split_at(self.prefix.len() + digits + 1);
            filled.push_str(before);
            match self.get(word) {
                Some(Slot::Text(action)) => filled.push_str(action),
                _ => filled.push_str(word),
            }
            rest = after;
        }
        filled + rest
    }

    /// Whether a text is the word of a place.
    pub(super) fn has(&self, text: &str) -> bool {
        self.get(text).is_some()
    }

    fn add(&mut self, slot: Slot) -> String {
        self.slots.push(slot);
        format!("{}{}x", self.prefix, self.slots.len() - 1)
    }

    fn get(&self, word: &str) -> Option<&Slot> {
        let number = word.strip_prefix(&self.prefix)?.strip_suffix('x')?;
        self.slots.get(number.parse::<usize>().ok()?)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn words_give_way_to_actions() {
        let mut slots = Slots::new("a text with slot in it");
        let image = slots.text("{{ .Values.image | quote }}");
        let item =
            slots.lines("{{- with .Values.more }}\n{{- toYaml . | nindent <0> }}\n{{- end }}");
        let mut map = json!({"image": image, "args": ["{{ a }}", format!("b-{image}1"), item]});
        let map_fields = map.as_object_mut().unwrap();
        slots.put(map_fields, "resources", "{{- if 1 }}\nx: {{ 1 }}\n{{- end }}".to_owned());
        assert_eq!(
            slots.template(&json!({ "spec": map })),
            r#"spec:
  image: {{ .Values.image | quote }}
  args:
  - "{{ "{{" }} a }}"
  - b-{{ .Values.image | quote }}1
  {{- with .Values.more }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- if 1 }}
  x: {{ 1 }}
  {{- end }}
"#
        );
    }
}
