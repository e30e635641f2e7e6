//! The publishing end.

use crate::BridgeError;
use crate::outbox::{Chunk, Outbox, Stop};
use crate::settings::{Settings, check_name};
use crate::wire::{AskHead, Head, LONGEST_ASK, ask_key, asked, said, stream_key, words};
use kiwoom_engine::record::{LAYOUT_VERSION, RecordFlags, RecordHeader, RecordRef};
use kiwoom_engine::{Closed, Feed};
use kiwoom_wanted::{Audience, Wish, wishes};
use std::fmt;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};
use zenoh::pubsub::Subscriber as Listener;
use zenoh::qos::{CongestionControl, Priority};
use zenoh::{Session, Wait as _};
use zerocopy::{FromBytes as _, IntoBytes as _};

/// For how long a publisher sleeps at most while its feed is empty, before it looks for
/// new subscribers.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Records between two looks for new subscribers.
const BATCH: usize = 256;

/// Bytes of records after which a message is full: one of Zenoh's batches holds it.
const CHUNK_BYTES: usize = 32 << 10;

/// What subscribers said that may wait until it is attended to. What comes while they
/// do is left out: they say it again.
const ASKS: usize = 256;

/// Hands records to the subscribers on other machines.
///
/// One thread at a time uses it. It never waits for a subscriber or the network: each
/// subscriber has a queue of its own, and a thread that empties it. It allocates once
/// for a batch and subscriber, when a subscriber joins, and when an item's first record
/// comes.
pub struct Publisher {
    name: String,
    settings: Settings,
    id: u64,
    readers: Vec<Option<Reader>>,
    audience: Audience,
    asks: Receiver<Asked>,
    garbage: Arc<AtomicU64>,
    looked: Instant,
    // In the order in which they must go.
    _listener: Listener<()>,
    session: Session,
}

/// One subscription.
struct Reader {
    ticket: u64,
    stream: u64,
    generation: u64,
    /// Number and sequence number of its last record.
    number: u64,
    sequence: u64,
    /// What isn't in the outbox yet.
    chunk: Option<Chunk>,
    outbox: Outbox,
    /// When it was last heard of.
    heard: Instant,
}

/// What a subscriber has said.
enum Asked {
    Records {
        ticket: u64,
        generation: u64,
        wishes: Vec<Wish>,
    },
    Alive {
        ticket: u64,
    },
    Leave {
        ticket: u64,
    },
}

/// What a publisher has counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublisherCounts {
    /// Messages that came from the network and weren't a subscriber's.
    pub garbage: u64,
}

impl Publisher {
    /// A publisher under this name, with the usual settings: it can be reached from
    /// this machine only.
    ///
    /// Starts Zenoh's threads, and one for each subscriber later on.
    ///
    /// # Errors
    /// When the name can't be one, or the address is taken.
    pub fn new(name: &str) -> Result<Self, BridgeError> {
        Self::with(name, &Settings::default())
    }

    /// A publisher with these settings.
    ///
    /// # Errors
    /// When the name can't be one, the address is taken, or the settings can't be.
    pub fn with(name: &str, settings: &Settings) -> Result<Self, BridgeError> {
        check_name(name)?;
        let settings = settings.bounded();
        let session = settings.listen()?;
        let id = random();
        let (sender, asks) = sync_channel(ASKS);
        let garbage = Arc::new(AtomicU64::new(0));
        let doorman = Doorman {
            name: name.to_owned(),
            id,
            session: session.clone(),
            asks: sender,
            garbage: Arc::clone(&garbage),
        };
        let listener = session
            .declare_subscriber(ask_key(name))
            .callback(move |sample| doorman.hear(&sample.payload().to_bytes()))
            .wait()
            .map_err(BridgeError::system)?;
        Ok(Self {
            name: name.to_owned(),
            id,
            readers: (0..settings.subscribers).map(|_| None).collect(),
            settings,
            audience: Audience::new(),
            asks,
            garbage,
            looked: Instant::now(),
            _listener: listener,
            session,
        })
    }

    /// Publishes what comes from this feed until it ends; gives why it did.
    /// Waits in between as the feed's strategy was told to, 10 ms at most.
    pub fn publish_all(&mut self, feed: &mut Feed) -> Closed {
        loop {
            self.attend();
            let read = feed.each(BATCH, |record| self.publish(record));
            self.wake();
            match read {
                Err(closed) => return closed,
                Ok(0) => _ = feed.wait(Some(Instant::now() + LOOK_EVERY)),
                Ok(_) => {}
            }
        }
    }

