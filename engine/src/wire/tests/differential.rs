//! The framer against tungstenite, an independent implementation.

use super::{Limits, Outcome, Owned, WsError, frame, receive};
use proptest::prelude::*;
use std::io::{self, Read, Write};
use tungstenite::{
    Error as TungsteniteError, Message, WebSocket,
    protocol::{Role, WebSocketConfig},
};

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
fn reference(stream: &[u8], pieces: &[usize]) -> (Vec<Owned>, Option<TungsteniteError>) {
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
            Ok(Message::Text(text)) => Owned::Text(text.as_bytes().to_vec()),
            Ok(Message::Binary(bytes)) => Owned::Binary(bytes.to_vec()),
            Ok(Message::Ping(bytes)) => Owned::Ping(bytes.to_vec()),
            Ok(Message::Pong(bytes)) => Owned::Pong(bytes.to_vec()),
            Ok(Message::Close(close)) => {
                messages.push(match close {
                    None => Owned::Close(None, String::new()),
                    Some(close) => Owned::Close(Some(close.code.into()), close.reason.to_string()),
                });
                // We read nothing after a Close; tungstenite would complain.
                return (messages, None);
            }
            Ok(Message::Frame(_)) => unreachable!("only for sending"),
            Err(TungsteniteError::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => {
                return (messages, None);
            }
            Err(error) => return (messages, Some(error)),
        });
    }
}

/// Ours, with texts judged as strings, which the JSON parser does later.
fn ours(stream: &[u8], pieces: &[usize], capacity: usize) -> Outcome {
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

/// Some Korean, some emoji, some JSON, of every length class.
fn text() -> impl Strategy<Value = Vec<u8>> {
    let short = "[가-힣😀-😊a-z{}\":,0-9]{0,40}";
    prop_oneof![
        12 => short.prop_map(String::into_bytes),
        2 => (120_usize..135).prop_map(|n| vec![b'7'; n]),
        2 => "[가-힣]{42,700}".prop_map(String::into_bytes),
        1 => (65_530_usize..65_545).prop_map(|n| vec![b'8'; n]),
    ]
}

/// A message as frames: cut anywhere, with control frames between.
fn message() -> impl Strategy<Value = Vec<u8>> {
    let control = (
        prop_oneof![Just(0x89_u8), Just(0x8a)],
        prop::collection::vec(any::<u8>(), 0..126),
    )
        .prop_map(|(first, payload)| frame(first, &payload));
    let cuts = prop::collection::vec(
        (any::<prop::sample::Index>(), prop::option::of(control)),
        0..6,
    );
    (prop_oneof![4 => Just(1_u8), 1 => Just(2)], text(), cuts).prop_map(
        |(opcode, payload, cuts)| {
            let mut cuts: Vec<_> = cuts
                .into_iter()
                .map(|(at, control)| (at.index(payload.len() + 1), control))
                .collect();
            cuts.sort();
            let mut stream = Vec::new();
            let mut start = 0;
            for (n, (at, control)) in cuts.iter().enumerate() {
                stream.extend(frame(if n == 0 { opcode } else { 0 }, &payload[start..*at]));
                stream.extend(control.iter().flatten());
                start = *at;
            }
            let last = if cuts.is_empty() { opcode } else { 0 };
            stream.extend(frame(0x80 | last, &payload[start..]));
            stream
        },
    )
}

fn stream() -> impl Strategy<Value = Vec<u8>> {
    let code = prop_oneof![
        Just(1000_u16),
        Just(1001),
        Just(1009),
        Just(3000),
        Just(4999)
    ];
    let close = (code, "[가-힣a-z ]{0,30}").prop_map(|(code, reason)| {
        let mut payload = code.to_be_bytes().to_vec();
        payload.extend_from_slice(reason.as_bytes());
        frame(0x88, &payload)
    });
    (
        prop::collection::vec(message(), 0..8),
        prop::option::of(close),
    )
        .prop_map(|(messages, close)| messages.into_iter().chain(close).flatten().collect())
}

fn pieces() -> impl Strategy<Value = Vec<usize>> {
    prop_oneof![
        Just(vec![1]),
        Just(vec![7]),
        Just(vec![usize::MAX]),
        prop::collection::vec(1_usize..3000, 1..10),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn good_streams_are_read_alike(
        stream in stream(), pieces in pieces(), capacity in 64_usize..5000,
    ) {
        let (expected, refused) = reference(&stream, &pieces);
        prop_assert!(refused.is_none(), "{refused:?}");
        prop_assert_eq!(ours(&stream, &pieces, capacity), (expected, None));
    }

    #[test]
    fn broken_streams_are_never_read_more_kindly(
        stream in stream(), pieces in pieces(), capacity in 64_usize..5000,
        flips in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..8), 1..4),
        // Most flips should hit headers, and those stand near the front.
        near_front in any::<bool>(),
    ) {
        let mut stream = stream;
        let range = if near_front { stream.len().min(60) } else { stream.len() };
        for (at, bit) in flips {
            if range > 0 {
                stream[at.index(range)] ^= 1 << bit;
            }
        }
        let (theirs, refused) = reference(&stream, &pieces);
        let (ours, error) = ours(&stream, &pieces, capacity);
        // Registered after their list of close codes was written.
        let newer = |message: &Owned| matches!(message, Owned::Close(Some(1014), _));
        prop_assume!(!ours.iter().any(newer));
        let common = ours.len().min(theirs.len());
        let ends_in_bad_close = matches!(error, Some(WsError::CloseCodeInvalid(_)));
        prop_assert_eq!(&ours[..common], &theirs[..common]);
        match (error, refused) {
            (None, None) => prop_assert_eq!(ours.len(), theirs.len()),
            // Where only we refuse, it is one of these.
            (Some(error), None) => match error {
                // Their substitute for it is a message.
                WsError::CloseCodeInvalid(_) => prop_assert_eq!(ours.len() + 1, theirs.len()),
                // They don't look.
                WsError::LengthNotMinimal => {}
                // They look when the whole frame, or the text's next byte, is
                // there; we when the header is there.
                _ => prop_assert_eq!(ours.len(), theirs.len(), "{}", error),
            },
            // Where only they refuse, it is a fragment of a text that isn't
            // complete yet.
            (None, Some(refused)) => prop_assert!(
                matches!(refused, TungsteniteError::Utf8(_)), "{refused:?}"),
            (Some(error), Some(refused)) => {
                // Both refuse: at the same place, or at an earlier one for
                // a reason that only one of them has.
                let sooner = matches!(error, WsError::LengthNotMinimal) || ends_in_bad_close;
                prop_assert!(ours.len() >= theirs.len() || sooner, "{error} / {refused}");
                let later = matches!(refused, TungsteniteError::Utf8(_));
                prop_assert!(ours.len() <= theirs.len() || later, "{error} / {refused}");
            }
        }
    }
}

