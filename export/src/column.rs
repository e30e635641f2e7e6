//! A table's columns: what type they have, and their values until they are written.

use arrow::array::*;
use arrow::datatypes::{DataType, Field, Int32Type, TimeUnit};
use std::collections::HashMap;
use std::sync::Arc;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    /// Whole numbers with a sign.
    Integer,
    /// Whole numbers of all 64 bits.
    Unsigned,
    /// Exact decimals: so many digits, so many of them behind the point.
    Decimal(u8, i8),
    /// Nanoseconds since 1970 UTC.
    Stamp,
    /// Days since 1970.
    Date,
    /// Milliseconds since midnight: Parquet knows nothing coarser.
    Time,
    Flag,
    /// Texts, each different one kept once.
    Text,
}

/// One value, as its column stores it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cell<'a> {
    None,
    Integer(i64),
    Unsigned(u64),
    Flag(bool),
    Text(&'a str),
}

impl<'a> Cell<'a> {
    /// An integer, if there is one.
    pub(crate) fn integer(value: Option<impl Into<i64>>) -> Self {
        value.map_or(Self::None, |it| Self::Integer(it.into()))
    }

    /// A text, unless it is empty.
    pub(crate) fn text(text: &'a str) -> Self {
        match text {
            "" => Self::None,
            text => Self::Text(text),
        }
    }
}

/// A column's name and type, and what is known about it.
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) of: Type,
    pub(crate) nullable: bool,
    pub(crate) metadata: HashMap<String, String>,
}

impl Column {
    pub(crate) fn new(name: &str, of: Type, nullable: bool) -> Self {
        Self {
            name: name.to_owned(),
            of,
            nullable,
            metadata: HashMap::new(),
        }
    }

    /// Its field, with what its stamps are of.
    pub(crate) fn field(&self, zone: &str) -> Field {
        let of = match self.of {
            Type::Integer => DataType::Int64,
            Type::Unsigned => DataType::UInt64,
            Type::Decimal(precision, scale) => DataType::Decimal128(precision, scale),
            Type::Stamp => DataType::Timestamp(TimeUnit::Nanosecond, Some(zone.into())),
            Type::Date => DataType::Date32,
            Type::Time => DataType::Time32(TimeUnit::Millisecond),
            Type::Flag => DataType::Boolean,
            Type::Text => DataType::Dictionary(DataType::Int32.into(), DataType::Utf8.into()),
        };
        Field::new(&self.name, of, self.nullable).with_metadata(self.metadata.clone())
    }
}

/// A column's values since the last time it was written.
pub(crate) enum Values {
    Integer(Int64Builder),
    Unsigned(UInt64Builder),
    Decimal(Decimal128Builder),
    Stamp(TimestampNanosecondBuilder),
    Date(Date32Builder),
    Time(Time32MillisecondBuilder),
    Flag(BooleanBuilder),
    Text(StringDictionaryBuilder<Int32Type>),
}

impl Values {
    pub(crate) fn new(field: &Field) -> Self {
        let of = field.data_type().clone();
        match of {
            DataType::Int64 => Self::Integer(Int64Builder::new()),
            DataType::UInt64 => Self::Unsigned(UInt64Builder::new()),
            DataType::Decimal128(..) => Self::Decimal(Decimal128Builder::new().with_data_type(of)),
            DataType::Timestamp(..) => {
                Self::Stamp(TimestampNanosecondBuilder::new().with_data_type(of))
            }
            DataType::Date32 => Self::Date(Date32Builder::new()),
            DataType::Time32(_) => Self::Time(Time32MillisecondBuilder::new()),
            DataType::Boolean => Self::Flag(BooleanBuilder::new()),
            _ => Self::Text(StringDictionaryBuilder::new()),
        }
    }

    /// One value more; none where the column can't hold it.
    pub(crate) fn push(&mut self, cell: Cell<'_>) {
        let integer = match cell {
            Cell::Integer(number) => Some(number),
            _ => None,
        };
        // Days and milliseconds of a day fit.
        let small = integer.and_then(|it| i32::try_from(it).ok());
        match self {
            Self::Integer(values) => values.append_option(integer),
            Self::Decimal(values) => values.append_option(integer.map(i128::from)),
            Self::Stamp(values) => values.append_option(integer),
            Self::Date(values) => values.append_option(small),
            Self::Time(values) => values.append_option(small),
            Self::Unsigned(values) => values.append_option(match cell {
                Cell::Unsigned(number) => Some(number),
                _ => None,
            }),
            Self::Flag(values) => values.append_option(match cell {
                Cell::Flag(flag) => Some(flag),
                _ => None,
            }),
            Self::Text(values) => values.append_option(match cell {
                Cell::Text(text) => Some(text),
                _ => None,
            }),
        }
    }

    /// All of them; none is left.
    pub(crate) fn take(&mut self) -> ArrayRef {
        match self {
            Self::Integer(values) => Arc::new(values.finish()),
            Self::Unsigned(values) => Arc::new(values.finish()),
            Self::Decimal(values) => Arc::new(values.finish()),
            Self::Stamp(values) => Arc::new(values.finish()),
            Self::Date(values) => Arc::new(values.finish()),
            Self::Time(values) => Arc::new(values.finish()),
            Self::Flag(values) => Arc::new(values.finish()),
            Self::Text(values) => Arc::new(values.finish()),
        }
    }
}
