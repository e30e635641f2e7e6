//! `values.rs`: the value lists.

use super::{HEAD, doc, prose};
use crate::names;
use crate::tables::Tables;
use std::fmt::Write as _;

pub(super) fn write(tables: &Tables) -> String {
    let mut out = HEAD.to_owned();
    for (at, list) in tables.enumerations.iter().enumerate() {
        let type_name = names::camel(&list.name);
        let mut used: Vec<String> = Vec::new();
        for table in &tables.messages {
            for row in &table.rows {
                if row.values.as_deref() == Some(list.name.as_str()) {
                    let name = format!("{} ({})", doc(&row.name_ko), row.code);
                    if !used.contains(&name) {
                        used.push(name);
                    }
                }
            }
        }
        if at > 0 {
            out.push('\n');
        }
        _ = writeln!(out, "value_list! {{");
        _ = writeln!(out, "    /// Values of {}.", used.join(", "));
        _ = writeln!(out, "    ///");
        _ = writeln!(
            out,
            "    /// Open: a value that isn't named here is kept as it came."
        );
        _ = writeln!(out, "    pub struct {type_name}({}) {{", list.size);
        for value in &list.values {
            let note = value
                .note
                .as_deref()
                .map(|note| format!(": {}", prose(note)));
            let note = note.unwrap_or_else(|| ".".to_owned());
            _ = writeln!(
                out,
                "        /// {} (`{}`){note}",
                doc(&value.name_ko),
                value.text
            );
            let constant = names::upper(&value.name);
            _ = writeln!(
                out,
                "        {constant} = {:?}, {:?}, {:?};",
                value.text, value.name, value.name_ko
            );
        }
        out.push_str("    }\n}\n");
    }
    out
}
