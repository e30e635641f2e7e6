//! Each rule by itself, and the framer against another implementation.

mod differential;
mod rules;

use super::{Framer, Limits, Message, PADDING, RecvBuf, WsError};

/// A message with its bytes copied out.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Owned {
    Text(Vec<u8>),
    Binary(Vec<u8>),
    Ping(Vec<u8>),
    Pong(Vec<u8>),
    Close(Option<u16>, String),
}

impl From<Message<'_>> for Owned {
    fn from(message: Message<'_>) -> Self {
        match message {
            Message::Text { padded, len } => {
                assert!(padded.len() >= len + PADDING);
                Self::Text(padded[..len].to_vec())
            }
            Message::Binary(bytes) => Self::Binary(bytes.to_vec()),
            Message::Ping(bytes) => Self::Ping(bytes.to_vec()),
            Message::Pong(bytes) => Self::Pong(bytes.to_vec()),
            Message::Close { code, reason } => Self::Close(code, reason.to_owned()),
        }
    }
}

/// What came out of a stream: its messages, and the error that ended it.
type Outcome = (Vec<Owned>, Option<WsError>);

/// Frames `stream`, received in pieces of the given lengths (over and over).
fn receive(limits: Limits, capacity: usize, stream: &[u8], pieces: &[usize]) -> Outcome {
    let mut buf = RecvBuf::new(capacity);
    let mut framer = Framer::new(limits);
    let mut messages = Vec::new();
    let mut pieces = pieces.iter().cycle();
    let mut rest = stream;
    loop {
        loop {
            match framer.next(&mut buf) {
                Ok(Some(message)) => messages.push(message.into()),
                Ok(None) => break,
                Err(error) => {
                    assert_eq!(framer.next(&mut buf).err(), Some(error), "it stays wrong");
                    return (messages, Some(error));
                }
            }
        }
        if rest.is_empty() {
            return (messages, None);
        }
        let spare = buf.spare();
        assert!(!spare.is_empty(), "drained, and still no room");
        let n = pieces
            .next()
            .map_or(1, |n| *n)
            .min(spare.len())
            .min(rest.len());
        spare[..n].copy_from_slice(&rest[..n]);
        buf.filled(n);
        rest = &rest[n..];
    }
}

/// A frame as a server writes it; `first` is the opcode with its flags.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![first];
    match payload.len() {
        len @ 0..=125 => frame.push(len as u8),
        len @ 126..=0xffff => {
            frame.push(126);
            frame.extend_from_slice(&(len as u16).to_be_bytes());
        }
        len => {
            frame.push(127);
            frame.extend_from_slice(&(len as u64).to_be_bytes());
        }
    }
    frame.extend_from_slice(payload);
    frame
}
