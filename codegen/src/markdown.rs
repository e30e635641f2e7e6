//! The pages of `docs/messages`: the tables, for people.

use crate::emit::Message;
use crate::table::{Segment, Table};
use crate::tables::{TableError, Tables};
use std::fmt::Write as _;

/// What stands under each page's title.
const ORIGIN: &str = "Written by kiwoom-codegen from `codegen/tables`; renewed by \
                      `BLESS=1 cargo test -p kiwoom-codegen`.\n";

/// All types and their fields as pages: a list of the types (`README.md`), one page
/// for each (`trade.md`), and the value lists (`values.md`).
///
/// # Errors
/// When a record would be too long.
pub fn message_pages(tables: &Tables) -> Result<Vec<(String, String)>, TableError> {
    let mut pages = vec![
        ("README.md".to_owned(), overview(tables)?),
        ("values.md".to_owned(), values(tables)),
    ];
    for table in &tables.messages {
        pages.push((format!("{}.md", table.name), page(table)?));
    }
    Ok(pages)
}

/// The list of all types.
fn overview(tables: &Tables) -> Result<String, TableError> {
    let mut out = format!(
        "# Message types\n\n{ORIGIN}\n\
         Each type has a page with its fields (FID): code, English and Korean name, unit,\n\
         and place in the record. Texts of codes are in the [value lists](values.md).\n\n\
         | type | name | 이름 | record | bytes | fields | market |\n\
         | --- | --- | --- | --- | ---: | ---: | --- |\n"
    );
    for table in &tables.messages {
        let message = Message::of(table)?;
        _ = writeln!(
            out,
            "| `{}` | [{name}]({name}.md) | {} | `{}` | {} | {} | {} |",
            table.code,
            table.name_ko,
            message.record,
            message.layout.size,
            table.rows.len(),
            match table.segment {
                Segment::Domestic => "Korea",
                Segment::Us => "US",
            },
            name = table.name,
        );
    }
    Ok(out)
}

/// One type.
fn page(table: &Table) -> Result<String, TableError> {
    let message = Message::of(table)?;
    let market = match table.segment {
        Segment::Domestic => "",
        Segment::Us => " (US market)",
    };
    let mut out = format!(
        "# {} {} `{}`{market}\n\n{ORIGIN}\n{} Record `{}`, {} bytes.\n\n",
        table.code, table.name_ko, table.name, table.doc, message.record, message.layout.size
    );
    out.push_str("| code | name | 이름 | kind | unit | scale | offset | size | |\n");
    out.push_str("| ---: | --- | --- | --- | --- | ---: | ---: | ---: | --- |\n");
    for (at, row) in table.rows.iter().enumerate() {
        let kind = match &row.values {
            Some(values) => format!("{} [`{values}`](values.md#{values})", row.kind.name()),
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
    Ok(out)
}

/// The value lists.
fn values(tables: &Tables) -> String {
    let mut out = format!("# Value lists\n\n{ORIGIN}");
    for list in &tables.enumerations {
        _ = writeln!(
            out,
            "\n## `{}`\n\n| value | name | 이름 | |\n| --- | --- | --- | --- |",
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
    out
}

/// Text that must not end its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
