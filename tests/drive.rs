//! The two ways to drive an engine.

use kiwoom_engine::{Builder, Engine, Feed, StartError};
use std::sync::OnceLock;
use tokio::runtime::Runtime;

/// What drives the connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drive {
    /// A thread of the engine's own.
    Thread,
    /// A task of a tokio runtime.
    Task,
}

impl Drive {
    /// Starts an engine: its task runs in a runtime that lasts as long as the
    /// process.
    ///
    /// # Errors
    /// As [`Builder::start`].
    pub fn start(self, builder: Builder) -> Result<(Engine, Vec<Feed>), StartError> {
        match self {
            Self::Thread => builder.start(),
            Self::Task => runtime().block_on(builder.start_tokio()),
        }
    }
}

/// Has a thread for each of a few tests: a strategy that is waited for holds
/// its own up.
fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        let mut runtime = tokio::runtime::Builder::new_multi_thread();
        runtime.worker_threads(4).enable_all().build().unwrap()
    })
}

/// Runs each of these functions as a test with each driver: as `thread::name`
/// and as `task::name`.
#[macro_export]
macro_rules! with_each_driver {
    ($($test:ident),+ $(,)?) => {
        mod thread {
            $(#[test]
            fn $test() {
                super::$test($crate::Drive::Thread);
            })+
        }

        mod task {
            $(#[test]
            fn $test() {
                super::$test($crate::Drive::Task);
            })+
        }
    };
}
