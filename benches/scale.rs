//! What a record costs, by how many items are subscribed and how many strategies
//! want it.
//!
//! `cargo bench -p kiwoom-benches --bench scale`. Measured is a trade (`0B`)
//! from its frame to all rings, and read there: decoding, the look-up of its item,
//! one write, one copy for each further strategy. Items come in an order that no
//! prefetcher knows.

use criterion::Criterion;
use kiwoom_benches::{allocations, frames, in_turn};
use kiwoom_engine::bench_api::Routes;
use std::hint::black_box;
use std::time::Duration;

#[global_allocator]
static COUNTING: allocations::Counting = allocations::Counting;

const ITEMS: [usize; 4] = [1, 200, 1_000, 4_000];
const STRATEGIES: [usize; 4] = [1, 2, 4, 8];

/// Records of a step: as many as rings hold with ease.
const STEP: usize = 256;

fn work(items: usize, strategies: usize) -> Box<dyn FnMut()> {
    let names: Vec<String> = (0..items)
        .map(|at| format!("{:06}", 100_000 + at))
        .collect();
    let (mut routes, mut readers) = Routes::new(strategies, "0B", &names);
    let mut frame = frames::trade().into_bytes();
    let needle = br#""item":""#;
    let at = frame.windows(needle.len()).position(|it| it == needle);
    let place = at.expect("an item") + needle.len();
    let mut next = 0;
    Box::new(move || {
        for _ in 0..STEP {
            // A step that has no divisor in common with the counts above.
            next = (next + 2_647) % items;
            frame[place..place + 6].copy_from_slice(names[next].as_bytes());
            routes.deliver(&frame);
        }
        for reader in &mut readers {
            let mut count = 0;
            while reader.receive(|record| _ = black_box(record[0])).is_some() {
                count += 1;
            }
            assert_eq!(count, STEP);
        }
    })
}

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(500))
        .configure_from_args();
    let mut group = criterion.benchmark_group(format!("{STEP} trades"));
    for strategies in STRATEGIES {
        for items in ITEMS {
            let mut work = work(items, strategies);
            let name = format!("{items} items, {strategies} strategies");
            group.bench_function(name, |bencher| bencher.iter(&mut work));
        }
    }
    group.finish();
    criterion.final_summary();
    if std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        return;
    }
    println!("\nmedian ns a trade, frame to read; rows: strategies, columns: items");
    print!("{:4}", "");
    ITEMS.iter().for_each(|items| print!("{items:>10}"));
    println!("   allocations");
    let all = STRATEGIES.map(|strategies| ITEMS.map(|items| work(items, strategies)));
    let measured = in_turn(101, all.into_iter().flatten());
    for (row, strategies) in measured.chunks(ITEMS.len()).zip(STRATEGIES) {
        print!("{strategies:4}");
        row.iter()
            .for_each(|it| print!("{:10.0}", it.0 / STEP as f64));
        println!("   {}", row.iter().map(|it| it.1).sum::<u64>());
    }
}
