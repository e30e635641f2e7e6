//! The bytes of a segment: see `FORMAT.md` beside this crate's manifest.
//!
//! Everything here takes bytes and gives bytes: no file, no clock.

use crate::entry::{Kind, MAX_PAYLOAD, NewEntry};
use crate::korea::Moment;
use crc32fast::Hasher;

/// What a segment begins with. As with PNG, the first byte and the line ends
/// show a file that went through a tool for texts.
pub(crate) const MAGIC: [u8; 8] = [0x89, b'K', b'W', b'J', b'\r', b'\n', 0x1A, b'\n'];
/// What every entry begins with. 0xFE and 0xFF stand in no UTF-8 text, so no
/// frame's payload can look like an entry.
pub(crate) const MARKER: [u8; 4] = [0xFE, b'K', b'W', 0xFF];
/// The version that is written, and the only one that is read.
pub(crate) const VERSION: u32 = 1;
/// Bytes of a segment's header.
pub(crate) const SEGMENT_HEADER: usize = 80;
/// Bytes before an entry's payload.
pub(crate) const ENTRY_HEADER: usize = 48;
/// The sequence number that no entry has: none would come after it. Only the mark
/// at a segment's end may tell it as the next.
const NO_NUMBER: u64 = u64::MAX;
/// Where entries begin and end: multiples of this, counted from the segment's
/// beginning.
const ALIGNMENT: usize = 8;

/// A segment's header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SegmentHeader {
    /// Which segment of the journal it is: rises by one.
    pub number: u64,
    /// The sequence number that its first entry has.
    pub first_sequence: u64,
    /// When it was begun, on both clocks: what relates them.
    pub created: Moment,
    /// When the run that wrote it began, in nanoseconds since 1970 UTC. Monotonic
    /// stamps of one run have one origin.
    pub run_ns: u64,
    /// The date in Korea (거래일) of its first entry, YYYYMMDD.
    pub trading_day: u32,
}

/// Reads numbers one after the other; zeros behind the end.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> [u8; N] {
        match self.0.split_first_chunk() {
            Some((bytes, rest)) => {
                self.0 = rest;
                *bytes
            }
            None => [0; N],
        }
    }

    fn u64(&mut self) -> u64 {
        u64::from_le_bytes(self.take())
    }

    fn u32(&mut self) -> u32 {
        u32::from_le_bytes(self.take())
    }

    fn u16(&mut self) -> u16 {
        u16::from_le_bytes(self.take())
    }
}

/// A header's bytes, its checksum behind them.
pub(crate) fn sealed<const N: usize>(parts: &[&[u8]]) -> [u8; N] {
    let mut bytes = [0; N];
    let mut at = 0;
    for part in parts {
        bytes[at..at + part.len()].copy_from_slice(part);
        at += part.len();
    }
    let checksum = crc32fast::hash(&bytes[..N - 4]);
    bytes[N - 4..].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

/// Whether the last four bytes are the checksum of those before.
pub(crate) fn is_sealed(bytes: &[u8]) -> bool {
    let Some((body, checksum)) = bytes.split_last_chunk() else {
        return false;
    };
    crc32fast::hash(body) == u32::from_le_bytes(*checksum)
}

/// Why bytes are no segment header.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoHeader {
    /// Too short, or another file, or a damaged one.
    Damaged,
    /// A header of another version, whole.
    Version(u32),
}

impl SegmentHeader {
    /// What relates the monotonic stamps to the wall clock, if that is known: in
    /// a copy of a segment whose header was damaged it isn't.
    pub(crate) fn anchor(&self) -> Option<Moment> {
        Some(self.created).filter(|it| it.wall_ns != 0)
    }

