//! A low-latency market-data engine for Kiwoom Securities' real-time WebSocket.

pub mod decode;
mod engine;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
pub mod record;
mod ring;
mod routing;
pub mod schema;
mod session;
mod time;
mod transport;
pub mod values;
mod wire;

pub use engine::{
    Builder, Closed, Control, ControlError, Endpoint, EndpointError, Engine, EngineError, Feed,
    IoMode, Snapshot, StartError, Strategy,
};
pub use ring::{CapacityError, CloseReason, FeedCounts, Wait};
pub use session::{
    Key, KeyError, LinkEvent, LinkLoss, OpenStep, Rejection, ReturnCode, ServerText, SessionError,
    SessionSettings, SessionStats, SettingsError, SystemCode, Token, TokenError,
};
pub use time::{Mono, UnixNanos};
pub use transport::clock;
