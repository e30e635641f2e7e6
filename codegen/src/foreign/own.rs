//! The header, and the records that the engine makes itself: no table says them.
//!
//! The engine's own layouts are in `engine/src/record`; a test of the C bindings
//! holds these against them.

use super::{Identity, Shape, Slot, Struct};
use crate::emit::OWN;

/// Name, bytes from the start, what it is made of, documentation.
type Line = (&'static str, usize, Shape, &'static str);

const U8: Shape = Shape::Int(false, 1);
const U16: Shape = Shape::Int(false, 2);
const U32: Shape = Shape::Int(false, 4);
const U64: Shape = Shape::Int(false, 8);

fn slots(lines: Vec<Line>) -> Vec<Slot> {
    let slot = |(name, offset, shape, doc): Line| Slot {
        name: name.to_owned(),
        doc: doc.to_owned(),
        offset,
        shape,
    };
    lines.into_iter().map(slot).collect()
}

pub(super) fn header_slot() -> Slot {
    Slot {
        name: "header".to_owned(),
        doc: "What stands before every record.".to_owned(),
        offset: 0,
        shape: Shape::Struct("record_header".to_owned()),
    }
}

pub(super) fn header() -> Struct {
    Struct {
        name: "record_header".to_owned(),
        doc: "The first 64 bytes of every record.".to_owned(),
        size: 64,
        align: 8,
        record: None,
        slots: slots(vec![
            ("kind", 0, U8, "Which record it is."),
            (
                "lines",
                1,
                U8,
                "Length of the record in units of 64 bytes, this header included.",
            ),
            ("flags", 2, U16, "Marks on this record."),
            (
                "symbol",
                4,
                U32,
                "The symbol's number in this engine, from 0; 4294967295 for an item that nobody subscribed by name.",
            ),
            (
                "epoch",
                8,
                U32,
                "How many times the connection had been up, this time included.",
            ),
            (
                "connection",
                12,
                U16,
                "Which of the engine's connections it came from, from 0.",
            ),
            ("venue", 14, U8, "Where the item trades."),
            ("reserved", 15, Shape::Reserved(1), ""),
            (
                "sequence",
                16,
                U64,
                "Position in the engine's one order of events.",
            ),
            (
                "rx_kernel_ns",
                24,
                U64,
                "When the kernel took the packet in, in nanoseconds of Unix time; 0 where there is no stamp.",
            ),
            (
                "rx_mono_ns",
                32,
                U64,
                "When the engine had read the bytes, in nanoseconds of CLOCK_MONOTONIC.",
            ),
            (
                "ready_mono_ns",
                40,
                U64,
                "When the record was ready to be published, on the same clock.",
            ),
            (
                "item",
                48,
                Shape::Text(16),
                "The item (종목코드) as the server wrote it, such as 005930_AL; empty for the account or the whole market.",
            ),
        ]),
    }
}

/// The records, in the order of their numbers.
pub(super) fn records() -> Vec<Struct> {
    OWN.iter()
        .map(|(name, kind, doc)| {
            let (size, lines) = members(name);
            let mut slots = slots(lines);
            slots.insert(0, header_slot());
            Struct {
                name: super::snake(name),
                doc: (*doc).to_owned(),
                size,
                align: 8,
                record: Some(Identity {
                    kind: usize::from(*kind),
                    code: None,
                }),
                slots,
            }
        })
        .collect()
}

/// Size of the record, and what follows its header.
fn members(name: &str) -> (usize, Vec<Line>) {
    match name {
        "Link" => (
            320,
            vec![
                (
                    "code",
                    64,
                    Shape::Int(true, 8),
                    "Kiwoom's return code where there is one; 0 for none.",
                ),
                (
                    "accepted",
                    72,
                    U32,
                    "Registrations that the server took, with RESTORED.",
                ),
                ("rejected", 76, U32, "Registrations that it refused."),
                ("event", 80, U8, "What happened."),
                ("reserved_0", 81, Shape::Reserved(7), ""),
                (
                    "message_type",
                    88,
                    Shape::Text(8),
                    "The type concerned, where there is one.",
                ),
                (
                    "item",
                    96,
                    Shape::Text(24),
                    "The item concerned, where there is one.",
                ),
                (
                    "system_code",
                    120,
                    Shape::Text(16),
                    "A SYSTEM message's code, such as R10001.",
                ),
                (
                    "text",
                    136,
                    Shape::Text(128),
                    "The server's words, or the reason in ours; cut to fit.",
                ),
                (
                    "last_rx_ns",
                    264,
                    U64,
                    "With DOWN: when the last byte came, as rx_mono_ns in the header; 0 when none ever came.",
                ),
                (
                    "retry_in_ms",
                    272,
                    U32,
                    "With DOWN: in how many milliseconds the next attempt begins; 0 when there is none.",
                ),
                ("reserved_1", 276, Shape::Reserved(44), ""),
            ],
        ),
        "Gap" => (
            128,
            vec![
                ("lost", 64, U64, "How many records were lost."),
                ("first", 72, U64, "Sequence number of the first of them."),
                ("last", 80, U64, "Sequence number of the last of them."),
                ("reserved_0", 88, Shape::Reserved(40), ""),
            ],
        ),
        "Unknown" => (
            1024,
            vec![
                (
                    "message_type",
                    64,
                    Shape::Text(16),
                    "The message's type, as the server wrote it.",
                ),
                ("count", 80, U32, "Pairs of code and text that came."),
                ("kept", 84, U32, "Pairs that are kept here."),
                ("used", 88, U32, "Bytes that they take."),
                ("reserved_0", 92, Shape::Reserved(4), ""),
                (
                    "bytes",
                    96,
                    Shape::Bytes(928),
                    "The pairs, one after the other: length of the code (1 byte), length of the text (2 bytes, the low one first), code, text.",
                ),
            ],
        ),
        "TradesMissing" => (
            128,
            vec![
                ("quantity", 64, U64, "Shares that are missing."),
                (
                    "previous",
                    72,
                    U64,
                    "The day's volume, as the trade before told it, in shares.",
                ),
                (
                    "cumulative",
                    80,
                    U64,
                    "The day's volume, as the trade that follows tells it, in shares.",
                ),
                ("reserved_0", 88, Shape::Reserved(40), ""),
            ],
        ),
        "Staleness" => (
            128,
            vec![
                (
                    "quiet_ns",
                    64,
                    U64,
                    "How long the item had been silent, in nanoseconds.",
                ),
                (
                    "limit_ns",
                    72,
                    U64,
                    "The silence that is borne, in nanoseconds.",
                ),
                (
                    "message_type",
                    80,
                    Shape::Text(8),
                    "The type concerned, such as 0D.",
                ),
                ("event", 88, U8, "1: it became stale; 2: it comes again."),
                ("reserved_0", 89, Shape::Reserved(39), ""),
            ],
        ),
        other => unreachable!("{other} has no members: say them here"),
    }
}
