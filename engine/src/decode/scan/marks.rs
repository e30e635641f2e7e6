//! Where the keys and values of a frame begin, by mask.

use super::lanes::Lanes;
use crate::decode::predict::LANES;

/// Behind the last place of each list.
pub(super) const END: u32 = i32::MAX as u32;

/// The most places that one block of 64 bytes adds to a list.
pub(super) const MOST_OF_A_BLOCK: usize = 32;

/// Where quotes open a text, in three lists. That is told by the bytes before
/// them, once it is known that there is no backslash: quotes open and close a
/// text in turn, then.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Behind a text and a comma, as a key behind a value is: from the second
    /// entry on.
    pub(super) keys: Vec<u32>,
    /// Behind a text and a colon, as a value is.
    pub(super) values: Vec<u32>,
    /// All others.
    pub(super) others: Vec<u32>,
}

/// What the bytes of a block are, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Bits {
    pub(super) quotes: u64,
    pub(super) colons: u64,
    pub(super) commas: u64,
    /// Backslashes and controls.
    pub(super) odd: u64,
}

impl Bits {
    /// Of the first bytes only.
    #[inline(always)]
    fn of_first(self, count: usize) -> Self {
        let kept = u64::MAX >> (64 - count);
        Self {
            quotes: self.quotes & kept,
            colons: self.colons & kept,
            commas: self.commas & kept,
            odd: self.odd & kept,
        }
    }
}

impl Marks {
    /// Notes all places of a frame of `len` bytes; `false` where it has a
    /// backslash or a control anywhere, or a text that doesn't end.
    #[inline(always)]
    pub(super) fn find<L: Lanes>(&mut self, padded: &[u8], len: usize) -> bool {
        // Between two that open there is one that closes.
        let most = len / 2 + 2 * MOST_OF_A_BLOCK;
        if self.keys.len() < most {
            self.keys.resize(most, 0);
            self.values.resize(most, 0);
            self.others.resize(most, 0);
        }
        let (mut keys, mut values, mut others) = (1, 0, 0);
        let (mut before, mut inside, mut odd) = (Bits::default(), 0, 0);
        for number in 0..len.div_ceil(64) {
            let from = number * 64;
            // With the padding behind the frame there are enough bytes.
            let Some(block) = padded.get(from..).and_then(|rest| rest.first_chunk()) else {
                return false;
            };
            let bits = L::bits(block).of_first((len - from).min(64));
            odd |= bits.odd;
            let within = L::parity(bits.quotes) ^ inside;
            inside = (within.cast_signed() >> 63).cast_unsigned();
            let opening = bits.quotes & within;
            // Behind a text and one byte more.
            let next = opening & (bits.quotes << 2 | before.quotes >> 62);
            let of_keys = next & (bits.commas << 1 | before.commas >> 63);
            let of_values = next & (bits.colons << 1 | before.colons >> 63);
            before = bits;
            keys += note::<L>(of_keys, from, &mut self.keys[keys..]);
            values += note::<L>(of_values, from, &mut self.values[values..]);
            let mut rest = opening & !(of_keys | of_values);
            while rest != 0 {
                self.others[others] = from as u32 + rest.trailing_zeros();
                others += 1;
                rest &= rest - 1;
            }
        }
        // Lists are read eight at a time, and from one before and one behind.
        for (list, count) in [
            (&mut self.keys, keys),
            (&mut self.values, values),
            (&mut self.others, others),
        ] {
            list[count..=count + LANES].fill(END);
        }
        odd == 0 && inside == 0
    }
}

/// Notes the places of a block's bits; gives how many there are.
#[inline(always)]
fn note<L: Lanes>(bits: u64, from: usize, places: &mut [u32]) -> usize {
    if let Some(places) = places.first_chunk_mut() {
        L::note(bits, from as u32, places);
    }
    bits.count_ones() as usize
}