    /// Prepares this record for whoever wants it. For who has other work on this
    /// thread, or more than one feed: [`attend`](Self::attend) every now and then, and
    /// [`wake`](Self::wake) after each batch.
    pub fn publish(&mut self, record: RecordRef<'_>) {
        let mut readers = self.audience.take(record);
        while readers != 0 {
            let place = readers.trailing_zeros() as usize;
            readers &= readers - 1;
            if let Some(reader) = &mut self.readers[place] {
                reader.take(record, self.id);
                if reader.is_full() {
                    reader.flush(self.id, self.settings.records);
                }
            }
        }
    }

    /// Hands the records that were prepared to the threads that send them.
    pub fn wake(&mut self) {
        for reader in self.readers.iter_mut().flatten() {
            reader.flush(self.id, self.settings.records);
        }
    }

    /// Takes in new subscribers, and those that come again, who get the latest values
    /// at once; lets go of those that left, or weren't heard of for long.
    pub fn attend(&mut self) {
        while let Ok(asked) = self.asks.try_recv() {
            match asked {
                Asked::Records {
                    ticket,
                    generation,
                    wishes,
                } => self.take_in(ticket, generation, &wishes),
                Asked::Alive { ticket } => match self.place_of(ticket) {
                    Some(place) => {
                        if let Some(reader) = &mut self.readers[place] {
                            reader.heard = Instant::now();
                        }
                    }
                    None => self.refuse(ticket, 0, said::UNKNOWN),
                },
                Asked::Leave { ticket } => {
                    if let Some(place) = self.place_of(ticket) {
                        self.remove(place);
                    }
                }
            }
        }
        if self.looked.elapsed() >= self.settings.lost_after {
            self.looked = Instant::now();
            for place in 0..self.readers.len() {
                if self.silent(place) > Some(self.settings.remember) {
                    self.remove(place);
                }
            }
        }
    }

    /// How many subscribers there are: those that aren't heard of count until they are
    /// forgotten.
    #[must_use]
    pub fn subscribers(&self) -> usize {
        self.readers.iter().flatten().count()
    }

    /// What was counted so far.
    #[must_use]
    pub fn counts(&self) -> PublisherCounts {
        PublisherCounts {
            garbage: self.garbage.load(Ordering::Relaxed),
        }
    }

    fn place_of(&self, ticket: u64) -> Option<usize> {
        let has_it = |it: &Option<Reader>| it.as_ref().is_some_and(|it| it.ticket == ticket);
        self.readers.iter().position(has_it)
    }

    /// For how long the subscriber there wasn't heard of.
    fn silent(&self, place: usize) -> Option<Duration> {
        self.readers[place].as_ref().map(|it| it.heard.elapsed())
    }

    fn take_in(&mut self, ticket: u64, generation: u64, wishes: &[Wish]) {
        let place = match self.place_of(ticket) {
            Some(place) => place,
            None => match self.enter(ticket) {
                Some(place) => place,
                None => return self.refuse(ticket, generation, said::FULL),
            },
        };
        let Some(reader) = &mut self.readers[place] else {
            return;
        };
        reader.heard = Instant::now();
        if generation <= reader.generation {
            return;
        }
        reader.flush(self.id, self.settings.records);
        reader.generation = generation;
        self.audience.leave(place);
        self.audience.join(place, wishes.iter().copied());
        let records = self.audience.newest_for(place);
        reader.send_snapshot(&records, self.id, self.settings.records);
    }

    /// A place for a new subscriber: a free one, or that of one that is lost, the one
    /// that was silent for longest first.
    fn enter(&mut self, ticket: u64) -> Option<usize> {
        let free = self.readers.iter().position(Option::is_none);
        let place = free.or_else(|| {
            let longest = (0..self.readers.len()).max_by_key(|it| self.silent(*it))?;
            (self.silent(longest) > Some(self.settings.lost_after)).then_some(longest)
        })?;
        self.remove(place);
        let stream = random();
        let idle = Head {
            stream,
            ..Head::new(said::RECORDS, self.id)
        };
        let key = stream_key(&self.name, ticket);
        let outbox = Outbox::start(self.session.clone(), key, idle).ok()?;
        self.readers[place] = Some(Reader {
            ticket,
            stream,
            generation: 0,
            number: 0,
            sequence: 0,
            chunk: None,
            outbox,
            heard: Instant::now(),
        });
        Some(place)
    }

    fn remove(&mut self, place: usize) {
        self.audience.leave(place);
        if let Some(reader) = self.readers[place].take() {
            // Its thread ends by itself: it may be waiting for the network.
            reader.outbox.stop(Stop::Silent);
        }
    }

    fn refuse(&self, ticket: u64, generation: u64, kind: u32) {
        let (session, name) = (&self.session, &self.name);
        refuse(session, name, self.id, ticket, generation, kind);
    }
}

impl Reader {
    /// What a message of it begins with; the next record is the first in it.
    const fn head(&self, kind: u32, publisher: u64) -> Head {
        Head {
            stream: self.stream,
            generation: self.generation,
            first: self.number + 1,
            before: self.sequence,
            ..Head::new(kind, publisher)
        }
    }

