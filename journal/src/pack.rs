//! Compressing a closed segment. See [`blocks`](crate::blocks) for the form.

use crate::JournalError;
use crate::blocks::{self, BLOCK_BYTES, BLOCK_HEADER, BLOCK_MOST, Block};
use crate::folder::{self, PACKED, PLAIN, UNFINISHED};
use crate::reader::scan::{Scanner, Step};
use crate::reader::source::{Piece, Source};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use zstd::bulk::Compressor;

/// Compresses a closed segment, and removes the plain one once the compressed
/// one is on the disk and was read back. Gives the new path.
///
/// All bytes are kept, damaged ones too. An empty file, as a run leaves that
/// was killed at the wrong moment, stays as it is, and so does one that is
/// compressed.
///
/// It reads the segment three times and uses about 3 MiB of memory. Killed at
/// any moment it leaves the plain segment, or the compressed one, or both.
///
/// # Errors
/// When something can't be read or written; the plain segment is there then,
/// and nothing else.
pub fn pack(segment: &Path, level: i32) -> Result<PathBuf, JournalError> {
    let name = segment.file_name().and_then(|it| it.to_str());
    let Some(stem) = name.and_then(|name| name.strip_suffix(PLAIN)) else {
        return Ok(segment.to_owned());
    };
    let packed = segment.with_file_name(format!("{stem}{PACKED}"));
    let unfinished = segment.with_file_name(format!("{stem}{PACKED}{UNFINISHED}"));
    let failed = |error| JournalError::io("compress", segment, error);
    let file = File::open(segment).map_err(failed)?;
    if file.metadata().map_err(failed)?.len() == 0 {
        return Ok(segment.to_owned());
    }
    let cuts = match cuts(file).map_err(failed)? {
        Ok(cuts) => cuts,
        Err(version) => {
            let path = segment.to_owned();
            return Err(JournalError::Version { path, version });
        }
    };
    let written = write(segment, &unfinished, cuts, level).and_then(|()| {
        compare(segment, &unfinished)?;
        fs::rename(&unfinished, &packed)?;
        let folder = segment.parent().unwrap_or(Path::new("."));
        folder::sync(folder)?;
        fs::remove_file(segment)
    });
    match written {
        Ok(()) => Ok(packed),
        Err(error) => {
            // It may not have come into being.
            _ = fs::remove_file(&unfinished);
            Err(JournalError::io("compress", &packed, error))
        }
    }
}

/// Where the segment is cut into blocks: before an entry, wherever there is one.
fn cuts(file: File) -> io::Result<Result<Vec<Block>, u32>> {
    let mut scanner = match Scanner::new(Source::open(file, false)?)? {
        Ok(scanner) => scanner,
        Err(version) => return Ok(Err(version)),
    };
    let mut cuts = Cuts {
        blocks: vec![Block::default()],
    };
    loop {
        match scanner.next()? {
            Step::Entry(found) => {
                let offset = scanner.offset();
                let block = cuts.block_for(offset);
                if block.sequence == 0 {
                    block.first = (offset - block.offset) as u32;
                    block.sequence = found.header.sequence;
                    block.wall_ns = scanner.wall_ns(&found);
                }
            }
            Step::Closed | Step::Damage(_) => {}
            Step::End => break,
        }
    }
    cuts.end(scanner.source().length());
    Ok(Ok(cuts.blocks))
}

struct Cuts {
    /// Never empty; the last one's length isn't known yet.
    blocks: Vec<Block>,
}

impl Cuts {
    fn last(&mut self) -> &mut Block {
        if self.blocks.is_empty() {
            self.blocks.push(Block::default());
        }
        let last = self.blocks.len() - 1;
        &mut self.blocks[last]
    }

    fn cut(&mut self, offset: u64) {
        let last = self.last();
        last.length = (offset - last.offset) as u32;
        self.blocks.push(Block {
            offset,
            ..Block::default()
        });
    }

    /// Cuts where no entry begins for too long.
    fn reach(&mut self, offset: u64) {
        while offset - self.last().offset > BLOCK_MOST {
            let at = self.last().offset + BLOCK_MOST;
            self.cut(at);
        }
    }

    /// The block that an entry at this place is in.
    fn block_for(&mut self, offset: u64) -> &mut Block {
        self.reach(offset);
        if offset - self.last().offset >= BLOCK_BYTES {
            self.cut(offset);
        }
        self.last()
    }

    fn end(&mut self, length: u64) {
        self.reach(length);
        let last = self.last();
        last.length = (length - last.offset) as u32;
    }
}

fn write(from: &Path, to: &Path, mut blocks: Vec<Block>, level: i32) -> io::Result<()> {
    let mut from = File::open(from)?;
    let mut to = File::create(to)?;
    let mut compressor = Compressor::new(level)?;
    let mut plain = Vec::new();
    let mut at = 0;
    for block in &mut blocks {
        plain.resize(block.length as usize, 0);
        from.read_exact(&mut plain)?;
        let packed = compressor.compress(&plain)?;
        block.packed = packed.len() as u32;
        block.checksum = crc32fast::hash(&plain);
        block.at = at + BLOCK_HEADER as u64;
        to.write_all(&block.header())?;
        to.write_all(&packed)?;
        at = block.at + packed.len() as u64;
    }
    to.write_all(&blocks::table(&blocks))?;
    to.sync_all()
}

/// Reads back what was written, and holds it against what it was made from.
fn compare(plain: &Path, packed: &Path) -> io::Result<()> {
    let mut plain = File::open(plain)?;
    let mut packed = Source::open(File::open(packed)?, true)?;
    let differs = || io::Error::other("what was read back differs from what was written");
    if packed.length() != plain.metadata()?.len() {
        return Err(differs());
    }
    let (mut read, mut expected) = (Vec::new(), Vec::new());
    loop {
        read.clear();
        match packed.read(&mut read)? {
            Piece::Bytes => {
                expected.resize(read.len(), 0);
                plain.read_exact(&mut expected)?;
                if read != expected {
                    return Err(differs());
                }
            }
            Piece::Hole(_) => return Err(differs()),
            Piece::End => return Ok(()),
        }
    }
}
