//! The bytes of whole records, as they lie in memory: what a program that maps
//! them from another language sees.
//!
//! The files were worked out from `docs/messages` and the documents
//! of the value types, not written by the engine.

use crate::decode::Decoder;
use std::fmt::Write as _;

/// Sixteen bytes a line, behind their offset.
fn dump(bytes: &[u8]) -> String {
    let mut out = String::new();
    for (at, line) in bytes.chunks(16).enumerate() {
        _ = write!(out, "{:04}", at * 16);
        for byte in line {
            _ = write!(out, " {byte:02x}");
        }
        out.push('\n');
    }
    out
}

#[track_caller]
fn assert_bytes(frame: &str, expected: &str) {
    let mut dumped = String::new();
    let result = Decoder::new().decode_copy(frame.as_bytes(), |record, _| {
        dumped.push_str(&dump(record.as_bytes()));
    });
    assert_eq!(result, Ok(1));
    for (line, expected) in dumped.lines().zip(expected.lines()) {
        assert_eq!(
            line, expected,
            "if the layout was meant to change, LAYOUT_VERSION must rise"
        );
    }
    assert_eq!(dumped, expected);
}

/// Records are in the machine's byte order; the files show the usual one.
#[cfg(target_endian = "little")]
#[test]
fn a_trade_lies_in_memory_as_documented() {
    assert_bytes(include_str!("trade.json"), include_str!("trade.hex"));
}

#[cfg(target_endian = "little")]
#[test]
fn a_book_lies_in_memory_as_documented() {
    assert_bytes(
        include_str!("order_book.json"),
        include_str!("order_book.hex"),
    );
}
