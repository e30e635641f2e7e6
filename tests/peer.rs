//! A server that a test plays itself, frame by frame. It uses no library for
//! that, so that what is logged is the engine's.

use crate::rogue::{self, LOGGED_IN, REGISTERED, Rogue};
use crate::{Authority, PATIENCE};
use std::fmt;
use std::io::{self, Read, Write};
use tungstenite::handshake::derive_accept_key;

trait Stream: Read + Write + Send {}

impl<T: Read + Write + Send> Stream for T {}

/// The server's end of one connection.
pub struct Peer {
    stream: Box<dyn Stream>,
    unsaid: Vec<u8>,
    said: u64,
}

impl Peer {
    /// Plays a server: upgrades the first connection, takes LOGIN and the first
    /// REG, and does the rest of it.
    ///
    /// # Panics
    /// When there is no port.
    pub fn play<T: Send + 'static>(
        authority: Option<&Authority>,
        rest: impl FnOnce(Self) -> T + Send + 'static,
    ) -> Rogue<T> {
        let authority = authority.cloned();
        let scheme = if authority.is_some() { "wss" } else { "ws" };
        Rogue::start(scheme, move |tcp| {
            tcp.set_read_timeout(Some(PATIENCE)).unwrap();
            tcp.set_write_timeout(Some(PATIENCE)).unwrap();
            let stream: Box<dyn Stream> = match authority {
                None => Box::new(tcp),
                Some(authority) => Box::new(rogue::secure(&authority, tcp)),
            };
            let mut peer = Self {
                stream,
                unsaid: Vec::new(),
                said: 0,
            };
            peer.upgrade();
            for (request, answer) in [("LOGIN", LOGGED_IN), ("REG", REGISTERED)] {
                let heard = peer.hear().unwrap();
                assert!(String::from_utf8_lossy(&heard).contains(request));
                peer.text(answer);
                peer.flush().unwrap();
            }
            rest(peer)
        })
    }

    fn upgrade(&mut self) {
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            self.stream.read_exact(&mut byte).unwrap();
            request.push(byte[0]);
        }
        let request = String::from_utf8(request).unwrap();
        let mut headers = request.lines().filter_map(|line| line.split_once(": "));
        let key = headers.find(|(name, _)| name.eq_ignore_ascii_case("Sec-WebSocket-Key"));
        let accept = derive_accept_key(key.unwrap().1.as_bytes());
        let answer = format!(
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Accept: {accept}\r\n\r\n"
        );
        self.stream.write_all(answer.as_bytes()).unwrap();
        self.stream.flush().unwrap();
    }

    /// A text message, to be sent with the next [`flush`](Self::flush).
    pub fn text(&mut self, text: &str) {
        self.frame(0x1, text.as_bytes());
    }

    /// A Ping of WebSocket's own, likewise.
    pub fn ping(&mut self, payload: &[u8]) {
        self.frame(0x9, payload);
    }

    fn frame(&mut self, opcode: u8, payload: &[u8]) {
        self.unsaid.extend(rogue::frame(0x80 | opcode, payload));
    }

    /// Sends all of that, with one write.
    ///
    /// # Errors
    /// What the socket says.
    pub fn flush(&mut self) -> io::Result<()> {
        self.stream.write_all(&self.unsaid)?;
        self.said += self.unsaid.len() as u64;
        self.unsaid.clear();
        self.stream.flush()
    }

    /// The next frame's payload. Waits for it.
    ///
    /// # Errors
    /// What the socket says, or that there is none.
    pub fn hear(&mut self) -> io::Result<Vec<u8>> {
        let mut head = [0; 2];
        self.stream.read_exact(&mut head)?;
        let len = match head[1] & 0x7f {
            126 => {
                let mut len = [0; 2];
                self.stream.read_exact(&mut len)?;
                u16::from_be_bytes(len).into()
            }
            len => usize::from(len),
        };
        let mut key = [0; 4];
        self.stream.read_exact(&mut key)?;
        let mut payload = vec![0; len];
        self.stream.read_exact(&mut payload)?;
        for (byte, key) in payload.iter_mut().zip(key.iter().cycle()) {
            *byte ^= key;
        }
        Ok(payload)
    }

    /// Bytes of all frames that were sent.
    #[must_use]
    pub const fn said(&self) -> u64 {
        self.said
    }
}

impl fmt::Debug for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Peer")
            .field("said", &self.said)
            .finish_non_exhaustive()
    }
}
