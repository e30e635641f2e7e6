//! A low-latency market-data engine for Kiwoom Securities' real-time WebSocket.

pub mod record;
mod time;

pub use time::{Mono, UnixNanos};
