//! What waits for one subscriber, and the thread that sends it.

use crate::wire::{HEAD_BYTES, Head, said};
use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use zenoh::qos::{CongestionControl, Priority};
use zenoh::{Session, Wait as _};
use zerocopy::IntoBytes as _;

/// How often a subscriber is told the last number while nothing comes.
pub(crate) const HEARTBEAT: Duration = Duration::from_millis(250);

/// A message to a subscriber: its head, and the records behind it.
#[derive(Debug)]
pub(crate) struct Chunk {
    head: Head,
    /// Room for the head, then the records.
    bytes: Vec<u8>,
}

impl Chunk {
    pub(crate) fn new(head: Head) -> Self {
        let mut bytes = Vec::with_capacity(HEAD_BYTES + 1024);
        bytes.resize(HEAD_BYTES, 0);
        Self { head, bytes }
    }

    pub(crate) fn push(&mut self, record: &[u8]) {
        self.head.count += 1;
        self.bytes.extend_from_slice(record);
    }

    pub(crate) const fn len_bytes(&self) -> usize {
        self.bytes.len()
    }

    /// The message as it is sent.
    fn message(mut self) -> Vec<u8> {
        self.bytes[..HEAD_BYTES].copy_from_slice(self.head.as_bytes());
        self.bytes
    }
}

/// The queue of one subscriber. The thread that publishes puts into it, and never
/// waits: the lock is held for some moves of pointers. The thread that sends is the
/// only one that waits for the network.
#[derive(Debug)]
pub(crate) struct Outbox {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    chunks: VecDeque<Chunk>,
    /// Records in them.
    records: usize,
    /// What a message without records says.
    idle: Head,
    stop: Option<Stop>,
}

/// How it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// All that waits is sent, and that it was the last.
    Told,
    /// At once.
    Silent,
}

impl Shared {
    /// Nobody panics while they hold it; if so, what is in it is whole all the same.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Outbox {
    /// For the subscriber that listens at `key`. `idle` is said while nothing comes.
    ///
    /// # Errors
    /// When there can't be a thread.
    pub(crate) fn start(session: Session, key: String, idle: Head) -> io::Result<Self> {
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                chunks: VecDeque::new(),
                records: 0,
                idle,
                stop: None,
            }),
            changed: Condvar::new(),
        });
        let thread = thread::Builder::new().name("kiwoom-bridge".to_owned());
        let thread = thread.spawn({
            let shared = Arc::clone(&shared);
            move || send(&shared, &session, key)
        })?;
        Ok(Self {
            shared,
            thread: Some(thread),
        })
    }

    /// Queues these, and says from now on `idle` when there is nothing; where more than
    /// `most` records wait then, the oldest go.
    pub(crate) fn push(&self, chunks: impl IntoIterator<Item = Chunk>, idle: Head, most: usize) {
        let mut dropped = VecDeque::new();
        let mut state = self.shared.lock();
        state.idle = idle;
        for chunk in chunks {
            state.records += chunk.head.count as usize;
            state.chunks.push_back(chunk);
        }
        while state.records > most
            && let Some(chunk) = state.chunks.pop_front()
        {
            state.records -= chunk.head.count as usize;
            dropped.push_back(chunk);
        }
        drop(state);
        self.shared.changed.notify_one();
        // Given back only now, without the lock.
        drop(dropped);
    }

    /// Tells the thread to end, without waiting for it.
    pub(crate) fn stop(&self, stop: Stop) {
        self.shared.lock().stop = Some(stop);
        self.shared.changed.notify_one();
    }

    /// Waits until it has ended: for a subscriber that doesn't read, until Zenoh closes
    /// the connection.
    pub(crate) fn join(mut self) {
        if let Some(thread) = self.thread.take() {
            // Nobody is left to be told of a panic.
            _ = thread.join();
        }
    }
}

/// Sends what comes until it is told to stop.
fn send(shared: &Shared, session: &Session, key: String) {
    let declared = session
        .declare_publisher(key)
        // For this thread only: it may wait. A connection over which nothing can be
        // sent is closed after two seconds.
        .congestion_control(CongestionControl::Block)
        .priority(Priority::RealTime)
        .express(true)
        .wait();
    // Only a session that is closed doesn't allow it: then the end is near.
    let Ok(publisher) = declared else { return };
    let mut spoken = Instant::now();
    loop {
        let chunk = {
            let mut state = shared.lock();
            loop {
                if state.stop == Some(Stop::Silent) {
                    return;
                }
                if let Some(chunk) = state.chunks.pop_front() {
                    state.records -= chunk.head.count as usize;
                    break chunk;
                }
                if state.stop.is_some() {
                    let head = Head {
                        kind: said::STOPPED,
                        ..state.idle
                    };
                    drop(state);
                    _ = publisher.put(Chunk::new(head).message()).wait();
                    return;
                }
                let left = HEARTBEAT.saturating_sub(spoken.elapsed());
                if left.is_zero() {
                    break Chunk::new(state.idle);
                }
                let waited = shared.changed.wait_timeout(state, left);
                (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
            }
        };
        // What isn't sent is missing in the numbers, and so it is told.
        _ = publisher.put(chunk.message()).wait();
        spoken = Instant::now();
    }
}
