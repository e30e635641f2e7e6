//! Strategies that are too slow, or gone: they lose what they must, are told
//! exactly what, and nobody else notices.

use kiwoom_engine::record::{Gap, Handler, RecordFlags, Trade};
use kiwoom_engine::{CloseReason, Engine, Feed, Overflow, Strategy, Wait};
use kiwoom_simulator::{Counters, Rate, Simulator};
use kiwoom_tests::*;
use std::collections::BTreeSet;
use std::sync::mpsc;

with_each_driver! {
    who_reads_nothing_loses_all_that_finds_no_room,
    who_sleeps_through_a_storm_wakes_to_the_newest_books,
    who_is_waited_for_loses_nothing,
    who_is_waited_for_holds_up_no_echo,
    who_reads_now_and_then_gets_gaps_in_between,
    who_sleeps_is_woken_in_the_middle_of_a_storm,
    who_lets_even_orders_pile_up_is_cut_off,
    who_drops_its_feed_is_not_missed,
}

const DATA: [Wish; 3] = [("0B", "005930"), ("0D", "005930"), ("0B", "000660")];
const BOOKS: [Wish; 3] = [("0B", "005930"), ("0D", "005930"), ("0D", "000660")];
const WITH_ORDERS: [Wish; 4] = [("0B", "005930"), ("0D", "005930"), ("00", ""), ("04", "")];

/// A strategy that loses books as it loses trades.
fn dropping(strategy: Strategy, wishes: &[Wish]) -> Strategy {
    subscribe(strategy, wishes).overflow_all(Overflow::DropNewest)
}

/// Lets all come while nobody reads `feeds`, stops both sides, and then reads
/// what is there.
fn read_late(
    simulator: Simulator,
    engine: Engine,
    feeds: Vec<Feed>,
    frames: u64,
) -> (Counters, Vec<Ledger>) {
    wait_for_frames(&simulator, &engine, frames);
    engine.stop().unwrap();
    (
        simulator.stop(),
        feeds.into_iter().map(Ledger::read).collect(),
    )
}

/// The slow one lost exactly what its gaps tell, compared with one that lost
/// nothing.
fn check_gaps(slow: &Ledger, whole: &Ledger) {
    let all: BTreeSet<u64> = whole.rows.iter().map(|row| row.sequence).collect();
    let got: BTreeSet<u64> = slow.rows.iter().map(|row| row.sequence).collect();
    assert!(got.is_subset(&all));
    let mut told = BTreeSet::new();
    for (_, gap) in &slow.gaps {
        let lost: Vec<u64> = all.range(gap.first..=gap.last).copied().collect();
        assert_eq!(lost.len() as u64, gap.lost, "{gap:?}");
        assert_eq!(lost.first().zip(lost.last()), Some((&gap.first, &gap.last)));
        assert_eq!(gap.header.sequence(), gap.last);
        told.extend(lost);
    }
    let missing: BTreeSet<u64> = all.difference(&got).copied().collect();
    assert_eq!(told, missing);
    assert_eq!(slow.lost(), slow.counts.lost);
    assert_eq!(slow.gaps.len() as u64, slow.counts.gaps);
}

/// The first record of the data lane after each gap is marked, and no other.
fn check_marks(slow: &Ledger) {
    let critical = |row: &Row| ["00", "04"].contains(&row.code);
    let mut expected = BTreeSet::new();
    for (before, _) in &slow.gaps {
        let next = slow.rows[*before..].iter().find(|row| !critical(row));
        expected.extend(next.map(|row| row.sequence));
    }
    let marked = slow
        .rows
        .iter()
        .filter(|row| row.flags.contains(RecordFlags::GAP_BEFORE));
    assert_eq!(
        marked.map(|row| row.sequence).collect::<BTreeSet<_>>(),
        expected
    );
}

