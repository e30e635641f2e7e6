//! A low-latency market-data engine for Kiwoom Securities' real-time WebSocket.

pub mod record;
mod ring;
mod time;

#[doc(hidden)]
pub use ring::bench_api;
pub use ring::{CapacityError, CloseReason, FeedCounts, Wait};
pub use time::{Mono, UnixNanos};
