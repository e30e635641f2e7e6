//! `kiwoom_records.h`: the records as C structures, with their layout asserted.

use super::{Identity, Shape, Slot, Struct, structs};
use crate::kind::Kind;
use crate::tables::{TableError, Tables};
use std::fmt::Write as _;

const HEAD: &str = "\
/*
 * The records of kiwoom-engine: plain data of fixed layout, made once in a ring
 * and read there.
 *
 * Written by kiwoom-codegen from codegen/tables; renewed by
 * `BLESS=1 cargo test -p kiwoom-codegen`.
 *
 * A value that the message didn't carry is not zero: kiwoom_values.h has the
 * tests for that, and reads numbers, prices and texts.
 */
#ifndef KIWOOM_RECORDS_H
#define KIWOOM_RECORDS_H

#include \"kiwoom_values.h\"

#include <stddef.h>

#ifdef __cplusplus
extern \"C\" {
#define KW_LAYOUT(condition) static_assert(condition, #condition)
#else
#define KW_LAYOUT(condition) _Static_assert(condition, #condition)
#endif
";

const FOOT: &str = "
#undef KW_LAYOUT

#ifdef __cplusplus
}
#endif

#endif
";

/// All records as a C header.
///
/// # Errors
/// When a record would be too long.
pub fn c_records(tables: &Tables) -> Result<String, TableError> {
    let structs = structs(tables)?;
    let records = || {
        let record = |it| Struct::identity(it);
        structs.iter().filter_map(record)
    };
    let mut out = HEAD.to_owned();
    out.push_str("\n/* Which record it is: `kind` in its header. */\nenum {\n");
    for (name, identity) in records() {
        let kind = identity.kind;
        _ = writeln!(out, "    KW_KIND_{} = {kind},", name.to_uppercase());
    }
    out.push_str("};\n\n/* Kiwoom's codes of the message types. */\n");
    for (name, identity) in records() {
        if let Some(code) = &identity.code {
            _ = writeln!(out, "#define KW_TYPE_{} \"{code}\"", name.to_uppercase());
        }
    }
    for it in &structs {
        write_struct(&mut out, it);
    }
    out.push_str("\n/* Every record: X(structure, kind). */\n#define KW_RECORDS(X)");
    for (name, _) in records() {
        let upper = name.to_uppercase();
        _ = write!(out, " \\\n    X(kw_{name}, KW_KIND_{upper})");
    }
    out.push('\n');
    out.push_str(FOOT);
    Ok(out)
}

impl Struct {
    fn identity(&self) -> Option<(&str, &Identity)> {
        Some((self.name.as_str(), self.record.as_ref()?))
    }
}

fn write_struct(out: &mut String, it: &Struct) {
    let name = &it.name;
    _ = writeln!(out, "\n/* {} {} bytes. */", it.doc, it.size);
    _ = writeln!(out, "typedef struct kw_{name} {{");
    for slot in &it.slots {
        if !slot.doc.is_empty() {
            _ = writeln!(out, "    /* {} */", slot.doc);
        }
        _ = writeln!(out, "    {};", declaration(slot));
    }
    _ = writeln!(out, "}} kw_{name};");
    for slot in &it.slots {
        if let Shape::Field(_, _, scale @ 1..) = slot.shape {
            let (of, field) = (name.to_uppercase(), slot.name.to_uppercase());
            _ = writeln!(out, "#define KW_{of}_{field}_SCALE {scale}");
        }
    }
    _ = writeln!(out, "KW_LAYOUT(sizeof(kw_{name}) == {});", it.size);
    // Elements of arrays are aligned by where they stand.
    if it.record.is_some() {
        let align = it.align;
        _ = writeln!(out, "KW_LAYOUT(KW_ALIGN_OF(kw_{name}) == {align});");
    }
    for slot in &it.slots {
        let (offset, member) = (slot.offset, &slot.name);
        _ = writeln!(out, "KW_LAYOUT(offsetof(kw_{name}, {member}) == {offset});");
    }
}

fn declaration(slot: &Slot) -> String {
    let name = &slot.name;
    match &slot.shape {
        Shape::Field(kind, size, _) => format!("{} {name}", field_type(*kind, *size)),
        Shape::Int(signed, size) => {
            let sign = if *signed { "" } else { "u" };
            format!("{sign}int{}_t {name}", size * 8)
        }
        Shape::Text(size) | Shape::Bytes(size) | Shape::Reserved(size) => {
            format!("uint8_t {name}[{size}]")
        }
        Shape::Struct(of) => format!("kw_{of} {name}"),
        Shape::Array(of, len) => format!("kw_{of} {name}[{len}]"),
    }
}

/// The type of `kiwoom_values.h` that holds a field.
fn field_type(kind: Kind, size: usize) -> &'static str {
    match (kind, size) {
        (Kind::Price | Kind::DirectedPercent, 4) => "kw_price",
        (Kind::Price | Kind::DirectedPercent, _) => "kw_price64",
        (Kind::Time, _) => "kw_time",
        (Kind::Date, _) => "kw_date",
        (Kind::Flag, _) => "kw_flag",
        (_, 4) => "kw_number",
        _ => "kw_number64",
    }
}