    fn take(&mut self, record: RecordRef<'_>, publisher: u64) {
        let head = self.head(said::RECORDS, publisher);
        let chunk = self.chunk.get_or_insert_with(|| Chunk::new(head));
        chunk.push(record.as_bytes());
        self.number += 1;
        self.sequence = record.header().sequence();
    }

    fn is_full(&self) -> bool {
        let full = |it: &Chunk| it.len_bytes() >= CHUNK_BYTES;
        self.chunk.as_ref().is_some_and(full)
    }

    fn flush(&mut self, publisher: u64, most: usize) {
        if let Some(chunk) = self.chunk.take() {
            let idle = self.head(said::RECORDS, publisher);
            self.outbox.push([chunk], idle, most);
        }
    }

    /// Sends these as the latest values: at least one message, so that it is known that
    /// there are none.
    fn send_snapshot(&mut self, records: &[RecordRef<'_>], publisher: u64, most: usize) {
        let head = Head {
            // More items than that can't be.
            total: u32::try_from(records.len()).unwrap_or(u32::MAX),
            ..self.head(said::SNAPSHOT, publisher)
        };
        let mut chunks = vec![Chunk::new(head)];
        for (index, record) in (0..).zip(records) {
            if chunks.last().is_none_or(|it| it.len_bytes() >= CHUNK_BYTES) {
                chunks.push(Chunk::new(Head { index, ..head }));
            }
            // Records are words, and a header wants to be aligned to them.
            let mut words = vec![0u64; record.as_bytes().len() / size_of::<u64>()];
            words.as_mut_bytes().copy_from_slice(record.as_bytes());
            if let Ok((header, _)) = RecordHeader::mut_from_prefix(words.as_mut_bytes()) {
                header.mark(RecordFlags::SNAPSHOT);
            }
            if let Some(chunk) = chunks.last_mut() {
                chunk.push(words.as_bytes());
            }
        }
        let idle = self.head(said::RECORDS, publisher);
        // Latest values that are more than may wait would never arrive: they may.
        self.outbox.push(chunks, idle, most.max(records.len()));
    }
}

/// Hears what subscribers say, on a thread of Zenoh's.
struct Doorman {
    name: String,
    id: u64,
    session: Session,
    asks: SyncSender<Asked>,
    garbage: Arc<AtomicU64>,
}

impl Doorman {
    fn hear(&self, bytes: &[u8]) {
        let words = words(bytes, LONGEST_ASK);
        let Some((head, rest)) = words.as_deref().and_then(AskHead::read) else {
            self.garbage.fetch_add(1, Ordering::Relaxed);
            return;
        };
        let ticket = head.ticket;
        if head.layout != LAYOUT_VERSION {
            let (session, name) = (&self.session, &self.name);
            refuse(
                session,
                name,
                self.id,
                ticket,
                head.generation,
                said::OTHER_LAYOUT,
            );
            return;
        }
        let asked = match head.kind {
            asked::RECORDS => Asked::Records {
                ticket,
                generation: head.generation,
                wishes: wishes(rest).collect(),
            },
            asked::ALIVE => Asked::Alive { ticket },
            asked::LEAVE => Asked::Leave { ticket },
            _ => {
                self.garbage.fetch_add(1, Ordering::Relaxed);
                return;
            }
        };
        // Where too much waits, it is said again.
        _ = self.asks.try_send(asked);
    }
}

/// Says no to a subscriber; without waiting, and it may get lost.
fn refuse(session: &Session, name: &str, id: u64, ticket: u64, generation: u64, kind: u32) {
    let head = Head {
        generation,
        ..Head::new(kind, id)
    };
    _ = session
        .put(stream_key(name, ticket), head.as_bytes())
        .congestion_control(CongestionControl::Drop)
        .priority(Priority::RealTime)
        .wait();
}

/// Not predictable, so that no two are the same: nothing secret.
pub(crate) fn random() -> u64 {
    RandomState::new().build_hasher().finish().max(1)
}

/// Tells the subscribers that it has stopped, and waits until that is sent: for one that
/// doesn't read at most some seconds.
impl Drop for Publisher {
    fn drop(&mut self) {
        self.wake();
        let readers: Vec<Reader> = self.readers.drain(..).flatten().collect();
        for reader in &readers {
            reader.outbox.stop(Stop::Told);
        }
        for reader in readers {
            reader.outbox.join();
        }
        _ = self.session.close().wait();
    }
}

impl fmt::Debug for Publisher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Publisher")
            .field("name", &self.name)
            .field("subscribers", &self.subscribers())
            .field("audience", &self.audience)
            .finish_non_exhaustive()
    }
}
