//! Words of the feed, for fuzzers that put them together.

use crate::reference::TABLES;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What JSON, the server's messages and the tables' files are made of.
const WORDS: [&str; 44] = [
    "{\"",
    "\":\"",
    "\",\"",
    "\"}",
    "\"}]",
    "}]}",
    "[{",
    "},{",
    "\\u0041",
    "\\ud83d\\ude00",
    "\\\"",
    "null",
    "true",
    "1e400",
    "-0",
    "18446744073709551616",
    "\"trnm\":\"REAL\"",
    "\"data\":[",
    "\"values\":{",
    "\"type\":\"",
    "\"item\":\"",
    "\"name\":\"",
    "\"stexTp\":\"",
    "PING",
    "LOGIN",
    "REG",
    "REMOVE",
    "SYSTEM",
    "\"return_code\":",
    "\"return_msg\":\"",
    "\"code\":\"",
    "\"message\":\"",
    "[CODE=8005, MESSAGE=",
    "105110",
    "R10001",
    "R10002",
    "TOKEN",
    "_AL",
    "_NX",
    "# group\t",
    "# type\t",
    "# name\t",
    "\t-\t",
    "domestic",
];

/// The dictionary in libFuzzer's form: the words above, then the types, codes and
/// kinds of the tables, each once.
#[must_use]
pub fn dictionary() -> String {
    let mut words: BTreeSet<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    for table in &TABLES.messages {
        words.insert(format!("\"type\":\"{}\"", table.code));
        words.insert(table.wire_name.clone());
        for row in &table.rows {
            words.insert(format!("\"{}\":\"", row.code));
            words.insert(format!("\t{}\t", row.kind.name()));
        }
    }
    for list in &TABLES.enumerations {
        words.extend(list.values.iter().map(|value| value.text.clone()));
    }
    let mut text =
        "# From the tables: BLESS=1 cargo test -p kiwoom-fuzz-bodies --test corpora\n".to_owned();
    for word in words {
        text.push('"');
        for byte in word.bytes() {
            match byte {
                b'"' | b'\\' => text.extend(['\\', char::from(byte)]),
                b' '..=b'~' => text.push(char::from(byte)),
                _ => _ = write!(text, "\\x{byte:02x}"),
            }
        }
        text.push_str("\"\n");
    }
    text
}
