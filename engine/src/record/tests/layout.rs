//! The guard over all layouts.

use crate::record::{Gap, LAYOUT_VERSION, Link, RecordHeader, Unknown};
use crate::schema::MESSAGES;
use std::mem::offset_of;

/// The version, and what the layouts of that version come to.
const GUARDED: (u32, u64) = (1, 0x1dd1_afc2_2bea_b007);

/// FNV-1a over 64 bits: it needs no table, and its result never changes.
struct Digest(u64);

impl Digest {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
        // So that "ab", "c" isn't "a", "bc".
        self.0 = (self.0 ^ 0xff).wrapping_mul(0x0100_0000_01b3);
    }

    fn numbers(&mut self, numbers: &[usize]) {
        for number in numbers {
            self.bytes(&(*number as u64).to_le_bytes());
        }
    }
}

/// Everything that a reader of records from elsewhere relies upon.
fn digest() -> u64 {
    let mut digest = Digest(0xcbf2_9ce4_8422_2325);
    digest.numbers(&[
        size_of::<RecordHeader>(),
        offset_of!(RecordHeader, kind),
        offset_of!(RecordHeader, lines),
        offset_of!(RecordHeader, flags),
        offset_of!(RecordHeader, symbol),
        offset_of!(RecordHeader, epoch),
        offset_of!(RecordHeader, connection),
        offset_of!(RecordHeader, venue),
        offset_of!(RecordHeader, sequence),
        offset_of!(RecordHeader, rx_kernel_ns),
        offset_of!(RecordHeader, rx_mono_ns),
        offset_of!(RecordHeader, ready_mono_ns),
        offset_of!(RecordHeader, item),
    ]);
    digest.numbers(&[
        size_of::<Link>(),
        offset_of!(Link, code),
        offset_of!(Link, accepted),
        offset_of!(Link, rejected),
        offset_of!(Link, event),
        offset_of!(Link, message_type),
        offset_of!(Link, item),
        offset_of!(Link, text),
    ]);
    digest.numbers(&[
        size_of::<Gap>(),
        offset_of!(Gap, lost),
        offset_of!(Gap, first),
        offset_of!(Gap, last),
    ]);
    digest.numbers(&[
        size_of::<Unknown>(),
        offset_of!(Unknown, message_type),
        offset_of!(Unknown, count),
        offset_of!(Unknown, kept),
    ]);
    for spec in MESSAGES {
        digest.numbers(&[usize::from(spec.kind.number()), spec.record_size]);
        digest.bytes(spec.message_type.code().as_bytes());
        for field in spec.fields {
            digest.bytes(field.kind.name().as_bytes());
            digest.numbers(&[
                usize::from(field.code),
                usize::from(field.offset),
                usize::from(field.size),
                usize::from(field.scale),
            ]);
        }
    }
    digest.0
}

#[test]
fn a_changed_layout_has_a_new_version() {
    let found = (LAYOUT_VERSION, digest());
    assert!(
        found == GUARDED,
        "the layout of records has changed: raise LAYOUT_VERSION in engine/src/record.rs unless \
         this version was never released, and set GUARDED in {} to ({}, {:#018x})",
        file!(),
        found.0,
        found.1,
    );
}