fn who_reads_nothing_loses_all_that_finds_no_room(driver: Drive) {
    let simulator = exchange(10_000).start().unwrap();
    let builder = engine(&simulator.url())
        .strategy("slow", |it| dropping(it, &DATA).capacity(64 << 10))
        .strategy("whole", |it| subscribe(roomy(it), &DATA));
    let (engine, feeds) = driver.start(builder).unwrap();
    let (sent, ledgers) = read_late(simulator, engine, feeds, 10_000);
    let [slow, whole] = &ledgers[..] else {
        panic!()
    };
    assert_eq!(whole.elements(), expected(&sent, &DATA));
    assert_eq!(whole.counts.lost, 0);

    let all: u64 = sent.elements();
    let links = slow.links.len() as u64;
    assert_eq!(slow.counts.delivered - links + slow.counts.lost, all);
    assert_eq!(slow.rows.len() as u64 + slow.lost(), all);
    // The oldest are kept: 64 KiB hold some two hundred records.
    assert!((100..400).contains(&slow.rows.len()), "{}", slow.rows.len());
    assert_eq!(slow.rows[..], whole.rows[..slow.rows.len()]);
    assert_eq!(slow.gaps.len(), 1);
    check_gaps(slow, whole);
    check_marks(slow);
    // The links are told all the same, and in their place: the gap stands
    // before what came after it.
    assert_eq!(slow.events(), whole.events());
    let down = slow.links[slow.links.len() - 2].header.sequence();
    assert!(slow.gaps[0].1.header.sequence() < down);
    assert_eq!(slow.closed, Some(CloseReason::Stopped));
}

/// Who sleeps through a storm loses trades, exactly told, and of each book
/// everything but the newest; nobody else loses anything, and the I/O thread
/// keeps its pace.
fn who_sleeps_through_a_storm_wakes_to_the_newest_books(driver: Drive) {
    const FRAMES: u64 = 50_000;
    let simulator = exchange(FRAMES).start().unwrap();
    let builder = engine(&simulator.url())
        .strategy("asleep", |it| subscribe(it, &BOOKS).capacity(64 << 10))
        .strategy("whole", |it| subscribe(it, &BOOKS).capacity(256 << 20));
    let (engine, feeds) = driver.start(builder).unwrap();
    let (sent, ledgers) = read_late(simulator, engine, feeds, FRAMES);
    let [asleep, whole] = &ledgers[..] else {
        panic!()
    };
    assert_eq!(whole.elements(), expected(&sent, &BOOKS));
    assert_eq!((whole.counts.lost, whole.counts.conflated), (0, 0));
    let counts = asleep.counts;
    assert_eq!(counts.written, counts.delivered + counts.conflated);
    let links = asleep.links.len() as u64;
    let told = counts.delivered - links + counts.lost + counts.conflated;
    assert_eq!(told, sent.elements());
    assert_eq!(asleep.lost(), counts.lost);
    assert!(counts.conflated > 10_000, "{counts:?}");
    let books = |ledger: &Ledger| {
        let books = ledger.rows.iter().filter(|row| row.code == "0D");
        let newest = books.map(|row| (row.item.clone(), row.stamp));
        newest.collect::<std::collections::BTreeMap<_, _>>()
    };
    assert_eq!(books(asleep), books(whole), "the newest of each came");
    let late = |row: &&Row| row.flags.contains(RecordFlags::CONFLATED);
    assert_eq!(asleep.rows.iter().filter(late).count(), 2);
    assert_eq!(asleep.events(), whole.events());
}

/// A strategy that is waited for loses nothing, as long as it reads on.
fn who_is_waited_for_loses_nothing(driver: Drive) {
    let simulator = exchange(20_000).start().unwrap();
    let patient = |it| {
        let it = subscribe(it, &DATA).capacity(32 << 10);
        it.overflow_all(Overflow::BlockFor(PATIENCE))
    };
    let builder = engine(&simulator.url()).strategy("recorder", patient);
    let (engine, mut feeds) = driver.start(builder).unwrap();
    let reader = Reader::start(feeds.remove(0));
    wait_for_frames(&simulator, &engine, 20_000);
    engine.stop().unwrap();
    let ledger = reader.end();
    assert_eq!(ledger.elements(), expected(&simulator.stop(), &DATA));
    assert_eq!((ledger.counts.lost, ledger.counts.gaps), (0, 0));
    assert!(ledger.counts.blocked_ns > 0, "the ring is small");
}

