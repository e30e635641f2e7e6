//! A thousand engines that end as soon as they begin leave nothing behind. In a
//! process of its own, since it counts what belongs to all of it.

#![cfg(target_os = "linux")]

use kiwoom_simulator::Rate;
use kiwoom_tests::*;
use std::time::{Duration, Instant};

/// Started, and ended at once or a little later: most of them are on their way to
/// a connection still.
#[test]
fn a_thousand_hasty_cycles_leave_nothing_behind() {
    let paced = exchange(u64::MAX).rate(Rate::PerSecond(1_000.0));
    let simulator = paced.start().unwrap();
    let hasty = |at: usize| {
        let (engine, mut feed) = start_one(Drive::Thread, &simulator.url(), &[("0B", "005930")]);
        let moment = Duration::from_micros(at as u64 % 8 * 500);
        feed.wait(Some(Instant::now() + moment));
        match at % 3 {
            0 => drop(engine),
            1 => {
                drop(feed);
                engine.stop().unwrap();
            }
            _ => engine.stop().unwrap(),
        }
    };
    let open = || {
        let connections = simulator.counters().connections;
        connections.iter().filter(|it| it.ended.is_none()).count()
    };
    // What stays, once, comes with the first.
    hasty(0);
    wait_until("the exchange has noticed", || open() == 0);
    let before = held();
    (0..1_000).for_each(hasty);
    wait_until("all is given back", || open() == 0 && held() == before);
}
