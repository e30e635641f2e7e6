//! Decoding in place: whose bytes are touched, and whose aren't.

use crate::frames::{real, told};
use crate::reference::{Expected, decode};
use kiwoom_engine::decode::{Decoder, Element, PADDING};
use kiwoom_engine::record::{Line, RecordRef, Unknown};
use kiwoom_engine::schema::RecordKind;
use zerocopy::{FromBytes as _, IntoBytes as _};

/// An element's record, written over what `lines` held.
fn written(element: &mut Element<'_>, lines: &mut Vec<Line>) -> Expected {
    lines.resize(element.lines(), Line::ZERO);
    element.write(lines);
    let mut unknown = Unknown::EMPTY;
    element.write_unknown(&mut unknown);
    told(RecordRef::from_bytes(lines.as_bytes()).unwrap(), &unknown)
}

#[test]
fn what_stands_behind_a_frame_stays_as_it_is() {
    let mut decoder = Decoder::new();
    let frames = real().chain([
        "{\"trnm\":\"REAL\"",
        "{} ",
        "",
        "PING",
        "{\"a\":\"\\u0041\"}",
    ]);
    for frame in frames {
        for filler in [0x00, b'"', b'\\', b'9', 0xff] {
            let mut buffer = frame.as_bytes().to_vec();
            buffer.resize(frame.len() + PADDING, filler);
            _ = decoder.decode(&mut buffer, frame.len(), |_| {});
            assert!(
                buffer[frame.len()..].iter().all(|byte| *byte == filler),
                "{frame}"
            );
        }
    }
}

/// As the transport has it: one message lies right behind the other, and the
/// next one is what the first one is padded with.
#[test]
fn frames_back_to_back_are_decoded_one_after_the_other() {
    let frames: Vec<&str> = real().collect();
    let mut buffer = frames.concat().into_bytes();
    buffer.extend([b'"'; PADDING]);
    let mut decoder = Decoder::new();
    let mut lines = Vec::new();
    let mut start = 0;
    for frame in frames {
        let (expected, _) = decode(frame.as_bytes()).unwrap();
        let mut told = Vec::new();
        decoder
            .decode(&mut buffer[start..], frame.len(), |element| {
                told.push(written(element, &mut lines));
            })
            .unwrap();
        assert_eq!(told, expected, "{frame}");
        start += frame.len();
    }
}

/// The lines of a ring hold the last record that stood there.
#[test]
fn a_record_does_not_depend_on_what_its_lines_held() {
    let mut decoder = Decoder::new();
    for frame in real() {
        let mut buffer = frame.as_bytes().to_vec();
        buffer.resize(frame.len() + PADDING, 0);
        decoder
            .decode(&mut buffer, frame.len(), |element| {
                let mut clean = vec![Line::ZERO; element.lines()];
                let mut dirty = vec![Line::ZERO; element.lines() + 1];
                dirty.as_mut_bytes().fill(0xa5);
                let flags = element.write(&mut clean);
                assert_eq!(element.write(&mut dirty), flags);
                let (record, behind) = dirty.as_bytes().split_at(clean.as_bytes().len());
                assert_eq!(record, clean.as_bytes());
                assert!(
                    behind.iter().all(|byte| *byte == 0xa5),
                    "written beyond its lines"
                );
            })
            .unwrap();
    }
}

#[test]
fn an_element_tells_what_it_is_before_it_is_written() {
    let frame = r#"{"trnm":"REAL","data":[
        {"type":"0D","item":"005930_AL","values":{}},
        {"type":"xyz","item":"a","values":[{"1":"2"},{"3":"4"}]}]}"#;
    let mut buffer = frame.as_bytes().to_vec();
    buffer.resize(frame.len() + PADDING, 0);
    let mut seen = Vec::new();
    let mut decoder = Decoder::new();
    let count = decoder.decode(&mut buffer, frame.len(), |element| {
        seen.push((
            element.kind(),
            element.type_code().to_owned(),
            element.item().to_owned(),
            element.lines() * 64,
        ));
    });
    assert_eq!(count, Ok(3));
    let unknown = || {
        (
            RecordKind::Unknown,
            "xyz".to_owned(),
            "a".to_owned(),
            size_of::<Unknown>(),
        )
    };
    let book = size_of::<kiwoom_engine::record::OrderBook>();
    let expected = (
        RecordKind::OrderBook,
        "0D".to_owned(),
        "005930_AL".to_owned(),
        book,
    );
    assert_eq!(seen, [expected, unknown(), unknown()]);
}

#[test]
#[should_panic(expected = "PADDING")]
fn a_buffer_without_padding_is_the_callers_mistake() {
    let mut buffer = vec![b' '; PADDING + 1];
    _ = Decoder::new().decode(&mut buffer, 2, |_| {});
}

#[test]
#[should_panic(expected = "out of range")]
fn too_few_lines_are_the_callers_mistake() {
    let frame = r#"{"trnm":"REAL","data":[{"type":"0B","values":{}}]}"#;
    let mut buffer = frame.as_bytes().to_vec();
    buffer.resize(frame.len() + PADDING, 0);
    _ = Decoder::new().decode(&mut buffer, frame.len(), |element| {
        element.write(&mut [Line::ZERO]);
    });
}

/// Nothing of a record's bytes is left out of its layout: it can be read back.
#[test]
fn a_record_is_plain_bytes() {
    let mut decoder = Decoder::new();
    for frame in real() {
        decoder
            .decode_copy(frame.as_bytes(), |record, _| {
                let copied: Vec<Line> = record
                    .as_bytes()
                    .chunks(64)
                    .map(|line| Line::read_from_bytes(line).unwrap())
                    .collect();
                let again = RecordRef::from_bytes(copied.as_bytes()).unwrap();
                assert_eq!(again.as_bytes(), record.as_bytes());
                assert_eq!(format!("{again:?}"), format!("{record:?}"));
            })
            .unwrap();
    }
}
