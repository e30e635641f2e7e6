//! What a server sends never grows memory without bound. In a process of its own,
//! since it measures what all of it holds.

#![cfg(target_os = "linux")]

use kiwoom_engine::record::Trade;
use kiwoom_engine::{CloseReason, EngineError, LinkLoss, SessionError, Snapshot};
use kiwoom_tests::counting::{Counting, HighWater};
use kiwoom_tests::rogue::{Rogue, TRADE, flood, frame, let_in};
use kiwoom_tests::*;
use std::fmt::Write as _;
use std::io::Write as _;
use std::net::TcpStream;
use std::sync::mpsc;
use std::sync::{Mutex, PoisonError};

#[global_allocator]
static COUNTING: Counting = Counting;

const MIB: usize = 1 << 20;

/// What is measured belongs to the process: one at a time.
static ALONE: Mutex<()> = Mutex::new(());

/// How a flood ended.
struct Outcome {
    /// What was held beyond what a connection holds that is live.
    most: usize,
    snapshot: Snapshot,
    /// Trades that the strategy got.
    trades: u64,
    /// Why its feed ended.
    closed: CloseReason,
    ended: Result<(), EngineError>,
}

impl Outcome {
    /// Why the link was lost.
    fn loss(&self) -> LinkLoss {
        match &self.ended {
            Err(EngineError::Session(reason)) => match **reason {
                SessionError::Lost { loss } => loss,
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    }
}

/// Lets a server do this to an engine that is live, and then send a trade, if it
/// can. Over when the link is lost, or when so many trades came as the strategy
/// waits for, which reads nothing before that if it waits for none.
fn outcome(
    drive: Drive,
    awaited: u64,
    pour: impl FnOnce(&mut TcpStream) + Send + 'static,
    is_enough: impl Fn(&Snapshot) -> bool,
) -> Outcome {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let (go, gone) = mpsc::channel();
    let rogue = Rogue::start("ws", move |stream| {
        let mut socket = let_in(stream);
        gone.recv().unwrap();
        pour(socket.get_mut());
        flood(socket.get_mut(), &frame(0x81, TRADE.as_bytes()), 1);
        // Until the client goes.
        while socket.read().is_ok() {}
    });
    let builder = engine(&rogue.url).strategy("one", |it| it.trades(["005930"]).unknown());
    let (engine, mut feeds) = drive.start(builder).unwrap();
    let feed = &mut feeds[0];
    wait_until("it is live", || engine.snapshot().is_live);
    let water = HighWater::begin();
    go.send(()).unwrap();
    let mut trades = 0;
    let mut closed = None;
    let mut read = || {
        let each = feed.each(4_096, |record| {
            trades += u64::from(record.get::<Trade>().is_some())
        });
        closed = each.err().map(|it| it.reason);
        (trades, closed.is_some())
    };
    wait_until("it is over", || {
        let (trades, is_closed) = if awaited > 0 { read() } else { (0, false) };
        let snapshot = engine.snapshot();
        let lost = !snapshot.is_live;
        is_closed || lost || (trades >= awaited && is_enough(&snapshot))
    });
    let most = water.bytes();
    let snapshot = engine.snapshot();
    let ended = engine.stop();
    wait_until("the feed has ended", || read().1);
    rogue.end();
    Outcome {
        most,
        snapshot,
        trades,
        closed: closed.unwrap(),
        ended,
    }
}

const DRIVES: [Drive; 2] = [Drive::Thread, Drive::Task];

#[test]
fn a_message_of_100_megabytes_is_refused_at_its_header() {
    for drive in DRIVES {
        let pour = |to: &mut TcpStream| {
            let header = [&[0x81, 127][..], &100_000_000_u64.to_be_bytes()].concat();
            flood(&mut *to, &header, 1);
            let taken = flood(to, &[b' '; 100_000], 1_000);
            assert!(taken < 1_000, "the client has gone before its end");
        };
        let outcome = outcome(drive, 1, pour, |_| false);
        assert_eq!(outcome.loss(), LinkLoss::Protocol { code: 1009 });
        println!("{drive:?}: {} bytes", outcome.most);
        assert!(outcome.most < MIB, "{drive:?}: {}", outcome.most);
    }
}

#[test]
fn a_message_of_131_000_fragments_takes_no_more_than_a_message() {
    for drive in DRIVES {
        let pour = |to: &mut TcpStream| {
            flood(&mut *to, &frame(0x01, b"a"), 1);
            let many = frame(0x00, b"a").repeat(1_000);
            flood(&mut *to, &many, 131);
            flood(to, &frame(0x80, b"a"), 1);
        };
        let outcome = outcome(drive, 1, pour, |_| true);
        assert_eq!(outcome.loss(), LinkLoss::Protocol { code: 1009 });
        println!("{drive:?}: {} bytes", outcome.most);
        assert!(outcome.most < 2 * MIB, "{drive:?}: {}", outcome.most);
    }
}

#[test]
fn json_nested_100_000_deep_costs_its_message() {
    for drive in DRIVES {
        for (before, errors, malformed) in [
            (r#"{"trnm":"REAL","data":"#, 2, 0),
            (r#"{"trnm":"NEWS","data":"#, 0, 2),
        ] {
            let pour = move |to: &mut TcpStream| {
                for bracket in ["[", "{\"a\":"] {
                    let text = format!("{before}{}", bracket.repeat(100_000));
                    flood(&mut *to, &frame(0x81, text.as_bytes()), 1);
                }
            };
            // What is counted is shown a moment after the trade was.
            let is_counted = move |it: &Snapshot| {
                let refused = it.session.malformed + it.session.oversized;
                it.decode.errors >= errors && refused >= malformed
            };
            let outcome = outcome(drive, 1, pour, is_counted);
            assert_eq!(outcome.ended, Ok(()));
            assert_eq!(outcome.trades, 1, "the next good message is read");
            let snapshot = outcome.snapshot;
            assert_eq!(snapshot.decode.errors, errors, "{drive:?} {before}");
            assert_eq!(
                snapshot.session.malformed + snapshot.session.oversized,
                malformed,
                "{drive:?} {before}"
            );
            // For a moment: what a parser notes down of half a megabyte.
            println!("{drive:?}: {} bytes", outcome.most);
            assert!(outcome.most < 24 * MIB, "{drive:?}: {}", outcome.most);
        }
    }
}

/// A million each of codes, items and types that nobody knows.
#[test]
fn a_million_names_that_nobody_knows_are_not_kept() {
    for drive in DRIVES {
        let pour = |to: &mut TcpStream| {
            let mut text = String::new();
            for batch in 0..1_000 {
                text.clear();
                text.push_str(r#"{"trnm":"REAL","data":[{"type":"0B","item":"005930","values":{"#);
                for at in 0..1_000 {
                    let comma = if at > 0 { "," } else { "" };
                    write!(text, r#"{comma}"c{batch}.{at}":"x""#).unwrap();
                }
                text.push_str("}}]}");
                to.write_all(&frame(0x81, text.as_bytes())).unwrap();
                text.clear();
                text.push_str(r#"{"trnm":"REAL","data":["#);
                for at in 0..1_000 {
                    let comma = if at > 0 { "," } else { "" };
                    let number = batch * 1_000 + at;
                    let (item, kind) = (format!("i{number}"), format!("{:02x}", number % 256));
                    let known = if at % 2 == 0 { "0B" } else { &kind };
                    write!(
                        text,
                        r#"{comma}{{"type":"{known}","item":"{item}","values":{{"10":"1"}}}}"#
                    )
                    .unwrap();
                }
                text.push_str("]}");
                to.write_all(&frame(0x81, text.as_bytes())).unwrap();
            }
        };
        let outcome = outcome(drive, 1, pour, |it| it.decode.frames >= 2_001);
        assert_eq!(outcome.ended, Ok(()));
        assert!(outcome.snapshot.decode.unknown_fields >= 1_000_000);
        // Types that the tables lack go to who asks for them.
        assert_eq!(outcome.snapshot.decode.unknown_types, 500_000);
        assert_eq!(outcome.snapshot.unrouted, 500_000);
        println!("{drive:?}: {} bytes", outcome.most);
        assert!(outcome.most < 4 * MIB, "{drive:?}: {}", outcome.most);
    }
}

#[test]
fn floods_of_what_means_nothing_are_counted_and_forgotten() {
    for drive in DRIVES {
        let pour = |to: &mut TcpStream| {
            let many = [
                frame(0x8a, &[b'x'; 125]),
                frame(0x82, &[b'x'; 300]),
                frame(0x81, br#"{"trnm":"NEWS"}"#),
                frame(0x81, b"not JSON"),
                frame(0x81, br#"{"trnm":"REG","return_code":0}"#),
            ];
            flood(to, &many.concat(), 100_000);
        };
        // What is counted is shown a moment after the trade was.
        let is_counted = |it: &Snapshot| it.ignored_messages >= 200_000;
        let outcome = outcome(drive, 1, pour, is_counted);
        assert_eq!((outcome.ended, outcome.trades), (Ok(()), 1));
        let session = outcome.snapshot.session;
        assert_eq!((session.unknown, session.malformed), (100_000, 100_000));
        assert_eq!(outcome.snapshot.ignored_messages, 200_000);
        println!("{drive:?}: {} bytes", outcome.most);
        assert!(outcome.most < MIB, "{drive:?}: {}", outcome.most);
    }
}

/// Notices are never dropped: a strategy that doesn't read them is cut off when
/// they fill 4 MiB, and market data that it doesn't read takes nothing at all.
#[test]
fn a_strategy_that_reads_nothing_is_cut_off_in_time() {
    for drive in DRIVES {
        let pour = |to: &mut TcpStream| {
            let notice = frame(0x81, br#"{"trnm":"SYSTEM","code":"R10003","message":"?"}"#);
            let many = [notice, frame(0x81, TRADE.as_bytes())].concat();
            flood(to, &many, 100_000);
        };
        let outcome = outcome(drive, 0, pour, |it| it.session.systems >= 100_000);
        assert_eq!(outcome.closed, CloseReason::Overrun);
        assert_eq!(outcome.ended, Ok(()));
        println!("{drive:?}: {} bytes", outcome.most);
        assert!(outcome.most < 10 * MIB, "{drive:?}: {}", outcome.most);
    }
}
