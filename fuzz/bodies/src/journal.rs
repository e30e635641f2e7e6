//! The journal's reader, over whatever became of what was written.

mod harm;
mod model;

use crate::STRUCTURED;
use arbitrary::Unstructured;
use kiwoom_journal::{Damage, Entry, Event, Reader, pack};
use model::Model;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The first byte says whether the rest is a compressed segment; or a list of
/// choices, of what is written, damaged and written on.
pub(crate) fn journal(input: &[u8]) {
    let Some((&first, rest)) = input.split_first() else {
        return;
    };
    let folder = folder();
    if first == STRUCTURED {
        let mut model = Model::new(folder.path());
        // Where the choices end, so do the steps.
        _ = model.run(&mut Unstructured::new(rest));
        model.check();
        return;
    }
    let packed = first % 2 == 1;
    let name = match packed {
        false => "20261127-00000001.kwj",
        true => "20261127-00000001.kwj.zst",
    };
    let path = folder.path().join(name);
    fs::write(&path, rest).expect("a file");
    let found = exhaust(&path);
    if let (false, Some(found)) = (packed, found) {
        // Compressed, it is what it was.
        let packed = pack(&path, 1).expect("a compressed segment");
        assert_eq!(exhaust(&packed), Some(found));
    }
}

/// A folder of its own, in memory where the system has that.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let folder = tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir());
    folder.expect("a folder")
}

/// An entry without its reader.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Owned {
    sequence: u64,
    kind: u16,
    connection: u16,
    epoch: u32,
    kernel_ns: u64,
    mono_ns: u64,
    payload: Vec<u8>,
}

impl From<Entry<'_>> for Owned {
    fn from(entry: Entry<'_>) -> Self {
        Self {
            sequence: entry.sequence,
            kind: entry.kind.number(),
            connection: entry.connection,
            epoch: entry.epoch,
            kernel_ns: entry.kernel_ns,
            mono_ns: entry.mono_ns,
            payload: entry.payload.to_vec(),
        }
    }
}

/// All entries with the numbers of their segments, and what is wrong.
type Found = (Vec<(u64, Owned)>, Vec<Damage>);

/// Reads all; nothing when it is of a later version.
fn read(reader: &mut Reader) -> Option<Found> {
    let (mut entries, mut damages) = (Vec::new(), Vec::new());
    loop {
        match reader.next_event() {
            Ok(None) => return Some((entries, damages)),
            Ok(Some(Event::Damage(damage))) => damages.push(damage),
            Ok(Some(Event::Entry(entry))) => {
                let segment = entry.origin().map_or(0, |it| it.segment.number);
                entries.push((segment, entry.into()));
            }
            Err(_) => return None,
        }
    }
}

/// Reads it in every way: what comes is in order, and what is searched for is
/// what would have come.
fn exhaust(path: &Path) -> Option<Found> {
    let mut reader = Reader::open(path).expect("a segment");
    let found = read(&mut reader)?;
    let entries = &found.0;
    let rises = entries.is_sorted_by(|a, b| a.1.sequence < b.1.sequence);
    assert!(rises, "numbers rise");
    let (places, told) = (reader.losses().places, &found.1);
    assert!(places <= told.len() as u64 && reader.losses().is_whole() == (places == 0));
    let middle = entries.get(entries.len() / 2);
    let middle = middle.map_or(3, |it| it.1.sequence);
    for wanted in [0, middle, middle.saturating_add(1), u64::MAX] {
        reader.seek_sequence(wanted).expect("a search");
        let next = reader.next_entry().expect("what comes then");
        let expected = entries.iter().find(|it| it.1.sequence >= wanted);
        assert_eq!(next.map(Owned::from).as_ref(), expected.map(|it| &it.1));
    }
    reader.seek_last().expect("a search");
    let last = reader.next_entry().expect("the last").map(Owned::from);
    assert_eq!(last.as_ref(), entries.last().map(|it| &it.1));
    let time = entries
        .get(entries.len() / 2)
        .map_or(0, |it| it.1.kernel_ns);
    for wanted in [0, time, u64::MAX] {
        reader.seek_time(wanted).expect("a search");
        let next = reader.next_entry().expect("what comes then");
        assert!(next.is_none_or(|next| next.wall_ns() >= wanted));
    }
    Some(found)
}
