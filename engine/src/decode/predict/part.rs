//! Bytes that are always the same.

use super::super::paths::Look;

/// Bytes that are compared at once.
pub(in super::super) const BLOCK: usize = 64;

/// A part of a frame that is always the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Part {
    length: usize,
    /// Its first bytes: most parts have no more.
    first: Block,
    rest: Box<[Block]>,
}

/// Some bytes, and which of them count: a part's last block has others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Block {
    pub(in super::super) bytes: [u8; BLOCK],
    /// All bits of those that count.
    pub(in super::super) counted: [u8; BLOCK],
    /// A bit for each of them.
    pub(in super::super) bits: u64,
}

impl Block {
    fn new(some: &[u8]) -> Self {
        let (mut bytes, mut counted) = ([0; BLOCK], [0; BLOCK]);
        bytes[..some.len()].copy_from_slice(some);
        counted[..some.len()].fill(0xff);
        let unused = BLOCK - some.len();
        let bits = u64::MAX.checked_shr(unused as u32).unwrap_or(0);
        Self {
            bytes,
            counted,
            bits,
        }
    }
}

impl Part {
    pub(super) fn new(bytes: &[u8]) -> Self {
        let (first, rest) = bytes.split_at(bytes.len().min(BLOCK));
        Self {
            length: bytes.len(),
            first: Block::new(first),
            rest: rest.chunks(BLOCK).map(Block::new).collect(),
        }
    }

    /// Its length in bytes.
    #[inline(always)]
    pub(super) const fn len(&self) -> usize {
        self.length
    }

    /// Whether it stands at `at`: as `starts_with`, without a call. `false` where
    /// less than whole blocks can be read. Where the text ends is for the caller
    /// to look at.
    #[inline(always)]
    pub(in super::super) fn stands<L: Look>(&self, padded: &[u8], at: usize) -> bool {
        let Some((first, behind)) = padded.get(at..).and_then(<[u8]>::split_first_chunk) else {
            return false;
        };
        L::is(first, &self.first) && (self.rest.is_empty() || self.goes_on::<L>(behind))
    }

    /// Whether its other blocks stand there.
    fn goes_on<L: Look>(&self, text: &[u8]) -> bool {
        let texts = text.as_chunks().0;
        let mut all = texts.iter().zip(&self.rest);
        texts.len() >= self.rest.len() && all.all(|(text, block)| L::is(text, block))
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Part};
    use crate::decode::paths::stands;

    #[test]
    fn every_byte_of_a_part_counts_and_no_other() {
        for length in 0..=3 * BLOCK + 1 {
            let bytes: Vec<u8> = (1..=length as u8).collect();
            let part = Part::new(&bytes);
            assert_eq!(part.len(), length);
            let mut padded = b"before".to_vec();
            padded.extend_from_slice(&bytes);
            let end = padded.len();
            padded.extend([0xaa; BLOCK]);
            assert!(stands(&part, &padded, 6));
            for at in 0..padded.len() {
                padded[at] ^= 0x20;
                assert_eq!(stands(&part, &padded, 6), !(6..end).contains(&at));
                padded[at] ^= 0x20;
            }
        }
    }

    #[test]
    fn what_cannot_be_read_does_not_stand_there() {
        let part = Part::new(&[7; BLOCK + 1]);
        let padded = [7; 2 * BLOCK];
        assert!(stands(&part, &padded, 0));
        for at in [1, BLOCK, 2 * BLOCK, 2 * BLOCK + 1, usize::MAX] {
            assert!(!stands(&part, &padded, at), "{at}");
        }
    }
}
