//! Every frame that was seen, field by field.

use crate::frames::{assert_as_reference, not_real, real};
use crate::reference::TABLES;
use kiwoom_engine::decode::{DecodeErrorKind, Decoder};
use kiwoom_engine::record::RecordFlags;
use std::collections::BTreeSet;

#[test]
fn every_known_frame_is_as_the_reference_has_it() {
    let mut decoder = Decoder::new();
    let frames: Vec<&str> = real().collect();
    assert!(frames.len() > 100, "{} frames", frames.len());
    for frame in frames {
        assert_as_reference(&mut decoder, frame.as_bytes());
    }
}

/// The tables know all that was seen, and the records hold it.
#[test]
fn no_known_frame_has_anything_that_the_tables_lack() {
    let mut decoder = Decoder::new();
    for frame in real() {
        let result = decoder.decode_copy(frame.as_bytes(), |record, unknown| {
            let flags = record.header().flags();
            assert!(
                RecordFlags::LAST_IN_FRAME.contains(flags),
                "{record:?} of {frame}"
            );
            assert_eq!(unknown.count, 0);
        });
        assert!(
            result.is_ok_and(|count| count > 0),
            "{result:?} for {frame}"
        );
    }
    let stats = decoder.stats();
    assert_eq!((stats.unknown_fields, stats.unknown_types), (0, 0));
    assert_eq!(
        (stats.duplicates, stats.not_representable, stats.truncated),
        (0, 0, 0)
    );
    assert_eq!(stats.errors, 0);
}

#[test]
fn every_type_of_the_tables_has_an_example() {
    let mut seen = BTreeSet::new();
    let mut decoder = Decoder::new();
    for frame in real() {
        let result = decoder.decode_copy(frame.as_bytes(), |record, _| {
            seen.extend(record.spec().map(|spec| spec.message_type.code()));
        });
        assert!(result.is_ok());
    }
    let all: BTreeSet<&str> = TABLES
        .messages
        .iter()
        .map(|table| table.code.as_str())
        .collect();
    assert_eq!(seen, all);
}

#[test]
fn other_messages_of_the_server_are_not_real() {
    let mut decoder = Decoder::new();
    let mut count = 0;
    for message in not_real() {
        let error = decoder
            .decode_copy(message.as_bytes(), |record, _| panic!("{record:?}"))
            .unwrap_err();
        assert_eq!(error.kind(), DecodeErrorKind::NotReal, "{message}");
        assert_eq!(error.element(), None);
        count += 1;
    }
    assert!(count > 25, "{count} messages");
}
