//! Types of a few whole numbers: one value after the other.
//!
//! To find where all values of a frame end, and to read eight of them together, takes
//! longer than reading so few of them.

use super::super::paths::Look;
use super::odd::{self, Form, Way};
use super::{Reading, Span, lanes, make_room, quote};

/// The most values that are read so. The types that this is for have two; with more
/// of them it soon takes as long as the other way.
pub(super) const MOST_FEW: usize = 4;

/// Bytes that are loaded for what stands before a value, of which there are 11 at
/// most.
const LOADED: usize = 16;

/// A value, and what stands between it and the one before.
#[derive(Clone, Debug)]
pub(super) struct Few {
    key: u128,
    key_mask: u128,
    gap: usize,
    form: Form,
}

impl Few {
    /// A value behind this, which is held so; `None` for a gap that is too
    /// long.
    pub(super) fn new(gap: &[u8], form: Form) -> Option<Self> {
        let (mut key, mut mask) = ([0; LOADED], [0; LOADED]);
        key.get_mut(..gap.len())?.copy_from_slice(gap);
        mask[..gap.len()].fill(0xff);
        Some(Self {
            key: u128::from_le_bytes(key),
            key_mask: u128::from_le_bytes(mask),
            gap: gap.len(),
            form,
        })
    }
}

impl Reading<'_> {
    /// Reads the values of a type that has a few of them, from the first one's first
    /// byte; gives where the last one ends.
    #[inline(always)]
    pub(super) fn few<L: Look>(&mut self, few: &[Few], start: usize) -> Option<usize> {
        let first = self.used_bits;
        self.used_bits += few.len();
        make_room(self.bits, self.used_bits);
        let words = self.bits.get_mut(first..self.used_bits)?;
        let mut end = start;
        for (place, (value, word)) in few.iter().zip(words).enumerate() {
            let near: &[u8; 2 * LOADED] = self.padded.get(end..)?.first_chunk()?;
            let (before, _) = near.split_first_chunk::<LOADED>()?;
            if (u128::from_le_bytes(*before) ^ value.key) & value.key_mask != 0 {
                return None;
            }
            let start = end + value.gap;
            let text = near.get(value.gap..).and_then(<[u8]>::first_chunk);
            if let Some((length, number)) = lanes::read_near(u64::from_le_bytes(*text?))
                && let Some(bits) = value.form.bits(number)
            {
                (end, *word) = (start + length, bits);
                continue;
            }
            (end, _) = quote::<L>(self.padded, start)?;
            let span = Span::new(start, end);
            match odd::read(self.padded, span, &Way::Number(value.form))? {
                Some(bits) => *word = bits,
                None => self.texts.push((place as u16, span)),
            }
        }
        Some(end)
    }
}
