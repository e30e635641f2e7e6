//! The reading end.

use crate::place::{Ask, AskClient, END_WORDS, Mark, Participant, Place, Word, service, wake_name};
use crate::{End, Ended, ShareError};
use iceoryx2::identifiers::UniqueNodeId;
use iceoryx2::node::{Node, NodeState};
use iceoryx2::pending_response::PendingResponse;
use iceoryx2::port::listener::Listener;
use iceoryx2::prelude::{CallbackProgression, PortFactory as _, ipc};
use iceoryx2::service::builder::request_response::RequestResponseOpenError;
use iceoryx2::service::port_factory::client::ClientCreateError;
use kiwoom_engine::record::{Gap, Handler, RecordRef};
use kiwoom_wanted::{Filter, Source};
use std::fmt;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::{Duration, Instant};
use zerocopy::IntoBytes as _;

/// Reads the records that a publisher in another process, or in this one, has.
///
/// It belongs to the thread that made it. Reading takes no system call and no
/// lock; where there is nothing to read it is looked every 100 ms whether the
/// publisher lives.
pub struct Subscriber {
    // In the order in which they must go.
    pending: PendingResponse<ipc::Service, [Word], Ask, [Word], Mark>,
    _client: AskClient,
    /// None for one that looks by itself.
    listener: Option<Listener<ipc::Service>>,
    _participant: Participant,
    place: Place,
    ticket: u64,
    publisher: UniqueNodeId,
    /// Number and sequence number of the last record that was read.
    number: u64,
    sequence: u64,
    /// When it was last seen to that the publisher lives.
    looked: Instant,
    end: Option<End>,
    counts: SubscriberCounts,
}

/// What a subscriber has counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SubscriberCounts {
    /// Records that were read. Gaps that are told here don't count.
    pub delivered: u64,
    /// Records that were lost, because it was too slow.
    pub lost: u64,
    /// Gaps that told of them.
    pub gaps: u64,
}

/// How often it is looked whether the publisher lives, while nothing comes.
const LOOK_EVERY: Duration = Duration::from_millis(100);

impl Subscriber {
    /// Subscribes to what is published under this name. What is published from
    /// then on waits for the subscriber, the latest values before it.
    ///
    /// # Errors
    /// When nobody publishes there, as many subscribe as may, or the system
    /// doesn't allow it.
    pub fn open(name: &str, filter: &Filter) -> Result<Self, ShareError> {
        Self::begin(name, filter, true)
    }

