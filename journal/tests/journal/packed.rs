//! Compressed segments: the same entries, and damage that stays in its block.

use super::*;

#[test]
fn all_bytes_are_kept_and_any_tool_can_read_them() {
    let folder = folder();
    let written = record(folder.path(), settings(), 3000);
    let path = only_segment(folder.path());
    let plain = fs::read(&path).unwrap();
    let packed = pack(&path, 3).unwrap();
    assert_eq!(only_segment(folder.path()), packed);
    let bytes = fs::read(&packed).unwrap();
    assert!(bytes.len() < plain.len() / 4);
    // As `zstd -d` reads it.
    assert_eq!(zstd::decode_all(&*bytes).unwrap(), plain);
    assert_eq!(read_whole(folder.path()), written);
    // Once is enough.
    assert_eq!(pack(&packed, 3).unwrap(), packed);
}

#[test]
fn a_torn_segment_and_an_empty_one_can_be_compressed() {
    let folder = folder();
    record(folder.path(), settings(), 20);
    let path = only_segment(folder.path());
    let mut bytes = fs::read(&path).unwrap();
    bytes.truncate(bytes.len() - 70);
    bytes[300] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let before = read(&path);
    let packed = pack(&path, 1).unwrap();
    assert_eq!(
        zstd::decode_all(&*fs::read(&packed).unwrap()).unwrap(),
        bytes
    );
    assert_eq!(read(&packed), before);

    let empty = folder.path().join("20261127-00000002.kwj");
    fs::write(&empty, []).unwrap();
    assert_eq!(pack(&empty, 1).unwrap(), empty);
    assert_eq!(read(&empty), (vec![], vec![]));
}

#[test]
fn long_entries_go_over_blocks() {
    let folder = folder();
    let mut writer = Writer::open(folder.path(), settings(), moment(0)).unwrap();
    for size in [10, 5 << 20, 300 << 10, 1 << 20, 0] {
        let payload: Vec<u8> = (0..size).map(|it| (it % 251) as u8).collect();
        writer.append(&text(&payload, 0), moment(0)).unwrap();
    }
    writer.close(moment(0)).unwrap();
    let path = only_segment(folder.path());
    let before = read_whole(&path);
    let packed = pack(&path, 1).unwrap();
    assert_eq!(read_whole(&packed), before);
    let mut reader = Reader::open(&packed).unwrap();
    for entry in before.iter().rev() {
        reader.seek_sequence(entry.sequence).unwrap();
        assert_eq!(&Owned::from(reader.next_entry().unwrap().unwrap()), entry);
    }
}

#[test]
fn damage_stays_in_its_block() {
    let (origin, target) = (folder(), folder());
    let written = record(origin.path(), settings(), 2500);
    let path = only_segment(origin.path());
    let plain = fs::metadata(&path).unwrap().len();
    let packed = pack(&path, 1).unwrap();
    let bytes = fs::read(&packed).unwrap();
    let blocks = plain.div_ceil(256 << 10);
    assert!(blocks > 4);
    let most = written.len() as u64 * 2 / blocks;
    for at in (0..bytes.len()).step_by(bytes.len() / 300) {
        for cut in [false, true] {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            if cut {
                // Without the table, what stands before the blocks must do.
                damaged.truncate(bytes.len() - 7);
            }
            let (entries, damages) = read(&copy_of(target.path(), &packed, &damaged));
            let lost = (written.len() - entries.len()) as u64;
            assert!(lost <= most, "byte {at}: {lost} entries");
            assert!(
                entries
                    .iter()
                    .all(|it| written[it.sequence as usize - 1] == *it)
            );
            // Where it begins and ends only the entries there could tell.
            let ends = [entries.first(), entries.last()];
            if ends == [written.first(), written.last()] {
                let told: u64 = damages.iter().map(|it| it.entries).sum();
                assert_eq!(told, lost, "byte {at}");
            }
            assert!(lost == 0 || !damages.is_empty());
        }
    }
}

#[test]
fn a_file_of_something_else_is_damage() {
    let folder = folder();
    let path = folder.path().join("20261127-00000001.kwj.zst");
    fs::write(&path, zstd::encode_all(&b"something else"[..], 1).unwrap()).unwrap();
    let (entries, damages) = read(&path);
    assert_eq!(entries, []);
    assert_eq!(damages.len(), 1);
    assert_eq!(damages[0].bytes, fs::metadata(&path).unwrap().len());
}

#[test]
fn a_run_that_was_killed_while_compressing_leaves_one_journal() {
    let folder = folder();
    let written = record(folder.path(), settings(), 100);
    let path = only_segment(folder.path());
    let plain = fs::read(&path).unwrap();
    let packed = pack(&path, 1).unwrap();
    // Both are there, and the beginning of a third.
    fs::write(&path, plain).unwrap();
    let unfinished = folder.path().join("20261127-00000001.kwj.zst.part");
    fs::write(&unfinished, b"(").unwrap();
    assert_eq!(read_whole(folder.path()), written);
    let mut writer = Writer::open(folder.path(), settings(), moment(0)).unwrap();
    assert!(!unfinished.exists());
    // It is compressed once more.
    assert_eq!(writer.take_closed(), std::slice::from_ref(&path));
    pack(&path, 1).unwrap();
    assert_eq!(only_segment(folder.path()), packed);
    assert_eq!(read_whole(folder.path()), written);
}
