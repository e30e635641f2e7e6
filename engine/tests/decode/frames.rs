//! Frames that were seen, and what the engine makes of a frame.

use crate::json::{Json, Members};
use crate::reference::{Counts, Expected, decode};
use kiwoom_engine::decode::{DecodeErrorKind, DecodeStats, Decoder};
use kiwoom_engine::record::{RecordRef, Unknown};
use serde_json::Value;
use serde_json::value::RawValue;

/// Kiwoom's own example messages.
pub(crate) const OFFICIAL: &str = include_str!("../data/official-examples.jsonl");
/// Real-time frames of a recorded session.
pub(crate) const RECORDED: &str = include_str!("../data/recorded-frames.jsonl");
/// What else the server sends: acknowledgements, refusals, PING, SYSTEM.
pub(crate) const CONTROL: &str = include_str!("../data/control-messages.jsonl");

/// All frames with real-time data.
pub(crate) fn real() -> impl Iterator<Item = &'static str> {
    let all = OFFICIAL.lines().chain(RECORDED.lines());
    all.filter(|frame| frame.contains(r#""trnm":"REAL""#))
}

/// Frames of every shape that is read without a parser: both orders of members, several
/// elements, texts that aren't ASCII, decimals, the longest type.
pub(crate) fn corpus() -> Vec<Vec<u8>> {
    let seen = real().filter(|frame| frame.len() < 3_000);
    let mut frames: Vec<Vec<u8>> = Vec::new();
    for (at, frame) in seen.enumerate() {
        // As they are written: compact, without the documents' blanks.
        if at % 9 == 0 || frame.contains(r#""type":"0D""#) {
            frames.push(frame.as_bytes().to_vec());
        }
    }
    frames.push(
        r#"{"trnm":"REAL","data":[{"type":"0C","name":"주식우선호가","item":"005930","values":{"27":"-20800","28":"+9"}},{"type":"0B","name":"주식체결","item":"","values":{"10":"+1","12":"-0.24","9081":"KRX","4711":"?"}}]}"#
            .into(),
    );
    frames
}

/// All messages that carry none.
pub(crate) fn not_real() -> impl Iterator<Item = &'static str> {
    let all = OFFICIAL
        .lines()
        .chain(RECORDED.lines())
        .chain(CONTROL.lines());
    all.filter(|frame| !frame.contains(r#""trnm":"REAL""#))
}

/// A record in the reference's form, by way of its JSON.
pub(crate) fn told(record: RecordRef<'_>, unknown: &Unknown) -> Expected {
    let mut text = String::new();
    let pairs = unknown.fields().map(|pair| (pair.code, pair.text));
    record.write_json(&mut text, pairs).unwrap();
    assert!(!text.contains('\n'), "JSON lines have one line: {text}");
    serde_json::from_str::<Value>(&text)
        .unwrap_or_else(|error| panic!("not JSON: {error}: {text}"));
    let members: Members = serde_json::from_str(&text).unwrap();
    let names: Vec<&str> = members.0.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["type", "item", "record", "fields", "unknown"]);
    let text_of = |at: usize| match Json::of(&members.0[at].1) {
        Json::Text(text) => text,
        other => panic!("{} must be text: {other:?}", names[at]),
    };
    let inner = |at: usize| serde_json::from_str::<Members>(members.0[at].1.get()).unwrap();
    let fields = inner(3).0;
    let unknown = inner(4).0;
    Expected {
        type_code: text_of(0),
        item: text_of(1),
        record: text_of(2),
        fields: fields
            .into_iter()
            .map(|(name, value)| (name, Json::of(&value)))
            .collect(),
        unknown: unknown
            .into_iter()
            .map(|(code, text)| (code, serde_json::from_str(text.get()).unwrap()))
            .collect(),
        flags: record.header().flags().bits(),
        venue: record.header().venue(),
    }
}

/// What `decoder` makes of a frame, with what it counted for it.
pub(crate) fn tell(
    decoder: &mut Decoder,
    frame: &[u8],
) -> Result<(Vec<Expected>, Counts), DecodeErrorKind> {
    let before = decoder.stats();
    let mut records = Vec::new();
    let result = decoder.decode_copy(frame, |record, unknown| records.push(told(record, unknown)));
    let after = decoder.stats();
    let counts = difference(&before, &after);
    match result {
        Ok(number) => {
            assert_eq!(number, records.len());
            assert_eq!(
                (after.frames, after.errors),
                (before.frames + 1, before.errors)
            );
            Ok((records, counts))
        }
        Err(error) => {
            assert!(records.is_empty(), "a bad frame gave records: {records:?}");
            assert_eq!(counts, Counts::default());
            assert_eq!(
                (after.frames, after.errors),
                (before.frames, before.errors + 1)
            );
            assert!(!error.to_string().is_empty());
            Err(error.kind())
        }
    }
}

fn difference(before: &DecodeStats, after: &DecodeStats) -> Counts {
    Counts {
        elements: after.elements - before.elements,
        unknown_types: after.unknown_types - before.unknown_types,
        unknown_fields: after.unknown_fields - before.unknown_fields,
        duplicates: after.duplicates - before.duplicates,
        not_representable: after.not_representable - before.not_representable,
        truncated: after.truncated - before.truncated,
    }
}

/// Fails unless the engine makes of the frame what the reference makes of it.
#[track_caller]
pub(crate) fn assert_as_reference(decoder: &mut Decoder, frame: &[u8]) {
    let shown = || String::from_utf8_lossy(frame);
    match (tell(decoder, frame), decode(frame)) {
        (Ok((records, counts)), Ok((expected, expected_counts))) => {
            assert_eq!(records.len(), expected.len(), "elements of {}", shown());
            for (record, expected) in records.iter().zip(&expected) {
                for (field, expected) in record.fields.iter().zip(&expected.fields) {
                    assert_eq!(field, expected, "in {}", shown());
                }
                assert_eq!(record, expected, "in {}", shown());
            }
            assert_eq!(counts, expected_counts, "counted in {}", shown());
        }
        (told, expected) => {
            assert_eq!(told.map(|_| ()), expected.map(|_| ()), "of {}", shown());
        }
    }
}

/// Whether a bare integer stands anywhere in it that no 64 bits hold.
fn beyond_64_bits(value: &RawValue) -> bool {
    let text = value.get();
    let inner: Vec<Box<RawValue>> = match text.as_bytes()[0] {
        b'{' => {
            let members: Members = serde_json::from_str(text).unwrap();
            members.0.into_iter().map(|(_, value)| value).collect()
        }
        b'[' => serde_json::from_str(text).unwrap(),
        b'-' | b'0'..=b'9' => {
            let integer = text
                .bytes()
                .all(|byte| byte == b'-' || byte.is_ascii_digit());
            return integer && text.parse::<u64>().is_err() && text.parse::<i64>().is_err();
        }
        _ => return false,
    };
    inner.iter().any(|value| beyond_64_bits(value))
}

/// How deep lists and objects are nested in a text that is JSON.
fn depth(json: &[u8]) -> usize {
    let (mut depth, mut most, mut inside, mut escaped) = (0_usize, 0, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            b'{' | b'[' if !inside => {
                depth += 1;
                most = most.max(depth);
            }
            b'}' | b']' if !inside => depth -= 1,
            _ => {}
        }
    }
    most
}

/// As [`assert_as_reference`], for anything: what isn't JSON is refused, and what
/// is JSON and yet refused is one of the differences of `structure`.
#[track_caller]
pub(crate) fn assert_as_far_as_json(decoder: &mut Decoder, frame: &[u8]) {
    let valid = serde_json::from_slice::<Value>(frame).is_ok();
    let refused =
        !valid || depth(frame) > 32 || beyond_64_bits(serde_json::from_slice(frame).unwrap());
    if refused {
        let told = tell(decoder, frame).map(|_| ());
        assert_eq!(
            told,
            Err(DecodeErrorKind::Json),
            "{}",
            String::from_utf8_lossy(frame)
        );
    } else {
        assert_as_reference(decoder, frame);
    }
}
