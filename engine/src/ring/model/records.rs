//! Records whose content follows from their sequence number, and the account
//! that is kept of them.

use crate::record::Gap;
use crate::record::{Line, RecordFlags, RecordHeader};
use crate::ring::Lane;
use crate::ring::lane::{header, header_mut};
use crate::schema::RecordKind;
use zerocopy::{FromBytes, IntoBytes};

/// Kinds of the records that the tests write.
pub(crate) const CRITICAL: u8 = 1;
pub(crate) const DATA: u8 = 2;

pub(crate) fn kind(lane: Lane) -> u8 {
    match lane {
        Lane::Critical => CRITICAL,
        Lane::Data => DATA,
    }
}

fn word(sequence: u64, index: usize) -> u64 {
    (sequence + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ index as u64
}

/// Writes every byte of a record.
pub(crate) fn fill(record: &mut [Line], lane: Lane, sequence: u64) {
    let lines = record.len();
    *header_mut(&mut record[0]) = RecordHeader {
        kind: kind(lane),
        lines: lines as u8,
        sequence,
        ..RecordHeader::EMPTY
    };
    let words = <[u64]>::mut_from_bytes(record[1..].as_mut_bytes()).unwrap();
    for (index, to) in words.iter_mut().enumerate() {
        *to = word(sequence, index);
    }
}

/// What was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    Record {
        lane: Lane,
        sequence: u64,
        lines: usize,
        gap_before: bool,
    },
    Gap {
        lost: u64,
        first: u64,
        last: u64,
    },
}

/// Reads a record and checks every byte of it.
pub(crate) fn check(record: &[Line]) -> Seen {
    let head = header(&record[0]);
    let sequence = head.sequence;
    assert_eq!(usize::from(head.lines), record.len());
    if head.kind == RecordKind::Gap.number() {
        let gap = Gap::ref_from_bytes(record.as_bytes()).unwrap();
        assert_eq!(gap.header.sequence, gap.last);
        return Seen::Gap {
            lost: gap.lost,
            first: gap.first,
            last: gap.last,
        };
    }
    let lane = match head.kind {
        CRITICAL => Lane::Critical,
        DATA => Lane::Data,
        other => panic!("a record of kind {other}"),
    };
    let words = <[u64]>::ref_from_bytes(record[1..].as_bytes()).unwrap();
    for (index, found) in words.iter().enumerate() {
        assert_eq!(*found, word(sequence, index), "record {sequence}");
    }
    Seen::Record {
        lane,
        sequence,
        lines: record.len(),
        gap_before: head.flags.contains(RecordFlags::GAP_BEFORE),
    }
}
