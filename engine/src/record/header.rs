//! What stands before every record.

use super::Text;
use crate::{Mono, UnixNanos};
use std::fmt;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// The first 64 bytes of every record.
///
/// Numbers are in the machine's byte order: records are for this machine's
/// memory, not for the wire.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct RecordHeader {
    /// Which record this is: a value of [`RecordKind`](super::RecordKind).
    pub(crate) kind: u8,
    /// Length of the record in lines of 64 bytes, this header included.
    pub(crate) lines: u8,
    /// Marks: see [`RecordFlags`].
    pub(crate) flags: RecordFlags,
    /// The symbol's number in this engine.
    pub(crate) symbol: SymbolId,
    /// How many times the connection had been up, this time included.
    pub(crate) epoch: u32,
    /// Which of the engine's connections it came from.
    pub(crate) connection: u16,
    /// The venue, as the item's suffix or the frame tells it.
    pub(crate) venue: Venue,
    pub(crate) reserved: u8,
    /// Position in the engine's one order of events.
    pub(crate) sequence: u64,
    /// Kernel receive stamp of the read it came in with; 0 where there is none.
    pub(crate) rx_kernel_ns: u64,
    /// Monotonic stamp taken right after that read.
    pub(crate) rx_mono_ns: u64,
    /// Monotonic stamp taken when the record was ready to be published.
    pub(crate) ready_mono_ns: u64,
    /// The item as the server wrote it, such as `005930_AL`.
    pub(crate) item: Text<16>,
}

const _: () = assert!(size_of::<RecordHeader>() == 64 && align_of::<RecordHeader>() == 8);

impl RecordHeader {
    /// A header of zeros, to be filled.
    pub(crate) const EMPTY: Self = Self {
        kind: 0,
        lines: 1,
        flags: RecordFlags::NONE,
        symbol: SymbolId::NONE,
        epoch: 0,
        connection: 0,
        venue: Venue::UNKNOWN,
        reserved: 0,
        sequence: 0,
        rx_kernel_ns: 0,
        rx_mono_ns: 0,
        ready_mono_ns: 0,
        item: Text::NONE,
    };

    /// Length of the whole record in bytes: a multiple of 64.
    #[must_use]
    pub const fn len_bytes(&self) -> usize {
        self.lines as usize * super::LINE_BYTES
    }

    /// Marks on this record.
    #[must_use]
    pub const fn flags(&self) -> RecordFlags {
        self.flags
    }

    /// Sets these marks, too: for who hands on a copy of a record.
    pub const fn mark(&mut self, flags: RecordFlags) {
        self.flags = self.flags.with(flags);
    }

    /// The symbol's number: dense, given when the item was first subscribed,
    /// and the same for the engine's life. [`SymbolId::NONE`] where nobody
    /// subscribed the item by name (account and market-wide messages).
    #[must_use]
    pub const fn symbol(&self) -> SymbolId {
        self.symbol
    }

    /// The item (종목코드) as the server wrote it: `005930` (KRX), `005930_NX`
    /// (NXT), `005930_AL` (SOR), a sector index such as `001`, or empty.
    #[must_use]
    pub fn item(&self) -> &str {
        self.item.as_str()
    }

    /// The venue the item's suffix names.
    #[must_use]
    pub const fn venue(&self) -> Venue {
        self.venue
    }

    /// How many times the connection had been up: 1 for the first time.
    #[must_use]
    pub const fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Which of the engine's connections it came from, from 0.
    #[must_use]
    pub const fn connection(&self) -> u16 {
        self.connection
    }

    /// Position in the engine's one order of events: rises from record to
    /// record within a feed, with holes where records went to others.
    #[must_use]
    pub const fn sequence(&self) -> u64 {
        self.sequence
    }

    /// When the kernel took the packet in (the last one of the read it came
    /// with), on the wall clock; `None` where the system gave no stamp.
    #[must_use]
    pub fn rx_kernel(&self) -> Option<UnixNanos> {
        (self.rx_kernel_ns != 0).then_some(UnixNanos::new(self.rx_kernel_ns))
    }

    /// When the I/O thread had read the bytes.
    #[must_use]
    pub const fn rx_mono(&self) -> Mono {
        Mono::from_nanos(self.rx_mono_ns)
    }

    /// When the record was decoded and ready to be published.
    #[must_use]
    pub const fn ready_mono(&self) -> Mono {
        Mono::from_nanos(self.ready_mono_ns)
    }
}

impl fmt::Debug for RecordHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordHeader")
            .field("kind", &self.kind)
            .field("sequence", &self.sequence)
            .field("item", &self.item)
            .field("symbol", &self.symbol)
            .field("venue", &self.venue)
            .field("flags", &self.flags)
            .field("connection", &self.connection)
            .field("epoch", &self.epoch)
            .field("rx_kernel_ns", &self.rx_kernel_ns)
            .field("rx_mono_ns", &self.rx_mono_ns)
            .field("ready_mono_ns", &self.ready_mono_ns)
            .finish()
    }
}

/// Marks on a record.
#[derive(
    Clone, Copy, Default, PartialEq, Eq, Hash, FromBytes, IntoBytes, Immutable, KnownLayout,
)]
#[repr(transparent)]
pub struct RecordFlags(u16);

