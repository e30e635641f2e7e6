//! From records to rows: the same for all message types, by the engine's tables.

use crate::column::{Cell, Column, Type};
use crate::table::Table;
use kiwoom_engine::UnixNanos;
use kiwoom_engine::record::{Date, RecordFlags, RecordHeader, RecordRef, Time, Venue};
use kiwoom_engine::schema::{FieldSpec, Kind, MessageSpec, Value};
use std::collections::HashMap;

/// The marks that have a column each.
const FLAGS: [(&str, RecordFlags); 6] = [
    ("gap_before", RecordFlags::GAP_BEFORE),
    ("last_in_frame", RecordFlags::LAST_IN_FRAME),
    ("truncated", RecordFlags::TRUNCATED),
    ("not_representable", RecordFlags::NOT_REPRESENTABLE),
    ("unknown_fields", RecordFlags::UNKNOWN_FIELDS),
    ("duplicate_fields", RecordFlags::DUPLICATE_FIELDS),
];

/// The columns that every table begins with.
pub(crate) fn header_columns() -> Vec<Column> {
    vec![
        Column::new("sequence", Type::Unsigned, false),
        Column::new("trading_date", Type::Date, true),
        Column::new("received", Type::Stamp, true),
        Column::new("rx_kernel", Type::Stamp, true),
        Column::new("rx_mono_ns", Type::Unsigned, false),
        Column::new("connection", Type::Integer, false),
        Column::new("epoch", Type::Integer, false),
        Column::new("item", Type::Text, true),
    ]
}

/// The columns of a message type's table.
pub(crate) fn columns(spec: &MessageSpec) -> Vec<Column> {
    let mut columns = header_columns();
    columns.push(Column::new("item_venue", Type::Text, true));
    columns.extend(FLAGS.map(|(name, _)| Column::new(name, Type::Flag, false)));
    for field in spec.fields {
        columns.push(Column {
            metadata: metadata(field),
            ..Column::new(field.name, type_of(field), true)
        });
        if field.kind.is_directed() {
            let name = format!("{}_direction", field.name);
            columns.push(Column::new(&name, Type::Text, true));
        }
    }
    columns
}

/// What is known of a message type, for the table.
pub(crate) fn about(spec: &MessageSpec) -> HashMap<String, String> {
    HashMap::from([
        (
            "kiwoom.code".to_owned(),
            spec.message_type.code().to_owned(),
        ),
        ("kiwoom.name_ko".to_owned(), spec.name_ko.to_owned()),
    ])
}

fn metadata(field: &FieldSpec) -> HashMap<String, String> {
    let mut metadata = HashMap::from([
        ("kiwoom.code".to_owned(), field.code.to_string()),
        ("kiwoom.name_ko".to_owned(), field.name_ko.to_owned()),
        ("kiwoom.kind".to_owned(), field.kind.name().to_owned()),
    ]);
    if !field.unit.is_empty() {
        metadata.insert("kiwoom.unit".to_owned(), field.unit.to_owned());
    }
    if field.kind.is_number() {
        metadata.insert("kiwoom.scale".to_owned(), field.scale.to_string());
    }
    metadata
}

fn type_of(field: &FieldSpec) -> Type {
    match field.kind {
        Kind::Time => Type::Time,
        Kind::Date => Type::Date,
        Kind::Flag => Type::Flag,
        kind if !kind.is_number() => Type::Text,
        _ if field.scale == 0 => Type::Integer,
        // As many digits as its integer may have.
        _ => Type::Decimal(
            if field.size == 4 { 10 } else { 19 },
            field.scale.cast_signed(),
        ),
    }
}

/// Begins a row with what stands before every record.
pub(crate) fn push_header(
    table: &mut Table,
    header: &RecordHeader,
    item: &str,
    received: Option<u64>,
) {
    let trading_date = received.map_or(Date::NONE, |it| Date::in_korea(UnixNanos::new(it)));
    table.push(Cell::Unsigned(header.sequence()));
    table.push(Cell::integer(trading_date.day_number()));
    table.push(stamp(received));
    table.push(stamp(header.rx_kernel().map(|it| it.get())));
    table.push(Cell::Unsigned(header.rx_mono().nanos()));
    table.push(Cell::Integer(header.connection().into()));
    table.push(Cell::Integer(header.epoch().into()));
    table.push(Cell::text(item));
}

/// One row: a record of the table's message type.
pub(crate) fn push_record(table: &mut Table, record: RecordRef<'_>, received: Option<u64>) {
    let header = record.header();
    push_header(table, header, header.item(), received);
    match header.venue() {
        Venue::UNKNOWN => table.push(Cell::None),
        venue => table.push(Cell::Text(&format!("{venue:?}"))),
    }
    for (_, flag) in FLAGS {
        table.push(Cell::Flag(header.flags().contains(flag)));
    }
    for (field, value) in record.fields() {
        table.push(match value {
            Value::Number(number) | Value::Directed(number, _) => Cell::Integer(number.mantissa),
            Value::Time(time) => Cell::integer(millis(time)),
            Value::Date(date) => Cell::integer(date.day_number()),
            Value::Flag(flag) => Cell::Flag(flag),
            Value::Text(text) => Cell::Text(text),
            _ => Cell::None,
        });
        if field.kind.is_directed() {
            table.push(match value {
                Value::Directed(_, direction) => Cell::Text(direction.name()),
                _ => Cell::None,
            });
        }
    }
}

/// Nanoseconds since 1970, up to the year 2262.
fn stamp<'a>(nanos: Option<u64>) -> Cell<'a> {
    Cell::integer(nanos.and_then(|it| i64::try_from(it).ok()))
}

fn millis(time: Time) -> Option<u32> {
    let (hour, minute, second) = time.parts()?;
    // What the record holds may be no time of day.
    let seconds = Time::new(hour, minute, second).seconds()?;
    Some(seconds * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kiwoom_engine::schema::MESSAGES;
    use std::collections::HashSet;

    #[test]
    fn no_name_stands_twice_in_a_table() {
        for spec in MESSAGES {
            let mut names = HashSet::new();
            for column in columns(spec) {
                assert!(
                    names.insert(column.name.clone()),
                    "{} {}",
                    spec.name,
                    column.name
                );
            }
        }
    }

    #[test]
    fn every_integer_fits_its_decimal() {
        for field in MESSAGES.iter().flat_map(|spec| spec.fields) {
            if let Type::Decimal(precision, scale) = type_of(field) {
                let digits = if field.size == 4 {
                    i64::from(i32::MAX)
                } else {
                    i64::MAX
                };
                assert!(
                    digits.to_string().len() <= usize::from(precision),
                    "{}",
                    field.name
                );
                assert_eq!(scale, field.scale.cast_signed());
            }
        }
    }

    #[test]
    fn what_is_no_time_of_day_is_no_time() {
        assert_eq!(millis(Time::new(15, 30, 1)), Some(55_801_000));
        for time in [
            Time::NONE,
            Time::NOT_REPRESENTABLE,
            Time::from_bits(246_000),
        ] {
            assert_eq!(millis(time), None);
        }
    }
}
