//! What is known of a frame that was read.

use super::{MOST_VALUES, Span};

/// What is known of a frame that was read.
#[derive(Debug)]
pub(in super::super) struct Plan {
    pub(in super::super) pieces: Vec<Piece>,
    /// The values of all pieces as records hold them, one after the other, and
    /// room for the most that one more can have.
    pub(in super::super) bits: Vec<u64>,
    /// Values that are to be read as text: the place among its piece's values,
    /// and where it stands.
    pub(in super::super) texts: Vec<(u16, Span)>,
}

/// One element of a frame that was read.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Piece {
    pub(in super::super) layout: u32,
    pub(in super::super) item: Span,
    pub(in super::super) exchange: Option<Span>,
    pub(in super::super) first_bits: u32,
    /// The predictor's.
    pub(super) first_closer: u32,
    pub(in super::super) texts: (u32, u32),
}

impl Plan {
    pub(in super::super) fn new() -> Self {
        Self {
            pieces: Vec::with_capacity(64),
            bits: vec![0; 2 * 1024],
            texts: Vec::with_capacity(1024),
        }
    }

    /// Forgets the frame.
    #[inline(always)]
    pub(in super::super) fn clear(&mut self) {
        self.pieces.clear();
        self.texts.clear();
    }

    /// The values of a piece as records hold them.
    pub(in super::super) fn bits(&self, piece: &Piece) -> &[u64; MOST_VALUES] {
        const NONE: &[u64; MOST_VALUES] = &[0; MOST_VALUES];
        let bits = self.bits.get(piece.first_bits as usize..);
        bits.and_then(<[u64]>::first_chunk).unwrap_or(NONE)
    }

    /// Those that are to be read as text: the place among its piece's values,
    /// and where it stands.
    pub(in super::super) fn texts(&self, piece: &Piece) -> &[(u16, Span)] {
        &self.texts[piece.texts.0 as usize..piece.texts.1 as usize]
    }
}

impl Piece {
    /// An element of this layout of which nothing was read yet, and whose values and
    /// texts come next.
    #[inline(always)]
    pub(in super::super) fn new(layout: usize, first_bits: usize, first_text: usize) -> Self {
        let text = first_text as u32;
        Self {
            layout: layout as u32,
            item: Span::default(),
            exchange: None,
            first_bits: first_bits as u32,
            first_closer: 0,
            texts: (text, text),
        }
    }
}

/// Makes room for the most values that one more element can have behind so many.
#[inline(always)]
pub(in super::super) fn make_room(bits: &mut Vec<u64>, used: usize) {
    let room = used + MOST_VALUES;
    if bits.len() < room {
        bits.resize(2 * room, 0);
    }
}
