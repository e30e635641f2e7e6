//! The plain bytes of a segment, from either of its forms.

use crate::blocks::{self, Block, read_at};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// How much is read at once.
const PIECE: u64 = 256 << 10;

/// What comes next.
pub(crate) enum Piece {
    /// Bytes, which were appended.
    Bytes,
    /// So many bytes that can't be had.
    Hole(u64),
    /// Nothing.
    End,
}

pub(crate) struct Source {
    file: File,
    /// Bytes of the file.
    file_bytes: u64,
    /// The next byte's place in the plain segment.
    at: u64,
    /// The plain segment's length, as far as that is known.
    length: u64,
    /// None when it isn't compressed.
    packed: Option<Packed>,
}

struct Packed {
    blocks: Vec<Block>,
    /// A block as it lies in the file.
    bytes: Vec<u8>,
    /// How far the file is read.
    file_at: u64,
}

impl Source {
    pub(crate) fn open(mut file: File, packed: bool) -> io::Result<Self> {
        let file_bytes = file.seek(SeekFrom::End(0))?;
        let (packed, length) = match packed {
            false => (None, file_bytes),
            true => {
                let blocks = blocks::blocks(&mut file)?;
                let length = blocks.last().map(|it| it.offset + u64::from(it.length));
                let packed = Packed {
                    blocks,
                    bytes: Vec::new(),
                    file_at: 0,
                };
                // Without a block the whole file is one hole.
                (Some(packed), length.unwrap_or(file_bytes))
            }
        };
        file.rewind()?;
        Ok(Self {
            file,
            file_bytes,
            at: 0,
            length,
            packed,
        })
    }

    /// Bytes of the plain segment.
    pub(crate) const fn length(&self) -> u64 {
        self.length
    }

    /// Bytes of the file that are behind us.
    pub(crate) fn file_position(&self) -> u64 {
        self.packed.as_ref().map_or(self.at, |it| it.file_at)
    }

    pub(crate) const fn file_bytes(&self) -> u64 {
        self.file_bytes
    }

    /// Where each block's first entry stands; None when it isn't compressed.
    pub(crate) fn blocks(&self) -> Option<&[Block]> {
        self.packed.as_ref().map(|it| &*it.blocks)
    }

    pub(crate) fn seek(&mut self, offset: u64) -> io::Result<()> {
        self.at = offset;
        match self.packed {
            None => self.file.seek(SeekFrom::Start(offset)).map(drop),
            Some(_) => Ok(()),
        }
    }

    /// Appends the next bytes.
    pub(crate) fn read(&mut self, into: &mut Vec<u8>) -> io::Result<Piece> {
        let Some(packed) = &mut self.packed else {
            into.reserve(PIECE as usize);
            let count = (&mut self.file).take(PIECE).read_to_end(into)?;
            self.at += count as u64;
            return Ok(match count {
                0 => Piece::End,
                _ => Piece::Bytes,
            });
        };
        let end = |it: &Block| it.offset + u64::from(it.length);
        let next = packed.blocks.partition_point(|it| end(it) <= self.at);
        let Some(block) = packed.blocks.get(next) else {
            let missing = self.length.saturating_sub(self.at);
            self.at = self.length;
            packed.file_at = self.file_bytes;
            return Ok(match missing {
                0 => Piece::End,
                _ => Piece::Hole(missing),
            });
        };
        if block.offset > self.at {
            let missing = block.offset - self.at;
            self.at = block.offset;
            return Ok(Piece::Hole(missing));
        }
        packed.file_at = block.at + u64::from(block.packed);
        packed.bytes.resize(block.packed as usize, 0);
        let plain = match read_at(&mut self.file, block.at, &mut packed.bytes) {
            Ok(()) => unpacked(block, &packed.bytes),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => None,
            Err(error) => return Err(error),
        };
        let wanted = (self.at - block.offset) as usize;
        self.at = end(block);
        Ok(match plain.as_ref().and_then(|plain| plain.get(wanted..)) {
            Some(plain) => {
                into.extend_from_slice(plain);
                Piece::Bytes
            }
            None => Piece::Hole(u64::from(block.length) - wanted as u64),
        })
    }
}

/// A block's plain bytes, if they are what they were.
fn unpacked(block: &Block, packed: &[u8]) -> Option<Vec<u8>> {
    let length = block.length as usize;
    let plain = zstd::bulk::decompress(packed, length).ok()?;
    (plain.len() == length && crc32fast::hash(&plain) == block.checksum).then_some(plain)
}
