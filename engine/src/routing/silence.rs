//! Telling who has fallen silent, and who speaks again.

use super::{Arrival, Router, stamp};
use crate::record::{LinkEventKind, Staleness, StalenessEvent, SymbolId, Text};
use crate::ring::{About, Lane};
use crate::schema::{MESSAGES, RecordKind};
use crate::watch::{Silences, StalenessLimits};
use crate::{Mono, UnixNanos};
use std::time::Duration;
use zerocopy::IntoBytes as _;

/// Items that are looked at in one go: a few microseconds.
const SLICE: usize = 1_024;

/// Looks at all items in turn.
pub(super) struct Scan {
    silences: Silences,
    /// Where to go on: a record kind, and the rank of one of its items.
    next: (usize, usize),
}

impl Scan {
    pub(super) fn new(limits: &StalenessLimits) -> Self {
        Self {
            silences: Silences::new(limits),
            next: (0, 0),
        }
    }

    /// A market announced a phase.
    pub(super) fn announce(&mut self, code: &str, now: Mono) {
        self.silences.announce(code, now);
    }
}

impl Router {
    /// When [`tick`](Self::tick) is to be called; `None` while it needn't be.
    pub(crate) fn next_deadline(&self) -> Option<Mono> {
        self.scan.silences.next_deadline()
    }

    /// Looks for items that have fallen silent: at some of them, each time.
    /// `wall` is the time of day.
    pub(crate) fn tick(&mut self, now: Mono, wall: UnixNanos) {
        let phases = usize::from(RecordKind::MarketPhase.number());
        let hears_phases =
            self.all[phases] != 0 || self.interests.of_kind(phases).any(|it| it.readers != 0);
        self.scan.silences.begin(now, wall, hears_phases);
        let mut left = SLICE;
        while left > 0 {
            let (kind, rank) = self.scan.next;
            if kind >= self.all.len() {
                self.scan.next = (0, 0);
                break;
            }
            let watched = self.scan.silences.limit(kind).is_some();
            match self.interests.ranked(kind, rank).filter(|_| watched) {
                Some(at) => {
                    self.scan.next = (kind, rank + 1);
                    left -= 1;
                    self.look(MESSAGES[kind].kind, at, now);
                }
                None => self.scan.next = (kind + 1, 0),
            }
        }
        let round_ended = self.scan.next == (0, 0);
        self.scan.silences.end(now, round_ended);
    }

    fn look(&mut self, kind: RecordKind, at: usize, now: Mono) {
        let symbol = self.interests[at].symbol;
        let venue = self.interests.venue(symbol);
        let entry = &mut self.interests[at];
        if entry.readers == 0 {
            return;
        }
        let silences = &self.scan.silences;
        let readers = entry.readers | self.all[usize::from(kind.number())];
        let (what, stats) = ((kind, venue), &mut self.stats.watch);
        let Some(stale) = silences.judge(&mut entry.silence, what, readers, now, stats) else {
            return;
        };
        let connection = entry.silence.connection().unwrap_or(0);
        let arrival = Arrival {
            epoch: silences.epoch(connection),
            connection,
            rx_kernel: None,
            rx_mono: now,
        };
        self.tell_staleness(StalenessEvent::STALE, kind, symbol, stale, arrival);
    }

    /// Tells that an item isn't silent any more, to those who knew it to be.
    #[cold]
    pub(super) fn tell_fresh(
        &mut self,
        kind: RecordKind,
        symbol: SymbolId,
        over: (u64, Duration),
        arrival: Arrival,
    ) {
        self.stats.watch.fresh += 1;
        self.tell_staleness(StalenessEvent::FRESH, kind, symbol, over, arrival);
    }

    fn tell_staleness(
        &mut self,
        event: StalenessEvent,
        kind: RecordKind,
        symbol: SymbolId,
        (readers, quiet): (u64, Duration),
        arrival: Arrival,
    ) {
        let at = usize::from(kind.number());
        let code = MESSAGES[at].message_type;
        let mut record = Staleness {
            quiet_ns: u64::try_from(quiet.as_nanos()).unwrap_or(u64::MAX),
            limit_ns: self.scan.silences.limit(at).unwrap_or(0),
            message_type: Text::new(code.code()),
            event,
            ..Staleness::EMPTY
        };
        record.header.kind = RecordKind::Staleness.number();
        record.header.item = self.interests.item(symbol);
        record.header.venue = self.interests.venue(symbol);
        let lines = size_of::<Staleness>() / crate::record::LINE_BYTES;
        self.feeds
            .write(About::NOTHING, Lane::Critical, readers, lines, |to| {
                to.as_mut_bytes().copy_from_slice(record.as_bytes());
                stamp(&mut to[0], symbol, arrival, arrival.rx_mono);
            });
    }

    /// What a connection's fate means for what is watched.
    pub(super) fn link_changed(&mut self, event: LinkEventKind, arrival: Arrival) {
        let connection = arrival.connection;
        let silences = &mut self.scan.silences;
        match event {
            LinkEventKind::RESTORED => {
                silences.live(connection, arrival.epoch, arrival.rx_mono);
                return;
            }
            LinkEventKind::CONNECTING | LinkEventKind::DOWN => silences.down(connection),
            LinkEventKind::STOPPED => silences.stopped(connection),
            _ => return,
        }
        self.examiner.forget_interruptions();
        for entry in self.interests.all_mut() {
            if entry.silence.hangs_on(connection) {
                entry.silence.forget();
            }
        }
    }
}
