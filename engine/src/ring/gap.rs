//! Telling a strategy what it lost.

use crate::record::{Gap, LINE_BYTES};

/// Length of a [`Gap`] in lines.
pub(crate) const GAP_LINES: usize = size_of::<Gap>() / LINE_BYTES;

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

    /// The record that tells it. Its number is that of the last lost record:
    /// it stands where that one would have stood.
    pub(crate) fn record(&self) -> Gap {
        Gap::of(self.lost, self.first, self.last)
    }
}
