//! Who gets what, with real rings of any size: by the records' headers alone.

mod delivery;
mod endings;
mod model;
mod wishes;

use crate::decode::{Decoder, PADDING};
use crate::record::{Record, RecordFlags, RecordRef, SymbolId};
use crate::ring::{CloseReason, FeedConfig, Head, Readers, feed};
use crate::routing::{Arrival, LONGEST_RECORD, Router};
use crate::session::Key;
use crate::watch::WatchSettings;
use crate::{Mono, UnixNanos};
use std::cell::Cell;

/// Rings with room for whatever a test sends.
const ROOMY: FeedConfig = FeedConfig {
    critical_lines: 1 << 14,
    data_lines: 1 << 14,
    spill_lines: 0,
    largest_record: LONGEST_RECORD,
};

/// Rings as small as they may be.
const TIGHT: FeedConfig = FeedConfig {
    critical_lines: 2 * LONGEST_RECORD,
    data_lines: 2 * LONGEST_RECORD,
    spill_lines: 2 * LONGEST_RECORD,
    largest_record: LONGEST_RECORD,
};

const ARRIVAL: Arrival = Arrival {
    epoch: 3,
    connection: 0,
    rx_kernel: Some(UnixNanos::new(1_000)),
    rx_mono: Mono::from_nanos(2_000),
};

/// A router with the reading ends of its feeds, and a decoder before it.
struct Bench {
    router: Router,
    readers: Vec<Option<Readers>>,
    decoder: Decoder,
    /// What the clock shows: it goes on by one with each look.
    clock: Cell<u64>,
}

/// A record as a strategy saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    sequence: u64,
    /// The type's code, or `link`, `gap`, `unknown`.
    what: String,
    item: String,
    symbol: SymbolId,
    flags: RecordFlags,
    /// How many a gap told of.
    lost: u64,
}

fn key(text: &str) -> Key {
    let (code, item) = text.split_once(' ').unwrap_or((text, ""));
    Key::new(code, item).unwrap()
}

/// `"0B 005930, 00"` as keys.
fn keys(text: &str) -> Vec<Key> {
    let parts = text.split(", ").filter(|part| !part.is_empty());
    parts.map(key).collect()
}

/// An element of this type and item.
fn element(code: &str, item: &str, values: &str) -> String {
    format!(r#"{{"type":"{code}","name":"","item":"{item}","values":{{{values}}}}}"#)
}

impl Bench {
    fn new(sizes: &[FeedConfig]) -> Self {
        let feeds = sizes.iter().map(|sizes| feed(sizes).unwrap());
        let (writers, readers): (Vec<_>, Vec<_>) = feeds.unzip();
        Self {
            router: Router::new(writers, &WatchSettings::default()),
            readers: readers.into_iter().map(Some).collect(),
            decoder: Decoder::new(),
            clock: Cell::new(10_000),
        }
    }

    /// So many strategies with roomy rings.
    fn of(strategies: usize) -> Self {
        Self::new(&vec![ROOMY; strategies])
    }

    fn add(&mut self, strategy: usize, wishes: &str) -> Vec<Key> {
        self.router.add(strategy, &keys(wishes))
    }

    fn remove(&mut self, strategy: usize, wishes: &str) -> Vec<Key> {
        self.router.remove(strategy, &keys(wishes))
    }

    /// Delivers a frame of these elements.
    fn frame(&mut self, elements: &[String]) {
        let frame = format!(r#"{{"trnm":"REAL","data":[{}]}}"#, elements.join(","));
        let mut bytes = frame.clone().into_bytes();
        bytes.resize(frame.len() + PADDING, 0);
        let clock = || {
            self.clock.set(self.clock.get() + 1);
            Mono::from_nanos(self.clock.get())
        };
        let router = &mut self.router;
        let decoded = self.decoder.decode(&mut bytes, frame.len(), |element| {
            router.deliver(element, ARRIVAL, clock);
        });
        assert_eq!(decoded, Ok(elements.len()));
    }

    /// Delivers one element without values.
    fn send(&mut self, code: &str, item: &str) {
        self.frame(&[element(code, item, "")]);
    }

    /// Everything that a strategy can read now, and why its feed ended if so.
    fn drain(&mut self, strategy: usize) -> (Vec<Seen>, Option<CloseReason>) {
        let mut seen = Vec::new();
        let closed = self.read(strategy, |record| seen.push(look(record)));
        (seen, closed)
    }

    /// What a strategy can read now, in short: `0B 005930`.
    fn got(&mut self, strategy: usize) -> Vec<String> {
        let (seen, _) = self.drain(strategy);
        let short = |it: Seen| format!("{} {}", it.what, it.item).trim_end().to_owned();
        seen.into_iter().map(short).collect()
    }

    fn read(
        &mut self,
        strategy: usize,
        mut each: impl FnMut(RecordRef<'_>),
    ) -> Option<CloseReason> {
        let reader = self.readers[strategy].as_mut().expect("it reads still");
        loop {
            match reader.head() {
                Head::Record(record) => {
                    each(RecordRef::new(&record).unwrap());
                    record.release();
                }
                Head::Empty => return None,
                Head::Closed(reason) => return Some(reason),
            }
        }
    }
}

fn look(record: RecordRef<'_>) -> Seen {
    let header = record.header();
    let mut lost = 0;
    let what = match (record.spec(), record.typed()) {
        (Some(spec), _) => spec.message_type.code().to_owned(),
        (None, Some(Record::Link(_))) => "link".to_owned(),
        (None, Some(Record::Gap(gap))) => {
            lost = gap.lost;
            "gap".to_owned()
        }
        (None, Some(Record::Unknown(_))) => "unknown".to_owned(),
        other => panic!("{other:?}"),
    };
    Seen {
        sequence: header.sequence(),
        what,
        item: header.item().to_owned(),
        symbol: header.symbol(),
        flags: header.flags(),
        lost,
    }
}