/// A PING is sent back before what came with it is handed over.
fn who_is_waited_for_holds_up_no_echo(driver: Drive) {
    const PING: &str = r#"{"trnm":"PING"}"#;
    const TRADE: &str = r#"{"data":[{"values":{"10":"70000"},"type":"0B","name":"주식체결","item":"005930"}],"trnm":"REAL"}"#;
    const COUNT: usize = 500;
    const ROOM: usize = 32 << 10;
    let (tell, echoed) = mpsc::channel();
    let server = Peer::play(None, move |mut peer| {
        peer.text(PING);
        (0..COUNT).for_each(|_| peer.text(TRADE));
        peer.flush().unwrap();
        assert_eq!(peer.hear().unwrap(), PING.as_bytes());
        tell.send(()).unwrap();
        while peer.hear().is_ok() {}
    });
    let builder = engine(&server.url).strategy("recorder", |it| {
        let it = it.trades(["005930"]).capacity(ROOM);
        it.overflow_all(Overflow::BlockFor(PATIENCE))
    });
    let (engine, mut feeds) = driver.start(builder).unwrap();
    echoed.recv_timeout(PATIENCE).unwrap();
    let mut ledger = Ledger::of(&feeds[0]);
    wait_until("all trades have come", || {
        ledger.read_some(&mut feeds[0], COUNT);
        ledger.rows.len() == COUNT
    });
    // Had the echo waited for who reads nothing before it has come, what the ring
    // doesn't hold would be lost by now.
    const { assert!(COUNT * size_of::<Trade>() > 2 * ROOM) };
    assert_eq!(feeds[0].counts().lost, 0);
    engine.stop().unwrap();
    server.end();
}

/// Nobody is waited for without end, but by recordings.
#[test]
fn who_would_hold_everything_up_is_refused() {
    let builder = engine("ws://127.0.0.1:9/").strategy("it", |it| {
        it.trades(["005930"]).overflow_all(Overflow::Block)
    });
    let error = builder.start().map(|(engine, _)| engine).unwrap_err();
    assert!(error.to_string().contains("BlockFor"), "{error}");
}

fn who_reads_now_and_then_gets_gaps_in_between(driver: Drive) {
    let paced = exchange(10_000).rate(Rate::PerSecond(8_000.0));
    let simulator = paced.start().unwrap();
    let builder = engine(&simulator.url())
        .strategy("slow", |it| dropping(it, &WITH_ORDERS).capacity(32 << 10))
        .strategy("whole", |it| subscribe(roomy(it), &WITH_ORDERS));
    let (engine, feeds) = driver.start(builder).unwrap();
    let [mut slow, whole] = <[Feed; 2]>::try_from(feeds).unwrap();
    let whole = Reader::start(whole);
    // Nothing until it has lost something, then a few, and so on.
    let lost = |engine: &Engine| {
        engine
            .feeds()
            .find(|(name, _)| *name == "slow")
            .unwrap()
            .1
            .lost
    };
    let mut ledger = Ledger::of(&slow);
    let sent = || simulator.counters().frames() >= 10_000;
    while !sent() {
        let before = lost(&engine);
        wait_until("more is lost", || lost(&engine) > before || sent());
        ledger.read_some(&mut slow, 200);
    }
    wait_for_frames(&simulator, &engine, 10_000);
    engine.stop().unwrap();
    let sent = simulator.stop();
    ledger.read_on(&mut slow);
    let whole = whole.end();
    assert_eq!(whole.elements(), expected(&sent, &WITH_ORDERS));

    assert!(ledger.gaps.len() > 5, "{}", ledger.gaps.len());
    check_gaps(&ledger, &whole);
    check_marks(&ledger);
    // Orders and balances are never lost.
    let critical = |ledger: &Ledger| {
        let rows = ledger
            .rows
            .iter()
            .filter(|row| ["00", "04"].contains(&row.code));
        rows.map(|row| row.sequence).collect::<Vec<_>>()
    };
    assert!(critical(&whole).len() > 100);
    assert_eq!(critical(&ledger), critical(&whole));
}

/// Counts, and does nothing else.
struct Counter(u64);

