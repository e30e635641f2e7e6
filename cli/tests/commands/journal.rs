//! `journal`.

use super::*;
use kiwoom_journal::{Clock, Kind, Moment, NewEntry, Settings, Writer, pack, segments};
use std::fs;
use std::path::PathBuf;

/// 2026-11-27 at nine in the morning, in Korea.
const MORNING: u64 = 1_795_737_600_000_000_000;

/// A journal of recorded frames, one a second from nine on, in two segments of
/// which the first is compressed.
fn recorded(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(data("recorded-frames.jsonl")).unwrap();
    let frames: Vec<String> = text.lines().take(40).map(str::to_owned).collect();
    for part in [&frames[..25], &frames[25..]] {
        let mut writer =
            Writer::open(folder, Settings::default(), Clock::showing(0).now()).unwrap();
        let mut at = 0;
        for frame in part {
            at = writer.next_sequence() * 1_000_000_000;
            let entry = NewEntry {
                kind: Kind::TEXT,
                connection: 0,
                epoch: 1,
                kernel_ns: MORNING + at,
                mono_ns: at,
                payload: frame.as_bytes(),
            };
            writer.append(&entry, moment(at)).unwrap();
        }
        writer.close(moment(at)).unwrap();
    }
    pack(&paths(folder)[0], 1).unwrap();
    frames
}

fn moment(at: u64) -> Moment {
    Moment {
        wall_ns: MORNING + at,
        mono_ns: at,
    }
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let segments = segments(folder).unwrap();
    segments.into_iter().map(|it| it.path).collect()
}

/// Flips a bit in the last segment's second entry.
fn damage(folder: &Path) {
    let path = paths(folder).pop().unwrap();
    let mut bytes = fs::read(&path).unwrap();
    let marker = b"\xFEKW\xFF";
    let places = bytes.windows(4).enumerate().filter(|it| it.1 == marker);
    let second = places.map(|it| it.0).nth(1).unwrap();
    bytes[second + 60] ^= 4;
    fs::write(path, bytes).unwrap();
}

fn journal(arguments: &[&str]) -> Output {
    output(&[&["journal"], arguments].concat())
}

#[test]
fn frames_come_out_as_they_went_in() {
    let folder = tempfile::tempdir().unwrap();
    let frames = recorded(folder.path());
    let path = folder.path().to_str().unwrap();
    let out = journal(&["cat", path]);
    assert!(good(&out)[0].starts_with(concat!(
        "{\"sequence\":1,\"time\":\"2026-11-27T09:00:01.000000000+09:00\",\"kind\":\"text\",",
        "\"connection\":0,\"epoch\":1,\"kernel_ns\":1795737601000000000,",
        "\"mono_ns\":1000000000,\"text\":\"{\\\"",
    )));
    let entries = json(&good(&out));
    assert_eq!(entries.len(), 40);
    for (at, (entry, frame)) in (1..).zip(entries.iter().zip(&frames)) {
        assert_eq!(entry["text"], frame.as_str());
        assert_eq!(
            (&entry["sequence"], &entry["kind"]),
            (&at.into(), &"text".into())
        );
    }
    let out = journal(&["cat", path, "--frames", "--from", "09:00:30", "--to", "33"]);
    assert_eq!(good(&out), &frames[29..32]);
    let out = journal(&["cat", path, "--from", "2026-11-27T09:00:40"]);
    assert_eq!(good(&out).len(), 1);
}

#[test]
fn a_whole_journal_is_said_to_be_whole() {
    let folder = tempfile::tempdir().unwrap();
    recorded(folder.path());
    let path = folder.path().to_str().unwrap();
    let out = journal(&["verify", path]);
    let lines = good(&out);
    assert!(lines[0].starts_with("40 entries, 1 to 40, "), "{lines:?}");
    assert_eq!(lines[1], "whole");
    let out = journal(&["info", path]);
    let lines = good(&out);
    assert_eq!(lines.len(), 4);
    assert!(
        lines[1].contains(" zstd ") && lines[1].ends_with("closed"),
        "{lines:?}"
    );
    assert!(
        lines[2].contains(" plain ") && lines[2].contains(" 26 "),
        "{lines:?}"
    );
    assert!(
        lines[3].starts_with("2 segments, 40 entries, "),
        "{lines:?}"
    );
}

