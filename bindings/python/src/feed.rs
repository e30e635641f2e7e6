//! A strategy's feed: waiting without the GIL, copying once a batch.

use crate::buffer::Buffer;
use crate::{Closed, error};
use kiwoom_engine::record::RecordRef;
use pyo3::prelude::*;
use std::collections::HashMap;
use std::io::{Read as _, Write as _};
use std::os::fd::AsRawFd as _;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};
use std::task::{Context, Wake, Waker};
use std::time::{Duration, Instant};

/// The longest wait between two looks at whether Python has a signal to handle,
/// such as that of Ctrl-C.
const LOOK: Duration = Duration::from_millis(50);

/// What one strategy reads.
#[pyclass(frozen, module = "kiwoom_engine._native")]
pub(crate) struct Feed {
    name: String,
    feed: Mutex<kiwoom_engine::Feed>,
    bell: Mutex<Option<Bell>>,
}

/// Wakes an event loop: a byte on a socket that it looks at, so that the engine's
/// thread never waits for the GIL.
struct Bell {
    ear: UnixStream,
    waker: Waker,
}

struct Ring(UnixStream);

impl Wake for Ring {
    fn wake(self: Arc<Self>) {
        // Where it is full, the loop will be woken anyway.
        _ = (&self.0).write(&[1]);
    }
}

impl Bell {
    fn new() -> std::io::Result<Self> {
        let (ear, ring) = UnixStream::pair()?;
        ear.set_nonblocking(true)?;
        ring.set_nonblocking(true)?;
        let waker = Waker::from(Arc::new(Ring(ring)));
        Ok(Self { ear, waker })
    }
}

/// Records of a batch: which kind came when, and each kind's bytes.
#[derive(Default)]
struct Taken {
    order: Vec<u8>,
    kinds: Vec<(u8, Vec<u64>)>,
}

/// The same as Python gets it.
type Given = (Vec<u8>, HashMap<u8, Py<Buffer>>);

impl Taken {
    fn push(&mut self, record: RecordRef<'_>) {
        let bytes = record.as_bytes();
        // The kind stands first in every header.
        let kind = bytes[0];
        self.order.push(kind);
        let at = self.kinds.iter().position(|(its, _)| *its == kind);
        let at = at.unwrap_or_else(|| {
            self.kinds.push((kind, Vec::new()));
            self.kinds.len() - 1
        });
        let (words, _) = bytes.as_chunks::<8>();
        let words = words.iter().map(|word| u64::from_ne_bytes(*word));
        self.kinds[at].1.extend(words);
    }
}

impl Feed {
    pub(crate) fn new(feed: kiwoom_engine::Feed) -> Self {
        Self {
            name: feed.name().to_owned(),
            feed: Mutex::new(feed),
            bell: Mutex::new(None),
        }
    }

    fn lock(&self) -> PyResult<MutexGuard<'_, kiwoom_engine::Feed>> {
        match self.feed.try_lock() {
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
        let deadline =
            timeout_ns.and_then(|it| Instant::now().checked_add(Duration::from_nanos(it)));
        loop {
            let look = Instant::now() + LOOK;
            let until = deadline.map_or(look, |deadline| deadline.min(look));
            let ready = py.detach(|| self.lock().map(|mut feed| feed.wait(Some(until))))?;
            if ready || deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return Ok(ready);
            }
            py.check_signals()?;
        }
    }

    /// The records that are there, at most so many, without waiting: their kinds in
    /// their order, and each kind's bytes.
    fn take(&self, py: Python<'_>, most: usize) -> PyResult<Given> {
        let mut taken = Taken::default();
        py.detach(|| {
            let read = self.lock()?.each(most, |record| taken.push(record));
            read.map_err(|closed| Closed::new_err(closed.to_string()))
        })?;
        let mut buffers = HashMap::new();
        for (kind, words) in taken.kinds {
            buffers.insert(kind, Py::new(py, Buffer::new(words))?);
        }
        Ok((taken.order, buffers))
    }

    /// The descriptor that an event loop looks at.
    fn fileno(&self) -> PyResult<i32> {
        let mut bell = self.bell.lock().map_err(error)?;
        if bell.is_none() {
            *bell = Some(Bell::new()?);
        }
        Ok(bell.as_ref().map_or(-1, |bell| bell.ear.as_raw_fd()))
    }

    /// Whether there is something to read, or the feed has ended. If not, the
    /// descriptor becomes readable when there is.
    fn arm(&self) -> PyResult<bool> {
        self.fileno()?;
        let bell = self.bell.lock().map_err(error)?;
        let Some(bell) = bell.as_ref() else {
            return Ok(true);
        };
        // What rang before doesn't matter any more. Nothing to read is no failure.
        while (&bell.ear).read(&mut [0; 64]).is_ok_and(|read| read > 0) {}
        let mut feed = self.lock()?;
        Ok(feed
            .poll_ready(&mut Context::from_waker(&bell.waker))
            .is_ready())
    }

    /// What was counted of this feed so far.
    fn counts(&self) -> PyResult<HashMap<&'static str, u64>> {
        let counts = self.lock()?.counts();
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
