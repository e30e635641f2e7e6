//! Eight at once, by every way there is, against one after the other.

use super::*;
use crate::decode::number::{self, Number, Sign};
use crate::decode::{DecoderPath, paths};

/// What the slow way makes of it.
fn slowly(text: &str, decimals: u8, is_directed: bool, none: u64) -> Option<u64> {
    match number::parse(text.as_bytes(), decimals) {
        Number::Absent => Some(none),
        Number::Unfit => None,
        Number::Units { sign, magnitude } => Some(match (is_directed, sign) {
            (true, Sign::None) => magnitude << 2,
            (true, Sign::Plus) => magnitude << 2 | 1,
            (true, Sign::Minus) => magnitude << 2 | 2,
            (false, Sign::Minus) => magnitude.wrapping_neg(),
            (false, _) => magnitude,
        }),
    }
}

/// What each way makes of eight texts with keys before them.
fn quickly(texts: &[&str; LANES], group: &Group) -> (Words, Found) {
    const KEY: [u8; 8] = *b"\",\"10\":\"";
    let mut padded = b"before:1".to_vec();
    let mut ends = [8; LANES + 1];
    for (end, text) in ends[1..].iter_mut().zip(texts) {
        padded.extend_from_slice(&KEY);
        padded.extend_from_slice(text.as_bytes());
        *end = padded.len() as u32;
    }
    let mut group = group.clone();
    group.gaps = [8; LANES];
    let mut all = DecoderPath::ALL.iter().filter_map(|path| {
        let mut bits = [0; LANES];
        let found = paths::read_by(*path, &padded, &ends, &group, &mut bits)?;
        Some((bits, found))
    });
    let (bits, found) = all.next().unwrap();
    for (other_bits, other) in all {
        assert_eq!(found, other);
        for lane in 0..LANES {
            let counts = found.odd & 1 << lane == 0;
            assert!(!counts || bits[lane] == other_bits[lane]);
        }
    }
    (bits, found)
}

/// What would lie outside of the frame isn't looked at.
#[test]
fn nothing_is_read_outside() {
    let padded = [b'1'; 64];
    for path in DecoderPath::ALL {
        for wrong in [0, 7, 65, u32::MAX] {
            for lane in 0..=LANES {
                let mut ends = [40; LANES + 1];
                ends[lane] = wrong;
                let mut bits = [0; LANES];
                let found = paths::read_by(path, &padded, &ends, &Group::new(), &mut bits);
                assert!(
                    found.is_none_or(|it| it == Found::NOTHING),
                    "{wrong} in {lane}"
                );
            }
        }
    }
}

#[test]
fn keys_are_compared_where_they_count() {
    let mut group = Group::new();
    group.keys = [u64::from_le_bytes(*b"\",\"10\":\""); LANES];
    group.key_masks = [!0; LANES];
    assert!(!quickly(&[""; LANES], &group).1.wrong);
    for lane in 0..LANES {
        for bit in [0, 1, 8, 33, 63] {
            let mut other = group.clone();
            other.keys[lane] ^= 1 << bit;
            assert!(quickly(&["1"; LANES], &other).1.wrong);
            other.key_masks[lane] ^= 1 << bit;
            assert!(!quickly(&["1"; LANES], &other).1.wrong);
        }
    }
}

/// Every text of up to four characters of these, and longer ones in
/// between, with every number of decimals.
#[test]
fn what_is_read_is_what_the_slow_way_reads() {
    const LETTERS: &[u8] = b"0195+-. :/";
    let mut texts = vec![String::new()];
    for from in 0..LETTERS.len().pow(4) {
        let mut rest = from;
        let mut text = String::new();
        while rest > 0 {
            text.push(char::from(LETTERS[rest % LETTERS.len()]));
            rest /= LETTERS.len();
        }
        texts.push(text);
    }
    for text in [
        "12345678",
        "-1234567",
        "+1234567",
        "123456789",
        "-12345678",
        "99999999",
        "00000000",
        "1234.567",
        "-123.456",
        "12345.67",
        "-0.24",
        "1.123456",
        "-1.12345",
        "가",
        "1가",
        "0.000000",
        "12.34567",
        "1234567.",
        ".1234567",
        "-.123456",
        "\u{661}",
    ] {
        texts.push(text.to_owned());
    }
    let (mut usual, mut all) = (0, 0);
    for decimals in 0..=MOST_DECIMALS {
        for is_directed in [false, true] {
            let mut group = Group::new();
            let none = 0xdead_beef;
            (0..LANES).for_each(|lane| group.forms.set(lane, decimals, is_directed, none));
            for some in texts.chunks(LANES) {
                let mut eight = [""; LANES];
                for (to, text) in eight.iter_mut().zip(some) {
                    *to = text;
                }
                let (bits, found) = quickly(&eight, &group);
                for lane in 0..LANES {
                    all += 1;
                    if found.odd & 1 << lane == 0 {
                        usual += 1;
                        let slow = slowly(eight[lane], decimals, is_directed, none);
                        assert_eq!(Some(bits[lane]), slow, "{:?}", eight[lane]);
                    } else {
                        let text = eight[lane];
                        let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
                        let is_plain = digits.bytes().all(|it| it.is_ascii_digit());
                        let usual = decimals == 0 && is_plain && !digits.is_empty();
                        assert!(!usual || text.len() > 8, "{text:?}");
                    }
                }
            }
        }
    }
    assert!(usual > 1_000, "{usual} of {all}");
}
