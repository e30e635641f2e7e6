//! What the I/O thread counts, for other threads to read.

use crate::decode::{DecodeErrorKind, DecodeStats};
use crate::hub::place_of;
use crate::routing::TypeCounts;
use crate::schema::MESSAGES;
use crate::session::SessionStats;
use crate::watch::WatchStats;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What the I/O thread has counted at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Snapshot {
    /// Whether everything that was asked for is registered, over all
    /// connections but those that have ended for good.
    pub is_live: bool,
    /// Reads from the socket that brought something.
    pub reads: u64,
    /// Bytes that they brought: with TLS, ciphertext.
    pub bytes: u64,
    /// WebSocket messages of all kinds.
    pub messages: u64,
    /// Binary messages and unasked Pongs among them: the feed has none.
    pub ignored_messages: u64,
    /// Bytes that these held.
    pub ignored_bytes: u64,
    /// Elements that some strategy got, or lost.
    pub routed: u64,
    /// Elements that no strategy had asked for.
    pub unrouted: u64,
    /// What the decoder counted.
    pub decode: DecodeStats,
    /// What the sessions counted, together.
    pub session: SessionStats,
    /// What was found amiss in the data itself.
    pub watch: WatchStats,
}

/// What was counted of one connection, over all its links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConnectionSnapshot {
    /// Whether everything that it is to register is registered.
    pub is_live: bool,
    /// Whether it has ended for good.
    pub has_ended: bool,
    /// How often it has been up, this time included.
    pub epoch: u32,
    /// As in [`Snapshot`].
    pub reads: u64,
    /// As in [`Snapshot`].
    pub bytes: u64,
    /// As in [`Snapshot`].
    pub messages: u64,
    /// As in [`Snapshot`].
    pub ignored_messages: u64,
    /// As in [`Snapshot`].
    pub ignored_bytes: u64,
    /// What its session counted.
    pub session: SessionStats,
}

/// Hands snapshots from the I/O thread to whoever looks.
///
/// The I/O thread never waits: when somebody reads at the very moment, it
/// publishes the next time.
#[derive(Debug)]
pub(crate) struct Counters(Mutex<Published>);

/// All that is published.
#[derive(Clone, Debug)]
pub(crate) struct Published {
    pub(crate) whole: Snapshot,
    /// By account.
    pub(crate) connections: Vec<ConnectionSnapshot>,
    /// By record kind.
    pub(crate) types: Vec<TypeCounts>,
    /// Refused frames, by the kind of their error.
    pub(crate) errors: Vec<u64>,
}

impl Counters {
    pub(crate) fn new(connections: usize) -> Self {
        Self(Mutex::new(Published {
            whole: Snapshot::default(),
            connections: vec![ConnectionSnapshot::default(); connections],
            types: vec![TypeCounts::default(); MESSAGES.len()],
            errors: vec![0; DecodeErrorKind::ALL.len()],
        }))
    }

    /// Lets `set` publish, unless somebody reads at this very moment.
    pub(crate) fn publish(&self, set: impl FnOnce(&mut Published)) {
        if let Ok(mut shared) = self.0.try_lock() {
            set(&mut shared);
        }
    }

    /// The last time: waits for whoever reads, so that it isn't missed.
    pub(crate) fn publish_last(&self, set: impl FnOnce(&mut Published)) {
        set(&mut self.lock());
    }

    pub(crate) fn published(&self) -> Published {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Published> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Published {
    /// What several threads have published.
    pub(crate) fn together(parts: &[Self]) -> Self {
        let (first, others) = match parts {
            [first, others @ ..] => (first, others),
            [] => return Counters::new(0).published(),
        };
        let mut all = first.clone();
        for part in others {
            all.whole.routed += part.whole.routed;
            all.whole.unrouted += part.whole.unrouted;
            all.whole.decode.add(&part.whole.decode);
            all.whole.watch.add(&part.whole.watch);
            for (to, from) in all.types.iter_mut().zip(&part.types) {
                to.routed += from.routed;
                to.unrouted += from.unrouted;
            }
            for (to, from) in all.errors.iter_mut().zip(&part.errors) {
                *to += from;
            }
        }
        let count = parts.iter().map(|part| part.connections.len()).sum();
        let dealt = (0..count).filter_map(|number| {
            let (thread, place) = place_of(number, parts.len());
            parts.get(thread)?.connections.get(place).copied()
        });
        all.connections = dealt.collect();
        all.whole = Snapshot {
            routed: all.whole.routed,
            unrouted: all.whole.unrouted,
            decode: all.whole.decode,
            watch: all.whole.watch,
            ..Snapshot::of(&all.connections)
        };
        all
    }
}

impl Snapshot {
    /// What the connections have counted, together.
    pub(crate) fn of(connections: &[ConnectionSnapshot]) -> Self {
        let (mut all, mut live, mut over) = (Self::default(), 0, 0);
        for it in connections {
            all.reads += it.reads;
            all.bytes += it.bytes;
            all.messages += it.messages;
            all.ignored_messages += it.ignored_messages;
            all.ignored_bytes += it.ignored_bytes;
            all.session.add(&it.session);
            live += usize::from(it.is_live);
            over += usize::from(it.has_ended);
        }
        all.is_live = live > 0 && live + over == connections.len();
        all
    }
}
