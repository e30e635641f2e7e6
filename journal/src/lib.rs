//! A journal of what the connections received: written beside the feed, read
//! for replay.
//!
//! - [`Recorder`] takes entries from threads that must not wait, through a ring,
//!   and writes them on a thread of its own. [`Writer`] does the writing, for
//!   those that have their own thread and clock.
//! - [`Reader`] gives the entries of a folder or of a single segment one by one,
//!   without copying them, steps over damage and tells what it cost, and goes to
//!   a time or a sequence number; [`Range`] says from where to where.
//! - [`pack`] compresses a segment that is closed.
//!
//! A journal is a folder of segments, `YYYYMMDD-NNNNNNNN.kwj`, and `.kwj.zst`
//! once they are compressed. `FORMAT.md` beside this crate's manifest says what
//! every byte means.
//!
//! What the engine sends is never recorded, and so no token is: only what the
//! server sent, what happened to the connections, and what was subscribed. Orders
//! and balances are in there as the server sent them: a journal is as private as
//! the account.

#![forbid(unsafe_code)]

#[doc(hidden)]
pub mod bench_api;
mod blocks;
mod disk;
mod engine;
mod entry;
mod error;
mod folder;
mod format;
mod korea;
mod pack;
mod range;
mod reader;
mod recorder;
mod ring;
mod settings;
mod writer;

pub use disk::{Disk, Files, SegmentFile};
pub use engine::{JournalSource, JournalTap, Received, Stamped};
pub use entry::{Entry, Kind, MAX_PAYLOAD, NewEntry, Origin};
pub use error::JournalError;
pub use folder::{SegmentPath, segments};
pub use format::SegmentHeader;
pub use korea::{Clock, KoreanTime, Moment, midnight, trading_day};
pub use pack::pack;
pub use range::{NoPlace, Place, Range};
pub use reader::{Damage, DamageKind, Event, Losses, Progress, Reader};
pub use recorder::{Recorder, RecorderHandle, RecorderStats};
pub use ring::RecorderSink;
pub use settings::Settings;
pub use writer::{Writer, Written};
