//! What a tap was shown, played again: the same records, twice over.

use kiwoom_engine::record::{Link, LinkEventKind, Record, RecordRef};
use kiwoom_engine::tokens::FixedToken;
use kiwoom_engine::{
    Account, Feed, Key, Mono, Pace, RawFrame, Recorded, ReplayError, ReplayStats, Source,
    StartError, Tap, TapTrouble, UnixNanos,
};
use kiwoom_simulator::Simulator;
use kiwoom_tests::*;
use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};

const FRAMES: u64 = 3_000;
const WISHES: [Wish; 5] = [
    ("0B", "005930"),
    ("0B", "000660_AL"),
    ("0D", "005930"),
    ("0s", ""),
    ("00", ""),
];

/// Where a header says when its record was ready.
const READY: std::ops::Range<usize> = 40..48;

#[derive(Clone, Debug)]
enum Shown {
    Frame(u16, u32, Option<UnixNanos>, Mono, Vec<u8>),
    Link(Box<Link>),
    Subscriptions(Vec<String>),
}

/// Keeps all it is shown. May lock: it is a test.
#[derive(Clone, Default)]
struct Memory {
    shown: Arc<Mutex<Vec<Shown>>>,
    troubles: Arc<Mutex<VecDeque<TapTrouble>>>,
}

impl Tap for Memory {
    fn frame(&mut self, frame: &RawFrame<'_>) {
        assert!(!String::from_utf8_lossy(frame.text).contains(TOKEN));
        let text = frame.text.to_vec();
        let frame = Shown::Frame(
            frame.connection,
            frame.epoch,
            frame.rx_kernel,
            frame.rx_mono,
            text,
        );
        self.shown.lock().unwrap().push(frame);
    }

    fn link(&mut self, link: &Link) {
        self.shown
            .lock()
            .unwrap()
            .push(Shown::Link(Box::new(*link)));
    }

    fn subscriptions(&mut self, connection: u16, _epoch: u32, _at: Mono, keys: &[Key]) {
        assert_eq!(connection, 0);
        let keys = keys
            .iter()
            .map(|key| format!("{} {}", key.type_code(), key.item()));
        let shown = Shown::Subscriptions(keys.collect());
        self.shown.lock().unwrap().push(shown);
    }

    fn trouble(&mut self) -> Option<TapTrouble> {
        self.troubles.lock().unwrap().pop_front()
    }
}

/// Gives what was shown.
struct Tape {
    shown: std::vec::IntoIter<Shown>,
    at: Option<Shown>,
    fails: bool,
}

impl Source for Tape {
    fn next(&mut self) -> io::Result<Option<(UnixNanos, Recorded<'_>)>> {
        self.at = self.shown.find(|it| !matches!(it, Shown::Subscriptions(_)));
        Ok(match &self.at {
            Some(Shown::Frame(connection, epoch, rx_kernel, rx_mono, text)) => {
                let wall = rx_kernel.unwrap_or(UnixNanos::new(rx_mono.nanos()));
                let frame = RawFrame {
                    connection: *connection,
                    epoch: *epoch,
                    rx_kernel: *rx_kernel,
                    rx_mono: *rx_mono,
                    text,
                };
                Some((wall, Recorded::Frame(frame)))
            }
            Some(Shown::Link(link)) => {
                let wall = UnixNanos::new(link.header.rx_mono().nanos());
                Some((wall, Recorded::Link(link)))
            }
            _ if self.fails => return Err(io::Error::other("the tape is torn")),
            _ => None,
        })
    }
}

/// All of a feed until it ends, byte for byte.
fn read(mut feed: Feed) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    loop {
        feed.wait(None);
        let keep = |record: RecordRef<'_>| all.push(record.as_bytes().to_vec());
        if feed.each(1_024, keep).is_err() {
            return all;
        }
    }
}

/// A day at the exchange: what was shown, and what the strategy got.
fn record() -> (Vec<Shown>, Vec<Vec<u8>>) {
    let simulator = exchange(FRAMES).start().unwrap();
    let memory = Memory::default();
    let (engine, mut feeds) = engine(&simulator.url())
        .tap(memory.clone())
        .strategy("one", |it| subscribe(roomy(it), &WISHES))
        .start()
        .unwrap();
    wait_for_frames(&simulator, &engine, FRAMES);
    engine.stop().unwrap();
    let live = read(feeds.remove(0));
    let shown = memory.shown.lock().unwrap().clone();
    (shown, live)
}

fn play(
    shown: Vec<Shown>,
    capacity: usize,
    fails: bool,
) -> (Vec<Vec<u8>>, io::Result<ReplayStats>) {
    let source = Tape {
        shown: shown.into_iter(),
        at: None,
        fails,
    };
    // Nobody is connected to.
    let (replay, mut feeds) = engine("ws://127.0.0.1:1/")
        .strategy("one", |it| subscribe(it.capacity(capacity), &WISHES))
        .replay(source, Pace::Unpaced)
        .unwrap();
    let records = read(feeds.remove(0));
    (records, replay.join().map_err(io::Error::other))
}

