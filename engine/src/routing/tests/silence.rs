//! Items that fall silent.

use super::{Bench, Told, book, element, trade};
use crate::record::LinkEventKind;
use crate::schema::MessageType;
use crate::transport::tests::allocations::ALLOCATIONS;
use crate::watch::{StalenessLimits, WatchSettings};
use std::time::Duration;

const UP: Told = Told::Link(LinkEventKind::RESTORED);
const LIMIT: u64 = 10;

fn watching(limits: StalenessLimits) -> WatchSettings {
    WatchSettings {
        staleness: limits,
        ..WatchSettings::default()
    }
}

fn ten_seconds() -> WatchSettings {
    let limits = StalenessLimits::none();
    watching(
        limits
            .limit(MessageType::ORDER_BOOK, Duration::from_secs(LIMIT))
            .unwrap(),
    )
}

fn stale(item: &str, quiet: u64) -> Told {
    Told::Stale(item.to_owned(), quiet)
}

fn fresh(item: &str, quiet: u64) -> Told {
    Told::Fresh(item.to_owned(), quiet)
}

fn came(item: &str) -> Told {
    Told::Book(item.to_owned())
}

#[test]
fn a_silent_book_is_told_and_its_return_before_the_book() {
    let wants: [&[_]; 2] = [
        &[("0D", "005930"), ("0D", "000660")],
        &[("0D", "000660"), ("0B", "005930")],
    ];
    let mut bench = Bench::new(&wants, &ten_seconds());
    bench.pass(100);
    assert_eq!(bench.read(0), [], "nothing before the connection is there");
    bench.link(LinkEventKind::RESTORED);
    // Trades have no limit here, and keep no book fresh.
    for _ in 0..15 {
        bench.frame(&book("000660"));
        bench.frame(&trade("005930", 5, 5));
        bench.pass(1);
    }
    let mut first = bench.read(0);
    first.retain(|told| *told != came("000660"));
    assert_eq!(first, [UP, stale("005930", LIMIT)]);
    assert!(!bench.read(1).contains(&stale("005930", LIMIT)));
    bench.frame(&book("005930"));
    assert_eq!(bench.read(0), [fresh("005930", 14), came("005930")]);
    assert_eq!(bench.read(1), []);
    assert_eq!((bench.stats().stale, bench.stats().fresh), (1, 1));
}

#[test]
fn a_lost_connection_says_enough() {
    let mut bench = Bench::new(&[&[("0D", "005930")]], &ten_seconds());
    bench.link(LinkEventKind::RESTORED);
    bench.pass(12);
    assert_eq!(bench.read(0), [UP, stale("005930", LIMIT)]);
    for event in [LinkEventKind::DOWN, LinkEventKind::CONNECTING] {
        bench.link(event);
    }
    assert_eq!(bench.router.next_deadline(), None);
    bench.pass(60);
    bench.frame(&book("005930"));
    let expected = [
        Told::Link(LinkEventKind::DOWN),
        Told::Link(LinkEventKind::CONNECTING),
        came("005930"),
    ];
    assert_eq!(bench.read(0), expected, "no word of a silence's end");
    bench.epoch = 2;
    bench.link(LinkEventKind::RESTORED);
    bench.pass(12);
    assert_eq!(bench.read(0).len(), 2, "and it counts again");
    bench.link(LinkEventKind::STOPPED);
    assert_eq!(bench.router.next_deadline(), None);
}

#[test]
fn who_subscribes_later_is_told_and_who_left_is_not() {
    let book_of = [("0D", "005930")];
    let mut bench = Bench::new(&[&book_of, &[]], &ten_seconds());
    bench.link(LinkEventKind::RESTORED);
    bench.pass(12);
    assert_eq!(bench.read(1), [UP]);
    bench.add(1, &book_of);
    bench.pass(2);
    assert_eq!(bench.read(1), [stale("005930", 12)]);
    bench.remove(0, &book_of);
    bench.frame(&book("005930"));
    assert_eq!(bench.read(0), [UP, stale("005930", LIMIT)]);
    assert_eq!(bench.read(1), [fresh("005930", 13), came("005930")]);
    // Nobody reads it, and then somebody does: it counts from then on.
    bench.remove(1, &book_of);
    bench.pass(100);
    bench.add(0, &book_of);
    bench.pass(9);
    assert_eq!(bench.read(0), []);
    bench.pass(3);
    assert_eq!(bench.read(0), [stale("005930", LIMIT)]);
}

#[test]
fn the_market_says_when_it_closes() {
    let wants = [("0D", "005930"), ("0s", "")];
    let mut bench = Bench::new(&[&wants], &ten_seconds());
    bench.link(LinkEventKind::RESTORED);
    bench.pass(1);
    bench.frame(&element(
        "0s",
        "",
        r#""215":"4","20":"100001","214":"000000""#,
    ));
    bench.pass(60);
    assert_eq!(bench.read(0), [UP, Told::Other]);
    // Who doesn't hear the market goes by the clock.
    bench.remove(0, &[("0s", "")]);
    bench.pass(12);
    assert_eq!(bench.read(0).len(), 1);
}

/// All of them in one second would be more than a strategy can take at once.
#[test]
fn thousands_are_told_in_slices() {
    let items: Vec<String> = (0..5_000).map(|at| format!("{at:06}")).collect();
    let wants: Vec<_> = items.iter().map(|item| ("0D", item.as_str())).collect();
    let mut bench = Bench::new(&[&wants], &ten_seconds());
    bench.link(LinkEventKind::RESTORED);
    bench.pass(LIMIT);
    assert_eq!(bench.read(0), [UP]);
    let mut told = Vec::new();
    let mut looks = 0;
    while bench.stats().stale < 5_000 {
        let at = bench.router.next_deadline().unwrap();
        let wall = super::TEN * super::SECOND + at.nanos() - 1_000_000 * super::SECOND;
        let so_far = bench.stats().stale;
        let before = ALLOCATIONS.get();
        bench.router.tick(at, crate::UnixNanos::new(wall));
        assert_eq!(ALLOCATIONS.get() - before, 0, "looking allocates nothing");
        assert!(bench.stats().stale - so_far <= 1_024);
        bench.second = at.nanos() / super::SECOND - 1_000_000;
        told.extend(bench.read(0));
        looks += 1;
        assert!(looks < 50 && bench.second <= LIMIT + 2);
    }
    let mut told: Vec<String> = told.iter().map(|it| format!("{it:?}")).collect();
    told.sort_unstable();
    told.dedup();
    assert_eq!(told.len(), 5_000, "each one, once");
}
