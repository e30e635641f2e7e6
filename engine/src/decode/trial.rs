//! Which of two ways is the quicker here.
//!
//! With AVX-512 a frame takes fewer instructions than with AVX2, but wider ones: whether
//! that is quicker depends on the processor. So both ways are tried, once in a process,
//! on frames that come one right after the other: in a burst each waits for those before
//! it. (One that comes alone takes some 100 ns longer with AVX-512 where it was measured,
//! and nothing waits for it.) It takes some milliseconds.

use super::{Decoder, DecoderPath, PADDING};
use crate::record::Line;
use crate::schema::{FieldSpec, Kind, MessageSpec, MessageType};
use std::fmt::Write as _;
use std::sync::LazyLock;
use std::time::Instant;

/// The quicker one of the ways with vectors.
pub(super) static QUICKER: LazyLock<DecoderPath> = LazyLock::new(|| {
    let (_, wins) = try_out(&frame());
    if 2 * wins > TURNS {
        DecoderPath::Avx512
    } else {
        DecoderPath::Avx2
    }
});

/// Turns of both ways, one right after the other: what else the machine does meets
/// both alike, and what comes in between decides one turn.
const TURNS: usize = 33;

/// Frames a turn: so many that the first ones, after the other way's, don't decide.
const FRAMES: usize = 32;

/// Decodes a frame by both ways in turn; gives in how many turns AVX-512 was the
/// quicker one.
fn try_out(frame: &str) -> ([Decoder; 2], usize) {
    let mut decoders = [DecoderPath::Avx2, DecoderPath::Avx512].map(Decoder::by);
    let frame = frame.as_bytes();
    let mut text = vec![0; frame.len() + PADDING];
    let mut lines = vec![Line::ZERO; usize::from(u8::MAX)];
    let mut turn = |decoder: &mut Decoder| {
        let begun = Instant::now();
        for _ in 0..FRAMES {
            text[..frame.len()].copy_from_slice(frame);
            _ = decoder.decode(&mut text, frame.len(), |element| {
                element.write(&mut lines);
            });
        }
        begun.elapsed()
    };
    let mut wins = 0;
    for _ in 0..TURNS {
        let [narrow, wide] = decoders.each_mut().map(&mut turn);
        wins += usize::from(wide < narrow);
    }
    (decoders, wins)
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
        let (decoders, wins) = try_out(&frame());
        assert!(wins <= TURNS);
        for decoder in &decoders {
            let stats = decoder.stats();
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
