//! What a record costs, by how many items are subscribed and how many strategies
//! want it.
//!
//! `cargo bench -p kiwoom-benches --bench scale`. Measured is a trade (`0B`)
//! from its frame to all rings, and read there: decoding, the look-up of its item,
//! one write, one copy for each further strategy. Items come in an order that no
//! prefetcher knows.
//!
//! The column `whole market` is the control: frames of 4,000 items in the same
//! order, to strategies that named none of them, so that no memory of an item is
//! touched. What a column is above it is what items cost; the rest is decoding and
//! rings.
//!
//! Two tables: one with the works in turn, where each finds the caches full of the
//! others' rings (64 MiB of them), as an engine does between the bursts of a machine
//! that does other things, too; one with each work again and again, where the caches
//! hold what they can.

use criterion::Criterion;
use kiwoom_benches::{Caches, allocations, frames, in_turn};
use kiwoom_engine::bench_api::Routes;
use std::hint::black_box;
use std::time::Duration;

#[global_allocator]
static COUNTING: allocations::Counting = allocations::Counting;

/// Items that are subscribed; zero for the whole market.
const ITEMS: [usize; 5] = [0, 1, 200, 1_000, 4_000];
const STRATEGIES: [usize; 4] = [1, 2, 4, 8];

/// Items of the whole market's frames.
const MARKET: usize = 4_000;

/// Records of a step: as many as rings hold with ease.
const STEP: usize = 256;

/// Times that a work is done in a row.
const ROW: usize = 21;

fn work(items: usize, strategies: usize) -> Box<dyn FnMut()> {
    let named: Vec<String> = match items {
        0 => vec![String::new()],
        _ => (0..items).map(name).collect(),
    };
    let (mut routes, mut readers) = Routes::new(strategies, "0B", &named);
    let mut frame = frames::trade().into_bytes();
    let needle = br#""item":""#;
    let at = frame.windows(needle.len()).position(|it| it == needle);
    let place = at.expect("an item") + needle.len();
    let of = if items == 0 { MARKET } else { items };
    let mut next = 0;
    Box::new(move || {
        for _ in 0..STEP {
            // A step that has no divisor in common with the counts above.
            next = (next + 2_647) % of;
            // Written without a table, whose memory would be measured, too.
            let mut digits = next;
            for byte in frame[place + 2..place + 6].iter_mut().rev() {
                *byte = b'0' + (digits % 10) as u8;
                digits /= 10;
            }
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

/// What routing holds for so many items of this type and so many strategies.
fn held(code: &str, items: usize, strategies: usize) -> f64 {
    let named: Vec<String> = (0..items).map(name).collect();
    let before = allocations::held();
    let _routes = Routes::new(strategies, code, &named);
    (allocations::held() - before) as f64
}

fn print_memory() {
    println!("\nbytes held, of 4,000 items and 8 strategies");
    for code in ["0B", "0D"] {
        let most = MARKET - 1;
        let of_items = |strategies| held(code, MARKET, strategies) - held(code, 1, strategies);
        let item = of_items(1) / most as f64;
        let wish = (of_items(8) - of_items(1)) / (7 * most) as f64;
        let strategy = (held(code, 1, 8) - held(code, 1, 1)) / 7.0;
        println!(
            "{code}: {item:.0} an item, {wish:.0} more for each further strategy that wants it, {strategy:.0} a strategy"
        );
    }
}

fn name(at: usize) -> String {
    format!("00{at:04}")
}

fn title(items: usize) -> String {
    match items {
        0 => "whole market".to_owned(),
        1 => "1 item".to_owned(),
        _ => format!("{items} items"),
    }
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
            let name = format!("{}, {strategies} strategies", title(items));
            group.bench_function(name, |bencher| bencher.iter(&mut work));
        }
    }
    group.finish();
    criterion.final_summary();
    if std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        return;
    }
    print_memory();
    println!("\nmedian ns a trade, frame to read; rows: strategies");
    print("in turn, caches full of other things", |all| {
        in_turn(101, Caches::Others, all)
    });
    print("each again and again", |all| {
        let rounds = all.into_iter().map(|mut work| {
            // The first few times fill the caches.
            (0..ROW).for_each(|_| work());
            in_turn(101, Caches::Own, [work])
        });
        rounds.flatten().collect()
    });
}

fn print(heading: &str, measure: impl Fn(Vec<Box<dyn FnMut()>>) -> Vec<(f64, u64)>) {
    println!("\n{heading}");
    print!("{:4}", "");
    ITEMS.iter().for_each(|it| print!("{:>14}", title(*it)));
    println!("   allocations");
    let all = STRATEGIES.map(|strategies| ITEMS.map(|items| work(items, strategies)));
    let measured = measure(all.into_iter().flatten().collect());
    for (row, strategies) in measured.chunks(ITEMS.len()).zip(STRATEGIES) {
        print!("{strategies:4}");
        row.iter()
            .for_each(|it| print!("{:14.0}", it.0 / STEP as f64));
        println!("   {}", row.iter().map(|it| it.1).sum::<u64>());
    }
}
