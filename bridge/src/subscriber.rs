//! The reading end.

use crate::inbox::{Chunk, Inbox, Item, LOOK_EVERY, Say};
use crate::publisher::random;
use crate::settings::{Settings, check_name};
use crate::wire::{AskHead, ask_key, said, stream_key};
use crate::{BridgeError, End, Ended};
use kiwoom_engine::record::{Gap, Handler, RecordRef};
use kiwoom_wanted::{Filter, Source, Word};
use std::fmt;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Instant;
use zenoh::pubsub::Subscriber as Listener;
use zenoh::qos::{CongestionControl, Priority};
use zenoh::{Session, Wait as _};
use zerocopy::IntoBytes as _;

/// Reads the records that a publisher on another machine, or on this one, has.
///
/// One thread at a time uses it. Reading takes a lock for each message, that is for
/// each of the publisher's batches, and no system call. A connection that is lost is
/// made again without the reader's doing.
pub struct Subscriber {
    name: String,
    inbox: Arc<Inbox>,
    /// What is being read.
    chunk: Option<Chunk>,
    /// What is read then; what is missing before it isn't told yet.
    next: Option<Chunk>,
    /// Told next, after what was read in the same call.
    end: Option<End>,
    /// The end that was told last, of this stream.
    told: Option<End>,
    publisher: u64,
    stream: u64,
    /// Number and sequence number up to which all was read, or told as lost.
    number: u64,
    sequence: u64,
    counts: SubscriberCounts,
    // In the order in which they must go.
    _listener: Listener<()>,
    speaker: Option<JoinHandle<()>>,
    session: Session,
}

/// What a subscriber has counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SubscriberCounts {
    /// Records that were read, latest values among them. Gaps that are told here don't
    /// count.
    pub delivered: u64,
    /// Records that were lost, on the way or because it was too slow: exact, but for
    /// what was missed of a publisher that stopped, was replaced, or had forgotten it.
    pub lost: u64,
    /// Gaps that told of them.
    pub gaps: u64,
    /// How often all the latest values had come: once for each time that it joined.
    pub joins: u64,
    /// Messages that came from the network and weren't a publisher's of this version.
    pub garbage: u64,
}

/// What there was to read.
enum Step {
    Record,
    Nothing,
    End(End),
}

impl Subscriber {
    /// Subscribes to what is published under this name on this machine.
    ///
    /// # Errors
    /// As [`with`](Self::with).
    pub fn open(name: &str, filter: &Filter) -> Result<Self, BridgeError> {
        Self::with(name, filter, &Settings::default())
    }

    /// Subscribes to what is published under this name there, and waits until the
    /// latest values have come.
    ///
    /// Starts Zenoh's threads, and one of its own.
    ///
    /// # Errors
    /// When nobody answers in time, the publisher refuses, or the settings can't be.
    pub fn with(name: &str, filter: &Filter, settings: &Settings) -> Result<Self, BridgeError> {
        check_name(name)?;
        let settings = settings.bounded();
        let begun = Instant::now();
        let session = settings.connect()?;
        let ticket = random();
        let inbox = Arc::new(Inbox::new(&settings, begun));
        let listener = session
            .declare_subscriber(stream_key(name, ticket))
            .callback({
                let inbox = Arc::clone(&inbox);
                move |sample| inbox.hear(&sample.payload().to_bytes(), Instant::now())
            })
            .wait()
            .map_err(BridgeError::system)?;
        let thread = thread::Builder::new().name("kiwoom-bridge".to_owned());
        let speaker = thread.spawn({
            let speaker = Speaker {
                inbox: Arc::clone(&inbox),
                session: session.clone(),
                key: ask_key(name),
                ticket,
                wishes: filter.words().to_vec(),
            };
            move || speaker.run()
        });
        let mut subscriber = Self {
            name: name.to_owned(),
            inbox,
            chunk: None,
            next: None,
            end: None,
            told: None,
            publisher: 0,
            stream: 0,
            number: 0,
            sequence: 0,
            counts: SubscriberCounts::default(),
            _listener: listener,
            speaker: None,
            session,
        };
        subscriber.speaker = Some(speaker.map_err(BridgeError::system)?);
        let joined = subscriber.inbox.wait_joined(begun + settings.open_within);
        let name = name.to_owned();
        joined.map_err(|refused| match refused {
            Some(End::OtherLayout(theirs)) => BridgeError::OtherLayout { name, theirs },
            Some(_) => BridgeError::Full(name),
            None => BridgeError::NotPublished {
                name,
                endpoints: settings.endpoints.clone(),
            },
        })?;
        Ok(subscriber)
    }

    /// Hands up to `limit` of the records that are there to `handler`, without waiting;
    /// gives how many. [`Handler::on_batch_end`] follows when they were the last.
    ///
    /// # Errors
    /// As [`each`](Self::each).
    pub fn poll(
        &mut self,
        handler: &mut (impl Handler + ?Sized),
        limit: usize,
    ) -> Result<usize, Ended> {
        let count = self.each(limit, |record| record.dispatch(handler))?;
        if count > 0 && count < limit {
            handler.on_batch_end();
        }
        Ok(count)
    }

