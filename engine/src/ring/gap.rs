//! Telling a strategy what it lost.

use crate::record::{LINE_BYTES, RecordHeader};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// The kind of a [`GapRecord`].
pub(crate) const GAP: u8 = 254;

/// Records were lost to this strategy, because its data lane was full.
///
/// Stands where the last of them would have stood: its sequence number is
/// that of the last lost record. The next record of the data lane carries
/// [`RecordFlags::GAP_BEFORE`](crate::record::RecordFlags::GAP_BEFORE).
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(crate) struct GapRecord {
    pub(crate) header: RecordHeader,
    /// How many records were lost: at least one. Not the distance of the two
    /// numbers below, between which records may have gone to others.
    pub(crate) lost: u64,
    /// Sequence number of the first of them.
    pub(crate) first_lost: u64,
    /// Sequence number of the last of them.
    pub(crate) last_lost: u64,
    pub(crate) reserved: [u64; 5],
}

impl GapRecord {
    /// Length in lines.
    pub(crate) const LINES: usize = size_of::<Self>() / LINE_BYTES;
}

const _: () = assert!(size_of::<GapRecord>() == 2 * LINE_BYTES);

/// What was lost and isn't told yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Loss {
    lost: u64,
    first: u64,
    last: u64,
}

impl Loss {
    pub(crate) const NONE: Self = Self {
        lost: 0,
        first: 0,
        last: 0,
    };

    /// Counts a lost record. They come in the order of their numbers.
    pub(crate) fn add(&mut self, sequence: u64) {
        if self.lost == 0 {
            self.first = sequence;
        }
        self.last = sequence;
        self.lost += 1;
    }

    /// Whether there is anything to tell.
    pub(crate) const fn is_some(&self) -> bool {
        self.lost != 0
    }

    /// The record that tells it.
    pub(crate) fn record(&self) -> GapRecord {
        GapRecord {
            header: RecordHeader {
                kind: GAP,
                lines: GapRecord::LINES as u8,
                sequence: self.last,
                ..RecordHeader::EMPTY
            },
            lost: self.lost,
            first_lost: self.first,
            last_lost: self.last,
            reserved: [0; 5],
        }
    }
}
