//! Fingerprints: of bytes, and of data without writing it out for people.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
use std::cell::RefCell;
use std::fmt;

/// The BLAKE3 hash of something: equal prints mean equal things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Print([u8; 32]);

impl Print {
    /// Of bytes.
    pub fn of(bytes: &[u8]) -> Print {
        Print(*blake3::hash(bytes).as_bytes())
    }

    /// The hash.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Of data: every value with its type and length, every field with its name, so that no two are written alike.
    /// None where the data cannot be serialised; then nothing is equal to it.
    ///
    /// Data may say of itself that it is shorter for programs ([`Serializer::is_human_readable`]).
    pub fn of_data(data: &impl Serialize) -> Option<Print> {
        // Taken, not borrowed: data may ask for the print of a part of it.
        let mut buffer = BUFFER.take();
        buffer.clear();
        let print = data.serialize(Scribe(&mut buffer)).ok().map(|()| Print::of(&buffer));
        BUFFER.set(buffer);
        print
    }
}

/// As bytes: a list of numbers would be longer and slower.
impl Serialize for Print {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Print {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Print, D::Error> {
        deserializer.deserialize_bytes(Bytes)
    }
}

/// Reads a print from bytes.
struct Bytes;

impl de::Visitor<'_> for Bytes {
    type Value = Print;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the 32 bytes of a hash")
    }

    fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Print, E> {
        bytes.try_into().map(Print).map_err(|_| E::invalid_length(bytes.len(), &self))
    }
}

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Writes data as bytes that nobody reads back.
struct Scribe<'b>(&'b mut Vec<u8>);

/// What follows.
#[derive(Clone, Copy)]
enum Tag {
    Bool,
    Signed,
    Unsigned,
    Float,
    Text,
    Bytes,
    Nothing,
    Something,
    Open,
    Close,
    Variant,
}

impl Scribe<'_> {
    fn tag(&mut self, tag: Tag) {
        self.0.push(tag as u8);
    }

    fn bytes(&mut self, tag: Tag, bytes: &[u8]) {
        self.tag(tag);
        // Most lengths take one byte; 255 says that eight follow.
        match u8::try_from(bytes.len()) {
            Ok(len) if len < u8::MAX => self.0.push(len),
            _ => {
                self.0.push(u8::MAX);
                self.0.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
            }
        }
        self.0.extend_from_slice(bytes);
    }

    fn value(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Fault> {
        value.serialize(Scribe(self.0))
    }

    fn variant(&mut self, name: &str) {
        self.bytes(Tag::Variant, name.as_bytes());
    }
}

macro_rules! numbers {
    ($($method:ident: $type:ty => $tag:ident),* $(,)?) => {$(
        fn $method(mut self, value: $type) -> Result<(), Fault> {
            self.bytes(Tag::$tag, &value.to_le_bytes());
            Ok(())
        }
    )*};
}

impl<'b> Serializer for Scribe<'b> {
    type Ok = ();
    type Error = Fault;
    type SerializeSeq = Scribe<'b>;
    type SerializeTuple = Scribe<'b>;
    type SerializeTupleStruct = Scribe<'b>;
    type SerializeTupleVariant = Scribe<'b>;
    type SerializeMap = Scribe<'b>;
    type SerializeStruct = Scribe<'b>;
    type SerializeStructVariant = Scribe<'b>;