    pub(crate) fn to_bytes(self) -> [u8; SEGMENT_HEADER] {
        sealed(&[
            &MAGIC,
            &VERSION.to_le_bytes(),
            &(SEGMENT_HEADER as u32).to_le_bytes(),
            &self.number.to_le_bytes(),
            &self.first_sequence.to_le_bytes(),
            &self.created.wall_ns.to_le_bytes(),
            &self.created.mono_ns.to_le_bytes(),
            &self.run_ns.to_le_bytes(),
            &self.trading_day.to_le_bytes(),
            &(ENTRY_HEADER as u16).to_le_bytes(),
            &(ALIGNMENT as u16).to_le_bytes(),
        ])
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, NoHeader> {
        if bytes.len() < SEGMENT_HEADER || !bytes.starts_with(&MAGIC) {
            return Err(NoHeader::Damaged);
        }
        let mut fields = Fields(&bytes[MAGIC.len()..]);
        let (version, length) = (fields.u32(), fields.u32());
        // Every version has its length here, and its checksum at its end.
        let header = bytes.get(..length as usize).ok_or(NoHeader::Damaged)?;
        if header.len() < SEGMENT_HEADER || !is_sealed(header) {
            return Err(NoHeader::Damaged);
        }
        if version != VERSION {
            return Err(NoHeader::Version(version));
        }
        let header = Self {
            number: fields.u64(),
            first_sequence: fields.u64(),
            created: Moment {
                wall_ns: fields.u64(),
                mono_ns: fields.u64(),
            },
            run_ns: fields.u64(),
            trading_day: fields.u32(),
        };
        match (usize::from(fields.u16()), usize::from(fields.u16())) {
            (ENTRY_HEADER, ALIGNMENT) => Ok(header),
            _ => Err(NoHeader::Damaged),
        }
    }
}

/// What stands before an entry's payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct EntryHeader {
    pub(crate) length: u32,
    pub(crate) sequence: u64,
    pub(crate) kernel_ns: u64,
    pub(crate) mono_ns: u64,
    pub(crate) epoch: u32,
    pub(crate) connection: u16,
    pub(crate) kind: Kind,
    pub(crate) checksum: u32,
}

impl EntryHeader {
    fn to_bytes(self) -> [u8; ENTRY_HEADER] {
        sealed(&[
            &MARKER,
            &self.length.to_le_bytes(),
            &self.sequence.to_le_bytes(),
            &self.kernel_ns.to_le_bytes(),
            &self.mono_ns.to_le_bytes(),
            &self.epoch.to_le_bytes(),
            &self.connection.to_le_bytes(),
            &self.kind.number().to_le_bytes(),
            &self.checksum.to_le_bytes(),
        ])
    }

    /// The header that these bytes begin with, if it is one.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes = bytes.get(..ENTRY_HEADER)?;
        if !bytes.starts_with(&MARKER) || !is_sealed(bytes) {
            return None;
        }
        let mut fields = Fields(&bytes[MARKER.len()..]);
        let header = Self {
            length: fields.u32(),
            sequence: fields.u64(),
            kernel_ns: fields.u64(),
            mono_ns: fields.u64(),
            epoch: fields.u32(),
            connection: fields.u16(),
            kind: Kind::new(fields.u16()),
            checksum: fields.u32(),
        };
        let is_counted = header.sequence != NO_NUMBER || header.kind == Kind::END;
        (is_counted && header.length as usize <= MAX_PAYLOAD).then_some(header)
    }

    /// Bytes of the whole entry, with what fills it up.
    pub(crate) const fn size(&self) -> usize {
        entry_size(self.length as usize)
    }
}

/// Bytes of an entry with a payload of this length.
pub(crate) const fn entry_size(payload: usize) -> usize {
    (ENTRY_HEADER + payload).next_multiple_of(ALIGNMENT)
}

