//! The receive buffer.

use super::PADDING;
use std::fmt;

/// Where received bytes lie until they are framed, parsed and forgotten.
///
/// It is linear, since JSON must lie in one piece, and has [`PADDING`] bytes
/// behind its end, so that every payload in it is followed by that many bytes
/// that may be read and written.
///
/// ```text
///   0        head            tail         capacity   + PADDING
///   | taken  | not yet taken | free       | padding  |
/// ```
///
/// Bytes move rarely: an empty buffer starts again at 0 for nothing, and only
/// when the free part gets short is a started frame moved to the front.
pub(crate) struct RecvBuf {
    bytes: Box<[u8]>,
    head: usize,
    tail: usize,
}

impl RecvBuf {
    /// The size that suits one connection: a few milliseconds of a stormy
    /// market, and still inside a core's second-level cache.
    pub(crate) const DEFAULT_CAPACITY: usize = 256 * 1024;

    /// A buffer for `capacity` bytes. Allocates them, and [`PADDING`] more.
    #[must_use]
    pub(crate) fn new(capacity: usize) -> Self {
        Self {
            bytes: vec![0; capacity + PADDING].into_boxed_slice(),
            head: 0,
            tail: 0,
        }
    }

    /// Bytes it holds without growing.
    #[must_use]
    pub(crate) const fn capacity(&self) -> usize {
        self.bytes.len() - PADDING
    }

    /// The bytes received and not yet taken.
    #[must_use]
    pub(crate) fn unread(&self) -> &[u8] {
        &self.bytes[self.head..self.tail]
    }

    /// The free part, to receive into; tell [`filled`](Self::filled) how much
    /// of it was used. Empty only when the whole buffer is unread.
    pub(crate) fn spare(&mut self) -> &mut [u8] {
        let capacity = self.capacity();
        if self.head == self.tail {
            self.head = 0;
            self.tail = 0;
        } else if capacity - self.tail < capacity / 4 {
            self.move_to_front();
        }
        &mut self.bytes[self.tail..capacity]
    }

    /// The first `n` bytes of the spare part have been received.
    ///
    /// # Panics
    /// If the spare part is shorter than `n`.
    pub(crate) fn filled(&mut self, n: usize) {
        assert!(n <= self.capacity() - self.tail);
        self.tail += n;
    }

    /// Makes the spare part at least `n` bytes long. Allocates a larger buffer
    /// if it must: the callers' limits bound it.
    pub(crate) fn reserve(&mut self, n: usize) {
        if self.spare().len() < n {
            self.move_to_front();
            self.hold(self.tail + n);
        }
    }

    /// Makes it large enough for `n` unread bytes. Allocates if it isn't.
    pub(super) fn hold(&mut self, n: usize) {
        if self.capacity() < n {
            let mut larger = Self::new(n.next_power_of_two());
            larger.spare()[..self.unread().len()].copy_from_slice(self.unread());
            larger.filled(self.unread().len());
            *self = larger;
        }
    }

    /// The first `n` unread bytes are done with.
    ///
    /// # Panics
    /// If fewer are unread.
    pub(crate) fn take(&mut self, n: usize) {
        assert!(n <= self.tail - self.head);
        self.head += n;
    }

    /// The `len` bytes that were taken last, with the padding behind them.
    pub(super) fn taken_padded(&mut self, len: usize) -> &mut [u8] {
        &mut self.bytes[self.head - len..self.head + PADDING]
    }

    /// The `len` bytes that were taken last.
    pub(super) fn taken(&self, len: usize) -> &[u8] {
        &self.bytes[self.head - len..self.head]
    }

    fn move_to_front(&mut self) {
        self.bytes.copy_within(self.head..self.tail, 0);
        self.tail -= self.head;
        self.head = 0;
    }
}

impl fmt::Debug for RecvBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecvBuf")
            .field("capacity", &self.capacity())
            .field("unread", &(self.tail - self.head))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::VecDeque;

    #[test]
    fn an_empty_buffer_starts_again_at_the_front() {
        let mut buf = RecvBuf::new(16);
        for _ in 0..100 {
            assert_eq!(buf.spare().len(), 16);
            buf.filled(16);
            buf.take(16);
        }
    }

    #[test]
    fn a_started_frame_moves_only_when_the_free_part_is_short() {
        let mut buf = RecvBuf::new(16);
        buf.spare()[..12].copy_from_slice(b"0123456789ab");
        buf.filled(12);
        buf.take(10);
        assert_eq!(buf.spare().len(), 4, "a quarter is free: nothing moves");
        buf.filled(1);
        assert_eq!(buf.spare().len(), 13, "three bytes are in front");
        assert_eq!(&buf.unread()[..2], b"ab");
    }

    #[test]
    fn a_full_buffer_has_no_spare_part() {
        let mut buf = RecvBuf::new(16);
        buf.filled(16);
        assert!(buf.spare().is_empty());
        buf.reserve(1);
        assert!(!buf.spare().is_empty());
        assert_eq!(buf.unread().len(), 16);
    }

    #[derive(Clone, Debug)]
    enum Step {
        Receive(usize),
        Take(usize),
        Reserve(usize),
        Hold(usize),
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            4 => (0_usize..80).prop_map(Step::Receive),
            4 => (0_usize..80).prop_map(Step::Take),
            1 => (0_usize..150).prop_map(Step::Reserve),
            1 => (0_usize..150).prop_map(Step::Hold),
        ]
    }

    proptest! {
        #[test]
        fn holds_what_a_queue_holds(steps in prop::collection::vec(step(), 0..200)) {
            let mut buf = RecvBuf::new(100);
            let mut queue = VecDeque::new();
            let mut next = 0_u8;
            for step in steps {
                match step {
                    Step::Receive(n) => {
                        let spare = buf.spare();
                        let n = n.min(spare.len());
                        for byte in &mut spare[..n] {
                            *byte = next;
                            queue.push_back(next);
                            next = next.wrapping_add(1);
                        }
                        buf.filled(n);
                    }
                    Step::Take(n) => {
                        let n = n.min(queue.len());
                        let expected: Vec<u8> = queue.drain(..n).collect();
                        buf.take(n);
                        prop_assert_eq!(buf.taken(n), &expected[..]);
                        let padded = buf.taken_padded(n);
                        prop_assert_eq!(padded.len(), n + PADDING);
                        prop_assert_eq!(&padded[..n], &expected[..]);
                    }
                    Step::Reserve(n) => {
                        buf.reserve(n);
                        prop_assert!(buf.spare().len() >= n);
                    }
                    Step::Hold(n) => {
                        buf.hold(n);
                        prop_assert!(buf.capacity() >= n);
                    }
                }
                prop_assert!(buf.unread().iter().eq(queue.iter()));
                prop_assert!(
                    queue.len() == buf.capacity() || !buf.spare().is_empty(),
                    "no room though not full"
                );
            }
        }
    }
}
