//! Strategies that run where the engine was told to run them, on the I/O thread
//! itself or on a thread of their own: they get what any other gets.

use kiwoom_engine::record::{
    BestQuote, Gap, Handler, Link, OrderBook, RecordFlags, RecordHeader, Trade,
};
use kiwoom_engine::tokens::FixedToken;
use kiwoom_engine::{
    Account, Engine, FeedCounts, Mono, Overflow, Pace, RawFrame, Recorded, Source, StartError,
    UnixNanos,
};
use kiwoom_simulator::{Flush, Rate};
use kiwoom_tests::*;
use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

with_each_driver! {
    it_gets_what_a_thread_gets,
    it_loses_nothing_in_the_least_ring,
    a_panic_ends_its_own_part_only,
}

const WISHES: [Wish; 4] = [
    ("0B", "005930"),
    ("0B", "000660_AL"),
    ("0C", "005930"),
    ("0D", "005930"),
];

/// What a strategy got, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Transcript {
    /// Sequence number, kind and marks of each record, but for gaps.
    records: Vec<(u64, &'static str, RecordFlags)>,
    lost: u64,
}

impl Transcript {
    /// How many of the market came: what happened to the connection is told, too.
    fn of_market(&self) -> u64 {
        self.records.iter().filter(|it| it.1 != "link").count() as u64
    }
}

/// Writes down what it gets, and tells it when it is dropped.
struct Scribe {
    transcript: Transcript,
    batches: u64,
    /// Where it was called.
    thread: Option<String>,
    tell: Sender<(Transcript, u64, Option<String>)>,
}

impl Scribe {
    fn new() -> (Self, Receiver<(Transcript, u64, Option<String>)>) {
        let (tell, told) = channel();
        let scribe = Self {
            transcript: Transcript::default(),
            batches: 0,
            thread: None,
            tell,
        };
        (scribe, told)
    }

    fn take(&mut self, kind: &'static str, header: &RecordHeader) {
        let record = (header.sequence(), kind, header.flags());
        self.transcript.records.push(record);
    }
}

impl Handler for Scribe {
    fn on_trade(&mut self, trade: &Trade) {
        self.take("trade", &trade.header);
    }

    fn on_best_quote(&mut self, quote: &BestQuote) {
        self.take("quote", &quote.header);
    }

    fn on_order_book(&mut self, book: &OrderBook) {
        self.take("book", &book.header);
    }

    fn on_link(&mut self, link: &Link) {
        self.take("link", &link.header);
    }

    fn on_gap(&mut self, gap: &Gap) {
        self.transcript.lost += gap.lost;
    }

    fn on_batch_end(&mut self) {
        self.batches += 1;
        self.thread = std::thread::current().name().map(str::to_owned);
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        let told = (
            std::mem::take(&mut self.transcript),
            self.batches,
            self.thread.take(),
        );
        // Whoever wanted to know may have gone.
        _ = self.tell.send(told);
    }
}

fn counts(engine: &Engine, name: &str) -> FeedCounts {
    let mut feeds = engine.feeds();
    feeds.find(|(its, _)| *its == name).unwrap().1
}

fn it_gets_what_a_thread_gets(driver: Drive) {
    let frames = 3_000;
    let simulator = exchange(frames).start().unwrap();
    let ((scribe, here), (other, there), (mut third, fed)) =
        (Scribe::new(), Scribe::new(), Scribe::new());
    let builder = engine(&simulator.url())
        .strategy("inline", |it| subscribe(it, &WISHES).inline(scribe))
        .strategy("thread", |it| subscribe(roomy(it), &WISHES).thread(other))
        .strategy("feed", |it| subscribe(roomy(it), &WISHES));
    let (engine, mut feeds) = driver.start(builder).unwrap();
    assert_eq!(feeds.len(), 1, "the others have none");
    wait_for_frames(&simulator, &engine, frames);
    engine.control().stop();
    wait_until("all is counted", || {
        let (inline, feed) = (counts(&engine, "inline"), counts(&engine, "feed"));
        inline.written == inline.delivered && inline.written == feed.written
    });
    let counts = counts(&engine, "inline");
    engine.join().unwrap();
    // Waited for by the engine.
    let (threaded, _, place) = there.try_recv().unwrap();
    assert_eq!(place.as_deref(), Some("kiwoom-strategy"));
    let (inline, batches, place) = here.try_recv().unwrap();
    assert_eq!(feeds[0].name(), "feed");
    _ = feeds[0].run(&mut third);
    drop(third);
    assert_eq!(fed.recv().unwrap().0, inline);
    assert_eq!(threaded, inline);
    assert!(inline.records.len() as u64 > frames / 2);
    assert_eq!((inline.lost, counts.lost), (0, 0));
    assert!(batches > 0);
    assert!(counts.longest_inline_ns > 0);
    assert!(counts.inline_ns >= counts.longest_inline_ns);
    if driver == Drive::Thread {
        assert_eq!(place.as_deref(), Some("kiwoom-io"));
    }
}

