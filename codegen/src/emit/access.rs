//! `access.rs`: one type over all records, and the trait that strategies write.

use super::messages::OWN;
use super::{HEAD, Message, doc};
use crate::names::snake;
use std::fmt::Write as _;

pub(super) fn write(messages: &[Message<'_>]) -> String {
    let mut out = HEAD.to_owned();
    out.push_str("records! {\n");
    for message in messages {
        let table = message.table;
        _ = writeln!(
            out,
            "    /// {} (`{}`): see [`{}`].",
            doc(&table.name_ko),
            table.code,
            message.record
        );
        _ = writeln!(out, "    {}, on_{};", message.record, table.name);
    }
    for (record, _, text) in OWN {
        _ = writeln!(out, "    /// {text} See [`{record}`].");
        _ = writeln!(out, "    {record}, on_{};", snake(record));
    }
    out.push_str("}\n");
    out
}
