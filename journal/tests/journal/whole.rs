//! What is written is what is read.

use super::*;

#[test]
fn frames_come_back_byte_for_byte() {
    let folder = folder();
    let written = record(folder.path(), settings(), 500);
    let read = read_whole(folder.path());
    assert_eq!(read, written);
    assert_eq!(read[0].sequence, 1);
    let mut reader = Reader::open(folder.path()).unwrap();
    let entry = reader.next_entry().unwrap().unwrap();
    assert_eq!((entry.connection, entry.epoch), (2, 7));
    assert_eq!(entry.wall_ns(), MORNING);
    let header = reader.header().unwrap();
    assert_eq!(header.created, moment(0));
    assert_eq!((header.run_ns, header.trading_day), (MORNING, 20_261_127));
}

#[test]
fn any_bytes_can_be_recorded() {
    let folder = folder();
    let mut writer = Writer::open(folder.path(), settings(), moment(0)).unwrap();
    let longest = vec![0xFE; MAX_PAYLOAD];
    let mut payloads: Vec<Vec<u8>> = (0..40).map(|length| vec![0xFE; length]).collect();
    payloads.push(longest);
    // What a segment holds itself.
    payloads.push(fs::read(folder.path().join("lock")).unwrap());
    for payload in &payloads {
        writer.append(&text(payload, 0), moment(0)).unwrap();
    }
    let too_long = vec![0; MAX_PAYLOAD + 1];
    let error = writer.append(&text(&too_long, 0), moment(0)).unwrap_err();
    assert!(matches!(error, JournalError::TooLong { length } if length == MAX_PAYLOAD + 1));
    // It costs nothing else.
    writer.append(&text(b"after", 0), moment(0)).unwrap();
    payloads.push(b"after".to_vec());
    writer.close(moment(0)).unwrap();
    let read = read_whole(folder.path());
    assert!(read.iter().map(|it| &it.payload).eq(&payloads));
}

#[test]
fn a_monotonic_stamp_is_a_time_by_the_anchor() {
    let folder = folder();
    let mut writer = Writer::open(folder.path(), settings(), moment(10)).unwrap();
    let entry = NewEntry {
        kernel_ns: 0,
        ..text(b"{}", 3 * SECOND)
    };
    writer.append(&entry, moment(5 * SECOND)).unwrap();
    writer.close(moment(5 * SECOND)).unwrap();
    let mut reader = Reader::open(folder.path()).unwrap();
    let entry = reader.next_entry().unwrap().unwrap();
    assert_eq!(
        (entry.kernel_ns, entry.wall_ns()),
        (0, MORNING + 3 * SECOND)
    );
}

#[test]
fn a_full_segment_is_followed_by_another() {
    let folder = folder();
    let settings = Settings {
        segment_bytes: 10_000,
        ..settings()
    };
    let written = record(folder.path(), settings, 100);
    let segments = segments(folder.path()).unwrap();
    assert!(segments.len() > 5, "{}", segments.len());
    assert!(
        segments
            .iter()
            .map(|it| it.number)
            .eq(1..=segments.len() as u64)
    );
    for segment in &segments {
        // Its end mark comes on top.
        assert!(fs::metadata(&segment.path).unwrap().len() <= 10_000 + 64);
        let mut reader = Reader::open(&segment.path).unwrap();
        let (entries, damages) = rest(&mut reader);
        assert!(!entries.is_empty() && damages.is_empty() && reader.is_closed());
    }
    assert_eq!(read_whole(folder.path()), written);
}

#[test]
fn a_day_in_korea_has_segments_of_its_own() {
    let folder = folder();
    let mut writer = Writer::open(folder.path(), settings(), moment(0)).unwrap();
    let midnight = 15 * 3600 * SECOND;
    let stamps = [
        midnight - 2,
        midnight - 1,
        midnight,
        midnight - 1,
        midnight + 1,
    ];
    for (at, payload) in stamps.iter().zip(frames()) {
        writer.append(&text(payload, *at), moment(*at)).unwrap();
    }
    // Without a stamp of its own it's the writer's time that counts.
    let unstamped = NewEntry {
        kernel_ns: 0,
        ..text(b"{}", midnight)
    };
    let next_day = moment(midnight + 86_400 * SECOND);
    writer.append(&unstamped, next_day).unwrap();
    writer.close(next_day).unwrap();
    let days = segments(folder.path()).unwrap();
    let days: Vec<_> = days
        .iter()
        .map(|it| (it.trading_day, read(&it.path).0.len()))
        .collect();
    // One that came late doesn't lead back.
    assert_eq!(days, [(20_261_127, 2), (20_261_128, 3), (20_261_129, 1)]);
    assert_eq!(read_whole(folder.path()).len(), 6);
}