#[test]
fn what_a_killed_recording_left_is_no_damage() {
    let folder = tempfile::tempdir().unwrap();
    recorded(folder.path());
    let path = paths(folder.path()).pop().unwrap();
    let bytes = fs::read(&path).unwrap();
    // The end mark is gone, and a part of the last entry.
    fs::write(&path, &bytes[..bytes.len() - 64 - 10]).unwrap();
    let path = folder.path().to_str().unwrap();
    let out = journal(&["verify", path]);
    let lines = good(&out);
    assert!(
        lines[0].starts_with("note: segment 2 at byte "),
        "{lines:?}"
    );
    assert!(
        lines[1].starts_with("39 entries, 1 to 39, ") && lines[2] == "whole",
        "{lines:?}"
    );
    assert!(good(&journal(&["info", path]))[2].ends_with("open"));
}

#[test]
fn damage_is_told_and_has_a_status_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    recorded(folder.path());
    damage(folder.path());
    let path = folder.path().to_str().unwrap();
    let out = journal(&["verify", path]);
    assert_eq!((out.status.code(), text(&out.stderr)), (Some(3), ""));
    let told = text(&out.stdout);
    assert!(told.starts_with("damaged: segment 2 at byte "), "{told}");
    assert!(
        told.contains("1 entries are missing") && told.contains("39 entries, 1 to 40"),
        "{told}"
    );

    let out = journal(&["cat", path]);
    assert_eq!(out.status.code(), Some(3));
    assert_eq!(text(&out.stdout).lines().count(), 39);
    assert_eq!(text(&out.stderr).lines().count(), 1);

    let target = folder.path().join("cut");
    let out = journal(&["cut", path, target.to_str().unwrap(), "--from", "20"]);
    assert_eq!(out.status.code(), Some(3));
    let out = journal(&["verify", target.to_str().unwrap()]);
    assert!(
        text(&out.stdout).contains("1 entries are missing"),
        "{}",
        text(&out.stdout)
    );
}

#[test]
fn a_part_is_a_journal() {
    let folder = tempfile::tempdir().unwrap();
    recorded(folder.path());
    let path = folder.path().to_str().unwrap();
    let target = folder.path().join("cut");
    let target = target.to_str().unwrap();
    let range = ["--from", "2026-11-27T09:00:10", "--to", "09:00:31"];
    let out = journal(&[&["cut", path, target, "--zstd", "3"], &range[..]].concat());
    assert!(good(&out)[0].starts_with("21 entries in 2 segments: "));
    let (whole, part) = (journal(&["cat", path]), journal(&["cat", target]));
    assert_eq!(good(&part), &good(&whole)[9..30]);
    assert_eq!(good(&journal(&["verify", target])).last(), Some(&"whole"));
    assert!(
        paths(Path::new(target))
            .iter()
            .all(|it| it.extension().unwrap() == "zst")
    );
    let again = journal(&["cut", path, target]);
    assert!(complaint(&again).contains("there is a journal already"));
}

#[test]
fn a_part_is_played() {
    let folder = tempfile::tempdir().unwrap();
    recorded(folder.path());
    let path = folder.path().to_str().unwrap();
    let played = |range: &[&str]| {
        let out = output(&[&["replay", path], range].concat());
        let lines = good(&out).join("\n");
        let (frames, _) = lines.split_once(' ').unwrap();
        frames.parse::<u64>().unwrap()
    };
    assert_eq!(played(&[]), 40);
    assert_eq!(played(&["--from", "2026-11-27T09:00:10"]), 31);
    assert_eq!(played(&["--to", "09:00:31"]), 30);
    assert_eq!(played(&["--from", "09:00:10", "--to", "31"]), 21);
    assert_eq!(played(&["--from", "31", "--to", "10"]), 0);
    assert_eq!(played(&["--from", "2027-01-01"]), 0);
}

#[test]
fn what_is_no_journal_is_said_with_what_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    for command in ["info", "verify", "cat"] {
        let out = journal(&[command, path]);
        assert!(complaint(&out).contains("*.kwj"), "{command}");
        let out = journal(&[command, "/no/such/folder"]);
        assert!(complaint(&out).contains("/no/such/folder"), "{command}");
    }
    recorded(folder.path());
    let out = journal(&["cat", path, "--from", "yesterday"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("2026-11-27T09:00:00"));
}
