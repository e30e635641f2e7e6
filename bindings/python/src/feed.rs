//! A strategy's feed: waiting without the GIL, copying once a batch.

use crate::bell::Bell;
use crate::journal::Playing;
use crate::taken::{Given, Taken};
use crate::{Closed, error};
use pyo3::prelude::*;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, TryLockError};
use std::task::Context;
use std::time::{Duration, Instant};

/// The longest wait between two looks at whether Python has a signal to handle,
/// such as that of Ctrl-C.
const LOOK: Duration = Duration::from_millis(50);

/// Waits by this, without the GIL, for at most so many nanoseconds; looks in between
/// whether Python has a signal to handle. Tells whether there is what is waited for.
pub(crate) fn patiently(
    py: Python<'_>,
    timeout_ns: Option<u64>,
    mut wait: impl FnMut(Instant) -> PyResult<bool> + Send,
) -> PyResult<bool> {
    let deadline = timeout_ns.and_then(|it| Instant::now().checked_add(Duration::from_nanos(it)));
    loop {
        let look = Instant::now() + LOOK;
        let until = deadline.map_or(look, |deadline| deadline.min(look));
        let ready = py.detach(|| wait(until))?;
        if ready || deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            return Ok(ready);
        }
        py.check_signals()?;
    }
}

/// What one strategy reads.
#[pyclass(frozen, module = "kiwoom_engine._native")]
pub(crate) struct Feed {
    name: String,
    reading: Mutex<Reading>,
    bell: Bell,
}

/// A feed, and where a journal is played into it, that. It goes first: a replay that
/// waits for its reader can't end.
struct Reading {
    feed: Option<kiwoom_engine::Feed>,
    playing: Option<Playing>,
}

/// What is told of a feed that isn't there any more.
fn closed() -> PyErr {
    Closed::new_err("it was closed, or others read it now")
}

impl Feed {
    pub(crate) fn new(feed: kiwoom_engine::Feed, playing: Option<Playing>) -> Self {
        let name = feed.name().to_owned();
        let reading = Mutex::new(Reading {
            feed: Some(feed),
            playing,
        });
        Self {
            name,
            reading,
            bell: Bell::default(),
        }
    }

    /// The feed itself, for who reads it in place of Python.
    #[cfg(feature = "share")]
    pub(crate) fn give_away(&self) -> PyResult<kiwoom_engine::Feed> {
        let mut reading = self.lock()?;
        match reading.playing {
            None => reading.feed.take().ok_or_else(closed),
            Some(_) => Err(error("a replay can't be shared")),
        }
    }

    fn lock(&self) -> PyResult<MutexGuard<'_, Reading>> {
        match self.reading.try_lock() {
            Ok(feed) => Ok(feed),
            // A feed is whole between records.
            Err(TryLockError::Poisoned(feed)) => Ok(feed.into_inner()),
            Err(TryLockError::WouldBlock) => Err(error("another thread reads this feed")),
        }
    }
}

#[pymethods]
impl Feed {
    /// The strategy's name.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// Waits until there is something to read or the feed has ended, for at most so
    /// many nanoseconds; tells whether there is. Without the GIL.
    #[pyo3(signature = (timeout_ns=None))]
    fn wait(&self, py: Python<'_>, timeout_ns: Option<u64>) -> PyResult<bool> {
        patiently(py, timeout_ns, |until| match &mut self.lock()?.feed {
            Some(feed) => Ok(feed.wait(Some(until))),
            // It has ended.
            None => Ok(true),
        })
    }

    /// The records that are there, at most so many, without waiting: their kinds in
    /// their order, and each kind's bytes.
    fn take(&self, py: Python<'_>, most: usize) -> PyResult<Given> {
        let mut taken = Taken::default();
        py.detach(|| {
            let mut reading = self.lock()?;
            let Reading { feed, playing } = &mut *reading;
            let feed = feed.as_mut().ok_or_else(closed)?;
            let mut received = playing.as_mut().map(|it| &mut it.received);
            let read = feed.each(most, |record| taken.push(record, received.as_deref_mut()));
            match (read, playing) {
                (Ok(_), _) => Ok(()),
                // Why it ended is told once.
                (Err(closed), Some(playing)) => {
                    playing.join().and(Err(Closed::new_err(closed.to_string())))
                }
                (Err(closed), None) => Err(Closed::new_err(closed.to_string())),
            }
        })?;
        taken.give(py)
    }

    /// Ends a replay, and gives back what it holds: its feed is closed. Waits without
    /// the GIL until its thread has ended.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        py.detach(|| {
            let mut reading = self.lock()?;
            if reading.playing.is_some() {
                reading.feed = None;
                if let Some(playing) = &mut reading.playing {
                    playing.stop();
                }
            }
            Ok(())
        })
    }

    /// What of a journal was damaged where it is played: places and missing entries.
    /// Known when the replay has ended.
    fn losses(&self) -> PyResult<(u64, u64)> {
        let reading = self.lock()?;
        let losses = reading.playing.as_ref().map(|it| it.received.losses());
        Ok(losses.map_or((0, 0), |it| (it.places, it.entries)))
    }

    /// The descriptor that an event loop looks at.
    fn fileno(&self) -> PyResult<i32> {
        self.bell.fileno()
    }

    /// Whether there is something to read, or the feed has ended. If not, the
    /// descriptor becomes readable when there is.
    fn arm(&self) -> PyResult<bool> {
        self.bell.arm(|waker| match &mut self.lock()?.feed {
            Some(feed) => Ok(feed.poll_ready(&mut Context::from_waker(waker)).is_ready()),
            None => Ok(true),
        })
    }

    /// What was counted of this feed so far.
    fn counts(&self) -> PyResult<HashMap<&'static str, u64>> {
        let reading = self.lock()?;
        let counts = reading.feed.as_ref().ok_or_else(closed)?.counts();
        Ok(HashMap::from([
            ("written", counts.written),
            ("delivered", counts.delivered),
            ("lost", counts.lost),
            ("gaps", counts.gaps),
            ("spilled", counts.spilled),
            ("conflated", counts.conflated),
            ("blocked_ns", counts.blocked_ns),
        ]))
    }
}
