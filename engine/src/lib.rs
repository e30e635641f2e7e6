//! A low-latency market-data engine for Kiwoom Securities' real-time WebSocket.

pub mod decode;
pub mod record;
pub mod schema;
mod time;
pub mod values;

pub use time::{Mono, UnixNanos};