/// A stream with everything in it.
fn corpus() -> Vec<u8> {
    let mut stream = frame(0x81, "{\"trnm\":\"REAL\",\"name\":\"주식체결\"}".as_bytes());
    stream.extend(frame(0x81, b""));
    let text = "체결😀강도".as_bytes();
    stream.extend(frame(0x01, &text[..1]));
    stream.extend(frame(0x89, b"are you there"));
    stream.extend(frame(0x00, &text[1..8]));
    stream.extend(frame(0x00, b""));
    stream.extend(frame(0x80, &text[8..]));
    stream.extend(frame(0x82, &[0; 200]));
    stream.extend(frame(0x8a, b""));
    stream.extend(frame(0x81, "호가".repeat(40).as_bytes()));
    stream.extend(frame(0x88, &[0x03, 0xe8, b'B', b'y', b'e']));
    stream
}

#[test]
fn every_cut_gives_the_same_messages() {
    let stream = corpus();
    let (expected, refused) = reference(&stream, &[usize::MAX]);
    assert!(refused.is_none());
    assert_eq!(expected.len(), 8);
    for cut in 1..stream.len() {
        let pieces = [cut, usize::MAX];
        assert_eq!(
            ours(&stream, &pieces, 64),
            (expected.clone(), None),
            "cut at {cut}"
        );
    }
    for size in 1..40 {
        assert_eq!(
            ours(&stream, &[size], 64),
            (expected.clone(), None),
            "by {size}"
        );
    }
}

#[test]
fn every_prefix_of_a_good_stream_is_good() {
    let stream = corpus();
    for end in 0..stream.len() {
        let (expected, refused) = reference(&stream[..end], &[usize::MAX]);
        assert!(refused.is_none());
        assert_eq!(ours(&stream[..end], &[usize::MAX], 64), (expected, None));
    }
}
