//! The clock that all measure by, whatever process they are in, and processor
//! time.

use nix::sys::resource::{UsageWho, getrusage};
use nix::time::{ClockId, clock_gettime};

/// Nanoseconds of `CLOCK_MONOTONIC`: Python's `time.monotonic_ns`.
pub(crate) fn now() -> u64 {
    let time = clock_gettime(ClockId::CLOCK_MONOTONIC).expect("a clock");
    time.tv_sec() as u64 * 1_000_000_000 + time.tv_nsec() as u64
}

/// Nanoseconds of processor time that this process or thread has used.
pub(crate) fn processor(whose: UsageWho) -> u64 {
    let usage = getrusage(whose).expect("its usage");
    let micros = |time: nix::sys::time::TimeVal| time.tv_sec() * 1_000_000 + time.tv_usec();
    (micros(usage.user_time()) + micros(usage.system_time())) as u64 * 1_000
}
