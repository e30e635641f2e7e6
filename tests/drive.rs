//! The two ways to drive an engine.

use kiwoom_engine::{Builder, Engine, Feed};
use tokio::runtime::Runtime;

/// What drives the connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drive {
    /// A thread of the engine's own.
    Thread,
    /// A task of a tokio runtime.
    Task,
}

/// A running engine, with the runtime that it may need.
#[derive(Debug)]
pub struct Running {
    /// The engine.
    pub engine: Engine,
    /// Its strategies' feeds.
    pub feeds: Vec<Feed>,
    _runtime: Option<Runtime>,
}

impl Drive {
    /// Starts an engine.
    ///
    /// # Panics
    /// When it can't be started.
    #[must_use]
    pub fn start(self, builder: Builder) -> Running {
        let (runtime, started) = match self {
            Self::Thread => (None, builder.start()),
            Self::Task => {
                let mut runtime = tokio::runtime::Builder::new_multi_thread();
                let runtime = runtime.worker_threads(1).enable_all().build().unwrap();
                let started = runtime.block_on(builder.start_tokio());
                (Some(runtime), started)
            }
        };
        let (engine, feeds) = started.unwrap();
        Running {
            engine,
            feeds,
            _runtime: runtime,
        }
    }
}
