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
pub(super) fn parse(text: &[u8], scale: u8) -> Number {
    let text = trim(text);
    let (sign, digits) = match text {
        [] => return Number::Absent,
        [b'+', digits @ ..] => (Sign::Plus, digits),
        [b'-', digits @ ..] => (Sign::Minus, digits),
        digits => (Sign::None, digits),
    };
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
    let left = usize::from(decimals.unwrap_or(scale));
    let unit = POWERS.get(left).copied();
    match unit.and_then(|unit| magnitude.checked_mul(unit)) {
        Some(magnitude) => Number::Units { sign, magnitude },
        None => Number::Unfit,
    }
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
