//! What one strategy got, with the checks that hold for every feed.

use crate::Elements;
use kiwoom_engine::record::{
    Gap, Link, LinkEventKind, Record, RecordFlags, RecordRef, Trade, Unknown,
};
use kiwoom_engine::schema::Value;
use kiwoom_engine::{CloseReason, Feed, FeedCounts};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;

/// A market record, as far as the tests compare it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its place in the engine's one order of events.
    pub sequence: u64,
    /// Its type's code.
    pub code: &'static str,
    /// Its item.
    pub item: String,
    /// Its marks.
    pub flags: RecordFlags,
    /// When its bytes came: the same for all strategies.
    pub stamp: u64,
}

/// All that came to one strategy, in order.
///
/// While it is read, these are checked: sequence numbers rise strictly, stamps
/// are in their order, every value has its place, market times of a type never
/// fall, and the volume of a day grows by exactly what each trade tells, unless
/// records were lost.
#[derive(Debug)]
pub struct Ledger {
    /// The strategy's name.
    pub name: String,
    /// The market's records.
    pub rows: Vec<Row>,
    /// What happened to the connection.
    pub links: Vec<Link>,
    /// What was lost, each with the number of market records before it.
    pub gaps: Vec<(usize, Gap)>,
    /// What the tables lack.
    pub unknown: Vec<Unknown>,
    /// Why the feed ended, once it has.
    pub closed: Option<CloseReason>,
    /// What the feed had counted when it ended.
    pub counts: FeedCounts,
    last_sequence: u64,
    times: HashMap<&'static str, u32>,
    /// The volume of the day so far, of each item; none where it isn't checked.
    volumes: Option<HashMap<String, i64>>,
}

impl Ledger {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            rows: Vec::new(),
            links: Vec::new(),
            gaps: Vec::new(),
            unknown: Vec::new(),
            closed: None,
            counts: FeedCounts::default(),
            last_sequence: 0,
            times: HashMap::new(),
            volumes: Some(HashMap::new()),
        }
    }

    /// An empty one for this feed.
    #[must_use]
    pub fn of(feed: &Feed) -> Self {
        Self::new(feed.name())
    }

    /// Reads a feed to its end, on this thread.
    ///
    /// # Panics
    /// When a check fails.
    #[must_use]
    pub fn read(mut feed: Feed) -> Self {
        let mut ledger = Self::of(&feed);
        ledger.read_on(&mut feed);
        ledger
    }

    /// Reads on to the end.
    ///
    /// # Panics
    /// When a check fails.
    pub fn read_on(&mut self, feed: &mut Feed) {
        while self.read_some(feed, 256) {
            feed.wait(None);
        }
    }

    /// Reads so many records, or as many as there are; `false` at the end.
    ///
    /// # Panics
    /// When a check fails.
    pub fn read_some(&mut self, feed: &mut Feed, limit: usize) -> bool {
        let read = feed.each(limit, |record| self.take(record));
        if let Err(closed) = read {
            self.closed = Some(closed.reason);
            self.counts = feed.counts();
        }
        read.is_ok()
    }

    fn take(&mut self, record: RecordRef<'_>) {
        let header = record.header();
        assert!(header.sequence() > self.last_sequence, "{record:?}");
        self.last_sequence = header.sequence();
        assert!(header.rx_mono() <= header.ready_mono(), "{record:?}");
        match record.typed() {
            Some(Record::Link(link)) => return self.links.push(*link),
            Some(Record::Gap(gap)) => {
                // What was lost may have been trades.
                self.volumes.iter_mut().for_each(HashMap::clear);
                return self.gaps.push((self.rows.len(), *gap));
            }
            Some(Record::Unknown(unknown)) => return self.unknown.push(*unknown),
            Some(Record::Trade(trade)) => self.check_volume(trade),
            Some(_) => {}
            None => panic!("a record of no known kind: {record:?}"),
        }
        assert_eq!((header.epoch(), header.connection()), (1, 0), "{record:?}");
        let spec = record.spec().expect("a market record has a type");
        for (field, value) in record.fields() {
            assert_ne!(value, Value::NotRepresentable, "{} {record:?}", field.name);
        }
        self.check_time(record, spec.name);
        self.rows.push(Row {
            sequence: header.sequence(),
            code: spec.message_type.code(),
            item: header.item().to_owned(),
            flags: header.flags(),
            stamp: header.rx_mono().nanos(),
        });
    }

    /// The volume of a day grows by what each trade tells.
    fn check_volume(&mut self, trade: &Trade) {
        let item = trade.header.item();
        let (volume, total) = (trade.volume.get(), trade.cumulative_volume.get());
        let (Some(volumes), Some(volume), Some(total)) = (&mut self.volumes, volume, total) else {
            return;
        };
        if let Some(before) = volumes.insert(item.to_owned(), total) {
            assert_eq!(total - before, volume.abs(), "{trade:?}");
        }
    }

    /// Market times of a type never fall.
    fn check_time(&mut self, record: RecordRef<'_>, name: &'static str) {
        let time = record.fields().find(|(field, _)| field.name == "time");
        let Some((_, Value::Time(time))) = time else {
            return;
        };
        let Some(seconds) = time.seconds() else {
            return;
        };
        let before = self.times.insert(name, seconds);
        assert!(before.is_none_or(|before| before <= seconds), "{record:?}");
    }

    /// How many of each type and item came.
    #[must_use]
    pub fn elements(&self) -> Elements {
        let mut all = Elements::new();
        for row in &self.rows {
            *all.entry((row.code.to_owned(), row.item.clone()))
                .or_default() += 1;
        }
        all
    }

    /// How many were lost, as the gaps tell.
    #[must_use]
    pub fn lost(&self) -> u64 {
        self.gaps.iter().map(|(_, gap)| gap.lost).sum()
    }

    /// What happened to the connection, in order.
    #[must_use]
    pub fn events(&self) -> Vec<LinkEventKind> {
        self.links.iter().map(|link| link.event).collect()
    }
}

/// A thread that reads a feed into a ledger until it ends.
#[derive(Debug)]
pub struct Reader {
    thread: JoinHandle<Ledger>,
    read: Arc<AtomicU64>,
}

impl Reader {
    /// Starts it.
    #[must_use]
    pub fn start(feed: Feed) -> Self {
        let ledger = Ledger::new(feed.name());
        Self::start_with(feed, ledger)
    }

    /// Starts it for a strategy that doesn't want all trades all the time:
    /// the volume of the day isn't checked.
    #[must_use]
    pub fn start_now_and_then(feed: Feed) -> Self {
        let mut ledger = Ledger::new(feed.name());
        ledger.volumes = None;
        Self::start_with(feed, ledger)
    }

    fn start_with(mut feed: Feed, mut ledger: Ledger) -> Self {
        let read = Arc::new(AtomicU64::new(0));
        let count = Arc::clone(&read);
        let thread = std::thread::spawn(move || {
            while ledger.read_some(&mut feed, 256) {
                count.store(ledger.rows.len() as u64, Ordering::Relaxed);
                feed.wait(None);
            }
            ledger
        });
        Self { thread, read }
    }

    /// Market records that it has read until now.
    #[must_use]
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// Waits until the feed has ended.
    ///
    /// # Panics
    /// When a check failed.
    #[must_use]
    pub fn end(self) -> Ledger {
        match self.thread.join() {
            Ok(ledger) => ledger,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
}
