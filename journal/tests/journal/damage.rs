//! Damage costs what it hit, and is told.

use super::*;
use proptest::prelude::*;

/// Where each entry of a plain segment begins, and where the last one ends.
fn borders(entries: &[Owned]) -> Vec<usize> {
    let mut at = 80;
    let mut borders = vec![at];
    for entry in entries {
        at += (48 + entry.payload.len()).next_multiple_of(8);
        borders.push(at);
    }
    borders
}

/// A small closed segment: its file, its bytes, and its entries.
fn small(folder: &Path) -> (PathBuf, Vec<u8>, Vec<Owned>) {
    let mut writer = Writer::open(folder, settings(), moment(0)).unwrap();
    let mut entries = record_with(&mut writer, 3);
    for payload in ["", "PING", "{\"trnm\":\"PING\"}", "x"] {
        let entry = text(payload.as_bytes(), 3_000_000);
        let sequence = writer.append(&entry, moment(3_000_000)).unwrap();
        entries.push(Owned {
            sequence,
            kind: entry.kind,
            kernel_ns: entry.kernel_ns,
            mono_ns: entry.mono_ns,
            payload: payload.into(),
        });
    }
    writer.close(moment(4_000_000)).unwrap();
    let path = only_segment(folder);
    let bytes = fs::read(&path).unwrap();
    (path, bytes, entries)
}

#[test]
fn a_flipped_bit_costs_its_entry() {
    let (origin, target) = (folder(), folder());
    let (path, bytes, entries) = small(origin.path());
    let borders = borders(&entries);
    let end = *borders.last().unwrap();
    assert_eq!(bytes.len(), end + 64);
    for at in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << (at % 8);
        let (read, damages) = read(&copy_of(target.path(), &path, &damaged));
        let hit = borders.partition_point(|it| *it <= at);
        let expected: Vec<_> = (1..)
            .zip(&entries)
            .filter(|(place, entry)| {
                let padding = borders[*place - 1] + 48 + entry.payload.len();
                *place != hit || at >= padding
            })
            .map(|(_, entry)| entry.clone())
            .collect();
        assert_eq!(read, expected, "byte {at}");
        let costs_something = hit == 0 || hit > entries.len() || expected.len() < entries.len();
        assert_eq!(
            damages.len(),
            usize::from(costs_something),
            "byte {at}: {damages:?}"
        );
        if let [damage] = damages[..] {
            assert_eq!(damage.kind, DamageKind::Unreadable, "byte {at}");
            let (from, to) = match hit {
                0 => (0, 80),
                hit => (
                    borders[hit - 1],
                    borders.get(hit).copied().unwrap_or(bytes.len()),
                ),
            };
            assert_eq!(
                (damage.offset, damage.bytes),
                (from as u64, (to - from) as u64)
            );
            // The last entry's number is missed by nothing that follows but the
            // end mark, which tells no number to the reader of one file.
            let lost = (entries.len() - expected.len()) as u64;
            if hit < entries.len() {
                assert_eq!(damage.entries, lost, "byte {at}");
            }
        }
    }
}

#[test]
fn a_segment_cut_anywhere_keeps_its_whole_entries() {
    let (origin, target) = (folder(), folder());
    let (path, bytes, entries) = small(origin.path());
    let borders = borders(&entries);
    for length in 0..bytes.len() {
        let mut reader = Reader::open(copy_of(target.path(), &path, &bytes[..length])).unwrap();
        let (read, damages) = rest(&mut reader);
        let whole = borders
            .partition_point(|it| *it <= length)
            .saturating_sub(1);
        assert_eq!(read, entries[..whole], "{length} bytes");
        let at_border = length == 0 || borders.contains(&length);
        assert_eq!(damages.len(), usize::from(!at_border), "{length} bytes");
        assert!(damages.iter().all(|it| it.kind == DamageKind::Unfinished));
        assert!(reader.losses().is_whole() && !reader.is_closed());
    }
}

#[test]
fn bytes_that_are_gone_or_foreign_cost_what_they_hit() {
    let (origin, target) = (folder(), folder());
    let (path, bytes, entries) = small(origin.path());
    let borders = borders(&entries);
    for at in 80..borders[3] {
        let hit = borders.partition_point(|it| *it <= at);
        let without = |hit: usize| -> Vec<_> {
            let mut rest = entries.clone();
            rest.remove(hit - 1);
            rest
        };
        // One byte less: all behind stands where nothing should begin.
        let mut damaged = bytes.clone();
        damaged.remove(at);
        let (read_less, damages) = read(&copy_of(target.path(), &path, &damaged));
        assert!(damages.len() <= 1, "{damages:?}");
        let padding = at >= borders[hit - 1] + 48 + entries[hit - 1].payload.len();
        match padding {
            // An entry must be whole up to its padding, which is here the next
            // one's first byte.
            true => assert!(read_less.len() + 1 >= entries.len()),
            false => assert_eq!(read_less, without(hit), "byte {at}"),
        }
        // Some more, between two entries and within.
        let mut damaged = bytes.clone();
        damaged.splice(at..at, *b"\xFEKW\xFF and so on");
        let (read_more, damages) = read(&copy_of(target.path(), &path, &damaged));
        assert_eq!(damages.len(), 1, "{damages:?}");
        match borders.contains(&at) || padding {
            true => assert!(read_more.len() + 1 >= entries.len()),
            false => assert_eq!(read_more, without(hit), "byte {at}"),
        }
    }
}

