//! A narrow door for the benches: a ring with no thread behind it. Not part of
//! the interface, and may change at any time.

use crate::ring::{self, RecorderSink, RingReader};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The reading end.
pub struct Drain(RingReader);

/// A ring of so many bytes.
#[must_use]
pub fn pair(bytes: usize) -> (RecorderSink, Drain) {
    let (sink, reader) = ring::ring(bytes, &Arc::new(AtomicBool::new(true)));
    (sink, Drain(reader))
}

impl Drain {
    /// Takes all that waits; how many entries that were.
    pub fn clear(&mut self) -> usize {
        let mut count = 0;
        while self.0.take(|_| ()).is_some() {
            count += 1;
        }
        count
    }
}