    /// As [`open`](Self::open), for a thread that looks all the time and has a
    /// processor of its own: the publisher doesn't wake it, which saves that a
    /// system call a batch. [`wait`](Self::wait) yields and looks again.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_busy(name: &str, filter: &Filter) -> Result<Self, ShareError> {
        Self::begin(name, filter, false)
    }

    fn begin(name: &str, filter: &Filter, is_to_be_woken: bool) -> Result<Self, ShareError> {
        let place = Place::new(name)?;
        let nobody = || ShareError::NotPublished(name.to_owned());
        let full = || ShareError::Full(name.to_owned());
        let participant = place.join()?;
        let service = service(&participant.node)?
            .open()
            .map_err(|error| match error {
                RequestResponseOpenError::DoesNotExist
                | RequestResponseOpenError::IsMarkedForDestruction => nobody(),
                RequestResponseOpenError::ExceedsMaxNumberOfNodes => full(),
                error => ShareError::system(error),
            })?;
        let mut publisher = None;
        service.dynamic_config().list_servers(|server| {
            publisher = Some(server.node_id);
            CallbackProgression::Stop
        });
        let publisher = publisher.ok_or_else(nobody)?;
        // Not predictable, so that no two are the same: nothing secret.
        let ticket = RandomState::new().build_hasher().finish();
        // Before the publisher hears of it.
        let listener = match is_to_be_woken {
            true => Some(listener(&participant.node, ticket)?),
            false => None,
        };
        let words = filter.words();
        let client = service
            .client_builder()
            .initial_max_slice_len(words.len())
            .create()
            .map_err(|error| match error {
                ClientCreateError::ExceedsMaxSupportedClients => full(),
                error => ShareError::system(error),
            })?;
        let request = client.loan_slice_uninit(words.len());
        let mut request = request.map_err(ShareError::system)?.write_from_slice(words);
        *request.user_header_mut() = [ticket, is_to_be_woken.into()];
        let pending = request.send().map_err(ShareError::system)?;
        if pending.number_of_server_connections() == 0 {
            return Err(nobody());
        }
        Ok(Self {
            pending,
            _client: client,
            listener,
            _participant: participant,
            place,
            ticket,
            publisher,
            number: 0,
            sequence: 0,
            looked: Instant::now(),
            end: None,
            counts: SubscriberCounts::default(),
        })
    }

    /// Hands up to `limit` of the records that are there to `handler`, without
    /// waiting; gives how many. [`Handler::on_batch_end`] follows when they were
    /// the last.
    ///
    /// # Errors
    /// [`Ended`] when the publisher is gone and all was read.
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

    /// As [`poll`](Self::poll), but with a reference to each record, in the memory
    /// where the publisher wrote it.
    ///
    /// Where records were lost, a [`Gap`] comes before the one that follows them.
    /// Its `lost` is exact, of what this subscriber asked for; its `last` is the
    /// number of the last of them, and its `first` the one after that of the record
    /// read before: none of them has a lower one. It comes in addition to `limit`.
    ///
    /// # Errors
    /// [`Ended`] when the publisher is gone and all was read.
    pub fn each(
        &mut self,
        limit: usize,
        mut each: impl FnMut(RecordRef<'_>),
    ) -> Result<usize, Ended> {
        let mut count = 0;
        while count < limit {
            if self.next(&mut each) {
                count += 1;
            } else if count > 0 || !self.is_over() {
                break;
            } else if !self.next(&mut each) {
                // What was sent right before the end is read by now.
                let end = self.end.unwrap_or(End::Died);
                return Err(Ended { end });
            } else {
                count += 1;
            }
        }
        Ok(count)
    }

    /// Waits until there is something to read or the subscription has ended, or
    /// until the deadline; tells whether there is.
    pub fn wait(&mut self, deadline: Option<Instant>) -> bool {
        loop {
            if self.pending.has_response() || self.is_over() {
                return true;
            }
            let now = Instant::now();
            let left = deadline.map(|it| it.saturating_duration_since(now));
            if left == Some(Duration::ZERO) {
                return false;
            }
            let Some(listener) = &self.listener else {
                std::thread::yield_now();
                continue;
            };
            let at_most = left.map_or(LOOK_EVERY, |it| it.min(LOOK_EVERY));
            // Who can't be woken looks every now and then all the same.
            if listener.timed_wait_all(|_| (), at_most).is_err() {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
    }

    /// What was counted so far.
    #[must_use]
    pub const fn counts(&self) -> SubscriberCounts {
        self.counts
    }

    /// Hands on the next record, if there is one.
    fn next(&mut self, each: &mut impl FnMut(RecordRef<'_>)) -> bool {
        // An error says that a publisher's memory can't be opened: it is gone.
        while let Ok(Some(sample)) = self.pending.receive() {
            let &[ticket, number, before] = sample.user_header();
            if ticket != self.ticket {
                continue;
            }
            let lost = number.saturating_sub(self.number + 1);
            if lost > 0 {
                self.counts.lost += lost;
                self.counts.gaps += 1;
                let gap = Gap::of(lost, self.sequence + 1, before);
                if let Some(gap) = RecordRef::from_bytes(gap.as_bytes()) {
                    each(gap);
                }
            }
            self.number = number;
            if sample.payload().len() == END_WORDS {
                self.end = Some(End::Stopped);
                continue;
            }
            let Some(record) = RecordRef::from_bytes(sample.payload().as_bytes()) else {
                continue;
            };
            self.sequence = record.header().sequence();
            self.counts.delivered += 1;
            each(record);
            return true;
        }
        false
    }

    /// Whether nothing more will be sent. A publisher that was killed is looked for
    /// every 100 ms.
    fn is_over(&mut self) -> bool {
        if self.end.is_some() || !self.pending.is_connected() {
            return true;
        }
        let now = Instant::now();
        if now.saturating_duration_since(self.looked) < LOOK_EVERY {
            return false;
        }
        self.looked = now;
        if !self.publisher_lives() {
            self.end = Some(End::Died);
        }
        self.end.is_some()
    }

    fn publisher_lives(&self) -> bool {
        let mut lives = false;
        let listed = Node::<ipc::Service>::list(self.place.config(), |node| {
            if *node.node_id() != self.publisher {
                return CallbackProgression::Continue;
            }
            lives = !matches!(node, NodeState::Dead(_));
            CallbackProgression::Stop
        });
        // Where it can't be told now, it can the next time.
        lives || listed.is_err()
    }
}

fn listener(node: &Node<ipc::Service>, ticket: u64) -> Result<Listener<ipc::Service>, ShareError> {
    let event = node
        .service_builder(&wake_name(ticket)?)
        .event()
        .max_listeners(1)
        .max_notifiers(1)
        .max_nodes(4)
        .create()
        .map_err(ShareError::system)?;
    event
        .listener_builder()
        .create()
        .map_err(ShareError::system)
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
            .field("name", &self.place.name())
            .field("counts", &self.counts)
            .field("end", &self.end)
            .finish_non_exhaustive()
    }
}
