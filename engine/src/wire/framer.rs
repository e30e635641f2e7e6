//! From bytes to messages, in place.

use super::{
    PADDING, RecvBuf, WsError,
    header::{Header, Opcode},
};

/// A message from the server, in the memory it was received into (or, if it
/// came in fragments, in the framer's side buffer).
pub(crate) enum Message<'a> {
    /// A text of `len` bytes, **not checked for UTF-8**: the JSON parser does
    /// that.
    Text {
        /// The text, and at least [`PADDING`] bytes behind it. The next frame
        /// may lie in the padding: whoever writes there puts back what was
        /// there, as the JSON parser does.
        padded: &'a mut [u8],
        /// Bytes of the text.
        len: usize,
    },
    /// Bytes. Kiwoom sends none, but the protocol knows them.
    Binary(&'a [u8]),
    /// To be answered with a Pong that carries the same bytes, at most 125.
    Ping(&'a [u8]),
    /// The answer to a Ping.
    Pong(&'a [u8]),
    /// The server's last frame. Nothing comes after it.
    Close {
        /// Why, if it says so.
        code: Option<u16>,
        /// The reason in words, at most 123 bytes.
        reason: &'a str,
    },
}

/// What is taken from the server at most.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Bytes of a message.
    pub(crate) message: usize,
    /// Fragments of a message.
    pub(crate) fragments: u32,
}

impl Limits {
    /// 1 MiB in at most 1024 fragments: five hundred times what was ever seen
    /// from Kiwoom.
    pub(crate) const DEFAULT: Self = Self {
        message: 1024 * 1024,
        fragments: 1024,
    };

    /// Bytes of the longest frame that can be waiting to become complete.
    pub(crate) const fn frame(self) -> usize {
        self.message + Header::MAX_LEN
    }
}

/// Cuts the server's bytes into messages and enforces RFC 6455.
///
/// Nothing is copied, except that the fragments of a fragmented message are
/// put together in a side buffer. After warm-up nothing is allocated. Sizes
/// are judged on the header, before anything is buffered for them.
pub(crate) struct Framer {
    limits: Limits,
    /// The kind of the message whose fragments are being gathered.
    gathering: Option<Opcode>,
    fragments: u32,
    gathered: Vec<u8>,
    /// The server has sent Close, or something wrong: nothing more is read.
    end: Option<Result<(), WsError>>,
}

/// Where a message lies: known before anything is borrowed.
enum Place {
    Buffer(Opcode, usize),
    Gathered(Opcode),
}

impl Framer {
    /// A framer at the start of a stream.
    #[must_use]
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
            gathering: None,
            fragments: 0,
            gathered: Vec::new(),
            end: None,
        }
    }

    /// Takes the next message off the front of `buf`; `None` when more bytes
    /// must be received first, and for ever after a Close.
    ///
    /// # Errors
    /// The rule that the server broke. The stream is lost then, and every
    /// later call returns the same error.
    pub(crate) fn next<'a>(
        &'a mut self,
        buf: &'a mut RecvBuf,
    ) -> Result<Option<Message<'a>>, WsError> {
        if let Some(end) = self.end {
            // What follows means nothing, and must not pile up.
            buf.take(buf.unread().len());
            return end.map(|()| None);
        }
        let place = match self.advance(buf) {
            Ok(Some(place)) => place,
            Ok(None) => return Ok(None),
            Err(error) => return Err(self.fail(error)),
        };
        Ok(Some(match place {
            Place::Buffer(Opcode::Text, len) => Message::Text {
                padded: buf.taken_padded(len),
                len,
            },
            Place::Buffer(Opcode::Ping, len) => Message::Ping(buf.taken(len)),
            Place::Buffer(Opcode::Pong, len) => Message::Pong(buf.taken(len)),
            Place::Buffer(Opcode::Close, len) => match close(buf.taken(len)) {
                Ok(message) => {
                    self.end = Some(Ok(()));
                    message
                }
                Err(error) => return Err(self.fail(error)),
            },
            // A continuation is never a message of its own.
            Place::Buffer(Opcode::Binary | Opcode::Continuation, len) => {
                Message::Binary(buf.taken(len))
            }
            Place::Gathered(Opcode::Text) => {
                let len = self.gathered.len();
                self.gathered.resize(len + PADDING, 0);
                Message::Text {
                    padded: &mut self.gathered,
                    len,
                }
            }
            Place::Gathered(_) => Message::Binary(&self.gathered),
        }))
    }

    /// Whether the server's Close frame was taken.
    #[must_use]
    pub(crate) const fn is_closed(&self) -> bool {
        matches!(self.end, Some(Ok(())))
    }

    fn fail(&mut self, error: WsError) -> WsError {
        self.end = Some(Err(error));
        error
    }

    /// Takes frames until a message is complete.
    fn advance(&mut self, buf: &mut RecvBuf) -> Result<Option<Place>, WsError> {
        loop {
            let Some(header) = Header::parse(buf.unread())? else {
                return Ok(None);
            };
            let payload = self.admit(&header)?;
            let frame = header.len + payload;
            if buf.unread().len() < frame {
                buf.hold(frame);
                return Ok(None);
            }
            buf.take(frame);
            match header.opcode {
                Opcode::Close | Opcode::Ping | Opcode::Pong => {
                    return Ok(Some(Place::Buffer(header.opcode, payload)));
                }
                Opcode::Text | Opcode::Binary if header.last => {
                    return Ok(Some(Place::Buffer(header.opcode, payload)));
                }
                Opcode::Text | Opcode::Binary => {
                    self.gathering = Some(header.opcode);
                    self.fragments = 1;
                    self.gathered.clear();
                    self.gathered.extend_from_slice(buf.taken(payload));
                }
                Opcode::Continuation => {
                    self.fragments += 1;
                    self.gathered.extend_from_slice(buf.taken(payload));
                    if header.last
                        && let Some(opcode) = self.gathering.take()
                    {
                        return Ok(Some(Place::Gathered(opcode)));
                    }
                }
            }
        }
    }

    /// Judges a frame by its header, in the light of what came before, and
    /// returns the length of its payload. Changes nothing, since it is asked
    /// again as long as the frame isn't complete.
    fn admit(&self, header: &Header) -> Result<usize, WsError> {
        let before = match (header.opcode, self.gathering) {
            // Their length is limited by the protocol.
            (Opcode::Close | Opcode::Ping | Opcode::Pong, _) => 0,
            (Opcode::Text | Opcode::Binary, None) => 0,
            (Opcode::Text | Opcode::Binary, Some(_)) => return Err(WsError::MessageInterrupted),
            (Opcode::Continuation, None) => return Err(WsError::NothingToContinue),
            (Opcode::Continuation, Some(_)) => {
                if self.fragments >= self.limits.fragments {
                    return Err(WsError::TooManyFragments);
                }
                self.gathered.len()
            }
        };
        let bytes = before as u64 + header.payload;
        if bytes > self.limits.message as u64 {
            return Err(WsError::MessageTooLong { bytes });
        }
        // No cut: it is below a limit that is a `usize`.
        Ok(header.payload as usize)
    }
}

/// Reads the payload of a Close frame.
fn close(payload: &[u8]) -> Result<Message<'_>, WsError> {
    let (code, reason) = match payload {
        [] => (None, payload),
        [_] => return Err(WsError::CloseCodeCut),
        [high, low, reason @ ..] => (Some(u16::from_be_bytes([*high, *low])), reason),
    };
    match code {
        // 1004, 1005, 1006 and 1015 are reserved for use outside of frames.
        None | Some(1000..=1003 | 1007..=1014 | 3000..=4999) => {}
        Some(code) => return Err(WsError::CloseCodeInvalid(code)),
    }
    match std::str::from_utf8(reason) {
        Ok(reason) => Ok(Message::Close { code, reason }),
        Err(_) => Err(WsError::CloseReasonNotUtf8),
    }
}
