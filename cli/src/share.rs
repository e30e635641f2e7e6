//! Publishing a strategy's records over shared memory, as the configuration says.

use kiwoom_config::Config;
use kiwoom_engine::record::RecordRef;
use std::io;
use std::time::Duration;

#[cfg(feature = "share")]
use kiwoom_share::{Publisher, Sizes};

/// What a program says that was built without it.
#[cfg(not(feature = "share"))]
pub(crate) const WITHOUT: &str = "this program was built without shared memory: build it with \
     `cargo build --release --features share`, which wants libclang (Debian: libclang1)";

/// Nobody: there are no publishers in a program that was built without them.
#[cfg(not(feature = "share"))]
enum Publisher {}

#[cfg(not(feature = "share"))]
impl Publisher {
    fn attend(&mut self) {
        match *self {}
    }

    fn publish(&mut self, _: RecordRef<'_>) {
        match *self {}
    }

    fn wake(&mut self) {
        match *self {}
    }
}

/// A strategy's publisher, or none where its records aren't shared. It belongs to
/// the thread that opened it.
pub(crate) struct Share(Option<Publisher>);

/// For how long a thread that publishes sleeps at most, before it looks for new
/// subscribers.
const LOOK_EVERY: Duration = Duration::from_millis(10);

impl Share {
    /// Opens what the strategy of this name is to be published as, if it is.
    ///
    /// # Errors
    /// When the name is taken, or the system doesn't allow it.
    #[cfg(feature = "share")]
    pub(crate) fn open(strategy: &str, wanted: Option<&kiwoom_config::Share>) -> io::Result<Self> {
        let Some(wanted) = wanted else {
            return Ok(Self(None));
        };
        let sizes = Sizes {
            records: wanted.records,
            subscribers: wanted.subscribers,
        };
        let opened = Publisher::with(&wanted.name, sizes).map_err(|error| {
            io::Error::other(format!("strategy {strategy:?} can't be shared: {error}"))
        })?;
        eprintln!("strategy {strategy:?} is published as {:?}", wanted.name);
        Ok(Self(Some(opened)))
    }

    /// Opens nothing: what would be to open is refused with the configuration.
    #[cfg(not(feature = "share"))]
    pub(crate) fn open(_: &str, wanted: Option<&kiwoom_config::Share>) -> io::Result<Self> {
        match wanted {
            None => Ok(Self(None)),
            Some(_) => Err(io::Error::other(WITHOUT)),
        }
    }

    /// Takes in new subscribers, and lets go of those that are gone: before each
    /// batch.
    pub(crate) fn attend(&mut self) {
        if let Some(publisher) = &mut self.0 {
            publisher.attend();
        }
    }

    pub(crate) fn publish(&mut self, record: RecordRef<'_>) {
        if let Some(publisher) = &mut self.0 {
            publisher.publish(record);
        }
    }

    /// Wakes the subscribers that something was sent to: after each batch.
    pub(crate) fn wake(&mut self) {
        if let Some(publisher) = &mut self.0 {
            publisher.wake();
        }
    }

    /// How soon [`attend`](Self::attend) is due while nothing comes.
    pub(crate) fn is_due_after(&self) -> Option<Duration> {
        self.0.as_ref().map(|_| LOOK_EVERY)
    }
}

/// Whether this program can do what the configuration says.
///
/// # Errors
/// That it can't, and how one is built that can.
pub(crate) fn is_possible(config: &Config) -> Result<(), String> {
    #[cfg(not(feature = "share"))]
    for (name, strategy) in config.strategies.iter() {
        if strategy.share.is_some() {
            return Err(format!("in strategies.{name}.share: {WITHOUT}"));
        }
    }
    _ = config;
    Ok(())
}
