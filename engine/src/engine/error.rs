//! What can go wrong with an engine, by moment.

use crate::NoRoom;
use crate::ring::CapacityError;
use crate::session::{KeyError, SessionError, SettingsError};
use std::{fmt, io};

/// Why an engine didn't start. Nothing runs.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// No token and no account was given.
    NoToken,
    /// More than 65,535 accounts were added.
    TooManyAccounts,
    /// Two accounts have this name.
    SameAccount(String),
    /// The strategies want more items than the accounts take.
    NoRoom(NoRoom),
    /// No strategy was added: nobody would read.
    NoStrategy,
    /// More than 64 strategies were added.
    TooManyStrategies,
    /// Two strategies have this name.
    SameName(String),
    /// A strategy asked for an item that can't be one.
    Subscription {
        /// The strategy.
        name: String,
        /// What is wrong.
        error: KeyError,
    },
    /// A strategy's ring can't have the size asked for.
    Capacity {
        /// The strategy.
        name: String,
        /// What is wrong.
        error: CapacityError,
    },
    /// This strategy asked for [`Overflow::Block`](crate::Overflow::Block).
    Blocks(String),
    /// This strategy runs on the I/O thread, and there are several.
    InlineThreads(String),
    /// A setting of the session can't work.
    Settings(SettingsError),
    /// The host's name couldn't be looked up.
    Resolve {
        /// The host.
        host: String,
        /// What the system said.
        error: io::Error,
    },
    /// The token would travel in clear to another machine: this URL.
    Plaintext(String),
    /// The root certificates can't be used.
    Tls(String),
    /// The I/O thread couldn't be pinned.
    Pin {
        /// The processor asked for.
        core: usize,
        /// What the system said.
        error: io::Error,
    },
    /// Figures can't be served at this address.
    #[cfg(feature = "metrics")]
    Metrics {
        /// The address asked for.
        address: String,
        /// What the system said, or that it isn't one of this machine's.
        error: io::Error,
    },
    /// There are fewer taps than I/O threads.
    TooFewTaps {
        /// Taps that were given.
        taps: usize,
        /// I/O threads that need one each.
        threads: usize,
    },
    /// The system refused a thread or a poll.
    System(io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoToken => f.write_str("a token is needed: call `token` or `account`"),
            Self::TooManyAccounts => f.write_str("an engine takes at most 65535 accounts"),
            Self::SameAccount(name) => write!(f, "two accounts are called {name:?}: rename one"),
            Self::NoRoom(error) => error.fmt(f),
            Self::NoStrategy => f.write_str("a strategy is needed: call `strategy`"),
            Self::TooManyStrategies => f.write_str("an engine serves at most 64 strategies"),
            Self::SameName(name) => write!(f, "two strategies are called {name:?}: rename one"),
            Self::Subscription { name, error } => write!(f, "strategy {name:?}: {error}"),
            Self::Capacity { name, error } => write!(f, "strategy {name:?}: {error}"),
            Self::Blocks(name) => write!(
                f,
                "strategy {name:?} would hold up the I/O thread for as long as it likes, and the \
                 exchange would close the connection: use `Overflow::BlockFor`"
            ),
            Self::InlineThreads(name) => write!(
                f,
                "strategy {name:?} runs on the I/O thread, and there are several: leave \
                 `io_threads` or `inline` out"
            ),
            Self::Settings(error) => error.fmt(f),
            Self::Resolve { host, error } => write!(
                f,
                "{host} can't be looked up ({error}): check the name and the network"
            ),
            Self::Plaintext(url) => write!(
                f,
                "{url} leads to another machine without TLS, and a token never travels in clear: \
                 use wss://"
            ),
            Self::Tls(what) => f.write_str(what),
            Self::Pin { core, error } => write!(
                f,
                "the I/O thread can't be pinned to processor {core} ({error}): choose one that \
                 this process may use, or leave `pin_io` out"
            ),
            #[cfg(feature = "metrics")]
            Self::Metrics { address, error } => write!(
                f,
                "metrics can't be served at {address:?} ({error}): use a free port of this \
                 machine, such as 127.0.0.1:9464"
            ),
            Self::TooFewTaps { taps, threads } => write!(
                f,
                "{threads} I/O threads need a tap each, and there are {taps}"
            ),
            Self::System(error) => write!(f, "the system refused a thread or a poll: {error}"),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Subscription { error, .. } => Some(error),
            Self::Capacity { error, .. } => Some(error),
            Self::Settings(error) => Some(error),
            Self::NoRoom(error) => Some(error),
            Self::Resolve { error, .. } | Self::Pin { error, .. } | Self::System(error) => {
                Some(error)
            }
            _ => None,
        }
    }
}

/// Why a command wasn't taken.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ControlError {
    /// No strategy has this name.
    UnknownStrategy(String),
    /// An item can't be one.
    Item(KeyError),
    /// More items than the accounts take. None was taken.
    NoRoom(NoRoom),
    /// Too many commands wait: try again in a moment.
    Busy,
    /// The engine has stopped.
    Stopped,
}

impl fmt::Display for ControlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownStrategy(name) => write!(f, "no strategy is called {name:?}"),
            Self::Item(error) => error.fmt(f),
            Self::NoRoom(error) => error.fmt(f),
            Self::Busy => f.write_str("too many commands wait: try again in a moment"),
            Self::Stopped => f.write_str("the engine has stopped"),
        }
    }
}

impl std::error::Error for ControlError {}

/// Why an engine ended.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EngineError {
    /// The session ended, and not because it was asked to.
    Session(Box<SessionError>),
    /// The I/O thread panicked: a bug of this library, please report it.
    Panicked,
    /// The engine was a task, and its tokio runtime ended while it ran. No
    /// session was closed; the feeds end with
    /// [`CloseReason::Abandoned`](crate::CloseReason::Abandoned).
    #[cfg(feature = "tokio")]
    Abandoned,
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Session(reason) => reason.fmt(f),
            Self::Panicked => {
                f.write_str("the I/O thread panicked: a bug of this library, please report it")
            }
            #[cfg(feature = "tokio")]
            Self::Abandoned => f.write_str(
                "the tokio runtime ended while the engine ran: stop the engine before, or keep \
                 the runtime",
            ),
        }
    }
}

impl std::error::Error for EngineError {}
