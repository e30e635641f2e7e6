//! The publishing end.

use crate::ShareError;
use crate::keeper::Keeper;
use crate::place::{
    AskServer, Asked, END_WORDS, Mark, Participant, Place, Word, service, wake_name,
};
use iceoryx2::node::Node;
use iceoryx2::port::notifier::Notifier;
use iceoryx2::prelude::{BackpressureStrategy, CallbackProgression, PortFactory as _, ipc};
use iceoryx2::service::builder::request_response::{
    RequestResponseOpenError, RequestResponseOpenOrCreateError,
};
use iceoryx2::service::port_factory::request_response::PortFactory;
use iceoryx2::service::port_factory::server::ServerCreateError;
use kiwoom_engine::record::{RecordFlags, RecordHeader, RecordRef, Unknown};
use kiwoom_engine::schema::MESSAGES;
use kiwoom_engine::{Closed, Feed};
use kiwoom_wanted::{Audience, wishes};
use std::fmt;
use std::time::{Duration, Instant};
use zerocopy::{FromBytes as _, IntoBytes as _};

/// How much memory a publisher has for its subscribers, and how many they may be.
///
/// The memory is taken when it is used: a subscriber that keeps up needs next to
/// nothing of it. At most it is 2.25 KiB a record and subscriber, 72 MiB unless
/// set: `/dev/shm` must have room for that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Records that may wait for one subscriber: 4,096 unless set, at least 2.
    /// What comes while they do takes the place of the oldest. At least as many
    /// as there are items times types, or who joins late doesn't get the latest
    /// of all of them (and is told so).
    pub records: usize,
    /// Subscribers at a time: 8 unless set, 1 to 32.
    pub subscribers: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            records: 4_096,
            subscribers: 8,
        }
    }
}

/// Hands records to the subscribers in other processes.
///
/// It belongs to the thread that made it. It never waits for a subscriber, and
/// allocates only when one joins, and when an item's first record comes. A record is
/// copied once, and once more for each subscriber that wants it; a batch takes one
/// system call for each subscriber that is to be woken.
pub struct Publisher {
    // In the order in which they must go: see `drop`.
    readers: Vec<Option<Reader>>,
    server: AskServer,
    service: PortFactory<ipc::Service, [Word], [u64; 2], [Word], Mark>,
    participant: Participant,
    _keeper: Keeper,
    audience: Audience,
}

/// One subscription.
struct Reader {
    asked: Asked,
    ticket: u64,
    /// Number and sequence number of its last record.
    number: u64,
    sequence: u64,
    /// None for one that looks by itself.
    notifier: Option<Notifier<ipc::Service>>,
    /// Whether something was sent since it was last woken.
    is_due: bool,
}

/// For how long a publisher sleeps at most while its feed is empty, before it
/// looks for new subscribers.
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Records between two looks for new subscribers.
const BATCH: usize = 256;

impl Publisher {
    /// A publisher under this name, of the usual sizes.
    ///
    /// Starts a thread that looks every second for subscribers that were killed.
    ///
    /// # Errors
    /// When the name can't be one, is taken, or the system doesn't allow it.
    pub fn new(name: &str) -> Result<Self, ShareError> {
        Self::with(name, Sizes::default())
    }

