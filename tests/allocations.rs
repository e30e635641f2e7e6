//! No allocation on the path of a record: neither on the I/O thread nor on the
//! strategy's.
//!
//! A counting allocator knows which thread asks. The exchange runs in this
//! process too, on a thread of its own, and may allocate as it likes.

use kiwoom_engine::record::{Handler, OrderBook, Trade};
use kiwoom_engine::{Builder, IoMode};
use kiwoom_tests::got::{PATIENCE, WAIT, certificate, engine, exchange};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Counts the allocations of the threads whose names are asked for.
struct Counting;

/// Allocations of threads called `kiwoom-io`, and of the test's own reader.
static IO: AtomicU64 = AtomicU64::new(0);
static READER: AtomicU64 = AtomicU64::new(0);

thread_local! {
    /// What this thread is: 0 not looked at yet, 1 another, 2 I/O, 3 reader.
    static ROLE: std::cell::Cell<u8> = const { std::cell::Cell::new(0) };
}

impl Counting {
    fn count() {
        // While a thread ends, its locals are gone: then it is no longer measured.
        let role = ROLE.try_with(|role| {
            if role.get() == 0 {
                // Asking for the name may allocate: that isn't to be counted.
                role.set(1);
                let thread = std::thread::current();
                role.set(match thread.name() {
                    Some("kiwoom-io") => 2,
                    Some("reader") => 3,
                    _ => 1,
                });
            }
            role.get()
        });
        match role {
            Ok(2) => _ = IO.fetch_add(1, Ordering::Relaxed),
            Ok(3) => _ = READER.fetch_add(1, Ordering::Relaxed),
            _ => {}
        }
    }
}

// SAFETY: everything is passed on to the system's allocator as it came.
#[allow(unsafe_code, reason = "an allocator can't be written without")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        Self::count();
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        Self::count();
        // SAFETY: the caller's promise is passed on.
        unsafe { System.realloc(at, layout, size) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The tests measure the same two threads: one at a time.
static TURN: Mutex<()> = Mutex::new(());

#[derive(Default)]
struct Count(u64);

impl Handler for Count {
    fn on_trade(&mut self, trade: &Trade) {
        assert!(trade.last.get().is_some());
        self.0 += 1;
    }

    fn on_order_book(&mut self, book: &OrderBook) {
        assert!(book.levels[0].bid_price.get().is_some());
        self.0 += 1;
    }
}

/// Allocations of both threads over so many records after a warm-up.
fn measured(builder: Builder, records: u64) -> (u64, u64) {
    let items = ["005930", "000660", "035420"];
    let (engine, mut feeds) = builder
        .strategy("reader", |it| it.trades(items).books(items).wait(WAIT))
        .start()
        .unwrap();
    let mut feed = feeds.remove(0);
    let reader = std::thread::Builder::new().name("reader".to_owned());
    let reader = reader.spawn(move || {
        std::hint::black_box(Box::new(0_u8));
        let mut count = Count::default();
        let mut read = |until: u64| {
            let end = Instant::now() + PATIENCE;
            while count.0 < until {
                if feed.poll(&mut count, 1024).unwrap() == 0 {
                    assert!(feed.wait(Some(end)), "nothing more came");
                }
            }
            (IO.load(Ordering::Relaxed), READER.load(Ordering::Relaxed))
        };
        let before = read(5_000);
        let after = read(5_000 + records);
        (after.0 - before.0, after.1 - before.1)
    });
    let allocations = reader.unwrap().join().unwrap();
    engine.stop().unwrap();
    // Both did allocate while they warmed up: the threads were recognised.
    assert!(IO.load(Ordering::Relaxed) > 0 && READER.load(Ordering::Relaxed) > 0);
    allocations
}

#[test]
fn none_without_tls() {
    let _turn = TURN.lock().unwrap();
    for mode in [IoMode::Block, IoMode::default()] {
        let simulator = exchange().start().unwrap();
        let allocations = measured(engine(&simulator.url()).io(mode), 20_000);
        assert_eq!(allocations, (0, 0), "I/O thread, strategy's thread");
    }
}

/// rustls 0.23 allocates for each TLS record that it decrypts, and nothing of
/// ours is added: a record holds one message or more.
#[test]
fn one_a_tls_record_with_tls() {
    const RECORDS: u64 = 20_000;
    let _turn = TURN.lock().unwrap();
    let (chain, key, root) = certificate();
    let simulator = exchange().tls(chain, key).start().unwrap();
    let builder = engine(&simulator.url()).tls_roots([root]).io(IoMode::Block);
    let (io, reader) = measured(builder, RECORDS);
    assert_eq!(reader, 0, "the strategy's thread");
    // A message may be cut over two TLS records.
    assert!(io <= 2 * RECORDS, "{io} allocations for {RECORDS} messages");
    println!("{io} allocations for {RECORDS} messages over TLS");
}