impl Handler for Counter {
    fn on_trade(&mut self, _: &Trade) {
        self.0 += 1;
    }
}

fn who_sleeps_is_woken_in_the_middle_of_a_storm(driver: Drive) {
    const FRAMES: u64 = 100_000;
    let simulator = exchange(FRAMES).start().unwrap();
    let builder = engine(&simulator.url()).strategy("sleeper", |it| {
        // Room for what comes in some thirty reads.
        it.trades(["005930"]).wait(Wait::Park).capacity(4 << 20)
    });
    let (engine, mut feeds) = driver.start(builder).unwrap();
    let mut feed = feeds.remove(0);
    let strategy = std::thread::spawn(move || {
        let mut counter = Counter(0);
        feed.run(&mut counter);
        (counter.0, feed.counts())
    });
    wait_for_frames(&simulator, &engine, FRAMES);
    engine.stop().unwrap();
    let (trades, counts) = strategy.join().unwrap();
    assert_eq!(trades + counts.lost, FRAMES);
    // None, in fact, unless the system lets it wait for its processor. It was
    // nearly half when the sleeper was woken after all reads of a turn only.
    assert!(counts.lost < FRAMES / 4, "{counts:?}");
}

fn who_lets_even_orders_pile_up_is_cut_off(driver: Drive) {
    const ORDERS: [Wish; 2] = [("00", ""), ("04", "")];
    // Slow enough for the one that does read.
    let paced = exchange(12_000).rate(Rate::PerSecond(6_000.0));
    let simulator = paced.start().unwrap();
    let builder = engine(&simulator.url())
        .strategy("slow", |it| subscribe(it, &ORDERS))
        .strategy("whole", |it| subscribe(it, &ORDERS));
    let (engine, feeds) = driver.start(builder).unwrap();
    let [slow, whole] = <[Feed; 2]>::try_from(feeds).unwrap();
    let whole = Reader::start(whole);
    wait_for_frames(&simulator, &engine, 12_000);
    // It is told while the engine still runs.
    let slow = Ledger::read(slow);
    assert_eq!(slow.closed, Some(CloseReason::Overrun));
    assert!(engine.snapshot().is_live);
    engine.stop().unwrap();
    let whole = whole.end();
    let sent = simulator.stop();
    assert_eq!(whole.elements(), expected(&sent, &ORDERS));
    assert_eq!(whole.closed, Some(CloseReason::Stopped));
    // All that came before is there, and the last gap begins right after it.
    assert!(slow.counts.spilled > 1_000, "{:?}", slow.counts);
    assert_eq!(slow.rows[..], whole.rows[..slow.rows.len()]);
    let last: &Gap = &slow.gaps.last().unwrap().1;
    assert_eq!((last.lost, slow.gaps.len()), (1, 1));
    assert_eq!(last.first, whole.rows[slow.rows.len()].sequence);
}

fn who_drops_its_feed_is_not_missed(driver: Drive) {
    let simulator = exchange(10_000).start().unwrap();
    let builder = engine(&simulator.url())
        .strategy("one", |it| subscribe(roomy(it), &DATA))
        .strategy("gone", |it| {
            subscribe(it, &[("0B", ""), ("00", ""), ("0D", "035420")])
        })
        .strategy("two", |it| subscribe(roomy(it), &DATA));
    let (engine, feeds) = driver.start(builder).unwrap();
    let [one, mut gone, two] = <[Feed; 3]>::try_from(feeds).unwrap();
    let (one, two) = (Reader::start(one), Reader::start(two));
    let mut count = 0;
    while count < 100 {
        gone.wait(None);
        count += gone.each(100, |_| ()).unwrap();
    }
    drop(gone);
    // Nobody wants its orders and its books any more.
    wait_until("they are taken off", || {
        engine.snapshot().session.removes_sent > 0
    });
    wait_for_frames(&simulator, &engine, 10_000);
    engine.stop().unwrap();
    let sent = simulator.stop();
    for reader in [one, two] {
        let ledger = reader.end();
        assert_eq!(ledger.elements(), expected(&sent, &DATA));
        assert_eq!(ledger.counts.lost, 0);
    }
}
