//! What a journal holds.

use crate::folder::SegmentPath;
use crate::format::SegmentHeader;
use crate::korea::Moment;

/// The longest payload, in bytes. The engine's messages have at most 1 MiB.
pub const MAX_PAYLOAD: usize = 16 << 20;

/// What an entry holds. Open: later versions may write more, and a reader hands
/// them out as they are.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Kind(u16);

impl Kind {
    /// A text frame's payload, byte for byte as it was received.
    pub const TEXT: Self = Self(1);
    /// What happened to a connection: a JSON object.
    pub const LINK: Self = Self(2);
    /// What is subscribed from here on: a JSON object.
    pub const SUBSCRIPTIONS: Self = Self(3);
    /// Entries were lost here, since there was no room for them: their number,
    /// which [`Entry::lost`] reads. They had no sequence numbers.
    pub const LOST: Self = Self(4);
    /// The end of a segment that was closed in order. The reader keeps it to
    /// itself.
    pub(crate) const END: Self = Self(5);

    /// The kind with this number.
    #[must_use]
    pub const fn new(number: u16) -> Self {
        Self(number)
    }

    /// Its number in the file.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }

    /// Its name; `None` for one of a later version.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::TEXT => "text",
            Self::LINK => "link",
            Self::SUBSCRIPTIONS => "subscriptions",
            Self::LOST => "lost",
            Self::END => "end",
            _ => return None,
        })
    }
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "Kind({})", self.0),
        }
    }
}

/// What is to be recorded. Its sequence number is given by whoever writes it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NewEntry<'a> {
    /// What the payload is.
    pub kind: Kind,
    /// Which connection it came from, as in a record's header.
    pub connection: u16,
    /// How many times that connection had been up, as in a record's header.
    pub epoch: u32,
    /// The kernel's receive stamp, in nanoseconds since 1970 UTC; 0 for none.
    pub kernel_ns: u64,
    /// The monotonic clock when it was taken, in nanoseconds of its origin.
    pub mono_ns: u64,
    /// The bytes, at most [`MAX_PAYLOAD`].
    pub payload: &'a [u8],
}

/// An entry as it stands in the journal. It borrows the reader's buffer: nothing
/// is copied.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    /// Rises by one from entry to entry, over all segments.
    pub sequence: u64,
    /// What the payload is.
    pub kind: Kind,
    /// Which connection it came from.
    pub connection: u16,
    /// How many times that connection had been up.
    pub epoch: u32,
    /// The kernel's receive stamp, in nanoseconds since 1970 UTC; 0 for none.
    pub kernel_ns: u64,
    /// The monotonic clock when it was taken, in nanoseconds of its origin,
    /// which is another in each run.
    pub mono_ns: u64,
    /// The bytes as they were recorded.
    pub payload: &'a [u8],
    pub(crate) origin: Option<Origin<'a>>,
}

/// Where an entry was read.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Origin<'a> {
    /// The segment's file.
    pub segment: &'a SegmentPath,
    /// The segment's header; `None` where that is damaged.
    pub header: Option<&'a SegmentHeader>,
}

impl Origin<'_> {
    /// What relates the monotonic stamps to the wall clock, if that is known.
    fn anchor(&self) -> Option<Moment> {
        self.header.and_then(SegmentHeader::anchor)
    }
}

impl std::fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entry")
            .field("sequence", &self.sequence)
            .field("parts", &self.parts())
            .finish()
    }
}

/// The payload is not shown: orders and balances are the account's own.
impl std::fmt::Debug for NewEntry<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewEntry")
            .field("kind", &self.kind)
            .field("connection", &self.connection)
            .field("epoch", &self.epoch)
            .field("kernel_ns", &self.kernel_ns)
            .field("mono_ns", &self.mono_ns)
            .field("bytes", &self.payload.len())
            .finish()
    }
}

impl<'a> Entry<'a> {
    /// When it was received, in nanoseconds since 1970 UTC: the kernel's stamp,
    /// or else what the monotonic stamp says by the segment's anchor. 0 when
    /// neither is known.
    #[must_use]
    pub fn wall_ns(&self) -> u64 {
        let anchor = self.origin.and_then(|it| it.anchor());
        received(self.kernel_ns, self.mono_ns, anchor)
    }

    /// How many entries were lost here, for [`Kind::LOST`].
    #[must_use]
    pub fn lost(&self) -> Option<u64> {
        let bytes = self.payload.first_chunk()?;
        (self.kind == Kind::LOST).then(|| u64::from_le_bytes(*bytes))
    }

    /// The segment that it was read from; `None` for one that was put together.
    #[must_use]
    pub const fn origin(&self) -> Option<Origin<'a>> {
        self.origin
    }

    /// An entry that has this number and comes from no segment.
    #[must_use]
    pub const fn from_parts(sequence: u64, parts: &NewEntry<'a>) -> Self {
        Self {
            sequence,
            kind: parts.kind,
            connection: parts.connection,
            epoch: parts.epoch,
            kernel_ns: parts.kernel_ns,
            mono_ns: parts.mono_ns,
            payload: parts.payload,
            origin: None,
        }
    }

    /// What it takes to record it once more.
    #[must_use]
    pub const fn parts(&self) -> NewEntry<'a> {
        NewEntry {
            kind: self.kind,
            connection: self.connection,
            epoch: self.epoch,
            kernel_ns: self.kernel_ns,
            mono_ns: self.mono_ns,
            payload: self.payload,
        }
    }
}

/// See [`Entry::wall_ns`].
pub(crate) fn received(kernel_ns: u64, mono_ns: u64, anchor: Option<Moment>) -> u64 {
    match (kernel_ns, anchor) {
        (0, Some(anchor)) => anchor.wall_at(mono_ns),
        (stamp, _) => stamp,
    }
}
