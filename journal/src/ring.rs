//! From a thread that must not wait to the one that writes: a ring of bytes with
//! one producer.

mod pipe;

pub(crate) use pipe::{Pipe, run};

use crate::entry::{Kind, MAX_PAYLOAD, NewEntry};
use rtrb::{Consumer, Producer, RingBuffer};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Bytes before each payload in the ring: fields in the machine's order.
const HEAD: usize = 48;

/// What a sink tells others. On a cache line of its own, since the producer
/// writes it with every entry.
#[derive(Default)]
#[repr(align(128))]
pub(crate) struct Tally {
    /// Entries that went into the ring.
    pub(crate) pushed: AtomicU64,
    /// Entries that had no room in it.
    pub(crate) lost: AtomicU64,
    /// Entries that came after recording had stopped.
    pub(crate) refused: AtomicU64,
}

/// Where a producer puts its entries.
///
/// [`push`](Self::push) copies into memory that was allocated, and touched, when
/// recording started: it never waits, allocates, locks or enters the kernel.
pub struct RecorderSink {
    ring: Producer<u8>,
    recording: Arc<AtomicBool>,
    tally: Arc<Tally>,
    pushed: u64,
    refused: u64,
    /// Entries that were lost, in all.
    lost: u64,
    /// Those of them that the ring's reader wasn't told of yet, and when the
    /// first of these was lost.
    untold: u64,
    untold_since: u64,
}

impl RecorderSink {
    /// Records an entry, byte for byte. Returns whether it is on its way: `false`
    /// when the ring is full, which is counted and written into the journal at
    /// this place, when the payload is longer than [`MAX_PAYLOAD`] or the ring, or
    /// when recording has stopped ([`is_recording`](Self::is_recording)).
    #[inline]
    pub fn push(&mut self, entry: &NewEntry<'_>) -> bool {
        if !self.recording.load(Ordering::Relaxed) {
            self.refused += 1;
            self.tally.refused.store(self.refused, Ordering::Relaxed);
            return false;
        }
        let needed = HEAD + entry.payload.len();
        let has_room = self.ring.cached_slots() >= needed || self.ring.slots() >= needed;
        if !has_room || entry.payload.len() > MAX_PAYLOAD {
            self.lose(entry);
            return false;
        }
        let head = Head {
            length: entry.payload.len() as u32,
            kind: entry.kind.number(),
            connection: entry.connection,
            epoch: entry.epoch,
            kernel_ns: entry.kernel_ns,
            mono_ns: entry.mono_ns,
            lost: self.untold,
            lost_since: self.untold_since,
        };
        // There is room for both; the reader waits for the second.
        let pushed = self.ring.push_entire_slice(&head.to_bytes());
        if pushed.is_err() || self.ring.push_entire_slice(entry.payload).is_err() {
            return false;
        }
        (self.untold, self.untold_since) = (0, 0);
        self.pushed += 1;
        self.tally.pushed.store(self.pushed, Ordering::Relaxed);
        true
    }

    #[cold]
    fn lose(&mut self, entry: &NewEntry<'_>) {
        if self.untold == 0 {
            self.untold_since = entry.mono_ns;
        }
        self.untold += 1;
        self.lost += 1;
        self.tally.lost.store(self.lost, Ordering::Relaxed);
    }

    /// Whether recording goes on: it stops for a full disk, and when it is told
    /// to. A single load.
    #[must_use]
    pub fn is_recording(&self) -> bool {
        self.recording.load(Ordering::Relaxed)
    }

    /// Bytes that are free in the ring now: an entry takes those of its payload and
    /// 48. They rise as a thread empties it, every few milliseconds at most.
    #[must_use]
    pub fn room(&self) -> usize {
        self.ring.slots()
    }

    /// Entries of this sink that had no room so far.
    #[must_use]
    pub const fn lost(&self) -> u64 {
        self.lost
    }
}

/// What stands before a payload in the ring.
struct Head {
    length: u32,
    kind: u16,
    connection: u16,
    epoch: u32,
    kernel_ns: u64,
    mono_ns: u64,
    /// Entries that were lost right before this one.
    lost: u64,
    lost_since: u64,
}

impl Head {
    #[inline]
    fn to_bytes(&self) -> [u8; HEAD] {
        let mut bytes = [0; HEAD];
        bytes[..4].copy_from_slice(&self.length.to_ne_bytes());
        bytes[4..6].copy_from_slice(&self.kind.to_ne_bytes());
        bytes[6..8].copy_from_slice(&self.connection.to_ne_bytes());
        bytes[8..12].copy_from_slice(&self.epoch.to_ne_bytes());
        bytes[16..24].copy_from_slice(&self.kernel_ns.to_ne_bytes());
        bytes[24..32].copy_from_slice(&self.mono_ns.to_ne_bytes());
        bytes[32..40].copy_from_slice(&self.lost.to_ne_bytes());
        bytes[40..].copy_from_slice(&self.lost_since.to_ne_bytes());
        bytes
    }

