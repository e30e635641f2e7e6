//! Each rule of the protocol by itself.

use super::{Limits, Message, Outcome, Owned, PADDING, RecvBuf, WsError, frame, receive};
use crate::wire::Framer;

fn all_at_once(stream: &[u8]) -> Outcome {
    receive(Limits::DEFAULT, 1 << 16, stream, &[usize::MAX])
}

fn texts(texts: &[&str]) -> Vec<Owned> {
    let owned = |text: &&str| Owned::Text(text.as_bytes().to_vec());
    texts.iter().map(owned).collect()
}

/// The stream has this error, and no message before it.
#[track_caller]
fn broken(stream: &[u8], error: WsError, close_code: u16) {
    assert_eq!(all_at_once(stream), (Vec::new(), Some(error)));
    assert_eq!(error.close_code(), close_code);
    // Good messages before it aren't lost.
    let mut late = frame(0x81, b"{}");
    late.extend_from_slice(stream);
    assert_eq!(all_at_once(&late), (texts(&["{}"]), Some(error)));
}

#[test]
fn every_length_class_is_read() {
    for len in [0, 1, 125, 126, 127, 65_535, 65_536, 70_000] {
        let text = vec![b'x'; len];
        let stream = frame(0x81, &text);
        assert_eq!(all_at_once(&stream), (vec![Owned::Text(text)], None));
    }
}

#[test]
fn reserved_bits_are_refused() {
    for bit in [0x40, 0x20, 0x10] {
        broken(&frame(0x81 | bit, b"{}"), WsError::ReservedBits, 1002);
    }
}

#[test]
fn reserved_opcodes_are_refused() {
    for code in [3, 4, 5, 6, 7, 0xb, 0xc, 0xd, 0xe, 0xf] {
        broken(
            &frame(0x80 | code, b""),
            WsError::ReservedOpcode(code),
            1002,
        );
    }
}

#[test]
fn masked_frames_are_refused() {
    broken(&[0x81, 0x82, 1, 2, 3, 4, 5, 6], WsError::MaskedFrame, 1002);
}

#[test]
fn control_frames_are_short_and_whole() {
    for code in [0x8, 0x9, 0xa] {
        broken(
            &frame(0x80 | code, &[0; 126]),
            WsError::ControlTooLong,
            1002,
        );
        broken(&frame(code, b""), WsError::ControlFragmented, 1002);
    }
    let stream = frame(0x89, &[7; 125]);
    assert_eq!(all_at_once(&stream).0, [Owned::Ping(vec![7; 125])]);
}

#[test]
fn lengths_are_in_their_shortest_form() {
    broken(&[0x81, 126, 0, 125], WsError::LengthNotMinimal, 1002);
    let wide = [0x81, 127, 0, 0, 0, 0, 0, 0, 0xff, 0xff];
    broken(&wide, WsError::LengthNotMinimal, 1002);
    let huge = [0x81, 127, 0x80, 0, 0, 0, 0, 0, 0, 0];
    broken(&huge, WsError::LengthTooLarge, 1002);
}

#[test]
fn fragments_are_put_together_and_control_frames_go_between() {
    let mut stream = frame(0x01, b"{\"a\"");
    stream.extend(frame(0x89, b"ping"));
    stream.extend(frame(0x00, b""));
    stream.extend(frame(0x8a, b"pong"));
    stream.extend(frame(0x80, b":1}"));
    stream.extend(frame(0x02, &[1]));
    stream.extend(frame(0x80, &[2]));
    let expected = vec![
        Owned::Ping(b"ping".to_vec()),
        Owned::Pong(b"pong".to_vec()),
        Owned::Text(b"{\"a\":1}".to_vec()),
        Owned::Binary(vec![1, 2]),
    ];
    assert_eq!(all_at_once(&stream), (expected, None));
}

#[test]
fn fragments_keep_their_order() {
    broken(&frame(0x80, b"x"), WsError::NothingToContinue, 1002);
    broken(&frame(0x00, b"x"), WsError::NothingToContinue, 1002);
    for second in [0x81, 0x01, 0x82] {
        let mut stream = frame(0x01, b"x");
        stream.extend(frame(second, b"y"));
        broken(&stream, WsError::MessageInterrupted, 1002);
    }
}

#[test]
fn there_is_a_limit_to_fragments() {
    let limits = Limits {
        fragments: 3,
        ..Limits::DEFAULT
    };
    let fragments = |n: usize| {
        let mut stream = frame(0x01, b"a");
        (2..n).for_each(|_| stream.extend(frame(0x00, b"b")));
        stream.extend(frame(0x80, b"c"));
        receive(limits, 1 << 10, &stream, &[usize::MAX])
    };
    assert_eq!(fragments(3), (texts(&["abc"]), None));
    assert_eq!(fragments(4), (Vec::new(), Some(WsError::TooManyFragments)));
    assert_eq!(WsError::TooManyFragments.close_code(), 1009);
}

