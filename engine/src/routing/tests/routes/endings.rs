//! Full rings, and strategies that end while others go on.

use super::*;
use crate::record::Link;

#[test]
fn a_full_ring_is_its_own_strategy_s_loss() {
    // Whoever comes first fills the record in: each place must do.
    for tight in 0..3 {
        let mut sizes = [ROOMY; 3];
        sizes[tight] = TIGHT;
        let mut bench = Bench::new(&sizes);
        for strategy in 0..3 {
            bench.add(strategy, "0B 005930");
        }
        for _ in 0..100 {
            bench.frame(&[element("0B", "005930", r#""10":"1""#)]);
        }
        bench.router.close(CloseReason::Stopped);
        for strategy in (0..3).filter(|it| *it != tight) {
            let (seen, _) = bench.drain(strategy);
            let numbers: Vec<u64> = seen.iter().map(|it| it.sequence).collect();
            assert_eq!(numbers, (1..=100).collect::<Vec<_>>());
            assert!(seen.iter().all(|it| it.what == "0B" && it.item == "005930"));
        }
        let (seen, closed) = bench.drain(tight);
        let gap = seen.last().unwrap();
        let kept = seen.len() as u64 - 1;
        assert!(kept > 0);
        assert_eq!(
            (gap.what.as_str(), gap.sequence, gap.lost),
            ("gap", 100, 100 - kept)
        );
        assert_eq!(closed, Some(CloseReason::Stopped));
    }
}

#[test]
fn numbers_go_on_where_nobody_has_room() {
    let mut bench = Bench::new(&[TIGHT, TIGHT]);
    bench.add(0, "0B 005930");
    bench.add(1, "0B 005930");
    for _ in 0..100 {
        bench.send("0B", "005930");
    }
    let (first, _) = bench.drain(0);
    assert!(first.len() < 100);
    // Room again: the gap comes first, and the record after it is marked.
    bench.send("0B", "005930");
    let (next, _) = bench.drain(0);
    assert_eq!(
        (next[0].what.as_str(), next[0].lost),
        ("gap", 100 - first.len() as u64)
    );
    assert_eq!((next[1].what.as_str(), next[1].sequence), ("0B", 101));
    assert!(next[1].flags.contains(RecordFlags::GAP_BEFORE));
    // The other has no room still, and its copy isn't marked by this one's gap.
    bench.router.close(CloseReason::Stopped);
    let (other, _) = bench.drain(1);
    assert_eq!(other.last().unwrap().lost, 101 - (other.len() as u64 - 1));
    let marked = |it: &Seen| it.flags.contains(RecordFlags::GAP_BEFORE);
    assert!(!other.iter().any(marked));
}

#[test]
fn a_mark_stays_in_its_own_ring() {
    // The first has a gap before the record that it fills in for both.
    let mut bench = Bench::new(&[TIGHT, ROOMY]);
    bench.add(0, "0B 005930");
    bench.add(1, "0B 005930");
    for _ in 0..100 {
        bench.send("0B", "005930");
    }
    bench.drain(0);
    bench.send("0B", "005930");
    let (seen, _) = bench.drain(0);
    assert!(seen[1].flags.contains(RecordFlags::GAP_BEFORE));
    let (seen, _) = bench.drain(1);
    assert_eq!(seen.len(), 101);
    let marked = |it: &Seen| it.flags.contains(RecordFlags::GAP_BEFORE);
    assert!(!seen.iter().any(marked));
}

#[test]
fn orders_wait_in_the_spill_and_then_cut_off() {
    for slow in [0, 1] {
        let mut sizes = [ROOMY; 2];
        sizes[slow] = TIGHT;
        let mut bench = Bench::new(&sizes);
        let other = 1 - slow;
        bench.add(slow, "00, 04, 0B 005930");
        bench.add(other, "00, 04");
        let mut sent = 0;
        while !bench.router.has_ended(slow) {
            bench.send(["00", "04"][sent % 2], "005930");
            sent += 1;
            bench.router.notify();
        }
        assert!(!bench.router.has_ended(other));
        // Its wishes are taken back, once.
        let (ended, mut abandoned) = bench.router.take_abandoned().unwrap();
        abandoned.sort();
        assert_eq!((ended, abandoned), (slow, keys("00, 04, 0B 005930")));
        assert!(bench.router.take_abandoned().is_none());

        let (seen, closed) = bench.drain(slow);
        assert_eq!(closed, Some(CloseReason::Overrun));
        let (gap, orders) = seen.split_last().unwrap();
        assert_eq!(
            (gap.what.as_str(), gap.lost, gap.sequence),
            ("gap", 1, sent as u64)
        );
        // More than the lane holds: the spill held the rest.
        let numbers: Vec<u64> = orders.iter().map(|it| it.sequence).collect();
        assert_eq!(numbers, (1..sent as u64).collect::<Vec<_>>());
        // The other one goes on.
        bench.send("00", "005930");
        assert_eq!(bench.got(other).len(), sent + 1);
    }
}

#[test]
fn who_drops_its_feed_has_no_wishes_any_more() {
    let mut bench = Bench::of(3);
    for strategy in 0..3 {
        bench.add(strategy, "0B 005930, 04");
    }
    bench.router.set_unknown(1);
    bench.readers[1] = None;
    assert!(!bench.router.has_ended(1));
    assert!(!bench.router.notify(), "nothing waits for who has gone");
    assert!(bench.router.has_ended(1));
    let (ended, mut abandoned) = bench.router.take_abandoned().unwrap();
    abandoned.sort();
    assert_eq!((ended, abandoned), (1, keys("04, 0B 005930")));
    bench.send("0B", "005930");
    bench.send("0Z", "005930");
    bench.router.tell(Link::EMPTY, ARRIVAL);
    assert_eq!(bench.got(0), ["0B 005930", "link"]);
    assert_eq!(bench.got(2), ["0B 005930", "link"]);
    assert_eq!(bench.router.stats().unrouted, 1);
    assert!(!bench.router.notify());
}

#[test]
fn closing_ends_every_feed() {
    let mut bench = Bench::of(64);
    bench.router.close(CloseReason::Stopped);
    for strategy in 0..64 {
        assert_eq!(bench.drain(strategy), (vec![], Some(CloseReason::Stopped)));
    }
}
