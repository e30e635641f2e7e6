//! What can be set about recording.

use std::time::Duration;

/// How a journal is written.
///
/// What was flushed survives the death of the process; what was synced survives
/// that of the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// A segment is closed before it would have more bytes. A single entry that
    /// is longer has a segment of its own.
    pub segment_bytes: u64,
    /// Entries are handed to the system once so many bytes have gathered...
    pub flush_bytes: usize,
    /// ... or once the oldest of them has waited for so long.
    pub flush_every: Duration,
    /// The system is told to put on the disk what it has once this much time
    /// has passed since something unsynced was flushed; `None`: only when a
    /// segment is closed.
    pub sync_every: Option<Duration>,
    /// ... or once so many bytes are unsynced.
    pub sync_bytes: Option<u64>,
    /// The level of zstd for closed segments, 1 to 22; `None` leaves them as
    /// they are. Only the [`Recorder`](crate::Recorder) compresses by itself, on
    /// another thread than the one that writes.
    pub compression: Option<i32>,
    /// The memory of one sink's ring, in bytes, which a thread empties every few
    /// milliseconds: an entry that is longer is lost. A small one stays in the
    /// producer's cache, so pushes are cheaper.
    pub ring_bytes: usize,
    /// What the disk may be behind, in bytes for each sink: memory besides the
    /// ring's. Entries are lost when both are full.
    pub backlog_bytes: usize,
}

impl Default for Settings {
    /// Segments of 256 MiB, compressed at level 3; flushed every 100 ms or 256
    /// KiB, synced every second; a ring of 1 MiB and 64 KiB,
    /// which holds the engine's longest message, and 16 MiB behind it.
    fn default() -> Self {
        Self {
            segment_bytes: 256 << 20,
            flush_bytes: 256 << 10,
            flush_every: Duration::from_millis(100),
            sync_every: Some(Duration::from_secs(1)),
            sync_bytes: None,
            compression: Some(3),
            ring_bytes: (1 << 20) + (64 << 10),
            backlog_bytes: 16 << 20,
        }
    }
}
