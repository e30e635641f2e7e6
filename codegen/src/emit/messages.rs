//! `messages.rs`: the message types and the record kinds.

use super::{HEAD, Message, doc, prose};
use crate::table::Segment;
use std::fmt::Write as _;

/// Records that the engine makes itself, after those of the tables.
pub(crate) const OWN: [(&str, u8, &str); 5] = [
    ("Link", 250, "What happens to the connection."),
    ("Gap", 251, "Records that this strategy lost."),
    (
        "Unknown",
        252,
        "Codes or a message type that the tables lack.",
    ),
    (
        "TradesMissing",
        253,
        "Shares that were traded but never told by the server.",
    ),
    (
        "Staleness",
        254,
        "An item's messages of one type stay away, or come again.",
    ),
];

pub(super) fn write(messages: &[Message<'_>]) -> String {
    let mut out = HEAD.to_owned();
    constants(&mut out, messages);
    kinds(&mut out, messages);
    specs(&mut out, messages);
    out
}

fn constants(out: &mut String, messages: &[Message<'_>]) {
    out.push_str("impl MessageType {\n");
    for (at, message) in messages.iter().enumerate() {
        let table = message.table;
        if at > 0 {
            out.push('\n');
        }
        let (name_ko, doc) = (doc(&table.name_ko), prose(&table.doc));
        _ = writeln!(out, "    /// {name_ko} (`{}`). {doc}", table.code);
        let name = &message.constant;
        _ = writeln!(
            out,
            "    pub const {name}: Self = Self(*b\"{}\");",
            table.code
        );
    }
    out.push_str("}\n\n");
}

fn kinds(out: &mut String, messages: &[Message<'_>]) {
    out.push_str("record_kinds! {\n");
    for (at, message) in messages.iter().enumerate() {
        let table = message.table;
        let record = &message.record;
        _ = writeln!(out, "    /// {} (`{}`).", doc(&table.name_ko), table.code);
        _ = writeln!(out, "    {record} = {at},");
    }
    for (record, number, text) in OWN {
        _ = writeln!(out, "    /// {text}");
        _ = writeln!(out, "    {record} = {number},");
    }
    out.push_str("}\n\n");
}

fn specs(out: &mut String, messages: &[Message<'_>]) {
    out.push_str("message_specs! {\n");
    for message in messages {
        let table = message.table;
        let constant = &message.constant;
        let segment = match table.segment {
            Segment::Domestic => "Domestic",
            Segment::Us => "Us",
        };
        _ = writeln!(
            out,
            "    {}, {constant}, {constant}_FIELDS, {constant}_CODES, {segment}, {:?}, {:?}, {:?}, {};",
            message.record, table.name, table.name_ko, table.wire_name, message.layout.size,
        );
    }
    out.push_str("}\n");
}
