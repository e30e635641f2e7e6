//! What the engine and its feeds have counted, as C sees it.

#![expect(unsafe_code, reason = "writes where C wants it")]

use crate::status::{Failure, KW_NULL};
use engine::{FeedCounts, Snapshot};

/// What the engine has counted at one moment, over all connections. Later versions
/// may have more at the end.
#[repr(C)]
pub struct kw_snapshot {
    /// 1 when everything that was asked for is registered, else 0.
    pub is_live: u64,
    /// Reads from the sockets that brought something.
    pub reads: u64,
    /// Bytes that they brought: with TLS, ciphertext.
    pub bytes: u64,
    /// WebSocket messages of all kinds.
    pub messages: u64,
    /// Elements that some strategy got, or lost.
    pub routed: u64,
    /// Elements that no strategy had asked for.
    pub unrouted: u64,
    /// Frames of market data that were decoded.
    pub frames: u64,
    /// Frames that were refused.
    pub frame_errors: u64,
    /// Elements in the frames that were decoded.
    pub elements: u64,
    /// Codes that the tables lack.
    pub unknown_fields: u64,
    /// Values that their field can't hold.
    pub not_representable: u64,
    /// Connects.
    pub connects: u64,
    /// Logins that the server took.
    pub logins: u64,
    /// PINGs that were answered.
    pub pings: u64,
    /// Shares that were traded and of which the server told nothing.
    pub shares_missing: u64,
}

impl From<Snapshot> for kw_snapshot {
    fn from(it: Snapshot) -> Self {
        Self {
            is_live: u64::from(it.is_live),
            reads: it.reads,
            bytes: it.bytes,
            messages: it.messages,
            routed: it.routed,
            unrouted: it.unrouted,
            frames: it.decode.frames,
            frame_errors: it.decode.errors,
            elements: it.decode.elements,
            unknown_fields: it.decode.unknown_fields,
            not_representable: it.decode.not_representable,
            connects: it.session.connects,
            logins: it.session.logins,
            pings: it.session.pings,
            shares_missing: it.watch.shares_missing,
        }
    }
}

/// What was counted of a feed. Later versions may have more at the end.
#[repr(C)]
pub struct kw_feed_counts {
    /// Records handed over to this strategy.
    pub written: u64,
    /// Records that the strategy has read.
    pub delivered: u64,
    /// Records dropped because there was no room: told by kw_gap records.
    pub lost: u64,
    /// Gaps told so far.
    pub gaps: u64,
    /// Critical records that had to wait: the strategy is far too slow.
    pub spilled: u64,
    /// Records that a newer one of the same item took the place of.
    pub conflated: u64,
    /// For how long the I/O thread has waited for this strategy, in nanoseconds.
    pub blocked_ns: u64,
}

impl From<FeedCounts> for kw_feed_counts {
    fn from(it: FeedCounts) -> Self {
        Self {
            written: it.written,
            delivered: it.delivered,
            lost: it.lost,
            gaps: it.gaps,
            spilled: it.spilled,
            conflated: it.conflated,
            blocked_ns: it.blocked_ns,
        }
    }
}

/// Writes as much of a value as the caller's header knows of, and zeros where it
/// knows of more.
///
/// # Safety
/// `out` is null, or valid for writing so many bytes.
pub(crate) unsafe fn put_sized<T>(out: *mut T, bytes: usize, value: T) -> Result<(), Failure> {
    if out.is_null() {
        return Err(Failure::new(KW_NULL, "the place for the result is null"));
    }
    let known = bytes.min(size_of::<T>());
    // SAFETY: valid for so many bytes; the value has at least as many as are
    // copied, and isn't there already.
    unsafe {
        out.cast::<u8>().write_bytes(0, bytes);
        std::ptr::from_ref(&value)
            .cast::<u8>()
            .copy_to_nonoverlapping(out.cast(), known);
    }
    Ok(())
}
