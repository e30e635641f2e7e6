//! The records as languages without this crate's types see them.
//!
//! What the tables say and the records that the engine makes itself become one
//! list of plain structures, from which a C header and NumPy's types are written:
//! so all of them say the same.

mod c;
mod own;
mod python;

pub use c::c_records;
pub use python::{python_records, python_stub};

use crate::emit::{Message, field_facts};
use crate::kind::Kind;
use crate::layout::{Member, What};
use crate::table::Row;
use crate::tables::{TableError, Tables};

/// A record, its header, or the element of an array in one.
struct Struct {
    /// In snake case: `order_book`.
    name: String,
    doc: String,
    size: usize,
    align: usize,
    /// What it is as a record; `None` for a part of one.
    record: Option<Identity>,
    slots: Vec<Slot>,
}

/// What tells a record from others.
struct Identity {
    /// The number in its header.
    kind: usize,
    /// Kiwoom's code; `None` for records that the engine makes itself.
    code: Option<String>,
}

/// A member.
struct Slot {
    name: String,
    doc: String,
    offset: usize,
    shape: Shape,
}

/// What a member is made of.
enum Shape {
    /// A field of the tables: its kind, bytes and decimals.
    Field(Kind, usize, u8),
    /// An integer that is nothing but itself: whether it has a sign, and bytes.
    Int(bool, usize),
    /// Bytes of a text, with that of its length.
    Text(usize),
    /// Bytes that are read by other means.
    Bytes(usize),
    /// Another structure.
    Struct(String),
    /// So many of another structure.
    Array(String, usize),
    /// Bytes that mean nothing.
    Reserved(usize),
}

/// All structures, each behind those that it holds.
///
/// # Errors
/// When a record would be too long.
fn structs(tables: &Tables) -> Result<Vec<Struct>, TableError> {
    let mut all = vec![own::header()];
    for (kind, table) in tables.messages.iter().enumerate() {
        let message = Message::of(table)?;
        for (at, element) in message.layout.elements.iter().enumerate() {
            let group = &table.groups[at];
            let name = snake(&group.element);
            // Two groups may share one type of element.
            if !all.iter().any(|it: &Struct| it.name == name) {
                all.push(Struct {
                    name,
                    doc: group.doc.clone(),
                    size: element.size,
                    align: element.align,
                    record: None,
                    slots: slots(&message, &element.members),
                });
            }
        }
        let mut slots = slots(&message, &message.layout.members);
        slots.insert(0, own::header_slot());
        all.push(Struct {
            name: table.name.clone(),
            doc: format!("{} ({}). {}", table.name_ko, table.code, table.doc),
            size: message.layout.size,
            align: 8,
            record: Some(Identity {
                kind,
                code: Some(table.code.clone()),
            }),
            slots,
        });
    }
    all.extend(own::records());
    Ok(all)
}

fn slots(message: &Message<'_>, members: &[Member]) -> Vec<Slot> {
    let mut reserved = 0;
    let slot = |member: &Member| {
        let (name, doc, shape) = match member.what {
            What::Field(at) => field(&message.table.rows[at]),
            What::Group(at) => {
                let group = &message.table.groups[at];
                let shape = Shape::Array(snake(&group.element), group.len);
                (group.member.clone(), group.doc.clone(), shape)
            }
            What::Reserved(size) => {
                reserved += 1;
                let name = format!("reserved_{}", reserved - 1);
                (name, String::new(), Shape::Reserved(size))
            }
        };
        Slot {
            name,
            doc,
            offset: member.offset,
            shape,
        }
    };
    members.iter().map(slot).collect()
}

fn field(row: &Row) -> (String, String, Shape) {
    let doc = format!("{}{} {}", row.name_ko, field_facts(row), row.note);
    let shape = match row.kind {
        Kind::Text | Kind::Code => Shape::Text(row.size),
        kind => Shape::Field(kind, row.size, row.scale),
    };
    (row.name.clone(), doc.trim_end().to_owned(), shape)
}

/// `BookLevel` as `book_level`.
fn snake(camel: &str) -> String {
    let mut out = String::new();
    for letter in camel.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}
