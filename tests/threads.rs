//! Strategies that panic, and engines and feeds that are dropped at any moment.

use kiwoom_engine::record::{Handler, Trade};
use kiwoom_engine::{CloseReason, Feed};
use kiwoom_simulator::Rate;
use kiwoom_tests::*;
use std::time::Duration;

const TRADES: [Wish; 1] = [("0B", "005930")];
const DRIVES: [Drive; 2] = [Drive::Thread, Drive::Task];

/// Panics at the tenth trade.
struct Unlucky(u32);

impl Handler for Unlucky {
    fn on_trade(&mut self, _: &Trade) {
        self.0 += 1;
        assert!(self.0 < 10, "as this test wants it");
    }
}

/// Its feed ends with its thread. Others lose nothing, and what nobody else wants
/// is taken off.
#[test]
fn a_strategy_that_panics_ends_its_own_feed_only() {
    const FRAMES: u64 = 10_000;
    for drive in DRIVES {
        let paced = exchange(FRAMES).rate(Rate::PerSecond(10_000.0));
        let simulator = paced.start().unwrap();
        let builder = engine(&simulator.url())
            .strategy("unlucky", |it| {
                subscribe(it, &[("0B", "005930"), ("0B", "000660")])
            })
            .strategy("other", |it| subscribe(roomy(it), &TRADES));
        let (engine, feeds) = drive.start(builder).unwrap();
        let [mut unlucky, other] = <[Feed; 2]>::try_from(feeds).unwrap();
        let other = Reader::start(other);
        let unlucky = std::thread::spawn(move || unlucky.run(&mut Unlucky(0)));
        assert!(unlucky.join().is_err(), "{drive:?}: it panicked");
        wait_until("what it alone wanted is taken off", || {
            engine.snapshot().session.removes_sent > 0
        });
        wait_for_frames(&simulator, &engine, FRAMES);
        engine.stop().unwrap();
        let ledger = other.end();
        assert_eq!(ledger.elements(), expected(&simulator.stop(), &TRADES));
        assert_eq!(
            (ledger.counts.lost, ledger.closed),
            (0, Some(CloseReason::Stopped))
        );
    }
}

/// One panics within a look at a record, and the feed is used again: that record
/// comes again, and nothing is lost.
#[test]
fn a_feed_outlives_a_panic_that_is_caught() {
    let simulator = exchange(1_000).start().unwrap();
    let (engine, mut feed) = start_one(Drive::Thread, &simulator.url(), &TRADES);
    let mut trades = 0;
    let mut caught = 0;
    wait_until("all trades are read", || {
        let panics = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let read = feed.each(64, |record| {
                if record.get::<Trade>().is_some() {
                    trades += 1;
                    assert!(trades != 100, "as this test wants it");
                }
            });
            read.unwrap();
        }));
        caught += u32::from(panics.is_err());
        trades == 1_001
    });
    assert_eq!((caught, feed.counts().lost), (1, 0));
    engine.stop().unwrap();
}

/// Neither hangs, whichever goes first and however far the connection is.
#[test]
fn engine_and_feeds_may_go_at_any_moment() {
    for drive in DRIVES {
        let paced = exchange(u64::MAX).rate(Rate::PerSecond(5_000.0));
        let simulator = paced.start().unwrap();
        for at in 0..60_u32 {
            let builder = engine(&simulator.url()).strategy("one", |it| subscribe(it, &TRADES));
            let (engine, mut feeds) = drive.start(builder).unwrap();
            // A moment that is another each time, whatever it meets.
            let moment = Duration::from_micros(u64::from(at) * 150);
            let deadline = std::time::Instant::now() + moment;
            while std::time::Instant::now() < deadline {
                _ = feeds[0].each(256, |_| ());
                feeds[0].wait(Some(deadline));
            }
            match at % 4 {
                0 => drop((engine, feeds)),
                1 => {
                    drop(feeds);
                    drop(engine);
                }
                2 => {
                    drop(engine);
                    let mut feed = feeds.remove(0);
                    wait_until("the feed has ended", || feed.each(256, |_| ()).is_err());
                }
                _ => {
                    engine.control().stop();
                    _ = engine.join();
                }
            }
        }
    }
}
