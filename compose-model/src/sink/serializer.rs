//! The steps of a value, told to a sink by serde.

use serde::ser::{
    Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple,
    SerializeTupleStruct, Serializer,
};

use super::{EmitError, Sink};

/// The serializer of one value, which becomes that of the entries or items in it.
pub(super) struct To<'a>(pub(super) &'a mut dyn Sink);

impl To<'_> {
    fn write<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EmitError> {
        value.serialize(To(self.0))
    }
}

impl Serializer for To<'_> {
    type Ok = ();
    type Error = EmitError;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Impossible<(), EmitError>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Impossible<(), EmitError>;

    fn serialize_bool(self, value: bool) -> Result<(), EmitError> {
        self.0.bool(value)
    }

    fn serialize_i8(self, value: i8) -> Result<(), EmitError> {
        self.0.int(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), EmitError> {
        self.0.int(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), EmitError> {
        self.0.int(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), EmitError> {
        self.0.int(value)
    }

    fn serialize_u8(self, value: u8) -> Result<(), EmitError> {
        self.0.uint(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), EmitError> {
        self.0.uint(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), EmitError> {
        self.0.uint(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), EmitError> {
        self.0.uint(value)
    }

    fn serialize_f32(self, value: f32) -> Result<(), EmitError> {
        // The nearest number of more digits would be written with all of them.
        self.0.float(value.to_string().parse().unwrap_or(value.into()))
    }

    fn serialize_f64(self, value: f64) -> Result<(), EmitError> {
        self.0.float(value)
    }

    fn serialize_char(self, value: char) -> Result<(), EmitError> {
        self.0.text(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), EmitError> {
        self.0.text(value)
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), EmitError> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), EmitError> {
        self.0.null()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), EmitError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), EmitError> {
        self.0.null()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), EmitError> {
        self.0.null()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), EmitError> {
        self.0.text(variant)
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

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, EmitError> {
        self.0.list()?;
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, EmitError> {
        self.0.list()?;
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, EmitError> {
        self.0.list()?;
        Ok(self)
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

    fn serialize_map(self, _: Option<usize>) -> Result<Self, EmitError> {
        self.0.map()?;
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, EmitError> {
        self.0.map()?;
        Ok(self)
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

impl SerializeMap for To<'_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), EmitError> {
        self.0.key()?;
        self.write(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), EmitError> {
        self.0.value()?;
        self.write(value)
    }

    fn end(self) -> Result<(), EmitError> {
        self.0.close()
    }
}

impl SerializeStruct for To<'_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), EmitError> {
        self.0.field(key)?;
        self.write(value)
    }

    fn end(self) -> Result<(), EmitError> {
        self.0.close()
    }
}

impl SerializeSeq for To<'_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), EmitError> {
        self.0.item()?;
        self.write(item)
    }

    fn end(self) -> Result<(), EmitError> {
        self.0.close()
    }
}

impl SerializeTuple for To<'_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), EmitError> {
        SerializeSeq::serialize_element(self, item)
    }

    fn end(self) -> Result<(), EmitError> {
        self.0.close()
    }
}

impl SerializeTupleStruct for To<'_> {
    type Ok = ();
    type Error = EmitError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), EmitError> {
        SerializeSeq::serialize_element(self, item)
    }

    fn end(self) -> Result<(), EmitError> {
        self.0.close()
    }
}