/// Messages of hundreds of elements, and a ring that holds a few.
fn it_loses_nothing_in_the_least_ring(driver: Drive) {
    let frames = 100;
    let slots = Flush::Every(Duration::from_millis(20));
    let paced = exchange(frames).rate(Rate::PerSecond(20_000.0));
    let simulator = paced.flush(slots).start().unwrap();
    let (scribe, told) = Scribe::new();
    let builder = engine(&simulator.url()).strategy("one", |it| {
        let least = it.capacity(1).critical_capacity(1);
        let waits = least.overflow_all(Overflow::BlockFor(Duration::from_secs(3_600)));
        subscribe(waits, &WISHES).inline(scribe)
    });
    let (engine, feeds) = driver.start(builder).unwrap();
    assert!(feeds.is_empty());
    wait_for_frames(&simulator, &engine, frames);
    engine.stop().unwrap();
    let (transcript, _, _) = told.recv().unwrap();
    assert_eq!(transcript.lost, 0);
    let sent: u64 = expected(&simulator.stop(), &WISHES).values().sum();
    assert!(sent > 10 * frames, "frames with many rows: {sent}");
    assert_eq!(transcript.of_market(), sent);
}

/// Panics at its third trade, and once more when it is dropped.
struct Bad {
    trades: u64,
    _gone: Sender<()>,
}

impl Handler for Bad {
    fn on_trade(&mut self, _: &Trade) {
        self.trades += 1;
        assert!(self.trades < 3, "as this test wants it");
    }
}

impl Drop for Bad {
    fn drop(&mut self) {
        panic!("as this test wants it, too");
    }
}

fn a_panic_ends_its_own_part_only(driver: Drive) {
    let frames = 2_000;
    let simulator = exchange(frames).start().unwrap();
    let (scribe, told) = Scribe::new();
    let (gone, is_gone) = channel();
    let bad = Bad {
        trades: 0,
        _gone: gone,
    };
    let builder = engine(&simulator.url())
        .strategy("bad", |it| subscribe(it, &WISHES).inline(bad))
        .strategy("good", |it| subscribe(it, &WISHES).inline(scribe));
    let (engine, _) = driver.start(builder).unwrap();
    wait_for_frames(&simulator, &engine, frames);
    // Nothing is ever sent: it ends when the strategy is dropped.
    assert!(is_gone.recv().is_err());
    let bad = counts(&engine, "bad");
    engine.stop().unwrap();
    let (transcript, _, _) = told.recv().unwrap();
    let sent: u64 = expected(&simulator.stop(), &WISHES).values().sum();
    assert_eq!(transcript.of_market(), sent);
    assert!(bad.written < sent / 2, "nothing piles up for it: {bad:?}");
}

#[test]
fn it_needs_a_single_io_thread() {
    let (scribe, _told) = Scribe::new();
    let error = engine("ws://127.0.0.1:1/")
        .account(Account::new("other", FixedToken::new(token())))
        .io_threads(2)
        .strategy("one", |it| it.trades(["005930"]).inline(scribe))
        .start()
        .unwrap_err();
    let as_said = matches!(&error, StartError::InlineThreads(name) if name == "one");
    assert!(as_said, "{error}");
}

/// So many frames of 200 trades.
struct Frames {
    left: u64,
    volume: u64,
    text: String,
}

impl Source for Frames {
    fn next(&mut self) -> io::Result<Option<(UnixNanos, Recorded<'_>)>> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let trades = (1..=200).map(|at| {
            let volume = self.volume + at;
            format!(
                r#"{{"values":{{"20":"100000","15":"+1","13":"{volume}"}},"type":"0B","name":"","item":"005930"}}"#
            )
        });
        let trades: Vec<String> = trades.collect();
        self.text = format!(r#"{{"data":[{}],"trnm":"REAL"}}"#, trades.join(","));
        self.volume += 200;
        let frame = RawFrame {
            connection: 0,
            epoch: 1,
            rx_kernel: None,
            rx_mono: Mono::from_nanos(1_000 + self.volume),
            text: self.text.as_bytes(),
        };
        let wall = UnixNanos::new(frame.rx_mono.nanos());
        Ok(Some((wall, Recorded::Frame(frame))))
    }
}

/// A replay waits for strategies without room: never for one that it runs itself.
#[test]
fn a_replay_runs_it_too() {
    let source = Frames {
        left: 20,
        volume: 0,
        text: String::new(),
    };
    let ((scribe, here), (mut other, there)) = (Scribe::new(), Scribe::new());
    let (replay, mut feeds) = engine("ws://127.0.0.1:1/")
        .strategy("inline", |it| {
            it.trades(["005930"]).capacity(1).inline(scribe)
        })
        .strategy("thread", |it| it.trades(["005930"]))
        .replay(source, Pace::Unpaced)
        .unwrap();
    _ = feeds[0].run(&mut other);
    let stats = replay.join().unwrap();
    drop(other);
    let (inline, batches, place) = here.recv().unwrap();
    let (threaded, _, _) = there.recv().unwrap();
    assert_eq!((stats.frames, stats.routed), (20, 4_000));
    assert_eq!(inline, threaded);
    assert_eq!((inline.records.len(), inline.lost), (4_000, 0));
    // One for each part that was read ahead, which is several frames.
    assert!((2..20).contains(&batches), "{batches}");
    assert_eq!(place.as_deref(), Some("kiwoom-replay"));
}
