//! Who gets what: from an element to the strategies that asked for it.
//!
//! Each message type has a set of strategies for each symbol, and one for all
//! symbols, as bits of a word; an element's readers are one look-up of its item
//! and one or of two words. The record is written once, into the first
//! reader's ring, and copied from there to the others.

mod symbols;

use crate::Mono;
use crate::UnixNanos;
use crate::decode::Element;
use crate::record::{Line, Link, RecordFlags, RecordHeader, SymbolId, Unknown};
use crate::ring::{CloseReason, FeedWriter, Lane};
use crate::schema::{MESSAGES, MessageType, RecordKind};
use crate::session::Key;
use std::collections::HashSet;
use std::convert::Infallible;
use symbols::Symbols;
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
    symbols: Symbols,
    /// By record kind.
    routes: Vec<Route>,
    /// Who wants what, once each: what the routes were made from.
    wishes: HashSet<(usize, Key)>,
    /// Strategies that want what the tables lack.
    unknown: u64,
    /// Strategies whose feeds have ended, and those of them whose wishes were
    /// taken back.
    ended: u64,
    settled: u64,
    writers: Vec<FeedWriter>,
    /// The last number of the one order of events.
    sequence: u64,
    stats: RouterStats,
}

/// The readers of one message type.
#[derive(Clone, Default)]
struct Route {
    /// Those of all symbols.
    all: u64,
    /// By symbol; shorter than the symbols where the last ones have none.
    by_symbol: Vec<u64>,
}

/// What a router counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RouterStats {
    /// Elements that somebody got.
    pub(crate) routed: u64,
    /// Elements that nobody had asked for.
    pub(crate) unrouted: u64,
}

/// What a record's header says beyond its frame.
#[derive(Clone, Copy)]
pub(crate) struct Arrival {
    pub(crate) epoch: u32,
    pub(crate) connection: u16,
    pub(crate) rx_kernel: Option<UnixNanos>,
    pub(crate) rx_mono: Mono,
}

impl Router {
    pub(crate) fn new(writers: Vec<FeedWriter>) -> Self {
        assert!(writers.len() <= MOST_STRATEGIES, "one bit a strategy");
        Self {
            symbols: Symbols::default(),
            routes: vec![Route::default(); MESSAGES.len()],
            wishes: HashSet::new(),
            unknown: 0,
            ended: 0,
            settled: 0,
            writers,
            sequence: 0,
            stats: RouterStats::default(),
        }
    }

    pub(crate) const fn stats(&self) -> RouterStats {
        self.stats
    }

    /// A strategy wants these from now on. Gives those that it wanted already:
    /// one wish of a strategy is one wish, however often it is told.
    pub(crate) fn add(&mut self, strategy: usize, keys: &[Key]) -> Vec<Key> {
        let mut again = Vec::new();
        for key in keys {
            if !self.wishes.insert((strategy, *key)) {
                again.push(*key);
            } else if let Some(readers) = self.readers(key) {
                *readers |= 1 << strategy;
            }
        }
        again
    }

    /// A strategy doesn't want these any more. Gives those that it did want.
    pub(crate) fn remove(&mut self, strategy: usize, keys: &[Key]) -> Vec<Key> {
        let mut removed = Vec::new();
        for key in keys {
            if self.wishes.remove(&(strategy, *key)) {
                removed.push(*key);
                if let Some(readers) = self.readers(key) {
                    *readers &= !(1 << strategy);
                }
            }
        }
        removed
    }

    /// Nobody gets this any more: there was no room for it.
    pub(crate) fn forget(&mut self, key: &Key) {
        for strategy in 0..self.writers.len() {
            self.remove(strategy, std::slice::from_ref(key));
        }
    }

    /// Takes back the wishes of strategies that have ended since the last call:
    /// they dropped their feed, or were cut off. Gives them, once for each
    /// strategy.
    pub(crate) fn take_abandoned(&mut self) -> Vec<Key> {
        let mut abandoned = Vec::new();
        while self.ended != self.settled {
            let strategy = (self.ended & !self.settled).trailing_zeros() as usize;
            self.settled |= 1 << strategy;
            self.unknown &= !(1 << strategy);
            let wishes = self.wishes.iter().filter(|(whose, _)| *whose == strategy);
            let keys: Vec<Key> = wishes.map(|(_, key)| *key).collect();
            abandoned.extend(self.remove(strategy, &keys));
        }
        abandoned
    }

    /// Whether a strategy's feed has ended: it has no wishes any more.
    pub(crate) const fn has_ended(&self, strategy: usize) -> bool {
        self.ended & (1 << strategy) != 0
    }

