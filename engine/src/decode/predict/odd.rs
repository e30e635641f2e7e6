//! Values that are read one by one: texts, and numbers in no usual form.

use super::super::number::{self, Number, Sign};
use super::super::write::number_bits;
use super::lanes;
use super::{Span, is_plain};

/// A value that never is a number in the usual form, or that has a long gap.
#[derive(Clone, Debug)]
pub(super) struct Odd {
    /// Its place among the element's values.
    pub(super) place: u16,
    /// Whether the gap before it is longer than what a word and the quote before
    /// it make sure of.
    pub(super) is_long: bool,
    /// As in its [`Group`](super::Group).
    pub(super) skip: u32,
    pub(super) way: Way,
}

/// How a value is read that isn't a number in the usual form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Way {
    /// As a number, where it is one.
    Number(Form),
    /// As a text that fills a word of so many bytes.
    Short(u8),
    /// When the record is written.
    Late,
}

/// How a record holds a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Form {
    scale: u8,
    is_directed: bool,
    size: u16,
    /// One, in units of the scale.
    unit: u64,
    /// The most whole ones that surely fit.
    most: u64,
}

impl Form {
    pub(super) fn new(scale: u8, is_directed: bool, size: u16) -> Self {
        let unit = 10_u64.checked_pow(scale.into());
        let most: u64 = match (is_directed, size) {
            (true, 4) => 1 << 29,
            (true, _) => 1 << 61,
            (false, 4) => 1 << 30,
            (false, _) => 1 << 62,
        };
        Self {
            scale,
            is_directed,
            size,
            unit: unit.unwrap_or(0),
            most: unit.map_or(0, |unit| most / unit),
        }
    }

    /// A whole number as a record holds it, where it surely fits.
    #[inline(always)]
    fn bits(self, sign: Sign, whole: u64) -> Option<u64> {
        if whole > self.most {
            return None;
        }
        let units = whole * self.unit;
        Some(match (self.is_directed, sign) {
            (true, Sign::None) => units << 2,
            (true, Sign::Plus) => units << 2 | 1,
            (true, Sign::Minus) => units << 2 | 2,
            (false, Sign::Minus) => units.wrapping_neg(),
            (false, _) => units,
        })
    }

    /// A number as a record holds it, if it can.
    #[inline(never)]
    fn any_bits(self, text: &[u8]) -> Option<u64> {
        let number: Number = number::parse(text, self.scale);
        let (bits, fits) = number_bits(number, self.is_directed, self.size);
        fits.then_some(bits)
    }
}

/// Reads one value as a record holds it: `Some(None)` where it is to be read as
/// text, and `None` where it isn't as predicted.
#[inline(always)]
pub(in super::super) fn read(padded: &[u8], span: Span, way: Way) -> Option<Option<u64>> {
    let (start, end) = (span.start as usize, span.end as usize);
    let bits = match way {
        Way::Number(form) => lanes::read_whole(padded, start, end)
            .and_then(|(sign, whole)| form.bits(sign, whole))
            .or_else(|| form.any_bits(padded.get(start..end)?)),
        Way::Short(size) => lanes::read_short(padded, start, end, size),
        Way::Late => None,
    };
    if bits.is_some() {
        return Some(bits);
    }
    is_plain(padded.get(start..end)?).then_some(None)
}

#[cfg(test)]
mod tests {
    use super::{Form, Sign};
    use crate::decode::number::Number;
    use crate::decode::write::number_bits;

    #[test]
    fn what_surely_fits_is_held_as_any_number_is() {
        let mut fitted = 0;
        for (is_directed, size) in [(true, 4), (true, 8), (false, 4), (false, 8)] {
            for scale in 0..=9 {
                let form = Form::new(scale, is_directed, size);
                let near = [
                    0,
                    1,
                    2,
                    9,
                    1_234,
                    form.most.saturating_sub(1),
                    form.most,
                    form.most + 1,
                ];
                for whole in near.into_iter().chain([u64::MAX / 4, u64::MAX]) {
                    for sign in [Sign::None, Sign::Plus, Sign::Minus] {
                        let number = Number::scaled(sign, whole, scale);
                        let (bits, fits) = number_bits(number, is_directed, size);
                        let told = form.bits(sign, whole);
                        let shown = |bits: u64| if size == 4 { bits & 0xffff_ffff } else { bits };
                        assert!(told.is_none_or(|it| fits && shown(it) == bits));
                        assert_eq!(told.is_some(), whole <= form.most);
                        fitted += u32::from(told.is_some());
                    }
                }
            }
        }
        assert!(fitted > 500, "{fitted}");
    }
}
