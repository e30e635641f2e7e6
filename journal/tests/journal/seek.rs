//! Going to a time, or to a number.

use super::*;
use kiwoom_engine::{Recorded, Source, UnixNanos};

/// Journals of some megabytes in several segments: plain, and compressed.
fn journals(folder: &Path) -> Vec<Owned> {
    let settings = Settings {
        segment_bytes: 1 << 20,
        ..settings()
    };
    record(folder, settings, 4000)
}

fn check(folder: &Path, written: &[Owned]) {
    let mut reader = Reader::open(folder).unwrap();
    for at in (0..written.len()).step_by(311).chain([written.len() - 1]) {
        let wanted = &written[at];
        reader.seek_time(wanted.kernel_ns).unwrap();
        let found = Owned::from(reader.next_entry().unwrap().unwrap());
        assert_eq!(&found, wanted);
        // Between two stamps the later counts.
        reader.seek_time(wanted.kernel_ns - 1).unwrap();
        assert_eq!(
            reader.next_entry().unwrap().unwrap().sequence,
            wanted.sequence
        );
        reader.seek_sequence(wanted.sequence).unwrap();
        let (entries, damages) = rest(&mut reader);
        assert_eq!((&entries[..], &damages[..]), (&written[at..], &[][..]));
        assert_eq!(reader.losses(), &Losses::default());
    }
    reader.seek_last().unwrap();
    assert_eq!(rest(&mut reader).0, written[written.len() - 1..]);
    reader.seek_time(0).unwrap();
    assert_eq!(rest(&mut reader).0, written);
    for beyond in [MORNING + 5 * SECOND, u64::MAX] {
        reader.seek_time(beyond).unwrap();
        assert!(reader.next_entry().unwrap().is_none());
    }
}

#[test]
fn every_place_is_found_in_plain_segments() {
    let folder = folder();
    let written = journals(folder.path());
    check(folder.path(), &written);
}

#[test]
fn every_place_is_found_in_compressed_segments() {
    let folder = folder();
    let written = journals(folder.path());
    for segment in segments(folder.path()).unwrap() {
        pack(&segment.path, 1).unwrap();
    }
    check(folder.path(), &written);
}

#[test]
fn stamps_in_disorder_are_found() {
    let folder = folder();
    let mut writer = Writer::open(folder.path(), settings(), moment(0)).unwrap();
    // Two connections whose stamps are half a second apart, over a minute.
    let stamp = |number: u64| match number % 2 {
        0 => number * SECOND / 100,
        _ => (number * SECOND / 100).saturating_sub(SECOND / 2),
    };
    for (number, frame) in (0..6000).zip(frames()) {
        let entry = text(frame, stamp(number));
        writer.append(&entry, moment(entry.mono_ns)).unwrap();
    }
    writer.close(moment(60 * SECOND)).unwrap();
    let mut reader = Reader::open(folder.path()).unwrap();
    for wanted in [0, 1, 100, 1003, 2994, 5999] {
        let time = stamp(wanted);
        let first = (0..6000).find(|it| stamp(*it) >= time).unwrap();
        reader.seek_time(MORNING + time).unwrap();
        let found = reader.next_entry().unwrap().unwrap();
        assert_eq!(found.sequence, first + 1, "{wanted}");
    }
}

#[test]
fn damage_doesn_t_hide_a_place() {
    let folder = folder();
    let written = record(folder.path(), settings(), 3000);
    let path = only_segment(folder.path());
    let mut bytes = fs::read(&path).unwrap();
    // The middle, where a search looks first, and the header.
    let middle = bytes.len() / 2;
    bytes[middle - 5000..middle + 5000].fill(0);
    bytes[3] = 0;
    fs::write(&path, bytes).unwrap();
    let left = read(&path).0;
    let mut reader = Reader::open(&path).unwrap();
    for wanted in left.iter().step_by(97) {
        reader.seek_time(wanted.kernel_ns).unwrap();
        assert_eq!(&Owned::from(reader.next_entry().unwrap().unwrap()), wanted);
    }
    let hit = written.iter().find(|it| !left.contains(it)).unwrap();
    reader.seek_sequence(hit.sequence).unwrap();
    let found = reader.next_entry().unwrap().unwrap().sequence;
    assert!(found > hit.sequence && left.iter().any(|it| it.sequence == found));
}

/// What a replay of a part gives: as many frames as lie between.
#[test]
fn a_source_ends_where_another_would_begin() {
    let folder = folder();
    let written = journals(folder.path());
    let (from, to) = (written[700].kernel_ns, written[2900].kernel_ns);
    let mut reader = Reader::open(folder.path()).unwrap();
    reader.seek_time(from).unwrap();
    let mut source = JournalSource::new(reader).until(UnixNanos::new(to));
    for wanted in &written[700..2900] {
        match source.next().unwrap() {
            Some((_, Recorded::Frame(frame))) => assert_eq!(frame.text, wanted.payload),
            other => panic!("{other:?}"),
        }
    }
    for _ in 0..3 {
        assert!(source.next().unwrap().is_none());
    }
}
