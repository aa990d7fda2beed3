//! The layout of a document: lines, indentation, dashes and colons.
//!
//! serde-saphyr could write whole documents, but it looks at each key several times over: that was a
//! fifth of a whole translation. Here only single values go to it, and few do.

use std::fmt::Display;

use serde::ser::{
    Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple,
    SerializeTupleStruct, Serializer,
};

use super::{EmitError, scalar};

/// One document, with a line end; `step` is the spaces of one level.
pub(super) fn write<T: Serialize + ?Sized>(value: &T, step: usize) -> Result<String, EmitError> {
    /// Most documents fit, and no text is moved again and again while it grows.
    const USUAL_LENGTH: usize = 1 << 10;
    let text = String::with_capacity(USUAL_LENGTH);
    let mut writer = Writer { text, place: Place::Document, column: 0, step };
    value.serialize(&mut writer)?;
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
struct Collection<'a> {
    writer: &'a mut Writer,
    place: Place,
    /// The column of its keys or dashes.
    column: usize,
    empty: bool,
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

    /// A value of a type that is for serde-saphyr to write.
    fn other<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EmitError> {
        if self.place == Place::Key {
            return Err(key_error());
        }
        self.document(&scalar::document(value)?);
        Ok(())
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

    fn collection(&mut self, list: bool) -> Result<Collection<'_>, EmitError> {
        let column = match self.place {
            Place::Key => return Err(key_error()),
            Place::Document => 0,
            Place::Entry if list => self.column,
            Place::Entry | Place::Item => self.column + self.step,
        };
        Ok(Collection { place: self.place, column, empty: true, writer: self })
    }
}

fn key_error() -> EmitError {
    EmitError::custom("a key that is no text")
}

impl Collection<'_> {
    /// Goes to where the next key or dash stands.
    fn next(&mut self) {
        match self.place {
            // Beside the dash, in the column that the others will have.
            Place::Item if self.empty => self.writer.indent(self.writer.step - 1),
            Place::Entry if self.empty => {
                self.writer.text.push('\n');
                self.writer.indent(self.column);
            }
            _ => self.writer.indent(self.column),
        }
        self.empty = false;
    }

    fn key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EmitError> {
        self.next();
        self.writer.place = Place::Key;
        key.serialize(&mut *self.writer)?;
        // A key of more than 1024 characters has a line of its own, after `?`.
        if self.writer.text.ends_with('\n') {
            self.writer.indent(self.column);
        }
        self.writer.text.push(':');
        Ok(())
    }

    fn item<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), EmitError> {
        self.next();
        self.writer.text.push('-');
        self.value(Place::Item, item)
    }

    fn value<T: Serialize + ?Sized>(&mut self, place: Place, value: &T) -> Result<(), EmitError> {
        (self.writer.place, self.writer.column) = (place, self.column);
        value.serialize(&mut *self.writer)
    }

    fn finish(self, empty: &str) {
        if self.empty {
            self.writer.place = self.place;
            self.writer.plain(empty);
        }
    }
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = EmitError;
    type SerializeSeq = Collection<'a>;
    type SerializeTuple = Collection<'a>;
    type SerializeTupleStruct = Collection<'a>;
    type SerializeTupleVariant = Impossible<(), EmitError>;
    type SerializeMap = Collection<'a>;
    type SerializeStruct = Collection<'a>;
    type SerializeStructVariant = Impossible<(), EmitError>;

    fn serialize_bool(self, value: bool) -> Result<(), EmitError> {
        self.plain(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), EmitError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), EmitError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), EmitError> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), EmitError> {
        self.display(value);
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), EmitError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), EmitError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), EmitError> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), EmitError> {
        self.display(value);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), EmitError> {
        self.other(&value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), EmitError> {
        self.other(&value)
    }

    fn serialize_char(self, value: char) -> Result<(), EmitError> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), EmitError> {
        match self.place {
            Place::Key if scalar::is_plain_key(value) => self.plain(value),
            Place::Key => self.plain(&scalar::key(value)?),
            _ if scalar::is_plain_value(value) => self.plain(value),
            _ => self.document(&scalar::text(value)?),
        }
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), EmitError> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), EmitError> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), EmitError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), EmitError> {
        if self.place == Place::Key {
            return Err(key_error());
        }
        self.plain("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), EmitError> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), EmitError> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), EmitError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: &T,
    ) -> Result<(), EmitError> {
        Err(variant_error(variant))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Collection<'a>, EmitError> {
        self.collection(true)
    }

    fn serialize_tuple(self, _: usize) -> Result<Collection<'a>, EmitError> {
        self.collection(true)
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Collection<'a>, EmitError> {
        self.collection(true)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, EmitError> {
        Err(variant_error(variant))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Collection<'a>, EmitError> {
        self.collection(false)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Collection<'a>, EmitError> {
        self.collection(false)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, EmitError> {
        Err(variant_error(variant))
    }
}

fn variant_error(variant: &str) -> EmitError {
    EmitError::custom(format_args!("the variant {variant} has fields"))
}

impl SerializeMap for Collection<'_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EmitError> {
        self.key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EmitError> {
        self.value(Place::Entry, value)
    }

    fn end(self) -> Result<(), EmitError> {
        self.finish("{}");
        Ok(())
    }
}

impl SerializeStruct for Collection<'_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), EmitError> {
        self.key(key)?;
        self.value(Place::Entry, value)
    }

    fn end(self) -> Result<(), EmitError> {
        self.finish("{}");
        Ok(())
    }
}

impl SerializeSeq for Collection<'_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), EmitError> {
        self.item(item)
    }

    fn end(self) -> Result<(), EmitError> {
        self.finish("[]");
        Ok(())
    }
}

impl SerializeTuple for Collection<'_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), EmitError> {
        self.item(item)
    }

    fn end(self) -> Result<(), EmitError> {
        SerializeSeq::end(self)
    }
}

impl SerializeTupleStruct for Collection<'_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), EmitError> {
        self.item(item)
    }

    fn end(self) -> Result<(), EmitError> {
        SerializeSeq::end(self)
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
