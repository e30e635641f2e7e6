//! One segment that is being written: a buffer before a file.

use crate::disk::SegmentFile;
use crate::entry::{Kind, NewEntry};
use crate::format::{self, EntryHeader, SEGMENT_HEADER, SegmentHeader};
use crate::korea::Moment;
use crate::writer::Written;
use std::io;
use std::path::{Path, PathBuf};

pub(super) struct Segment<F> {
    file: F,
    path: PathBuf,
    /// Whole entries that the system doesn't have yet, and before them the
    /// segment's header while nothing was flushed.
    buffer: Vec<u8>,
    /// Bytes that the system has: they end where an entry ends.
    flushed: u64,
    unsynced: u64,
    entries: u64,
}

impl<F: SegmentFile> Segment<F> {
    pub(super) fn new(file: F, path: PathBuf, header: &SegmentHeader, mut buffer: Vec<u8>) -> Self {
        buffer.clear();
        buffer.extend_from_slice(&header.to_bytes());
        Self {
            file,
            path,
            buffer,
            flushed: 0,
            unsynced: 0,
            entries: 0,
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn into_parts(self) -> (PathBuf, Vec<u8>) {
        (self.path, self.buffer)
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.entries == 0
    }

    pub(super) fn buffered(&self) -> usize {
        self.buffer.len()
    }

    pub(super) const fn unsynced(&self) -> u64 {
        self.unsynced
    }

    /// Bytes of the whole segment, those that only the buffer has among them.
    pub(super) fn bytes(&self) -> u64 {
        self.flushed + self.buffer.len() as u64
    }

    pub(super) fn push(&mut self, entry: &NewEntry<'_>, rest: &[u8], sequence: u64) {
        format::push_entry(&mut self.buffer, entry, rest, sequence);
        self.entries += 1;
    }

    /// The end mark. It takes no sequence number: it carries the next one.
    pub(super) fn push_end(&mut self, next_sequence: u64, now: Moment) {
        let mut payload = [0; 16];
        payload[..8].copy_from_slice(&self.entries.to_le_bytes());
        payload[8..].copy_from_slice(&now.wall_ns.to_le_bytes());
        let end = NewEntry {
            kind: Kind::END,
            connection: 0,
            epoch: 0,
            kernel_ns: 0,
            mono_ns: now.mono_ns,
            payload: &payload,
        };
        format::push_entry(&mut self.buffer, &end, &[], next_sequence);
    }

    /// Hands the buffer to the system. After an error the file ends where the
    /// last whole entry ends, as far as the system lets it.
    pub(super) fn flush(&mut self, written: &mut Written) -> io::Result<()> {
        let mut done = 0;
        let result = loop {
            let Some(rest) = self.buffer.get(done..).filter(|rest| !rest.is_empty()) else {
                break Ok(());
            };
            match self.file.write(rest) {
                Ok(0) => break Err(io::ErrorKind::WriteZero.into()),
                Ok(count) => done += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => break Err(error),
            }
        };
        let whole = self.count(done, written);
        self.flushed += whole as u64;
        self.unsynced += whole as u64;
        written.bytes += whole as u64;
        self.buffer.clear();
        if result.is_err() {
            // Where that fails, too, the reader finds by its checksum that the
            // rest is no entry.
            _ = self.file.cut(self.flushed);
        }
        result
    }

    pub(super) fn sync(&mut self) -> io::Result<()> {
        self.file.sync()?;
        self.unsynced = 0;
        Ok(())
    }

    /// Counts the entries that are whole within the buffer's first bytes; how
    /// many bytes those are.
    fn count(&self, bytes: usize, written: &mut Written) -> usize {
        let mut whole = match self.flushed {
            0 => SEGMENT_HEADER,
            _ => 0,
        };
        if bytes < whole {
            return 0;
        }
        while let Some(header) = EntryHeader::from_bytes(&self.buffer[whole..bytes]) {
            if header.size() > bytes - whole {
                break;
            }
            whole += header.size();
            if header.kind != Kind::END {
                written.entries += 1;
                written.last_sequence = header.sequence;
            }
        }
        whole
    }
}
