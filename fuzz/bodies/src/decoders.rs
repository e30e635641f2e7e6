//! The two decoders beside the reference.

use crate::frames::{assert_as_far_as_json, real};
use crate::reference::TABLES;
use crate::{STRUCTURED, damage};
use arbitrary::{Result, Unstructured};
use kiwoom_engine::decode::{DecodeErrorKind, Decoder, DecoderPath};
use std::collections::HashSet;
use std::sync::LazyLock;

const GOOD: &[u8] =
    br#"{"trnm":"REAL","data":[{"type":"0C","item":"005930","values":{"27":"-1","28":"+2"}}]}"#;

/// Frames that were seen, but for the longest.
static SEEN: LazyLock<Vec<&str>> =
    LazyLock::new(|| real().filter(|frame| frame.len() < 3_000).collect());

/// A frame through the tape decoder, and a good one after it.
pub(crate) fn decode(input: &[u8]) {
    let frame = match input.split_first() {
        Some((&STRUCTURED, rest)) => match frame(&mut Unstructured::new(rest)) {
            Ok(frame) => frame,
            Err(_) => return,
        },
        _ => input.to_vec(),
    };
    let mut decoder = Decoder::new().with_path(DecoderPath::Tape);
    assert_as_far_as_json(&mut decoder, &frame);
    assert_eq!(decoder.decode_copy(GOOD, |_, _| {}), Ok(1));
}

/// Frames one after the other, one a line and each twice, through every way that
/// this processor has, once predicted and once scanned: what one learned from them
/// changes no answer. The tape's is held against the reference.
pub(crate) fn predicted(input: &[u8]) {
    let frames = match input.split_first() {
        Some((&STRUCTURED, rest)) => sequence(&mut Unstructured::new(rest)).unwrap_or_default(),
        _ => {
            let lines = input.split(|byte| *byte == b'\n').take(16);
            lines
                .flat_map(|line| [line.to_vec(), line.to_vec()])
                .collect()
        }
    };
    let ways = DecoderPath::ALL.into_iter();
    let ways = ways.filter(|path| *path != DecoderPath::Tape && path.is_available());
    let decoders = ways.flat_map(|way| {
        let decoder = || Decoder::new().with_path(way);
        [decoder(), decoder().without_prediction()]
    });
    let mut decoders: Vec<Decoder> = decoders.collect();
    let mut tape = Decoder::new().with_path(DecoderPath::Tape);
    let mut held = HashSet::new();
    for frame in &frames {
        let expected = answer(&mut tape, frame);
        for decoder in &mut decoders {
            assert_eq!(answer(decoder, frame), expected);
        }
        if held.insert(frame) {
            assert_as_far_as_json(&mut tape, frame);
        }
    }
}

/// What a decoder makes of a frame.
#[derive(Debug, PartialEq)]
struct Answer {
    result: std::result::Result<usize, DecodeErrorKind>,
    /// Of the records, and of what they have no place for.
    bytes: Vec<u8>,
    counts: [u64; 6],
}

fn answer(decoder: &mut Decoder, frame: &[u8]) -> Answer {
    let counts = |decoder: &Decoder| {
        let stats = decoder.stats();
        [
            stats.elements,
            stats.unknown_types,
            stats.unknown_fields,
            stats.duplicates,
            stats.not_representable,
            stats.truncated,
        ]
    };
    let before = counts(decoder);
    let mut bytes = Vec::new();
    let result = decoder.decode_copy(frame, |record, unknown| {
        bytes.extend_from_slice(record.as_bytes());
        for pair in unknown.fields() {
            bytes.extend_from_slice(pair.code.as_bytes());
            bytes.extend_from_slice(pair.text.as_bytes());
        }
    });
    let mut counts = counts(decoder);
    for (count, before) in counts.iter_mut().zip(before) {
        *count -= before;
    }
    Answer {
        result: result.map_err(|error| error.kind()),
        bytes,
        counts,
    }
}

/// A few frames that were seen or made up, in any order, most of them changed a
/// little from time to time.
fn sequence(u: &mut Unstructured<'_>) -> Result<Vec<Vec<u8>>> {
    let mut known = Vec::new();
    for _ in 0..u.int_in_range(1..=3)? {
        known.push(frame(u)?);
    }
    let mut frames = Vec::new();
    while !u.is_empty() && frames.len() < 16 {
        let mut frame = u.choose(&known)?.clone();
        if u.ratio(2, 3)? {
            damage(u, &mut frame)?;
        }
        frames.push(frame);
    }
    Ok(frames)
}

/// A frame that was seen, damaged or not, or one that the tables allow.
fn frame(u: &mut Unstructured<'_>) -> Result<Vec<u8>> {
    if u.arbitrary()? {
        let mut frame = u.choose(&SEEN)?.as_bytes().to_vec();
        damage(u, &mut frame)?;
        return Ok(frame);
    }
    let mut elements = Vec::new();
    for _ in 0..u.int_in_range(0..=3)? {
        elements.push(element(u)?);
    }
    let data = elements.join(",");
    Ok(match u.arbitrary()? {
        true => format!(r#"{{"trnm":"REAL","data":[{data}]}}"#),
        false => format!(r#"{{"data":[{data}],"trnm":"REAL"}}"#),
    }
    .into_bytes())
}

fn element(u: &mut Unstructured<'_>) -> Result<String> {
    let table = u.choose(&TABLES.messages)?;
    let mut values = Vec::new();
    for _ in 0..u.int_in_range(0..=12)? {
        let code = match u.ratio(1, 12)? {
            true => u.arbitrary()?,
            false => u.choose(&table.rows)?.code,
        };
        let value = match u.int_in_range(0..=3)? {
            0 => u
                .choose(&["", "+0", "-0", "0", "000000", "235960", "20240229", "Y"])?
                .to_string(),
            1 => u.arbitrary::<i64>()?.to_string(),
            2 => format!("{:+}.{:02}", u.arbitrary::<i16>()?, u.int_in_range(0..=99)?),
            // JSON of its own: `"`, escapes and all.
            _ => {
                let text = u.arbitrary::<&str>()?;
                let end = text.char_indices().nth(24).map_or(text.len(), |(at, _)| at);
                values.push(format!(r#""{code}":{}"#, serde_json::json!(&text[..end])));
                continue;
            }
        };
        values.push(format!(r#""{code}":"{value}""#));
    }
    let (code, values) = (&table.code, values.join(","));
    let item = u.choose(&[
        "005930",
        "005930_AL",
        "",
        "000660_NX",
        "a-name-that-is-too-long",
    ])?;
    Ok(match u.arbitrary()? {
        true => format!(r#"{{"type":"{code}","name":"","item":"{item}","values":{{{values}}}}}"#),
        false => format!(r#"{{"values":{{{values}}},"type":"{code}","name":"","item":"{item}"}}"#),
    })
}
