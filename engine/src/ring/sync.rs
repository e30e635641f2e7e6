//! The atomics and thread calls of the parking protocol, so that loom can
//! stand in for them: `RUSTFLAGS="--cfg loom" cargo test -p kiwoom-engine --lib loom`.

#![allow(unexpected_cfgs, reason = "loom is named on the command line only")]

#[cfg(all(test, loom))]
pub(crate) use loom::{
    sync::Mutex,
    sync::atomic::{AtomicBool, Ordering, fence},
    thread::{Thread, current},
};
#[cfg(not(all(test, loom)))]
pub(crate) use std::{
    sync::Mutex,
    sync::atomic::{AtomicBool, Ordering, fence},
    thread::{Thread, current},
};

use std::time::Duration;

/// Sleeps until the thread is unparked, or for `longest`. Loom has no time:
/// there it sleeps until it is unparked, and finds what is never woken.
pub(crate) fn park(longest: Duration) {
    #[cfg(not(all(test, loom)))]
    std::thread::park_timeout(longest);
    #[cfg(all(test, loom))]
    {
        let _ = longest;
        loom::thread::park();
    }
}
