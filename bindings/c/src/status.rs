//! How a call went, and the words for it.

#![expect(unsafe_code, reason = "exported to C")]

use std::any::Any;
use std::cell::RefCell;
use std::ffi::{CString, c_char};
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// How a call went. kw_last_error() has the words. There may be others in later
/// versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub enum kw_status {
    /// It was done.
    KW_OK = 0,
    /// The time is over, and there is nothing to read.
    KW_TIMEOUT = 1,
    /// The feed has ended, and everything in it was read.
    KW_CLOSED = 2,
    /// A pointer is null that mustn't be.
    KW_NULL = -1,
    /// A value can't be: the text isn't UTF-8, the code is none, the number is out
    /// of range.
    KW_VALUE = -2,
    /// No strategy has this name, or it was taken before.
    KW_UNKNOWN = -3,
    /// The engine can't be started.
    KW_START = -4,
    /// The feed is in use: by another thread, or by this one, from within a
    /// callback. Or too many commands wait: try again in a moment.
    KW_BUSY = -5,
    /// More items than the accounts take. None was taken.
    KW_NO_ROOM = -6,
    /// The engine has stopped, or kw_engine_join() was called before.
    KW_STOPPED = -7,
    /// The engine ended because something went wrong that coming back can't mend.
    KW_ENDED = -8,
    /// A bug of this library: please report it.
    KW_PANIC = -9,
}

pub(crate) use kw_status::*;

/// Why a call failed.
pub(crate) struct Failure {
    status: kw_status,
    text: String,
}

impl Failure {
    pub(crate) fn new(status: kw_status, text: impl fmt::Display) -> Self {
        Self {
            status,
            text: text.to_string(),
        }
    }
}

thread_local! {
    static LAST: RefCell<CString> = RefCell::default();
}

/// Does it, and gives what C is told. No panic passes.
pub(crate) fn call(it: impl FnOnce() -> Result<kw_status, Failure>) -> kw_status {
    let result = catch_unwind(AssertUnwindSafe(it)).unwrap_or_else(panicked);
    result.unwrap_or_else(|Failure { status, text }| {
        // A text that C can't hold is cut where it can't.
        let text = text.split('\0').next().unwrap_or_default();
        LAST.with_borrow_mut(|last| *last = CString::new(text).unwrap_or_default());
        status
    })
}

/// What it says isn't passed on: nobody knows what is in it.
fn panicked(payload: Box<dyn Any + Send>) -> Result<kw_status, Failure> {
    // Its destructor might panic, too.
    std::mem::forget(payload);
    let text = "a bug of this library: please report it";
    Err(Failure::new(KW_PANIC, text))
}

/// What went wrong in the last call on this thread that gave a negative status:
/// English, for people. Empty when none did. Stays readable until the next call
/// on this thread that fails, or the thread's end. Never null; never free it.
#[unsafe(no_mangle)]
pub extern "C" fn kw_last_error() -> *const c_char {
    LAST.with_borrow(|last| last.as_ptr())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ffi::CStr;

    fn last() -> String {
        // SAFETY: the text stays until the next failure on this thread.
        let text = unsafe { CStr::from_ptr(kw_last_error()) };
        text.to_str().unwrap().to_owned()
    }

    #[test]
    fn panics_stay_inside_and_are_told() {
        struct Nasty;
        impl Drop for Nasty {
            fn drop(&mut self) {
                panic!("again");
            }
        }
        let status = call(|| std::panic::panic_any(Nasty));
        assert_eq!(status, KW_PANIC);
        assert!(last().contains("please report it"), "{}", last());
    }

    #[test]
    fn each_thread_has_its_own_words() {
        let failing = |text: &str| call(|| Err(Failure::new(KW_VALUE, text)));
        assert_eq!(failing("mine\0cut"), KW_VALUE);
        std::thread::spawn(move || {
            assert_eq!(last(), "");
            assert_eq!(failing("another's"), KW_VALUE);
        })
        .join()
        .unwrap();
        assert_eq!(last(), "mine");
        assert_eq!(call(|| Ok(KW_OK)), KW_OK);
        assert_eq!(last(), "mine", "what went well says nothing");
    }
}
