//! A narrow door for the benches: bytes in, text messages out. Not part of the
//! interface, and may change at any time.

use super::{Framer, Limits, Message, RecvBuf};
use std::io::{self, Read};

/// The receiving half of a connection, without its socket.
pub struct Inbox {
    buf: RecvBuf,
    framer: Framer,
}

impl Inbox {
    /// An empty one, with the buffer of a real connection.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "only for benches")]
    pub fn new() -> Self {
        Self {
            buf: RecvBuf::new(RecvBuf::DEFAULT_CAPACITY),
            framer: Framer::new(Limits::DEFAULT),
        }
    }

    /// Reads once and hands out the texts that are complete by then, each with
    /// the padding behind it and its length. Gives the bytes read.
    ///
    /// # Errors
    /// What the source says.
    ///
    /// # Panics
    /// When the bytes break the protocol.
    pub fn receive(
        &mut self,
        source: &mut impl Read,
        mut each: impl FnMut(&mut [u8], usize),
    ) -> io::Result<usize> {
        let count = source.read(self.buf.spare())?;
        self.buf.filled(count);
        while let Some(message) = self.framer.next(&mut self.buf).expect("WebSocket frames") {
            if let Message::Text { padded, len } = message {
                each(padded, len);
            }
        }
        Ok(count)
    }
}
