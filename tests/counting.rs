//! An allocator that counts, for tests that have a process of their own.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
#[cfg(target_os = "linux")]
use std::fs;
#[cfg(target_os = "linux")]
use std::sync::atomic::AtomicI32;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// The most threads that are told apart.
const THREADS: usize = 256;

/// What each thread has asked for, by its number among all that ever asked.
static COUNTS: [AtomicU64; THREADS] = [const { AtomicU64::new(0) }; THREADS];
/// The system's number of each.
#[cfg(target_os = "linux")]
static IDS: [AtomicI32; THREADS] = [const { AtomicI32::new(0) }; THREADS];
static NEXT: AtomicU64 = AtomicU64::new(0);

/// Bytes that are held, and the most that ever were since it was last forgotten.
static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    static OWN: Cell<usize> = const { Cell::new(usize::MAX) };
}

/// The system's allocator, which counts what each thread asks of it, and what the
/// process holds. To be a test's `#[global_allocator]`.
#[derive(Debug)]
pub struct Counting;

fn count() {
    let mut own = OWN.get();
    if own == usize::MAX {
        own = usize::try_from(NEXT.fetch_add(1, Ordering::Relaxed)).unwrap_or(usize::MAX);
        OWN.set(own);
        #[cfg(target_os = "linux")]
        if let Some(id) = IDS.get(own) {
            id.store(this_thread(), Ordering::Release);
        }
    }
    if let Some(count) = COUNTS.get(own) {
        count.fetch_add(1, Ordering::Relaxed);
    }
}

fn take(bytes: usize) {
    let held = HELD.fetch_add(bytes, Ordering::Relaxed) + bytes;
    MOST.fetch_max(held, Ordering::Relaxed);
}

fn give_back(bytes: usize) {
    HELD.fetch_sub(bytes, Ordering::Relaxed);
}

#[cfg(target_os = "linux")]
#[allow(unsafe_code, reason = "a system call")]
fn this_thread() -> i32 {
    // SAFETY: it takes nothing and can't fail.
    unsafe { libc::gettid() }
}

// SAFETY: all is passed on to the system's allocator as it came. Counting
// allocates nothing: its cells are plain and need no destructor.
#[allow(unsafe_code, reason = "an allocator is unsafe by its trait")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        take(layout.size());
        // SAFETY: the caller keeps the rules of this very function.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        give_back(layout.size());
        // SAFETY: as above.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        // Both are held while the bytes are copied.
        take(size);
        // SAFETY: as above.
        let moved = unsafe { System.realloc(at, layout, size) };
        give_back(layout.size());
        moved
    }
}

/// What the one thread with this name has asked for until now.
///
/// # Panics
/// When there isn't exactly one.
#[cfg(target_os = "linux")]
#[must_use]
pub fn allocations(name: &str) -> u64 {
    let mut found = Vec::new();
    for task in fs::read_dir("/proc/self/task").unwrap() {
        let task = task.unwrap().path();
        // A thread may end between two looks.
        let comm = fs::read_to_string(task.join("comm")).unwrap_or_default();
        if comm.trim_end() == name {
            let id: i32 = task.file_name().unwrap().to_str().unwrap().parse().unwrap();
            found.push(id);
        }
    }
    assert_eq!(found.len(), 1, "one thread is called {name}");
    // The newest, where the system has given a number twice.
    let place = IDS
        .iter()
        .rposition(|id| id.load(Ordering::Acquire) == found[0]);
    place.map_or(0, |place| COUNTS[place].load(Ordering::Relaxed))
}

/// Bytes of the whole process' memory that were held at once since this began, and
/// weren't held then.
#[derive(Debug)]
pub struct HighWater(usize);

impl HighWater {
    /// Forgets what was held before. One at a time.
    #[must_use]
    pub fn begin() -> Self {
        let held = HELD.load(Ordering::Relaxed);
        MOST.store(held, Ordering::Relaxed);
        Self(held)
    }

    /// The most until now.
    #[must_use]
    pub fn bytes(&self) -> usize {
        MOST.load(Ordering::Relaxed).saturating_sub(self.0)
    }
}
