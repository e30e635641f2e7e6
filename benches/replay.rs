//! How fast a journal is played: trades (`0B`), as fast as it goes.
//!
//! `cargo bench -p kiwoom-benches --bench replay`; with `-- 10`, ten rounds of the
//! works in turn, and so on. Measured is the processor time of each thread, whatever
//! else the machine does: of the one that decodes and writes to the strategy's ring,
//! and of the one that reads ahead. A third reads the ring, and isn't counted. Parts
//! of the same, alone: `read` takes all entries of the journal, `decode` decodes
//! frames that are in memory into lines, `replay, memory` plays them without a
//! journal. Linux only: what a thread has had of a processor stands in `/proc`.

use kiwoom_benches::frames;
use kiwoom_engine::decode::{Decoder, PADDING};
use kiwoom_engine::record::Line;
use kiwoom_engine::schema::MessageType;
use kiwoom_engine::{Endpoint, Engine, Mono, Pace, RawFrame, Recorded, Source, UnixNanos};
use kiwoom_journal::{JournalSource, Kind, Moment, NewEntry, Reader, Settings, Writer, pack};
use nix::time::{ClockId, clock_gettime};
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// Frames of the journal: some 76 MB.
const FRAMES: u64 = 100_000;
/// As many different trades come in turn.
const VARIANTS: u64 = 997;
/// 2026-11-27 at nine in the morning, in Korea.
const MORNING: u64 = 1_795_737_600_000_000_000;