/// The records without the header's last word: when each was ready.
fn without_ready(records: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut records = records.to_vec();
    for record in &mut records {
        let ready = RecordRef::from_bytes(record).unwrap().header().ready_mono();
        assert_eq!(record[READY], ready.nanos().to_ne_bytes());
        record[READY].fill(0);
    }
    records
}

#[test]
fn a_replay_gives_what_the_strategy_got_and_twice_the_same() {
    let (shown, live) = record();
    let wanted = shown.iter().find_map(|it| match it {
        Shown::Subscriptions(keys) if !keys.is_empty() => Some(keys.clone()),
        _ => None,
    });
    let mut wishes = WISHES.map(|(code, item)| format!("{code} {item}"));
    let mut wanted = wanted.expect("what is wanted is shown");
    wanted.sort();
    wishes.sort();
    assert_eq!(wanted, wishes);
    // The least room that a feed can have: nothing is lost all the same.
    let (first, stats) = play(shown.clone(), 64 << 10, false);
    let (second, _) = play(shown, 64 << 20, false);
    let stats = stats.unwrap();
    assert!(stats.frames > FRAMES, "LOGIN and REG are answered, too");
    assert_eq!(stats.decode.errors, 0);
    assert!(stats.links >= 4, "{stats:?}");
    assert_eq!(first, second);
    assert!(live.len() as u64 > FRAMES / 2, "{} records", live.len());
    assert_eq!(without_ready(&first), without_ready(&live));
}

#[test]
fn a_source_that_fails_ends_it_with_what_it_says() {
    let (shown, _) = record();
    let (records, result) = play(shown[..50].to_vec(), 1 << 20, true);
    assert!(!records.is_empty());
    let error = result.unwrap_err().to_string();
    assert!(error.contains("the tape is torn"), "{error}");
}

#[test]
fn a_replay_at_a_pace_can_be_stopped_in_its_sleep() {
    let (shown, _) = record();
    let source = Tape {
        shown: shown.into_iter(),
        at: None,
        fails: false,
    };
    let (replay, feeds) = engine("ws://127.0.0.1:1/")
        .strategy("one", |it| subscribe(roomy(it), &WISHES))
        // The first pause lasts for days.
        .replay(source, Pace::Times(1e-9))
        .unwrap();
    let stats = replay.stop().unwrap();
    assert!(stats.frames + stats.links <= 2, "{stats:?}");
    drop(feeds);
}

/// Panics once so many frames were taken.
struct Breaking(u64);

impl Source for Breaking {
    fn next(&mut self) -> io::Result<Option<(UnixNanos, Recorded<'_>)>> {
        assert!(self.0 > 0, "this is a test");
        self.0 -= 1;
        let frame = RawFrame {
            connection: 0,
            epoch: 1,
            rx_kernel: None,
            rx_mono: Mono::ZERO,
            text: br#"{"trnm":"PING"}"#,
        };
        Ok(Some((UnixNanos::new(1), Recorded::Frame(frame))))
    }
}

#[test]
fn a_source_that_panics_is_told() {
    for frames in [0, 100_000] {
        let (replay, feeds) = engine("ws://127.0.0.1:1/")
            .strategy("one", |it| subscribe(roomy(it), &WISHES))
            .replay(Breaking(frames), Pace::Unpaced)
            .unwrap();
        assert!(read(feeds.into_iter().next().unwrap()).is_empty());
        assert!(matches!(replay.join(), Err(ReplayError::Panicked)));
    }
}

#[test]
fn what_goes_wrong_with_a_tap_is_told_in_band() {
    let simulator = Simulator::builder().rules(lenient()).start().unwrap();
    let memory = Memory::default();
    let troubles = [TapTrouble::Lost(7), TapTrouble::Stopped];
    memory.troubles.lock().unwrap().extend(troubles);
    let (engine, mut feeds) = engine(&simulator.url())
        .tap(memory.clone())
        .strategy("one", |it| subscribe(roomy(it), &WISHES))
        .start()
        .unwrap();
    let mut told = Vec::new();
    while told.len() < 2 {
        feeds[0].wait(None);
        let look = |record: RecordRef<'_>| {
            if let Some(Record::Link(link)) = record.typed()
                && matches!(
                    link.event,
                    LinkEventKind::RECORDING_LOST | LinkEventKind::RECORDING_STOPPED
                )
            {
                told.push((link.event, link.rejected));
            }
        };
        feeds[0].each(64, look).unwrap();
    }
    assert_eq!(
        told,
        [
            (LinkEventKind::RECORDING_LOST, 7),
            (LinkEventKind::RECORDING_STOPPED, 0)
        ]
    );
    engine.stop().unwrap();
    // It is let go of at once.
    assert_eq!(Arc::strong_count(&memory.shown), 1);
}

#[test]
fn every_io_thread_needs_a_tap() {
    let error = engine("ws://127.0.0.1:1/")
        .account(Account::new("other", FixedToken::new(token())))
        .io_threads(2)
        .tap(Memory::default())
        .strategy("one", |it| it.trades(["005930"]))
        .start()
        .unwrap_err();
    let as_said = matches!(
        error,
        StartError::TooFewTaps {
            taps: 1,
            threads: 2
        }
    );
    assert!(as_said, "{error}");
}
