//! Decoded frames through the router into real feeds.

mod interruptions;
mod routes;
mod silence;
mod trades;

use super::{Arrival, LONGEST_RECORD, Router};
use crate::decode::{Decoder, PADDING};
use crate::record::{Link, LinkEventKind, Record, RecordRef, StalenessEvent};
use crate::ring::{FeedConfig, Readers, feed};
use crate::session::Key;
use crate::watch::{WatchSettings, WatchStats};
use crate::{Mono, UnixNanos};

/// 2026-07-24, a Friday, 10:00:00 in Korea.
const TEN: u64 = 1_784_854_800;
const SECOND: u64 = 1_000_000_000;

/// What a strategy read, as far as these tests look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Told {
    Trade(String, i64),
    Missing(String, u64),
    Book(String),
    Interruption(String),
    Stale(String, u64),
    Fresh(String, u64),
    Link(LinkEventKind),
    Lost(u64),
    Unknown,
    Other,
}

fn told(record: RecordRef<'_>) -> Told {
    let item = record.header().item().to_owned();
    match record.typed().unwrap() {
        Record::Trade(trade) => Told::Trade(item, trade.cumulative_volume.get().unwrap_or(-1)),
        Record::TradesMissing(missing) => Told::Missing(item, missing.quantity),
        Record::OrderBook(_) => Told::Book(item),
        Record::VolatilityInterruption(_) => Told::Interruption(item),
        Record::Staleness(it) => match it.event {
            StalenessEvent::STALE => Told::Stale(item, it.quiet().as_secs()),
            _ => Told::Fresh(item, it.quiet().as_secs()),
        },
        Record::Link(link) => Told::Link(link.event),
        Record::Gap(gap) => Told::Lost(gap.lost),
        Record::Unknown(_) => Told::Unknown,
        _ => Told::Other,
    }
}

struct Bench {
    router: Router,
    decoder: Decoder,
    readers: Vec<Readers>,
    /// Sequence numbers read so far, by strategy.
    read: Vec<u64>,
    /// Seconds after ten.
    second: u64,
    epoch: u32,
    frame: Vec<u8>,
}

impl Bench {
    /// Strategies with what each of them wants: pairs of type and item.
    fn new(strategies: &[&[(&str, &str)]], settings: &WatchSettings) -> Self {
        Self::with_config(strategies, settings, &FeedConfig::new(LONGEST_RECORD))
    }

    fn with_config(
        strategies: &[&[(&str, &str)]],
        settings: &WatchSettings,
        config: &FeedConfig,
    ) -> Self {
        let (writers, readers) = strategies.iter().map(|_| feed(config).unwrap()).unzip();
        let mut bench = Self {
            router: Router::new(writers, settings),
            decoder: Decoder::new(),
            readers,
            read: vec![0; strategies.len()],
            second: 0,
            epoch: 1,
            frame: Vec::new(),
        };
        for (at, wants) in strategies.iter().enumerate() {
            bench.add(at, wants);
        }
        bench
    }

    fn add(&mut self, strategy: usize, wants: &[(&str, &str)]) {
        self.router.add(strategy, &keys(wants));
    }

    fn remove(&mut self, strategy: usize, wants: &[(&str, &str)]) {
        self.router.remove(strategy, &keys(wants));
    }

    fn now(&self) -> Mono {
        Mono::from_nanos((1_000_000 + self.second) * SECOND)
    }

    fn arrival(&self) -> Arrival {
        Arrival {
            epoch: self.epoch,
            connection: 0,
            rx_kernel: None,
            rx_mono: self.now(),
        }
    }

    fn frame(&mut self, frame: &str) {
        self.frame.clear();
        self.frame.extend(frame.as_bytes());
        self.frame.resize(frame.len() + PADDING, 0);
        let (arrival, router) = (self.arrival(), &mut self.router);
        let now = arrival.rx_mono;
        self.decoder
            .decode(&mut self.frame, frame.len(), |element| {
                router.deliver(element, arrival, || now);
            })
            .unwrap();
        router.notify();
    }

    fn link(&mut self, event: LinkEventKind) {
        let link = Link {
            event,
            ..Link::EMPTY
        };
        self.router.tell(link, self.arrival());
    }

    /// So many seconds pass; the router looks around as often as it wants.
    fn pass(&mut self, seconds: u64) {
        for _ in 0..seconds {
            self.second += 1;
            let end = self.now();
            while let Some(at) = self.router.next_deadline().filter(|at| *at <= end) {
                let wall = TEN * SECOND + at.nanos() - 1_000_000 * SECOND;
                self.router.tick(at, UnixNanos::new(wall));
            }
        }
    }

    /// All that a strategy has to read.
    fn read(&mut self, strategy: usize) -> Vec<Told> {
        let mut all = Vec::new();
        let before = &mut self.read[strategy];
        self.readers[strategy].for_each(usize::MAX, |lines| {
            let record = RecordRef::new(lines).unwrap();
            assert!(record.header().sequence() > *before);
            *before = record.header().sequence();
            all.push(told(record));
        });
        all
    }

    fn stats(&self) -> WatchStats {
        self.router.stats().watch
    }
}

fn keys(wants: &[(&str, &str)]) -> Vec<Key> {
    let key = |(code, item): &(&str, &str)| Key::new(code, item).unwrap();
    wants.iter().map(key).collect()
}

/// A frame of one element.
fn element(code: &str, item: &str, values: &str) -> String {
    format!(
        r#"{{"data":[{{"values":{{{values}}},"type":"{code}","name":"","item":"{item}"}}],"trnm":"REAL"}}"#
    )
}

fn trade(item: &str, cumulative: i64, volume: i64) -> String {
    let values = format!(r#""20":"100000","15":"{volume:+}","13":"{cumulative}""#);
    element("0B", item, &values)
}

fn book(item: &str) -> String {
    element("0D", item, r#""21":"100000","41":"+100""#)
}
