//! A running engine.

use crate::feed::Feed;
use crate::{error, message_type, value};
use kiwoom_engine::{Control, ControlError};
use kiwoom_journal::RecorderHandle;
use pyo3::prelude::*;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

/// A running engine.
#[pyclass(frozen, module = "kiwoom_engine._native")]
pub(crate) struct Engine {
    control: Control,
    /// None once it was joined.
    running: Mutex<Option<kiwoom_engine::Engine>>,
    /// The journal that is written, if any. Dropped after the engine that it is of.
    recording: Mutex<Option<RecorderHandle>>,
    /// Those that nobody has taken yet.
    feeds: Mutex<Vec<kiwoom_engine::Feed>>,
    /// Threads that publish feeds: each ends with its feed.
    publishing: Mutex<Vec<JoinHandle<()>>>,
}

/// What a mutex holds: nothing that a panic could leave half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn refused(why: ControlError) -> PyErr {
    match why {
        ControlError::UnknownStrategy(_) | ControlError::Item(_) => value(why),
        why => error(why),
    }
}

impl Engine {
    pub(crate) fn new(
        engine: kiwoom_engine::Engine,
        feeds: Vec<kiwoom_engine::Feed>,
        recording: Option<RecorderHandle>,
    ) -> Self {
        Self {
            control: engine.control(),
            running: Mutex::new(Some(engine)),
            recording: Mutex::new(recording),
            feeds: Mutex::new(feeds),
            publishing: Mutex::default(),
        }
    }

    /// This thread publishes one of its feeds.
    #[cfg(feature = "share")]
    pub(crate) fn publishes(&self, thread: JoinHandle<()>) {
        lock(&self.publishing).push(thread);
    }

    /// Waits until everything was published, and subscribers were told of the end.
    fn published(&self) {
        let threads = std::mem::take(&mut *lock(&self.publishing));
        for thread in threads {
            // Subscribers were told of a panic as an end.
            _ = thread.join();
        }
    }
}

#[pymethods]
impl Engine {
    /// The strategies' feeds, in their order. Once.
    fn feeds(&self) -> Vec<Feed> {
        let feeds = std::mem::take(&mut *lock(&self.feeds));
        feeds.into_iter().map(|it| Feed::new(it, None)).collect()
    }

    fn subscribe(&self, strategy: &str, kind: &str, items: Vec<String>) -> PyResult<()> {
        let done = self.control.subscribe(strategy, message_type(kind)?, items);
        done.map_err(refused)
    }

    fn unsubscribe(&self, strategy: &str, kind: &str, items: Vec<String>) -> PyResult<()> {
        let done = self
            .control
            .unsubscribe(strategy, message_type(kind)?, items);
        done.map_err(refused)
    }

    /// What was counted; `None` once it was joined.
    fn snapshot(&self) -> Option<HashMap<&'static str, u64>> {
        let it = lock(&self.running).as_ref()?.snapshot();
        let recorded = lock(&self.recording).as_ref().map(RecorderHandle::stats);
        let recorded = recorded.unwrap_or_default();
        Some(HashMap::from([
            ("is_live", u64::from(it.is_live)),
            ("reads", it.reads),
            ("bytes", it.bytes),
            ("messages", it.messages),
            ("routed", it.routed),
            ("unrouted", it.unrouted),
            ("frames", it.decode.frames),
            ("frame_errors", it.decode.errors),
            ("elements", it.decode.elements),
            ("unknown_fields", it.decode.unknown_fields),
            ("not_representable", it.decode.not_representable),
            ("connects", it.session.connects),
            ("logins", it.session.logins),
            ("pings", it.session.pings),
            ("shares_missing", it.watch.shares_missing),
            ("recorded", recorded.entries),
            ("recording_lost", recorded.lost),
        ]))
    }

    fn stop(&self) {
        self.control.stop();
    }

    /// Waits without the GIL until the engine has ended, and what was recorded is on
    /// the disk.
    fn join(&self, py: Python<'_>) -> PyResult<()> {
        // Not held while it waits: others ask for snapshots, with the GIL.
        let running = lock(&self.running).take();
        py.detach(|| {
            let ended = running.map_or(Ok(()), kiwoom_engine::Engine::join);
            self.published();
            let recording = lock(&self.recording).take();
            let recorded = recording.map(|mut it| it.stop().map(drop).map_err(error));
            ended.map_err(error).and(recorded.unwrap_or(Ok(())))
        })
    }
}

/// This waits for the threads: none of them needs the GIL.
impl Drop for Engine {
    fn drop(&mut self) {
        self.control.stop();
        drop(lock(&self.running).take());
        self.published();
    }
}
