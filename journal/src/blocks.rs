//! A compressed segment: blocks of the plain one, each a zstd frame of its own,
//! so that any zstd tool gives the plain segment, and a reader can begin at any
//! block. What a reader has to know of a block stands before it in a frame that
//! zstd's tools skip, and once more in a table at the end. See `FORMAT.md`.

use crate::format::{is_sealed, sealed};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// What a skippable frame of zstd begins with: one of sixteen that are free for
/// any use.
const SKIPPABLE: [u8; 4] = 0x184D_2A5Bu32.to_le_bytes();
const BLOCK_MAGIC: [u8; 8] = *b"KWJBLOCK";
const TABLE_MAGIC: [u8; 8] = *b"KWJTABLE";
/// Bytes of what stands before a block's frame.
pub(crate) const BLOCK_HEADER: usize = 64;
const ROW: usize = 48;
/// The longest table that is read at once: enough for 64 GiB. Without it blocks
/// are found one by one.
const MOST_ROWS: u64 = 1 << 18;
/// Bytes at the end of the table, and of the file.
const TABLE_END: usize = 32;

/// A block is cut before the first entry behind this many bytes...
pub(crate) const BLOCK_BYTES: u64 = 256 << 10;
/// ... and at this many, where no entry begins.
pub(crate) const BLOCK_MOST: u64 = 1 << 20;

/// Where a block is, and what it begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Block {
    /// Where its zstd frame begins in the file.
    pub(crate) at: u64,
    /// Its first byte's place in the plain segment.
    pub(crate) offset: u64,
    /// Plain bytes.
    pub(crate) length: u32,
    /// Bytes of its zstd frame.
    pub(crate) packed: u32,
    /// The checksum of the plain bytes.
    pub(crate) checksum: u32,
    /// Where the first entry that begins in the block stands in it.
    pub(crate) first: u32,
    /// That entry's sequence number; 0 when none begins here.
    pub(crate) sequence: u64,
    /// When that entry was received, in nanoseconds since 1970 UTC; 0 when
    /// that isn't known.
    pub(crate) wall_ns: u64,
}

impl Block {
    fn fields(&self) -> [u8; 40] {
        let mut bytes = [0; 40];
        bytes[..8].copy_from_slice(&self.offset.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.length.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.packed.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.checksum.to_le_bytes());
        bytes[20..24].copy_from_slice(&self.first.to_le_bytes());
        bytes[24..32].copy_from_slice(&self.sequence.to_le_bytes());
        bytes[32..].copy_from_slice(&self.wall_ns.to_le_bytes());
        bytes
    }

    fn from_fields(at: u64, bytes: &[u8; 40]) -> Self {
        Self {
            at,
            offset: u64_at(bytes, 0),
            length: u32_at(bytes, 8),
            packed: u32_at(bytes, 12),
            checksum: u32_at(bytes, 16),
            first: u32_at(bytes, 20),
            sequence: u64_at(bytes, 24),
            wall_ns: u64_at(bytes, 32),
        }
    }

    /// Whether its figures can be: a reader's memory depends on them.
    fn is_sound(&self) -> bool {
        u64::from(self.length) <= BLOCK_MOST
            && self.first <= self.length
            && self.packed as usize <= zstd::zstd_safe::compress_bound(BLOCK_MOST as usize)
            && self.offset.checked_add(u64::from(self.length)).is_some()
    }

    /// What stands before its frame.
    pub(crate) fn header(&self) -> [u8; BLOCK_HEADER] {
        let size = (BLOCK_HEADER - 8) as u32;
        sealed(&[
            &SKIPPABLE,
            &size.to_le_bytes(),
            &BLOCK_MAGIC,
            &self.fields(),
        ])
    }

