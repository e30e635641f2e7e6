//! What has come for a subscriber, and what it says to its publisher.
//!
//! One of Zenoh's threads puts messages in, the subscriber's own takes them out, and a
//! third one sees to it that the publisher is asked, and asked again.

use crate::End;
use crate::settings::Settings;
use crate::wire::{AskHead, HEAD_BYTES, Head, LONGEST_CHUNK, asked, said, words};
use kiwoom_engine::record::{LAYOUT_VERSION, RecordRef};
use kiwoom_wanted::Word;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use zerocopy::IntoBytes as _;

/// How often a subscriber says that it is alive.
const ALIVE_EVERY: Duration = Duration::from_millis(500);

/// How soon it asks again when there is no answer: twice as long each time, up to the
/// second.
const ASK_AGAIN: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(1));

/// How often it is looked what there is to be said.
pub(crate) const LOOK_EVERY: Duration = Duration::from_millis(50);

/// A message with records, checked.
#[derive(Debug)]
pub(crate) struct Chunk {
    pub(crate) head: Head,
    words: Vec<Word>,
    /// Where the next record stands, in bytes.
    at: usize,
}

impl Chunk {
    /// The message in these bytes from the network: `None` for what isn't one that this
    /// version's publishers send. Of a message for another layout only the head is read.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let words = words(bytes, LONGEST_CHUNK)?;
        let (head, mut rest) = Head::read(&words)?;
        if head.layout == LAYOUT_VERSION {
            for _ in 0..head.count {
                let record = RecordRef::from_bytes(rest)?;
                // Of a known kind, and as long as those are.
                record.typed()?;
                rest = rest.get(record.as_bytes().len()..)?;
            }
            if !rest.is_empty() {
                return None;
            }
        }
        Some(Self {
            head,
            words,
            at: HEAD_BYTES,
        })
    }

    /// The next of its records.
    pub(crate) fn next(&mut self) -> Option<RecordRef<'_>> {
        let rest = self.words.as_bytes().get(self.at..)?;
        let record = RecordRef::from_bytes(rest)?;
        self.at += record.as_bytes().len();
        Some(record)
    }

    /// Whether all its records were read.
    pub(crate) fn is_read(&self) -> bool {
        self.at >= self.words.as_bytes().len()
    }

    /// Leaves its records out.
    fn clear(&mut self) {
        self.head.count = 0;
        self.words.clear();
        self.at = 0;
    }
}

/// What is to be read next.
#[derive(Debug)]
pub(crate) enum Item {
    Chunk(Chunk),
    End(End),
}

impl Item {
    fn weight(&self) -> usize {
        match self {
            Self::Chunk(chunk) => (chunk.head.count as usize).max(1),
            Self::End(_) => 1,
        }
    }
}

/// Shared by the three threads.
#[derive(Debug)]
pub(crate) struct Inbox {
    state: Mutex<State>,
    changed: Condvar,
    most: usize,
    lost_after: Duration,
}

#[derive(Debug)]
struct State {
    items: VecDeque<Item>,
    /// Records in them, and one for what has none.
    weight: usize,
    /// Whom it listens to.
    publisher: u64,
    stream: u64,
    /// Number of the last record that came, or was told of.
    last: u64,
    generation: u64,
    asking: Option<Asking>,
    /// Of the latest values that are coming: the asking that they answer, and how many
    /// came.
    snapshot: (u64, u32),
    /// How often all the latest values had come.
    joins: u64,
    heard: Instant,
    spoken: Option<Instant>,
    /// The end of this stream was told.
    is_down: bool,
    refused: Option<End>,
    garbage: u64,
    is_closed: bool,
}

/// The latest values are asked for.
#[derive(Clone, Copy, Debug)]
struct Asking {
    /// Answers to this asking and later ones count.
    since: u64,
    again: Instant,
    pause: Duration,
}

