//! The newest record of each item, for a strategy to look up.

use super::{Gap, Line, Link, LinkEventKind, RecordKind, RecordRef, Text, TypedRecord};
use std::collections::HashMap;
use std::fmt;
use zerocopy::IntoBytes as _;

/// Whether each record of this kind says all that there is to say, so that
/// nothing of the ones before is missed.
pub(crate) const fn is_picture(kind: RecordKind) -> bool {
    matches!(
        kind,
        RecordKind::BestQuote
            | RecordKind::OrderBook
            | RecordKind::AfterHoursBook
            | RecordKind::UsOrderBook
    )
}

/// The newest record of each item, as far as it can be relied on.
///
/// A strategy that wants to look up the newest book or trade of any item while
/// it deals with another keeps one of these, and shows it **every** record of
/// its feed:
///
/// ```no_run
/// use kiwoom_engine::record::{Latest, OrderBook, Trade};
/// use kiwoom_engine::schema::RecordKind;
/// # fn look(mut feed: kiwoom_engine::Feed) -> Result<(), kiwoom_engine::Closed> {
/// let mut latest = Latest::of([RecordKind::OrderBook, RecordKind::Trade]);
/// feed.each(256, |record| {
///     latest.take(record);
///     if let Some(trade) = record.get::<Trade>()
///         && let Some(book) = latest.get::<OrderBook>(trade.header.item())
///     {
///         println!("{} at {:?}", trade.last, book.levels[0].bid_price);
///     }
/// })?;
/// # Ok(())
/// # }
/// ```
///
/// What it can't vouch for it doesn't give: after a
/// [`DOWN`](LinkEventKind::DOWN) nothing that came over that connection, and
/// after a [`Gap`] nothing that came before the gap but order books and best quotes
/// (of which the newest is never dropped, unless the strategy chose so: then
/// call [`forget`](Self::forget) at a gap). An item is known again with its next
/// record.
///
/// Takes memory for one record of each item and kind that came, of those
/// subscribed by name, and allocates when the first one comes. A look-up is one
/// of a hash table.
pub struct Latest {
    kinds: Vec<RecordKind>,
    places: HashMap<(u8, Text<16>), Place>,
    /// By connection: records of this epoch and before don't hold any more.
    over: Vec<u32>,
    /// Records that were shown. What is older than what is told by when it was shown:
    /// after a gap, latest values may come again with the numbers that they had.
    seen: u64,
    /// As many had been shown at the last gap.
    lost: u64,
    /// As many had been shown when all were forgotten.
    forgotten: u64,
}

/// An item's newest record of a kind.
struct Place {
    /// As many records had been shown, with this one.
    seen: u64,
    lines: Box<[Line]>,
}

impl Latest {
    /// Keeps the records of these kinds.
    #[must_use]
    pub fn of(kinds: impl IntoIterator<Item = RecordKind>) -> Self {
        Self {
            kinds: kinds.into_iter().collect(),
            places: HashMap::new(),
            over: Vec::new(),
            lost: 0,
            forgotten: 0,
            seen: 0,
        }
    }

    /// Takes note of a record.
    pub fn take(&mut self, record: RecordRef<'_>) {
        let header = record.header();
        self.seen += 1;
        if let Some(link) = record.get::<Link>() {
            if link.event == LinkEventKind::DOWN {
                let connection = usize::from(header.connection());
                if self.over.len() <= connection {
                    self.over.resize(connection + 1, 0);
                }
                self.over[connection] = header.epoch();
            }
            return;
        }
        if record.get::<Gap>().is_some() {
            self.lost = self.seen;
            return;
        }
        let Some(kind) = record.kind().filter(|kind| self.kinds.contains(kind)) else {
            return;
        };
        if header.symbol().index().is_none() {
            return;
        }
        let bytes = record.as_bytes();
        let place = self.places.entry((kind.number(), header.item));
        let place = place.or_insert_with(|| Place {
            seen: 0,
            lines: vec![Line::ZERO; bytes.len() / super::LINE_BYTES].into(),
        });
        let lines = place.lines.as_mut_bytes();
        if lines.len() == bytes.len() {
            lines.copy_from_slice(bytes);
            place.seen = self.seen;
        }
    }

    /// The newest record of an item, such as `005930_AL`; `None` when there was
    /// none yet, or none since it can't be relied on any more.
    #[must_use]
    pub fn get<R: TypedRecord>(&self, item: &str) -> Option<&R> {
        let place = self.places.get(&(R::KIND.number(), Text::new(item)))?;
        self.valid(place)?.get()
    }

    /// All records that it gives, in no order. Allocates nothing.
    pub fn records(&self) -> impl Iterator<Item = RecordRef<'_>> {
        self.places.values().filter_map(|place| self.valid(place))
    }

    /// The record there, if it can be relied on.
    fn valid<'a>(&self, place: &'a Place) -> Option<RecordRef<'a>> {
        let record = RecordRef::new(&place.lines)?;
        let header = record.header();
        let over = self.over.get(usize::from(header.connection()));
        let holds = over.is_none_or(|over| header.epoch() > *over)
            && place.seen > self.forgotten
            && (place.seen > self.lost || record.kind().is_some_and(is_picture));
        holds.then_some(record)
    }

    /// Gives nothing of what came until now.
    pub fn forget(&mut self) {
        self.forgotten = self.seen;
    }
}

