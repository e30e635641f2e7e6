//! A strategy's feed.

#![expect(unsafe_code, reason = "exported to C")]

use crate::counters::{kw_feed_counts, put_sized};
use crate::pointer::{put, shared, take};
use crate::status::{Failure, KW_BUSY, KW_CLOSED, KW_NULL, KW_OK, KW_TIMEOUT, call, kw_status};
use engine::{Closed, Feed};
use std::ffi::c_void;
use std::sync::{Mutex, MutexGuard, TryLockError};
use std::time::{Duration, Instant};

/// What one strategy reads, in the engine's one order of events. From
/// kw_engine_take_feed(). Belongs to one thread at a time, and may be moved to any;
/// a call while another is in it gives KW_BUSY.
pub struct kw_feed(Mutex<Feed>);

/// The header of any record: its layout is that of kiwoom_records.h.
#[repr(C)]
pub struct kw_record_header {
    _opaque: [u8; 0],
}

/// What a strategy does with a record: `record` points to its header, and with it
/// to the whole record of `bytes` bytes, in the ring: it must not be used after the
/// return, nor be written to. `user` is what was given with the callback. Returns
/// whether to go on: after `false` the rest stays for the next call. Must not call
/// functions of the same feed (they give KW_BUSY), and must not throw, longjmp or
/// end the thread.
pub type kw_record_fn = Option<
    unsafe extern "C" fn(record: *const kw_record_header, bytes: usize, user: *mut c_void) -> bool,
>;

/// For kw_feed_wait(): as long as it takes.
pub const KW_FOREVER: u64 = u64::MAX;

impl kw_feed {
    pub(crate) fn new(feed: Feed) -> Self {
        Self(Mutex::new(feed))
    }

    fn lock(&self) -> Result<MutexGuard<'_, Feed>, Failure> {
        match self.0.try_lock() {
            Ok(feed) => Ok(feed),
            // A feed is whole between records.
            Err(TryLockError::Poisoned(feed)) => Ok(feed.into_inner()),
            Err(TryLockError::WouldBlock) => Err(Failure::new(
                KW_BUSY,
                "the feed is in use, by another thread or by the callback's own",
            )),
        }
    }
}

/// How many records were handed out before there was none left, the limit was
/// reached, or the callback had enough.
///
/// # Safety
/// The callback keeps to what the header asks of it.
unsafe fn hand_out(
    feed: &mut Feed,
    limit: usize,
    callback: kw_record_fn,
    user: *mut c_void,
) -> Result<Result<usize, Closed>, Failure> {
    let callback = callback.ok_or_else(|| Failure::new(KW_NULL, "the callback is null"))?;
    let mut count = 0;
    let mut goes_on = true;
    while goes_on && count < limit {
        let one = feed.each(1, |record| {
            let bytes = record.as_bytes();
            // SAFETY: the record lies there until the return, its header first.
            goes_on = unsafe { callback(bytes.as_ptr().cast(), bytes.len(), user) };
        });
        match one {
            Ok(0) => break,
            Ok(read) => count += read,
            // Told the next time, when there is nothing else to tell.
            Err(_) if count > 0 => break,
            Err(closed) => return Ok(Err(closed)),
        }
    }
    Ok(Ok(count))
}

/// Hands up to `limit` of the records that are there to `callback`, without
/// waiting, and writes how many to `count`, which may be null.
///
/// Gives KW_CLOSED when the feed has ended and all was read; kw_last_error() isn't
/// touched by that.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_feed_poll(
    feed: *const kw_feed,
    limit: usize,
    callback: kw_record_fn,
    user: *mut c_void,
    count: *mut usize,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let mut feed = unsafe { shared(feed, "the feed") }?.lock()?;
        // SAFETY: the header asks for it.
        unsafe { tell(hand_out(&mut feed, limit, callback, user)?, count) }
    })
}

/// As kw_feed_poll(), but blocks until there is at least one record, or the feed
/// has ended. A `limit` of 0 counts as 1.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_feed_recv(
    feed: *const kw_feed,
    limit: usize,
    callback: kw_record_fn,
    user: *mut c_void,
    count: *mut usize,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let mut feed = unsafe { shared(feed, "the feed") }?.lock()?;
        loop {
            // SAFETY: the header asks for it.
            let read = unsafe { hand_out(&mut feed, limit.max(1), callback, user) }?;
            if read != Ok(0) {
                // SAFETY: the header asks for it.
                return unsafe { tell(read, count) };
            }
            feed.wait(None);
        }
    })
}

/// # Safety
/// `count` is null, or valid for writing.
unsafe fn tell(read: Result<usize, Closed>, count: *mut usize) -> Result<kw_status, Failure> {
    if !count.is_null() {
        // SAFETY: as this function's.
        unsafe { put(count, read.unwrap_or(0)) }?;
    }
    Ok(read.map_or(KW_CLOSED, |_| KW_OK))
}

/// Blocks until there is something to read or the feed has ended (KW_OK), or until
/// so many nanoseconds have passed (KW_TIMEOUT); KW_FOREVER for as long as it
/// takes. Waits as kw_builder_wait() said.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_feed_wait(feed: *const kw_feed, timeout_ns: u64) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let mut feed = unsafe { shared(feed, "the feed") }?.lock()?;
        let deadline = match timeout_ns {
            KW_FOREVER => None,
            // What the clock can't say doesn't come.
            nanos => Instant::now().checked_add(Duration::from_nanos(nanos)),
        };
        Ok(if feed.wait(deadline) {
            KW_OK
        } else {
            KW_TIMEOUT
        })
    })
}

/// What was counted of this feed so far. `bytes` is sizeof(kw_feed_counts), as with
/// kw_engine_snapshot().
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_feed_get_counts(
    feed: *const kw_feed,
    out: *mut kw_feed_counts,
    bytes: usize,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let feed = unsafe { shared(feed, "the feed") }?.lock()?;
        // SAFETY: the header asks for it.
        unsafe { put_sized(out, bytes, kw_feed_counts::from(feed.counts())) }.map(|()| KW_OK)
    })
}

/// Ends the strategy's part; the engine goes on for the others. Null is nothing to
/// free. Never from within a callback of this feed, nor while another thread is in
/// it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_feed_free(feed: *mut kw_feed) {
    _ = call(|| {
        // SAFETY: the header asks for it.
        drop(unsafe { take(feed) });
        Ok(KW_OK)
    });
}
