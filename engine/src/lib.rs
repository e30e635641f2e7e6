//! A low-latency market-data engine for Kiwoom Securities' real-time WebSocket.

pub mod record;
mod time;
#[cfg_attr(
    not(test),
    expect(
        dead_code,
        unused_imports,
        reason = "until the engine's driver calls it"
    )
)]
mod wire;

pub use time::{Mono, UnixNanos};