/// Trades whose time, price, volumes and item differ as they do from one to the
/// next.
fn trades() -> Vec<String> {
    let trade = |number: u64| {
        let step = number * 7_919 % 1_000;
        let sign = if step.is_multiple_of(2) { '-' } else { '+' };
        frames::trade()
            .replace(
                r#""20":"115618""#,
                &format!(r#""20":"11{:02}{:02}""#, step % 60, number % 60),
            )
            .replace(
                r#""10":"-257750""#,
                &format!(r#""10":"{sign}{}""#, 250_000 + step * 50),
            )
            .replace(
                r#""15":"-19""#,
                &format!(r#""15":"{sign}{}""#, step * step % 20_000 + 1),
            )
            .replace(
                r#""13":"7198927""#,
                &format!(r#""13":"{}""#, 7_000_000 + number * 31),
            )
            .replace("005930", &format!("{:06}", 100_000 + step % 200 * 10))
    };
    (0..VARIANTS).map(trade).collect()
}

/// What this thread has had of the processor.
fn spent() -> Duration {
    let time = clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID);
    time.expect("the clock of this thread").into()
}

fn record(folder: &Path, trades: &[String]) {
    let moment = |number: u64| Moment {
        wall_ns: MORNING + number * 1_000,
        mono_ns: number * 1_000,
    };
    let settings = Settings {
        sync_every: None,
        ..Settings::default()
    };
    let mut writer = Writer::open(folder, settings, moment(0)).expect("a folder");
    for (number, trade) in (0..FRAMES).zip(trades.iter().cycle()) {
        let now = moment(number);
        let entry = NewEntry {
            kind: Kind::TEXT,
            connection: 0,
            epoch: 1,
            kernel_ns: now.wall_ns,
            mono_ns: now.mono_ns,
            payload: trade.as_bytes(),
        };
        writer.append(&entry, now).expect("room on the disk");
    }
    writer.close(moment(FRAMES)).expect("room on the disk");
}

/// Frames without a journal.
struct Memory {
    trades: Vec<String>,
    next: u64,
}

impl Source for Memory {
    fn next(&mut self) -> io::Result<Option<(UnixNanos, Recorded<'_>)>> {
        if self.next == FRAMES {
            return Ok(None);
        }
        let at = self.next * 1_000;
        let text = self.trades[(self.next % VARIANTS) as usize].as_bytes();
        self.next += 1;
        let wall = UnixNanos::new(MORNING + at);
        let frame = RawFrame {
            connection: 0,
            epoch: 1,
            rx_kernel: Some(wall),
            rx_mono: Mono::from_nanos(at),
            text,
        };
        Ok(Some((wall, Recorded::Frame(frame))))
    }
}

/// Keeps the replay's threads from ending until what they spent was looked at.
struct Held<S> {
    source: S,
    go: Receiver<()>,
}

impl<S: Source> Source for Held<S> {
    fn next(&mut self) -> io::Result<Option<(UnixNanos, Recorded<'_>)>> {
        self.source.next()
    }
}

impl<S> Drop for Held<S> {
    fn drop(&mut self) {
        _ = self.go.recv();
    }
}

/// What the thread of this name has had of the processor.
fn spent_by(name: &str) -> Duration {
    let threads = std::fs::read_dir("/proc/self/task").expect("Linux");
    let read = |folder: &Path, file| std::fs::read_to_string(folder.join(file)).unwrap_or_default();
    let mut folders = threads.map(|it| it.expect("Linux").path());
    let thread = folders.find(|it| read(it, "comm").trim_end() == name);
    let line = read(&thread.expect("the thread"), "schedstat");
    let nanos = line.split(' ').next().and_then(|it| it.parse().ok());
    Duration::from_nanos(nanos.expect("what it has spent"))
}

/// What a work took: of the thread that decodes, and of the one that reads.
type Spent = [Duration; 2];

fn replay(source: impl Source, capacity: usize) -> Spent {
    let (go, held) = channel();
    let source = Held { source, go: held };
    let builder = Engine::builder(Endpoint::live()).strategy("all", |it| {
        it.subscribe(MessageType::TRADE, [""]).capacity(capacity)
    });
    let (replay, mut feeds) = builder.replay(source, Pace::Unpaced).expect("a replay");
    let mut feed = feeds.remove(0);
    let mut records = 0;
    loop {
        let count = feed.each(256, |record| {
            black_box(record.as_bytes());
            records += 1;
        });
        count.expect("it has not ended");
        if records == FRAMES {
            break;
        }
        feed.wait(None);
    }
    let spent = ["kiwoom-replay", "kiwoom-ahead"].map(spent_by);
    drop(go);
    drop(feed);
    let stats = replay.join().expect("it plays to its end");
    assert_eq!((stats.frames, stats.routed), (FRAMES, FRAMES));
    spent
}

fn read(path: &Path) -> Spent {
    let began = spent();
    let mut reader = Reader::open(path).expect("a journal");
    let mut count = 0;
    while let Some(entry) = reader.next_entry().expect("a journal") {
        black_box(entry.payload);
        count += 1;
    }
    assert_eq!(count, FRAMES);
    [Duration::ZERO, spent() - began]
}

fn decode(trades: &[String]) -> Spent {
    let mut decoder = Decoder::new();
    let mut buffer = Vec::new();
    let mut lines = vec![Line::ZERO; 64];
    let began = spent();
    for (_, trade) in (0..FRAMES).zip(trades.iter().cycle()) {
        buffer.clear();
        buffer.extend_from_slice(trade.as_bytes());
        buffer.resize(trade.len() + PADDING, 0);
        let count = decoder.decode(&mut buffer, trade.len(), |element| {
            black_box(element.write(&mut lines));
            black_box(&lines);
        });
        assert!(count.is_ok());
    }
    [spent() - began, Duration::ZERO]
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|it| it == "--list") {
        return;
    }
    // As a test it only has to run.
    let rounds = match arguments.iter().any(|it| it == "--test") {
        true => 1,
        false => arguments
            .iter()
            .find_map(|it| it.parse().ok())
            .unwrap_or(21),
    };
    let trades = trades();
    let folder = tempfile::tempdir().expect("a folder");
    let [plain, packed] = ["plain", "zstd"].map(|name| folder.path().join(name));
    for folder in [&plain, &packed] {
        record(folder, &trades);
    }
    let segments = kiwoom_journal::segments(&packed).expect("a journal");
    for segment in segments {
        pack(&segment.path, 3).expect("room on the disk");
    }
    let source = |path: &PathBuf| JournalSource::open(path).expect("a journal");
    let memory = || Memory {
        trades: trades.clone(),
        next: 0,
    };
    // As much as a strategy has unless it asks for more, and as the command line asks.
    let (small, large) = (1 << 20, 16 << 20);
    type Work<'a> = Box<dyn Fn() -> Spent + 'a>;
    let works: [(&str, Work<'_>); 7] = [
        ("read, plain", Box::new(|| read(&plain))),
        ("read, zstd", Box::new(|| read(&packed))),
        ("decode", Box::new(|| decode(&trades))),
        ("replay, memory", Box::new(|| replay(memory(), small))),
        (
            "replay, memory, ring of 16 MiB",
            Box::new(|| replay(memory(), large)),
        ),
        ("replay, plain", Box::new(|| replay(source(&plain), small))),
        ("replay, zstd", Box::new(|| replay(source(&packed), small))),
    ];
    let mut samples = vec![[Vec::new(), Vec::new()]; works.len()];
    for _ in 0..rounds {
        for ((_, work), samples) in works.iter().zip(&mut samples) {
            for (samples, spent) in samples.iter_mut().zip(work()) {
                samples.push(spent.as_nanos() as f64 / FRAMES as f64);
            }
        }
    }
    let median = |samples: &mut Vec<f64>| {
        samples.sort_by(f64::total_cmp);
        samples[samples.len() / 2]
    };
    println!(
        "{:<32} {:>10} {:>10} {:>18}",
        "0B, ns a frame", "decoding", "reading", "million a second"
    );
    for ((name, _), samples) in works.iter().zip(&mut samples) {
        let [decoding, reading] = samples.each_mut().map(median);
        let most = 1e3 / decoding.max(reading);
        println!("{name:<32} {decoding:>10.0} {reading:>10.0} {most:>18.2}");
    }
}
