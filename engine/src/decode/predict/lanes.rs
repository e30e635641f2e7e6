//! Eight numbers at once.
//!
//! Plain loops over arrays of eight words, without branches: where the
//! processor has vectors, the compiler makes vectors of them.

/// Numbers that are read together.
pub(super) const LANES: usize = 8;

/// A word for each of them.
pub(super) type Words = [u64; LANES];

/// How the texts of eight fields are understood.
#[derive(Clone, Debug)]
pub(super) struct Forms {
    /// Which bytes of the text stand behind the point: all, for whole numbers.
    pub(super) after: Words,
    /// Which stand before it: none, for whole numbers.
    pub(super) before: Words,
    /// How far down the point is to be shifted: 56 and a byte of 0 wanted there
    /// for whole numbers, which is nothing.
    pub(super) point_shift: Words,
    /// All bits where a point is wanted.
    pub(super) has_point: Words,
    /// All bits where the sign is a direction.
    pub(super) directed: Words,
    /// What stands for no value.
    pub(super) none: Words,
}

impl Forms {
    /// Forms of no field: nothing is wanted.
    pub(super) const NONE: Self = Self {
        after: [!0; LANES],
        before: [0; LANES],
        point_shift: [0; LANES],
        has_point: [0; LANES],
        directed: [0; LANES],
        none: [0; LANES],
    };

    /// The lane of a field with so many decimals, the most being
    /// [`MOST_DECIMALS`].
    pub(super) fn set(&mut self, lane: usize, decimals: u8, is_directed: bool, none: u64) {
        if decimals > 0 {
            let behind = 8 * u32::from(decimals);
            self.after[lane] = !0 << (64 - behind);
            self.before[lane] = !0 >> (behind + 8);
            self.point_shift[lane] = u64::from(56 - behind);
            self.has_point[lane] = !0;
        }
        self.directed[lane] = if is_directed { !0 } else { 0 };
        self.none[lane] = none;
    }
}

/// With a point and a digit before it, eight characters have room for these.
pub(super) const MOST_DECIMALS: u8 = 6;

/// Eight numbers as records hold them.
pub(super) struct Numbers {
    pub(super) bits: Words,
    /// Zero where the text was a number of at most eight characters, in the
    /// usual form: `[sign]digits`, with as many decimals as are kept, or
    /// nothing.
    pub(super) odd: Words,
}

/// Reads eight texts: the last `lengths` bytes of each word, of which the
/// topmost is the last character.
#[inline(always)]
pub(super) fn read(words: &Words, lengths: &Words, forms: &Forms) -> Numbers {
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    let mut numbers = Numbers {
        bits: [0; LANES],
        odd: [0; LANES],
    };
    for lane in 0..LANES {
        let (word, length) = (words[lane], lengths[lane]);
        let first = (word >> (64_u64.wrapping_sub(length << 3) & 63)) & 0xff;
        let some = all_if(length != 0);
        let minus = u64::from(first == u64::from(b'-')) & some;
        let plus = u64::from(first == u64::from(b'+')) & some;
        let unsigned = length.wrapping_sub(minus | plus);
        let kept = word & top_bytes(unsigned);
        let has_point = forms.has_point[lane];
        let point = (word >> forms.point_shift[lane]) & 0xff;
        let no_point = has_point & (point ^ u64::from(b'.'));
        let digits = unsigned.wrapping_sub(has_point & 1);
        // Without the point, and with zeros before the first digit.
        let joined = (kept & forms.after[lane]) | ((kept & forms.before[lane]) << 8);
        let shown = top_bytes(digits);
        let values = (joined ^ ZEROS) & shown;
        let wrong = (values | values.wrapping_add(0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080;
        // Two, four, then eight digits together.
        let two = values.wrapping_mul(10).wrapping_add(values >> 8) & 0x00ff_00ff_00ff_00ff;
        let four = two.wrapping_mul(100).wrapping_add(two >> 16) & 0x0000_ffff_0000_ffff;
        let number = (four & 0xffff_ffff)
            .wrapping_mul(10_000)
            .wrapping_add(four >> 32);
        let directed = number << 2 | minus << 1 | plus;
        let signed = (number ^ minus.wrapping_neg()).wrapping_add(minus);
        let is_directed = forms.directed[lane];
        let bits = (directed & is_directed) | (signed & !is_directed);
        numbers.bits[lane] = (bits & some) | (forms.none[lane] & !some);
        // A count of digits from 1 to 8, as it is after the subtractions.
        let count = all_if(digits.wrapping_sub(1) > 7) | all_if(length > 8);
        numbers.odd[lane] = (wrong | no_point | count) & some;
    }
    numbers
}

/// So many bytes at the top, of eight; none and all work, too.
#[inline(always)]
fn top_bytes(count: u64) -> u64 {
    let shift = 64_u64.wrapping_sub(count << 3) & 63;
    (!0 << shift) & all_if(count.wrapping_sub(1) < 8)
}

#[inline(always)]
fn all_if(holds: bool) -> u64 {
    u64::from(holds).wrapping_neg()
}

#[cfg(test)]
mod tests {
    use super::super::super::number::{self, Number, Sign};
    use super::*;

    /// What the slow way makes of it.
    fn slowly(text: &str, decimals: u8, is_directed: bool, none: u64) -> Option<u64> {
        match number::parse(text, decimals) {
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

    fn quickly(texts: &[&str; LANES], forms: &Forms) -> Numbers {
        let word = |text: &&str| {
            let mut bytes = *b"\"10\":\"-9";
            let count = text.len().min(8);
            bytes[8 - count..].copy_from_slice(&text.as_bytes()[text.len() - count..]);
            u64::from_le_bytes(bytes)
        };
        read(
            &texts.each_ref().map(word),
            &texts.each_ref().map(|text| text.len() as u64),
            forms,
        )
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
                let mut forms = Forms::NONE;
                let none = 0xdead_beef;
                (0..LANES).for_each(|lane| forms.set(lane, decimals, is_directed, none));
                for some in texts.chunks(LANES) {
                    let mut eight = [""; LANES];
                    for (to, text) in eight.iter_mut().zip(some) {
                        *to = text;
                    }
                    let numbers = quickly(&eight, &forms);
                    for lane in 0..LANES {
                        all += 1;
                        if numbers.odd[lane] == 0 {
                            usual += 1;
                            let slow = slowly(eight[lane], decimals, is_directed, none);
                            assert_eq!(Some(numbers.bits[lane]), slow, "{:?}", eight[lane]);
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
}
