//! The world outside: sockets, TLS, clocks and cores.
//!
//! A [`Connection`] is one nonblocking WebSocket connection. It owns no loop
//! and starts no thread: whoever drives it waits for the socket (or spins on
//! it), gives each [`Stage`] its deadline, and decides what is sent.

mod connection;
mod error;
mod link;
mod outbox;
// The only unsafe code of the transport: system calls that neither std nor mio
// offers.
#[allow(unsafe_code)]
mod sys;
mod tls;
mod upgrade;

#[cfg(test)]
mod tests;

pub(crate) use connection::{Connection, ReadOutcome, RxStamp, Stage, Target};
pub(crate) use error::{LinkError, UpgradeFault};
pub(crate) use outbox::Outbox;
pub(crate) use sys::{now, pin_current_thread};
pub(crate) use tls::{TlsRoots, client_config};
