//! From payloads to masked frames.

use super::Backlog;
use std::fmt;
use zeroize::Zeroize;

/// Frames that wait to be sent, in one reusable buffer.
///
/// A partial write only moves an offset. Memory that held a secret is wiped
/// when all was sent, when the buffer grows, and when it is dropped.
pub(crate) struct SendBuf {
    bytes: Box<[u8]>,
    start: usize,
    end: usize,
    secret: bool,
}

/// Payload bytes that a control frame may carry.
const CONTROL_MAX: usize = 125;
/// Bytes before the payload at most: opcode, length, mask.
const HEADER_MAX: usize = 14;

impl SendBuf {
    /// Bytes that may wait. What we send is small; a server that lets this
    /// much pile up isn't reading.
    pub(crate) const MAX_PENDING: usize = 1024 * 1024;

    /// Room for the answers to a batch of messages, and for a LOGIN.
    const START: usize = 4096;

    /// An empty buffer. Allocates a little; a REG may let it grow later.
    #[must_use]
    pub(crate) fn new() -> Self {
        Self {
            bytes: vec![0; Self::START].into_boxed_slice(),
            start: 0,
            end: 0,
            secret: false,
        }
    }

    /// Queues a text message as one frame. The caller vouches for its UTF-8.
    ///
    /// # Errors
    /// [`Backlog`].
    pub(crate) fn text(&mut self, payload: &[u8], key: [u8; 4]) -> Result<(), Backlog> {
        self.frame(0x1, payload, key)
    }

    /// Like [`text`](Self::text), for a message that must not stay in memory:
    /// mask keys travel with the frame, so masking hides nothing.
    ///
    /// # Errors
    /// [`Backlog`].
    pub(crate) fn secret_text(&mut self, payload: &[u8], key: [u8; 4]) -> Result<(), Backlog> {
        self.frame(0x1, payload, key)?;
        self.secret = true;
        Ok(())
    }

    /// Queues the answer to a Ping that carried `payload`: 125 bytes at most,
    /// and if they are more, which no Ping has, the first 125.
    ///
    /// # Errors
    /// [`Backlog`].
    pub(crate) fn pong(&mut self, payload: &[u8], key: [u8; 4]) -> Result<(), Backlog> {
        self.frame(0xa, &payload[..payload.len().min(CONTROL_MAX)], key)
    }

    /// Queues a Close frame with `code`, the last frame that may be sent.
    ///
    /// # Errors
    /// [`Backlog`].
    pub(crate) fn close(&mut self, code: u16, key: [u8; 4]) -> Result<(), Backlog> {
        self.frame(0x8, &code.to_be_bytes(), key)
    }

    /// Queues bytes as they are: the HTTP request that comes before frames.
    ///
    /// # Errors
    /// [`Backlog`].
    pub(crate) fn raw(&mut self, bytes: &[u8]) -> Result<(), Backlog> {
        self.make_room(bytes.len())?;
        self.put(bytes);
        Ok(())
    }

    /// The bytes to be sent next.
    #[must_use]
    pub(crate) fn pending(&self) -> &[u8] {
        &self.bytes[self.start..self.end]
    }

    /// Whether all was sent.
    #[must_use]
    pub(crate) const fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// The first `n` pending bytes are on their way.
    ///
    /// # Panics
    /// If fewer are pending.
    pub(crate) fn sent(&mut self, n: usize) {
        assert!(n <= self.end - self.start);
        self.start += n;
        if self.is_empty() {
            self.wipe_secret();
            self.start = 0;
            self.end = 0;
            self.secret = false;
        }
    }

    fn frame(&mut self, opcode: u8, payload: &[u8], key: [u8; 4]) -> Result<(), Backlog> {
        self.make_room(payload.len().saturating_add(HEADER_MAX))?;
        // 0x80 in the first byte says that it is the last fragment, in the
        // second that it is masked.
        self.put(&[0x80 | opcode]);
        match payload.len() {
            len @ 0..=125 => self.put(&[0x80 | len as u8]),
            len @ 126..=0xffff => {
                self.put(&[0x80 | 126]);
                self.put(&(len as u16).to_be_bytes());
            }
            len => {
                self.put(&[0x80 | 127]);
                self.put(&(len as u64).to_be_bytes());
            }
        }
        self.put(&key);
        let start = self.end;
        self.put(payload);
        for word in self.bytes[start..self.end].chunks_mut(key.len()) {
            for (byte, key) in word.iter_mut().zip(key) {
                *byte ^= key;
            }
        }
        Ok(())
    }

    /// Makes room for `more` bytes behind the pending ones.
    fn make_room(&mut self, more: usize) -> Result<(), Backlog> {
        let pending = self.pending().len();
        if more > Self::MAX_PENDING.saturating_sub(pending) {
            return Err(Backlog { pending });
        }
        if more > self.bytes.len() - self.end {
            let mut larger = vec![0; (pending + more).next_power_of_two()].into_boxed_slice();
            larger[..pending].copy_from_slice(self.pending());
            self.wipe_secret();
            self.bytes = larger;
            self.start = 0;
            self.end = pending;
        }
        Ok(())
    }