#[test]
fn the_next_run_goes_on() {
    let folder = folder();
    let first = record(folder.path(), settings(), 10);
    // One that ends without a word.
    let mut writer = Writer::open(folder.path(), settings(), moment(0)).unwrap();
    assert_eq!(writer.next_sequence(), 11);
    let second = record_with(&mut writer, 10);
    drop(writer);
    // One that has nothing to say makes no segment.
    let mut idle = Writer::open(folder.path(), settings(), moment(0)).unwrap();
    idle.tick(moment(SECOND)).unwrap();
    idle.close(moment(SECOND)).unwrap();
    drop(idle);
    assert_eq!(segments(folder.path()).unwrap().len(), 2);
    let third = record(folder.path(), settings(), 10);
    let expected = [first, second, third].concat();
    assert!(expected.iter().map(|it| it.sequence).eq(1..=30));
    assert_eq!(read_whole(folder.path()), expected);
}

#[test]
fn two_writers_can_t_share_a_folder() {
    let folder = folder();
    let writer = Writer::open(folder.path(), settings(), moment(0)).unwrap();
    let error = Writer::open(folder.path(), settings(), moment(0))
        .err()
        .unwrap();
    assert!(matches!(error, JournalError::Locked { .. }), "{error}");
    drop(writer);
    Writer::open(folder.path(), settings(), moment(0)).unwrap();
}

#[test]
fn what_is_due_is_flushed_by_the_callers_clock() {
    let folder = folder();
    let mut writer = Writer::open(folder.path(), settings(), moment(0)).unwrap();
    let every = Settings::default().flush_every.as_nanos() as u64;
    writer.append(&text(b"{}", 0), moment(0)).unwrap();
    writer.tick(moment(every - 1)).unwrap();
    assert_eq!(writer.written().entries, 0);
    writer.tick(moment(every)).unwrap();
    assert_eq!(
        (writer.written().entries, writer.written().last_sequence),
        (1, 1)
    );
    assert_eq!(read(folder.path()).0.len(), 1);
    // Or once enough has gathered.
    let count = Settings::default().flush_bytes / 56 + 1;
    for _ in 0..count {
        writer.append(&text(b"{}", every), moment(every)).unwrap();
    }
    assert!(writer.written().entries > 1);
}

#[test]
fn a_copy_keeps_numbers_stamps_and_anchors() {
    let (source, target) = (folder(), folder());
    record(source.path(), settings(), 10);
    record(source.path(), settings(), 10);
    let mut writer = Writer::open(target.path(), settings(), moment(0)).unwrap();
    let mut reader = Reader::open(source.path()).unwrap();
    reader.seek_sequence(5).unwrap();
    let mut first = None;
    while let Some(entry) = reader.next_entry().unwrap() {
        if [8, 9].contains(&entry.sequence) {
            // Left out: the copy says that they are missing.
            continue;
        }
        first.get_or_insert_with(|| Owned::from(entry));
        writer.copy(&entry, moment(SECOND)).unwrap();
    }
    let again = Entry::from_parts(5, &text(b"{}", 0));
    let error = writer.copy(&again, moment(SECOND)).unwrap_err();
    assert!(matches!(
        error,
        JournalError::OutOfOrder {
            sequence: 5,
            expected: 21
        }
    ));
    writer.close(moment(SECOND)).unwrap();

    let (entries, damages) = read(target.path());
    assert_eq!(Some(&entries[0]), first.as_ref());
    assert!(
        entries
            .iter()
            .map(|it| it.sequence)
            .eq((5..8).chain(10..21))
    );
    assert_eq!(damages.len(), 1);
    assert_eq!(
        (damages[0].kind, damages[0].entries),
        (DamageKind::Missing, 2)
    );
    assert_eq!(segments(target.path()).unwrap().len(), 2);
}

#[test]
fn a_journal_that_isn_t_there_is_an_error() {
    let folder = folder();
    let error = Reader::open(folder.path()).err().unwrap();
    assert!(matches!(error, JournalError::NoJournal { .. }), "{error}");
    let error = Reader::open(folder.path().join("nothing")).err().unwrap();
    assert!(
        matches!(error, JournalError::Io { action: "open", .. }),
        "{error}"
    );
}

#[test]
fn a_later_version_is_refused_by_name() {
    let folder = folder();
    record(folder.path(), settings(), 1);
    let path = only_segment(folder.path());
    let mut bytes = fs::read(&path).unwrap();
    bytes[8] = 2;
    let checksum = crc32fast::hash(&bytes[..76]);
    bytes[76..80].copy_from_slice(&checksum.to_le_bytes());
    fs::write(&path, bytes).unwrap();
    let error = Reader::open(&path).unwrap().next_entry().unwrap_err();
    assert!(
        matches!(error, JournalError::Version { version: 2, .. }),
        "{error}"
    );
}