#[test]
fn an_old_block_of_the_disk_is_no_entry() {
    let folder = folder();
    let (path, mut bytes, entries) = small(folder.path());
    let borders = borders(&entries);
    // The second entry once more, behind the third, before the end mark.
    let old = bytes[borders[1]..borders[2]].to_vec();
    let end = *borders.last().unwrap();
    bytes.splice(end..end, old.iter().copied());
    fs::write(&path, bytes).unwrap();
    let (read, damages) = read(&path);
    assert_eq!(read, entries);
    assert_eq!(damages.len(), 1);
    assert_eq!(
        (damages[0].bytes, damages[0].entries),
        (old.len() as u64, 0)
    );
}

#[test]
fn a_missing_segment_is_told_by_its_numbers() {
    let folder = folder();
    let settings = Settings {
        segment_bytes: 10_000,
        ..settings()
    };
    let written = record(folder.path(), settings, 100);
    let gone = segments(folder.path()).unwrap().remove(2).path;
    let lost = read(&gone).0;
    fs::remove_file(gone).unwrap();
    let (entries, damages) = read(folder.path());
    assert_eq!(entries.len() + lost.len(), written.len());
    assert_eq!(damages.len(), 1);
    assert_eq!(damages[0].kind, DamageKind::Missing);
    assert_eq!(
        (damages[0].bytes, damages[0].entries),
        (0, lost.len() as u64)
    );
}

#[test]
fn journals_that_were_thrown_together_are_read_and_told() {
    let (one, other) = (folder(), folder());
    let first = record(one.path(), settings(), 10);
    let second = record(other.path(), settings(), 10);
    let from = only_segment(other.path());
    fs::copy(&from, one.path().join("20261127-00000002.kwj")).unwrap();
    let (entries, damages) = read(one.path());
    assert_eq!(entries, [first, second].concat());
    assert_eq!(damages.len(), 1);
    assert_eq!(damages[0].kind, DamageKind::Repeated);
}

#[test]
fn the_next_run_goes_on_behind_a_damaged_end() {
    let folder = folder();
    let (path, bytes, entries) = small(folder.path());
    let borders = borders(&entries);
    // The header is gone, and the last entry is cut.
    let end = *borders.last().unwrap() - 5;
    let mut damaged = bytes[..end].to_vec();
    damaged[20] ^= 1;
    fs::write(&path, damaged).unwrap();
    let writer = Writer::open(folder.path(), settings(), moment(0)).unwrap();
    assert_eq!(writer.next_sequence(), entries.len() as u64);
}

/// Reads all in every way; what comes out must at least be in order.
fn exhaust(path: &Path, around: u64) {
    let mut reader = Reader::open(path).unwrap();
    let mut last = 0;
    // A later version is an error, and is allowed.
    while let Ok(Some(event)) = reader.next_event() {
        if let Event::Entry(entry) = event {
            assert!(entry.sequence > last || last == 0);
            last = entry.sequence;
        }
    }
    for sequence in [0, around, u64::MAX] {
        if reader.seek_sequence(sequence).is_ok() {
            while let Ok(Some(entry)) = reader.next_entry() {
                assert!(entry.sequence >= sequence);
            }
        }
        let time = MORNING.saturating_add(sequence);
        if reader.seek_time(time).is_ok() {
            _ = reader.next_entry();
        }
    }
}

fn name(packed: bool) -> &'static Path {
    match packed {
        false => Path::new("20261127-00000001.kwj"),
        true => Path::new("20261127-00000001.kwj.zst"),
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(
        bytes in prop::collection::vec(any::<u8>(), 0..2000),
        packed: bool,
    ) {
        let folder = folder();
        exhaust(&copy_of(folder.path(), name(packed), &bytes), 3);
    }

    #[test]
    fn no_damage_makes_it_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 1..20),
        packed: bool,
        around in 0..20u64,
    ) {
        let (origin, target) = (folder(), folder());
        let (mut path, mut bytes, _) = small(origin.path());
        if packed {
            path = pack(&path, 1).unwrap();
            bytes = fs::read(&path).unwrap();
        }
        for (place, byte, what) in changes {
            let at = place.index(bytes.len().max(1));
            match what {
                0 if at < bytes.len() => bytes[at] = byte,
                1 if at < bytes.len() => _ = bytes.remove(at),
                _ => bytes.insert(at.min(bytes.len()), byte),
            }
        }
        exhaust(&copy_of(target.path(), &path, &bytes), around);
    }
}
