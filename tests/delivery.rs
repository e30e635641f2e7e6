//! What the exchange's counters say it sent arrives: each element once, in
//! order, at every strategy that asked for it and at no other.

use kiwoom_engine::record::RecordFlags;
use kiwoom_engine::{CloseReason, Engine, Feed, IoMode};
use kiwoom_simulator::{Counters, Flush, Rate, Simulator};
use kiwoom_tests::*;
use std::collections::BTreeMap;
use std::time::Duration;

with_each_driver! {
    one_strategy_gets_everything_as_fast_as_it_reads,
    three_strategies_each_get_their_own,
    every_type_of_the_korean_socket_arrives,
    every_type_of_the_us_socket_arrives,
    tls_changes_nothing,
    batches_of_rows_are_taken_apart,
}

/// Trades, books and quotes of both venues.
const STOCKS: [Wish; 9] = [
    ("0B", "005930"),
    ("0B", "005930_NX"),
    ("0B", "005930_AL"),
    ("0B", "000660"),
    ("0D", "005930"),
    ("0D", "005930_AL"),
    ("0D", "000660_NX"),
    ("0C", "035420"),
    ("0A", "035420"),
];

/// Every type of the Korean socket that is registered by REG.
const DOMESTIC: [Wish; 24] = [
    ("00", ""),
    ("04", ""),
    ("0A", "005930"),
    ("0B", "005930"),
    ("0B", "005930_NX"),
    ("0B", "005930_AL"),
    ("0C", "005930_AL"),
    ("0D", "005930_NX"),
    ("0D", "000660"),
    ("0E", "005930"),
    ("0F", "000660"),
    ("0G", "069500"),
    ("0H", "005930"),
    ("0I", "MGU"),
    ("0J", "001"),
    ("0J", "101"),
    ("0U", "001"),
    ("0g", "005930"),
    ("0m", "57JBHH"),
    ("0s", ""),
    ("0u", "57JBHH"),
    ("0w", "005930"),
    ("1h", ""),
    // Started by a condition search, never by REG: nothing comes.
    ("02", ""),
];

const US: [Wish; 6] = [
    ("F4", ""),
    ("F5", ""),
    ("FE", "NVDA"),
    ("FE", "BRK.B"),
    ("FT", "NVDA"),
    ("S2", ""),
];

/// Lets all frames come, stops both sides, and gives what was sent and got.
fn run(
    simulator: Simulator,
    engine: Engine,
    feeds: Vec<Feed>,
    frames: u64,
) -> (Counters, Vec<Ledger>) {
    let readers: Vec<Reader> = feeds.into_iter().map(Reader::start).collect();
    wait_for_frames(&simulator, &engine, frames);
    engine.stop().unwrap();
    let sent = simulator.stop();
    assert_eq!(sent.frames(), frames);
    (sent, readers.into_iter().map(Reader::end).collect())
}

/// Everything that was asked for came, and nothing else.
fn check(sent: &Counters, ledger: &Ledger, wishes: &[Wish]) {
    let expected = expected(sent, wishes);
    assert_eq!(ledger.elements(), expected, "{}", ledger.name);
    let count: u64 = expected.values().sum();
    assert_eq!(ledger.rows.len() as u64, count);
    assert_eq!((ledger.counts.lost, ledger.lost()), (0, 0));
    assert_eq!(ledger.counts.written, ledger.counts.delivered);
    assert_eq!(ledger.counts.delivered, count + ledger.links.len() as u64);
    assert_eq!(ledger.closed, Some(CloseReason::Stopped));
}

/// Every type and item of the wishes came, if at all possible.
fn check_all_came(ledger: &Ledger, wishes: &[Wish]) {
    let elements = ledger.elements();
    for (code, item) in wishes
        .iter()
        .filter(|(code, _)| !["02", "S2"].contains(code))
    {
        let came = elements
            .keys()
            .any(|(its, of)| its == code && (item.is_empty() || of == item));
        assert!(came, "no {code} of {item:?}");
    }
}

fn one_strategy_gets_everything_as_fast_as_it_reads(driver: Drive) {
    let simulator = exchange(20_000).start().unwrap();
    let (engine, feed) = start_one(driver, &simulator.url(), &STOCKS);
    let (sent, ledgers) = run(simulator, engine, vec![feed], 20_000);
    check(&sent, &ledgers[0], &STOCKS);
    check_all_came(&ledgers[0], &STOCKS);
    assert_eq!(ledgers[0].elements(), sent.connections[0].elements);
    // One message a frame.
    let last = |row: &Row| row.flags.contains(RecordFlags::LAST_IN_FRAME);
    assert!(ledgers[0].rows.iter().all(last));
}