#[test]
fn size_is_judged_before_anything_is_buffered() {
    let limits = Limits {
        message: 1000,
        ..Limits::DEFAULT
    };
    let mut buf = RecvBuf::new(64);
    let mut framer = Framer::new(limits);
    buf.spare()[..4].copy_from_slice(&[0x81, 126, 0x03, 0xe9]);
    buf.filled(4);
    let error = WsError::MessageTooLong { bytes: 1001 };
    assert_eq!(framer.next(&mut buf).err(), Some(error));
    assert_eq!(error.close_code(), 1009);
    assert_eq!(buf.capacity(), 64);

    let mut stream = frame(0x01, &[b'x'; 600]);
    stream.extend_from_slice(&[0x80, 126, 0x01, 0x91]);
    assert_eq!(
        receive(limits, 1 << 10, &stream, &[usize::MAX]),
        (Vec::new(), Some(error))
    );
    let top = [0x81, 127, 0x7f, 255, 255, 255, 255, 255, 255, 255];
    let bytes = u64::MAX >> 1;
    broken(&top, WsError::MessageTooLong { bytes }, 1009);
}

#[test]
fn the_buffer_grows_for_a_message_within_the_limit() {
    let text = "가나다".repeat(1000);
    let mut stream = frame(0x81, b"{}");
    stream.extend(frame(0x81, text.as_bytes()));
    stream.extend(frame(0x81, b"[]"));
    let outcome = receive(Limits::DEFAULT, 64, &stream, &[50]);
    assert_eq!(outcome, (texts(&["{}", &text, "[]"]), None));
}

#[test]
fn close_is_read_and_nothing_after_it() {
    let mut stream = frame(0x88, &[0x03, 0xe8, b'B', b'y', b'e']);
    stream.extend(frame(0x81, b"late"));
    let expected = vec![Owned::Close(Some(1000), "Bye".to_owned())];
    assert_eq!(all_at_once(&stream), (expected.clone(), None));
    // Nor does what comes after it fill the buffer.
    stream.resize(1000, 0);
    let outcome = receive(Limits::DEFAULT, 64, &stream, &[10]);
    assert_eq!(outcome, (expected, None));
    let expected = vec![Owned::Close(None, String::new())];
    assert_eq!(all_at_once(&frame(0x88, b"")), (expected, None));
}

#[test]
fn close_codes_are_those_that_may_be_sent() {
    broken(&frame(0x88, &[3]), WsError::CloseCodeCut, 1002);
    for code in 0..=u16::MAX {
        let good = matches!(code, 1000..=1003 | 1007..=1014 | 3000..=4999);
        let (messages, error) = receive(
            Limits::DEFAULT,
            64,
            &frame(0x88, &code.to_be_bytes()),
            &[usize::MAX],
        );
        if good {
            assert_eq!(messages, [Owned::Close(Some(code), String::new())]);
        } else {
            assert_eq!(error, Some(WsError::CloseCodeInvalid(code)));
        }
    }
}

#[test]
fn a_close_reason_is_utf8() {
    let stream = frame(0x88, &[0x03, 0xe8, 0xea, 0xb0]);
    broken(&stream, WsError::CloseReasonNotUtf8, 1007);
}

#[test]
fn text_is_not_judged_here() {
    let (messages, error) = all_at_once(&frame(0x81, &[0xea, 0xb0]));
    assert_eq!((messages.len(), error), (1, None));
}

#[test]
fn what_is_written_into_the_padding_stays_there() {
    // The JSON parser writes behind the text and restores it: so must the
    // padding be the memory of the next frame, not a copy of it.
    let mut buf = RecvBuf::new(256);
    let mut framer = Framer::new(Limits::DEFAULT);
    let mut stream = frame(0x81, b"{\"a\":1}");
    stream.extend(frame(0x81, b"next"));
    buf.spare()[..stream.len()].copy_from_slice(&stream);
    buf.filled(stream.len());
    match framer.next(&mut buf) {
        Ok(Some(Message::Text { padded, len })) => {
            assert_eq!(padded.len(), len + PADDING);
            assert_eq!(&padded[len + 2..len + 6], b"next");
            padded[len + 2] = b'N';
        }
        _ => panic!("no text"),
    }
    match framer.next(&mut buf) {
        Ok(Some(Message::Text { padded, len })) => assert_eq!(&padded[..len], b"Next"),
        _ => panic!("no text"),
    }
}

#[test]
fn errors_say_what_to_do() {
    let text = WsError::MaskedFrame.to_string();
    assert!(text.contains("masked") && text.contains("1002"), "{text}");
}
