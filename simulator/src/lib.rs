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
//! # Your own strategy against faults
//!
//! What is to go wrong, and when, is said by a [`Script`]: see [`fault`]. A test
//! starts the exchange on a free port, connects what it tests, and looks at what
//! that makes of it; [`Simulator::inject`] chooses the moment in the test.
//!
//! ```
//! use std::time::Duration;
//!
//! use kiwoom_engine::record::{Handler, Link, LinkEventKind, Trade};
//! use kiwoom_engine::{Endpoint, Engine, SessionSettings, Token};
//! use kiwoom_simulator::{Flush, Rate, Script, Simulator};
//!
//! /// Trusts its last price only while the link is as it should be.
//! #[derive(Default)]
//! struct Mine {
//!     price: Option<u32>,
//!     outages: u32,
//! }
//!
//! impl Handler for Mine {
//!     fn on_trade(&mut self, trade: &Trade) {
//!         self.price = trade.last.get();
//!     }
//!
//!     fn on_link(&mut self, link: &Link) {
//!         if link.event == LinkEventKind::DOWN {
//!             self.price = None;
//!             self.outages += 1;
//!         }
//!     }
//! }
//!
//! // The first session dies after ten frames; when the client is back, the
//! // exchange takes a while to answer, and says odd things.
//! let script: Script = "connection 1 on frame 10: reset
//!                       connection 2 on request 1: delay 20ms
//!                       connection 2 on frame 5: frame not-numbers"
//!     .parse()?;
//! let exchange = Simulator::builder()
//!     .rate(Rate::PerSecond(500.0))
//!     .flush(Flush::AtOnce)
//!     .script(script)
//!     .start()?;
//!
//! let mut settings = SessionSettings::default();
//! settings.backoff_base = Duration::from_millis(5);
//! let (engine, mut feeds) = Engine::builder(Endpoint::parse(&exchange.url())?)
//!     .token(Token::new("any".to_owned())?)
//!     .session(settings)
//!     .strategy("mine", |it| it.trades(["005930"]))
//!     .start()?;
//!
//! let mut mine = Mine::default();
//! while mine.outages == 0 || mine.price.is_none() {
//!     feeds[0].recv(&mut mine)?;
//! }
//! assert_eq!(mine.outages, 1);
//! assert_eq!(exchange.counters().connections.len(), 2);
//! engine.stop()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What is unknown
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