fn three_strategies_each_get_their_own(driver: Drive) {
    const WISHES: [&[Wish]; 3] = [
        &[("0B", "005930"), ("0B", "000660"), ("0J", "001")],
        &[("0B", "000660"), ("0D", "000660"), ("0D", "000660_AL")],
        // All trades that anybody asked for.
        &[("0B", ""), ("0D", "035420_NX")],
    ];
    let simulator = exchange(20_000).start().unwrap();
    let mut builder = engine(&simulator.url());
    for (wishes, name) in WISHES.iter().zip(["one", "two", "three"]) {
        builder = builder.strategy(name, |it| subscribe(roomy(it), wishes));
    }
    let (engine, feeds) = driver.start(builder).unwrap();
    let names: Vec<_> = feeds.iter().map(|feed| feed.name().to_owned()).collect();
    assert_eq!(names, ["one", "two", "three"]);
    let (sent, ledgers) = run(simulator, engine, feeds, 20_000);
    for (ledger, wishes) in ledgers.iter().zip(WISHES) {
        check(&sent, ledger, wishes);
        check_all_came(ledger, wishes);
    }
    // What two strategies share has the same number in both.
    let mut all: BTreeMap<u64, Row> = BTreeMap::new();
    let mut shared = 0;
    for row in ledgers.into_iter().flat_map(|ledger| ledger.rows) {
        if let Some(other) = all.insert(row.sequence, row.clone()) {
            assert_eq!(other, row);
            shared += 1;
        }
    }
    assert!(shared > 1_000, "{shared}");
}

fn every_type_of_the_korean_socket_arrives(driver: Drive) {
    // Several registrations: the exchange mustn't be through before the last.
    let paced = exchange(10_000).rate(Rate::PerSecond(8_000.0));
    let simulator = paced.start().unwrap();
    let (engine, feed) = start_one(driver, &simulator.url(), &DOMESTIC);
    let (sent, ledgers) = run(simulator, engine, vec![feed], 10_000);
    check(&sent, &ledgers[0], &DOMESTIC);
    check_all_came(&ledgers[0], &DOMESTIC);
    // An interruption is told of both venues' item, in one frame.
    let elements = ledgers[0].elements();
    let of = |suffix: &str| {
        let rows = elements
            .iter()
            .filter(|((code, item), _)| code == "1h" && item.ends_with(suffix));
        rows.map(|(_, count)| count).sum::<u64>()
    };
    assert_eq!(of("_AL") * 2, of(""));
}

fn every_type_of_the_us_socket_arrives(driver: Drive) {
    let paced = exchange(6_000).rate(Rate::PerSecond(6_000.0));
    let simulator = paced.start().unwrap();
    let (engine, feed) = start_one(driver, &simulator.us_url(), &US);
    let (sent, ledgers) = run(simulator, engine, vec![feed], 6_000);
    assert!(sent.connections[0].us);
    check(&sent, &ledgers[0], &US);
    check_all_came(&ledgers[0], &US);
}

#[test]
fn every_io_mode_delivers() {
    let spin = Duration::from_millis(1);
    for mode in [IoMode::Block, IoMode::Hybrid { spin }, IoMode::BusyPoll] {
        let paced = exchange(3_000).rate(Rate::PerSecond(10_000.0));
        let simulator = paced.start().unwrap();
        let builder = engine(&simulator.url()).io(mode);
        let builder = builder.strategy("one", |it| subscribe(roomy(it), &STOCKS));
        let (engine, feeds) = builder.start().unwrap();
        let (sent, ledgers) = run(simulator, engine, feeds, 3_000);
        check(&sent, &ledgers[0], &STOCKS);
    }
}

fn tls_changes_nothing(driver: Drive) {
    let authority = Authority::new();
    let simulator = authority.secure(exchange(20_000)).start().unwrap();
    let builder = engine(&by_name(&simulator.url())).tls_roots(authority.roots());
    let builder = builder.strategy("one", |it| subscribe(roomy(it), &STOCKS));
    let (engine, feeds) = driver.start(builder).unwrap();
    let (sent, ledgers) = run(simulator, engine, feeds, 20_000);
    check(&sent, &ledgers[0], &STOCKS);
    check_all_came(&ledgers[0], &STOCKS);
}

fn batches_of_rows_are_taken_apart(driver: Drive) {
    let slots = Flush::Every(Duration::from_millis(20));
    for authority in [None, Some(Authority::new())] {
        let paced = exchange(300).rate(Rate::PerSecond(20_000.0)).flush(slots);
        let simulator = match &authority {
            Some(authority) => authority.secure(paced).start().unwrap(),
            None => paced.start().unwrap(),
        };
        let mut builder = engine(&by_name(&simulator.url()));
        if let Some(authority) = &authority {
            builder = builder.tls_roots(authority.roots());
        }
        let builder = builder.strategy("one", |it| subscribe(roomy(it), &STOCKS));
        let (engine, feeds) = driver.start(builder).unwrap();
        let (sent, ledgers) = run(simulator, engine, feeds, 300);
        check(&sent, &ledgers[0], &STOCKS);
        let last = |row: &&Row| row.flags.contains(RecordFlags::LAST_IN_FRAME);
        assert_eq!(ledgers[0].rows.iter().filter(last).count(), 300);
        assert!(ledgers[0].rows.len() > 3_000, "frames with many rows");
    }
}
