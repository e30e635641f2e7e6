//! `listen --record` and `replay`: the README's page on recording.

use super::*;
use std::path::PathBuf;

const ITEMS: &str = "005930,000660_AL";

fn listen_into(folder: &Path, url: &str, more: &[&str]) -> Command {
    let folder = folder.to_str().unwrap();
    let fixed = ["--items", ITEMS, "--types", "0B,0D", "--record", folder];
    listen(url, &[&fixed[..], more].concat())
}

/// A recording that was killed in the middle.
fn killed() -> (tempfile::TempDir, PathBuf) {
    let simulator = Simulate::quick("2000");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let mut program = Running::start(&mut listen_into(&path, &simulator.url, &[]));
    for _ in 0..2_000 {
        program.line();
    }
    // SIGKILL, by its destructor.
    drop(program);
    (folder, path)
}

fn replay(path: &Path, more: &[&str]) -> String {
    let all = [&["replay", path.to_str().unwrap()], more].concat();
    good(&output(&all)).join("\n")
}

fn hash(result: &str) -> &str {
    let (_, hash) = result.split_once("sha256 ").unwrap();
    assert_eq!(hash.len(), 64, "{result}");
    hash
}

#[test]
fn a_killed_recording_is_whole_and_plays_twice_the_same() {
    let (_folder, path) = killed();
    let verified = output(&["journal", "verify", path.to_str().unwrap()]);
    assert!(verified.status.success(), "{}", text(&verified.stderr));
    let (first, second) = (replay(&path, &[]), replay(&path, &[]));
    assert_eq!(hash(&first), hash(&second));
    // All but what was not yet handed to the system: 100 ms of it.
    let frames: u64 = first.split(' ').next().unwrap().parse().unwrap();
    assert!(frames > 1_000, "{first}");
    // What is played is another set of records, so another hash.
    let other = replay(&path, &["--types", "0B", "--items", "005930"]);
    assert_ne!(hash(&other), hash(&first));
}

#[cfg(unix)]
#[test]
fn what_was_printed_live_is_printed_by_the_replay() {
    let simulator = Simulate::quick("1000");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal");
    let live = listen_into(&path, &simulator.url, &["--count", "500"])
        .output()
        .unwrap();
    assert!(live.status.success());
    let told = text(&live.stderr);
    assert!(told.contains("recorded "), "{told}");
    let all = ["replay", path.to_str().unwrap(), "--types", "0B,0D"];
    let played = output(&[&all[..], &["--items", ITEMS, "--format", "json"]].concat());
    assert!(played.status.success());
    assert!(text(&played.stderr).contains("sha256 "));
    let numbered = |lines: &str| {
        let records = market_data(lines).into_iter().take(500);
        let of = |it: serde_json::Value| (it["sequence"].clone(), it["fields"].clone());
        records.map(of).collect::<Vec<_>>()
    };
    let live = numbered(text(&live.stdout));
    assert_eq!(live.len(), 500);
    assert_eq!(numbered(text(&played.stdout)), live);
}

/// The records of market data among what was printed.
fn market_data(lines: &str) -> Vec<serde_json::Value> {
    let all: Vec<_> = lines.lines().collect();
    let records = json(&all).into_iter();
    records.filter(|it| it["type"].is_string()).collect()
}

#[test]
fn a_journal_is_served_to_any_client() {
    let (_folder, path) = killed();
    let journal = path.to_str().unwrap();
    let market_data = |out: &Output| {
        assert!(out.status.success(), "{}", text(&out.stderr));
        // What happened to connections isn't the same, of course.
        let records = market_data(text(&out.stdout)).into_iter();
        let records = records.filter(|it| it["fields"]["event"].is_null());
        let fields = |it: serde_json::Value| (it["item"].clone(), it["fields"].clone());
        records.map(fields).collect::<Vec<_>>()
    };
    // What one gets who listens to an exchange that serves it: so many records.
    let served = |more: &[&str], count: usize| {
        let simulator = Simulate::start(&[&["--journal", journal], more].concat());
        let count = count.to_string();
        let mut command = listen(&simulator.url, &["--items", ITEMS, "--types", "0B,0D"]);
        market_data(&command.args(["--count", &count]).output().unwrap())
    };
    // What one gets who replays it.
    let played = |more: &[&str]| {
        let fixed = ["replay", journal, "--types", "0B,0D", "--items", ITEMS];
        market_data(&output(&[&fixed[..], &["--format", "json"], more].concat()))
    };
    let all = played(&[]);
    assert!(all.len() > 1_000);
    for pace in [
        &["--speed", "max"][..],
        &["--speed", "100"],
        &["--rate", "5000"],
    ] {
        let served = served(pace, 1_000);
        assert!(served.len() > 990, "{pace:?}: {}", served.len());
        assert!(all.starts_with(&served), "{pace:?}");
    }
    // From the middle on, and as quickly as it was recorded.
    let range = ["--from", "1000", "--to", "1500"];
    let part = played(&range);
    assert!(part.len() >= 400 && all.windows(part.len()).any(|it| it == part));
    let served = served(&range, part.len());
    assert!(served.len() > part.len() - 10, "{}", served.len());
    assert!(part.starts_with(&served));
}

#[test]
fn a_part_of_no_journal_is_refused() {
    let told = output(&["simulate", "--from", "09:00"]);
    assert!(complaint(&told).contains("--journal"));
    let folder = tempfile::tempdir().unwrap();
    let told = output(&["simulate", "--journal", folder.path().to_str().unwrap()]);
    assert!(complaint(&told).contains("*.kwj"));
    let both = ["simulate", "--journal", "a", "--frames", "b"];
    assert_eq!(output(&both).status.code(), Some(2));
    let both = ["simulate", "--journal", "a", "--rate", "1", "--speed", "1"];
    assert_eq!(output(&both).status.code(), Some(2));
}

#[test]
fn what_is_no_journal_and_no_speed_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nothing");
    let told = output(&["replay", path.to_str().unwrap()]);
    assert!(complaint(&told).contains("nothing"), "{told:?}");
    for speed in ["0", "-1", "fast", "inf"] {
        let told = output(&["replay", ".", "--speed", speed]);
        assert_eq!(told.status.code(), Some(2), "{speed}");
    }
}
