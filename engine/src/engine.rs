//! The engine: built, started, asked, stopped.

mod account;
mod builder;
mod control;
pub(crate) mod counters;
mod decoder;
mod endpoint;
mod error;
mod feed;
pub(crate) mod handlers;
mod metrics;
#[cfg(feature = "metrics")]
mod port;
mod replay;
mod strategy;

pub use account::Account;
pub use builder::Builder;
pub use control::Control;
pub use counters::{ConnectionSnapshot, Snapshot};
pub(crate) use decoder::decoder;
pub use decoder::decoder_path;
pub use endpoint::{Endpoint, EndpointError};
pub use error::{ControlError, EngineError, StartError};
pub use feed::{Closed, Feed};
pub use replay::{Pace, Replay, ReplayError, ReplayStats};
pub use strategy::Strategy;

use crate::ring::FeedCounts;
use crate::routing::TypeCounts;
use crate::schema::MessageType;
use crate::session::SessionError;
use metrics::Metrics;
use std::fmt;
use std::thread::JoinHandle;
use std::time::Duration;

/// How the I/O thread waits for bytes.
///
/// The choice is between latency and processor time; figures are medians on a
/// shared virtual machine with two processors, from the sending of a frame to
/// its being in the program's hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IoMode {
    /// Sleeps until the kernel wakes it: 40 to 70 µs, and next to no processor
    /// time.
    Block,
    /// Looks at the socket for `spin` after the last bytes, offering the
    /// processor to others between looks, then sleeps: within a burst as quick
    /// as busy polling, after a pause as slow as blocking.
    Hybrid {
        /// How long to look on after bytes came.
        spin: Duration,
    },
    /// Looks at the socket all the time: 10 to 15 µs, and a whole processor.
    /// Only where that processor is really the thread's own: on a busy machine
    /// its tail is worse than that of sleeping.
    BusyPoll,
}

/// Looks on for 200 µs after bytes came.
impl Default for IoMode {
    fn default() -> Self {
        Self::Hybrid {
            spin: Duration::from_micros(200),
        }
    }
}

/// A running engine: one I/O thread that feeds the strategies, or a task.
///
/// Dropping it stops the I/O thread, and waits for that; a task it only asks to
/// stop.
pub struct Engine {
    control: Control,
    metrics: Metrics,
    #[cfg(feature = "metrics")]
    port: Option<port::Port>,
    /// None once their end was asked for.
    running: Vec<Running>,
    strategies: handlers::Threads,
}

/// What drives the connections.
enum Running {
    Thread(JoinHandle<SessionError>),
    #[cfg(feature = "tokio")]
    Task {
        task: tokio::task::JoinHandle<()>,
        /// Its end, for whoever waits without a runtime. Where the task is
        /// dropped in the middle, nothing comes, and nothing can any more.
        told: crossbeam_channel::Receiver<End>,
    },
}

/// How what drives the connections has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// With the sessions, the last of them for this reason.
    Sessions(SessionError),
    Panicked,
    /// In the middle, with the runtime.
    #[cfg(feature = "tokio")]
    Abandoned,
}

impl Running {
    /// Waits for its end.
    fn join(self) -> End {
        match self {
            Self::Thread(thread) => thread.join().map_or(End::Panicked, End::Sessions),
            #[cfg(feature = "tokio")]
            Self::Task { told, .. } => told.recv().unwrap_or(End::Abandoned),
        }
    }
}

impl Engine {
    /// Begins to build an engine for this server.
    pub fn builder(endpoint: Endpoint) -> Builder {
        Builder::new(endpoint)
    }

    /// A handle for subscribing and stopping, for any thread.
    #[must_use]
    pub fn control(&self) -> Control {
        self.control.clone()
    }

