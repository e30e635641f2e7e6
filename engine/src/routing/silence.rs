//! Telling who has fallen silent, and who speaks again.

use super::{Arrival, Router, id_of, stamp};
use crate::record::{LinkEventKind, Staleness, StalenessEvent, Text};
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
    /// Where to go on: a record kind and a symbol.
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
        let phases = &self.routes[usize::from(RecordKind::MarketPhase.number())];
        let hears_phases = phases.all != 0 || phases.by_symbol.iter().any(|it| it.readers != 0);
        self.scan.silences.begin(now, wall, hears_phases);
        let mut left = SLICE;
        while left > 0 {
            let (kind, symbol) = self.scan.next;
            if kind >= self.routes.len() {
                self.scan.next = (0, 0);
                break;
            }
            let watched = self.scan.silences.limit(kind).is_some();
            if !watched || symbol >= self.routes[kind].by_symbol.len() {
                self.scan.next = (kind + 1, 0);
                continue;
            }
            self.scan.next = (kind, symbol + 1);
            left -= 1;
            self.look(MESSAGES[kind].kind, symbol, now);
        }
        let round_ended = self.scan.next == (0, 0);
        self.scan.silences.end(now, round_ended);
    }

    fn look(&mut self, kind: RecordKind, symbol: usize, now: Mono) {
        let route = &mut self.routes[usize::from(kind.number())];
        let entry = &mut route.by_symbol[symbol];
        if entry.readers == 0 {
            return;
        }
        let silences = &self.scan.silences;
        let readers = entry.readers | route.all;
        let stats = &mut self.stats.watch;
        let Some(stale) = silences.judge(&mut entry.silence, kind, readers, now, stats) else {
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
        symbol: Option<usize>,
        over: (u64, Duration),
        arrival: Arrival,
    ) {
        self.stats.watch.fresh += 1;
        let symbol = symbol.unwrap_or(usize::MAX);
        self.tell_staleness(StalenessEvent::FRESH, kind, symbol, over, arrival);
    }

    fn tell_staleness(
        &mut self,
        event: StalenessEvent,
        kind: RecordKind,
        symbol: usize,
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
        record.header.item = self.symbols.item(symbol);
        record.header.venue = self.symbols.venue(symbol);
        let lines = size_of::<Staleness>() / crate::record::LINE_BYTES;
        self.feeds
            .write(About::NOTHING, Lane::Critical, readers, lines, |to| {
                to.as_mut_bytes().copy_from_slice(record.as_bytes());
                stamp(&mut to[0], id_of(Some(symbol)), arrival, arrival.rx_mono);
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
        for route in &mut self.routes {
            for entry in &mut route.by_symbol {
                if entry.silence.hangs_on(connection) {
                    entry.silence.forget();
                }
            }
        }
    }
}
