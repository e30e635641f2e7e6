//! A recording that is killed at any moment: all that the system had taken is
//! there, and the next run goes on.
//!
//! `KIWOOM_KILLS=1000` kills more often than the usual 50 times.

#![cfg(unix)]

use kiwoom_journal::*;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const FOLDER: &str = "KIWOOM_CRASH_FOLDER";
const RECORDED: &str = include_str!("../../engine/tests/data/recorded-frames.jsonl");

/// The program that is killed: records until then, and says which entry was the
/// last that the system took.
#[test]
#[ignore = "the program that the other test starts and kills"]
fn child() {
    let folder = std::env::var_os(FOLDER).expect("a folder to record into");
    let settings = Settings {
        // Many segments, so that it is often killed where one ends.
        segment_bytes: 64 << 10,
        flush_bytes: 3000,
        ring_bytes: 64 << 10,
        backlog_bytes: 64 << 10,
        compression: Some(1),
        ..Settings::default()
    };
    let (mut sink, handle) = Recorder::start(folder, settings, Clock::showing(0)).unwrap();
    let mut out = std::io::stdout().lock();
    let mut told = 0;
    // The parent goes away when it fails.
    for (number, frame) in (0..).zip(RECORDED.lines().cycle()) {
        let entry = NewEntry {
            kind: Kind::TEXT,
            connection: 0,
            epoch: 1,
            kernel_ns: 0,
            mono_ns: number,
            payload: frame.as_bytes(),
        };
        while !sink.push(&entry) {
            assert!(sink.is_recording(), "{:?}", handle.error());
            std::thread::yield_now();
        }
        let last = handle.stats().last_sequence;
        if last > told {
            told = last;
            let line = writeln!(out, "taken {last}").and_then(|()| out.flush());
            if line.is_err() {
                return;
            }
        }
    }
}

fn start(folder: &Path) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["child", "--exact", "--ignored", "--nocapture"]);
    command.env(FOLDER, folder).stdout(Stdio::piped());
    command.spawn().unwrap()
}

/// Lets it record until it has said so many lines, and kills it. Gives the last
/// entry that it had said was taken.
fn run_and_kill(folder: &Path, lines: u64, spins: u64) -> u64 {
    let mut child = start(folder);
    let out = BufReader::new(child.stdout.take().unwrap());
    // The harness says something first, on the same line even.
    let mut taken = out.lines().map(Result::unwrap).filter_map(|line| {
        let number = line.split_once("taken ")?.1;
        Some(number.parse::<u64>().unwrap())
    });
    let mut last = 0;
    for _ in 0..lines {
        last = taken.next().expect("it records until it is killed");
    }
    // It goes on meanwhile: the moment is any.
    for spin in 0..spins {
        std::hint::black_box(spin);
    }
    // SIGKILL, on Unix.
    child.kill().unwrap();
    child.wait().unwrap();
    // What it had said before, and nobody has read yet.
    taken.last().unwrap_or(last)
}

/// Whoever reads a journal knows this of each run in it.
#[derive(Default)]
struct Found {
    first: u64,
    last: u64,
}

/// Reads everything from this entry on; gives what is there of each run. Entries
/// must be whole, in order, without gap, and exactly what was pushed.
fn check(folder: &Path, from: u64) -> Vec<Found> {
    let frames: Vec<&str> = RECORDED.lines().collect();
    let mut reader = Reader::open(folder).unwrap();
    reader.seek_sequence(from).unwrap();
    let mut runs: HashMap<u64, Found> = HashMap::new();
    let mut pushed: HashMap<u64, u64> = HashMap::new();
    let mut next = from;
    while let Some(event) = reader.next_event().unwrap() {
        let entry = match event {
            Event::Entry(entry) => entry,
            Event::Damage(damage) => {
                assert_eq!(damage.kind, DamageKind::Unfinished, "{damage}");
                continue;
            }
        };
        assert_eq!(entry.sequence, next);
        next += 1;
        let (sequence, mono, kind) = (entry.sequence, entry.mono_ns, entry.kind);
        if kind == Kind::TEXT {
            let frame = frames[mono as usize % frames.len()];
            assert_eq!(entry.payload, frame.as_bytes());
        }
        let run = reader.header().unwrap().run_ns;
        let found = runs.entry(run).or_default();
        if found.first == 0 {
            found.first = sequence;
        }
        found.last = sequence;
        if kind == Kind::TEXT {
            // None is left out, and none comes twice.
            let before = pushed.insert(run, mono);
            assert!(
                before.is_none_or(|before| before + 1 == mono),
                "{before:?} {mono}"
            );
        }
    }
    let mut runs: Vec<_> = runs.into_values().collect();
    runs.sort_by_key(|it| it.first);
    runs
}

#[test]
fn killed_at_any_moment_it_keeps_what_was_taken() {
    let kills: u64 = match std::env::var("KIWOOM_KILLS") {
        Ok(kills) => kills.parse().unwrap(),
        Err(_) => 50,
    };
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let seed = u64::from(std::process::id());
    println!("seed {seed}");
    let mut random = seed;
    let mut below = |limit: u64| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % limit
    };
    let mut end = 0;
    for kill in 1..=kills {
        let taken = run_and_kill(folder, 1 + below(30), below(2_000_000));
        let runs = check(folder, end + 1);
        // One run more, that begins where the last one ended.
        assert_eq!(runs.len(), 1, "kill {kill}");
        assert_eq!(runs[0].first, end + 1, "kill {kill}");
        assert!(
            runs[0].last >= taken,
            "kill {kill}: {} of {taken}",
            runs[0].last
        );
        end = runs[0].last;
    }
    let runs = check(folder, 1);
    assert_eq!(runs.len() as u64, kills);
    assert_eq!(runs.last().unwrap().last, end);
}