/// Writes an entry. The payload comes in two parts, as it lies in a ring.
pub(crate) fn push_entry(
    out: &mut Vec<u8>,
    entry: &NewEntry<'_>,
    rest: &[u8],
    sequence: u64,
) -> usize {
    let length = entry.payload.len() + rest.len();
    let mut checksum = Hasher::new();
    checksum.update(entry.payload);
    checksum.update(rest);
    let header = EntryHeader {
        length: length as u32,
        sequence,
        kernel_ns: entry.kernel_ns,
        mono_ns: entry.mono_ns,
        epoch: entry.epoch,
        connection: entry.connection,
        kind: entry.kind,
        checksum: checksum.finalize(),
    };
    let size = header.size();
    out.extend_from_slice(&header.to_bytes());
    out.extend_from_slice(entry.payload);
    out.extend_from_slice(rest);
    out.resize(out.len() + size - ENTRY_HEADER - length, 0);
    size
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: SegmentHeader = SegmentHeader {
        number: 7,
        first_sequence: 1000,
        created: Moment {
            wall_ns: 1_795_000_000_000_000_000,
            mono_ns: 42,
        },
        run_ns: 1_794_999_999_000_000_000,
        trading_day: 20_261_118,
    };

    #[test]
    fn a_segment_header_is_what_the_document_says() {
        let bytes = HEADER.to_bytes();
        assert_eq!(&bytes[..8], b"\x89KWJ\r\n\x1a\n");
        assert_eq!(bytes[8..16], [1, 0, 0, 0, 80, 0, 0, 0]);
        assert_eq!(bytes[16..24], 7u64.to_le_bytes());
        assert_eq!(bytes[24..32], 1000u64.to_le_bytes());
        assert_eq!(bytes[40..48], 42u64.to_le_bytes());
        assert_eq!(bytes[56..64], [0xFE, 0x28, 0x35, 0x01, 48, 0, 8, 0]);
        assert_eq!(bytes[64..76], [0; 12]);
        assert_eq!(SegmentHeader::from_bytes(&bytes), Ok(HEADER));
    }

    #[test]
    fn a_damaged_header_is_none_and_a_later_version_says_so() {
        let bytes = HEADER.to_bytes();
        for bit in 0..bytes.len() * 8 {
            let mut damaged = bytes;
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(
                SegmentHeader::from_bytes(&damaged),
                Err(NoHeader::Damaged),
                "{bit}"
            );
        }
        let later: [u8; SEGMENT_HEADER] = sealed(&[&MAGIC, &[2, 0, 0, 0], &[80, 0, 0, 0]]);
        assert_eq!(SegmentHeader::from_bytes(&later), Err(NoHeader::Version(2)));
    }

    #[test]
    fn an_entry_is_what_the_document_says() {
        let entry = NewEntry {
            kind: Kind::TEXT,
            connection: 3,
            epoch: 2,
            kernel_ns: 5,
            mono_ns: 6,
            payload: b"PI",
        };
        let mut bytes = Vec::new();
        assert_eq!(push_entry(&mut bytes, &entry, b"NG", 9), 56);
        assert_eq!(bytes.len(), 56);
        assert_eq!(bytes[..8], [0xFE, b'K', b'W', 0xFF, 4, 0, 0, 0]);
        assert_eq!(bytes[8..16], 9u64.to_le_bytes());
        assert_eq!(bytes[16..24], 5u64.to_le_bytes());
        assert_eq!(bytes[24..32], 6u64.to_le_bytes());
        assert_eq!(bytes[32..40], [2, 0, 0, 0, 3, 0, 1, 0]);
        assert_eq!(bytes[40..44], crc32fast::hash(b"PING").to_le_bytes());
        assert_eq!(bytes[44..48], crc32fast::hash(&bytes[..44]).to_le_bytes());
        assert_eq!(&bytes[48..], b"PING\0\0\0\0");
    }

    #[test]
    fn no_entry_has_the_number_after_which_none_comes() {
        let of = |kind, sequence| {
            let mut bytes = Vec::new();
            let entry = NewEntry {
                kind,
                connection: 0,
                epoch: 0,
                kernel_ns: 0,
                mono_ns: 0,
                payload: b"",
            };
            push_entry(&mut bytes, &entry, &[], sequence);
            EntryHeader::from_bytes(&bytes)
        };
        assert!(of(Kind::TEXT, u64::MAX - 1).is_some());
        assert_eq!(of(Kind::TEXT, u64::MAX), None);
        assert!(of(Kind::END, u64::MAX).is_some());
    }
}
