//! Typed objects as JSON, as text and as a tree.

use std::io::Write;

use compose_model::sink::{self, EmitError, Sink};
use serde::Serialize;
use serde::ser::Error as _;
use serde_json::{Map, Serializer, Value};

/// Writes a value as JSON.
///
/// # Errors
/// Those of `out`.
pub(crate) fn write(value: &impl Serialize, out: &mut dyn Write) -> Result<(), EmitError> {
    sink::write(value, &mut Text { out, open: Vec::new(), first: true, key: false })
}

/// A value as JSON text.
pub(crate) fn text(value: &impl Serialize) -> Vec<u8> {
    let mut text = Vec::new();
    write(value, &mut text)
        .expect("the types of the API are maps with text keys, and memory takes all");
    text
}

/// A value as a tree.
pub(crate) fn tree(value: &impl Serialize) -> Value {
    let mut tree = Tree { whole: Value::Null, open: Vec::new(), keys: Vec::new(), key: false };
    sink::write(value, &mut tree).expect("the types of the API are maps with text keys");
    tree.whole
}

/// JSON that is written in one line.
struct Text<'a> {
    out: &'a mut dyn Write,
    /// The brackets that close the open maps and lists, the innermost last.
    open: Vec<u8>,
    /// Whether the innermost of them is empty so far.
    first: bool,
    /// Whether a key comes next.
    key: bool,
}

impl Text<'_> {
    fn byte(&mut self, byte: u8) -> Result<(), EmitError> {
        self.out.write_all(&[byte]).map_err(EmitError::custom)
    }

    fn scalar(&mut self, value: impl Serialize) -> Result<(), EmitError> {
        value.serialize(&mut Serializer::new(&mut *self.out)).map_err(EmitError::custom)
    }

    fn no_key(&self) -> Result<(), EmitError> {
        if self.key { Err(EmitError::key()) } else { Ok(()) }
    }

    fn open(&mut self, bracket: u8, closing: u8) -> Result<(), EmitError> {
        self.no_key()?;
        self.open.push(closing);
        self.first = true;
        self.byte(bracket)
    }

    fn next(&mut self) -> Result<(), EmitError> {
        if std::mem::take(&mut self.first) { Ok(()) } else { self.byte(b',') }
    }
}

impl Sink for Text<'_> {
    fn map(&mut self) -> Result<(), EmitError> {
        self.open(b'{', b'}')
    }

    fn list(&mut self) -> Result<(), EmitError> {
        self.open(b'[', b']')
    }

    fn close(&mut self) -> Result<(), EmitError> {
        self.first = false;
        self.open.pop().map_or(Ok(()), |bracket| self.byte(bracket))
    }

    fn key(&mut self) -> Result<(), EmitError> {
        self.key = true;
        self.next()
    }

    fn value(&mut self) -> Result<(), EmitError> {
        self.key = false;
        self.byte(b':')
    }

    fn item(&mut self) -> Result<(), EmitError> {
        self.next()
    }

    fn null(&mut self) -> Result<(), EmitError> {
        self.no_key()?;
        self.scalar(())
    }

    fn bool(&mut self, value: bool) -> Result<(), EmitError> {
        self.no_key()?;
        self.scalar(value)
    }

    fn int(&mut self, value: i64) -> Result<(), EmitError> {
        self.no_key()?;
        self.scalar(value)
    }

    fn uint(&mut self, value: u64) -> Result<(), EmitError> {
        self.no_key()?;
        self.scalar(value)
    }

    fn float(&mut self, value: f64) -> Result<(), EmitError> {
        self.no_key()?;
        self.scalar(value)
    }

    fn text(&mut self, value: &str) -> Result<(), EmitError> {
        self.scalar(value)
    }
}

/// JSON as a tree that grows.
struct Tree {
    whole: Value,
    /// The maps and lists around the next value, the innermost last.
    open: Vec<Value>,
    /// The keys at which values are awaited.
    keys: Vec<String>,
    /// Whether a key comes next.
    key: bool,
}

impl Tree {
    fn put(&mut self, value: Value) -> Result<(), EmitError> {
        if self.key {
            return Err(EmitError::key());
        }
        match self.open.last_mut() {
            Some(Value::Array(items)) => items.push(value),
            Some(Value::Object(map)) => {
                map.insert(self.keys.pop().unwrap_or_default(), value);
            }
            _ => self.whole = value,
        }
        Ok(())
    }

    fn open(&mut self, collection: Value) -> Result<(), EmitError> {
        if self.key {
            return Err(EmitError::key());
        }
        self.open.push(collection);
        Ok(())
    }
}

impl Sink for Tree {
    fn map(&mut self) -> Result<(), EmitError> {
        self.open(Value::Object(Map::new()))
    }

    fn list(&mut self) -> Result<(), EmitError> {
        self.open(Value::Array(Vec::new()))
    }

    fn close(&mut self) -> Result<(), EmitError> {
        let collection = self.open.pop().unwrap_or_default();
        self.put(collection)
    }

    fn key(&mut self) -> Result<(), EmitError> {
        self.key = true;
        Ok(())
    }

    fn value(&mut self) -> Result<(), EmitError> {
        self.key = false;
        Ok(())
    }

    fn item(&mut self) -> Result<(), EmitError> {
        Ok(())
    }

    fn null(&mut self) -> Result<(), EmitError> {
        self.put(Value::Null)
    }

    fn bool(&mut self, value: bool) -> Result<(), EmitError> {
        self.put(value.into())
    }

    fn int(&mut self, value: i64) -> Result<(), EmitError> {
        self.put(value.into())
    }

    fn uint(&mut self, value: u64) -> Result<(), EmitError> {
        self.put(value.into())
    }

    fn float(&mut self, value: f64) -> Result<(), EmitError> {
        self.put(value.into())
    }

    fn text(&mut self, value: &str) -> Result<(), EmitError> {
        if self.key {
            self.keys.push(value.to_owned());
            return Ok(());
        }
        self.put(value.into())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    #[test]
    fn both_forms_are_as_serde_json_has_them() {
        let value = json!({
            "a": [], "b": {}, "c": [1, -2, 0.1, null, true, "x\n\"y\""],
            "d": { "e": [{ "f": [[1], {}] }, { "g": {} }], "h": "" }, "i": u64::MAX,
        });
        assert_eq!(text(&value), serde_json::to_vec(&value).unwrap());
        assert_eq!(tree(&value), value);
        assert_eq!((text(&"x"), tree(&1_u8)), (b"\"x\"".to_vec(), json!(1)));
        assert_eq!(text(&[0.1_f32]), serde_json::to_vec(&[0.1_f32]).unwrap());
    }

    #[test]
    fn what_has_no_form_is_an_error() {
        let key = "cannot be written: a key that is no text";
        let lists = write(&BTreeMap::from([(vec![1], 1)]), &mut Vec::new());
        assert_eq!(lists.unwrap_err().to_string(), key);
        let nothing = write(&BTreeMap::from([((), 1)]), &mut Vec::new());
        assert_eq!(nothing.unwrap_err().to_string(), key);
    }
}