    /// A publisher of these sizes; what can't be is brought within its bounds.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn with(name: &str, sizes: Sizes) -> Result<Self, ShareError> {
        let place = Place::new(name)?;
        let participant = place.join()?;
        let subscribers = sizes.subscribers.clamp(1, 32);
        let service = service(&participant.node)?
            .max_servers(1)
            .max_clients(subscribers)
            .max_nodes(subscribers + 2)
            .max_active_requests_per_client(1)
            .max_loaned_requests(1)
            .max_response_buffer_size(sizes.records.max(2))
            .max_borrowed_responses_per_pending_response(1)
            .enable_safe_overflow_for_responses(true)
            .enable_fire_and_forget_requests(false)
            .open_or_create()
            .map_err(|error| refused(error, name))?;
        let server = service
            .server_builder()
            .initial_max_slice_len(longest_record())
            .max_loaned_responses_per_request(1)
            // With overflow there is nothing to wait for; never wait all the same.
            .backpressure_strategy(BackpressureStrategy::DiscardData)
            .create()
            .map_err(|error| match error {
                ServerCreateError::ExceedsMaxSupportedServers => {
                    ShareError::AlreadyPublished(name.to_owned())
                }
                error => ShareError::system(error),
            })?;
        Ok(Self {
            readers: (0..subscribers).map(|_| None).collect(),
            server,
            service,
            participant,
            _keeper: Keeper::start(place).map_err(ShareError::system)?,
            audience: Audience::new(),
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

    /// Sends this record to whoever wants it. For who has other work on this
    /// thread, or more than one feed: [`attend`](Self::attend) every now and then,
    /// and [`wake`](Self::wake) after each batch.
    pub fn publish(&mut self, record: RecordRef<'_>) {
        let mut readers = self.audience.take(record);
        while readers != 0 {
            let place = readers.trailing_zeros() as usize;
            readers &= readers - 1;
            if let Some(reader) = &mut self.readers[place] {
                reader.send(record, RecordFlags::NONE);
            }
        }
    }

    /// Takes in new subscribers, who get the latest values at once, and lets go of
    /// those that are gone. Looks at a few words of memory where there are none.
    pub fn attend(&mut self) {
        for place in 0..self.readers.len() {
            let is_gone = |it: &Reader| !it.asked.is_connected();
            if self.readers[place].as_ref().is_some_and(is_gone) {
                self.remove(place);
            }
        }
        // Where a subscriber's memory can't be opened, it has just died.
        while let Ok(true) = self.server.has_requests()
            && let Ok(Some(asked)) = self.server.receive()
        {
            self.take_in(asked);
        }
    }

    /// Wakes the subscribers that something was sent to.
    pub fn wake(&mut self) {
        for reader in self.readers.iter_mut().flatten() {
            reader.wake();
        }
    }

    /// How many subscribers there are: those that were killed count until that was
    /// noticed.
    #[must_use]
    pub fn subscribers(&self) -> usize {
        self.readers.iter().flatten().count()
    }

    fn remove(&mut self, place: usize) {
        self.audience.leave(place);
        self.readers[place] = None;
    }

    fn take_in(&mut self, asked: Asked) {
        self.remove_the_dead();
        // As many subscriptions as there may be clients, once the dead are gone.
        let Some(place) = self.readers.iter().position(Option::is_none) else {
            return;
        };
        let &[ticket, is_to_be_woken] = asked.user_header();
        self.audience.join(place, wishes(asked.payload()));
        let mut reader = Reader {
            ticket,
            asked,
            number: 0,
            sequence: 0,
            // Who can't be woken looks by itself every now and then.
            notifier: (is_to_be_woken != 0)
                .then(|| notifier(&self.participant.node, ticket))
                .flatten(),
            is_due: false,
        };
        for record in self.audience.newest_for(place) {
            reader.send(record, RecordFlags::SNAPSHOT);
        }
        reader.wake();
        self.readers[place] = Some(reader);
    }

    /// Lets go of those whose client is no more. Their connection may be another's
    /// by now, and so look alive.
    fn remove_the_dead(&mut self) {
        let mut alive = Vec::new();
        self.service.dynamic_config().list_clients(|client| {
            alive.push(client.client_id);
            CallbackProgression::Continue
        });
        for place in 0..self.readers.len() {
            let is_dead = |it: &Reader| !alive.contains(&it.asked.origin());
            if self.readers[place].as_ref().is_some_and(is_dead) {
                self.remove(place);
            }
        }
    }
}

impl Reader {
    /// Sends a record.
    fn send(&mut self, record: RecordRef<'_>, marks: RecordFlags) {
        if let Ok(words) = <[Word]>::ref_from_bytes(record.as_bytes()) {
            self.send_words(words, marks);
            self.sequence = record.header().sequence();
        }
    }

    /// Sends these words, whatever becomes of them: what didn't get through is
    /// missing in the count, and so it is told.
    fn send_words(&mut self, words: &[Word], marks: RecordFlags) {
        self.number += 1;
        self.is_due = true;
        let Ok(sample) = self.asked.loan_slice_uninit(words.len()) else {
            return;
        };
        let mut sample = sample.write_from_slice(words);
        *sample.user_header_mut() = [self.ticket, self.number, self.sequence];
        if marks != RecordFlags::NONE {
            let bytes = sample.payload_mut().as_mut_bytes();
            if let Ok((header, _)) = RecordHeader::mut_from_prefix(bytes) {
                header.mark(marks);
            }
        }
        _ = sample.send();
    }

    fn wake(&mut self) {
        if std::mem::take(&mut self.is_due)
            && let Some(notifier) = &self.notifier
        {
            // Where it is full of earlier calls, it will wake for those.
            _ = notifier.notify();
        }
    }
}

/// What wakes a subscriber; none where it doesn't listen any more.
fn notifier(node: &Node<ipc::Service>, ticket: u64) -> Option<Notifier<ipc::Service>> {
    let name = wake_name(ticket).ok()?;
    let event = node.service_builder(&name).event().open().ok()?;
    event.notifier_builder().create().ok()
}

/// Length of the longest record, in words.
fn longest_record() -> usize {
    let messages = MESSAGES.iter().map(|it| it.record_size);
    let longest = messages.fold(size_of::<Unknown>(), usize::max);
    longest / size_of::<Word>()
}

fn refused(error: RequestResponseOpenOrCreateError, name: &str) -> ShareError {
    use RequestResponseOpenError as Open;
    use RequestResponseOpenOrCreateError::RequestResponseOpenError as Opening;
    match error {
        Opening(
            Open::DoesNotSupportRequestedResponseBufferSize
            | Open::DoesNotSupportRequestedAmountOfClients
            | Open::DoesNotSupportRequestedAmountOfNodes,
        ) => ShareError::Held(name.to_owned()),
        error => ShareError::system(error),
    }
}

/// Tells the subscribers that it has stopped.
impl Drop for Publisher {
    fn drop(&mut self) {
        for mut reader in self.readers.drain(..).flatten() {
            reader.send_words(&[0; END_WORDS], RecordFlags::NONE);
            reader.wake();
        }
    }
}

impl fmt::Debug for Publisher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Publisher")
            .field("subscribers", &self.subscribers())
            .field("audience", &self.audience)
            .finish_non_exhaustive()
    }
}