impl fmt::Debug for Latest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Latest")
            .field("kinds", &self.kinds)
            .field("records", &self.places.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{BestQuote, RecordHeader, SymbolId, Trade};

    fn header(kind: RecordKind, item: &str, sequence: u64) -> RecordHeader {
        RecordHeader {
            kind: kind.number(),
            symbol: SymbolId::from_index(3),
            item: Text::new(item),
            sequence,
            epoch: 1,
            ..RecordHeader::EMPTY
        }
    }

    /// A record whose header says so, as long as its type.
    macro_rules! record {
        ($record:ident, $header:expr) => {{
            let mut record = $record::EMPTY;
            record.header = $header;
            record.header.lines = (size_of::<$record>() / 64) as u8;
            record
        }};
    }

    fn trade(item: &str, sequence: u64) -> Trade {
        record!(Trade, header(RecordKind::Trade, item, sequence))
    }

    fn latest() -> Latest {
        Latest::of([RecordKind::Trade, RecordKind::BestQuote])
    }

    fn sequence<R: TypedRecord>(latest: &Latest, item: &str) -> Option<u64> {
        Some(latest.get::<R>(item)?.header().sequence())
    }

    #[test]
    fn the_newest_of_each_item_is_kept() {
        let mut latest = latest();
        for (item, number) in [("A", 1), ("B", 2), ("A", 3)] {
            latest.take(RecordRef::of(&trade(item, number)));
        }
        assert_eq!(sequence::<Trade>(&latest, "A"), Some(3));
        assert_eq!(sequence::<Trade>(&latest, "B"), Some(2));
        assert_eq!(sequence::<Trade>(&latest, "C"), None);
        assert_eq!(sequence::<BestQuote>(&latest, "A"), None);
        // One that nobody subscribed by name: its memory would have no bound.
        let mut nameless = trade("D", 4);
        nameless.header.symbol = SymbolId::NONE;
        latest.take(RecordRef::of(&nameless));
        assert_eq!(sequence::<Trade>(&latest, "D"), None);
        latest.forget();
        assert_eq!(sequence::<Trade>(&latest, "A"), None);
        latest.take(RecordRef::of(&trade("A", 5)));
        assert_eq!(sequence::<Trade>(&latest, "A"), Some(5));
    }

    #[test]
    fn an_outage_takes_what_came_over_its_connection() {
        let mut latest = latest();
        let mut other = trade("B", 2);
        other.header.connection = 1;
        latest.take(RecordRef::of(&trade("A", 1)));
        latest.take(RecordRef::of(&other));
        let mut down = record!(Link, header(RecordKind::Link, "", 3));
        down.event = LinkEventKind::DOWN;
        latest.take(RecordRef::of(&down));
        assert_eq!(sequence::<Trade>(&latest, "A"), None);
        assert_eq!(sequence::<Trade>(&latest, "B"), Some(2));
        // An attempt that failed ends no other epoch.
        latest.take(RecordRef::of(&down));
        let mut again = trade("A", 4);
        again.header.epoch = 2;
        latest.take(RecordRef::of(&again));
        latest.take(RecordRef::of(&down));
        assert_eq!(sequence::<Trade>(&latest, "A"), Some(4));
    }

    #[test]
    fn a_gap_leaves_only_whole_pictures() {
        let mut latest = latest();
        let quote = record!(BestQuote, header(RecordKind::BestQuote, "A", 1));
        latest.take(RecordRef::of(&quote));
        latest.take(RecordRef::of(&trade("A", 2)));
        let mut gap = record!(Gap, header(RecordKind::Gap, "", 5));
        gap.last = 5;
        latest.take(RecordRef::of(&gap));
        assert_eq!(sequence::<Trade>(&latest, "A"), None);
        assert_eq!(sequence::<BestQuote>(&latest, "A"), Some(1));
        let all = |latest: &Latest| -> Vec<u64> {
            let numbers = latest.records().map(|it| it.header().sequence());
            let mut numbers: Vec<u64> = numbers.collect();
            numbers.sort_unstable();
            numbers
        };
        assert_eq!(all(&latest), [1]);
        latest.take(RecordRef::of(&trade("A", 6)));
        assert_eq!(sequence::<Trade>(&latest, "A"), Some(6));
        assert_eq!(all(&latest), [1, 6]);
        // Who joined an engine again is told what was missed, and then gets what was
        // the newest meanwhile, with the number that it had.
        gap.last = 20;
        latest.take(RecordRef::of(&gap));
        latest.take(RecordRef::of(&trade("A", 15)));
        assert_eq!(all(&latest), [1, 15]);
    }
}