    /// Who gets this; `None` for a type that the tables lack.
    fn readers(&mut self, key: &Key) -> Option<&mut u64> {
        let kind = MessageType::from_code(key.type_code())?.kind()?;
        let route = self.routes.get_mut(usize::from(kind.number()))?;
        if key.item().is_empty() {
            return Some(&mut route.all);
        }
        let at = self.symbols.intern(key.item());
        if route.by_symbol.len() <= at {
            route.by_symbol.resize(at + 1, 0);
        }
        route.by_symbol.get_mut(at)
    }

    /// Whether a strategy gets what the tables lack.
    pub(crate) fn set_unknown(&mut self, strategy: usize) {
        self.unknown |= 1 << strategy;
    }

    /// Hands an element to all who asked for it. `clock` is asked when the
    /// record is written.
    #[inline]
    pub(crate) fn deliver(
        &mut self,
        element: &mut Element<'_>,
        arrival: Arrival,
        clock: impl Fn() -> Mono,
    ) {
        let kind = element.kind();
        let symbol = self.symbols.find(element.item());
        let readers = match self.routes.get(usize::from(kind.number())) {
            Some(route) => {
                let named = symbol.and_then(|at| route.by_symbol.get(at));
                route.all | named.copied().unwrap_or(0)
            }
            None => self.unknown,
        };
        if readers == 0 {
            self.stats.unrouted += 1;
            return;
        }
        self.stats.routed += 1;
        let symbol = symbol.map_or(SymbolId::NONE, SymbolId::from_index);
        let lane = lane_of(kind);
        let mut flags = RecordFlags::NONE;
        self.write(lane, readers, element.lines(), |lines| {
            flags = element.write(lines);
            stamp(&mut lines[0], symbol, arrival, clock());
        });
        let curious = readers & self.unknown;
        if curious != 0
            && flags.contains(RecordFlags::UNKNOWN_FIELDS)
            && kind != RecordKind::Unknown
        {
            self.write(lane, curious, size_of::<Unknown>() / 64, |lines| {
                if let Ok(unknown) = Unknown::mut_from_bytes(lines.as_mut_bytes()) {
                    element.write_unknown(unknown);
                }
                stamp(&mut lines[0], symbol, arrival, clock());
            });
        }
    }

    /// Tells every strategy what happened to the link.
    pub(crate) fn tell(&mut self, mut link: Link, arrival: Arrival) {
        link.header.kind = RecordKind::Link.number();
        let lines = size_of::<Link>() / crate::record::LINE_BYTES;
        #[expect(clippy::cast_possible_truncation, reason = "four lines")]
        let length = lines as u8;
        link.header.lines = length;
        let all = u64::MAX.unbounded_shr(64 - u32::try_from(self.writers.len()).unwrap_or(64));
        self.write(Lane::Critical, all, lines, |to| {
            to.as_mut_bytes().copy_from_slice(link.as_bytes());
            stamp(&mut to[0], SymbolId::NONE, arrival, arrival.rx_mono);
        });
    }

    /// Writes one record for all of `readers`: into the ring of the first who
    /// has room, and from there into the others'.
    #[inline]
    fn write(&mut self, lane: Lane, readers: u64, lines: usize, fill: impl FnOnce(&mut [Line])) {
        self.sequence += 1;
        let mut fill = Some(fill);
        let mut left = readers;
        while left != 0 {
            let at = left.trailing_zeros() as usize;
            left &= left - 1;
            let (first, others) = self.writers.split_at_mut(at + 1);
            // Who has no room is told so by its own ring.
            _ = first[at].write(lane, self.sequence, lines, |to| {
                if let Some(fill) = fill.take() {
                    fill(to);
                }
                RecordHeader::mut_from_prefix(to.as_mut_bytes())
                    .map(|(header, _)| header.sequence = self.sequence)
                    .ok();
                while left != 0 {
                    let other = left.trailing_zeros() as usize - at - 1;
                    left &= left - 1;
                    _ = others[other].write_copy(lane, to);
                }
                Ok::<_, Infallible>(())
            });
        }
    }

    /// Wakes who has something new: to be called once a batch. Tells whether
    /// something waits on this side, so that a call soon is worth it.
    pub(crate) fn notify(&mut self) -> bool {
        let mut backlog = false;
        for (at, writer) in self.writers.iter_mut().enumerate() {
            if writer.reader_gone() {
                // Nobody reads it any more: nothing is to pile up for it.
                writer.close(CloseReason::Abandoned);
            }
            if writer.closed().is_some() {
                self.ended |= 1 << at;
            }
            writer.notify();
            backlog |= writer.has_backlog();
        }
        backlog
    }

    /// Ends all feeds.
    pub(crate) fn close(&mut self, reason: CloseReason) {
        for writer in &mut self.writers {
            writer.close(reason);
        }
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
