//! What a record costs in allocations, on the thread that brings it and on the
//! one that reads it. In a process of its own, since it counts all of them.

#![cfg(target_os = "linux")]

use kiwoom_engine::record::{Handler, OrderBook, Trade};
use kiwoom_engine::{Engine, Feed, IoMode, Wait};
use kiwoom_simulator::{Rate, Rules, Simulator};
use kiwoom_tests::counting::{Counting, allocations};
use kiwoom_tests::*;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

#[global_allocator]
static COUNTING: Counting = Counting;

/// A strategy that looks at what it gets.
#[derive(Default)]
struct Looker {
    records: u64,
    volume: i64,
    seen: Arc<AtomicU64>,
}

impl Handler for Looker {
    fn on_trade(&mut self, trade: &Trade) {
        self.records += 1;
        self.volume += trade.volume.get().unwrap_or(0);
    }

    fn on_order_book(&mut self, book: &OrderBook) {
        self.records += 1;
        self.volume += i64::from(book.levels[0].bid_quantity.get().unwrap_or(0));
    }

    fn on_batch_end(&mut self) {
        self.seen.store(self.records, Ordering::Relaxed);
    }
}

const WISHES: [Wish; 4] = [
    ("0B", "005930"),
    ("0B", "000660_AL"),
    ("0D", "005930"),
    ("0D", "000660_NX"),
];

/// Records before counting begins.
const WARM_UP: u64 = 1_000;

/// Starts a strategy's thread.
fn strategy(mut feed: Feed) -> (JoinHandle<()>, Arc<AtomicU64>) {
    let mut looker = Looker::default();
    let seen = Arc::clone(&looker.seen);
    let thread = std::thread::Builder::new().name("strategy".to_owned());
    let thread = thread.spawn(move || _ = feed.run(&mut looker));
    (thread.unwrap(), seen)
}

/// An exchange that sends one message a frame and no PING.
fn exchange_without_pings(rate: f64) -> kiwoom_simulator::Builder {
    let rules = Rules {
        idle: Duration::from_secs(3_600),
        ..lenient()
    };
    let paced = exchange(u64::MAX).rate(Rate::PerSecond(rate));
    paced.rules(rules)
}

/// What was allocated on the I/O thread and on the strategy's, of this name, while
/// at least so many records were seen, how many that were, and how much `tally`
/// rose meanwhile.
fn measure(
    engine: Engine,
    (strategy, seen): (&str, &AtomicU64),
    records: u64,
    tally: impl Fn() -> u64,
) -> [u64; 4] {
    wait_until("the warm-up is over", || {
        seen.load(Ordering::Relaxed) >= WARM_UP
    });
    let look = || {
        let records = seen.load(Ordering::Relaxed);
        [
            allocations("kiwoom-io"),
            allocations(strategy),
            records,
            tally(),
        ]
    };
    let before = look();
    wait_until("records have come", || {
        seen.load(Ordering::Relaxed) >= before[2] + records
    });
    let after = look();
    engine.stop().unwrap();
    [0, 1, 2, 3].map(|at| after[at] - before[at])
}

/// All in one test: threads are found by their name.
#[test]
fn a_record_allocates_nothing_but_what_tls_takes() {
    for (mode, wait) in [
        (IoMode::Block, Wait::Park),
        (IoMode::default(), Wait::default()),
    ] {
        let simulator = exchange_without_pings(10_000.0).start().unwrap();
        let builder = engine(&simulator.url()).io(mode);
        let builder = builder.strategy("one", |it| subscribe(roomy(it), &WISHES).wait(wait));
        let (engine, mut feeds) = builder.start().unwrap();
        let (thread, seen) = strategy(feeds.remove(0));
        let its = ("strategy", &*seen);
        let [io, strategy, records, _] = measure(engine, its, 12_000, || 0);
        thread.join().unwrap();
        println!("plain, {mode:?}: {io} and {strategy} allocations for {records} records");
        assert!(records >= 10_000);
        assert_eq!((io, strategy), (0, 0), "{mode:?} {wait:?}");
    }

    let simulator = exchange_without_pings(10_000.0).start().unwrap();
    let looker = Looker::default();
    let seen = Arc::clone(&looker.seen);
    let builder = engine(&simulator.url());
    let builder = builder.strategy("one", |it| subscribe(it, &WISHES).inline(looker));
    let (running, _) = builder.start().unwrap();
    let [io, _, records, _] = measure(running, ("kiwoom-io", &*seen), 12_000, || 0);
    println!("inline: {io} allocations for {records} records");
    assert_eq!(io, 0, "a strategy on the I/O thread");

    // Of rustls: one for a TLS record, and up to three for a long one.
    for (rate, count, most) in [(500.0, 1_000, 2), (10_000.0, 12_000, 4)] {
        let authority = Authority::new();
        let simulator = authority
            .secure(exchange_without_pings(rate))
            .start()
            .unwrap();
        let (port, tls_records) = tapped(&simulator);
        let url = format!("wss://localhost:{port}/api/dostk/websocket");
        let builder = engine(&url).tls_roots(authority.roots());
        let builder = builder.strategy("one", |it| subscribe(roomy(it), &WISHES));
        let (engine, mut feeds) = builder.start().unwrap();
        let tally = || tls_records.load(Ordering::Relaxed);
        let (thread, seen) = strategy(feeds.remove(0));
        let its = ("strategy", &*seen);
        let [io, strategy, records, tls] = measure(engine, its, count, tally);
        thread.join().unwrap();
        println!("TLS: {io} allocations for {tls} TLS records with {records} records");
        assert_eq!(strategy, 0);
        assert!(tls > 100 && io <= most * tls, "{io} for {tls}");
    }
}

/// A way to the exchange on which the TLS records to the client are counted.
fn tapped(simulator: &Simulator) -> (u16, Arc<AtomicU64>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let records = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&records);
    let address = simulator.addr();
    // Both threads end with their connections.
    std::thread::spawn(move || {
        let (client, _) = listener.accept().unwrap();
        let server = TcpStream::connect(address).unwrap();
        let (mut requests, mut to_server) =
            (client.try_clone().unwrap(), server.try_clone().unwrap());
        std::thread::spawn(move || std::io::copy(&mut requests, &mut to_server));
        _ = forward_records(server, client, &count);
    });
    (port, records)
}

/// Hands on one TLS record after the other.
fn forward_records(
    mut from: TcpStream,
    mut to: TcpStream,
    count: &AtomicU64,
) -> std::io::Result<()> {
    to.set_nodelay(true)?;
    let mut record = vec![0; 5 + (1 << 15)];
    loop {
        from.read_exact(&mut record[..5])?;
        let length = 5 + usize::from(u16::from_be_bytes([record[3], record[4]]));
        from.read_exact(&mut record[5..length])?;
        count.fetch_add(1, Ordering::Relaxed);
        to.write_all(&record[..length])?;
    }
}