    fn from_bytes(bytes: &[u8; HEAD]) -> Self {
        fn field<const N: usize>(bytes: &[u8; HEAD], at: usize) -> [u8; N] {
            let bytes = bytes.get(at..).and_then(|it| it.first_chunk());
            bytes.copied().unwrap_or([0; N])
        }
        Self {
            length: u32::from_ne_bytes(field(bytes, 0)),
            kind: u16::from_ne_bytes(field(bytes, 4)),
            connection: u16::from_ne_bytes(field(bytes, 6)),
            epoch: u32::from_ne_bytes(field(bytes, 8)),
            kernel_ns: u64::from_ne_bytes(field(bytes, 16)),
            mono_ns: u64::from_ne_bytes(field(bytes, 24)),
            lost: u64::from_ne_bytes(field(bytes, 32)),
            lost_since: u64::from_ne_bytes(field(bytes, 40)),
        }
    }
}

/// Entries that were lost at some place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lost {
    pub(crate) entries: u64,
    /// The monotonic stamp of the first of them.
    pub(crate) since: u64,
}

/// The other end of a ring.
pub(crate) struct RingReader {
    ring: Consumer<u8>,
    tally: Arc<Tally>,
    /// Losses that were handed out.
    told: u64,
}

/// What was taken from a ring: an entry, the second part of its payload where
/// the ring's end parts it, and what was lost before it.
pub(crate) struct Taken<'a> {
    pub(crate) entry: NewEntry<'a>,
    pub(crate) rest: &'a [u8],
    pub(crate) lost: Option<Lost>,
}

impl RingReader {
    /// The same entries out of a long ring of so many bytes, which a [`Pipe`] fills
    /// from this one.
    pub(crate) fn behind(self, bytes: usize) -> (Pipe, Self) {
        let (to, ring) = touched(bytes);
        let pipe = Pipe {
            from: self.ring,
            to,
        };
        (pipe, Self { ring, ..self })
    }

    /// Whether nothing comes any more but what waits.
    pub(crate) fn is_complete(&self) -> bool {
        self.ring.is_abandoned()
    }

    /// Bytes that wait to be read.
    pub(crate) fn waiting(&self) -> usize {
        self.ring.slots()
    }

    pub(crate) fn tally(&self) -> &Tally {
        &self.tally
    }

    fn head(&mut self) -> Option<Head> {
        let chunk = self.ring.read_chunk(HEAD).ok()?;
        let (one, two) = chunk.as_slices();
        let mut bytes = [0; HEAD];
        bytes[..one.len()].copy_from_slice(one);
        bytes[one.len()..].copy_from_slice(two);
        Some(Head::from_bytes(&bytes))
    }

    /// The monotonic stamp of the entry that comes next.
    pub(crate) fn next_mono(&mut self) -> Option<u64> {
        self.head().map(|head| head.mono_ns)
    }

    /// Takes the next entry, if it is there as a whole.
    pub(crate) fn take<R>(&mut self, taken: impl FnOnce(Taken<'_>) -> R) -> Option<R> {
        let head = self.head()?;
        let chunk = self.ring.read_chunk(HEAD + head.length as usize).ok()?;
        let (one, two) = chunk.as_slices();
        let (payload, rest) = match one.len().checked_sub(HEAD) {
            Some(_) => (&one[HEAD..], two),
            None => (&two[HEAD - one.len()..], &[][..]),
        };
        let lost = Lost {
            entries: head.lost,
            since: head.lost_since,
        };
        let result = taken(Taken {
            entry: NewEntry {
                kind: Kind::new(head.kind),
                connection: head.connection,
                epoch: head.epoch,
                kernel_ns: head.kernel_ns,
                mono_ns: head.mono_ns,
                payload,
            },
            rest,
            lost: (head.lost > 0).then_some(lost),
        });
        chunk.commit_all();
        self.told += head.lost;
        Some(result)
    }

    /// Losses that no entry came after.
    pub(crate) fn lost_at_the_end(&mut self) -> u64 {
        let lost = self.tally.lost.load(Ordering::Relaxed);
        let untold = lost.saturating_sub(self.told);
        self.told = lost;
        untold
    }
}

/// A ring's memory, touched, so that its producer doesn't have to wait for the
/// kernel to find it.
fn touched(bytes: usize) -> (Producer<u8>, Consumer<u8>) {
    let (mut producer, mut consumer) = RingBuffer::new(bytes);
    let page = [0; 4096];
    for _ in 0..bytes / page.len() {
        let pushed = producer.push_entire_slice(&page).is_ok();
        let chunk = consumer.read_chunk(page.len());
        if let (true, Ok(chunk)) = (pushed, chunk) {
            chunk.commit_all();
        }
    }
    (producer, consumer)
}

/// A ring of so many bytes.
pub(crate) fn ring(bytes: usize, recording: &Arc<AtomicBool>) -> (RecorderSink, RingReader) {
    let (producer, consumer) = touched(bytes);
    let tally = Arc::<Tally>::default();
    let sink = RecorderSink {
        ring: producer,
        recording: recording.clone(),
        tally: tally.clone(),
        pushed: 0,
        refused: 0,
        lost: 0,
        untold: 0,
        untold_since: 0,
    };
    let reader = RingReader {
        ring: consumer,
        tally,
        told: 0,
    };
    (sink, reader)
}
