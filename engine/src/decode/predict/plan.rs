//! Room for what is known of a frame that was read.

use super::{MOST_VALUES, Plan};

impl Plan {
    pub(in super::super) fn new() -> Self {
        Self {
            pieces: Vec::with_capacity(64),
            bits: vec![0; 2 * 1024],
            used_bits: 0,
            texts: Vec::with_capacity(1024),
        }
    }

    /// Forgets the frame.
    #[inline(always)]
    pub(in super::super) fn clear(&mut self) {
        self.pieces.clear();
        self.used_bits = 0;
        self.texts.clear();
    }

    /// Makes room for the values of one more piece.
    #[inline(always)]
    pub(in super::super) fn make_room(&mut self) {
        let room = self.used_bits + MOST_VALUES;
        if self.bits.len() < room {
            self.bits.resize(2 * room, 0);
        }
    }
}