    /// The block whose frame begins behind this header at `at`.
    fn from_header(bytes: &[u8], at: u64) -> Option<Self> {
        let bytes = bytes.get(..BLOCK_HEADER)?;
        let known = bytes.starts_with(&SKIPPABLE) && bytes[8..16] == BLOCK_MAGIC;
        if !known || !is_sealed(bytes) {
            return None;
        }
        let block = Self::from_fields(at, bytes[16..56].first_chunk()?);
        block.is_sound().then_some(block)
    }
}

/// Whether a file that begins like this is compressed: what stands before a
/// block, or a frame of zstd.
pub(crate) fn begins_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&SKIPPABLE) || bytes.starts_with(&zstd::zstd_safe::MAGICNUMBER.to_le_bytes())
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let bytes = bytes.get(at..).and_then(|it| it.first_chunk());
    bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    let bytes = bytes.get(at..).and_then(|it| it.first_chunk());
    bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// The table of all blocks, that ends a compressed segment.
pub(crate) fn table(blocks: &[Block]) -> Vec<u8> {
    let length = blocks.len() * ROW + TABLE_END;
    let mut bytes = Vec::with_capacity(8 + length);
    bytes.extend_from_slice(&SKIPPABLE);
    bytes.extend_from_slice(&(length as u32).to_le_bytes());
    for block in blocks {
        bytes.extend_from_slice(&block.at.to_le_bytes());
        bytes.extend_from_slice(&block.fields());
    }
    let plain = blocks
        .last()
        .map_or(0, |it| it.offset + u64::from(it.length));
    bytes.extend_from_slice(&(blocks.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&plain.to_le_bytes());
    bytes.extend_from_slice(&[0; 4]);
    // The magic stands in the checksum's way: that is over what is before it.
    let checksum = crc32fast::hash(&bytes);
    bytes.extend_from_slice(&checksum.to_le_bytes());
    bytes.extend_from_slice(&TABLE_MAGIC);
    bytes
}

/// A compressed segment's blocks: from its table, or else from what stands
/// before each of them. Blocks that neither tells of are missing.
pub(crate) fn blocks(file: &mut File) -> io::Result<Vec<Block>> {
    let length = file.seek(SeekFrom::End(0))?;
    let mut found = match read_table(file, length)? {
        Some(blocks) => blocks,
        None => find_blocks(file, length)?,
    };
    // What overlaps isn't what this crate has written.
    found.dedup_by(|later, first| later.offset < first.offset + u64::from(first.length));
    Ok(found)
}

fn read_table(file: &mut File, length: u64) -> io::Result<Option<Vec<Block>>> {
    let mut end = [0; TABLE_END];
    let Some(end_at) = length.checked_sub(TABLE_END as u64) else {
        return Ok(None);
    };
    read_at(file, end_at, &mut end)?;
    let rows = u64_at(&end, 0);
    if rows > MOST_ROWS {
        return Ok(None);
    }
    let size = rows
        .checked_mul(ROW as u64)
        .and_then(|it| it.checked_add(8));
    let table_at = size.and_then(|size| end_at.checked_sub(size));
    let (Some(table_at), true) = (table_at, end[24..] == TABLE_MAGIC) else {
        return Ok(None);
    };
    let mut bytes = vec![0; (length - table_at) as usize];
    read_at(file, table_at, &mut bytes)?;
    if !is_sealed(&bytes[..bytes.len() - TABLE_MAGIC.len()]) {
        return Ok(None);
    }
    let rows = bytes[8..bytes.len() - TABLE_END].as_chunks::<ROW>().0;
    let blocks = rows.iter().filter_map(|row| {
        let fields = row[8..].first_chunk()?;
        Some(Block::from_fields(u64_at(row, 0), fields))
    });
    Ok(Some(blocks.filter(Block::is_sound).collect()))
}

/// Goes from block to block, and searches where one is damaged.
fn find_blocks(file: &mut File, length: u64) -> io::Result<Vec<Block>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut header = [0; BLOCK_HEADER];
    while length - at >= BLOCK_HEADER as u64 {
        read_at(file, at, &mut header)?;
        match Block::from_header(&header, at + BLOCK_HEADER as u64) {
            Some(block) => {
                found.push(block);
                at = (block.at + u64::from(block.packed)).min(length);
            }
            None => match find(file, at + 1, length, |it| {
                Block::from_header(it, 0).is_some()
            })? {
                Some(next) => at = next,
                None => break,
            },
        }
    }
    Ok(found)
}

