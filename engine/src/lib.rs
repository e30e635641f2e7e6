//! A low-latency market-data engine for the real-time WebSocket of Kiwoom
//! Securities (키움증권 REST API 실시간시세).
//!
//! One thread owns the socket: it receives into a padded buffer, frames and
//! parses there, and writes each message as a fixed-layout record into the
//! lock-free rings of the strategies that asked for it. A strategy reads its
//! records in place, on a thread of its own or on the I/O thread itself, through a
//! [`Handler`](record::Handler) or by matching on [`Record`](record::Record)s.
//!
//! What is promised, and its price:
//!
//! - After warm-up nothing is allocated, locked or logged on the path of a
//!   record, and no system call is made but the read, and the wake-up of a
//!   strategy that sleeps, once a batch. With TLS, rustls allocates (once for
//!   a TLS record with one message, up to three times for longer ones) and
//!   copies twice for each of its records.
//! - A strategy that is too slow loses its newest market data, and is told
//!   exactly how much and where ([`Gap`](record::Gap)); others lose nothing.
//!   Orders, balances and connection events are never dropped.
//! - What the server sends never panics and never blocks: a bad value costs its
//!   field, a bad frame the frame, and both are counted.
//! - One connection an account, any number of accounts: items are spread over
//!   their sessions, and strategies see one stream. A lost connection is made
//!   again, with all that was subscribed; [`Link`](record::Link) records tell of
//!   every outage and of its end. What an account held moves to the others when
//!   its session is over for good; the feeds end with the last of them.
//!
//! Where to begin: [`Engine::builder`]. To decode frames without a connection:
//! [`decode::Decoder`]. What there is to read: [`record`], and by Kiwoom's
//! codes and Korean names [`schema`].

pub mod decode;
mod engine;
#[cfg(any(test, feature = "fuzzing"))]
#[doc(hidden)]
pub mod fuzzing;
mod hub;
mod placement;
pub mod record;
mod ring;
mod routing;
pub mod schema;
mod session;
mod tap;
mod time;
pub mod tokens;
mod transport;
pub mod values;
mod watch;
mod wire;

pub use engine::{
    Account, Builder, Closed, ConnectionSnapshot, Control, ControlError, Endpoint, EndpointError,
    Engine, EngineError, Feed, IoMode, Pace, Replay, ReplayError, ReplayStats, Snapshot,
    StartError, Strategy, decoder_path,
};
pub use placement::NoRoom;
/// Doors for the benches; no part of the interface.
#[doc(hidden)]
pub mod bench_api {
    pub use crate::ring::bench_api::{Receiver, Sender, pair};
    pub use crate::routing::bench_api::Routes;
    pub use crate::wire::bench_api::Inbox;
}
pub use ring::{CapacityError, CloseReason, FeedCounts, Overflow, Wait};
pub use routing::TypeCounts;
pub use session::{
    AfterRefusal, FailureText, Key, KeyError, LinkEvent, LinkLoss, OnReplaced, OpenStep, Reconnect,
    Rejection, ReturnCode, ServerText, SessionError, SessionSettings, SessionStats, SettingsError,
    SystemCode, Token, TokenError, TokenFailure,
};
pub use tap::{RawFrame, Recorded, Source, Tap, TapTrouble};
pub use time::{Mono, UnixNanos};
pub use transport::{clock, pin_current_thread};
pub use watch::{StalenessError, StalenessLimits, WatchStats};
