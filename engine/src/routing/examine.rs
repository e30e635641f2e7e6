//! Types that are looked into on their way: trades for what is missing between
//! them, interruptions for what comes twice, the market's phases.
//!
//! A trade is checked where it was written, in the first reader's ring, right
//! before it is published. Only if something is missing before it, it is taken
//! out again until that is told. The other two are rare: they are written
//! beside the rings first.

use super::feeds::Written;
use super::{Arrival, LONGEST_RECORD, Router, lane_of, stamp};
use crate::Mono;
use crate::decode::Element;
use crate::record::{
    Line, MarketPhase, RecordFlags, RecordHeader, RecordRef, SymbolId, Trade, TradesMissing, Venue,
    VolatilityInterruption,
};
use crate::ring::{About, Lane};
use crate::schema::RecordKind;
use crate::watch::{self, Interruptions, Missing, WatchSettings};
use zerocopy::IntoBytes as _;

/// What the types that are looked into are held against.
pub(super) struct Examiner {
    /// Whether missing trades are to be told.
    missing_trades: bool,
    /// `None` where doubled interruptions aren't to be dropped.
    interruptions: Option<Interruptions>,
    /// Where a record stands before it is in a ring.
    scratch: Box<[Line]>,
    /// The marks of the last record there.
    flags: RecordFlags,
}

impl Examiner {
    pub(super) fn new(settings: &WatchSettings) -> Self {
        let interruptions = settings.drop_duplicate_interruptions;
        Self {
            missing_trades: settings.missing_trades,
            interruptions: interruptions.then(Interruptions::default),
            scratch: vec![Line::ZERO; LONGEST_RECORD].into(),
            flags: RecordFlags::NONE,
        }
    }

    /// Whether the trades of an item that trades there are held against its
    /// volume.
    pub(super) fn watches_volumes_at(&self, venue: Venue) -> bool {
        // It isn't known what the figures of both venues together count.
        self.missing_trades && venue != Venue::SOR
    }

    /// What came over a lost connection doesn't count any more.
    pub(super) fn forget_interruptions(&mut self) {
        if let Some(interruptions) = &mut self.interruptions {
            interruptions.forget();
        }
    }

    /// Whether records of this kind are looked into.
    #[inline]
    pub(super) const fn wants(&self, kind: RecordKind) -> bool {
        match kind {
            RecordKind::VolatilityInterruption => self.interruptions.is_some(),
            RecordKind::MarketPhase => true,
            _ => false,
        }
    }

    /// The marks of the last record that was looked into.
    pub(super) const fn flags(&self) -> RecordFlags {
        self.flags
    }
}

impl Router {
    /// Hands a trade to `readers`, and before it, what is missing before it: of
    /// this symbol, and with this entry, if it was named. Gives its marks.
    #[inline]
    pub(super) fn deliver_trade(
        &mut self,
        element: &mut Element<'_>,
        (symbol, entry): (SymbolId, Option<usize>),
        readers: u64,
        arrival: Arrival,
        clock: &impl Fn() -> Mono,
    ) -> RecordFlags {
        let count = element.lines();
        let mut flags = RecordFlags::NONE;
        let mut missing = None;
        let stats = &mut self.stats.watch;
        let about = About::new(RecordKind::Trade, symbol);
        let volume = entry.map(|at| &mut self.interests[at].volume);
        let Some(volume) = volume.filter(|it| it.is_watched()) else {
            self.feeds
                .write(about, Lane::Data, readers, count, |lines| {
                    flags = element.write(lines);
                    stamp(&mut lines[0], symbol, arrival, clock());
                });
            return flags;
        };
        let scratch = &mut self.examiner.scratch[..count];
        let written = self
            .feeds
            .write_if(about, Lane::Data, readers, count, |lines| {
                flags = element.write(lines);
                stamp(&mut lines[0], symbol, arrival, clock());
                missing = volume.trade(figures(lines), stats);
                if missing.is_some() {
                    scratch.copy_from_slice(lines);
                }
                missing.is_none()
            });
        if written == Written::NoRoom {
            // What a ring loses isn't to be taken for what the server left out.
            element.write(scratch);
            stamp(&mut scratch[0], symbol, arrival, arrival.rx_mono);
            missing = volume.trade(figures(scratch), stats);
        }
        if let Some(missing) = missing {
            self.tell_missing(&missing, readers);
        }
        if let Written::Withheld(left) = written {
            let trade = &self.examiner.scratch[..count];
            self.feeds.write(about, Lane::Data, left, count, |lines| {
                lines.copy_from_slice(trade)
            });
        }
        flags
    }

