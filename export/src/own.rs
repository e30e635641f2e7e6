//! Tables of what the engine tells: events of connections, and what is missing.

use crate::column::{Cell, Column, Type};
use crate::layout::{header_columns, push_header};
use crate::table::Table;
use kiwoom_engine::record::{Link, Record, RecordHeader};

/// Their names.
pub(crate) const TABLES: [&str; 4] = ["link", "gap", "trades_missing", "unknown"];

/// The table that this goes to; `None` for what no table has.
pub(crate) fn table_of(record: &Record<'_>) -> Option<&'static str> {
    Some(match record {
        Record::Link(_) => "link",
        Record::Gap(_) => "gap",
        Record::TradesMissing(_) => "trades_missing",
        Record::Unknown(_) => "unknown",
        _ => return None,
    })
}

pub(crate) fn columns(table: &str) -> Vec<Column> {
    let own: &[(&str, Type)] = match table {
        "link" => &[
            ("event", Type::Text),
            ("message_type", Type::Text),
            ("code", Type::Integer),
            ("accepted", Type::Integer),
            ("rejected", Type::Integer),
            ("retry_in_ms", Type::Integer),
            ("system_code", Type::Text),
            ("text", Type::Text),
        ],
        "gap" => &[
            ("lost", Type::Unsigned),
            ("first", Type::Unsigned),
            ("last", Type::Unsigned),
        ],
        "trades_missing" => &[
            ("quantity", Type::Unsigned),
            ("previous", Type::Unsigned),
            ("cumulative", Type::Unsigned),
        ],
        _ => &[
            ("message_type", Type::Text),
            ("code", Type::Text),
            ("text", Type::Text),
        ],
    };
    let own = own.iter().map(|(name, of)| Column::new(name, *of, true));
    header_columns().into_iter().chain(own).collect()
}

/// The rows of one record: one, but for `unknown`, where each code has its own.
pub(crate) fn push(
    table: &mut Table,
    record: &Record<'_>,
    header: &RecordHeader,
    received: Option<u64>,
) -> Result<(), crate::Failure> {
    if let Record::Unknown(unknown) = record {
        for field in unknown.fields() {
            push_header(table, header, header.item(), received);
            table.push(Cell::text(unknown.message_type.as_str()));
            table.push(Cell::Text(field.code));
            table.push(Cell::Text(field.text));
            table.end_row()?;
        }
        return Ok(());
    }
    match record {
        Record::Link(link) => {
            push_header(table, header, link.item.as_str(), received);
            push_link(table, link);
        }
        Record::Gap(gap) => {
            push_header(table, header, header.item(), received);
            for number in [gap.lost, gap.first, gap.last] {
                table.push(Cell::Unsigned(number));
            }
        }
        Record::TradesMissing(missing) => {
            push_header(table, header, header.item(), received);
            for number in [missing.quantity, missing.previous, missing.cumulative] {
                table.push(Cell::Unsigned(number));
            }
        }
        _ => return Ok(()),
    }
    table.end_row()
}

fn push_link(table: &mut Table, link: &Link) {
    table.push(Cell::Text(&format!("{:?}", link.event)));
    table.push(Cell::text(link.message_type.as_str()));
    table.push(Cell::Integer(link.code));
    for number in [link.accepted, link.rejected, link.retry_in_ms] {
        table.push(Cell::Integer(number.into()));
    }
    table.push(Cell::text(link.system_code.as_str()));
    table.push(Cell::text(link.text.as_str()));
}
