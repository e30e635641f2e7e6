//! From one thread to another: a record through the engine's ring, and through
//! shared memory as another process would read it, in one run.
//!
//! Ping-pong over two links of the same kind; half a round is one way. Both sides
//! look all the time. The ends of a share belong to their threads, and are in one
//! process here: the memory is the same, and so is the work.
//!
//! It takes two free processors; rounds of both kinds are interleaved, so that the
//! ratio holds on a machine with other work, too.

use kiwoom_engine::bench_api;
use kiwoom_engine::record::{Line, RecordRef, Trade, TypedRecord as _};
use kiwoom_engine::schema::RecordKind;
use kiwoom_share::{Filter, Publisher, Subscriber};
use std::hint;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};
use zerocopy::{FromBytes as _, IntoBytes as _};

/// Words of the record that goes to and fro: a trade's.
const WORDS: usize = size_of::<Trade>() / 8;
const LINES: usize = size_of::<Trade>() / size_of::<Line>();

/// Rounds that are timed at a time, and how often.
const ROUNDS: u32 = 2_000;
const TURNS: usize = 60;

fn sum(words: &[u64]) -> u64 {
    words.iter().fold(0, |sum, it| sum.wrapping_add(*it))
}

/// Looks until there is something; the other side may need this processor.
fn look(mut look: impl FnMut() -> bool) {
    loop {
        for _ in 0..10_000 {
            if look() {
                return;
            }
            hint::spin_loop();
        }
        thread::yield_now();
    }
}

/// A trade that says nothing, as words.
fn trade() -> [u64; WORDS] {
    let mut words = [0; WORDS];
    words.as_mut_bytes()[0] = RecordKind::Trade.number();
    words.as_mut_bytes()[1] = LINES as u8;
    assert!(RecordRef::from_bytes(words.as_bytes()).is_some_and(|it| it.get::<Trade>().is_some()));
    assert_eq!(Trade::KIND, RecordKind::Trade);
    words
}

fn ring_send(sender: &mut bench_api::Sender, words: &[u64; WORDS]) {
    let sent = sender.send(LINES, |lines| {
        let to = <[u64]>::mut_from_bytes(lines.as_mut_bytes()).expect("aligned");
        to[1..].copy_from_slice(&words[1..]);
    });
    assert!(sent);
}

fn ring_read(receiver: &mut bench_api::Receiver) -> bool {
    let read = receiver.receive(|it| sum(<[u64]>::ref_from_bytes(it.as_bytes()).expect("aligned")));
    hint::black_box(read).is_some()
}

fn share_read(subscriber: &mut Subscriber) -> bool {
    let read = subscriber.each(1, |record| {
        let words = <[u64]>::ref_from_bytes(record.as_bytes()).expect("aligned");
        hint::black_box(sum(words));
    });
    read.expect("it is published") > 0
}

/// A publisher, and a subscriber of the other's, once both are there.
fn ends(mine: &str, others: &str, both: &Barrier) -> (Publisher, Subscriber) {
    let mut publisher = Publisher::new(mine).expect("a publisher");
    both.wait();
    let subscriber = Subscriber::open_busy(others, &Filter::new()).expect("a subscriber");
    while publisher.subscribers() == 0 {
        publisher.attend();
    }
    both.wait();
    (publisher, subscriber)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() {
    let [there, back] = ["there", "back"].map(|it| format!("bench-{it}-{}", std::process::id()));
    let (mut ring, mut ring_end) = bench_api::pair(64 * LINES, LINES);
    let (mut ring_back, mut ring_back_end) = bench_api::pair(64 * LINES, LINES);
    let words = trade();
    let both = Barrier::new(2);
    let record = |words| RecordRef::from_bytes(<[u64; WORDS]>::as_bytes(words)).expect("a record");
    let (mut in_process, mut shared) = (Vec::new(), Vec::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            let (mut publisher, mut subscriber) = ends(&back, &there, &both);
            for _ in 0..TURNS {
                for _ in 0..ROUNDS {
                    look(|| ring_read(&mut ring_end));
                    ring_send(&mut ring_back, &words);
                }
                for _ in 0..ROUNDS {
                    look(|| share_read(&mut subscriber));
                    publisher.publish(record(&words));
                }
            }
            // Its end would be told to the other side, which may still read.
            both.wait();
        });
        let (mut publisher, mut subscriber) = ends(&there, &back, &both);
        for _ in 0..TURNS {
            let begun = Instant::now();
            for _ in 0..ROUNDS {
                ring_send(&mut ring, &words);
                look(|| ring_read(&mut ring_back_end));
            }
            in_process.push(begun.elapsed() / (2 * ROUNDS));
            let begun = Instant::now();
            for _ in 0..ROUNDS {
                publisher.publish(record(&words));
                look(|| share_read(&mut subscriber));
            }
            shared.push(begun.elapsed() / (2 * ROUNDS));
        }
        both.wait();
    });
    let (in_process, shared) = (median(in_process), median(shared));
    println!(
        "one way, a record of {} bytes, medians of {TURNS} turns:",
        size_of::<Trade>()
    );
    println!("  the engine's ring   {in_process:>10.1?}");
    println!("  shared memory       {shared:>10.1?}");
    let ratio = shared.as_secs_f64() / in_process.as_secs_f64();
    println!("  ratio               {ratio:>10.1}");
}
