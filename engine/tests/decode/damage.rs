//! Damaged frames: refused exactly where serde_json refuses them as JSON, and
//! read as the reference reads them where they are JSON still.

use crate::frames::{assert_as_far_as_json, assert_as_reference, real};
use crate::generate::{frame, render};
use kiwoom_engine::decode::Decoder;
use proptest::prelude::*;
use proptest::sample::Index;

#[derive(Clone, Debug)]
enum Damage {
    Replace(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    CutBehind(Index),
    CutBefore(Index),
    /// Copies a part to another place.
    Repeat(Index, usize, Index),
    Swap(Index, Index),
}

/// Bytes that mean something to JSON, and some that must not be there.
const BYTES: &[u8] = b"{}[]:,\"\\ \n0123456789.+-eEtrufalsn/x\0\x1f\x7f\x80\xc3\xed\xff";

fn damage() -> impl Strategy<Value = Damage> {
    let byte = || prop_oneof![4 => proptest::sample::select(BYTES), 1 => any::<u8>()];
    let index = any::<Index>;
    prop_oneof![
        6 => (index(), byte()).prop_map(|(at, byte)| Damage::Replace(at, byte)),
        3 => (index(), proptest::collection::vec(byte(), 1..4))
            .prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        3 => (index(), 1..4_usize).prop_map(|(at, count)| Damage::Remove(at, count)),
        1 => index().prop_map(Damage::CutBehind),
        1 => index().prop_map(Damage::CutBefore),
        2 => (index(), 1..40_usize, index())
            .prop_map(|(from, count, to)| Damage::Repeat(from, count, to)),
        1 => (index(), index()).prop_map(|(a, b)| Damage::Swap(a, b)),
    ]
}

fn apply(frame: &mut Vec<u8>, damage: &Damage) {
    let len = frame.len();
    if len == 0 {
        return;
    }
    match damage {
        Damage::Replace(at, byte) => frame[at.index(len)] = *byte,
        Damage::Insert(at, bytes) => {
            let at = at.index(len);
            frame.splice(at..at, bytes.iter().copied());
        }
        Damage::Remove(at, count) => {
            let at = at.index(len);
            frame.drain(at..len.min(at + count));
        }
        Damage::CutBehind(at) => frame.truncate(at.index(len)),
        Damage::CutBefore(at) => drop(frame.drain(..at.index(len))),
        Damage::Repeat(from, count, to) => {
            let from = from.index(len);
            let part = frame[from..len.min(from + count)].to_vec();
            let to = to.index(len);
            frame.splice(to..to, part);
        }
        Damage::Swap(a, b) => frame.swap(a.index(len), b.index(len)),
    }
}

fn undamaged() -> impl Strategy<Value = Vec<u8>> {
    let seen: Vec<&str> = real().collect();
    let seen = proptest::sample::select(seen).prop_map(|frame| frame.as_bytes().to_vec());
    prop_oneof![1 => seen, 1 => frame().prop_map(|frame| render(&frame))]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn damaged_frames_are_refused_as_serde_json_refuses_them(
        frame in undamaged(),
        damages in proptest::collection::vec(damage(), 1..4),
    ) {
        let mut decoder = Decoder::new();
        let mut damaged = frame.clone();
        for damage in &damages {
            apply(&mut damaged, damage);
        }
        assert_as_far_as_json(&mut decoder, &damaged);
        // Whatever that was, the next good frame is as good as ever.
        assert_as_reference(&mut decoder, &frame);
    }

    #[test]
    fn any_bytes_at_all_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        assert_as_far_as_json(&mut Decoder::new(), &bytes);
    }

    #[test]
    fn any_structural_bytes_never_panic(
        bytes in proptest::collection::vec(proptest::sample::select(BYTES), 0..200),
    ) {
        assert_as_far_as_json(&mut Decoder::new(), &bytes);
    }
}

/// Every place of a frame, cut there and with each byte replaced.
#[test]
fn every_cut_and_every_single_byte() {
    let frame = r#"{"data":[{"values":{"27":"-20800","28":"+2\u0030"},"type":"0C","name":"삼","item":"005930"}],"trnm":"REAL"}"#;
    let mut decoder = Decoder::new();
    for at in 0..frame.len() {
        assert_as_far_as_json(&mut decoder, &frame.as_bytes()[..at]);
        for byte in BYTES {
            let mut damaged = frame.as_bytes().to_vec();
            damaged[at] = *byte;
            assert_as_far_as_json(&mut decoder, &damaged);
        }
        assert_as_reference(&mut decoder, frame.as_bytes());
    }
}
