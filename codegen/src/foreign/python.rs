//! `_records.py` and its stub: the records as tables of which NumPy's types are
//! made, and as classes.

use super::{Shape, Slot, Struct, structs};
use crate::kind::Kind;
use crate::names;
use crate::tables::{TableError, Tables};
use std::fmt::Write as _;

const HEAD: &str = "\
# Written by kiwoom-codegen from codegen/tables; renewed by
# `BLESS=1 cargo test -p kiwoom-codegen`.
";

/// All records as tables: name, number, Kiwoom's code, size, and members with their
/// kind, offset, bytes and decimals (or the structure and how many).
///
/// # Errors
/// When a record would be too long.
pub fn python_records(tables: &Tables) -> Result<String, TableError> {
    let mut out = format!(
        "{HEAD}\
         \"\"\"The records' layout: what dtypes.py and records.py are made from.\"\"\"\n\n\
         # Name: (kind, type code, bytes, members). A member: (name, what, offset, bytes,\n\
         # decimals), or for an array of structures (name, structure, offset, count, None).\n\
         Member = tuple[str, str, int, int, int | None]\n\
         STRUCTS: dict[str, tuple[int | None, str | None, int, list[Member]]] = {{\n"
    );
    for it in structs(tables)? {
        let (kind, code) = match &it.record {
            Some(identity) => (identity.kind.to_string(), identity.code.as_deref()),
            None => ("None".to_owned(), None),
        };
        let code = code.map_or("None".to_owned(), |code| format!("\"{code}\""));
        _ = writeln!(out, "    \"{}\": ({kind}, {code}, {}, [", it.name, it.size);
        for slot in &it.slots {
            if let Some((what, number, scale)) = member(slot) {
                let (name, offset) = (&slot.name, slot.offset);
                _ = writeln!(
                    out,
                    "        (\"{name}\", \"{what}\", {offset}, {number}, {scale}),"
                );
            }
        }
        out.push_str("    ]),\n");
    }
    out.push_str("}\n");
    Ok(out)
}

/// What a member is, its bytes or count, and its decimals.
fn member(slot: &Slot) -> Option<(&str, usize, &'static str)> {
    const SCALES: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    Some(match &slot.shape {
        Shape::Field(kind, size, scale) => (kind.name(), *size, SCALES[usize::from(*scale)]),
        Shape::Int(true, size) => ("int", *size, "0"),
        Shape::Int(false, size) => ("uint", *size, "0"),
        Shape::Text(size) => ("text", *size, "0"),
        Shape::Bytes(size) => ("bytes", *size, "0"),
        Shape::Struct(of) => (of, 1, "None"),
        Shape::Array(of, len) => (of, *len, "None"),
        Shape::Reserved(_) => return None,
    })
}

/// The classes that `records.py` makes of them, for type checkers and editors.
///
/// # Errors
/// When a record would be too long.
pub fn python_stub(tables: &Tables) -> Result<String, TableError> {
    let structs = structs(tables)?;
    let mut out = format!(
        "{HEAD}\
         import datetime\nfrom decimal import Decimal\nfrom typing import Any, Literal\n\n\
         import numpy as np\n\n\
         Direction = Literal[\"unchanged\", \"up\", \"down\"]\n\n\
         class Struct:\n\
         \x20   def __init__(self, row: np.void) -> None: ...\n\
         \x20   def direction_of(self, name: str) -> Direction | None: ...\n\
         \x20   def as_dict(self) -> dict[str, Any]: ...\n\n\
         class Record(Struct):\n\
         \x20   @property\n    def header(self) -> RecordHeader: ...\n\
         \x20   @property\n    def item(self) -> str: ...\n\
         \x20   @property\n    def sequence(self) -> int: ...\n"
    );
    for it in &structs {
        let base = if it.record.is_some() {
            "Record"
        } else {
            "Struct"
        };
        let name = names::camel(&it.name);
        _ = writeln!(out, "\nclass {name}({base}):\n    \"\"\"{}\"\"\"", it.doc);
        for slot in &it.slots {
            write_property(&mut out, it, slot);
        }
    }
    out.push_str("\nCLASSES: dict[str, type[Record]]\n");
    Ok(out)
}

fn write_property(out: &mut String, of: &Struct, slot: &Slot) {
    // Every record's, and what the base class has from the header.
    if of.record.is_some() && matches!(slot.name.as_str(), "header") {
        return;
    }
    let kind = match &slot.shape {
        Shape::Reserved(_) => return,
        Shape::Field(kind, _, scale) => match kind {
            Kind::Time => "datetime.time | None".to_owned(),
            Kind::Date => "datetime.date | None".to_owned(),
            Kind::Flag => "bool | None".to_owned(),
            _ if *scale > 0 => "Decimal | None".to_owned(),
            _ => "int | None".to_owned(),
        },
        Shape::Int(..) => "int".to_owned(),
        Shape::Text(_) => "str".to_owned(),
        Shape::Bytes(_) => "bytes".to_owned(),
        Shape::Struct(name) => names::camel(name),
        Shape::Array(name, _) => format!("tuple[{}, ...]", names::camel(name)),
    };
    let doc = slot.doc.replace('\\', "\\\\");
    _ = writeln!(
        out,
        "    @property\n    def {}(self) -> {kind}:\n        \"\"\"{doc}\"\"\"",
        slot.name
    );
}