    numbers! {
        serialize_i8: i8 => Signed, serialize_i16: i16 => Signed, serialize_i32: i32 => Signed, serialize_i64: i64 => Signed,
        serialize_i128: i128 => Signed, serialize_u8: u8 => Unsigned, serialize_u16: u16 => Unsigned,
        serialize_u32: u32 => Unsigned, serialize_u64: u64 => Unsigned, serialize_u128: u128 => Unsigned,
        serialize_f32: f32 => Float, serialize_f64: f64 => Float,
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_bool(mut self, value: bool) -> Result<(), Fault> {
        self.tag(Tag::Bool);
        self.0.push(value.into());
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Fault> {
        self.serialize_u32(value.into())
    }

    fn serialize_str(mut self, value: &str) -> Result<(), Fault> {
        self.bytes(Tag::Text, value.as_bytes());
        Ok(())
    }

    fn serialize_bytes(mut self, value: &[u8]) -> Result<(), Fault> {
        self.bytes(Tag::Bytes, value);
        Ok(())
    }

    fn serialize_none(mut self) -> Result<(), Fault> {
        self.tag(Tag::Nothing);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(mut self, value: &T) -> Result<(), Fault> {
        self.tag(Tag::Something);
        self.value(value)
    }

    fn serialize_unit(self) -> Result<(), Fault> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Fault> {
        self.serialize_none()
    }

    fn serialize_unit_variant(mut self, _: &'static str, _: u32, name: &'static str) -> Result<(), Fault> {
        self.variant(name);
        self.serialize_none()
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(mut self, _: &'static str, value: &T) -> Result<(), Fault> {
        self.value(value)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        mut self,
        _: &'static str,
        _: u32,
        name: &'static str,
        value: &T,
    ) -> Result<(), Fault> {
        self.variant(name);
        self.value(value)
    }

    fn serialize_seq(mut self, _: Option<usize>) -> Result<Self, Fault> {
        self.tag(Tag::Open);
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Fault> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Fault> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(mut self, _: &'static str, _: u32, name: &'static str, _: usize) -> Result<Self, Fault> {
        self.variant(name);
        self.serialize_seq(None)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Fault> {
        self.serialize_seq(None)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Fault> {
        self.serialize_seq(None)
    }

    fn serialize_struct_variant(
        mut self,
        _: &'static str,
        _: u32,
        name: &'static str,
        _: usize,
    ) -> Result<Self, Fault> {
        self.variant(name);
        self.serialize_seq(None)
    }
}

macro_rules! elements {
    ($($trait:ident::$method:ident),* $(,)?) => {$(
        impl ser::$trait for Scribe<'_> {
            type Ok = ();
            type Error = Fault;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
                self.value(value)
            }

            fn end(mut self) -> Result<(), Fault> {
                self.tag(Tag::Close);
                Ok(())
            }
        }
    )*};
}

macro_rules! fields {
    ($($trait:ident),* $(,)?) => {$(
        impl ser::$trait for Scribe<'_> {
            type Ok = ();
            type Error = Fault;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Fault> {
                self.bytes(Tag::Text, name.as_bytes());
                self.value(value)
            }

            fn end(mut self) -> Result<(), Fault> {
                self.tag(Tag::Close);
                Ok(())
            }
        }
    )*};
}

elements! {
    SerializeSeq::serialize_element, SerializeTuple::serialize_element, SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field,
}
fields!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Scribe<'_> {
    type Ok = ();
    type Error = Fault;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Fault> {
        self.value(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Fault> {
        self.value(value)
    }

    fn end(mut self) -> Result<(), Fault> {
        self.tag(Tag::Close);
        Ok(())
    }
}

/// Data that does not let itself be serialised.
#[derive(Debug)]
pub struct Fault;

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this data has no serial form")
    }
}

impl std::error::Error for Fault {}

impl ser::Error for Fault {
    fn custom<T: fmt::Display>(_: T) -> Fault {
        Fault
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Pair {
        #[serde(skip_serializing_if = "Option::is_none")]
        first: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        second: Option<&'static str>,
    }

    #[test]
    fn different_data_has_different_prints() {
        let prints = [
            Print::of_data(&Pair { first: Some("a"), second: None }),
            Print::of_data(&Pair { first: None, second: Some("a") }),
            Print::of_data(&["ab", "c"]),
            Print::of_data(&["a", "bc"]),
            Print::of_data(&[vec!["a"], vec!["b"]]),
            Print::of_data(&[vec!["a", "b"], vec![]]),
            Print::of_data(&(1u8, 2u16)),
            Print::of_data(&(1u16, 2u8)),
            Print::of_data(&Some(1u8)),
            Print::of_data(&1u8),
        ];
        for (at, one) in prints.iter().enumerate() {
            assert!(one.is_some());
            assert!(!prints[at + 1..].contains(one), "{at}");
        }
        assert_eq!(Print::of_data(&"a"), Print::of_data(&String::from("a")));
    }
}
