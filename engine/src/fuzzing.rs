//! Doors for the fuzz targets, which see nothing but the public parts.

use crate::wire::{Framer, Limits, Message, RecvBuf, WsError};

/// What the framer makes of `bytes` when they come in pieces of this size: its
/// messages, and the error that ended it.
#[must_use]
pub fn frames(bytes: &[u8], piece: usize) -> Vec<String> {
    let mut buf = RecvBuf::new(RecvBuf::DEFAULT_CAPACITY);
    let mut framer = Framer::new(Limits {
        message: 64 * 1024,
        ..Limits::DEFAULT
    });
    let mut seen = Vec::new();
    for mut piece in bytes.chunks(piece) {
        while !piece.is_empty() {
            let spare = buf.spare();
            let count = spare.len().min(piece.len());
            spare[..count].copy_from_slice(&piece[..count]);
            buf.filled(count);
            piece = &piece[count..];
            if let Err(error) = take(&mut framer, &mut buf, &mut seen) {
                seen.push(format!("{error:?}"));
                return seen;
            }
        }
    }
    seen
}

fn take(framer: &mut Framer, buf: &mut RecvBuf, seen: &mut Vec<String>) -> Result<(), WsError> {
    while let Some(message) = framer.next(buf)? {
        seen.push(match message {
            Message::Text { padded, len } => format!("text {:?}", &padded[..len]),
            Message::Binary(payload) => format!("binary {payload:?}"),
            Message::Ping(payload) => format!("ping {payload:?}"),
            Message::Pong(payload) => format!("pong {payload:?}"),
            Message::Close { code, reason } => format!("close {code:?} {reason:?}"),
        });
    }
    Ok(())
}