/// What is to be said now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Say {
    /// The wishes follow.
    Ask(AskHead),
    Alive(AskHead),
    Nothing,
    /// The subscriber is gone.
    Leave(AskHead),
}

impl Inbox {
    pub(crate) fn new(settings: &Settings, now: Instant) -> Self {
        let mut state = State {
            items: VecDeque::new(),
            weight: 0,
            publisher: 0,
            stream: 0,
            last: 0,
            generation: 0,
            asking: None,
            snapshot: (0, 0),
            joins: 0,
            heard: now,
            spoken: None,
            // Nothing is lost yet.
            is_down: true,
            refused: None,
            garbage: 0,
            is_closed: false,
        };
        state.ask(now);
        Self {
            state: Mutex::new(state),
            changed: Condvar::new(),
            most: settings.records,
            lost_after: settings.lost_after,
        }
    }

    /// Nobody panics while they hold it; if so, what is in it is whole all the same.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes in what came from the network.
    pub(crate) fn hear(&self, bytes: &[u8], now: Instant) {
        let chunk = Chunk::read(bytes);
        let mut state = self.lock();
        match chunk {
            Some(chunk) => state.hear(chunk, now),
            None => state.garbage += 1,
        }
        state.shorten(self.most, now);
        drop(state);
        self.changed.notify_all();
    }

    /// What is to be said to the publisher now, by the subscriber with this ticket.
    pub(crate) fn say(&self, ticket: u64, now: Instant) -> Say {
        let mut state = self.lock();
        if state.is_closed {
            return Say::Leave(AskHead::new(asked::LEAVE, ticket, state.generation));
        }
        if !state.is_down && now.saturating_duration_since(state.heard) >= self.lost_after {
            state.end(End::Lost, now);
            self.changed.notify_all();
        }
        if let Some(asking) = state.asking {
            if now < asking.again {
                return Say::Nothing;
            }
            state.generation += 1;
            state.asking = Some(Asking {
                again: now + asking.pause,
                pause: (asking.pause * 2).min(ASK_AGAIN.1),
                ..asking
            });
            return Say::Ask(AskHead::new(asked::RECORDS, ticket, state.generation));
        }
        let is_due = |it: Instant| now.saturating_duration_since(it) >= ALIVE_EVERY;
        if state.spoken.is_some_and(|it| !is_due(it)) {
            return Say::Nothing;
        }
        state.spoken = Some(now);
        Say::Alive(AskHead::new(asked::ALIVE, ticket, state.generation))
    }

    /// The next of what has come.
    pub(crate) fn take(&self) -> Option<Item> {
        let mut state = self.lock();
        let item = state.items.pop_front()?;
        state.weight -= item.weight();
        Some(item)
    }

    /// Waits until there is something to take, or until the deadline; tells whether
    /// there is.
    pub(crate) fn wait(&self, deadline: Option<Instant>) -> bool {
        self.wait_until(deadline, |state| !state.items.is_empty())
    }

    /// Waits until it has been joined, or refused, or until the deadline.
    ///
    /// # Errors
    /// The refusal; none inside of it when there was no answer.
    pub(crate) fn wait_joined(&self, deadline: Instant) -> Result<(), Option<End>> {
        self.wait_until(Some(deadline), |it| it.joins > 0 || it.refused.is_some());
        let state = self.lock();
        match state.joins {
            0 => Err(state.refused),
            _ => Ok(()),
        }
    }

