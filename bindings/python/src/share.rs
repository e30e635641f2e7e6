//! Shared memory: what another process publishes, and what this one does.

use crate::bell::Bell;
use crate::builder::subscriptions;
use crate::engine::Engine;
use crate::feed::{Feed, patiently};
use crate::taken::{Given, Taken, kind_of, words_of};
use crate::{Closed, error, value};
use kiwoom_share::{
    End, Ended, Filter, Publisher, ShareError, Sizes, Subscriber, SubscriberCounts,
};
use pyo3::prelude::*;
use std::collections::{HashMap, VecDeque};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Words that wait here for Python: 4 MiB. While it is that far behind, nothing more
/// is taken out of shared memory, where the oldest records are lost, and told.
const MOST_WORDS: usize = 1 << 19;

/// How long the thread waits for records before it looks whether it is to end.
const LOOK: Duration = Duration::from_millis(50);

/// Records that are taken at a time.
const BATCH: usize = 256;

/// A subscription to what another process publishes.
///
/// It is read by a thread of its own, to which the subscription belongs, and which
/// never takes the GIL.
#[pyclass(frozen, module = "kiwoom_engine._native")]
pub(crate) struct Share {
    name: String,
    waiting: Arc<Waiting>,
    /// None once it was joined.
    thread: Mutex<Option<JoinHandle<()>>>,
    bell: Bell,
}

/// What the thread and Python share.
#[derive(Default)]
struct Waiting {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Each record's kind, and its length in words.
    records: VecDeque<(u8, usize)>,
    words: VecDeque<u64>,
    counts: SubscriberCounts,
    /// Once nothing comes any more.
    end: Option<Ended>,
    is_closed: bool,
    /// Who is to be woken by the next record.
    waker: Option<Waker>,
}

impl State {
    fn is_ready(&self) -> bool {
        !self.records.is_empty() || self.end.is_some() || self.is_closed
    }

    /// The end, once everything before it was read.
    fn seen_end(&self) -> Option<Ended> {
        self.end.filter(|_| self.records.is_empty())
    }
}

impl Waiting {
    fn lock(&self) -> MutexGuard<'_, State> {
        // It is whole between records.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells of a change.
    fn tell(&self, mut state: MutexGuard<'_, State>) {
        let waker = state.waker.take();
        drop(state);
        self.changed.notify_all();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Takes what comes until the end, or until it is closed.
    fn fill(&self, subscriber: &mut Subscriber) {
        loop {
            let full = |it: &mut State| it.words.len() >= MOST_WORDS && !it.is_closed;
            let state = self.changed.wait_while(self.lock(), full);
            let state = state.unwrap_or_else(PoisonError::into_inner);
            if state.is_closed {
                return;
            }
            drop(state);
            if !subscriber.wait(Some(Instant::now() + LOOK)) {
                continue;
            }
            let mut state = self.lock();
            let State { records, words, .. } = &mut *state;
            let read = subscriber.each(BATCH, |record| {
                let before = words.len();
                words.extend(words_of(record));
                records.push_back((kind_of(record), words.len() - before));
            });
            state.counts = subscriber.counts();
            state.end = read.err();
            let is_over = state.end.is_some();
            self.tell(state);
            if is_over {
                return;
            }
        }
    }
}

/// Whatever becomes of the thread, nobody waits for it in vain.
struct Over<'a>(&'a Waiting);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        if !state.is_closed {
            state.end.get_or_insert(Ended { end: End::Died });
        }
        self.0.tell(state);
    }
}

/// Opens a subscription on a thread of its own, and reads it there.
fn read(name: &str, filter: &Filter, opened: &Sender<Result<(), ShareError>>, waiting: &Waiting) {
    let _over = Over(waiting);
    match Subscriber::open(name, filter) {
        Err(refused) => _ = opened.send(Err(refused)),
        Ok(mut subscriber) => {
            _ = opened.send(Ok(()));
            waiting.fill(&mut subscriber);
        }
    }
}

/// What a thread says of the share that it opens.
fn opened(told: Result<Result<(), ShareError>, mpsc::RecvError>) -> PyResult<()> {
    match told {
        Ok(Ok(())) => Ok(()),
        Ok(Err(refused @ (ShareError::Name(_) | ShareError::Filter(_)))) => Err(value(refused)),
        Ok(Err(refused)) => Err(error(refused)),
        Err(_) => Err(error("its thread panicked")),
    }
}

#[pymethods]
impl Share {
    /// Subscribes to what is published under this name: to these types and items, or
    /// to everything.
    #[new]
    #[pyo3(signature = (name, wanted))]
    fn new(
        py: Python<'_>,
        name: String,
        wanted: Option<Vec<(String, Vec<String>)>>,
    ) -> PyResult<Self> {
        let mut filter = Filter::new();
        for (kind, items) in subscriptions(wanted.unwrap_or_default())? {
            filter = filter.subscribe(kind, items).map_err(value)?;
        }
        let waiting = Arc::<Waiting>::default();
        let fills = Arc::clone(&waiting);
        let of = name.clone();
        let thread = py.detach(|| {
            let (tells, told) = mpsc::channel();
            let builder = thread::Builder::new().name("kiwoom-share".to_owned());
            let thread = builder.spawn(move || read(&of, &filter, &tells, &fills))?;
            opened(told.recv())?;
            Ok::<_, PyErr>(thread)
        })?;
        Ok(Self {
            name,
            waiting,
            thread: Mutex::new(Some(thread)),
            bell: Bell::default(),
        })
    }

