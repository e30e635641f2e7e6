//! What is done by vectors, by every way there is, against the slow way. What
//! becomes of keys and values is told by whole frames: see the tests of the crate.

use super::lanes::Forms;
use super::marks::{Bits, Marks};
use super::vectors::{find_by, look_by};
use crate::decode::{DecoderPath, PADDING};

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = self.0.wrapping_add(1_442_695_040_888_963_407);
        self.0 ^ self.0 >> 31
    }
}

/// A bit for each place of which this holds.
fn mask(is: impl Fn(usize) -> bool) -> u64 {
    (0..64).map(|at| u64::from(is(at)) << at).sum()
}

#[test]
fn every_byte_is_told_from_every_other() {
    for byte in 0..=u8::MAX {
        for other in [b'a', b'"', 0x1f, 0x80, 0xff] {
            for at in [0, 1, 7, 8, 31, 32, 63] {
                let mut block = [other; 64];
                block[at] = byte;
                let expected = Bits {
                    quotes: mask(|at| block[at] == b'"'),
                    colons: mask(|at| block[at] == b':'),
                    commas: mask(|at| block[at] == b','),
                    odd: mask(|at| block[at] < b' ' || block[at] == b'\\'),
                };
                for path in DecoderPath::ALL {
                    let looked = look_by(path, &block, 0);
                    assert!(looked.is_none_or(|it| it.0 == expected), "{path:?} {byte}");
                }
            }
        }
    }
}

#[test]
fn bits_are_counted_and_placed() {
    let mut random = Random(1);
    for number in 0..10_000 {
        let mut bits = random.next();
        // From a few to half of them.
        for _ in 0..number % 4 {
            bits &= random.next();
        }
        while bits.count_ones() > 32 {
            bits &= bits - 1;
        }
        let places: Vec<u32> = (0..64).filter(|at| bits >> at & 1 == 1).collect();
        let parity = mask(|at| (bits << (63 - at)).count_ones() % 2 == 1);
        for path in DecoderPath::ALL {
            let Some((_, counted, noted)) = look_by(path, &[0; 64], bits) else {
                continue;
            };
            assert_eq!(counted, parity, "{path:?}");
            let noted: Vec<u32> = noted.iter().map(|at| at - 1_000).collect();
            assert_eq!(noted, places, "{path:?}");
        }
    }
}

/// What the lists hold of a text without backslashes and controls.
fn slowly(text: &[u8]) -> (Vec<u32>, Vec<u32>, Vec<u32>) {
    let (mut keys, mut values, mut others) = (Vec::new(), Vec::new(), Vec::new());
    let mut is_inside = false;
    for at in 0..text.len() {
        if text[at] != b'"' {
            continue;
        }
        is_inside = !is_inside;
        if is_inside {
            let before = text[..at].last_chunk().unwrap_or(&[0, 0]);
            match before {
                b"\"," => &mut keys,
                b"\":" => &mut values,
                _ => &mut others,
            }
            .push(at as u32);
        }
    }
    (keys, values, others)
}

/// Any text of these bytes, over the borders of blocks.
#[test]
fn quotes_are_listed_by_what_stands_before_them() {
    let mut random = Random(7);
    for number in 0..3_000 {
        let length = number % 400;
        let mut padded: Vec<u8> = (0..length)
            .map(|_| b"\"\"\":,,:1\xec"[(random.next() % 9) as usize])
            .collect();
        let expected = slowly(&padded);
        let is_even = padded.iter().filter(|byte| **byte == b'"').count() % 2 == 0;
        padded.extend((0..PADDING).map(|_| b"\"\\\0,"[(random.next() % 4) as usize]));
        for path in DecoderPath::ALL {
            let mut marks = Marks::default();
            let Some(found) = find_by(path, &mut marks, &padded, length) else {
                continue;
            };
            assert_eq!(found, is_even);
            let listed = |list: &[u32]| -> Vec<u32> {
                let all = list.iter().take_while(|at| **at < length as u32);
                all.copied().collect()
            };
            let lists = (
                listed(&marks.keys[1..]),
                listed(&marks.values),
                listed(&marks.others),
            );
            assert_eq!(lists, expected, "{path:?}");
        }
    }
}

#[test]
fn a_backslash_or_a_control_is_seen_anywhere() {
    for length in [1, 63, 64, 65, 200] {
        for at in 0..length {
            for odd in [b'\\', 0, 0x1f, b'\n'] {
                let mut padded = vec![b'1'; length + PADDING];
                for path in DecoderPath::ALL {
                    let mut marks = Marks::default();
                    let found = find_by(path, &mut marks, &padded, length);
                    assert!(found.is_none_or(|found| found));
                }
                padded[at] = odd;
                for path in DecoderPath::ALL {
                    let mut marks = Marks::default();
                    let found = find_by(path, &mut marks, &padded, length);
                    assert!(found.is_none_or(|found| !found), "{path:?} {at}");
                }
            }
        }
    }
}

/// What is looked up by three bits has no more than eight rows.
#[test]
fn a_time_is_the_last_form() {
    assert_eq!(Forms::TIME, 7);
}