    fn wait_until(&self, deadline: Option<Instant>, holds: impl Fn(&State) -> bool) -> bool {
        let mut state = self.lock();
        while !holds(&state) {
            state = match deadline {
                None => self
                    .changed
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner),
                Some(deadline) => {
                    let left = deadline.saturating_duration_since(Instant::now());
                    if left.is_zero() {
                        return false;
                    }
                    let waited = self.changed.wait_timeout(state, left);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
        true
    }

    /// How often all the latest values had come, and messages that were none.
    pub(crate) fn counts(&self) -> (u64, u64) {
        let state = self.lock();
        (state.joins, state.garbage)
    }

    /// Whether the publisher is heard, and all the latest values have come.
    pub(crate) fn is_joined(&self) -> bool {
        let state = self.lock();
        !state.is_down && state.asking.is_none()
    }

    /// The subscriber is gone.
    pub(crate) fn close(&self) {
        self.lock().is_closed = true;
    }
}

impl State {
    fn ask(&mut self, now: Instant) {
        self.asking = Some(Asking {
            since: self.generation + 1,
            again: now,
            pause: ASK_AGAIN.0,
        });
        self.snapshot = (0, 0);
    }

    fn end(&mut self, end: End, now: Instant) {
        self.is_down = true;
        self.push(Item::End(end));
        self.ask(now);
    }

    fn hear(&mut self, mut chunk: Chunk, now: Instant) {
        let head = chunk.head;
        let answers = |since: u64| head.generation >= since;
        let is_answer = self.asking.is_some_and(|it| answers(it.since));
        match head.kind {
            said::OTHER_LAYOUT if is_answer => return self.refuse(End::OtherLayout(head.layout)),
            said::FULL if is_answer => return self.refuse(End::Full),
            // A new publisher, sooner than the old one would be missed, or one that forgot.
            said::UNKNOWN if self.asking.is_none() => return self.ask(now),
            said::RECORDS | said::SNAPSHOT | said::STOPPED => {}
            _ => return,
        }
        if head.layout != LAYOUT_VERSION {
            self.garbage += 1;
            return;
        }
        if (head.publisher, head.stream) != (self.publisher, self.stream) {
            if !is_answer || head.kind == said::STOPPED {
                // Late, from one that was listened to before.
                return;
            }
            (self.publisher, self.stream) = (head.publisher, head.stream);
            self.last = 0;
            self.snapshot = (0, 0);
        }
        if head.first <= self.last {
            // It has been there, or was told as lost. An older head tells nothing.
            return;
        }
        self.heard = now;
        let mut is_whole = false;
        if head.kind == said::SNAPSHOT {
            if is_answer && head.index == 0 {
                self.snapshot = (head.generation, 0);
            }
            if is_answer && self.snapshot == (head.generation, head.index) {
                self.snapshot.1 = head.index.saturating_add(head.count);
                is_whole = self.snapshot.1 >= head.total;
            } else {
                // Of an asking that was answered already.
                chunk.clear();
            }
        }
        let is_news = head.first > self.last + 1 || chunk.head.count > 0 || is_whole;
        self.last = head.first - 1 + head.numbered();
        if is_news {
            self.push(Item::Chunk(chunk));
        }
        if is_whole {
            self.asking = None;
            self.is_down = false;
            self.refused = None;
            self.joins += 1;
            // It has just been told.
            self.spoken = Some(now);
        }
        if head.kind == said::STOPPED && !self.is_down {
            self.end(End::Stopped, now);
        }
    }

    fn refuse(&mut self, end: End) {
        // Told once. Who opens is told by that it can't.
        if self.refused != Some(end) {
            self.refused = Some(end);
            if self.joins > 0 {
                self.push(Item::End(end));
            }
        }
    }

    fn push(&mut self, item: Item) {
        self.weight += item.weight();
        self.items.push_back(item);
    }

    /// Where too much waits, the oldest goes: by its number it is missed.
    fn shorten(&mut self, most: usize, now: Instant) {
        while self.weight > most
            && let Some(item) = self.items.pop_front()
        {
            self.weight -= item.weight();
            let is_snapshot = matches!(
                &item,
                Item::Chunk(chunk) if chunk.head.kind == said::SNAPSHOT && chunk.head.count > 0
            );
            if is_snapshot && self.asking.is_none() {
                // Latest values must not be missing.
                self.ask(now);
            }
        }
    }
}

#[cfg(test)]
mod tests;
