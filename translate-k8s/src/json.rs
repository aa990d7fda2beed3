//! Typed objects as JSON and back, in one place.
//!
//! Every other reader or writer of k8s-openapi's types is some 0.4 MB of code in the binary: so all
//! JSON is written through one kind of writer, and what is read goes the way that `x-k8s` goes.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Serializer, Value};

/// Writes a value as JSON.
///
/// # Errors
/// Those of `out`.
pub(crate) fn write(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::new(out)).map_err(io::Error::from)
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
    serde_json::from_slice(&text(value)).expect("what was written as JSON is JSON")
}