    /// The share's name.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// Waits until there is something to read or the subscription has ended, for at
    /// most so many nanoseconds; tells whether there is. Without the GIL.
    #[pyo3(signature = (timeout_ns=None))]
    fn wait(&self, py: Python<'_>, timeout_ns: Option<u64>) -> PyResult<bool> {
        patiently(py, timeout_ns, |until| {
            let mut state = self.waiting.lock();
            loop {
                let left = until.saturating_duration_since(Instant::now());
                if state.is_ready() || left.is_zero() {
                    return Ok(state.is_ready());
                }
                let waited = self.waiting.changed.wait_timeout(state, left);
                state = waited.unwrap_or_else(PoisonError::into_inner).0;
            }
        })
    }

    /// The records that are there, at most so many, without waiting: their kinds in
    /// their order, and each kind's bytes.
    fn take(&self, py: Python<'_>, most: usize) -> PyResult<Given> {
        let mut taken = Taken::default();
        py.detach(|| {
            let mut state = self.waiting.lock();
            if state.is_closed {
                return Err(Closed::new_err("the subscription was closed"));
            }
            if let Some(ended) = state.seen_end() {
                return Err(Closed::new_err(ended.to_string()));
            }
            let State { records, words, .. } = &mut *state;
            let count = records.len().min(most);
            for (kind, length) in records.drain(..count) {
                taken.add(kind, words.drain(..length));
            }
            drop(state);
            // There is room again.
            self.waiting.changed.notify_all();
            Ok(())
        })?;
        taken.give(py)
    }

    /// Ends the subscription, and gives back what it holds. Waits without the GIL
    /// until its thread has ended.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        py.detach(|| self.end());
        Ok(())
    }

    /// The descriptor that an event loop looks at.
    fn fileno(&self) -> PyResult<i32> {
        self.bell.fileno()
    }

    /// Whether there is something to read, or the subscription has ended. If not, the
    /// descriptor becomes readable when there is.
    fn arm(&self) -> PyResult<bool> {
        self.bell.arm(|waker| {
            let mut state = self.waiting.lock();
            if !state.is_ready() {
                state.waker = Some(waker.clone());
            }
            Ok(state.is_ready())
        })
    }

    /// How it has ended, once everything was read: `stopped` or `died`.
    #[getter]
    fn ended(&self) -> Option<&'static str> {
        self.waiting.lock().seen_end().map(|it| match it.end {
            End::Stopped => "stopped",
            _ => "died",
        })
    }

    /// What was counted of this subscription so far.
    fn counts(&self) -> HashMap<&'static str, u64> {
        let counts = self.waiting.lock().counts;
        HashMap::from([
            ("delivered", counts.delivered),
            ("lost", counts.lost),
            ("gaps", counts.gaps),
        ])
    }
}

impl Share {
    fn end(&self) {
        self.waiting.lock().is_closed = true;
        self.waiting.tell(self.waiting.lock());
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(thread) = thread {
            // A panic was told as the subscription's end.
            _ = thread.join();
        }
    }
}

/// The thread needs no GIL, and looks every 50 ms.
impl Drop for Share {
    fn drop(&mut self) {
        self.end();
    }
}

/// Publishes what a strategy reads, on a thread of its own, until the engine ends.
#[pyfunction]
pub(crate) fn publish(
    py: Python<'_>,
    engine: &Engine,
    feed: &Feed,
    name: String,
    records: usize,
    subscribers: usize,
) -> PyResult<()> {
    if !(2..=1_000_000).contains(&records) || !(1..=32).contains(&subscribers) {
        return Err(value("records are 2 to 1000000, and subscribers 1 to 32"));
    }
    let sizes = Sizes {
        records,
        subscribers,
    };
    py.detach(|| {
        let (tells, told) = mpsc::channel();
        let (give, given) = mpsc::channel::<kiwoom_engine::Feed>();
        let builder = thread::Builder::new().name("kiwoom-publish".to_owned());
        let thread = builder.spawn(move || match Publisher::with(&name, sizes) {
            Err(refused) => _ = tells.send(Err(refused)),
            Ok(mut publisher) => {
                _ = tells.send(Ok(()));
                // None where the feed is another's by now.
                if let Ok(mut feed) = given.recv() {
                    publisher.publish_all(&mut feed);
                }
            }
        })?;
        opened(told.recv())?;
        // The feed is Python's own as long as the name can't be had.
        let feed = feed.give_away()?;
        _ = give.send(feed);
        engine.publishes(thread);
        Ok(())
    })
}
