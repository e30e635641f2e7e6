//! From the tree to serde's structures, with every fault's place.

use crate::error::Fault;
use crate::tree::{Key, Node, Value};
use serde::Deserializer;
use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::de::{Error as _, IntoDeserializer as _, Unexpected};

impl<'de> Deserializer<'de> for &Node {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let result = match &self.value {
            Value::Text(text) => visitor.visit_str(text),
            Value::Integer(number) => visitor.visit_i64(*number),
            Value::Float(number) => visitor.visit_f64(*number),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::List(list) => visitor.visit_seq(List(list.iter().enumerate())),
            Value::Table(entries) => visitor.visit_map(Table {
                entries: entries.iter(),
                value: None,
            }),
            Value::Raw(text) => Node::parse_value(text, &self.place)?.deserialize_any(visitor),
        };
        result.map_err(|fault| fault.at(&self.place))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.value {
            // Whatever it looks like.
            Value::Raw(text) => visitor
                .visit_str(text)
                .map_err(|it: Fault| it.at(&self.place)),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_string(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    /// A choice is a text, or a table with one key where it needs a value.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let needed = "a choice, as a text or as a table with one key,";
        let result = match &self.value {
            Value::Raw(text) if text.starts_with('{') => {
                let node = Node::parse_value(text, &self.place)?;
                node.deserialize_enum("", &[], visitor)
            }
            Value::Text(text) | Value::Raw(text) => {
                let name: StrDeserializer<'_, Fault> = text.as_str().into_deserializer();
                visitor.visit_enum(name)
            }
            Value::Table(entries) => match entries.as_slice() {
                [(key, node)] => visitor.visit_enum(Choice { key, node }),
                _ => Err(Fault::invalid_value(Unexpected::Map, &needed)),
            },
            Value::List(_) => Err(Fault::invalid_type(Unexpected::Seq, &needed)),
            Value::Bool(value) => Err(Fault::invalid_type(Unexpected::Bool(*value), &needed)),
            Value::Float(value) => Err(Fault::invalid_type(Unexpected::Float(*value), &needed)),
            Value::Integer(value) => Err(Fault::invalid_type(Unexpected::Signed(*value), &needed)),
        };
        result.map_err(|fault| fault.at(&self.place))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct List<'a>(std::iter::Enumerate<std::slice::Iter<'a, Node>>);

impl<'de> SeqAccess<'de> for List<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let Some((at, node)) = self.0.next() else {
            return Ok(None);
        };
        let read = seed.deserialize(node);
        read.map(Some)
            .map_err(|fault| fault.at(&node.place).below(&at.to_string()))
    }
}

struct Table<'a> {
    entries: std::slice::Iter<'a, (Key, Node)>,
    value: Option<&'a (Key, Node)>,
}

impl<'de> MapAccess<'de> for Table<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        self.value = self.entries.next();
        let key = self.value.map(|(key, _)| read_key(key, seed));
        key.transpose()
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        match self.value.take() {
            Some((key, node)) => {
                let value = seed.deserialize(node);
                value.map_err(|fault| fault.at(&node.place).below(&key.name))
            }
            None => Err(Fault::new("a value was asked for before its key")),
        }
    }
}

fn read_key<'de, K: DeserializeSeed<'de>>(key: &Key, seed: K) -> Result<K::Value, Fault> {
    let name: StrDeserializer<'_, Fault> = key.name.as_str().into_deserializer();
    let read = seed.deserialize(name);
    read.map_err(|fault: Fault| fault.at(&key.place))
}

/// A choice with a value.
struct Choice<'a> {
    key: &'a Key,
    node: &'a Node,
}

impl<'de, 'a> EnumAccess<'de> for Choice<'a> {
    type Error = Fault;
    type Variant = Chosen<'a>;

    fn variant_seed<T: DeserializeSeed<'de>>(
        self,
        seed: T,
    ) -> Result<(T::Value, Chosen<'a>), Fault> {
        Ok((read_key(self.key, seed)?, Chosen(self.node)))
    }
}

struct Chosen<'a>(&'a Node);

impl<'de> VariantAccess<'de> for Chosen<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Err(Fault::new("this choice takes no value: write it as a text").at(&self.0.place))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        seed.deserialize(self.0)
            .map_err(|fault| fault.at(&self.0.place))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.0.deserialize_any(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.0.deserialize_any(visitor)
    }
}
