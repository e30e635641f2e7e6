//! Records that the engine makes itself.

use super::reference::Sealed;
use super::{LINE_BYTES, RecordHeader, RecordKind, Staleness, Text, TradesMissing, TypedRecord};
use crate::Mono;
use crate::schema::MessageType;
use std::fmt;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// What happened to the connection: told in-band, in order with the data.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct Link {
    /// What stands before every record.
    pub header: RecordHeader,
    /// Kiwoom's return code where there is one; 0 for none.
    pub code: i64,
    /// Registrations that the server took ([`LinkEventKind::RESTORED`]).
    pub accepted: u32,
    /// Registrations that it refused.
    pub rejected: u32,
    /// What happened.
    pub event: LinkEventKind,
    pub(crate) reserved_0: [u8; 7],
    /// The type concerned, where there is one.
    pub message_type: Text<8>,
    /// The item concerned, where there is one.
    pub item: Text<24>,
    /// A SYSTEM message's code, such as `R10001`.
    pub system_code: Text<16>,
    /// The server's words, or the reason in ours; cut to fit.
    pub text: Text<128>,
    /// When the last byte came before the connection was lost, in nanoseconds
    /// of the clock of [`RecordHeader::rx_mono`]; 0 when none ever came
    /// ([`LinkEventKind::DOWN`]).
    pub last_rx_ns: u64,
    /// In how many milliseconds the next attempt begins; 0 when there is none
    /// ([`LinkEventKind::DOWN`]).
    pub retry_in_ms: u32,
    pub(crate) reserved_1: [u8; 44],
}

layout! {
    Link, 320, 8;
      64 code;
      80 event;
      88 message_type;
      96 item;
     120 system_code;
     136 text;
     264 last_rx_ns;
     272 retry_in_ms;
}

impl Link {
    /// A record that tells nothing yet.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        code: 0,
        accepted: 0,
        rejected: 0,
        event: LinkEventKind(0),
        reserved_0: [0; 7],
        message_type: Text::NONE,
        item: Text::NONE,
        system_code: Text::NONE,
        text: Text::NONE,
        last_rx_ns: 0,
        retry_in_ms: 0,
        reserved_1: [0; 44],
    };

    /// The same with connection, epoch and monotonic stamp in its header: for a
    /// [`Source`](crate::Source) that makes one.
    #[must_use]
    pub const fn marked(mut self, connection: u16, epoch: u32, rx_mono: Mono) -> Self {
        self.header.kind = RecordKind::Link.number();
        self.header.connection = connection;
        self.header.epoch = epoch;
        self.header.rx_mono_ns = rx_mono.nanos();
        self
    }
}

/// What a [`Link`] record tells. Open: later versions may tell more.
#[derive(Clone, Copy, PartialEq, Eq, Hash, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(transparent)]
pub struct LinkEventKind(u8);

impl LinkEventKind {
    /// An attempt to connect begins.
    pub const CONNECTING: Self = Self(1);
    /// Logged in: `epoch` in the header counts how often.
    pub const UP: Self = Self(2);
    /// All that was asked for is registered: `accepted` and `rejected` count.
    pub const RESTORED: Self = Self(3);
    /// The server refused an item: `message_type`, `item`, `code` and `text` tell.
    pub const REJECTED: Self = Self(4);
    /// The server said something on its own: `system_code` and `text` tell.
    pub const SYSTEM: Self = Self(5);
    /// The connection is lost, or did not come up: `text` tells why,
    /// `last_rx_ns` until when data came, `retry_in_ms` when it is tried again.
    /// Books are unknown from here on.
    pub const DOWN: Self = Self(6);
    /// The session has ended, and nothing more will come: `text` tells why.
    pub const STOPPED: Self = Self(7);
    /// An item that nobody wants any more could not be taken off: its records
    /// may go on coming to the engine.
    pub const NOT_REMOVED: Self = Self(8);
    /// The [`Tap`](crate::Tap) had no room for so many messages and events as
    /// `rejected` says. The feed lost nothing.
    pub const RECORDING_LOST: Self = Self(9);
    /// The [`Tap`](crate::Tap) takes nothing any more, for a full disk for
    /// instance. The feed goes on.
    pub const RECORDING_STOPPED: Self = Self(10);

    /// All that this version has.
    pub const ALL: [Self; 10] = [
        Self::CONNECTING,
        Self::UP,
        Self::RESTORED,
        Self::REJECTED,
        Self::SYSTEM,
        Self::DOWN,
        Self::STOPPED,
        Self::NOT_REMOVED,
        Self::RECORDING_LOST,
        Self::RECORDING_STOPPED,
    ];

    /// The number that stands for it in a record.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Its name, in capitals; `None` for one of a later version.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::CONNECTING => "CONNECTING",
            Self::UP => "UP",
            Self::RESTORED => "RESTORED",
            Self::REJECTED => "REJECTED",
            Self::SYSTEM => "SYSTEM",
            Self::DOWN => "DOWN",
            Self::STOPPED => "STOPPED",
            Self::NOT_REMOVED => "NOT_REMOVED",
            Self::RECORDING_LOST => "RECORDING_LOST",
            Self::RECORDING_STOPPED => "RECORDING_STOPPED",
            _ => return None,
        })
    }

    /// The one with this name, in capitals.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == Some(name))
    }
}

impl fmt::Debug for LinkEventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "LinkEventKind({})", self.0),
        }
    }
}

impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link")
            .field("header", &self.header)
            .field("event", &self.event)
            .field("code", &self.code)
            .field("accepted", &self.accepted)
            .field("rejected", &self.rejected)
            .field("message_type", &self.message_type)
            .field("item", &self.item)
            .field("system_code", &self.system_code)
            .field("text", &self.text)
            .field("last_rx_ns", &self.last_rx_ns)
            .field("retry_in_ms", &self.retry_in_ms)
            .finish()
    }
}

/// Records that this strategy lost, because its ring was full.
///
/// Its sequence number is that of the last record lost, so it stands exactly
/// where they would have stood.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct Gap {
    /// What stands before every record.
    pub header: RecordHeader,
    /// How many records were lost.
    pub lost: u64,
    /// Sequence number of the first of them.
    pub first: u64,
    /// Sequence number of the last of them.
    pub last: u64,
    pub(crate) reserved_0: [u8; 40],
}

layout! {
    Gap, 128, 8;
      64 lost;
      72 first;
      80 last;
}

impl Gap {
    /// A record that tells nothing yet.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        lost: 0,
        first: 0,
        last: 0,
        reserved_0: [0; 40],
    };

    /// Tells that so many records were lost, the first and the last of them with
    /// these numbers. It has the number of the last one.
    #[must_use]
    pub const fn of(lost: u64, first: u64, last: u64) -> Self {
        let mut gap = Self::EMPTY;
        gap.header.kind = RecordKind::Gap.number();
        gap.header.lines = (size_of::<Self>() / LINE_BYTES) as u8;
        gap.header.sequence = last;
        (gap.lost, gap.first, gap.last) = (lost, first, last);
        gap
    }
}

impl fmt::Debug for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gap")
            .field("header", &self.header)
            .field("lost", &self.lost)
            .field("first", &self.first)
            .field("last", &self.last)
            .finish()
    }
}

/// Bytes for what an [`Unknown`] record keeps.
const UNKNOWN_BYTES: usize = 1024 - 64 - 32;

/// What the tables lack: the codes of a known type that it doesn't list, or all
/// codes of an unknown type. As much as fits is kept; all of it is counted.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(8))]
pub struct Unknown {
    /// What stands before every record.
    pub header: RecordHeader,
    /// The message's type, as the server wrote it.
    pub message_type: Text<16>,
    /// Pairs of code and text that came.
    pub count: u32,
    /// Pairs that are kept here.
    pub kept: u32,
    /// Bytes that they take.
    used: u32,
    reserved_0: [u8; 4],
    /// One after the other: length of the code (1 byte), length of the text
    /// (2 bytes), code, text.
    bytes: [u8; UNKNOWN_BYTES],
}

layout! {
    Unknown, 1024, 8;
      64 message_type;
      80 count;
      84 kept;
}

/// A code that the tables lack, and its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownField<'a> {
    /// The code, or whatever stands in its place.
    pub code: &'a str,
    /// Its text: digits for a bare number, empty for what is neither.
    pub text: &'a str,
}

impl Unknown {
    /// A record that keeps nothing yet.
    pub const EMPTY: Self = Self {
        header: RecordHeader::EMPTY,
        message_type: Text::NONE,
        count: 0,
        kept: 0,
        used: 0,
        reserved_0: [0; 4],
        bytes: [0; UNKNOWN_BYTES],
    };

    /// Counts a pair, and keeps it if there is room.
    pub(crate) fn push(&mut self, code: &str, text: &str) {
        self.count += 1;
        let start = self.used as usize;
        let end = start + 3 + code.len() + text.len();
        let (Ok(code_len), Ok(text_len)) = (u8::try_from(code.len()), u16::try_from(text.len()))
        else {
            return;
        };
        // Once one didn't fit, none is kept: what is kept stays the first ones.
        if end > UNKNOWN_BYTES || self.kept + 1 != self.count {
            return;
        }
        let (head, rest) = self.bytes[start..end].split_at_mut(3);
        let [low, high] = text_len.to_le_bytes();
        head.copy_from_slice(&[code_len, low, high]);
        rest[..code.len()].copy_from_slice(code.as_bytes());
        rest[code.len()..].copy_from_slice(text.as_bytes());
        self.kept += 1;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "end is at most UNKNOWN_BYTES"
        )]
        let used = end as u32;
        self.used = used;
    }

    /// The pairs that are kept, in the order in which they came. Allocates nothing.
    pub fn fields(&self) -> impl Iterator<Item = UnknownField<'_>> {
        let mut rest = &self.bytes[..(self.used as usize).min(UNKNOWN_BYTES)];
        std::iter::from_fn(move || {
            let (&[code_len, low, high], tail) = rest.split_first_chunk()?;
            let (code, tail) = tail.split_at_checked(usize::from(code_len))?;
            let text_len = usize::from(u16::from_le_bytes([low, high]));
            let (text, tail) = tail.split_at_checked(text_len)?;
            rest = tail;
            Some(UnknownField {
                code: std::str::from_utf8(code).unwrap_or_default(),
                text: std::str::from_utf8(text).unwrap_or_default(),
            })
        })
    }

    /// The message's type; `None` when it isn't two letters or digits.
    #[must_use]
    pub fn known_type(&self) -> Option<MessageType> {
        MessageType::from_code(self.message_type.as_str())
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unknown")
            .field("header", &self.header)
            .field("message_type", &self.message_type)
            .field("count", &self.count)
            .field("fields", &self.fields().collect::<Vec<_>>())
            .finish()
    }
}

macro_rules! own {
    ($($record:ident)+) => {$(
        impl Sealed for $record {}

        impl TypedRecord for $record {
            const KIND: RecordKind = RecordKind::$record;

            fn header(&self) -> &RecordHeader {
                &self.header
            }
        }
    )+};
}

own! { Link Gap Unknown TradesMissing Staleness }
