//! Going to a time, or to a number.

use super::*;

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

#[test]
fn a_range_is_read_and_nothing_else() {
    let folder = folder();
    let written = journals(folder.path());
    for packed in [false, true] {
        if packed {
            for segment in segments(folder.path()).unwrap() {
                pack(&segment.path, 1).unwrap();
            }
        }
        let mut reader = Reader::open(folder.path()).unwrap();
        let all = reader.progress().total;
        let time = |at: usize| Some(Place::Time(written[at].kernel_ns));
        let number = |at: usize| Some(Place::Sequence(written[at].sequence));
        let end = written.len();
        for (from, to, wanted) in [
            (None, None, 0..end),
            (time(1000), None, 1000..end),
            (None, time(1000), 0..1000),
            (time(1500), number(1600), 1500..1600),
            (number(3000), time(3001), 3000..3001),
            (time(2000), time(2000), 2000..2000),
            (time(2000), time(1000), 2000..2000),
            (Some(Place::TimeOfDay(0)), time(3), 0..3),
            (Some(Place::TimeOfDay(24 * 3600 * SECOND)), None, end..end),
            (None, Some(Place::Sequence(u64::MAX)), 0..end),
        ] {
            reader.select(&Range { from, to }).unwrap();
            let (entries, damages) = rest(&mut reader);
            let is_short = wanted.len() <= 100;
            assert_eq!((&entries[..], &damages[..]), (&written[wanted], &[][..]));
            // Also when it is asked again.
            assert!(reader.next_event().unwrap().is_none());
            let progress = reader.progress();
            assert_eq!(progress.done, progress.total);
            assert!(progress.total <= if is_short { all / 2 } else { all });
        }
    }
}

#[test]
fn a_time_of_day_is_of_one_day() {
    let folder = folder();
    let mut writer = Writer::open(folder.path(), settings(), moment(0)).unwrap();
    for day in 0..2 {
        let entry = text(b"{}", day * 24 * 3600 * SECOND);
        writer.append(&entry, moment(entry.mono_ns)).unwrap();
    }
    writer.close(moment(0)).unwrap();
    let mut reader = Reader::open(folder.path()).unwrap();
    let from = Some("09:00".parse().unwrap());
    let error = reader.select(&Range { from, to: None }).unwrap_err();
    assert!(matches!(error, JournalError::SeveralDays));
    assert!(error.to_string().contains("2026-11-27T09:00"), "{error}");
}
