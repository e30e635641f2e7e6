//! What the two ends say to each other, word by word.
//!
//! Records go over the network as they lie in memory, so both ends must have the same
//! layout of them, and the same byte order: both stand in front of every message.

use kiwoom_engine::record::LAYOUT_VERSION;
use kiwoom_wanted::{MOST_WISHES, WISH_WORDS, Word};
use std::mem::size_of;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// The first word of every message. The last letter rises with every change of what is
/// said here. On a machine with another byte order it reads as something else.
const MAGIC: Word = Word::from_ne_bytes(*b"kwbridg1");

/// The longest message from a publisher that is read, in bytes: some times of what one
/// sends.
pub(crate) const LONGEST_CHUNK: usize = 1 << 20;

/// The longest message from a subscriber that is read, in bytes: as many wishes as it
/// may have fit into it.
pub(crate) const LONGEST_ASK: usize = 1 << 18;

const _: () =
    assert!(size_of::<AskHead>() + MOST_WISHES * WISH_WORDS * size_of::<Word>() < LONGEST_ASK);

/// What a publisher's message is.
pub(crate) mod said {
    /// Records as they come; without any it tells the last number.
    pub(crate) const RECORDS: u32 = 1;
    /// A part of the latest values.
    pub(crate) const SNAPSHOT: u32 = 2;
    /// The publisher has stopped: nothing follows.
    pub(crate) const STOPPED: u32 = 3;
    /// The subscriber has another layout of the records than the one said here.
    pub(crate) const OTHER_LAYOUT: u32 = 4;
    /// As many subscribe as may.
    pub(crate) const FULL: u32 = 5;
    /// The publisher doesn't know the subscription: it must be asked for.
    pub(crate) const UNKNOWN: u32 = 6;
}

/// What a subscriber's message is.
pub(crate) mod asked {
    /// For records from now on, the latest values first.
    pub(crate) const RECORDS: u32 = 1;
    /// Nothing: it still reads.
    pub(crate) const ALIVE: u32 = 2;
    /// To be forgotten.
    pub(crate) const LEAVE: u32 = 3;
}

/// What stands in front of a publisher's message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(crate) struct Head {
    pub(crate) magic: Word,
    /// Layout of the records.
    pub(crate) layout: u32,
    /// One of [`said`].
    pub(crate) kind: u32,
    /// Which publisher: another one after each start.
    pub(crate) publisher: u64,
    /// Which subscription of that publisher's: another one where it had been forgotten.
    pub(crate) stream: u64,
    /// The newest asking that was answered.
    pub(crate) generation: u64,
    /// Number of the first record that follows here, or of the next one that will come.
    /// Records are numbered from 1 within a stream; those of snapshots aren't.
    pub(crate) first: u64,
    /// Sequence number of the record before that one; 0 for none.
    pub(crate) before: u64,
    /// Records in this message.
    pub(crate) count: u32,
    /// Of a snapshot: records of it in the messages before this one, and in all.
    pub(crate) index: u32,
    pub(crate) total: u32,
    pub(crate) reserved: u32,
}

/// What stands in front of a subscriber's message; its wishes follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C)]
pub(crate) struct AskHead {
    pub(crate) magic: Word,
    /// Layout of the records that the subscriber reads.
    pub(crate) layout: u32,
    /// One of [`asked`].
    pub(crate) kind: u32,
    /// The subscriber's own number.
    pub(crate) ticket: u64,
    /// Rises each time that it asks.
    pub(crate) generation: u64,
}

/// Bytes in front of a chunk's records.
pub(crate) const HEAD_BYTES: usize = size_of::<Head>();

impl Head {
    pub(crate) const fn new(kind: u32, publisher: u64) -> Self {
        Self {
            magic: MAGIC,
            layout: LAYOUT_VERSION,
            kind,
            publisher,
            stream: 0,
            generation: 0,
            first: 1,
            before: 0,
            count: 0,
            index: 0,
            total: 0,
            reserved: 0,
        }
    }

    /// Records of this message that have numbers.
    pub(crate) const fn numbered(&self) -> u64 {
        match self.kind {
            said::RECORDS => self.count as u64,
            _ => 0,
        }
    }

    /// The message at the beginning of these words, and what follows it. They come from
    /// the network: `None` for what isn't one, or has numbers that can't be.
    pub(crate) fn read(words: &[Word]) -> Option<(Self, &[u8])> {
        let (head, rest) = Self::read_from_prefix(words.as_bytes()).ok()?;
        let possible = head.magic == MAGIC
            && head.first > 0
            && head.first < u64::MAX / 2
            && head.index <= head.total
            && head.count as usize <= LONGEST_CHUNK;
        possible.then_some((head, rest))
    }
}

impl AskHead {
    pub(crate) const fn new(kind: u32, ticket: u64, generation: u64) -> Self {
        Self {
            magic: MAGIC,
            layout: LAYOUT_VERSION,
            kind,
            ticket,
            generation,
        }
    }

    /// As [`Head::read`]: the wishes follow it.
    pub(crate) fn read(words: &[Word]) -> Option<(Self, &[Word])> {
        let (head, rest) = Self::read_from_prefix(words.as_bytes()).ok()?;
        let rest = <[Word]>::ref_from_bytes(rest).ok()?;
        (head.magic == MAGIC).then_some((head, rest))
    }
}

/// A message from the network as words, aligned; `None` when it is none, or longer
/// than it can be. Allocates.
pub(crate) fn words(bytes: &[u8], longest: usize) -> Option<Vec<Word>> {
    if bytes.len() > longest || !bytes.len().is_multiple_of(size_of::<Word>()) {
        return None;
    }
    let mut words = vec![0; bytes.len() / size_of::<Word>()];
    words.as_mut_bytes().copy_from_slice(bytes);
    Some(words)
}

/// Where subscribers say what they want.
pub(crate) fn ask_key(name: &str) -> String {
    format!("kiwoom-bridge/{name}/ask")
}

/// Where the subscriber with this number gets it.
pub(crate) fn stream_key(name: &str, ticket: u64) -> String {
    format!("kiwoom-bridge/{name}/to/{ticket:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_isnt_a_message_isnt_read() {
        let head = Head::new(said::RECORDS, 7);
        let bytes = head.as_bytes();
        let read = words(bytes, LONGEST_CHUNK).unwrap();
        assert_eq!(Head::read(&read), Some((head, &[][..])));
        // Too long, or no words.
        assert_eq!(words(bytes, bytes.len() - 1), None);
        assert_eq!(words(&bytes[1..], LONGEST_CHUNK), None);
        // Too short, for every length.
        for length in (0..HEAD_BYTES).step_by(8) {
            let short = words(&bytes[..length], LONGEST_CHUNK).unwrap();
            assert_eq!(Head::read(&short), None);
        }
        // Another protocol, or the same of another byte order.
        let mut other = read.clone();
        other[0] = other[0].swap_bytes();
        assert_eq!(Head::read(&other), None);
        // Numbers that can't be.
        for wrong in [
            Head { first: 0, ..head },
            Head {
                first: u64::MAX,
                ..head
            },
            Head {
                index: 2,
                total: 1,
                ..head
            },
        ] {
            let wrong = words(wrong.as_bytes(), LONGEST_CHUNK).unwrap();
            assert_eq!(Head::read(&wrong), None);
        }
        let ask = AskHead::new(asked::ALIVE, 1, 2);
        let read = words(ask.as_bytes(), LONGEST_ASK).unwrap();
        assert_eq!(AskHead::read(&read), Some((ask, &[][..])));
        assert_eq!(AskHead::read(&read[1..]), None);
    }
}
