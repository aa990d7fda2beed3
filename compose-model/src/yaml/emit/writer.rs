//! The layout of a document: lines, indentation, dashes and colons.
//!
//! serde-saphyr could write whole documents, but it looks at each key several times over: that was a
//! fifth of a whole translation. Here only single values go to it, and few do.

use std::fmt::Display;

use serde::Serialize;

use super::{EmitError, scalar};
use crate::sink::{self, Sink};

/// One document, with a line end; `step` is the spaces of one level.
pub(super) fn write<T: Serialize + ?Sized>(value: &T, step: usize) -> Result<String, EmitError> {
    /// Most documents fit, and no text is moved again and again while it grows.
    const USUAL_LENGTH: usize = 1 << 10;
    let text = String::with_capacity(USUAL_LENGTH);
    let mut writer = Writer { text, place: Place::Document, column: 0, step, open: Vec::new() };
    sink::write(value, &mut writer)?;
    Ok(writer.text)
}

/// What has been written, and where the next value goes.
struct Writer {
    text: String,
    place: Place,
    /// The column of the key or dash that the next value belongs to.
    column: usize,
    /// The spaces of one level.
    step: usize,
    /// The maps and lists around the next value, the innermost last.
    open: Vec<Collection>,
}

/// What the next value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The whole document.
    Document,
    /// The key of an entry.
    Key,
    /// The value of an entry, after the colon.
    Entry,
    /// An item of a list, after the dash.
    Item,
}

/// A map or list that is being written. Nothing stands there before it is known not to be empty.
#[derive(Clone, Copy)]
struct Collection {
    place: Place,
    /// The column of its keys or dashes.
    column: usize,
    /// What stands for it as long as it is empty, and nothing after that.
    empty: Option<&'static str>,
}

impl Writer {
    /// A value of one line that needs no quotes.
    fn plain(&mut self, text: &str) {
        match self.place {
            Place::Key => self.text.push_str(text),
            Place::Document => {
                self.text.push_str(text);
                self.text.push('\n');
            }
            Place::Entry | Place::Item => {
                self.text.push(' ');
                self.text.push_str(text);
                self.text.push('\n');
            }
        }
    }

    fn display(&mut self, value: impl Display) {
        self.plain(&value.to_string());
    }

    /// A value as a document of its own, which may be a block of several lines.
    fn document(&mut self, document: &str) {
        if self.place != Place::Document {
            self.text.push(' ');
        }
        for (index, line) in document.split_inclusive('\n').enumerate() {
            // Empty lines have no indentation.
            if index > 0 && line != "\n" {
                self.indent(self.column);
            }
            self.text.push_str(line);
        }
    }

    /// A text of several lines, each with its end, as a block.
    fn block(&mut self, text: &str) {
        const INDENT: usize = 2;
        self.text.push_str(if self.place == Place::Document { "|\n" } else { " |\n" });
        for line in text.split_inclusive('\n') {
            // Empty lines have no indentation.
            if line != "\n" {
                self.indent(self.column + INDENT);
            }
            self.text.push_str(line);
        }
    }

    fn indent(&mut self, column: usize) {
        const BLANKS: &str = "                                ";
        let mut rest = column;
        while rest > 0 {
            let part = rest.min(BLANKS.len());
            self.text.push_str(&BLANKS[..part]);
            rest -= part;
        }
    }

    /// A map or list in the place of the next value, or the word for one that stays empty.
    fn collection(&mut self, list: bool, empty: &'static str) -> Result<(), EmitError> {
        let column = match self.place {
            Place::Key => return Err(EmitError::key()),
            Place::Document => 0,
            Place::Entry if list => self.column,
            Place::Entry | Place::Item => self.column + self.step,
        };
        self.open.push(Collection { place: self.place, column, empty: Some(empty) });
        Ok(())
    }

    /// Goes to where the next key or dash of the innermost collection stands.
    fn next(&mut self) {
        let Some(collection) = self.open.last_mut() else { return };
        let first = collection.empty.take().is_some();
        let (place, column) = (collection.place, collection.column);
        match place {
            // Beside the dash, in the column that the others will have.
            Place::Item if first => self.indent(self.step - 1),
            Place::Entry if first => {
                self.text.push('\n');
                self.indent(column);
            }
            _ => self.indent(column),
        }
        self.column = column;
    }
}

impl Sink for Writer {
    fn map(&mut self) -> Result<(), EmitError> {
        self.collection(false, "{}")
    }

    fn list(&mut self) -> Result<(), EmitError> {
        self.collection(true, "[]")
    }