    /// As [`poll`](Self::poll), but with a reference to each record.
    ///
    /// Where records were lost, a [`Gap`] comes before what follows them. Its `lost` is
    /// exact, of what this subscriber asked for; its `last` is the number of the last of
    /// them, and its `first` the one after that of the record read before: none of them
    /// has a lower one. It comes in addition to `limit`.
    ///
    /// # Errors
    /// [`Ended`], each time that the publisher stopped, was lost, or another one came,
    /// after all that had come before was read. It isn't the end of the subscriber: read
    /// on, and what comes next begins with the latest values.
    pub fn each(
        &mut self,
        limit: usize,
        mut each: impl FnMut(RecordRef<'_>),
    ) -> Result<usize, Ended> {
        let mut count = 0;
        while count < limit {
            let step = match self.end.take() {
                Some(end) => Step::End(end),
                None => self.next(&mut each),
            };
            match step {
                Step::Record => count += 1,
                Step::Nothing => break,
                Step::End(end) if count > 0 => {
                    self.end = Some(end);
                    break;
                }
                Step::End(end) => {
                    self.told = Some(end);
                    return Err(Ended { end });
                }
            }
        }
        Ok(count)
    }

    /// Waits until there is something to read or to be told, or until the deadline;
    /// tells whether there is.
    pub fn wait(&mut self, deadline: Option<Instant>) -> bool {
        self.end.is_some()
            || self.next.is_some()
            || self.chunk.as_ref().is_some_and(|it| !it.is_read())
            || self.inbox.wait(deadline)
    }

    /// Whether the publisher is heard of, and all the latest values have come from it
    /// (they may wait to be read).
    #[must_use]
    pub fn is_joined(&self) -> bool {
        self.inbox.is_joined()
    }

    /// What was counted so far.
    #[must_use]
    pub fn counts(&self) -> SubscriberCounts {
        let (joins, garbage) = self.inbox.counts();
        SubscriberCounts {
            joins,
            garbage,
            ..self.counts
        }
    }

    /// Hands on the next record, if there is one, and before it the gap.
    fn next(&mut self, each: &mut impl FnMut(RecordRef<'_>)) -> Step {
        loop {
            if let Some(chunk) = &mut self.chunk {
                let is_live = chunk.head.kind == said::RECORDS;
                if let Some(record) = chunk.next() {
                    if is_live {
                        self.number += 1;
                        self.sequence = record.header().sequence();
                    }
                    self.counts.delivered += 1;
                    each(record);
                    return Step::Record;
                }
                self.chunk = None;
            }
            if let Some(chunk) = self.next.take() {
                if let Some(gap) = self.gap(chunk.head.first, chunk.head.before)
                    && let Some(gap) = RecordRef::from_bytes(gap.as_bytes())
                {
                    each(gap);
                }
                self.chunk = Some(chunk);
                continue;
            }
            let chunk = match self.inbox.take() {
                None => return Step::Nothing,
                Some(Item::End(end)) => return Step::End(end),
                Some(Item::Chunk(chunk)) => chunk,
            };
            let end = self.enter(chunk.head.publisher, chunk.head.stream);
            self.next = Some(chunk);
            if let Some(end) = end {
                return Step::End(end);
            }
        }
    }

    /// Begins another stream, if this is one; gives what is to be told of that.
    fn enter(&mut self, publisher: u64, stream: u64) -> Option<End> {
        if stream == self.stream && publisher == self.publisher {
            return None;
        }
        let end = match publisher == self.publisher {
            true => End::Forgotten,
            false => End::Replaced,
        };
        // Of the first one there is nothing to be told; after one that had stopped
        // everybody expects another.
        let is_told = self.stream != 0 && self.told != Some(End::Stopped);
        (self.publisher, self.stream) = (publisher, stream);
        (self.number, self.sequence) = (0, 0);
        self.told = None;
        is_told.then_some(end)
    }

    /// What is missing before the record with this number.
    fn gap(&mut self, first: u64, before: u64) -> Option<Gap> {
        let lost = first.saturating_sub(self.number + 1);
        if lost == 0 {
            return None;
        }
        self.counts.lost += lost;
        self.counts.gaps += 1;
        let gap = Gap::of(lost, self.sequence + 1, before);
        (self.number, self.sequence) = (first - 1, before);
        Some(gap)
    }
}

/// Says to the publisher what the inbox wants said, on a thread of its own.
struct Speaker {
    inbox: Arc<Inbox>,
    session: Session,
    key: String,
    ticket: u64,
    wishes: Vec<Word>,
}

impl Speaker {
    fn run(&self) {
        loop {
            match self.inbox.say(self.ticket, Instant::now()) {
                Say::Ask(head) => self.say(head, &self.wishes),
                Say::Alive(head) => self.say(head, &[]),
                Say::Leave(head) => return self.say(head, &[]),
                Say::Nothing => thread::park_timeout(LOOK_EVERY),
            }
        }
    }

    /// Without waiting: it may get lost, and is said again.
    fn say(&self, head: AskHead, wishes: &[Word]) {
        let mut message = Vec::with_capacity(size_of::<AskHead>() + size_of_val(wishes));
        message.extend_from_slice(head.as_bytes());
        message.extend_from_slice(wishes.as_bytes());
        _ = self
            .session
            .put(self.key.as_str(), message)
            .congestion_control(CongestionControl::Drop)
            .priority(Priority::RealTime)
            .wait();
    }
}

/// Tells the publisher to forget it.
impl Drop for Subscriber {
    fn drop(&mut self) {
        self.inbox.close();
        if let Some(speaker) = self.speaker.take() {
            speaker.thread().unpark();
            // Nobody is left to be told of a panic.
            _ = speaker.join();
        }
        _ = self.session.close().wait();
    }
}

impl Source for Subscriber {
    type Ended = Ended;

    fn each(&mut self, limit: usize, each: impl FnMut(RecordRef<'_>)) -> Result<usize, Ended> {
        Self::each(self, limit, each)
    }

    fn wait(&mut self, deadline: Option<Instant>) -> bool {
        Self::wait(self, deadline)
    }
}

impl fmt::Debug for Subscriber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subscriber")
            .field("name", &self.name)
            .field("is_joined", &self.is_joined())
            .field("counts", &self.counts())
            .finish_non_exhaustive()
    }
}