    /// What the I/O thread has counted: about a millisecond old at most while
    /// data flows.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.metrics.published().whole
    }

    /// The same by connection, in the order of the accounts: what record
    /// headers call connection 0 comes first. Allocates.
    #[must_use]
    pub fn connections(&self) -> Vec<ConnectionSnapshot> {
        self.metrics.published().connections
    }

    /// The accounts' names, in their order.
    #[must_use]
    pub fn accounts(&self) -> &[String] {
        &self.metrics.accounts
    }

    /// What was counted of each message type that the tables have. Allocates.
    #[must_use]
    pub fn types(&self) -> Vec<(MessageType, TypeCounts)> {
        let counts = self.metrics.published().types;
        let types = crate::schema::MESSAGES.iter().map(|it| it.message_type);
        types.zip(counts).collect()
    }

    /// All that is counted, as text in Prometheus' exposition format: by
    /// connection (label `account`), by message type (`type`) and by strategy
    /// (`strategy`). Allocates.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_metrics(&self, out: &mut impl fmt::Write) -> fmt::Result {
        self.metrics.write(out)
    }

    /// Where the same is served, if [`Builder::metrics`] asked for that.
    #[cfg(feature = "metrics")]
    #[must_use]
    pub fn metrics_addr(&self) -> Option<std::net::SocketAddr> {
        self.port.as_ref().map(port::Port::addr)
    }

    /// What was counted of each strategy's feed, by name.
    pub fn feeds(&self) -> impl Iterator<Item = (&str, FeedCounts)> {
        self.metrics
            .monitors
            .iter()
            .map(|(name, monitors)| (name.as_str(), metrics::counts(monitors)))
    }

    /// Stops the engine, and waits for its thread. The feeds end when they are
    /// read empty.
    ///
    /// # Errors
    /// Why it had ended before, if it had: see [`Engine::join`].
    pub fn stop(self) -> Result<(), EngineError> {
        self.control.stop();
        self.join()
    }

    /// Waits until the sessions of all accounts have ended: because
    /// [`Control::stop`] was called, or because something went wrong that coming
    /// back can't mend.
    ///
    /// Blocks. An engine that is a task goes on only while its runtime does: on
    /// a runtime's only thread use `joined` instead.
    ///
    /// # Errors
    /// What went wrong, with the last of them.
    pub fn join(mut self) -> Result<(), EngineError> {
        let running = std::mem::take(&mut self.running);
        let ends = running.into_iter().map(Running::join).collect();
        self.strategies.join();
        ended(ends)
    }

    /// As [`join`](Self::join), for a program that lives in tokio: waits without
    /// blocking. An engine that has a thread of its own is waited for on one of
    /// the runtime's blocking threads.
    ///
    /// # Errors
    /// As [`join`](Self::join).
    #[cfg(feature = "tokio")]
    pub async fn joined(mut self) -> Result<(), EngineError> {
        let mut ends = Vec::new();
        for running in std::mem::take(&mut self.running) {
            ends.push(match running {
                Running::Task { task, told } => {
                    // However the task has ended, it has said by now what it had
                    // to say.
                    _ = task.await;
                    told.try_recv().unwrap_or(End::Abandoned)
                }
                thread => {
                    let joined = tokio::task::spawn_blocking(move || thread.join()).await;
                    // This runtime has ended meanwhile, if it is none.
                    joined.unwrap_or(End::Abandoned)
                }
            });
        }
        let mut strategies = std::mem::take(&mut self.strategies);
        // On one of the runtime's blocking threads; none is left if it has ended.
        _ = tokio::task::spawn_blocking(move || strategies.join()).await;
        ended(ends)
    }
}

/// How an engine's end is told whose threads, or task, ended in these ways.
fn ended(ends: Vec<End>) -> Result<(), EngineError> {
    let mut result = Ok(());
    let mut was_asked = false;
    for end in ends {
        match end {
            End::Panicked => return Err(EngineError::Panicked),
            #[cfg(feature = "tokio")]
            End::Abandoned => return Err(EngineError::Abandoned),
            End::Sessions(SessionError::StopRequested) => was_asked = true,
            End::Sessions(reason) => result = Err(EngineError::Session(Box::new(reason))),
        }
    }
    // Threads that ended before left the rest to the others.
    if was_asked { Ok(()) } else { result }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine")
            .field("snapshot", &self.snapshot())
            .field("feeds", &self.feeds().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.control.stop();
        for running in self.running.drain(..) {
            match running {
                Running::Thread(thread) => {
                    // Nobody is left to be told how it ended.
                    _ = thread.join();
                    self.strategies.join();
                }
                // It ends by itself: waiting might hold up the very thread that
                // it needs for that.
                #[cfg(feature = "tokio")]
                Running::Task { .. } => {}
            }
        }
    }
}
