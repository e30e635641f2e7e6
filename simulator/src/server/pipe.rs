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

    /// Appends one unfragmented, unmasked text frame.
    pub(crate) fn send_text(&mut self, text: &[u8]) {
        const TEXT: u8 = 0x81;
        let len = text.len();
        self.outgoing.push(TEXT);
        if let Ok(short) = u8::try_from(len)
            && short < 126
        {
            self.outgoing.push(short);
        } else if let Ok(medium) = u16::try_from(len) {
            self.outgoing.push(126);
            self.outgoing.extend_from_slice(&medium.to_be_bytes());
        } else {
            self.outgoing.push(127);
            self.outgoing.extend_from_slice(&(len as u64).to_be_bytes());
        }
        self.outgoing.extend_from_slice(text);
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
