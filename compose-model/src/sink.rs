//! Where serialised values go, step by step.
//!
//! Each serializer of serde is compiled once more for every type that it is given, and the types of
//! Kubernetes are many: that was a tenth of the binary. So there is one serializer, in `serializer`, and
//! what the formats differ in is behind [`Sink`], which knows no types.

mod serializer;

use std::fmt;

use serde::Serialize;

/// Takes a value apart from its beginning to its end, and writes it.
///
/// Maps and lists are opened and closed. In a map, [`key`](Self::key) is followed by a scalar and
/// [`value`](Self::value) by any value; in a list, so is each [`item`](Self::item).
pub trait Sink {
    /// A map begins, whose entries come next.
    ///
    /// # Errors
    /// What this format has no form for; so it is with all others.
    fn map(&mut self) -> Result<(), EmitError>;

    /// A list begins, whose items come next.
    ///
    /// # Errors
    /// As [`map`](Self::map).
    fn list(&mut self) -> Result<(), EmitError>;

    /// The innermost map or list is complete.
    ///
    /// # Errors
    /// As [`map`](Self::map).
    fn close(&mut self) -> Result<(), EmitError>;

    /// A key comes next.
    ///
    /// # Errors
    /// As [`map`](Self::map).
    fn key(&mut self) -> Result<(), EmitError>;

    /// The value of the last key comes next.
    ///
    /// # Errors
    /// As [`map`](Self::map).
    fn value(&mut self) -> Result<(), EmitError>;

    /// An item of a list comes next.
    ///
    /// # Errors
    /// As [`map`](Self::map).
    fn item(&mut self) -> Result<(), EmitError>;

    /// Nothing.
    ///
    /// # Errors
    /// As [`map`](Self::map).
    fn null(&mut self) -> Result<(), EmitError>;

    /// A truth value.
    ///
    /// # Errors
    /// As [`map`](Self::map).
    fn bool(&mut self, value: bool) -> Result<(), EmitError>;

    /// A whole number.
    ///
    /// # Errors
    /// As [`map`](Self::map).
    fn int(&mut self, value: i64) -> Result<(), EmitError>;

    /// A whole number that is not negative.
    ///
    /// # Errors
    /// As [`map`](Self::map).
    fn uint(&mut self, value: u64) -> Result<(), EmitError>;

    /// Any other number.
    ///
    /// # Errors
    /// As [`map`](Self::map).
    fn float(&mut self, value: f64) -> Result<(), EmitError>;

    /// A text.
    ///
    /// # Errors
    /// As [`map`](Self::map).
    fn text(&mut self, value: &str) -> Result<(), EmitError>;

    /// A key that is a text, after which its value comes.
    ///
    /// # Errors
    /// As [`map`](Self::map).
    fn field(&mut self, name: &str) -> Result<(), EmitError> {
        self.key()?;
        self.text(name)?;
        self.value()
    }
}

/// Writes a value to a sink.
///
/// # Errors
/// When the value holds what the sink has no form for, or a variant with fields.
pub fn write<T: Serialize + ?Sized>(value: &T, sink: &mut dyn Sink) -> Result<(), EmitError> {
    value.serialize(serializer::To(sink))
}

/// Why a value cannot be written: it is of a type that our output never holds, such as a map with
/// maps as keys or an enum variant with fields.
#[derive(Debug, thiserror::Error)]
#[error("cannot be written: {message}")]
pub struct EmitError {
    message: Box<str>,
}

impl EmitError {
    /// The error of a key that a format cannot have.
    pub fn key() -> Self {
        serde::ser::Error::custom("a key that is no text")
    }
}

impl serde::ser::Error for EmitError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { message: message.to_string().into() }
    }
}
