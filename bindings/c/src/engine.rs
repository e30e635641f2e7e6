//! A running engine.

#![expect(unsafe_code, reason = "exported to C")]

use crate::counters::{kw_snapshot, put_sized};
use crate::feed::kw_feed;
use crate::pointer::{give, shared, take, text, texts};
use crate::status::{
    Failure, KW_BUSY, KW_ENDED, KW_NO_ROOM, KW_OK, KW_STOPPED, KW_UNKNOWN, KW_VALUE, call,
    kw_status,
};
use crate::strategy::message_type;
use engine::schema::MessageType;
use engine::{Control, ControlError, Engine, Feed};
use std::ffi::c_char;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A running engine. From kw_builder_start(); its functions may be called from any
/// thread, several at a time.
pub struct kw_engine {
    control: Control,
    /// None once it was joined.
    running: Mutex<Option<Engine>>,
    /// Those that nobody has taken yet.
    feeds: Mutex<Vec<Feed>>,
}

impl kw_engine {
    pub(crate) fn new(engine: Engine, feeds: Vec<Feed>) -> Self {
        Self {
            control: engine.control(),
            running: Mutex::new(Some(engine)),
            feeds: Mutex::new(feeds),
        }
    }
}

/// What a mutex holds. A panic amid its use left nothing half done: all that is
/// done with it is taking something out.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn refused(error: &ControlError) -> Failure {
    let status = match error {
        ControlError::UnknownStrategy(_) => KW_UNKNOWN,
        ControlError::NoRoom(_) => KW_NO_ROOM,
        ControlError::Busy => KW_BUSY,
        ControlError::Stopped => KW_STOPPED,
        _ => KW_VALUE,
    };
    Failure::new(status, error)
}

/// Takes a strategy's feed. It is the caller's from then on, and must be given to
/// kw_feed_free() at some time, before or after the engine's end. Can be taken
/// once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_engine_take_feed(
    engine: *const kw_engine,
    strategy: *const c_char,
    out: *mut *mut kw_feed,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let (engine, name) =
            unsafe { (shared(engine, "the engine")?, text(strategy, "the name")?) };
        let feed = || {
            let mut feeds = lock(&engine.feeds);
            let at = feeds.iter().position(|feed| feed.name() == name);
            let at = at.ok_or_else(|| {
                let text = format!("no feed is called {name:?}, or it was taken before");
                Failure::new(KW_UNKNOWN, text)
            })?;
            Ok(kw_feed::new(feeds.remove(at)))
        };
        // SAFETY: the header asks for it.
        unsafe { give(out, feed) }
    })
}

/// A strategy wants a message type of these items, too. Returns at once; what the
/// server refuses is told in the feeds. Unless it gives KW_OK, none was taken.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_engine_subscribe(
    engine: *const kw_engine,
    strategy: *const c_char,
    type_code: *const c_char,
    items: *const *const c_char,
    count: usize,
) -> kw_status {
    // SAFETY: the header asks for it.
    unsafe {
        change(
            engine,
            strategy,
            type_code,
            (items, count),
            Control::subscribe,
        )
    }
}

/// A strategy doesn't want a message type of these items any more. Returns at
/// once; records that are on their way still come.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_engine_unsubscribe(
    engine: *const kw_engine,
    strategy: *const c_char,
    type_code: *const c_char,
    items: *const *const c_char,
    count: usize,
) -> kw_status {
    // SAFETY: the header asks for it.
    unsafe {
        change(
            engine,
            strategy,
            type_code,
            (items, count),
            Control::unsubscribe,
        )
    }
}

/// What the engine has counted: about a millisecond old at most while data flows.
/// `bytes` is sizeof(kw_snapshot): a later library, with more in it, writes no
/// more than that. Gives KW_STOPPED once kw_engine_join() was called: ask before.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_engine_snapshot(
    engine: *const kw_engine,
    out: *mut kw_snapshot,
    bytes: usize,
) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let engine = unsafe { shared(engine, "the engine") }?;
        let running = lock(&engine.running);
        let snapshot = running.as_ref().ok_or_else(joined)?.snapshot();
        // SAFETY: the header asks for it.
        unsafe { put_sized(out, bytes, kw_snapshot::from(snapshot)) }.map(|()| KW_OK)
    })
}

/// Stops the engine. Returns at once; the feeds end when they are read empty.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_engine_stop(engine: *const kw_engine) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        unsafe { shared(engine, "the engine") }?.control.stop();
        Ok(KW_OK)
    })
}

/// Blocks until the sessions of all accounts have ended: because kw_engine_stop()
/// was called (KW_OK), or because something went wrong that coming back can't mend
/// (KW_ENDED, and kw_last_error() tells what). Once only.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_engine_join(engine: *const kw_engine) -> kw_status {
    call(|| {
        // SAFETY: the header asks for it.
        let engine = unsafe { shared(engine, "the engine") }?;
        let running = lock(&engine.running).take().ok_or_else(joined)?;
        let ended = |error| Failure::new(KW_ENDED, error);
        running.join().map(|()| KW_OK).map_err(ended)
    })
}

/// Stops the engine if it runs, blocks until its threads have ended, and frees it
/// with the feeds that weren't taken. Null is nothing to free. No other function
/// may be using it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kw_engine_free(engine: *mut kw_engine) {
    _ = call(|| {
        // SAFETY: the header asks for it.
        drop(unsafe { take(engine) });
        Ok(KW_OK)
    });
}

/// Changes what a strategy wants, one way or the other.
///
/// # Safety
/// As the two functions that call it.
unsafe fn change<'a>(
    engine: *const kw_engine,
    strategy: *const c_char,
    type_code: *const c_char,
    (items, count): (*const *const c_char, usize),
    how: impl FnOnce(&Control, &str, MessageType, Vec<&'a str>) -> Result<(), ControlError>,
) -> kw_status {
    call(|| {
        // SAFETY: as this function's.
        let (engine, name) =
            unsafe { (shared(engine, "the engine")?, text(strategy, "the name")?) };
        // SAFETY: as this function's.
        let of = message_type(unsafe { text(type_code, "the type's code") }?)?;
        // SAFETY: as this function's.
        let items = unsafe { texts(items, count, "an item") }?;
        let done = how(&engine.control, name, of, items);
        done.map(|()| KW_OK).map_err(|error| refused(&error))
    })
}

fn joined() -> Failure {
    Failure::new(KW_STOPPED, "the engine was joined before")
}
