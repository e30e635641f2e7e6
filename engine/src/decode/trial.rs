//! Which of two ways is the quicker here.
//!
//! With AVX-512 a frame takes fewer instructions than with AVX2, but wider ones: whether
//! that is quicker depends on the processor. So both ways are tried, on frames that come
//! one right after the other: in a burst each waits for those before it. (One that comes
//! alone takes some 100 ns longer with AVX-512 where it was measured, and nothing waits
//! for it.)

use super::{Decoder, DecoderPath, PADDING};
use crate::Mono;
use crate::record::Line;
use crate::schema::{FieldSpec, Kind, MessageSpec, MessageType};
use std::fmt::Write as _;

impl DecoderPath {
    /// The quickest that this processor has. Where it has both AVX2 and AVX-512, frames
    /// are decoded with each for some milliseconds, by this clock; otherwise that is
    /// [`DecoderPath::best`].
    #[must_use]
    pub fn quickest(clock: impl FnMut() -> Mono) -> Self {
        if !Self::Avx512.is_available() {
            return Self::best();
        }
        let (_, wins) = try_out(&frame(), clock);
        if 2 * wins > TURNS {
            Self::Avx512
        } else {
            Self::Avx2
        }
    }
}

/// Turns of both ways, one right after the other: what else the machine does meets
/// both alike, and what comes in between decides one turn.
const TURNS: usize = 33;

/// Frames a turn: so many that the first ones, after the other way's, don't decide.
const FRAMES: usize = 32;

/// Decodes a frame by both ways in turn; gives in how many turns AVX-512 was the
/// quicker one.
fn try_out(frame: &str, mut clock: impl FnMut() -> Mono) -> ([Decoder; 2], usize) {
    let decoders = [DecoderPath::Avx2, DecoderPath::Avx512];
    let mut decoders = decoders.map(|path| Decoder::new().with_path(path));
    let frame = frame.as_bytes();
    let mut text = vec![0; frame.len() + PADDING];
    let mut lines = vec![Line::ZERO; usize::from(u8::MAX)];
    let mut turn = |decoder: &mut Decoder| {
        let begun = clock();
        for _ in 0..FRAMES {
            text[..frame.len()].copy_from_slice(frame);
            _ = decoder.decode(&mut text, frame.len(), |element| {
                element.write(&mut lines);
            });
        }
        clock().since(begun)
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
    use crate::Mono;

    #[test]
    fn what_is_tried_is_what_frames_are_read_by() {
        // The second one of each turn takes longer.
        let mut times = [0, 1, 1, 3].into_iter().cycle().map(Mono::from_nanos);
        let (decoders, wins) = try_out(&frame(), || times.next().expect("it goes on"));
        assert_eq!(wins, 0);
        for decoder in &decoders {
            let stats = decoder.stats();
            let all = (TURNS * FRAMES) as u64;
            assert_eq!((stats.frames, stats.elements), (all, 2 * all));
            assert_eq!((stats.errors, stats.not_representable), (0, 0));
            assert_eq!(stats.predicted, all - 1, "all but the first one");
        }
    }

    #[test]
    fn the_quicker_one_is_chosen() {
        for (times, quicker) in [
            ([0, 1, 1, 3], DecoderPath::Avx2),
            ([0, 2, 2, 3], DecoderPath::Avx512),
        ] {
            let mut times = times.into_iter().cycle().map(Mono::from_nanos);
            let chosen = DecoderPath::quickest(|| times.next().expect("it goes on"));
            let has_both = DecoderPath::Avx512.is_available();
            let expected = if has_both {
                quicker
            } else {
                DecoderPath::best()
            };
            assert_eq!(chosen, expected);
        }
    }
}
