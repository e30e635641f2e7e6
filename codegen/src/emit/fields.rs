//! `fields.rs`: the fields of each type, and the way from a code to its field.

use super::{HEAD, Message, field_head, prose};
use crate::names;
use std::fmt::Write as _;

/// Codes per page of a code map.
const PAGE: usize = 64;

pub(super) fn write(messages: &[Message<'_>]) -> String {
    let mut out = HEAD.to_owned();
    for (at, message) in messages.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        fields(&mut out, message);
        out.push('\n');
        codes(&mut out, message);
    }
    out
}

fn fields(out: &mut String, message: &Message<'_>) {
    let (table, record) = (message.table, &message.record);
    out.push_str("message_fields! {\n");
    _ = writeln!(
        out,
        "    /// Fields of [`{record}`](crate::record::{record}), in the order of the wire."
    );
    _ = writeln!(
        out,
        "    pub enum {record}Field, {}_FIELDS, {}_CODES, {} {{",
        message.constant,
        message.constant,
        table.rows.len()
    );
    for (at, row) in table.rows.iter().enumerate() {
        let flat = table.flat_name(row);
        _ = writeln!(out, "        /// {} {}", field_head(row), prose(&row.note));
        _ = writeln!(
            out,
            "        {} = {}, {:?}, {:?}, {}, {:?}, {}, {} @ {}, {};",
            names::camel(&flat),
            row.code,
            flat,
            row.name_ko,
            names::camel(row.kind.name()),
            row.unit.as_deref().unwrap_or_default(),
            row.scale,
            row.size,
            message.layout.offsets[at],
            row.values
                .as_ref()
                .map_or("()".to_owned(), |values| names::camel(values)),
        );
    }
    out.push_str("    }\n}\n");
}

/// Two levels: a page for each run of 64 codes that has any, and for each page
/// the field's number at each of its codes. Page 0 stands for no field at all.
fn codes(out: &mut String, message: &Message<'_>) {
    let rows = &message.table.rows;
    let highest = rows
        .iter()
        .map(|row| usize::from(row.code))
        .max()
        .unwrap_or(0);
    let mut pages = vec![0_usize; highest / PAGE + 1];
    let mut slots = vec![[255_usize; PAGE]];
    for (at, row) in rows.iter().enumerate() {
        let code = usize::from(row.code);
        let page = &mut pages[code / PAGE];
        if *page == 0 {
            *page = slots.len();
            slots.push([255; PAGE]);
        }
        slots[*page][code % PAGE] = at;
    }
    _ = writeln!(
        out,
        "code_map! {{\n    {}_CODES, {}, {};",
        message.constant,
        pages.len(),
        slots.len()
    );
    numbers(out, &pages);
    for slots in &slots {
        out.push_str("    ;\n");
        numbers(out, slots);
    }
    out.push_str("}\n");
}

fn numbers(out: &mut String, numbers: &[usize]) {
    for row in numbers.chunks(16) {
        let row: Vec<String> = row.iter().map(usize::to_string).collect();
        _ = writeln!(out, "    {},", row.join(", "));
    }
}