    fn close(&mut self) -> Result<(), EmitError> {
        if let Some(Collection { place, empty: Some(empty), .. }) = self.open.pop() {
            self.place = place;
            self.plain(empty);
        }
        Ok(())
    }

    fn key(&mut self) -> Result<(), EmitError> {
        self.next();
        self.place = Place::Key;
        Ok(())
    }

    fn value(&mut self) -> Result<(), EmitError> {
        // A key of more than 1024 characters has a line of its own, after `?`.
        if self.text.ends_with('\n') {
            self.indent(self.column);
        }
        self.text.push(':');
        self.place = Place::Entry;
        Ok(())
    }

    fn item(&mut self) -> Result<(), EmitError> {
        self.next();
        self.text.push('-');
        self.place = Place::Item;
        Ok(())
    }

    fn null(&mut self) -> Result<(), EmitError> {
        if self.place == Place::Key {
            return Err(EmitError::key());
        }
        self.plain("null");
        Ok(())
    }

    fn bool(&mut self, value: bool) -> Result<(), EmitError> {
        self.plain(if value { "true" } else { "false" });
        Ok(())
    }

    fn int(&mut self, value: i64) -> Result<(), EmitError> {
        self.display(value);
        Ok(())
    }

    fn uint(&mut self, value: u64) -> Result<(), EmitError> {
        self.display(value);
        Ok(())
    }

    fn float(&mut self, value: f64) -> Result<(), EmitError> {
        if self.place == Place::Key {
            return Err(EmitError::key());
        }
        self.document(&scalar::document(&value)?);
        Ok(())
    }

    fn text(&mut self, value: &str) -> Result<(), EmitError> {
        match self.place {
            Place::Key if scalar::is_plain_key(value) => self.plain(value),
            Place::Key => self.plain(&scalar::key(value)?),
            _ if scalar::is_plain_value(value) => self.plain(value),
            _ if scalar::is_block(value) => self.block(value),
            _ => self.document(&scalar::text(value)?),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde_json::{Value as Json, json};

    use super::*;

    #[test]
    fn what_has_no_form_is_an_error() {
        assert!(write(&BTreeMap::from([(vec![1], 1)]), 2).is_err());
        assert!(write(&BTreeMap::from([((), 1)]), 2).is_err());
        assert!(write(&Err::<(), i32>(1), 2).is_err());
    }

    /// Words, numbers, paths and lines: each in quotes, as a block or neither.
    fn any_text() -> impl Strategy<Value = String> {
        prop_oneof![
            "[A-Za-z/][A-Za-z0-9_./:-]{0,8}",
            "[ \\-?:,#&*!|>'\"%@`~=<.0-9_a-eyn\\\\\n\r\u{85}]{0,12}",
            "[ ]{0,2}[a-c]{0,3}\n{0,2}[ ]{0,2}[a-c]{0,3}\n{0,2}",
            "([#!-~][ -~]{0,4}\n{1,2}){1,4}",
            "-?[0-9a-zA-Z/=.:]{0,5}",
            "[0-9]{1,3}(m|Ki|Mi|Gi|Ti|e|E|K)?",
            proptest::sample::select(vec![
                "yes", "No", "on", "OFF", "y", "N", "true", "Null", "NaN"
            ])
            .prop_map(str::to_owned),
            "\\PC{0,8}",
        ]
    }

    fn any_tree() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::from),
            any::<i64>().prop_map(Json::from),
            any::<u64>().prop_map(Json::from),
            any::<f64>().prop_map(Json::from),
            any_text().prop_map(Json::from),
        ];
        leaf.prop_recursive(5, 40, 5, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
                proptest::collection::vec((any_text(), inner), 0..4)
                    .prop_map(|entries| entries.into_iter().collect()),
            ]
        })
    }

    #[test]
    fn lists_in_lists_and_blocks_in_both_are_as_serde_saphyr_has_them() {
        let tree =
            json!({"a": [[1, [2]], {"b": "x\ny", "c": ["p\n q\n", [" r\ns\n\n"]]}, "t\n\nu"]});
        assert_eq!(write(&tree, 2).unwrap(), scalar::document(&tree).unwrap());
    }

    proptest! {
        /// Whatever the fast way writes, serde-saphyr writes too, when it writes the whole document.
        #[test]
        fn every_tree_is_as_serde_saphyr_has_it(tree in any_tree()) {
            prop_assert_eq!(write(&tree, 2).unwrap(), scalar::document(&tree).unwrap());
        }
    }
}
