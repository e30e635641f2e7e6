//! A low-latency market-data engine for Kiwoom Securities' real-time WebSocket.

pub mod record;
#[cfg_attr(
    not(test),
    expect(dead_code, reason = "its driver comes with the transport")
)]
pub mod session;
mod time;

pub use time::{Mono, UnixNanos};
