//! Records that tell what the feed left out: found by the engine in the data.

use super::{RecordHeader, Text};
use std::fmt;
use std::time::Duration;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// Shares of an item that were traded, and of which the server told nothing.
///
/// Each trade says how many shares it moved, and how many were moved on the day
/// so far: when the second figure rose by more than the first, trades between
/// are missing. This record stands right before the trade that showed it, and
/// goes to the strategies that get that trade. Nothing can be asked for again:
/// what was built from single trades (bars, flow of orders) lacks this much,
/// while the figures of the day in the next trade are whole.
///
/// It is about what the server left out, or what was in a frame that couldn't
/// be read. What a strategy's own ring had no room for is a
/// [`Gap`](super::Gap), and isn't told here.
///
/// Told for items that are subscribed by name, of one venue (`005930`,
/// `005930_NX`): what the figures of consolidated items (`_AL`) count isn't
/// known. The count begins anew with each connection, with each new
/// subscription, where the day's figure falls (a new day, a correction), and
/// after a trade without figures: what went missing there can't be known. When
/// 16 pairs of trades in a row don't fit, the item's figures evidently mean
/// something else, and no more is told until a pair fits.
///
/// Switched off by
/// [`Builder::detect_missing_trades`](crate::Builder::detect_missing_trades).
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct TradesMissing {
    /// What stands before every record; its item is the one concerned.
    pub header: RecordHeader,
    /// Shares that are missing.
    pub quantity: u64,
    /// The day's volume, as the trade before told it, in shares.
    pub previous: u64,
    /// The day's volume, as the trade that follows tells it, in shares.
    pub cumulative: u64,
    pub(crate) reserved_0: [u8; 40],
}

layout! {
    TradesMissing, 128, 8;
      64 quantity;
      72 previous;
      80 cumulative;
}

impl TradesMissing {
    /// A record that tells nothing yet.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        quantity: 0,
        previous: 0,
        cumulative: 0,
        reserved_0: [0; 40],
    };
}

impl fmt::Debug for TradesMissing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TradesMissing")
            .field("header", &self.header)
            .field("quantity", &self.quantity)
            .field("previous", &self.previous)
            .field("cumulative", &self.cumulative)
            .finish()
    }
}

/// An item's messages of one type stay away while the market is open, or come
/// again.
///
/// What is watched, and for how long a silence is borne, is set by
/// [`StalenessLimits`](crate::StalenessLimits). A `STALE` is told once, to each
/// strategy that reads the item's messages of that type, a second or two after
/// the limit was passed; then nothing until the `FRESH`, which stands right
/// before the record that ended the silence. When the connection is lost,
/// nothing is stale any more: the [`Link`](super::Link) record says enough, and
/// there will be no `FRESH` for what was told before it.
///
/// Stale says that nothing came, not why: it may be the item that is quiet, the
/// server, or a code that doesn't exist, which the server accepts as any other.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct Staleness {
    /// What stands before every record; its item is the one concerned.
    pub header: RecordHeader,
    /// How long the item had been silent: since its last message of this type,
    /// or, where none came on this connection, since the engine began to wait
    /// for one. In nanoseconds.
    pub quiet_ns: u64,
    /// The silence that is borne, in nanoseconds.
    pub limit_ns: u64,
    /// The type concerned, such as `0D`.
    pub message_type: Text<8>,
    /// Whether it became stale or fresh.
    pub event: StalenessEvent,
    pub(crate) reserved_0: [u8; 39],
}

layout! {
    Staleness, 128, 8;
      64 quiet_ns;
      72 limit_ns;
      80 message_type;
      88 event;
}

impl Staleness {
    /// A record that tells nothing yet.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        quiet_ns: 0,
        limit_ns: 0,
        message_type: Text::NONE,
        event: StalenessEvent(0),
        reserved_0: [0; 39],
    };

    /// How long the item had been silent: see [`quiet_ns`](Self::quiet_ns).
    #[must_use]
    pub const fn quiet(&self) -> Duration {
        Duration::from_nanos(self.quiet_ns)
    }
}

impl fmt::Debug for Staleness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Staleness")
            .field("header", &self.header)
            .field("event", &self.event)
            .field("message_type", &self.message_type)
            .field("quiet", &self.quiet())
            .field("limit", &Duration::from_nanos(self.limit_ns))
            .finish()
    }
}

/// What a [`Staleness`] record tells. Open: later versions may tell more.
#[derive(Clone, Copy, PartialEq, Eq, Hash, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(transparent)]
pub struct StalenessEvent(u8);

impl StalenessEvent {
    /// Nothing came for longer than is borne: what is known of it is old.
    pub const STALE: Self = Self(1);
    /// It comes again.
    pub const FRESH: Self = Self(2);

    /// Its name, in capitals; `None` for one of a later version.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::STALE => "STALE",
            Self::FRESH => "FRESH",
            _ => return None,
        })
    }
}

impl fmt::Debug for StalenessEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "StalenessEvent({})", self.0),
        }
    }
}