/// The first place from `at` on where a block's header stands.
fn find(
    file: &mut File,
    mut at: u64,
    length: u64,
    is_header: impl Fn(&[u8]) -> bool,
) -> io::Result<Option<u64>> {
    let mut window = vec![0; BLOCK_BYTES as usize];
    while length.saturating_sub(at) >= BLOCK_HEADER as u64 {
        let size = window.len().min((length - at) as usize);
        read_at(file, at, &mut window[..size])?;
        let places = memchr::memmem::find_iter(&window[..size], &SKIPPABLE);
        for place in places {
            if is_header(&window[place..size]) {
                return Ok(Some(at + place as u64));
            }
        }
        // The last bytes may begin a header that doesn't end here.
        at += (size - (BLOCK_HEADER - 1)) as u64;
    }
    Ok(None)
}

pub(crate) fn read_at(file: &mut File, at: u64, bytes: &mut [u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: Block = Block {
        at: 64,
        offset: 300_000,
        length: 262_144,
        packed: 1000,
        checksum: 7,
        first: 16,
        sequence: 12,
        wall_ns: 13,
    };

    #[test]
    fn what_stands_before_a_block_is_what_the_document_says() {
        let bytes = BLOCK.header();
        assert_eq!(bytes[..8], [0x5B, 0x2A, 0x4D, 0x18, 56, 0, 0, 0]);
        assert_eq!(&bytes[8..16], b"KWJBLOCK");
        assert_eq!(bytes[16..24], 300_000u64.to_le_bytes());
        assert_eq!(bytes[24..28], 262_144u32.to_le_bytes());
        assert_eq!(bytes[28..32], 1000u32.to_le_bytes());
        assert_eq!(bytes[32..40], [7, 0, 0, 0, 16, 0, 0, 0]);
        assert_eq!(bytes[40..48], 12u64.to_le_bytes());
        assert_eq!(bytes[48..56], 13u64.to_le_bytes());
        assert_eq!(bytes[56..60], [0; 4]);
        assert_eq!(Block::from_header(&bytes, 64), Some(BLOCK));
    }

    #[test]
    fn the_table_is_what_the_document_says() {
        let bytes = table(&[BLOCK]);
        assert_eq!(bytes.len(), 8 + 48 + 32);
        assert_eq!(bytes[..8], [0x5B, 0x2A, 0x4D, 0x18, 80, 0, 0, 0]);
        assert_eq!(bytes[8..16], 64u64.to_le_bytes());
        assert_eq!(bytes[16..56], BLOCK.header()[16..56]);
        assert_eq!(bytes[56..64], 1u64.to_le_bytes());
        assert_eq!(bytes[64..72], 562_144u64.to_le_bytes());
        assert_eq!(bytes[72..76], [0; 4]);
        assert_eq!(bytes[76..80], crc32fast::hash(&bytes[..76]).to_le_bytes());
        assert_eq!(&bytes[80..], b"KWJTABLE");
    }

    #[test]
    fn figures_that_can_t_be_are_refused() {
        for block in [
            Block {
                length: u32::MAX,
                ..BLOCK
            },
            Block {
                packed: u32::MAX,
                ..BLOCK
            },
            Block {
                offset: u64::MAX,
                ..BLOCK
            },
            Block {
                first: 262_145,
                ..BLOCK
            },
        ] {
            assert_eq!(Block::from_header(&block.header(), 64), None, "{block:?}");
        }
    }
}
