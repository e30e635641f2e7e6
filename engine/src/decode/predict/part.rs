//! Bytes that are always the same.

use super::super::paths::Look;

/// Bytes that are compared at once.
pub(in super::super) const BLOCK: usize = 32;

/// A part of a frame that is always the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Part {
    length: usize,
    blocks: Box<[Block]>,
}

/// Some bytes, and all bits of those that count: the last block has others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Block {
    pub(in super::super) bytes: [u8; BLOCK],
    pub(in super::super) counted: [u8; BLOCK],
}

impl Part {
    pub(super) fn new(bytes: &[u8]) -> Self {
        let block = |some: &[u8]| {
            let (mut bytes, mut counted) = ([0; BLOCK], [0; BLOCK]);
            bytes[..some.len()].copy_from_slice(some);
            counted[..some.len()].fill(0xff);
            Block { bytes, counted }
        };
        Self {
            length: bytes.len(),
            blocks: bytes.chunks(BLOCK).map(block).collect(),
        }
    }

    /// Its length in bytes.
    pub(super) const fn len(&self) -> usize {
        self.length
    }

    /// Whether it stands at `at` of a text that ends at `end`, behind which a
    /// block's bytes can be read: as `starts_with`, without a call.
    #[inline(always)]
    pub(in super::super) fn stands<L: Look>(&self, padded: &[u8], at: usize, end: usize) -> bool {
        let Some(text) = padded.get(at..) else {
            return false;
        };
        let texts = text.as_chunks().0;
        at + self.length <= end
            && texts.len() >= self.blocks.len()
            && texts
                .iter()
                .zip(&self.blocks)
                .all(|(text, block)| L::is(text, block))
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Part};
    use crate::decode::paths::stands;

    #[test]
    fn every_byte_of_a_part_counts_and_no_other() {
        for length in 0..=2 * BLOCK + 1 {
            let bytes: Vec<u8> = (1..=length as u8).collect();
            let part = Part::new(&bytes);
            assert_eq!(part.len(), length);
            let mut padded = b"before".to_vec();
            padded.extend_from_slice(&bytes);
            let end = padded.len();
            padded.extend([0xaa; BLOCK]);
            assert!(stands(&part, &padded, 6, end));
            assert!(length == 0 || !stands(&part, &padded, 6, end - 1));
            for at in 0..padded.len() {
                padded[at] ^= 0x20;
                assert_eq!(stands(&part, &padded, 6, end), !(6..end).contains(&at));
                padded[at] ^= 0x20;
            }
        }
    }
}
