//! From a socket to a strategy's hands, at a given pace, beside what people
//! write otherwise.
//!
//! `cargo bench -p kiwoom-benches --bench latency`, or with arguments behind
//! `--`: `seconds=2 rounds=3 rates=1000,10000,50000,100000 svg=latency.svg only=engine`.
//! A table of medians over the rounds is printed for each pace, plain and over TLS;
//! the picture shows the distributions over all rounds.
//!
//! The pace is the sender's alone (open loop): message number *n* is due at
//! *start + n / rate*, and its latency counts from then, whether or not it could
//! be sent at that moment. So a receiver that stalls pays for all that were due
//! meanwhile. Messages are trades (`0B`, one a frame, about 700 bytes) over
//! loopback; each carries its number as the day's volume (`13`). The subjects
//! take turns, so that whatever else the machine does meets all of them alike:
//!
//! - `engine block`, `engine hybrid`, `engine busy`: the I/O thread in its modes,
//!   the strategy on a thread of its own with the default wait;
//! - `engine tokio`: the task of the feature `tokio`, strategy as above;
//! - `inline block`, `inline hybrid`, `inline tokio`: the same with the strategy on
//!   the I/O thread, or in the task, itself;
//! - `tungstenite + Value`: tokio-tungstenite, `serde_json::Value`, and a tokio
//!   mpsc channel to a task that reads price and volume out of it;
//! - `python + json`, `python + msgspec`: [`peer.py`](latency/peer.py), where
//!   `PYTHON` (or `python3`) has the modules.
//!
//! CPU is all processor time of the subject, connecting and (Python's) starting
//! included, by message. Sender and subject share the machine: with two
//! processors, a subject that spins takes one of them for itself.

mod certificates;
mod clock;
mod plot;
mod sender;
mod subjects;

use certificates::Certificates;
use hdrhistogram::Histogram;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::mpsc;
use subjects::{Subject, Task};

/// Percentiles that are told, and their names.
const TOLD: [(f64, &str); 4] = [(0.5, "p50"), (0.99, "p99"), (0.999, "p99.9"), (1.0, "max")];

/// No latency is longer than this: a minute, in nanoseconds.
const LONGEST: u64 = 60_000_000_000;

struct Plan {
    seconds: f64,
    rounds: usize,
    rates: Vec<u64>,
    svg: Option<PathBuf>,
    /// Subjects whose names have this in them.
    only: String,
}

impl Plan {
    fn from_arguments() -> Self {
        let mut plan = Self {
            seconds: 2.0,
            rounds: 3,
            rates: vec![1_000, 10_000, 50_000, 100_000],
            svg: None,
            only: String::new(),
        };
        for argument in std::env::args().skip(1) {
            match argument.split_once('=') {
                Some(("seconds", text)) => plan.seconds = text.parse().expect("seconds=2"),
                Some(("rounds", text)) => plan.rounds = text.parse().expect("rounds=3"),
                Some(("rates", text)) => {
                    let rates = text.split(',').map(|it| it.parse().expect("rates=1000"));
                    plan.rates = rates.collect();
                }
                Some(("only", text)) => plan.only = text.to_owned(),
                Some(("svg", path)) => plan.svg = Some(path.into()),
                // A short run that shows that everything arrives.
                _ if argument == "--test" => {
                    (plan.seconds, plan.rounds, plan.rates) = (0.2, 1, vec![2_000]);
                }
                _ => {}
            }
        }
        plan
    }
}

/// What one run of a subject gave.
struct Run {
    latencies: Histogram<u64>,
    missing: u64,
    /// Nanoseconds a message.
    cpu: f64,
}

fn main() {
    let plan = Plan::from_arguments();
    let certificates = Certificates::new();
    let mut subjects = Subject::all();
    subjects.retain(|it| it.name().contains(&plan.only));
    println!(
        "latency from due to in hand, and CPU time a message, in µs: medians of {} rounds",
        plan.rounds
    );
    let mut panels = Vec::new();
    for rate in &plan.rates {
        for tls in [None, Some(&certificates)] {
            let mut runs: Vec<Vec<Run>> = subjects.iter().map(|_| Vec::new()).collect();
            for _ in 0..plan.rounds {
                for (subject, runs) in subjects.iter().zip(&mut runs) {
                    runs.push(measure(*subject, tls, *rate, plan.seconds));
                }
            }
            let transport = if tls.is_some() { "TLS" } else { "plain" };
            let heading = format!("{rate} a second, {transport}");
            print(&heading, &subjects, &runs);
            let lines = subjects.iter().zip(&runs);
            let lines = lines.map(|(subject, runs)| (subject.name(), all_of(runs)));
            panels.push((heading, lines.collect()));
        }
    }
    if let Some(path) = plan.svg {
        plot::draw(&path, &panels).expect("a picture");
    }
}

fn print(heading: &str, subjects: &[Subject], runs: &[Vec<Run>]) {
    print!("\n{heading:24}");
    TOLD.iter().for_each(|(_, name)| print!("{name:>12}"));
    println!("{:>10}{:>10}", "CPU", "missing");
    for (subject, runs) in subjects.iter().zip(runs) {
        print!("{:24}", subject.name());
        for (quantile, _) in TOLD {
            let at = |run: &Run| run.latencies.value_at_quantile(quantile) as f64;
            print!("{:12.1}", median(runs.iter().map(at)) / 1e3);
        }
        let cpu = median(runs.iter().map(|run| run.cpu)) / 1e3;
        let missing: u64 = runs.iter().map(|run| run.missing).sum();
        println!("{cpu:10.2}{missing:10}");
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn all_of(runs: &[Run]) -> Histogram<u64> {
    let mut all = histogram();
    for run in runs {
        all.add(&run.latencies).expect("the same bounds");
    }
    all
}

fn histogram() -> Histogram<u64> {
    Histogram::new_with_max(LONGEST, 3).expect("a histogram")
}

fn measure(subject: Subject, tls: Option<&Certificates>, rate: u64, seconds: f64) -> Run {
    let count = (rate as f64 * seconds) as u64;
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (tell, started) = mpsc::channel();
    let config = tls.map(|it| it.server.clone());
    let sender = std::thread::spawn(move || sender::send(&listener, config, (rate, count), &tell));
    let (arrivals, used) = subject.receive(&Task { port, tls, count });
    let start = started.recv().expect("it has begun");
    let senders = sender.join().expect("the sender");
    let interval = 1_000_000_000 / rate;
    let mut latencies = histogram();
    for (number, arrived) in &arrivals {
        latencies.saturating_record(arrived.saturating_sub(start + number * interval));
    }
    Run {
        latencies,
        missing: count - arrivals.len() as u64,
        cpu: used.saturating_sub(senders) as f64 / count as f64,
    }
}
