//! The world outside: sockets, TLS, clocks and cores.
//!
//! A [`Connection`] is one nonblocking WebSocket connection. It owns no loop
//! and starts no thread: whoever drives it waits for the socket (or spins on
//! it), gives each [`Stage`] its deadline, and decides what is sent.

mod connection;
mod driver;
mod error;
mod link;
mod outbox;
// The only unsafe code of the transport: system calls that neither std nor mio
// offers.
#[allow(unsafe_code)]
mod sys;
mod tls;
#[cfg(feature = "tokio")]
mod tokio_driver;
mod upgrade;

#[cfg(test)]
pub(crate) mod tests;

pub(crate) use connection::{Connection, ReadOutcome, RxStamp, Stage, Target};
pub(crate) use driver::{WAKER, run};
pub(crate) use error::{LinkError, UpgradeFault};
pub(crate) use outbox::Outbox;
pub use sys::pin_current_thread;
pub(crate) use tls::{TlsRoots, client_config};
#[cfg(feature = "tokio")]
pub(crate) use tokio_driver::run as run_task;

/// The clocks that records are stamped with.
pub mod clock {
    use crate::{Mono, UnixNanos};
    use std::time::{SystemTime, UNIX_EPOCH};

    /// Now, on the clock of [`RecordHeader::rx_mono`](crate::record::RecordHeader::rx_mono).
    ///
    /// Some 25 ns, without a system call.
    #[inline]
    #[must_use]
    pub fn mono() -> Mono {
        super::sys::now()
    }

    /// Now, on the clock of [`RecordHeader::rx_kernel`](crate::record::RecordHeader::rx_kernel).
    /// It may jump when the system's time is set.
    #[must_use]
    pub fn wall() -> UnixNanos {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        UnixNanos::new(u64::try_from(since.as_nanos()).unwrap_or(u64::MAX))
    }
}
