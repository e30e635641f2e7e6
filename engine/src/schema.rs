//! What the feed's messages are made of: types, fields, codes.
//!
//! Generated at build time from the tables in `codegen/tables`. Kiwoom's codes
//! and Korean names are the way in for who knows the feed: [`MessageType`]
//! finds a type by its code, [`MessageSpec::field`] a field by its code.

#[macro_use]
mod macros;
mod code_map;
mod spec;
mod value;

pub use code_map::CodeMap;
pub use spec::{FieldSpec, Kind, MessageSpec, Segment};
pub use value::{Decimal, Value};

use crate::values::*;

include!(concat!(env!("OUT_DIR"), "/fields.rs"));
include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// Kiwoom's two-character code of a real-time message type, such as `0B`.
///
/// Open: the server may send types that no constant names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageType([u8; 2]);

impl MessageType {
    /// The type with this code; `None` unless it is two ASCII letters or digits.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match *code.as_bytes() {
            [a, b] if a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() => Some(Self([a, b])),
            _ => None,
        }
    }

    /// The type that the tables call `name`, such as `order_book`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let spec = MESSAGES.iter().find(|spec| spec.name == name)?;
        Some(spec.message_type)
    }

    /// Its two characters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("??")
    }

    /// What the tables know of it; `None` for a type that they lack.
    #[must_use]
    pub fn spec(self) -> Option<&'static MessageSpec> {
        MESSAGES.get(usize::from(self.kind()?.number()))
    }
}

/// By its name or its code: `order_book` or `0D`. Any two ASCII letters or digits are
/// a code, whether the tables know it or not: ask for [`MessageType::spec`].
impl std::str::FromStr for MessageType {
    type Err = NoMessageType;

    fn from_str(text: &str) -> Result<Self, NoMessageType> {
        let found = Self::from_name(text).or_else(|| Self::from_code(text));
        found.ok_or_else(|| NoMessageType(text.to_owned()))
    }
}

/// A text that is neither a message type's code nor its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoMessageType(String);

impl std::fmt::Display for NoMessageType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:?} is neither a message type's code nor its name",
            self.0
        )
    }
}

impl std::error::Error for NoMessageType {}

impl std::fmt::Debug for MessageType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.spec() {
            Some(spec) => write!(f, "{}({})", spec.name, self.code()),
            None => f.write_str(self.code()),
        }
    }
}

impl std::fmt::Display for MessageType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.code())
    }
}

#[cfg(test)]
mod tests;
