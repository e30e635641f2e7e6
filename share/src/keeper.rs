//! Cleans up after processes that were killed.

use crate::place::Place;
use std::io;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How often it looks.
const EVERY: Duration = Duration::from_secs(1);

/// Looks for dead participants of a share, and gives back what they held. On a
/// thread of its own: it takes system calls that a publisher has no time for.
pub(crate) struct Keeper {
    /// None once its end was asked for.
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Keeper {
    /// # Errors
    /// When there can't be a thread.
    pub(crate) fn start(place: Place) -> io::Result<Self> {
        let (stop, stopped) = mpsc::channel();
        let thread = thread::Builder::new().name("kiwoom-share".to_owned());
        let thread = thread.spawn(move || {
            while stopped.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                place.clean();
            }
        })?;
        let running = Some((stop, thread));
        Ok(Self { running })
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.running.take() {
            drop(stop);
            // Nobody is left to be told of a panic.
            _ = thread.join();
        }
    }
}
