//! The predicted way beside the tape: the same answer to every frame, whatever
//! was learned before.

use crate::frames::{assert_as_reference, corpus, tell};
use crate::generate::{frame, render};
use kiwoom_engine::decode::{Decoder, DecoderPath, PADDING};
use proptest::prelude::*;

/// The predicted ways that this processor has.
fn ways() -> impl Iterator<Item = DecoderPath> {
    let all = DecoderPath::ALL.into_iter();
    all.filter(|path| *path != DecoderPath::Tape && path.is_available())
}

/// Fails unless both make the same of a frame.
#[track_caller]
fn assert_same(decoder: &mut Decoder, tape: &mut Decoder, frame: &[u8]) {
    let shown = || String::from_utf8_lossy(frame);
    assert_eq!(tell(decoder, frame), tell(tape, frame), "{}", shown());
}

/// The live server keeps to one order a type: all but the first frame of each
/// kind are as predicted.
#[test]
fn recorded_frames_are_as_predicted() {
    for way in ways() {
        let mut decoder = Decoder::new().with_path(way);
        let recorded: Vec<&str> = crate::frames::RECORDED.lines().collect();
        for frame in &recorded {
            if frame.contains(r#""trnm":"REAL""#) {
                assert_as_reference(&mut decoder, frame.as_bytes());
            }
        }
        let stats = decoder.stats();
        assert_eq!(stats.frames - stats.predicted, stats.learned, "{stats:?}");
        assert!(stats.learned <= 3, "{stats:?}");
        assert!(stats.predicted > 80, "{stats:?}");
    }
}

#[test]
fn a_frame_that_came_before_is_as_predicted_and_says_the_same() {
    for way in ways() {
        for frame in corpus() {
            let mut decoder = Decoder::new().with_path(way);
            assert_as_reference(&mut decoder, &frame);
            assert_as_reference(&mut decoder, &frame);
            let stats = decoder.stats();
            let learned = stats.learned == 1 && stats.predicted == 1;
            assert!(learned, "{way:?} {}", String::from_utf8_lossy(&frame));
        }
    }
}

/// In a receive buffer the next messages stand behind a frame.
#[test]
fn what_stands_behind_a_frame_keeps_none_from_being_predicted() {
    for way in ways() {
        for frame in corpus() {
            for filler in [
                &b"\","[..],
                b"\",\"10\":\"",
                b"\"",
                b",",
                b"\0",
                b"{\"data\":[{",
            ] {
                let mut decoder = Decoder::new().with_path(way);
                for predicted in 0..3 {
                    let mut buffer = frame.clone();
                    buffer.extend(filler.iter().cycle().take(PADDING));
                    let result = decoder.decode(&mut buffer, frame.len(), |_| {});
                    assert!(result.is_ok());
                    assert_eq!(decoder.stats().predicted, predicted, "{filler:?}");
                }
            }
        }
    }
}

