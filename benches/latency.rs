//! From a socket to a strategy's hands, at a given pace, beside what people
//! write otherwise.
//!
//! `cargo bench -p kiwoom-benches --bench latency`, or with arguments behind
//! `--`: `seconds=2 rounds=3 rates=1000,10000,50000`. A table of medians over the
//! rounds stands at the end.
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
//! - `tungstenite + Value`: tokio-tungstenite, `serde_json::Value`, and a tokio
//!   mpsc channel to a task that reads price and volume out of it.
//!
//! Sender and subject share the machine: with two processors, a subject that
//! spins takes one of them for itself.

use hdrhistogram::Histogram;
use kiwoom_benches::frames;
use kiwoom_engine::record::{Handler, Trade};
use kiwoom_engine::{Endpoint, Engine, IoMode, Token};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use tokio_tungstenite::tungstenite::{self, Message};

const SUBJECTS: [&str; 5] = [
    "engine block",
    "engine hybrid",
    "engine busy",
    "engine tokio",
    "tungstenite + Value",
];

/// Percentiles that are told, and their names.
const TOLD: [(f64, &str); 4] = [(0.5, "p50"), (0.99, "p99"), (0.999, "p99.9"), (1.0, "max")];

struct Plan {
    seconds: f64,
    rounds: usize,
    rates: Vec<u64>,
}

