//! `FIELDS.md`: the tables, for people.

use crate::emit::Message;
use crate::table::Segment;
use crate::tables::{TableError, Tables};
use std::fmt::Write as _;

/// All types and their fields as a page of tables.
///
/// # Errors
/// When a record would be too long.
pub fn fields_markdown(tables: &Tables) -> Result<String, TableError> {
    let mut out = String::from(
        "# Message types and fields\n\n\
         Written by kiwoom-codegen from `codegen/tables`; renewed by \
         `BLESS=1 cargo test -p kiwoom-codegen`.\n",
    );
    for table in &tables.messages {
        let message = Message::of(table)?;
        let market = match table.segment {
            Segment::Domestic => "",
            Segment::Us => " (US market)",
        };
        _ = writeln!(
            out,
            "\n## {} {} `{}`{market}\n\n{} Record `{}`, {} bytes.\n",
            table.code, table.name_ko, table.name, table.doc, message.record, message.layout.size
        );
        out.push_str("| code | name | 이름 | kind | unit | scale | offset | size | |\n");
        out.push_str("| ---: | --- | --- | --- | --- | ---: | ---: | ---: | --- |\n");
        for (at, row) in table.rows.iter().enumerate() {
            let kind = match &row.values {
                Some(values) => format!("{} `{values}`", row.kind.name()),
                None => row.kind.name().to_owned(),
            };
            let scale = if row.kind.is_number() {
                row.scale.to_string()
            } else {
                String::new()
            };
            _ = writeln!(
                out,
                "| {} | `{}` | {} | {kind} | {} | {scale} | {} | {} | {} |",
                row.code,
                table.flat_name(row),
                cell(&row.name_ko),
                row.unit.as_deref().unwrap_or_default(),
                message.layout.offsets[at],
                row.size,
                cell(&row.note),
            );
        }
    }
    out.push_str("\n## Value lists\n");
    for list in &tables.enumerations {
        _ = writeln!(
            out,
            "\n### `{}`\n\n| value | name | 이름 | |\n| --- | --- | --- | --- |",
            list.name
        );
        for value in &list.values {
            _ = writeln!(
                out,
                "| `{}` | `{}` | {} | {} |",
                cell(&value.text),
                value.name,
                cell(&value.name_ko),
                cell(value.note.as_deref().unwrap_or_default()),
            );
        }
    }
    Ok(out)
}

/// Text that must not end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
