//! From the small rings that producers write to into long ones, which the writing
//! thread reads.
//!
//! A producer that comes back to the same little memory finds it in a near cache,
//! so its pushes are cheap; but little memory is soon full when nobody reads it,
//! and a disk may take a second for one call. So a thread that never waits for a
//! disk empties the small rings, and what the disk is behind by lies in others.

use rtrb::{Consumer, Producer};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// How long the thread rests when nothing waits. Rings hold far more than comes in
/// this time, and nobody has to wake it.
const REST: Duration = Duration::from_millis(2);

/// The end of a small ring, and the beginning of a long one.
pub(crate) struct Pipe {
    pub(super) from: Consumer<u8>,
    pub(super) to: Producer<u8>,
}

impl Pipe {
    /// Moves what waits, as far as there is room; whether that was anything. Where
    /// entries end doesn't matter: who reads them waits for all of one.
    fn flow(&mut self) -> bool {
        let count = self.from.slots().min(self.to.slots());
        let Ok(chunk) = self.from.read_chunk(count) else {
            return false;
        };
        let (one, two) = chunk.as_slices();
        let moved = self.to.push_entire_slice(one).is_ok();
        // There was room for both.
        if count == 0 || !moved || self.to.push_entire_slice(two).is_err() {
            return false;
        }
        chunk.commit_all();
        true
    }
}

/// Empties the small rings until recording has ended and nothing is in them, or
/// nobody reads the long ones, which have no producer any more then.
pub(crate) fn run(mut pipes: Vec<Pipe>, recording: &Arc<AtomicBool>) {
    loop {
        let goes_on = recording.load(Ordering::Acquire);
        let mut moved = false;
        for pipe in &mut pipes {
            moved |= pipe.flow();
        }
        if moved {
            continue;
        }
        let is_done = |it: &Pipe| it.to.is_abandoned() || (!goes_on && it.from.is_empty());
        if pipes.iter().all(is_done) {
            return;
        }
        thread::park_timeout(REST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ring::ring;
    use crate::{Kind, NewEntry};

    #[test]
    fn entries_come_through_rings_of_any_size_in_any_pieces() {
        for (small, long) in [(200, 1000), (300, 301), (1000, 200)] {
            let (mut sink, reader) = ring(small, &Arc::new(AtomicBool::new(true)));
            let (mut pipe, mut reader) = reader.behind(long);
            let mut read = 0;
            for number in 0..1_000_u64 {
                let payload = vec![number as u8; number as usize % 100];
                let entry = NewEntry {
                    kind: Kind::TEXT,
                    connection: 1,
                    epoch: 2,
                    kernel_ns: number,
                    mono_ns: number,
                    payload: &payload,
                };
                while !sink.push(&entry) {
                    pipe.flow();
                    let taken = reader.take(|taken| {
                        let whole = [taken.entry.payload, taken.rest].concat();
                        assert_eq!(taken.entry.mono_ns, read);
                        assert_eq!(whole, vec![read as u8; read as usize % 100]);
                    });
                    read += u64::from(taken.is_some());
                }
            }
            // All but what is in the rings.
            assert!(read > 900, "{read}");
        }
    }

    #[test]
    fn it_ends_with_the_recording_or_with_its_reader() {
        let recording = Arc::new(AtomicBool::new(true));
        let (mut sink, reader) = ring(100, &recording);
        let (pipe, reader) = reader.behind(60);
        let entry = NewEntry {
            kind: Kind::TEXT,
            connection: 0,
            epoch: 0,
            kernel_ns: 0,
            mono_ns: 0,
            payload: &[1; 40],
        };
        // More than the long ring holds.
        assert!(sink.push(&entry));
        recording.store(false, Ordering::Release);
        let thread = {
            let recording = Arc::clone(&recording);
            thread::spawn(move || run(vec![pipe], &recording))
        };
        assert!(!reader.is_complete());
        drop(reader);
        thread.join().unwrap();
    }
}
