//! What the I/O thread counts, for other threads to read.

use crate::decode::DecodeStats;
use crate::session::SessionStats;
use crate::watch::WatchStats;
use std::sync::{Mutex, PoisonError};

/// What the I/O thread has counted at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Snapshot {
    /// Whether everything that was asked for is registered.
    pub is_live: bool,
    /// Reads from the socket that brought something.
    pub reads: u64,
    /// Bytes that they brought: with TLS, ciphertext.
    pub bytes: u64,
    /// WebSocket messages of all kinds.
    pub messages: u64,
    /// Binary messages and unasked Pongs among them: the feed has none.
    pub ignored_messages: u64,
    /// Bytes that these held.
    pub ignored_bytes: u64,
    /// Elements that some strategy got, or lost.
    pub routed: u64,
    /// Elements that no strategy had asked for.
    pub unrouted: u64,
    /// What the decoder counted.
    pub decode: DecodeStats,
    /// What the session counted.
    pub session: SessionStats,
    /// What was found amiss in the data itself.
    pub watch: WatchStats,
}

/// Hands snapshots from the I/O thread to whoever looks.
///
/// The I/O thread never waits: when somebody reads at the very moment, it
/// publishes the next time.
#[derive(Debug, Default)]
pub(crate) struct Counters(Mutex<Snapshot>);

impl Counters {
    pub(crate) fn publish(&self, snapshot: &Snapshot) {
        if let Ok(mut shared) = self.0.try_lock() {
            *shared = *snapshot;
        }
    }

    /// The last one: waits for whoever reads, so that it isn't missed.
    pub(crate) fn publish_last(&self, snapshot: &Snapshot) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = *snapshot;
    }

    pub(crate) fn read(&self) -> Snapshot {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