    /// Looks into an element, then hands it to all who asked for it: to
    /// `readers`, of whom some named its item. Gives who got it.
    pub(super) fn deliver_examined(
        &mut self,
        element: &mut Element<'_>,
        symbol: SymbolId,
        (mut readers, named): (u64, u64),
        arrival: Arrival,
        clock: &impl Fn() -> Mono,
    ) -> u64 {
        let kind = element.kind();
        let mut scratch = std::mem::take(&mut self.examiner.scratch);
        let record = &mut scratch[..element.lines()];
        self.examiner.flags = element.write(record);
        stamp(&mut record[0], symbol, arrival, arrival.rx_mono);
        let reference = RecordRef::new(record);
        match kind {
            RecordKind::VolatilityInterruption => {
                let record = reference.and_then(RecordRef::get);
                if record.is_some_and(|record| self.is_duplicate(record)) {
                    // Who asked for this very item gets it all the same.
                    readers &= named;
                    self.stats.watch.duplicate_interruptions += 1;
                }
            }
            RecordKind::MarketPhase => {
                if let Some(record) = reference.and_then(RecordRef::get::<MarketPhase>) {
                    let code = record.market_phase.get().unwrap_or_default();
                    self.scan.announce(code, arrival.rx_mono);
                }
            }
            _ => {}
        }
        if readers != 0 {
            self.feeds.write(
                About::new(kind, symbol),
                lane_of(kind),
                readers,
                record.len(),
                |lines| {
                    lines.copy_from_slice(record);
                    stamp(&mut lines[0], symbol, arrival, clock());
                },
            );
        }
        self.examiner.scratch = scratch;
        readers
    }

    /// Tells what is missing before the trade that was put aside.
    #[cold]
    fn tell_missing(&mut self, missing: &Missing, readers: u64) {
        let trade = RecordRef::new(&self.examiner.scratch);
        let mut header = trade.map_or(RecordHeader::EMPTY, |trade| *trade.header());
        header.kind = RecordKind::TradesMissing.number();
        header.flags = RecordFlags::NONE;
        let record = TradesMissing {
            header,
            quantity: missing.quantity,
            previous: missing.previous,
            cumulative: missing.cumulative,
            ..TradesMissing::EMPTY
        };
        let lines = size_of::<TradesMissing>() / crate::record::LINE_BYTES;
        self.feeds
            .write(About::NOTHING, Lane::Critical, readers, lines, |to| {
                to.as_mut_bytes().copy_from_slice(record.as_bytes());
            });
    }

    fn is_duplicate(&mut self, record: &VolatilityInterruption) -> bool {
        let seen = self.examiner.interruptions.as_mut();
        seen.is_some_and(|seen| seen.is_duplicate(record))
    }
}

/// What a trade says of volumes.
#[inline]
fn figures(lines: &[Line]) -> watch::Trade {
    let trade = RecordRef::new(lines).and_then(RecordRef::get::<Trade>);
    let trade = trade.unwrap_or(&Trade::EMPTY);
    watch::Trade {
        link: (trade.header.connection, trade.header.epoch),
        cumulative: trade.cumulative_volume.get(),
        volume: trade.volume.get(),
    }
}
