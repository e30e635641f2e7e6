//! Who gets what: from an element to the strategies that asked for it.
//!
//! Each message type has a set of strategies for each item, and one for all
//! items, as bits of a word; an element's readers are one look-up of its type and
//! item ([`interests`]) and one or of two words. The record is written once, into the first
//! reader's ring, and copied from there to the others. A few types are looked
//! into on the way ([`examine`]).

pub(crate) mod bench_api;
mod examine;
mod feeds;
mod interests;
mod silence;
mod symbols;

use crate::Mono;
use crate::UnixNanos;
use crate::decode::Element;
use crate::record::{Line, Link, RecordFlags, RecordHeader, SymbolId, Unknown};
use crate::ring::{About, CloseReason, FeedWriter, Lane};
use crate::schema::{MESSAGES, MessageType, RecordKind};
use crate::session::Key;
use crate::watch::{Volume, WatchSettings, WatchStats};
use examine::Examiner;
use feeds::Feeds;
use interests::Interests;
use silence::Scan;
use std::collections::HashSet;
use zerocopy::{FromBytes as _, IntoBytes as _};

/// The most strategies that one engine serves: bits of a word.
pub(crate) const MOST_STRATEGIES: usize = 64;

/// Lines of the longest record.
pub(crate) const LONGEST_RECORD: usize = {
    let mut longest = size_of::<Unknown>() / crate::record::LINE_BYTES;
    let mut at = 0;
    while at < MESSAGES.len() {
        let lines = MESSAGES[at].record_lines();
        if lines > longest {
            longest = lines;
        }
        at += 1;
    }
    longest
};

/// Routes elements into the strategies' rings.
pub(crate) struct Router {
    /// Who named which item.
    interests: Interests,
    /// By record kind: who wants all items.
    all: Vec<u64>,
    /// Who wants what, once each: what the two were made from.
    wishes: HashSet<(usize, Key)>,
    /// Strategies that want what the tables lack.
    unknown: u64,
    /// Strategies whose feeds have ended and whose wishes were taken back.
    settled: u64,
    feeds: Feeds,
    examiner: Examiner,
    scan: Scan,
    stats: RouterStats,
    /// By record kind.
    types: Vec<TypeCounts>,
}

/// What was counted of one message type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TypeCounts {
    /// Elements that some strategy got, or lost.
    pub routed: u64,
    /// Elements that no strategy had asked for.
    pub unrouted: u64,
}

/// Where the readers of a subscription stand.
enum Place {
    /// Those of all items of this kind.
    All(usize),
    /// Those of an item: its entry.
    Named(usize),
}

/// What a router counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RouterStats {
    /// Elements that somebody got.
    pub(crate) routed: u64,
    /// Elements that nobody had asked for.
    pub(crate) unrouted: u64,
    /// What was found amiss in the data.
    pub(crate) watch: WatchStats,
}

/// What a record's header says beyond its frame.
#[derive(Clone, Copy)]
pub(crate) struct Arrival {
    pub(crate) epoch: u32,
    pub(crate) connection: u16,
    pub(crate) rx_kernel: Option<UnixNanos>,
    pub(crate) rx_mono: Mono,
}

impl Arrival {
    /// The link record with this in its header.
    pub(crate) const fn mark(self, link: Link) -> Link {
        link.marked(self.connection, self.epoch, self.rx_mono)
    }
}

impl Router {
    pub(crate) fn new(writers: Vec<FeedWriter>, watch: &WatchSettings) -> Self {
        assert!(writers.len() <= MOST_STRATEGIES, "one bit a strategy");
        Self {
            interests: Interests::new(MESSAGES.len()),
            all: vec![0; MESSAGES.len()],
            wishes: HashSet::new(),
            unknown: 0,
            settled: 0,
            feeds: Feeds::new(writers),
            examiner: Examiner::new(watch),
            scan: Scan::new(&watch.staleness),
            stats: RouterStats::default(),
            types: vec![TypeCounts::default(); MESSAGES.len()],
        }
    }

    pub(crate) const fn stats(&self) -> RouterStats {
        self.stats
    }

    /// What was counted of each type, by record kind.
    pub(crate) fn types(&self) -> &[TypeCounts] {
        &self.types
    }

