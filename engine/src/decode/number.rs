//! Numbers as the feed writes them.

/// A number's text, understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    /// Blanks or nothing.
    Absent,
    /// It doesn't fit, has more decimals than are kept, or is no number.
    Unfit,
    /// A number, in units of the scale.
    Units { sign: Sign, magnitude: u64 },
}

/// The sign on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    None,
    Plus,
    Minus,
}

/// Powers of ten, up to the largest scale that the tables may have.
const POWERS: [u64; 10] = {
    let mut powers = [1; 10];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

/// Reads `[blanks][sign]digits[.digits][blanks]` in units of ten to the power
/// of minus `scale`. Decimals beyond the scale must be zeros.
#[inline(always)]
pub(super) fn parse(text: &[u8], scale: u8) -> Number {
    let text = trim(text);
    let (sign, digits) = match text {
        [] => return Number::Absent,
        [b'+', digits @ ..] => (Sign::Plus, digits),
        [b'-', digits @ ..] => (Sign::Minus, digits),
        digits => (Sign::None, digits),
    };
    if let Some(magnitude) = whole(digits) {
        return Number::scaled(sign, magnitude, scale);
    }
    let mut magnitude = 0_u64;
    let mut seen = false;
    // None before the point; then how many decimals are still to come.
    let mut decimals = None;
    for &byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            if byte != b'.' || decimals.is_some() {
                return Number::Unfit;
            }
            decimals = Some(scale);
            continue;
        }
        seen = true;
        match &mut decimals {
            Some(0) if digit == 0 => continue,
            Some(0) => return Number::Unfit,
            Some(left) => *left -= 1,
            None => {}
        }
        let next = magnitude.checked_mul(10);
        let Some(next) = next.and_then(|next| next.checked_add(u64::from(digit))) else {
            return Number::Unfit;
        };
        magnitude = next;
    }
    if !seen {
        return Number::Unfit;
    }
    Number::scaled(sign, magnitude, decimals.unwrap_or(scale))
}

impl Number {
    /// What was read without its last `decimals`, which are zeros.
    #[inline]
    pub(super) fn scaled(sign: Sign, magnitude: u64, decimals: u8) -> Self {
        let unit = POWERS.get(usize::from(decimals));
        match unit.and_then(|unit| magnitude.checked_mul(*unit)) {
            Some(magnitude) => Self::Units { sign, magnitude },
            None => Self::Unfit,
        }
    }
}

/// A number of at most eighteen digits and nothing else; `None` for any other.
#[inline]
fn whole(digits: &[u8]) -> Option<u64> {
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let (eights, rest) = digits.as_chunks::<8>();
    let mut magnitude = 0;
    for eight in eights {
        let digits = u64::from_le_bytes(*eight) ^ 0x3030_3030_3030_3030;
        // A digit is below ten, and so has no top bit with 118 more either.
        if (digits | digits.wrapping_add(0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 != 0 {
            return None;
        }
        magnitude = magnitude * 100_000_000 + join(digits);
    }
    for byte in rest {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        magnitude = magnitude * 10 + u64::from(digit);
    }
    Some(magnitude)
}

/// The number that eight digits make, of which the lowest byte is the first.
#[inline(always)]
pub(super) const fn join(digits: u64) -> u64 {
    // Two, four, then eight digits together.
    let two = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00ff_00ff_00ff_00ff;
    let four = two.wrapping_mul(100).wrapping_add(two >> 16) & 0x0000_ffff_0000_ffff;
    (four & 0xffff_ffff) * 10_000 + (four >> 32)
}

/// Without the blanks around it.
pub(super) fn trim(mut text: &[u8]) -> &[u8] {
    while let [b' ', rest @ ..] | [rest @ .., b' '] = text {
        text = rest;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Number, Sign, parse};

    #[test]
    fn every_form_of_the_feed_is_understood() {
        let units = |sign, magnitude| Number::Units { sign, magnitude };
        for (text, scale, number) in [
            ("165208", 0, units(Sign::None, 165_208)),
            ("+82", 0, units(Sign::Plus, 82)),
            ("-0.24", 2, units(Sign::Minus, 24)),
            (" 67300", 0, units(Sign::None, 67_300)),
            (" 0.00", 2, units(Sign::None, 0)),
            (" ", 0, Number::Absent),
            ("", 0, Number::Absent),
            ("-0", 0, units(Sign::Minus, 0)),
            ("+0", 0, units(Sign::Plus, 0)),
            ("00000000", 0, units(Sign::None, 0)),
            ("-00000.0265", 4, units(Sign::Minus, 265)),
            ("0000198.4200", 4, units(Sign::None, 1_984_200)),
            ("36384473.963000", 6, units(Sign::None, 36_384_473_963_000)),
            ("500.00", 2, units(Sign::None, 50_000)),
            ("12.5", 2, units(Sign::None, 1250)),
            ("12.500", 2, units(Sign::None, 1250)),
            ("12.", 2, units(Sign::None, 1200)),
            (".5", 1, units(Sign::None, 5)),
            ("7", 2, units(Sign::None, 700)),
            ("18446744073709551615", 0, units(Sign::None, u64::MAX)),
            ("-4167722708811", 0, units(Sign::Minus, 4_167_722_708_811)),
            (
                "123456789012345678",
                0,
                units(Sign::None, 123_456_789_012_345_678),
            ),
            (
                "1234567890123456789",
                0,
                units(Sign::None, 1_234_567_890_123_456_789),
            ),
            (
                "1234567890123456",
                3,
                units(Sign::None, 1_234_567_890_123_456_000),
            ),
            ("12345678.5", 1, units(Sign::None, 123_456_785)),
        ] {
            assert_eq!(
                parse(text.as_bytes(), scale),
                number,
                "{text:?} with scale {scale}"
            );
        }
    }

    #[test]
    fn what_would_be_cut_or_guessed_is_unfit() {
        for (text, scale) in [
            ("12.345", 2),
            ("0.5", 0),
            ("18446744073709551616", 0),
            ("1844674407370955162", 2),
            ("184467440737095517", 3),
            ("12345678/", 0),
            ("1234567:", 0),
            ("123456789012345678x", 0),
            ("--5", 0),
            ("+", 0),
            (".", 2),
            ("- 5", 0),
            ("1 2", 0),
            ("1,000", 0),
            ("1e5", 0),
            ("+매수", 0),
            ("\u{661}", 0),
            ("1.2.3", 4),
        ] {
            assert_eq!(
                parse(text.as_bytes(), scale),
                Number::Unfit,
                "{text:?} with scale {scale}"
            );
        }
    }
}
