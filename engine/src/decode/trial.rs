//! Which of two ways is the quicker here.
//!
//! With AVX-512 a frame takes fewer instructions than with AVX2, but wider ones. Of two
//! Xeons that were measured it was an eighth quicker on one, and up to an eighth slower
//! on the other. So both ways are tried, once in a process: a millisecond or two.

use super::{Decoder, DecoderPath, PADDING};
use crate::record::Line;
use crate::schema::{FieldSpec, Kind, MessageSpec, MessageType};
use std::fmt::Write as _;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// The quicker one of the ways with vectors.
pub(super) static QUICKER: LazyLock<DecoderPath> = LazyLock::new(|| {
    let trials = try_out(&frame());
    let quickest = trials.into_iter().min_by_key(|trial| trial.least);
    quickest.map_or(DecoderPath::Portable, |trial| trial.path)
});

/// Turns of each way: the shortest counts, in which nothing came in between.
const TURNS: usize = 128;

/// Frames a turn: together some microseconds.
const FRAMES: usize = 4;

/// A way that is tried.
struct Trial {
    path: DecoderPath,
    decoder: Decoder,
    least: Duration,
}

/// Decodes a frame by both ways in turn.
fn try_out(frame: &str) -> [Trial; 2] {
    let mut trials = [DecoderPath::Avx2, DecoderPath::Avx512].map(|path| Trial {
        path,
        decoder: Decoder::by(path),
        least: Duration::MAX,
    });
    let frame = frame.as_bytes();
    let mut text = vec![0; frame.len() + PADDING];
    let mut lines = vec![Line::ZERO; usize::from(u8::MAX)];
    for _ in 0..TURNS {
        for Trial { decoder, least, .. } in &mut trials {
            let begun = Instant::now();
            for _ in 0..FRAMES {
                text[..frame.len()].copy_from_slice(frame);
                _ = decoder.decode(&mut text, frame.len(), |element| {
                    element.write(&mut lines);
                });
            }
            *least = begun.elapsed().min(*least);
        }
    }
    trials
}

/// A trade and a book as a server writes them, with all their fields.
fn frame() -> String {
    let specs = [MessageType::TRADE, MessageType::ORDER_BOOK].map(MessageType::spec);
    let elements: Vec<String> = specs.into_iter().flatten().map(element).collect();
    format!(r#"{{"data":[{}],"trnm":"REAL"}}"#, elements.join(","))
}

fn element(spec: &MessageSpec) -> String {
    let mut values = String::new();
    for field in spec.fields {
        let comma = if values.is_empty() { "" } else { "," };
        _ = write!(values, r#"{comma}"{}":"{}""#, field.code, text(field));
    }
    let code = spec.message_type.code();
    format!(r#"{{"values":{{{values}}},"type":"{code}","name":"","item":"005930"}}"#)
}

/// A text as long as most are.
const fn text(field: &FieldSpec) -> &'static str {
    match field.kind {
        Kind::Price => "-257000",
        Kind::Time => "115618",
        kind if !kind.is_number() => "",
        _ if field.scale == 2 => "-12.50",
        _ => "103100",
    }
}

#[cfg(test)]
mod tests {
    use super::{DecoderPath, FRAMES, TURNS, frame, try_out};

    #[test]
    fn what_is_tried_is_what_frames_are_read_by() {
        for trial in try_out(&frame()) {
            let stats = trial.decoder.stats();
            let all = (TURNS * FRAMES) as u64;
            assert_eq!((stats.frames, stats.elements), (all, 2 * all));
            assert_eq!((stats.errors, stats.not_representable), (0, 0));
            assert_eq!(stats.predicted, all - 1, "all but the first one");
        }
        let best = DecoderPath::best();
        assert!(best.is_available());
        assert_eq!(best, DecoderPath::best());
    }
}