    /// A strategy wants these from now on. Gives those that it wanted already:
    /// one wish of a strategy is one wish, however often it is told.
    pub(crate) fn add(&mut self, strategy: usize, keys: &[Key]) -> Vec<Key> {
        let mut again = Vec::new();
        for key in keys {
            if !self.wishes.insert((strategy, *key)) {
                again.push(*key);
                continue;
            }
            match self.place(key) {
                Some(Place::All(kind)) => self.all[kind] |= 1 << strategy,
                Some(Place::Named(at)) => {
                    self.name(strategy, at);
                    self.reserve(strategy, key, self.interests[at].symbol);
                }
                None => {}
            }
        }
        again
    }

    /// A strategy named what this entry is of.
    fn name(&mut self, strategy: usize, at: usize) {
        let symbol = self.interests[at].symbol;
        let venue = self.interests.venue(symbol);
        let entry = &mut self.interests[at];
        if entry.readers == 0 {
            // What was before isn't this subscription's.
            entry.silence.forget();
            entry.volume = match self.examiner.watches_volumes_at(venue) {
                true => Volume::WATCHED,
                false => Volume::UNWATCHED,
            };
        }
        entry.readers |= 1 << strategy;
    }

    /// Books of this symbol may have to wait outside the strategy's ring.
    fn reserve(&mut self, strategy: usize, key: &Key, symbol: SymbolId) {
        let message_type = MessageType::from_code(key.type_code());
        if let Some(spec) = message_type.and_then(MessageType::spec) {
            let about = About::new(spec.kind, symbol);
            self.feeds.reserve(strategy, about, spec.record_lines());
        }
    }

    /// A strategy doesn't want these any more. Gives those that it did want.
    pub(crate) fn remove(&mut self, strategy: usize, keys: &[Key]) -> Vec<Key> {
        let mut removed = Vec::new();
        let bit = 1 << strategy;
        for key in keys {
            if !self.wishes.remove(&(strategy, *key)) {
                continue;
            }
            removed.push(*key);
            match self.place(key) {
                Some(Place::All(kind)) => self.all[kind] &= !bit,
                Some(Place::Named(at)) => {
                    let entry = &mut self.interests[at];
                    entry.readers &= !bit;
                    entry.silence.left(bit);
                }
                None => {}
            }
        }
        removed
    }

    /// Nobody gets this any more: there was no room for it.
    pub(crate) fn forget(&mut self, key: &Key) {
        for strategy in 0..self.feeds.count() {
            self.remove(strategy, std::slice::from_ref(key));
        }
    }

    /// Takes back the wishes of a strategy that has ended since the last call:
    /// it dropped its feed, or was cut off. Gives it and them; `None` when
    /// there is no more.
    pub(crate) fn take_abandoned(&mut self) -> Option<(usize, Vec<Key>)> {
        let left = self.feeds.ended() & !self.settled;
        if left == 0 {
            return None;
        }
        let strategy = left.trailing_zeros() as usize;
        self.settled |= 1 << strategy;
        self.unknown &= !(1 << strategy);
        let wishes = self.wishes.iter().filter(|(whose, _)| *whose == strategy);
        let keys: Vec<Key> = wishes.map(|(_, key)| *key).collect();
        Some((strategy, self.remove(strategy, &keys)))
    }

    /// Whether a strategy's feed has ended: it has no wishes any more.
    pub(crate) const fn has_ended(&self, strategy: usize) -> bool {
        self.feeds.ended() & (1 << strategy) != 0
    }

    /// Who gets this; `None` for a type that the tables lack.
    fn place(&mut self, key: &Key) -> Option<Place> {
        let kind = MessageType::from_code(key.type_code())?.kind()?;
        Some(match key.item() {
            "" => Place::All(usize::from(kind.number())),
            item => Place::Named(self.interests.add(kind.number(), item)),
        })
    }

    /// Whether a strategy gets what the tables lack.
    pub(crate) fn set_unknown(&mut self, strategy: usize) {
        self.unknown |= 1 << strategy;
    }

