//! An engine's records for other machines, over [Zenoh](https://zenoh.io).
//!
//! Kiwoom allows one session an app key. One process runs the engine and has a
//! [`Publisher`]; any other machine opens a [`Subscriber`] and reads the records that it
//! asked for, by type and item. The records are those of [`kiwoom_engine::record`], in
//! the same layout and with the engine's sequence numbers. For other processes of the
//! same machine `kiwoom-share` is quicker, and reads the same way.
//!
//! ```no_run
//! # fn publish(mut feed: kiwoom_engine::Feed) -> Result<(), kiwoom_bridge::BridgeError> {
//! use kiwoom_bridge::{Publisher, Settings};
//!
//! // In the engine's process, on a thread of its own: until the feed ends.
//! let mut publisher = Publisher::with("desk", &Settings::at("tcp/10.0.0.1:7447"))?;
//! publisher.publish_all(&mut feed);
//! # Ok(())
//! # }
//! ```
//!
//! ```no_run
//! # use kiwoom_engine::schema::MessageType;
//! # fn read() -> Result<(), Box<dyn std::error::Error>> {
//! use kiwoom_bridge::{Filter, Settings, Subscriber};
//!
//! // On any other machine.
//! let filter = Filter::new().subscribe(MessageType::TRADE, ["005930"])?;
//! let settings = Settings::at("tcp/10.0.0.1:7447");
//! let mut subscriber = Subscriber::with("desk", &filter, &settings)?;
//! loop {
//!     if let Err(ended) = subscriber.each(256, |record| println!("{record:?}")) {
//!         // It comes again by itself; what is known until then is old.
//!         eprintln!("{ended}");
//!     }
//!     subscriber.wait(None);
//! }
//! # }
//! ```
//!
//! What is promised:
//!
//! - **Who joins late, or again, gets the latest values first:** the newest record of
//!   each item and type, and what was last told of each connection, marked
//!   [`SNAPSHOT`](kiwoom_engine::record::RecordFlags::SNAPSHOT), then what comes, with
//!   nothing missing or doubled between.
//! - **A subscriber or a network hurts nobody.** The publisher never waits for one. A
//!   subscriber that is too slow, or too far away, loses its own oldest records, and is
//!   told by a [`Gap`](kiwoom_engine::record::Gap) in their place: `lost` is exact, of
//!   the records that it asked for, through outages of the network, too.
//! - **Silence is told:** [`Ended`] says whether the publisher stopped, wasn't heard of
//!   for two seconds, or is another one now. The subscriber looks for it, and joins
//!   again, by itself.
//! - **Other versions never meet:** where the layout of the records differs, it is an
//!   error that says so.
//!
//! How it works, what it costs, and how to have TLS: the package's README.

mod error;
mod inbox;
mod outbox;
mod publisher;
mod settings;
mod subscriber;
mod wire;

pub use error::{BridgeError, End, Ended};
pub use kiwoom_wanted::{Filter, FilterError};
pub use publisher::{Publisher, PublisherCounts};
pub use settings::Settings;
pub use subscriber::{Subscriber, SubscriberCounts};
