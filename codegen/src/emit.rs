//! Writes the Rust that the tables say.
//!
//! What repeats without meaning (trait plumbing, tables of numbers) is left to
//! macros of the engine, so that the text here stays a text that people can
//! read: one line a field. Bodies of macros are also what rustfmt leaves alone,
//! and the rest is written as rustfmt would.

mod access;
mod fields;
mod messages;
mod records;
mod values;

pub(crate) use messages::OWN;

use crate::layout::Layout;
use crate::names;
use crate::table::{Row, Table};
use crate::tables::{TableError, Tables};

/// The first lines of every file.
const HEAD: &str = "\
// Written by kiwoom-codegen from codegen/tables: change the tables, not this file.
// The copy in codegen/golden is renewed by `BLESS=1 cargo test -p kiwoom-codegen`.

";

/// A table with what was worked out about it.
pub(crate) struct Message<'a> {
    pub(crate) table: &'a Table,
    pub(crate) layout: Layout,
    /// The record's name: `OrderBook`.
    pub(crate) record: String,
    /// The name as a constant: `ORDER_BOOK`.
    pub(crate) constant: String,
}

/// The generated files: pairs of name and text.
///
/// # Errors
/// When a record would be too long.
pub fn generate(tables: &Tables) -> Result<Vec<(&'static str, String)>, TableError> {
    let mut messages = Vec::new();
    for table in &tables.messages {
        messages.push(Message::of(table)?);
    }
    Ok(vec![
        ("values.rs", values::write(tables)),
        ("messages.rs", messages::write(&messages)),
        ("fields.rs", fields::write(&messages)),
        ("records.rs", records::write(&messages)),
        ("access.rs", access::write(&messages)),
    ])
}

impl<'a> Message<'a> {
    pub(crate) fn of(table: &'a Table) -> Result<Self, TableError> {
        Ok(Self {
            table,
            layout: Layout::of(table)?,
            record: names::camel(&table.name),
            constant: names::upper(&table.name),
        })
    }
}

/// Text as a doc comment's words: what rustdoc would take for a link or a tag
/// is escaped.
fn doc(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if matches!(letter, '[' | ']' | '<' | '>' | '*' | '_' | '`') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// A doc that the tables' author wrote: kept, but for its links and tags.
fn prose(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if matches!(letter, '[' | ']' | '<' | '>') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// The first sentence of a field's documentation: Korean name, code, unit.
fn field_head(row: &Row) -> String {
    doc(&row.name_ko) + &field_facts(row)
}

/// What follows the name in that sentence.
pub(crate) fn field_facts(row: &Row) -> String {
    let mut text = String::new();
    if row.place.is_some() {
        text.push_str(&format!(" (code {} for the first)", row.code));
    } else {
        text.push_str(&format!(" (code {})", row.code));
    }
    match row.unit.as_deref() {
        Some("kst") => text.push_str(", Korean time"),
        Some("us_eastern") => text.push_str(", New York time"),
        Some("duration") => text.push_str(", hours, minutes and seconds left"),
        Some("foreign") => text.push_str(", in the order's currency"),
        Some(unit) => text.push_str(&format!(", in {}", unit.replace('_', " "))),
        None => {}
    }
    if row.scale > 0 {
        let s = if row.scale == 1 { "" } else { "s" };
        text.push_str(&format!(", {} decimal{s}", row.scale));
    }
    text.push('.');
    text
}
