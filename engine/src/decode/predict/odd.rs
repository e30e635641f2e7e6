//! Values that are read one by one: texts, and numbers in no usual form.

use super::super::number::{self, Number};
use super::super::write::number_bits;
use super::lanes::{self, Whole};
use super::{Span, is_plain};

/// A value that never is a number in the usual form, or that has a long gap.
#[derive(Clone, Debug)]
pub(super) struct Odd {
    /// Its place among the element's values.
    pub(super) place: u16,
    /// Whether the gap before it is longer than what a word and the quote before
    /// it make sure of.
    pub(super) is_long: bool,
    /// Bytes between it and the value before.
    pub(super) gap: u32,
    pub(super) way: Way,
}

/// A text that fills a word, behind a gap that a word makes sure of.
#[derive(Clone, Debug)]
pub(super) struct Short {
    pub(super) place: u16,
    /// Of the word, in bytes.
    pub(super) size: u8,
    pub(super) gap: u32,
}

/// How a value is read that isn't a number in the usual form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Way {
    /// As a number, where it is one.
    Number(Form),
    /// As a text that fills a word of so many bytes.
    Short(u8),
    /// When the record is written; an empty one is what a record without values holds.
    Late,
    /// Not at all: there is no such field.
    Unknown,
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

    /// A whole number of up to sixteen digits as a record holds it, where it surely
    /// fits.
    #[inline(always)]
    fn whole(&self, padded: &[u8], span: Span) -> Option<u64> {
        // Whatever the scale, which the server doesn't write then.
        if span.is_byte(padded, b'0') {
            return Some(0);
        }
        self.bits(lanes::read_whole(padded, span.start, span.end)?)
    }

    /// A whole number as a record holds it, where it surely fits.
    #[inline(always)]
    pub(super) fn bits(&self, whole: Whole) -> Option<u64> {
        if whole.magnitude > self.most {
            return None;
        }
        let Whole { minus, plus, .. } = whole;
        let units = whole.magnitude * self.unit;
        Some(match self.is_directed {
            true => units << 2 | minus << 1 | plus,
            false => (units ^ minus.wrapping_neg()).wrapping_add(minus),
        })
    }

    /// A number as a record holds it, if it can.
    #[inline(never)]
    fn any_bits(&self, text: &[u8]) -> Option<u64> {
        let number: Number = number::parse(text, self.scale);
        let (bits, fits) = number_bits(number, self.is_directed, self.size);
        fits.then_some(bits)
    }
}

/// Reads one value as a record holds it: `Some(None)` where it is to be read as
/// text, and `None` where it isn't as predicted.
#[inline(always)]
pub(in super::super) fn read(padded: &[u8], span: Span, way: &Way) -> Option<Option<u64>> {
    let Span { start, end } = span;
    let bits = match way {
        Way::Number(form) => form.whole(padded, span),
        Way::Short(size) => lanes::read_short(padded, start, end, *size),
        Way::Late | Way::Unknown => None,
    };
    match bits {
        Some(_) => Some(bits),
        None => read_slowly(padded, span, way),
    }
}

/// The same for what isn't as most are.
#[inline(never)]
fn read_slowly(padded: &[u8], span: Span, way: &Way) -> Option<Option<u64>> {
    let text = padded.get(span.start as usize..span.end as usize)?;
    if let Way::Number(form) = way
        && let Some(bits) = form.any_bits(text)
    {
        return Some(Some(bits));
    }
    is_plain(text).then_some(None)
}

/// All that is needed to read values one by one.
pub(super) struct Reader<'a> {
    pub(super) padded: &'a [u8],
    /// The end before each value, and behind the last one's.
    pub(super) ends: &'a [u32],
    pub(super) words: &'a mut [u64],
    pub(super) texts: &'a mut Vec<(u16, Span)>,
}

impl Reader<'_> {
    /// Reads a text, or notes that it is to be read later. `None` where it isn't as
    /// predicted.
    #[inline(always)]
    pub(super) fn short(&mut self, short: &Short) -> Option<()> {
        let place = usize::from(short.place);
        let (_, span) = self.span(place, short.gap)?;
        match lanes::read_short(self.padded, span.start, span.end, short.size) {
            Some(bits) => *self.words.get_mut(place)? = bits,
            None => self.value(place, span, &Way::Late)?,
        }
        Some(())
    }

    /// The same for any value.
    #[inline(always)]
    pub(super) fn odd(&mut self, odd: &Odd) -> Option<()> {
        let place = usize::from(odd.place);
        let (before, span) = self.span(place, odd.gap)?;
        // The quote before a key that a word doesn't reach.
        if odd.is_long && self.padded.get(before as usize + 2) != Some(&b'"') {
            return None;
        }
        match odd.way {
            Way::Late if span.is_empty() => Some(()),
            _ => self.value(place, span, &odd.way),
        }
    }

    /// A number of a group that was found in no usual form.
    #[inline(always)]
    pub(super) fn number(&mut self, place: usize, gap: u32, way: &Way) -> Option<()> {
        let (_, span) = self.span(place, gap)?;
        self.value(place, span, way)
    }

    #[inline(always)]
    fn value(&mut self, place: usize, span: Span, way: &Way) -> Option<()> {
        match read(self.padded, span, way)? {
            Some(bits) => *self.words.get_mut(place)? = bits,
            None => self.texts.push((place as u16, span)),
        }
        Some(())
    }

    /// Where the value before it ends, and where it stands itself.
    #[inline(always)]
    fn span(&self, place: usize, gap: u32) -> Option<(u32, Span)> {
        let [before, end] = *self.ends.get(place..place + 2)?.first_chunk()?;
        let start = before.wrapping_add(gap);
        Some((before, Span { start, end }))
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Whole};
    use crate::decode::number::{Number, Sign};
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
                        let told = form.bits(Whole {
                            minus: u64::from(sign == Sign::Minus),
                            plus: u64::from(sign == Sign::Plus),
                            magnitude: whole,
                        });
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
