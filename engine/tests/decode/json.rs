//! JSON without loss: members in their order with their duplicates, numbers as
//! their digits.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// The members of an object, as they stand.
pub(crate) struct Members(pub(crate) Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct All;
        impl<'de> Visitor<'de> for All {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(All)
    }
}

impl Members {
    /// The last member of this name, and how many stand before it.
    pub(crate) fn last(&self, name: &str) -> (Option<&RawValue>, u64) {
        let mut found = self.0.iter().filter(|(key, _)| key == name);
        let last = found.next_back().map(|(_, value)| &**value);
        (last, found.count() as u64)
    }
}

/// A value, one level deep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    /// The digits as they stand.
    Number(String),
    Text(String),
    /// An object or a list.
    Nested,
}

impl Json {
    pub(crate) fn of(raw: &RawValue) -> Self {
        let text = raw.get();
        match text.as_bytes()[0] {
            b'n' => Self::Null,
            b't' => Self::Bool(true),
            b'f' => Self::Bool(false),
            b'"' => Self::Text(serde_json::from_str(text).unwrap()),
            b'{' | b'[' => Self::Nested,
            _ => Self::Number(text.to_owned()),
        }
    }
}