    /// Hands an element to all who asked for it. `clock` is asked when the
    /// record is written. What its table lacks is told where somebody had room
    /// for the record itself.
    #[inline]
    pub(crate) fn deliver(
        &mut self,
        element: &mut Element<'_>,
        arrival: Arrival,
        clock: impl Fn() -> Mono,
    ) {
        let kind = element.kind();
        let all = self.all.get(usize::from(kind.number()));
        let mut readers = *all.unwrap_or(&self.unknown);
        let mut named = 0;
        let mut symbol = SymbolId::NONE;
        let entry = self.interests.find(kind.number(), element.item_bytes());
        if let Some(at) = entry {
            let entry = &mut self.interests[at];
            symbol = entry.symbol;
            named = entry.readers;
            readers |= named;
            if let Some(over) = entry.silence.heard(arrival.rx_mono, arrival.connection) {
                self.tell_fresh(kind, symbol, over, arrival);
            }
        }
        if readers == 0 {
            self.stats.unrouted += 1;
            if let Some(counts) = self.types.get_mut(usize::from(kind.number())) {
                counts.unrouted += 1;
            }
            return;
        }
        if entry.is_none() {
            // Another type of it may have been named.
            symbol = self.interests.symbol(element.item());
        }
        let flags = match kind {
            RecordKind::Trade => {
                let of = (symbol, entry);
                self.deliver_trade(element, of, readers, arrival, &clock)
            }
            _ if self.examiner.wants(kind) => {
                readers = self.deliver_examined(element, symbol, (readers, named), arrival, &clock);
                if readers == 0 {
                    return;
                }
                self.examiner.flags()
            }
            _ => {
                let mut flags = RecordFlags::NONE;
                self.feeds.write(
                    About::new(kind, symbol),
                    lane_of(kind),
                    readers,
                    element.lines(),
                    |lines| {
                        flags = element.write(lines);
                        stamp(&mut lines[0], symbol, arrival, clock());
                    },
                );
                flags
            }
        };
        self.stats.routed += 1;
        if let Some(counts) = self.types.get_mut(usize::from(kind.number())) {
            counts.routed += 1;
        }
        let curious = readers & self.unknown;
        if curious != 0
            && flags.contains(RecordFlags::UNKNOWN_FIELDS)
            && kind != RecordKind::Unknown
        {
            let lines = size_of::<Unknown>() / crate::record::LINE_BYTES;
            self.feeds
                .write(About::NOTHING, lane_of(kind), curious, lines, |lines| {
                    if let Ok(unknown) = Unknown::mut_from_bytes(lines.as_mut_bytes()) {
                        element.write_unknown(unknown);
                    }
                    stamp(&mut lines[0], symbol, arrival, clock());
                });
        }
    }

    /// Tells every strategy what happened to the link.
    pub(crate) fn tell(&mut self, link: Link, arrival: Arrival) {
        self.link_changed(link.event, arrival);
        let link = arrival.mark(link);
        let lines = size_of::<Link>() / crate::record::LINE_BYTES;
        let all = self.feeds.all();
        self.feeds
            .write(About::NOTHING, Lane::Critical, all, lines, |to| {
                to.as_mut_bytes().copy_from_slice(link.as_bytes());
                stamp(&mut to[0], SymbolId::NONE, arrival, arrival.rx_mono);
            });
    }

    /// Wakes who has something new: to be called once a batch. Tells whether
    /// something waits on this side, so that a call soon is worth it.
    pub(crate) fn notify(&mut self) -> bool {
        self.feeds.notify()
    }

    /// Whether something waits on this side.
    pub(crate) fn has_backlog(&self) -> bool {
        self.feeds.has_backlog()
    }

    /// Ends all feeds.
    pub(crate) fn close(&mut self, reason: CloseReason) {
        self.feeds.close(reason);
    }
}

/// Orders and balances may never be lost.
const fn lane_of(kind: RecordKind) -> Lane {
    match kind {
        RecordKind::Order | RecordKind::Balance | RecordKind::UsOrder | RecordKind::UsExecution => {
            Lane::Critical
        }
        _ => Lane::Data,
    }
}

/// Completes a header with what the frame doesn't say.
#[inline]
fn stamp(first: &mut Line, symbol: SymbolId, arrival: Arrival, ready: Mono) {
    let Ok(header) = RecordHeader::mut_from_bytes(first.as_mut_bytes()) else {
        return;
    };
    header.symbol = symbol;
    header.epoch = arrival.epoch;
    header.connection = arrival.connection;
    header.rx_kernel_ns = arrival.rx_kernel.map_or(0, UnixNanos::get);
    header.rx_mono_ns = arrival.rx_mono.nanos();
    header.ready_mono_ns = ready.nanos();
}

#[cfg(test)]
mod tests;
