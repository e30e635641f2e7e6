//! The watch over headers beside the framer.

use super::{Limits, WsError, frame, receive};
use crate::wire::HeaderWatch;
use proptest::prelude::*;

const LIMITS: Limits = Limits {
    message: 100_000,
    fragments: 4,
};

/// How many of the stream's bytes are good, cut into such pieces, and what is wrong
/// with the rest.
fn watched(stream: &[u8], piece: usize) -> (usize, Option<WsError>) {
    let mut watch = HeaderWatch::new(LIMITS);
    let mut before = 0;
    for bytes in stream.chunks(piece) {
        if let Err((good, error)) = watch.pass(bytes) {
            return (before + good, Some(error));
        }
        before += bytes.len();
    }
    (before, None)
}

#[test]
fn the_frame_that_breaks_a_rule_is_cut_off() {
    let good = [frame(0x81, b"{}"), frame(0x89, b""), frame(0x01, b"a")].concat();
    for (bad, error) in [
        (frame(0xC0, b"b"), WsError::ReservedBits),
        (frame(0x83, b"b"), WsError::ReservedOpcode(3)),
        (vec![0x80, 0x81, 1, 2, 3, 4, 5], WsError::MaskedFrame),
        (vec![0x80, 126, 0, 5], WsError::LengthNotMinimal),
        (vec![0x8a, 126, 0, 126], WsError::ControlTooLong),
        (vec![0x09, 0], WsError::ControlFragmented),
    ] {
        let stream = [good.clone(), bad, frame(0x81, b"never")].concat();
        assert_eq!(watched(&stream, usize::MAX), (good.len(), Some(error)));
        // In pieces only what was passed on already can't be taken back.
        for piece in 1..12 {
            let (count, found) = watched(&stream, piece);
            assert_eq!(found, Some(error), "{piece}");
            assert!((good.len()..good.len() + 10).contains(&count), "{piece}");
        }
    }
}

#[test]
fn fragments_are_counted_empty_ones_too() {
    let with = |more: usize| {
        let begins = [frame(0x01, b"a"), frame(0x89, b"ping")].concat();
        let goes_on = frame(0x00, b"").repeat(more);
        [begins, goes_on, frame(0x80, b"z")].concat()
    };
    let most = LIMITS.fragments as usize;
    let stream = with(most - 2);
    assert_eq!(watched(&stream.repeat(3), 7), (stream.len() * 3, None));
    let stream = with(most - 1);
    let good = stream.len() - frame(0x80, b"z").len();
    let expected = (good, Some(WsError::TooManyFragments));
    assert_eq!(watched(&stream, usize::MAX), expected);
    assert!(watched(&[0; 131_000], 1_000).1.is_some());
}

proptest! {
    /// What the framer refuses for a header's sake is refused, and nothing else.
    #[test]
    fn it_is_as_strict_as_the_framer(
        stream in prop::collection::vec(
            prop_oneof![
                2 => prop::sample::select(vec![0x81, 0x01, 0x00, 0x80, 0x82, 0x89, 0x8a]),
                2 => 0..6_u8,
                1 => any::<u8>(),
            ],
            0..80,
        ),
        piece in 1..20_usize,
    ) {
        let (_, refused) = receive(LIMITS, 1 << 12, &stream, &[usize::MAX]);
        let (_, found) = watched(&stream, piece);
        match refused {
            // Judged by those who put messages together, and sooner.
            Some(
                WsError::NothingToContinue
                | WsError::MessageInterrupted
                | WsError::MessageTooLong { .. }
                | WsError::CloseCodeCut
                | WsError::CloseCodeInvalid(_)
                | WsError::CloseReasonNotUtf8,
            ) => {}
            // Behind a Close nothing is read.
            None => {}
            refused => prop_assert_eq!(found, refused),
        }
    }
}
