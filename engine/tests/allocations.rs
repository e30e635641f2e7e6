//! Decoding allocates nothing once the working memory has grown, but for
//! learning how frames are written, which is rationed.

use kiwoom_engine::decode::{Decoder, PADDING};
use kiwoom_engine::record::{Line, RecordFlags, Unknown};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    /// Of this thread alone: the test harness has others.
    static ALLOCATIONS: Cell<u64> = const { Cell::new(0) };
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
        // SAFETY: the caller's promises are those that System asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        // SAFETY: as above; `place` came from `System`.
        unsafe { System.dealloc(place, layout) }
    }

    unsafe fn realloc(&self, place: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
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

/// All frames that were seen, damaged ones, and one of many elements and deep
/// nesting: what can come in.
fn frames() -> Vec<Vec<u8>> {
    let seen = [
        include_str!("data/official-examples.jsonl"),
        include_str!("data/recorded-frames.jsonl"),
        include_str!("data/control-messages.jsonl"),
    ];
    let mut frames: Vec<Vec<u8>> = Vec::new();
    for frame in seen.iter().flat_map(|text| text.lines()) {
        frames.push(frame.as_bytes().to_vec());
        frames.push(frame.as_bytes()[..frame.len() / 2].to_vec());
    }
    let element = r#"{"type":"0C","item":"005930","values":[{"27":"1","x":1.5},{"28":[[2]]}]}"#;
    let unknown = r#"{"type":"ZZ","item":"an item of too many bytes","values":{"1":2,"3":"4"}}"#;
    let elements = format!("{element},{unknown},").repeat(40) + element;
    frames.push(format!(r#"{{"trnm":"REAL","data":[{elements}]}}"#).into_bytes());
    frames
}

/// So often all of them are shown until the store of looks is used up.
const LEARNING: usize = 20;

/// How often all of them are shown then.
const ROUNDS: usize = 60;

/// Misses of a type that earn it another look, which allocates.
const MISSES_A_LOOK: u64 = 251;

/// What was shown once the memory had grown.
#[derive(Default)]
struct Shown {
    misses: u64,
    /// Frames that allocated.
    allocating: u64,
}

impl Shown {
    /// Shows a frame to a decoder, which says whether it was as predicted.
    fn show(&mut self, frame: &[u8], run: &mut impl FnMut(&[u8]) -> bool) {
        let mut predicted = false;
        let count = allocations(|| predicted = run(frame));
        let shown = || String::from_utf8_lossy(frame);
        assert!(!predicted || count == 0, "{count} by {}", shown());
        self.misses += u64::from(!predicted);
        self.allocating += u64::from(count > 0);
    }

    /// Fails unless what allocated were looks, and no more than were earned.
    /// Each type may have had all but one of its misses before.
    fn assert_rationed(&self) {
        let types = kiwoom_engine::schema::MESSAGES.len() as u64;
        let most = self.misses / MISSES_A_LOOK + types;
        assert!(self.misses > 1_000);
        assert!(self.allocating <= most, "{} of {most}", self.allocating);
    }
}

#[test]
fn only_looks_allocate_once_the_memory_has_grown() {
    // The engine's own way: in place, into memory that is there already.
    let mut decoder = Decoder::new();
    let frames = frames();
    let longest = frames.iter().map(Vec::len).max().unwrap_or(0);
    let mut buffer = vec![0; longest + PADDING];
    let mut lines = vec![Line::ZERO; 64];
    let mut unknown = Box::new(Unknown::EMPTY);
    let mut records = 0;
    let mut run = |frame: &[u8]| {
        let before = decoder.stats().predicted;
        buffer[..frame.len()].copy_from_slice(frame);
        // A refused frame must not allocate either.
        _ = decoder.decode(&mut buffer, frame.len(), |element| {
            records += 1;
            let flags = element.write(&mut lines);
            if flags.contains(RecordFlags::UNKNOWN_FIELDS) {
                element.write_unknown(&mut unknown);
            }
        });
        decoder.stats().predicted > before
    };
    let first = allocations(|| frames.iter().for_each(|frame| _ = run(frame)));
    assert!(first > 0, "the count counts");
    (0..LEARNING).for_each(|_| frames.iter().for_each(|frame| _ = run(frame)));
    let mut shown = Shown::default();
    for _ in 0..ROUNDS {
        frames.iter().for_each(|frame| shown.show(frame, &mut run));
    }
    shown.assert_rationed();
    assert!(records > 400, "{records} records");
}

/// The tools' way keeps its copies, too.
#[test]
fn decoding_a_copy_allocates_no_more() {
    let mut decoder = Decoder::new();
    let frames = frames();
    let mut told = 0;
    let mut run = |frame: &[u8]| {
        let before = decoder.stats().predicted;
        _ = decoder.decode_copy(frame, |record, unknown| {
            told += record.fields().count() + unknown.fields().count();
        });
        decoder.stats().predicted > before
    };
    (0..LEARNING).for_each(|_| frames.iter().for_each(|frame| _ = run(frame)));
    let mut shown = Shown::default();
    for _ in 0..ROUNDS {
        frames.iter().for_each(|frame| shown.show(frame, &mut run));
    }
    shown.assert_rationed();
    assert!(told > 0);
}
