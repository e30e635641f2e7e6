//! What the feed leaves out: trades that are missing, events that come twice,
//! items that fall silent.
//!
//! Cores without I/O, to be fed by the router: time comes in as an argument,
//! and state grows with subscriptions only, never with what the server sends.

mod hours;
mod interruptions;
mod limits;
mod silence;
mod stats;
mod volumes;

pub use limits::{StalenessError, StalenessLimits};
pub use stats::WatchStats;

pub(crate) use interruptions::Interruptions;
pub(crate) use silence::{Silence, Silences};
pub(crate) use volumes::{Missing, Trade, Volume};

/// What is to be watched.
#[derive(Clone, Debug)]
pub(crate) struct WatchSettings {
    /// Tell trades that are missing.
    pub(crate) missing_trades: bool,
    /// Drop the second record of one interruption.
    pub(crate) drop_duplicate_interruptions: bool,
    pub(crate) staleness: StalenessLimits,
}

impl Default for WatchSettings {
    fn default() -> Self {
        Self {
            missing_trades: true,
            drop_duplicate_interruptions: false,
            staleness: StalenessLimits::default(),
        }
    }
}