impl Plan {
    fn from_arguments() -> Self {
        let mut plan = Self {
            seconds: 2.0,
            rounds: 3,
            rates: vec![1_000, 10_000, 50_000],
        };
        for argument in std::env::args().skip(1) {
            match argument.split_once('=') {
                Some(("seconds", text)) => plan.seconds = text.parse().expect("seconds=2"),
                Some(("rounds", text)) => plan.rounds = text.parse().expect("rounds=3"),
                Some(("rates", text)) => {
                    let rates = text
                        .split(',')
                        .map(|rate| rate.parse().expect("rates=1000"));
                    plan.rates = rates.collect();
                }
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

fn main() {
    let plan = Plan::from_arguments();
    println!(
        "latency from due to in hand, in µs: medians of {} rounds\n",
        plan.rounds
    );
    for rate in &plan.rates {
        let count = (*rate as f64 * plan.seconds) as u64;
        let mut rounds = SUBJECTS.map(|_| Vec::new());
        for _ in 0..plan.rounds {
            for (subject, results) in SUBJECTS.iter().zip(&mut rounds) {
                results.push(measure(subject, *rate, count));
            }
        }
        println!("{rate} a second");
        print!("{:22}", "");
        TOLD.iter().for_each(|(_, name)| print!("{name:>12}"));
        println!("{:>10}", "missing");
        for (subject, results) in SUBJECTS.iter().zip(rounds) {
            print!("{subject:22}");
            for at in 0..TOLD.len() {
                let mut values: Vec<f64> = results.iter().map(|it| it.0[at]).collect();
                values.sort_by(f64::total_cmp);
                print!("{:12.1}", values[values.len() / 2]);
            }
            let missing: u64 = results.iter().map(|it| it.1).sum();
            println!("{missing:10}");
        }
        println!();
    }
}

/// The percentiles told of one run, in microseconds, and how many messages
/// didn't arrive.
fn measure(subject: &str, rate: u64, count: u64) -> ([f64; 4], u64) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("ws://{}/", listener.local_addr().expect("an address"));
    let (tell, started) = mpsc::channel();
    let sender = std::thread::spawn(move || send(&listener, rate, count, &tell));
    // One that arrives can't be later than this many microseconds.
    let mut histogram = Histogram::<u64>::new_with_max(60_000_000_000, 3).expect("a histogram");
    let arrivals = match subject {
        "engine tokio" => by_engine(&url, count, None),
        "engine block" => by_engine(&url, count, Some(IoMode::Block)),
        "engine hybrid" => by_engine(&url, count, Some(IoMode::default())),
        "engine busy" => by_engine(&url, count, Some(IoMode::BusyPoll)),
        _ => by_tungstenite(&url, count),
    };
    let start: Instant = started.recv().expect("it has begun");
    sender.join().expect("the sender");
    let interval = Duration::from_secs(1).as_nanos() as u64 / rate;
    for (number, arrived) in &arrivals {
        let due = start + Duration::from_nanos(number * interval);
        let late = arrived.saturating_duration_since(due).as_nanos() as u64;
        histogram.saturating_record(late);
    }
    let told = TOLD.map(|(quantile, _)| histogram.value_at_quantile(quantile) as f64 / 1e3);
    (told, count - arrivals.len() as u64)
}

/// Accepts one client, answers what it asks, then sends as planned. Tells when
/// the first message was due.
fn send(listener: &TcpListener, rate: u64, count: u64, tell: &mpsc::Sender<Instant>) {
    let (stream, _) = listener.accept().expect("a client");
    stream.set_nodelay(true).expect("no delay");
    let mut socket = tungstenite::accept(stream).expect("a handshake");
    loop {
        let asked = socket.read().expect("a request");
        let text = asked.to_text().unwrap_or_default();
        let name = if text.contains("LOGIN") {
            "LOGIN"
        } else {
            "REG"
        };
        let answer = format!(r#"{{"trnm":"{name}","return_code":0,"return_msg":""}}"#);
        socket.send(Message::text(answer)).expect("an answer");
        if name == "REG" {
            break;
        }
    }
    let mut stream: &TcpStream = socket.get_ref();
    let frame = frames::trade();
    let (before, after) = frame
        .split_once(r#""13":"7198927""#)
        .expect("the day's volume");
    let interval = Duration::from_nanos(1_000_000_000 / rate);
    let start = Instant::now() + Duration::from_millis(20);
    tell.send(start).expect("somebody measures");
    let mut bytes = Vec::new();
    for number in 0..count {
        let text = format!(r#"{before}"13":"{number}"{after}"#);
        bytes.clear();
        bytes.extend_from_slice(&[0x81, 126]);
        bytes.extend_from_slice(&(text.len() as u16).to_be_bytes());
        bytes.extend_from_slice(text.as_bytes());
        let due = start + interval * number as u32;
        loop {
            let left = due.saturating_duration_since(Instant::now());
            match left {
                Duration::ZERO => break,
                // The system's sleep is only so exact.
                left if left > Duration::from_micros(200) => {
                    std::thread::sleep(left - Duration::from_micros(150));
                }
                _ => std::thread::yield_now(),
            }
        }
        if stream.write_all(&bytes).is_err() {
            return;
        }
    }
    // The client goes when it has all.
    _ = stream.read(&mut [0; 64]);
}

/// What arrived: its number, and when.
type Arrivals = Vec<(u64, Instant)>;

struct Noting {
    arrivals: Arrivals,
}

impl Handler for Noting {
    fn on_trade(&mut self, trade: &Trade) {
        let number = trade.cumulative_volume.get().unwrap_or_default();
        self.arrivals.push((number as u64, Instant::now()));
    }
}

/// The engine in this mode; as a tokio task without one.
fn by_engine(url: &str, count: u64, mode: Option<IoMode>) -> Arrivals {
    let builder = Engine::builder(Endpoint::parse(url).expect("a URL"))
        .token(Token::new("token".to_owned()).expect("a token"))
        // Every trade falls out of the count that real ones keep.
        .detect_missing_trades(false)
        .strategy("it", |it| it.trades(["005930"]).capacity(64 << 20));
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime");
    let (engine, mut feeds) = match mode {
        Some(mode) => builder.io(mode).start(),
        None => runtime.block_on(builder.start_tokio()),
    }
    .expect("an engine");
    let mut noting = Noting {
        arrivals: Vec::with_capacity(count as usize),
    };
    while noting.arrivals.len() < count as usize && feeds[0].recv(&mut noting).is_ok() {}
    engine.stop().expect("it was asked to");
    noting.arrivals
}

/// What people write: parse where it is read, hand the values over in a channel.
fn by_tungstenite(url: &str, count: u64) -> Arrivals {
    use futures_util::{SinkExt as _, StreamExt as _};
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime");
    let url = url.to_owned();
    runtime.block_on(async move {
        let (sender, mut receiver) = tokio::sync::mpsc::channel::<serde_json::Value>(65_536);
        let reading = tokio::spawn(async move {
            let (mut socket, _) = tokio_tungstenite::connect_async(url)
                .await
                .expect("a socket");
            for request in [r#"{"trnm":"LOGIN","token":"token"}"#, r#"{"trnm":"REG"}"#] {
                socket
                    .send(Message::text(request))
                    .await
                    .expect("a request");
                socket.next().await.expect("an answer").expect("an answer");
            }
            let mut left = count;
            while left > 0 {
                let Some(Ok(message)) = socket.next().await else {
                    break;
                };
                let text = message.to_text().expect("text");
                let value = serde_json::from_str(text).expect("JSON");
                if sender.send(value).await.is_err() {
                    break;
                }
                left -= 1;
            }
        });
        let strategy = tokio::spawn(async move {
            let mut arrivals = Vec::with_capacity(count as usize);
            while let Some(value) = receiver.recv().await {
                let values = &value["data"][0]["values"];
                let price: i64 = values["10"]
                    .as_str()
                    .expect("a price")
                    .parse()
                    .expect("one");
                let number: u64 = values["13"]
                    .as_str()
                    .expect("a volume")
                    .parse()
                    .expect("one");
                assert!(price != 0);
                arrivals.push((number, Instant::now()));
            }
            arrivals
        });
        reading.await.expect("the reader");
        strategy.await.expect("the strategy")
    })
}
