//! The header of a frame from the server.

use super::WsError;

/// What a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opcode {
    Continuation,
    Text,
    Binary,
    Close,
    Ping,
    Pong,
}

/// A header that keeps all rules that can be judged from a header alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// The message's last frame.
    pub(super) last: bool,
    pub(super) opcode: Opcode,
    /// Bytes of the header itself.
    pub(super) len: usize,
    /// Bytes that follow it.
    pub(super) payload: u64,
}

impl Header {
    /// The most bytes a server's header has.
    pub(super) const MAX_LEN: usize = 10;

    /// Reads the header at the front of `bytes`; `None` while it isn't
    /// complete. What is wrong is told as soon as it can be seen.
    pub(super) fn parse(bytes: &[u8]) -> Result<Option<Self>, WsError> {
        let [first, second, rest @ ..] = bytes else {
            return Ok(None);
        };
        if first & 0x70 != 0 {
            return Err(WsError::ReservedBits);
        }
        let last = first & 0x80 != 0;
        let opcode = match first & 0x0f {
            0x0 => Opcode::Continuation,
            0x1 => Opcode::Text,
            0x2 => Opcode::Binary,
            0x8 => Opcode::Close,
            0x9 => Opcode::Ping,
            0xa => Opcode::Pong,
            reserved => return Err(WsError::ReservedOpcode(reserved)),
        };
        if second & 0x80 != 0 {
            return Err(WsError::MaskedFrame);
        }
        let short = second & 0x7f;
        if first & 0x08 != 0 {
            if !last {
                return Err(WsError::ControlFragmented);
            }
            if short > 125 {
                return Err(WsError::ControlTooLong);
            }
        }
        let (len, payload, least) = match short {
            126 => match rest.first_chunk() {
                Some(n) => (4, u64::from(u16::from_be_bytes(*n)), 126),
                None => return Ok(None),
            },
            127 => match rest.first_chunk() {
                Some(n) => (10, u64::from_be_bytes(*n), 0x1_0000),
                None => return Ok(None),
            },
            n => (2, u64::from(n), 0),
        };
        if payload < least {
            return Err(WsError::LengthNotMinimal);
        }
        if payload >> 63 != 0 {
            return Err(WsError::LengthTooLarge);
        }
        Ok(Some(Self {
            last,
            opcode,
            len,
            payload,
        }))
    }
}
