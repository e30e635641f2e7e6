//! The two byte buffers between a socket and the WebSocket protocol.

use std::io::{self, Read, Write};

/// Stands where tungstenite expects a stream: it reads what the socket brought
/// and writes what the socket is to take, and never waits. Frames of our own
/// go straight into `outgoing`, between whole frames of tungstenite's.
#[derive(Debug, Default)]
pub(crate) struct Pipe {
    incoming: Vec<u8>,
    taken: usize,
    pub(crate) outgoing: Vec<u8>,
    /// Bytes of a fragment, where messages are to come in fragments.
    pub(crate) fragment: Option<usize>,
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

    /// Appends one text message, unmasked: in one frame unless it is to come
    /// in fragments.
    pub(crate) fn send_text(&mut self, text: &[u8]) {
        const LAST: u8 = 0x80;
        let size = self.fragment.unwrap_or(usize::MAX);
        let count = text.len().div_ceil(size).max(1);
        for at in 0..count {
            let start = at * size;
            let part = &text[start..text.len().min(start.saturating_add(size))];
            let opcode = u8::from(at == 0);
            let last = if at + 1 == count { LAST } else { 0 };
            header(last | opcode, part.len(), &mut self.outgoing);
            self.outgoing.extend_from_slice(part);
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
        self.outgoing.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
