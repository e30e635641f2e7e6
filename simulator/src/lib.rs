//! A stand-in for Kiwoom's real-time WebSocket server, for tests, benches and
//! demonstrations.
//!
//! [`Simulator`] serves any WebSocket client, plain or TLS, as the live service
//! does as far as that is known: LOGIN, PING, REG and REMOVE with their limits
//! and refusals, condition searches, and REAL pushes of every type from a
//! seeded market. [`Market`] makes the same frames without a socket.
//!
//! ```
//! use kiwoom_simulator::{Flush, Rate, Simulator};
//!
//! let simulator = Simulator::builder()
//!     .seed(7)
//!     .rate(Rate::PerSecond(1_000.0))
//!     .flush(Flush::AtOnce)
//!     .limit(5_000)
//!     .start()?;
//! println!("connect to {}", simulator.url());
//! assert_eq!(simulator.stop().frames(), 0);
//! # Ok::<(), kiwoom_simulator::StartError>(())
//! ```
//!
//! What is to go wrong, and when, is said by a [`Script`]: see [`fault`].
//!
//! What the live service does in some corners is unknown. There the simulator
//! does the plainest thing: it doesn't answer a `trnm` that it doesn't know;
//! an item in two groups takes two places; a missing `grp_no` or `data` is
//! answered like a missing `trnm`.

mod counters;
mod desk;
mod element;
pub mod fault;
mod frame;
mod kind;
mod layout;
mod market;
mod price;
mod replay;
mod rng;
mod rules;
mod server;
mod subscriptions;
mod universe;
mod write;

pub use counters::{ConnectionCounters, Counters};
pub use desk::Ending;
pub use fault::{Fault, Impossible, Script, ScriptError, When, Wrong};
pub use market::{Flush, Market};
pub use replay::{Pace, Replay, ReplayError};
pub use rules::{Rules, SecondSession, Symbols, Tokens};
pub use server::{Builder, Rate, Simulator, StartError};
pub use subscriptions::Subscriptions;
