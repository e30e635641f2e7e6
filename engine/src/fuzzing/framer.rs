//! The framer against tungstenite, an independent implementation.

use crate::wire::{Framer, Limits, Message, PADDING, RecvBuf, WsError};
use std::io::{self, Read, Write};
use tungstenite::{
    Error as Refused, Message as Theirs, WebSocket,
    protocol::{Role, WebSocketConfig},
};

/// A message with its bytes copied out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Owned {
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
pub(crate) type Outcome = (Vec<Owned>, Option<WsError>);

/// Frames `stream`, received in pieces of the given lengths (over and over).
pub(crate) fn receive(limits: Limits, capacity: usize, stream: &[u8], pieces: &[usize]) -> Outcome {
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

const LIMITS: Limits = Limits {
    message: 100_000,
    fragments: 1024,
};

/// Gives the stream in pieces, then would block for ever.
struct Pieces<'a> {
    rest: &'a [u8],
    lengths: std::iter::Cycle<std::slice::Iter<'a, usize>>,
}

impl Read for Pieces<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        let n = self.lengths.next().map_or(1, |n| *n);
        let n = n.min(into.len()).min(self.rest.len());
        into[..n].copy_from_slice(&self.rest[..n]);
        self.rest = &self.rest[n..];
        Ok(n)
    }
}

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What tungstenite makes of the stream; `None` if it waits for more.
pub(crate) fn reference(stream: &[u8], pieces: &[usize]) -> (Vec<Owned>, Option<Refused>) {
    let config = WebSocketConfig::default()
        .read_buffer_size(1024)
        .max_message_size(Some(LIMITS.message))
        .max_frame_size(Some(LIMITS.message));
    let pieces = Pieces {
        rest: stream,
        lengths: pieces.iter().cycle(),
    };
    let mut socket = WebSocket::from_raw_socket(pieces, Role::Client, Some(config));
    let mut messages = Vec::new();
    loop {
        messages.push(match socket.read() {
            Ok(Theirs::Text(text)) => Owned::Text(text.as_bytes().to_vec()),
            Ok(Theirs::Binary(bytes)) => Owned::Binary(bytes.to_vec()),
            Ok(Theirs::Ping(bytes)) => Owned::Ping(bytes.to_vec()),
            Ok(Theirs::Pong(bytes)) => Owned::Pong(bytes.to_vec()),
            Ok(Theirs::Close(close)) => {
                messages.push(match close {
                    None => Owned::Close(None, String::new()),
                    Some(close) => Owned::Close(Some(close.code.into()), close.reason.to_string()),
                });
                // We read nothing after a Close; tungstenite would complain.
                return (messages, None);
            }
            Ok(Theirs::Frame(_)) => unreachable!("only for sending"),
            Err(Refused::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => {
                return (messages, None);
            }
            Err(error) => return (messages, Some(error)),
        });
    }
}

/// Ours, with texts judged as strings, which the JSON parser does later.
pub(crate) fn ours(stream: &[u8], pieces: &[usize], capacity: usize) -> Outcome {
    let (mut messages, error) = receive(LIMITS, capacity, stream, pieces);
    let bad = messages.iter().position(
        |message| matches!(message, Owned::Text(text) if std::str::from_utf8(text).is_err()),
    );
    match bad {
        Some(at) => {
            messages.truncate(at);
            // Tungstenite ends the connection here; any error stands for that.
            (messages, Some(WsError::CloseReasonNotUtf8))
        }
        None => (messages, error),
    }
}

/// Fails unless this stream gives the messages that tungstenite takes from it, in
/// whatever pieces it comes; or is refused where tungstenite refuses it, or for
/// a rule that tungstenite leaves out.
///
/// # Panics
/// Then.
pub fn assert_never_kinder(stream: &[u8], pieces: &[usize], capacity: usize) {
    let (theirs, refused) = reference(stream, pieces);
    let (ours, error) = ours(stream, pieces, capacity);
    // Registered after their list of close codes was written.
    let newer = |message: &Owned| matches!(message, Owned::Close(Some(1014), _));
    if ours.iter().any(newer) {
        return;
    }
    let common = ours.len().min(theirs.len());
    let ends_in_bad_close = matches!(error, Some(WsError::CloseCodeInvalid(_)));
    assert_eq!(&ours[..common], &theirs[..common]);
    match (error, refused) {
        (None, None) => assert_eq!(ours.len(), theirs.len()),
        // Where only we refuse, it is one of these.
        (Some(error), None) => match error {
            // Their substitute for it is a message.
            WsError::CloseCodeInvalid(_) => assert_eq!(ours.len() + 1, theirs.len()),
            // They don't look, not even at a control frame's, which has no
            // other form than the shortest.
            WsError::LengthNotMinimal | WsError::ControlTooLong => {}
            // They look when the whole frame, or the text's next byte, is
            // there; we when the header is there.
            _ => assert_eq!(ours.len(), theirs.len(), "{error}"),
        },
        // Where only they refuse, it is a fragment of a text that isn't
        // complete yet.
        (None, Some(refused)) => assert!(matches!(refused, Refused::Utf8(_)), "{refused:?}"),
        (Some(error), Some(refused)) => {
            // Both refuse: at the same place, or at an earlier one for
            // a reason that only one of them has.
            let unseen = [WsError::LengthNotMinimal, WsError::ControlTooLong];
            let sooner = unseen.contains(&error) || ends_in_bad_close;
            assert!(ours.len() >= theirs.len() || sooner, "{error} / {refused}");
            let later = matches!(refused, Refused::Utf8(_));
            assert!(ours.len() <= theirs.len() || later, "{error} / {refused}");
        }
    }
}

/// Fails unless this stream gives the same in these pieces as at once.
///
/// # Panics
/// Then.
pub fn assert_cuts_change_nothing(stream: &[u8], pieces: &[usize]) {
    let whole = receive(LIMITS, 1 << 12, stream, &[usize::MAX]);
    assert_eq!(receive(LIMITS, 64, stream, pieces), whole);
}