impl RecordFlags {
    /// No mark.
    pub const NONE: Self = Self(0);
    /// The last record that its frame gave; an `Unknown` that follows it carries
    /// the mark, too.
    pub const LAST_IN_FRAME: Self = Self(1);
    /// A text, or the item, was longer than its field.
    pub const TRUNCATED: Self = Self(1 << 1);
    /// Records before this one were lost to this strategy; a `Gap` tells how many.
    pub const GAP_BEFORE: Self = Self(1 << 2);
    /// A field's value couldn't be represented: it reads as no value, and
    /// tells so when asked.
    pub const NOT_REPRESENTABLE: Self = Self(1 << 3);
    /// The message carried codes that the tables lack.
    pub const UNKNOWN_FIELDS: Self = Self(1 << 4);
    /// A code stood twice in the message; the last one counted.
    pub const DUPLICATE_FIELDS: Self = Self(1 << 5);
    /// The strategy's ring had no room when it came: it waited outside, as the
    /// newest of its item, and older ones may have been left out. See
    /// [`Overflow::Conflate`](crate::Overflow::Conflate).
    pub const CONFLATED: Self = Self(1 << 6);
    /// It came before its reader did, who gets it as the newest of its item: told
    /// to who joins an engine of another process late.
    pub const SNAPSHOT: Self = Self(1 << 7);

    /// Whether all marks of `other` are set.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// These marks and those of `other`.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The bits, as in the record.
    #[must_use]
    pub const fn bits(self) -> u16 {
        self.0
    }
}

impl fmt::Debug for RecordFlags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const NAMES: [(RecordFlags, &str); 8] = [
            (RecordFlags::LAST_IN_FRAME, "LAST_IN_FRAME"),
            (RecordFlags::TRUNCATED, "TRUNCATED"),
            (RecordFlags::GAP_BEFORE, "GAP_BEFORE"),
            (RecordFlags::NOT_REPRESENTABLE, "NOT_REPRESENTABLE"),
            (RecordFlags::UNKNOWN_FIELDS, "UNKNOWN_FIELDS"),
            (RecordFlags::DUPLICATE_FIELDS, "DUPLICATE_FIELDS"),
            (RecordFlags::CONFLATED, "CONFLATED"),
            (RecordFlags::SNAPSHOT, "SNAPSHOT"),
        ];
        f.debug_list()
            .entries(
                NAMES
                    .iter()
                    .filter(|(flag, _)| self.contains(*flag))
                    .map(|(_, name)| name),
            )
            .finish()
    }
}

/// A symbol's number within one engine: dense, from 0.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, FromBytes, IntoBytes, Immutable, KnownLayout,
)]
#[repr(transparent)]
pub struct SymbolId(u32);

impl SymbolId {
    /// No symbol: an item that nobody subscribed by name.
    pub const NONE: Self = Self(u32::MAX);

    /// The symbol with this number; none for one that can't be.
    #[must_use]
    pub fn from_index(index: usize) -> Self {
        u32::try_from(index).map_or(Self::NONE, Self)
    }

    /// The number, for use as an index; `None` for [`SymbolId::NONE`].
    #[must_use]
    pub const fn index(self) -> Option<usize> {
        if self.0 == u32::MAX {
            None
        } else {
            Some(self.0 as usize)
        }
    }
}

impl fmt::Debug for SymbolId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.index() {
            Some(index) => write!(f, "SymbolId({index})"),
            None => f.write_str("SymbolId(none)"),
        }
    }
}

/// Where an item trades. Open: a value that isn't named here is kept as it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(transparent)]
pub struct Venue(u8);

impl Venue {
    /// Nothing tells.
    pub const UNKNOWN: Self = Self(0);
    /// Korea Exchange (한국거래소): an item without suffix.
    pub const KRX: Self = Self(1);
    /// Nextrade (넥스트레이드): suffix `_NX`.
    pub const NXT: Self = Self(2);
    /// Smart order routing, both venues together (통합): suffix `_AL`.
    pub const SOR: Self = Self(3);
    /// New York Stock Exchange: `stexTp` `NY`.
    pub const NYSE: Self = Self(16);
    /// NASDAQ: `stexTp` `ND`.
    pub const NASDAQ: Self = Self(17);
    /// NYSE American: `stexTp` `NA`.
    pub const AMEX: Self = Self(18);

    /// The number, as in the record.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The Korean venue that an item's suffix names.
    pub(crate) const fn of_item(item: &[u8]) -> Self {
        match item {
            [.., b'_', b'N', b'X'] => Self::NXT,
            [.., b'_', b'A', b'L'] => Self::SOR,
            [] => Self::UNKNOWN,
            _ => Self::KRX,
        }
    }
}

impl fmt::Debug for Venue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match *self {
            Self::UNKNOWN => "UNKNOWN",
            Self::KRX => "KRX",
            Self::NXT => "NXT",
            Self::SOR => "SOR",
            Self::NYSE => "NYSE",
            Self::NASDAQ => "NASDAQ",
            Self::AMEX => "AMEX",
            Self(other) => return write!(f, "Venue({other})"),
        })
    }
}
