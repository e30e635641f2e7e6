//! `records.rs`: the records.

use super::{HEAD, Message, doc, field_head, prose};
use crate::kind::Kind;
use crate::layout::{Element, Member, What};
use crate::names;
use crate::table::Row;
use std::fmt::Write as _;

pub(super) fn write(messages: &[Message<'_>]) -> String {
    let mut out = HEAD.to_owned();
    for (at, message) in messages.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let groups = &message.table.groups;
        for (at, element) in message.layout.elements.iter().enumerate() {
            let name = &groups[at].element;
            // Two groups may share one type of element.
            if !groups[..at].iter().any(|group| group.element == *name) {
                write_element(&mut out, message, at, element);
            }
        }
        write_record(&mut out, message);
    }
    out
}

fn write_element(out: &mut String, message: &Message<'_>, at: usize, element: &Element) {
    let group = &message.table.groups[at];
    let name = &group.element;
    _ = writeln!(out, "/// {}", prose(&group.doc));
    _ = writeln!(
        out,
        "#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]"
    );
    _ = writeln!(out, "#[repr(C)]\npub struct {name} {{");
    write_members(out, message, &element.members);
    out.push_str("}\n\n");
    _ = writeln!(out, "impl {name} {{");
    _ = writeln!(out, "    /// An element without any value.");
    write_empty(out, message, &element.members, false);
    out.push_str("}\n\n");
    write_layout(
        out,
        message,
        name,
        &element.members,
        element.size,
        element.align,
    );
    out.push('\n');
}

fn write_record(out: &mut String, message: &Message<'_>) {
    let (table, record) = (message.table, &message.record);
    let size = message.layout.size;
    _ = writeln!(
        out,
        "/// {} (`{}`). {}",
        doc(&table.name_ko),
        table.code,
        prose(&table.doc)
    );
    out.push_str("///\n");
    _ = writeln!(
        out,
        "/// {size} bytes. Every field by name, its code and its offset: [`{record}Field`]."
    );
    _ = writeln!(
        out,
        "#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]"
    );
    _ = writeln!(out, "#[repr(C, align(8))]\npub struct {record} {{");
    out.push_str("    /// What stands before every record.\n    pub header: RecordHeader,\n");
    write_members(out, message, &message.layout.members);
    out.push_str("}\n\n");
    _ = writeln!(out, "impl {record} {{");
    _ = writeln!(out, "    /// A record without any value.");
    write_empty(out, message, &message.layout.members, true);
    out.push_str("}\n\n");
    write_layout(out, message, record, &message.layout.members, size, 8);
    _ = writeln!(
        out,
        "\nrecord_impls! {{ {record}, {record}Field, {} }}",
        message.constant
    );
}

fn write_members(out: &mut String, message: &Message<'_>, members: &[Member]) {
    let table = message.table;
    let mut reserved = 0;
    for member in members {
        match member.what {
            What::Field(at) => {
                let row = &table.rows[at];
                _ = writeln!(out, "    /// {} {}", field_head(row), prose(&row.note));
                _ = writeln!(out, "    pub {}: {},", row.name, rust_type(row));
            }
            What::Group(at) => {
                let group = &table.groups[at];
                _ = writeln!(out, "    /// {}", prose(&group.doc));
                _ = writeln!(
                    out,
                    "    pub {}: [{}; {}],",
                    group.member, group.element, group.len
                );
            }
            What::Reserved(size) => {
                _ = writeln!(out, "    pub(crate) reserved_{reserved}: [u8; {size}],");
                reserved += 1;
            }
        }
    }
}

fn write_empty(out: &mut String, message: &Message<'_>, members: &[Member], header: bool) {
    let table = message.table;
    out.push_str("    pub const EMPTY: Self = Self {\n");
    if header {
        out.push_str("        header: RecordHeader::EMPTY,\n");
    }
    let mut reserved = 0;
    for member in members {
        _ = match member.what {
            What::Field(at) => {
                let row = &table.rows[at];
                let rust = rust_type(row);
                let path = rust.split('<').next().unwrap_or_default();
                writeln!(out, "        {}: {path}::NONE,", row.name)
            }
            What::Group(at) => {
                let group = &table.groups[at];
                let (member, element, len) = (&group.member, &group.element, group.len);
                writeln!(out, "        {member}: [{element}::EMPTY; {len}],")
            }
            What::Reserved(size) => {
                reserved += 1;
                writeln!(out, "        reserved_{}: [0; {size}],", reserved - 1)
            }
        };
    }
    out.push_str("    };\n");
}

fn write_layout(
    out: &mut String,
    message: &Message<'_>,
    name: &str,
    members: &[Member],
    size: usize,
    align: usize,
) {
    let table = message.table;
    _ = writeln!(out, "layout! {{\n    {name}, {size}, {align};");
    for member in members {
        let name = match member.what {
            What::Field(at) => &table.rows[at].name,
            What::Group(at) => &table.groups[at].member,
            What::Reserved(_) => continue,
        };
        _ = writeln!(out, "    {:4} {name};", member.offset);
    }
    out.push_str("}\n");
}

/// The type that holds a field.
fn rust_type(row: &Row) -> String {
    let (size, scale) = (row.size, row.scale);
    let wide = if size == 8 { "64" } else { "" };
    match row.kind {
        Kind::Price => format!("Price{wide}<{scale}>"),
        Kind::Change => format!("Change{wide}<{scale}>"),
        Kind::Quantity | Kind::SignedQuantity if size == 4 => format!("Quantity32<{scale}>"),
        Kind::Quantity | Kind::SignedQuantity => format!("Quantity<{scale}>"),
        Kind::Amount | Kind::SignedAmount => format!("Amount<{scale}>"),
        Kind::Percent => format!("Percent<{scale}>"),
        Kind::DirectedPercent => format!("DirectedPercent<{scale}>"),
        Kind::Ratio => format!("Ratio<{scale}>"),
        Kind::Time => "Time".to_owned(),
        Kind::Date => "Date".to_owned(),
        Kind::Flag => "Flag".to_owned(),
        Kind::Text => format!("Text<{size}>"),
        Kind::Code => names::camel(row.values.as_deref().unwrap_or_default()),
    }
}
