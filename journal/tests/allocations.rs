//! Pushing to a sink allocates nothing, whether there is room or not; and a reader
//! allocates nothing for what a file only claims to have.

use kiwoom_journal::bench_api::pair;
use kiwoom_journal::{Kind, NewEntry, Reader};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fs;

thread_local! {
    /// Of this thread alone: the test harness has others.
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
    /// Bytes that are held, and the most that were.
    static HELD: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

fn took(bytes: usize) {
    HELD.with(|held| {
        let now = held.get().0.saturating_add(bytes);
        held.set((now, held.get().1.max(now)));
    });
}

fn gave(bytes: usize) {
    HELD.with(|held| held.set((held.get().0.saturating_sub(bytes), held.get().1)));
}

struct Counting;

#[expect(
    unsafe_code,
    reason = "an allocator that counts can't be written without"
)]
// SAFETY: everything is passed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        took(layout.size());
        // SAFETY: the caller's promises are those that System asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        gave(layout.size());
        // SAFETY: as above; `place` came from `System`.
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        took(size);
        gave(layout.size());
        // SAFETY: as above; `place` came from `System`.
        unsafe { System.realloc(place, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// How often `work` allocated.
fn allocations(work: impl FnOnce()) -> u64 {
    let before = ALLOCATIONS.with(Cell::get);
    work();
    ALLOCATIONS.with(Cell::get) - before
}

#[test]
fn a_push_allocates_nothing() {
    let (mut sink, mut drain) = pair(1 << 20);
    let payload = [b'x'; 2354];
    let entry = NewEntry {
        kind: Kind::TEXT,
        connection: 0,
        epoch: 1,
        kernel_ns: 1,
        mono_ns: 1,
        payload: &payload,
    };
    let (mut taken, mut lost) = (0, 0);
    let allocated = allocations(|| {
        for round in 0..10_000 {
            match sink.push(&entry) {
                true => taken += 1,
                false => lost += 1,
            }
            if round % 1000 == 0 {
                drain.clear();
            }
        }
    });
    assert_eq!(allocated, 0);
    assert!(taken > 1000 && lost > 1000, "{taken} {lost}");
    // And the counter counts.
    assert_eq!(allocations(|| drop(std::hint::black_box(Box::new(1)))), 1);
}

/// The bytes, and the checksum of them.
fn sealed(parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = parts.concat();
    bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
    bytes
}

/// The most that reading a file of these bytes holds.
fn most_held(name: &str, bytes: &[u8]) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let before = HELD.with(Cell::get).0;
    HELD.with(|held| held.set((before, before)));
    let mut reader = Reader::open(&path).unwrap();
    while reader.next_event().unwrap().is_some() {}
    reader.seek_sequence(7).unwrap();
    reader.seek_last().unwrap();
    HELD.with(Cell::get).1 - before
}

#[test]
fn what_a_file_only_claims_to_have_is_not_allocated() {
    const MIB: usize = 1 << 20;
    let header = sealed(&[
        b"\x89KWJ\r\n\x1a\n",
        &[1, 0, 0, 0, 80, 0, 0, 0],
        &[0; 44],
        &[48, 0, 8, 0],
        &[0; 12],
    ]);
    let longest = 16_u32 << 20;
    let entry = |sequence: u64| {
        let (length, sequence) = (longest.to_le_bytes(), sequence.to_le_bytes());
        sealed(&[b"\xFEKW\xFF", &length, &sequence, &[0; 28]])
    };
    let plain = [header, entry(1), entry(2), entry(3)].concat();
    let most = most_held("20261127-00000001.kwj", &plain);
    assert!((1..2 * MIB).contains(&most), "{most}");

    // Blocks of a MiB, of which nothing is there but what stands before them.
    let block = |at: u64, packed: u32| {
        let (skippable, length) = (0x184D_2A5B_u32.to_le_bytes(), 56_u32.to_le_bytes());
        let fields = [
            &(at << 20).to_le_bytes()[..],
            &(1_u32 << 20).to_le_bytes(),
            &packed.to_le_bytes(),
            &[0; 24],
        ];
        sealed(&[&skippable, &length, b"KWJBLOCK", &fields.concat(), &[0; 4]])
    };
    let blocks: Vec<u8> = (0..100).flat_map(|at| block(at, 0)).collect();
    let most = most_held("20261127-00000001.kwj.zst", &blocks);
    assert!((1..2 * MIB).contains(&most), "{most}");
    let most = most_held("20261127-00000001.kwj.zst", &block(0, 1 << 20));
    assert!((1..4 * MIB).contains(&most), "{most}");

    // A table of more rows than any file has.
    let table = [&u64::MAX.to_le_bytes()[..], &[0; 16], b"KWJTABLE"].concat();
    let most = most_held("20261127-00000001.kwj.zst", &table);
    assert!((1..MIB).contains(&most), "{most}");
}
