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

/// The end before each text, and its own.
fn sides(ends: &[u32; LANES + 1]) -> (&Places, &Places) {
    (ends.first_chunk().unwrap(), ends.last_chunk().unwrap())
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
    // As there is behind a frame.
    padded.extend([b'9'; LOADED]);
    let mut group = group.clone();
    group.skips = [0; LANES];
    let mut all = DecoderPath::ALL.iter().filter_map(|path| {
        let mut bits = [0; LANES];
        let found = paths::read_by(*path, &padded, sides(&ends), &group, &mut bits)?;
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
        for wrong in [0, 7, 65, 1 << 31, u32::MAX] {
            for lane in 0..=LANES {
                let mut ends = [40; LANES + 1];
                ends[lane] = wrong;
                let mut bits = [0; LANES];
                let found = paths::read_by(path, &padded, sides(&ends), &Group::new(), &mut bits);
                // As a text is as long as its places say, it is no number then.
                let odd = 1_u8.checked_shl(lane as u32).unwrap_or(0) | 1 << lane.saturating_sub(1);
                assert!(
                    found.is_none_or(|it| it.odd & odd == odd),
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

/// Every second of a day, and what is none.
#[test]
fn times_are_read_as_the_slow_way_reads_them() {
    let mut group = Group::new();
    (0..LANES).for_each(|lane| group.forms.set_time(lane, 77));
    let mut texts: Vec<String> = (0..1_000_000)
        .map(|digits| format!("{digits:06}"))
        .collect();
    for odd in [
        "", "1", "11561", "0115618", "-11561", "+115618", "-115618", "11561:", "00115618", " 11561",
    ] {
        texts.push(odd.to_owned());
    }
    let mut times = 0;
    for some in texts.chunks(LANES) {
        let mut eight = [""; LANES];
        for (to, text) in eight.iter_mut().zip(some) {
            *to = text;
        }
        let (bits, found) = quickly(&eight, &group);
        for lane in 0..LANES {
            let digits = eight[lane].parse::<u64>().ok();
            let digits = digits.filter(|_| eight[lane].len() == 6 && !eight[lane].starts_with('+'));
            let is_time =
                digits.filter(|it| it / 10_000 < 24 && it / 100 % 100 < 60 && it % 100 < 60);
            let expected = if eight[lane].is_empty() {
                Some(77)
            } else {
                is_time
            };
            let told = (found.odd & 1 << lane == 0).then_some(bits[lane]);
            assert_eq!(told, expected, "{:?}", eight[lane]);
            times += u32::from(is_time.is_some());
        }
    }
    assert_eq!(times, 24 * 60 * 60);
}

#[test]
fn whole_numbers_are_read_as_the_slow_way_reads_them() {
    let digits = "1203456789012345678";
    let (mut read, mut all) = (0, 0);
    for before in ["", "+", "-", " ", "  ", "x", "--", "0"] {
        for length in 0..=digits.len() {
            for behind in ["", " ", "x", ".", "/", ":"] {
                let text = format!("{before}{}{behind}", &digits[..length]);
                let padded = format!("0123456789012345{text}\",\"10\":\"");
                let slow = number::parse(text.as_bytes(), 0);
                let quick = read_whole(padded.as_bytes(), 16, 16 + text.len() as u32);
                if let Some(Whole {
                    minus,
                    plus,
                    magnitude,
                }) = quick
                {
                    let sign = match (minus, plus) {
                        (1, 0) => Sign::Minus,
                        (0, 1) => Sign::Plus,
                        _ => Sign::None,
                    };
                    assert_eq!(Number::Units { sign, magnitude }, slow, "{text:?}");
                    read += 1;
                }
                let is_whole = matches!(before, "" | "+" | "-" | " ") && behind.is_empty();
                assert!(
                    quick.is_some() || !is_whole || !(1..=16).contains(&length),
                    "{text:?}"
                );
                // From its first eight bytes the same, where the quote behind it is
                // among them.
                let near = padded.as_bytes()[16..].first_chunk().expect("enough");
                let near = read_near(u64::from_le_bytes(*near));
                let is_near = text.len() <= 7 && !text.starts_with(' ');
                let expected = quick.filter(|_| is_near).map(|it| (text.len(), it));
                assert_eq!(near, expected, "{text:?}");
                all += 1;
            }
        }
    }
    assert!(read > 60 && read < all / 2, "{read} of {all}");
}

/// Every text of up to three of these characters, and longer ones.
#[test]
fn short_texts_are_as_a_record_holds_them() {
    let letters = [
        "", "a", "9", "~", "!", " ", "\u{7f}", "\u{1f}", "\"", "\\", "\u{80}", "가", "\0",
    ];
    for size in [4, 8] {
        for a in letters {
            for b in letters {
                for c in letters {
                    for more in ["", "x", "xyz1", "xyz12"] {
                        let text = format!("{a}{b}{c}{more}");
                        let padded = format!("before{text}\",\"10\":\"");
                        let bits = read_short(padded.as_bytes(), 6, 6 + text.len() as u32, size);
                        let plain = text
                            .bytes()
                            .all(|it| it > b' ' && it < 0x80 && !b"\"\\".contains(&it));
                        let fits = plain && text.len() < usize::from(size);
                        assert_eq!(bits.is_some(), fits, "{text:?}");
                        let mut expected = vec![0; usize::from(size)];
                        crate::record::write_text(text.as_bytes(), &mut expected);
                        if let Some(bits) = bits {
                            let bytes = match size {
                                4 => (bits as u32).to_ne_bytes().to_vec(),
                                _ => bits.to_ne_bytes().to_vec(),
                            };
                            assert_eq!(bytes, expected, "{text:?}");
                        }
                    }
                }
            }
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
