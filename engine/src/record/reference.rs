//! A reference to a record of any type.

use super::{LINE_BYTES, Line, RecordHeader, RecordKind};
use crate::schema::{FieldSpec, MESSAGES, MessageSpec, Value};
use std::fmt;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// A record of any type, in the memory where it was made.
#[derive(Clone, Copy)]
pub struct RecordRef<'a> {
    bytes: &'a [u8],
    header: &'a RecordHeader,
}

/// A record's type. Only this crate's records are.
pub trait TypedRecord: Sealed + FromBytes + IntoBytes + Immutable + KnownLayout {
    /// The kind that its header names.
    const KIND: RecordKind;

    /// What stands before every record.
    fn header(&self) -> &RecordHeader;
}

/// Keeps [`TypedRecord`] to this crate.
pub trait Sealed {}

impl<'a> RecordRef<'a> {
    /// The record that starts at the first of `lines`; `None` when it is longer
    /// than they are.
    #[inline]
    pub(crate) fn new(lines: &'a [Line]) -> Option<Self> {
        Self::from_bytes(lines.as_bytes())
    }

    /// The record that starts at the first of `bytes`; `None` when they aren't
    /// aligned to 8 bytes or too few.
    #[inline]
    #[must_use]
    pub fn from_bytes(bytes: &'a [u8]) -> Option<Self> {
        let (header, _) = RecordHeader::ref_from_prefix(bytes).ok()?;
        let bytes = bytes.get(..header.len_bytes().max(LINE_BYTES))?;
        Some(Self { bytes, header })
    }

    /// A reference to a record of known type.
    pub(crate) fn of<R: TypedRecord>(record: &'a R) -> Self {
        Self {
            bytes: record.as_bytes(),
            header: record.header(),
        }
    }

    /// What stands before every record.
    #[inline]
    #[must_use]
    pub const fn header(self) -> &'a RecordHeader {
        self.header
    }

    /// Which record it is; `None` only for bytes that no engine of this version wrote.
    #[inline]
    #[must_use]
    pub const fn kind(self) -> Option<RecordKind> {
        RecordKind::from_number(self.header.kind)
    }

    /// The record as an `R`; `None` when it is of another type.
    #[inline]
    #[must_use]
    pub fn get<R: TypedRecord>(self) -> Option<&'a R> {
        if self.header.kind != R::KIND.number() {
            return None;
        }
        R::ref_from_bytes(self.bytes).ok()
    }

    /// The record's bytes, header first.
    #[must_use]
    pub const fn as_bytes(self) -> &'a [u8] {
        self.bytes
    }

    /// The message type that it came from, as the tables describe it; `None`
    /// for records that the engine made itself.
    #[must_use]
    pub fn spec(self) -> Option<&'static MessageSpec> {
        MESSAGES.get(usize::from(self.header.kind))
    }

    /// The fields with their values, in the order of the wire; none for records
    /// that the engine made itself. Allocates nothing.
    pub fn fields(self) -> impl Iterator<Item = (&'static FieldSpec, Value<'a>)> {
        let fields = self.spec().map_or(&[][..], |spec| spec.fields);
        fields
            .iter()
            .map(move |field| (field, field.read(self.bytes)))
    }
}

/// The fields that have a value, by name. Account numbers are left out: they
/// don't belong into logs.
impl fmt::Debug for RecordRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.spec().map_or("Record", |spec| spec.name);
        let mut out = f.debug_struct(name);
        out.field("header", self.header);
        for (field, value) in self.fields() {
            match value {
                Value::None => continue,
                _ if field.name == "account_no" => out.field(field.name, &"(hidden)"),
                Value::NotRepresentable => out.field(field.name, &"not representable"),
                Value::Number(number) => out.field(field.name, &format_args!("{number}")),
                Value::Directed(number, direction) => {
                    out.field(field.name, &format_args!("{number} {}", direction.name()))
                }
                Value::Time(time) => out.field(field.name, &time),
                Value::Date(date) => out.field(field.name, &date),
                Value::Flag(flag) => out.field(field.name, &flag),
                Value::Text(text) => out.field(field.name, &text),
            };
        }
        out.finish()
    }
}
