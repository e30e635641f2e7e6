//! The two byte buffers between a socket and the WebSocket protocol.

use std::collections::VecDeque;
use std::io::{self, Read, Write};

use crate::frame::Frame;

/// Stands where tungstenite expects a stream: it reads what the socket brought
/// and writes what the socket is to take, and never waits. Frames of our own
/// go straight into `outgoing`, between whole frames of tungstenite's.
#[derive(Debug, Default)]
pub(crate) struct Pipe {
    incoming: Vec<u8>,
    taken: usize,
    outgoing: Vec<u8>,
    /// Bytes of a fragment, where messages are to come in fragments.
    pub(crate) fragment: Option<usize>,
    /// Whatever is said is lost.
    pub(crate) is_silent: bool,
    /// Bytes that left `outgoing`, and those of them that the socket took.
    handed: u64,
    written: u64,
    /// Frames of market data that the socket hasn't taken to their last byte,
    /// each with the place of its end among all bytes.
    unsent: VecDeque<(u64, Frame)>,
    /// Frames whose buffers can be used again.
    spare: Vec<Frame>,
}

/// Appends the header of an unmasked frame.
pub(crate) fn header(first: u8, len: usize, out: &mut Vec<u8>) {
    out.push(first);
    if let Ok(short) = u8::try_from(len)
        && short < 126
    {
        out.push(short);
    } else if let Ok(medium) = u16::try_from(len) {
        out.push(126);
        out.extend_from_slice(&medium.to_be_bytes());
    } else {
        out.push(127);
        out.extend_from_slice(&(len as u64).to_be_bytes());
    }
}

impl Pipe {
    /// Bytes that came from the socket.
    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        if self.taken == self.incoming.len() {
            self.incoming.clear();
            self.taken = 0;
        }
        self.incoming.extend_from_slice(bytes);
    }

    /// Bytes that wait until the socket has taken those before them.
    pub(crate) const fn waiting(&self) -> usize {
        self.outgoing.len()
    }

    /// Hands over what waits, for an empty buffer.
    pub(crate) fn hand_over(&mut self, output: &mut Vec<u8>) {
        std::mem::swap(output, &mut self.outgoing);
        self.handed += output.len() as u64;
    }

    /// The socket took so many bytes. Tells of each frame of market data whose
    /// last byte was among them.
    pub(crate) fn took(&mut self, count: usize, mut tell: impl FnMut(&Frame)) {
        self.written += count as u64;
        let whole = self.unsent.partition_point(|(end, _)| *end <= self.written);
        for (_, frame) in self.unsent.drain(..whole) {
            tell(&frame);
            self.spare.push(frame);
        }
    }

    /// Bytes that the socket took.
    pub(crate) const fn written(&self) -> u64 {
        self.written
    }

    /// Appends bytes as they are.
    pub(crate) fn send_raw(&mut self, bytes: &[u8]) {
        if !self.is_silent {
            self.outgoing.extend_from_slice(bytes);
        }
    }

    /// A frame to be made, and sent with [`send_frame`](Self::send_frame).
    pub(crate) fn blank_frame(&mut self) -> Frame {
        self.spare.pop().unwrap_or_default()
    }

    /// Appends a frame of market data.
    pub(crate) fn send_frame(&mut self, frame: Frame) {
        if self.is_silent {
            return;
        }
        self.send_text(&frame.text);
        let end = self.handed + self.outgoing.len() as u64;
        self.unsent.push_back((end, frame));
    }

    /// Appends one text message, unmasked: in one frame unless it is to come
    /// in fragments.
    pub(crate) fn send_text(&mut self, text: &[u8]) {
        const LAST: u8 = 0x80;
        if self.is_silent {
            return;
        }
        // Scripts are checked for fragments without a byte.
        let size = self.fragment.unwrap_or(usize::MAX).max(1);
        let mut left = text;
        let mut opcode = 1;
        loop {
            let (part, rest) = left.split_at(left.len().min(size));
            let last = if rest.is_empty() { LAST } else { 0 };
            header(last | opcode, part.len(), &mut self.outgoing);
            self.outgoing.extend_from_slice(part);
            if rest.is_empty() {
                return;
            }
            (left, opcode) = (rest, 0);
        }
    }
}

impl Read for Pipe {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let left = &self.incoming[self.taken..];
        if left.is_empty() {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        let count = left.len().min(buf.len());
        buf[..count].copy_from_slice(&left[..count]);
        self.taken += count;
        Ok(count)
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.send_raw(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(text: &str) -> Frame {
        Frame {
            text: text.into(),
            ..Frame::default()
        }
    }

    /// The frames told of when so many more bytes are taken.
    fn told(pipe: &mut Pipe, count: usize) -> usize {
        let mut frames = 0;
        pipe.took(count, |_| frames += 1);
        frames
    }

    #[test]
    fn a_frame_counts_once_its_last_byte_is_taken() {
        let mut pipe = Pipe::default();
        let mut output = Vec::new();
        pipe.send_frame(frame("abc")); // 5 bytes with its header
        pipe.send_text(b"between"); // 9
        pipe.send_frame(frame("de")); // 4
        pipe.hand_over(&mut output);
        pipe.send_frame(frame("f")); // 3
        assert_eq!((output.len(), pipe.waiting()), (18, 3));
        assert_eq!(told(&mut pipe, 4), 0);
        assert_eq!(told(&mut pipe, 1), 1);
        assert_eq!(told(&mut pipe, 12), 0);
        assert_eq!(told(&mut pipe, 1), 1);
        output.clear();
        pipe.hand_over(&mut output);
        assert_eq!(told(&mut pipe, 3), 1);
        assert_eq!(pipe.written(), 21);
    }

    #[test]
    fn what_is_said_in_silence_is_never_sent_nor_counted() {
        let mut pipe = Pipe::default();
        pipe.send_text(b"before");
        pipe.is_silent = true;
        pipe.send_text(b"x");
        pipe.send_frame(frame("x"));
        pipe.write_all(b"x").unwrap();
        assert_eq!((pipe.waiting(), pipe.unsent.len()), (8, 0));
    }

    #[test]
    fn fragments_make_up_the_message() {
        for (size, text, expected) in [
            (2, "abcde", &b"\x01\x02ab\x00\x02cd\x80\x01e"[..]),
            (2, "ab", b"\x81\x02ab"),
            (5, "", b"\x81\x00"),
            (usize::MAX, "ab", b"\x81\x02ab"),
        ] {
            let mut pipe = Pipe {
                fragment: Some(size),
                ..Pipe::default()
            };
            pipe.send_text(text.as_bytes());
            assert_eq!(pipe.outgoing, expected);
        }
    }
}
