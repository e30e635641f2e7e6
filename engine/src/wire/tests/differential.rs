//! The framer against tungstenite, an independent implementation.

use super::frame;
use crate::fuzzing::framer::{Owned, assert_never_kinder, ours, reference};
use proptest::prelude::*;

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
        assert_never_kinder(&stream, &pieces, capacity);
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

/// Every message that was seen from the server, cut in two at every place, byte by
/// byte, and as two fragments of every length.
#[test]
fn every_cut_of_every_message_that_was_seen_gives_that_message() {
    let files = [
        include_str!("../../../tests/data/official-examples.jsonl"),
        include_str!("../../../tests/data/recorded-frames.jsonl"),
        include_str!("../../../tests/data/control-messages.jsonl"),
    ];
    for text in files.iter().flat_map(|file| file.lines()) {
        let text = text.as_bytes();
        let stream = frame(0x81, text);
        let expected = (vec![Owned::Text(text.to_vec())], None);
        assert_eq!(ours(&stream, &[1], 64), expected);
        for cut in 1..stream.len() {
            assert_eq!(ours(&stream, &[cut, usize::MAX], 64), expected, "{cut}");
        }
        for cut in 0..=text.len() {
            let mut stream = frame(0x01, &text[..cut]);
            stream.extend(frame(0x80, &text[cut..]));
            assert_eq!(ours(&stream, &[usize::MAX], 64), expected, "{cut}");
        }
    }
}
