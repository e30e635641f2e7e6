//! A low-latency market-data engine for Kiwoom Securities' real-time WebSocket.

pub mod record;
mod time;
#[cfg_attr(not(test), expect(dead_code, reason = "until a driver calls it"))]
#[expect(unused_imports, reason = "until a driver calls it")]
mod transport;
#[cfg_attr(not(test), expect(dead_code, reason = "until a driver calls it"))]
mod wire;

pub use time::{Mono, UnixNanos};
