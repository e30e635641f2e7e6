//! An engine's records for other processes of the same machine, over shared
//! memory ([iceoryx2](https://iceoryx.io)).
//!
//! Kiwoom allows one session an app key. One process runs the engine and has a
//! [`Publisher`]; any other process of the same user opens a [`Subscriber`] and
//! reads the records that it asked for, by type and item, where they lie. The
//! records are those of [`kiwoom_engine::record`], in the same layout and with
//! the engine's sequence numbers.
//!
//! ```no_run
//! # fn publish(mut feed: kiwoom_engine::Feed) -> Result<(), kiwoom_share::ShareError> {
//! // In the engine's process, on a thread of its own: until the feed ends.
//! let mut publisher = kiwoom_share::Publisher::new("desk")?;
//! publisher.publish_all(&mut feed);
//! # Ok(())
//! # }
//! ```
//!
//! ```no_run
//! # use kiwoom_engine::schema::MessageType;
//! # use kiwoom_share::{Filter, Subscriber};
//! # fn read() -> Result<(), Box<dyn std::error::Error>> {
//! // In any other process.
//! let filter = Filter::new().subscribe(MessageType::TRADE, ["005930"])?;
//! let mut subscriber = Subscriber::open("desk", &filter)?;
//! loop {
//!     subscriber.each(256, |record| println!("{record:?}"))?;
//!     subscriber.wait(None);
//! }
//! # }
//! ```
//!
//! What is promised:
//!
//! - **Who joins late gets the latest values first:** the newest record of each
//!   item and type, and what was last told of each connection, marked
//!   [`SNAPSHOT`](kiwoom_engine::record::RecordFlags::SNAPSHOT), then what comes,
//!   with nothing missing between.
//! - **A subscriber hurts nobody.** The publisher never waits for one. One that
//!   is too slow loses its own oldest records, and is told by a
//!   [`Gap`](kiwoom_engine::record::Gap) in their place: `lost` is exact, of the
//!   records that it asked for. One that was killed is forgotten within seconds,
//!   with the memory that it held.
//! - **The publisher's end is told:** [`Ended`], after all that it had sent was
//!   read, says whether it stopped or died. Open another subscription then: a new
//!   publisher is a new engine, which counts anew.
//!
//! What it costs, and how it works: the package's README.

mod error;
mod keeper;
mod place;
mod publisher;
mod subscriber;

pub use error::{End, Ended, ShareError};
pub use kiwoom_wanted::{Filter, FilterError};
pub use publisher::{Publisher, Sizes};
pub use subscriber::{Subscriber, SubscriberCounts};
