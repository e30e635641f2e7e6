//! Fixed-layout records: what a strategy reads from its ring.
//!
//! Every record starts with a [`RecordHeader`] of 64 bytes and is a multiple of
//! 64 bytes long. Records are plain data: no pointer, no padding that isn't
//! written, no value that isn't valid. They are made once, in the ring, and
//! read there.
//!
//! A value that the message didn't carry is not zero: every value type has a
//! `NONE`, and its `get` gives an `Option`.

#[macro_use]
mod macros;
pub(crate) mod calendar;
mod clock;
pub(crate) mod fixed;
mod header;
mod json;
mod latest;
mod line;
mod notice;
mod own;
mod price;
mod reference;
mod text;

pub use clock::{Date, Flag, Time};
pub use fixed::{Amount, Change, Change64, Percent, Quantity, Quantity32, Ratio};
pub use header::{RecordFlags, RecordHeader, SymbolId, Venue};
pub use latest::Latest;
pub use line::{LINE_BYTES, Line};
pub use notice::{Staleness, StalenessEvent, TradesMissing};
pub use own::{Gap, Link, LinkEventKind, Unknown, UnknownField};
pub use price::{DirectedPercent, Direction, Price, Price64};
pub use reference::{RecordRef, TypedRecord};
pub use text::Text;

pub(crate) use latest::is_picture;
pub(crate) use text::{text_of, write_text};

use crate::schema::*;
use crate::values::*;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

include!(concat!(env!("OUT_DIR"), "/records.rs"));
include!(concat!(env!("OUT_DIR"), "/access.rs"));

/// Rises with every change of a record's layout.
///
/// For whoever keeps records beyond the life of a process, or shares them with
/// another one: never read records of another version.
pub const LAYOUT_VERSION: u32 = 1;

/// Why a field has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Missing {
    /// The message had none: blanks, an empty text, or no such code at all.
    Absent,
    /// The message had one that the field can't hold, or that makes no sense.
    NotRepresentable,
}

#[cfg(test)]
mod tests;
