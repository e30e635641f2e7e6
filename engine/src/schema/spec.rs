//! Descriptions of message types and fields.

use super::{CodeMap, MessageType, RecordKind};

/// A message type, as the tables describe it.
#[derive(Debug)]
#[non_exhaustive]
pub struct MessageSpec {
    /// Kiwoom's code.
    pub message_type: MessageType,
    /// The record that it fills.
    pub kind: RecordKind,
    /// Which market's socket sends it.
    pub segment: Segment,
    /// English name in snake case, such as `order_book`.
    pub name: &'static str,
    /// Korean name, as documented, such as `주식호가잔량`.
    pub name_ko: &'static str,
    /// The `name` that its frames carry.
    pub wire_name: &'static str,
    /// Size of the record in bytes: a multiple of 64.
    pub record_size: usize,
    /// The fields, in the order in which the server writes them.
    pub fields: &'static [FieldSpec],
    /// From a field's code to its number in `fields`.
    pub codes: &'static CodeMap,
}

impl MessageSpec {
    /// The field with Kiwoom's code `code`.
    #[must_use]
    pub fn field(&self, code: u16) -> Option<&'static FieldSpec> {
        self.fields.get(self.codes.index(code)?)
    }

    /// Size of the record in lines of 64 bytes.
    #[must_use]
    pub const fn record_lines(&self) -> usize {
        self.record_size / crate::record::LINE_BYTES
    }
}

/// Which market's socket sends a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Segment {
    /// The Korean market: `/api/dostk/websocket`.
    Domestic,
    /// The American market: `/api/us/websocket`.
    Us,
}

/// A field, as the tables describe it.
#[derive(Debug)]
#[non_exhaustive]
pub struct FieldSpec {
    /// Kiwoom's code (FID).
    pub code: u16,
    /// English name in snake case; those of the ten levels end in their number.
    pub name: &'static str,
    /// Korean name, as documented.
    pub name_ko: &'static str,
    /// How its text is understood.
    pub kind: Kind,
    /// Unit, such as `won` or `shares`; empty where it has none.
    pub unit: &'static str,
    /// Decimals of the stored integer: 2 means that 150 stands for 1.50.
    pub scale: u8,
    /// Bytes from the record's start.
    pub offset: u16,
    /// Bytes that it takes.
    pub size: u16,
    /// Known values: pairs of the text on the wire and its English name; empty
    /// for fields that aren't a [`Kind::Code`].
    pub values: &'static [(&'static str, &'static str)],
}

/// How a field's text is understood and stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A price: its sign is a direction. See [`Price`](crate::record::Price).
    Price,
    /// A difference of prices, with an arithmetic sign.
    Change,
    /// A number of things.
    Quantity,
    /// A number of things whose sign means something (buyer or seller, net).
    SignedQuantity,
    /// Money.
    Amount,
    /// Money whose sign means something.
    SignedAmount,
    /// A percentage, with an arithmetic sign.
    Percent,
    /// A percentage whose sign is a direction only.
    DirectedPercent,
    /// Any other number.
    Ratio,
    /// A time of day, HHMMSS.
    Time,
    /// A date, YYYYMMDD.
    Date,
    /// A value of a list that may grow: see [`crate::values`].
    Code,
    /// `Y` or `N`.
    Flag,
    /// Text.
    Text,
}

impl Kind {
    /// Its name in the tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Change => "change",
            Self::Quantity => "quantity",
            Self::SignedQuantity => "signed_quantity",
            Self::Amount => "amount",
            Self::SignedAmount => "signed_amount",
            Self::Percent => "percent",
            Self::DirectedPercent => "directed_percent",
            Self::Ratio => "ratio",
            Self::Time => "time",
            Self::Date => "date",
            Self::Code => "code",
            Self::Flag => "flag",
            Self::Text => "text",
        }
    }

    /// Whether it is a number with a scale.
    #[must_use]
    pub const fn is_number(self) -> bool {
        !matches!(
            self,
            Self::Time | Self::Date | Self::Code | Self::Flag | Self::Text
        )
    }

    /// Whether its sign is a direction, and its number a magnitude.
    #[must_use]
    pub const fn is_directed(self) -> bool {
        matches!(self, Self::Price | Self::DirectedPercent)
    }
}
