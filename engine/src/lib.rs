//! A low-latency market-data engine for Kiwoom Securities' real-time WebSocket.

pub mod decode;
pub mod record;
mod ring;
pub mod schema;
mod time;
pub mod values;

pub use ring::{CapacityError, CloseReason, FeedCounts, Wait};
pub use time::{Mono, UnixNanos};
