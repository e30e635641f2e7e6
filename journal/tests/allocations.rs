//! Pushing to a sink allocates nothing, whether there is room or not.

use kiwoom_journal::bench_api::pair;
use kiwoom_journal::{Kind, NewEntry};
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
