//! Every interleaving of the two subtle protocols, over lanes that are mere
//! numbers: `RUSTFLAGS="--cfg loom" cargo test -p kiwoom-engine --lib loom`.

use crate::ring::merge::{Looks, Next, next, wrong};
use crate::ring::park::Parking;
use crate::ring::{CloseReason, Lane};
use loom::sync::Arc;
use loom::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use loom::thread;
use std::time::Duration;

/// A lane that holds known numbers; how many are published is its state.
struct ModelLane {
    numbers: &'static [u64],
    published: AtomicUsize,
}

impl ModelLane {
    fn new(numbers: &'static [u64]) -> Self {
        Self {
            numbers,
            published: AtomicUsize::new(0),
        }
    }

    /// Publishes up to this many. (A load before the store would hide most
    /// interleavings from loom 0.7.)
    fn publish(&self, count: usize) {
        self.published.store(count, Ordering::Release);
    }

    fn head(&self, read: usize) -> Option<u64> {
        (read < self.published.load(Ordering::Acquire)).then(|| self.numbers[read])
    }
}

struct ModelFeed {
    critical: ModelLane,
    data: ModelLane,
    closed: AtomicBool,
}

struct Reader {
    feed: Arc<ModelFeed>,
    critical_read: usize,
    data_read: usize,
}

impl Looks for Reader {
    fn data(&mut self) -> Option<u64> {
        self.feed.data.head(self.data_read)
    }

    fn critical(&mut self) -> Option<u64> {
        self.feed.critical.head(self.critical_read)
    }

    fn closed(&mut self) -> Option<CloseReason> {
        let closed = self.feed.closed.load(Ordering::Acquire);
        closed.then_some(CloseReason::Stopped)
    }
}

/// Publishes all numbers in their order and closes, and meanwhile reads what
/// `next` says, a few times and then to the end.
fn merge_in_order(critical: &'static [u64], data: &'static [u64], next: fn(&mut Reader) -> Next) {
    loom::model(move || {
        let feed = Arc::new(ModelFeed {
            critical: ModelLane::new(critical),
            data: ModelLane::new(data),
            closed: AtomicBool::new(false),
        });
        let writer = Arc::clone(&feed);
        let writing = thread::spawn(move || {
            let (mut published_critical, mut published_data) = (0, 0);
            for number in 1..=critical.len() + data.len() {
                if data.contains(&(number as u64)) {
                    published_data += 1;
                    writer.data.publish(published_data);
                } else {
                    published_critical += 1;
                    writer.critical.publish(published_critical);
                }
            }
            writer.closed.store(true, Ordering::Release);
        });
        let mut reader = Reader {
            feed,
            critical_read: 0,
            data_read: 0,
        };
        let mut expected = 1;
        let mut read = |reader: &mut Reader| {
            let number = match next(reader) {
                Next::Nothing => return false,
                Next::End(_) => {
                    assert_eq!(
                        expected as usize,
                        critical.len() + data.len() + 1,
                        "early end"
                    );
                    return true;
                }
                Next::Record(Lane::Critical) => {
                    reader.critical_read += 1;
                    critical[reader.critical_read - 1]
                }
                Next::Record(Lane::Data) => {
                    reader.data_read += 1;
                    data[reader.data_read - 1]
                }
            };
            assert_eq!(number, expected, "overtaken");
            expected += 1;
            false
        };
        for _ in 0..2 {
            read(&mut reader);
        }
        writing.join().unwrap();
        while !read(&mut reader) {}
    });
}

#[test]
fn loom_merged_lanes_keep_their_order() {
    merge_in_order(&[2], &[1], next);
    merge_in_order(&[1], &[2], next);
    merge_in_order(&[2], &[1, 3], next);
    merge_in_order(&[1, 3], &[2], next);
}

#[test]
#[should_panic(expected = "overtaken")]
fn loom_without_the_second_look_records_are_overtaken() {
    merge_in_order(&[2], &[1], wrong::one_look);
}

#[test]
#[should_panic(expected = "early end")]
fn loom_with_a_late_look_at_the_end_records_are_never_read() {
    merge_in_order(&[], &[1], wrong::late_end);
}

/// A writer publishes `count` numbers, with a notice after each or only after
/// the last; the reader sleeps until it has seen the last, or until it has seen
/// each, and then on another thread for all that the protocol can tell. Loom
/// tells when the reader sleeps for ever.
fn wake_up(count: usize, notify_each: bool, moves: bool) {
    loom::model(move || {
        let shared = Arc::new((AtomicUsize::new(0), Parking::new()));
        let writer = Arc::clone(&shared);
        let writing = thread::spawn(move || {
            for number in 1..=count {
                writer.0.store(number, Ordering::Release);
                if notify_each || number == count {
                    writer.1.notify();
                }
            }
        });
        let mut known = None;
        for wanted in if moves { 1..=count } else { count..=count } {
            let ready = || shared.0.load(Ordering::Acquire) >= wanted;
            while !ready() {
                shared.1.park(&mut known, ready, Duration::MAX);
            }
            if moves {
                known = None;
            }
        }
        writing.join().unwrap();
    });
}

#[test]
fn loom_no_wake_up_is_lost() {
    wake_up(1, true, false);
    wake_up(2, false, false);
    wake_up(2, true, false);
}

#[test]
fn loom_no_wake_up_is_lost_by_a_reader_that_moves() {
    wake_up(2, true, true);
}
