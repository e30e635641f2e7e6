//! A strategy's feed: waiting without the GIL, copying once a batch.

use crate::buffer::Buffer;
use crate::journal::Playing;
use crate::{Closed, error};
use kiwoom_engine::record::RecordRef;
use kiwoom_journal::Received;
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
    reading: Mutex<Reading>,
    bell: Mutex<Option<Bell>>,
}

/// A feed, and where a journal is played into it, that. It goes first: a replay that
/// waits for its reader can't end.
struct Reading {
    feed: Option<kiwoom_engine::Feed>,
    playing: Option<Playing>,
}

/// What is told of a feed that isn't there any more.
fn closed() -> PyErr {
    Closed::new_err("the replay was closed")
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
    kinds: Vec<Kind>,
}

/// The records of one kind.
struct Kind {
    number: u8,
    words: Vec<u64>,
    /// When each was received, where a journal is played.
    received: Vec<u64>,
}

/// The same as Python gets it: of each kind its records, and when they were received.
type Given = (Vec<u8>, HashMap<u8, (Py<Buffer>, Option<Py<Buffer>>)>);

/// NumPy's "not a time", as its bits.
const NOT_A_TIME: u64 = 1 << 63;

impl Taken {
    fn push(&mut self, record: RecordRef<'_>, received: Option<&mut Received>) {
        let bytes = record.as_bytes();
        // The kind stands first in every header.
        let number = bytes[0];
        self.order.push(number);
        let at = self.kinds.iter().position(|it| it.number == number);
        let at = at.unwrap_or_else(|| {
            self.kinds.push(Kind {
                number,
                words: Vec::new(),
                received: Vec::new(),
            });
            self.kinds.len() - 1
        });
        let (words, _) = bytes.as_chunks::<8>();
        let words = words.iter().map(|word| u64::from_ne_bytes(*word));
        let kind = &mut self.kinds[at];
        kind.words.extend(words);
        if let Some(received) = received {
            let stamp = received.at(record.header());
            // Up to the year 2262, as NumPy's times go.
            let stamp = stamp.filter(|it| *it < NOT_A_TIME);
            kind.received.push(stamp.unwrap_or(NOT_A_TIME));
        }
    }
}

impl Feed {
    pub(crate) fn new(feed: kiwoom_engine::Feed, playing: Option<Playing>) -> Self {
        let name = feed.name().to_owned();
        let reading = Mutex::new(Reading {
            feed: Some(feed),
            playing,
        });
        let bell = Mutex::new(None);
        Self {
            name,
            reading,
            bell,
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
        let deadline =
            timeout_ns.and_then(|it| Instant::now().checked_add(Duration::from_nanos(it)));
        loop {
            let look = Instant::now() + LOOK;
            let until = deadline.map_or(look, |deadline| deadline.min(look));
            let ready = py.detach(|| match &mut self.lock()?.feed {
                Some(feed) => Ok::<_, PyErr>(feed.wait(Some(until))),
                // It has ended.
                None => Ok(true),
            })?;
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
        let mut kinds = HashMap::new();
        for kind in taken.kinds {
            let buffer = |words: Vec<u64>| Py::new(py, Buffer::new(words));
            let received = match kind.received.is_empty() {
                true => None,
                false => Some(buffer(kind.received)?),
            };
            kinds.insert(kind.number, (buffer(kind.words)?, received));
        }
        Ok((taken.order, kinds))
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
        let mut reading = self.lock()?;
        let Some(feed) = &mut reading.feed else {
            return Ok(true);
        };
        Ok(feed
            .poll_ready(&mut Context::from_waker(&bell.waker))
            .is_ready())
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