/// A best quote with one more code, which differs from number to number.
fn odd_frame(number: usize) -> Vec<u8> {
    let code = 10_000 + number % 50_000;
    format!(r#"{{"data":[{{"values":{{"27":"-20800","{code}":"1","28":"-20700"}},"type":"0C","name":"주식우선호가","item":"005930"}}],"trnm":"REAL"}}"#).into_bytes()
}

const STABLE: &[u8] = r#"{"data":[{"values":{"28":"-20700","27":"-20800"},"type":"0C","name":"주식우선호가","item":"005930"}],"trnm":"REAL"}"#.as_bytes();

/// As the module says: so many frames of one layout are predicted again at last.
const FRAMES_TO_RECOVER: u64 = 251;

#[test]
fn after_any_number_of_odd_frames_a_stable_layout_is_predicted_again() {
    for way in ways() {
        for odd in [0, 15, 16, 17, 250, 251, 1_000, 4_321] {
            let mut decoder = Decoder::new().with_path(way);
            let mut tape = Decoder::new().with_path(DecoderPath::Tape);
            for number in 0..odd {
                assert_same(&mut decoder, &mut tape, &odd_frame(number));
            }
            // What was spent on them: a store of sixteen, and one in 251.
            let learned = decoder.stats().learned;
            assert!(learned <= 16 + odd as u64 / FRAMES_TO_RECOVER, "{learned}");
            let before = decoder.stats().predicted;
            for _ in 0..2 * FRAMES_TO_RECOVER {
                assert_same(&mut decoder, &mut tape, STABLE);
            }
            let predicted = decoder.stats().predicted - before;
            assert!(predicted >= FRAMES_TO_RECOVER, "{predicted} after {odd}");
        }
    }
}

/// Odd frames that go on coming, and take the store away, keep no other frame
/// from being predicted.
#[test]
fn odd_frames_in_between_starve_nothing() {
    for way in ways() {
        for period in 1..=4 {
            let mut decoder = Decoder::new().with_path(way);
            let mut tape = Decoder::new().with_path(DecoderPath::Tape);
            for number in 0..1_000 {
                assert_same(&mut decoder, &mut tape, &odd_frame(number));
            }
            let mut last = 0;
            for number in 0..6_000 {
                if number % (period + 1) < period {
                    assert_same(&mut decoder, &mut tape, &odd_frame(number + 1_000));
                } else {
                    let before = decoder.stats().predicted;
                    assert_same(&mut decoder, &mut tape, STABLE);
                    if decoder.stats().predicted == before {
                        last = number;
                    }
                }
            }
            assert!(last < 4_000, "not predicted at {last}, {period} odd to one");
            assert!(decoder.stats().learned <= 16 + 7_000 / FRAMES_TO_RECOVER);
        }
    }
}

/// A frame of very many elements is learned from its first ones.
#[test]
fn a_frame_of_many_layouts_is_learned_in_part() {
    for way in ways() {
        let mut decoder = Decoder::new().with_path(way);
        let mut tape = Decoder::new().with_path(DecoderPath::Tape);
        let element = |number: usize| {
            format!(
                r#"{{"type":"0C","item":"","values":{{"{}":"1"}}}}"#,
                1000 + number
            )
        };
        let elements: Vec<String> = (0..2_000).map(element).collect();
        let frame = format!(r#"{{"trnm":"REAL","data":[{}]}}"#, elements.join(","));
        assert_same(&mut decoder, &mut tape, frame.as_bytes());
        assert_same(&mut decoder, &mut tape, frame.as_bytes());
        // Of sixteen layouts two are kept, and so the rest is new once more.
        assert_eq!(decoder.stats().learned, 2);
    }
}

/// Every byte of every frame replaced by every other, taken out, and doubled;
/// every frame cut at every place. In a normal run of each frame every 19th
/// place, with all of them where `KIWOOM_EXHAUSTIVE` is set.
#[test]
fn every_single_damage_is_read_as_the_tape_reads_it() {
    let step = if std::env::var_os("KIWOOM_EXHAUSTIVE").is_some() {
        1
    } else {
        19
    };
    for way in ways() {
        for (number, frame) in corpus().into_iter().enumerate() {
            let mut decoder = Decoder::new().with_path(way);
            let mut tape = Decoder::new().with_path(DecoderPath::Tape);
            assert_same(&mut decoder, &mut tape, &frame);
            for at in (number % step..frame.len()).step_by(step) {
                let mut damaged = frame.clone();
                for byte in 0..=u8::MAX {
                    damaged[at] = byte;
                    assert_same(&mut decoder, &mut tape, &damaged);
                }
                assert_same(&mut decoder, &mut tape, &frame[..at]);
                let mut damaged = frame.clone();
                damaged.remove(at);
                assert_same(&mut decoder, &mut tape, &damaged);
                damaged = frame.clone();
                damaged.insert(at, frame[at]);
                assert_same(&mut decoder, &mut tape, &damaged);
                // Whatever was learned from those.
                assert_same(&mut decoder, &mut tape, &frame);
            }
            assert!(decoder.stats().predicted > 0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Frames in any order, with layouts that come and go.
    #[test]
    fn what_was_learned_makes_no_frame_wrong(
        frames in proptest::collection::vec(frame(), 1..6),
        order in proptest::collection::vec((0..8_usize, any::<bool>()), 0..40),
    ) {
        let mut texts: Vec<Vec<u8>> = frames.iter().map(render).collect();
        texts.extend(corpus().into_iter().take(2));
        for way in ways() {
            let mut decoder = Decoder::new().with_path(way);
            let mut tape = Decoder::new().with_path(DecoderPath::Tape);
            for (number, again) in &order {
                let text = &texts[number % texts.len()];
                assert_same(&mut decoder, &mut tape, text);
                if *again {
                    assert_same(&mut decoder, &mut tape, text);
                }
            }
        }
    }
}