    /// Puts `bytes` into the room that [`make_room`](Self::make_room) made.
    fn put(&mut self, bytes: &[u8]) {
        let end = self.end + bytes.len();
        self.bytes[self.end..end].copy_from_slice(bytes);
        self.end = end;
    }

    fn wipe_secret(&mut self) {
        if self.secret {
            self.bytes.zeroize();
        }
    }
}

impl Drop for SendBuf {
    fn drop(&mut self) {
        self.wipe_secret();
    }
}

impl fmt::Debug for SendBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendBuf")
            .field("pending", &self.pending().len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use tungstenite::{
        Message, WebSocket,
        protocol::{Role, frame::coding::CloseCode},
    };

    const KEY: [u8; 4] = [0xde, 0xad, 0x00, 0x7f];

    /// What a server reads from `bytes`.
    fn server_reads(bytes: Vec<u8>) -> WebSocket<Stream> {
        WebSocket::from_raw_socket(Stream(std::io::Cursor::new(bytes)), Role::Server, None)
    }

    /// Reads from the cursor; writes go nowhere.
    struct Stream(std::io::Cursor<Vec<u8>>);

    impl std::io::Read for Stream {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            self.0.read(into)
        }
    }

    impl std::io::Write for Stream {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    proptest! {
        #[test]
        fn a_server_reads_what_was_sent_in_any_number_of_writes(
            texts in prop::collection::vec(
                (prop_oneof!["[가-힣 a-z]{0,60}", "[0-9]{120,130}"], any::<[u8; 4]>()), 1..8),
            pong in prop::collection::vec(any::<u8>(), 0..126),
            cuts in prop::collection::vec(1_usize..90, 1..20),
        ) {
            let mut send = SendBuf::new();
            let mut wire = Vec::new();
            let mut cuts = cuts.iter().cycle();
            let mut write = |send: &mut SendBuf| {
                let n = (*cuts.next().unwrap()).min(send.pending().len());
                wire.extend_from_slice(&send.pending()[..n]);
                send.sent(n);
            };
            for (text, key) in &texts {
                send.text(text.as_bytes(), *key).unwrap();
                write(&mut send);
            }
            send.pong(&pong, KEY).unwrap();
            send.close(1000, KEY).unwrap();
            while !send.is_empty() {
                write(&mut send);
            }
            let mut server = server_reads(wire);
            for (text, _) in &texts {
                prop_assert_eq!(server.read().unwrap(), Message::text(text.as_str()));
            }
            prop_assert_eq!(server.read().unwrap(), Message::Pong(pong.into()));
            match server.read().unwrap() {
                Message::Close(Some(close)) => prop_assert_eq!(close.code, CloseCode::Normal),
                other => prop_assert!(false, "{other:?}"),
            }
        }
    }

    #[test]
    fn every_length_class_arrives() {
        for len in [0, 125, 126, 65_535, 65_536, 500_000] {
            let text = "x".repeat(len);
            let mut send = SendBuf::new();
            send.text(text.as_bytes(), KEY).unwrap();
            let mut server = server_reads(send.pending().to_vec());
            assert_eq!(server.read().unwrap(), Message::text(text));
        }
    }

    #[test]
    fn memory_of_a_secret_is_wiped_once_it_is_sent() {
        let mut send = SendBuf::new();
        send.secret_text(b"{\"token\":\"hush\"}", KEY).unwrap();
        let len = send.pending().len();
        send.sent(len - 1);
        assert!(send.bytes.iter().any(|byte| *byte != 0), "not yet sent");
        send.sent(1);
        assert!(send.bytes.iter().all(|byte| *byte == 0));
        assert!(send.bytes.len() >= len, "the memory is kept");

        send.text(b"{\"trnm\":\"PING\"}", KEY).unwrap();
        send.sent(send.pending().len());
        assert!(!send.secret, "what came later was no secret");
    }

    #[test]
    fn a_secret_stays_marked_while_the_buffer_grows_and_what_is_pending_stays_whole() {
        let mut send = SendBuf::new();
        send.secret_text(b"hush", [0; 4]).unwrap();
        send.sent(2);
        let big = vec![b'x'; 10_000];
        send.text(&big, [0; 4]).unwrap();
        assert!(send.secret, "the first frame isn't sent yet");
        assert_eq!(&send.pending()[4..8], b"hush");
        let rest = send.pending().len();
        assert_eq!(rest, 8 + 8 + big.len());
        send.sent(rest);
        assert!(send.is_empty() && !send.secret);
    }

    #[test]
    fn a_server_that_does_not_read_cannot_fill_our_memory() {
        let mut send = SendBuf::new();
        let text = vec![b'x'; 60_000];
        let refused = (0..100).find_map(|_| send.text(&text, KEY).err());
        let pending = send.pending().len();
        assert_eq!(refused, Some(Backlog { pending }));
        assert!(pending <= SendBuf::MAX_PENDING);
        send.sent(pending);
        assert_eq!(send.text(&text, KEY), Ok(()));
    }

    #[test]
    fn a_control_frame_is_never_too_long() {
        let mut send = SendBuf::new();
        send.pong(&[7; 126], KEY).unwrap();
        let mut server = server_reads(send.pending().to_vec());
        assert_eq!(server.read().unwrap(), Message::Pong(vec![7; 125].into()));
    }
}
