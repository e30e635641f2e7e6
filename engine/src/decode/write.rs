//! From an element's values to a record's fields.

use super::element::{Element, Source};
use super::number::{self, Number, Sign};
use super::predict::{Layout, Span};
use super::structure::members;
use crate::record::{
    Change, Change64, Date, Direction, Flag, Price, Price64, RecordFlags, Time, write_text,
};
use crate::schema::{CodeMap, FieldSpec, Kind, MESSAGES, RecordKind};
use simd_json::{Node, StaticNode};
use std::fmt::Write as _;

/// What became of a value.
enum Outcome {
    Written,
    /// The field can't hold it, or it makes no sense there.
    Unfit,
    /// A text was longer than its field.
    Cut,
}

/// The code map of a kind that has one.
pub(super) fn codes_of(kind: RecordKind) -> Option<&'static CodeMap> {
    Some(MESSAGES.get(usize::from(kind.number()))?.codes)
}

/// The number of the field whose code is `key`; `None` for what isn't a code of
/// the type, or isn't written as codes are.
pub(super) fn index_of(codes: &CodeMap, key: &str) -> Option<usize> {
    codes.index(code_of(key)?)
}

/// The code that `key` writes; `None` for what isn't written as codes are.
fn code_of(key: &str) -> Option<u16> {
    let digits = key.as_bytes();
    if digits.is_empty() || digits.len() > 5 || digits[0] == b'0' {
        return None;
    }
    let mut code = 0_u32;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        code = code * 10 + u32::from(digit);
    }
    u16::try_from(code).ok()
}

impl Element<'_> {
    /// Writes the values on the tape into `record`, which is one without values, as
    /// some may be missing; gives its marks.
    pub(super) fn write_fields(&mut self, kind: RecordKind, record: &mut [u8]) -> RecordFlags {
        let mut flags = RecordFlags::NONE;
        let Some(spec) = MESSAGES.get(usize::from(kind.number())) else {
            return flags;
        };
        let Source::Tape { tape, places } = self.source else {
            return flags;
        };
        let Some(members) = members(tape, places.values) else {
            return flags;
        };
        let mut seen = [0_u64; 4];
        // The server writes the fields in the order of the tables: the next one
        // is guessed, and looked up only where that is wrong.
        let mut next = 0;
        for (key, at) in members {
            let index = code_of(key).and_then(|code| match spec.fields.get(next) {
                Some(field) if field.code == code => Some(next),
                _ => spec.codes.index(code),
            });
            let Some(index) = index else {
                self.stats.unknown_fields += 1;
                flags = flags.with(RecordFlags::UNKNOWN_FIELDS);
                continue;
            };
            next = index + 1;
            let (word, bit) = (&mut seen[index / 64], 1 << (index % 64));
            if *word & bit != 0 {
                self.stats.duplicates += 1;
                flags = flags.with(RecordFlags::DUPLICATE_FIELDS);
            }
            *word |= bit;
            let outcome = write_node(&spec.fields[index], &tape[at], record);
            flags = flags.with(self.marks(outcome));
        }
        flags
    }

    /// Writes those values of an element that was as predicted which are to be
    /// read as text.
    #[inline(never)]
    pub(super) fn write_texts(
        &mut self,
        layout: &Layout,
        frame: &[u8],
        texts: &[(u16, Span)],
        record: &mut [u8],
    ) -> RecordFlags {
        let mut flags = RecordFlags::NONE;
        if layout.unknown > 0 {
            self.stats.unknown_fields += layout.unknown;
            flags = flags.with(RecordFlags::UNKNOWN_FIELDS);
        }
        let fields = layout.spec().map_or(&[][..], |spec| spec.fields);
        for (place, span) in texts {
            let index = layout.fields()[usize::from(*place)].index;
            if let Some(field) = index.and_then(|index| fields.get(index)) {
                let outcome = write_text_value(field, Some(span.bytes(frame)), record);
                flags = flags.with(self.marks(outcome));
            }
        }
        flags
    }

    /// Counts what became of a value, and gives its marks.
    #[inline]
    fn marks(&mut self, outcome: Outcome) -> RecordFlags {
        match outcome {
            Outcome::Written => RecordFlags::NONE,
            Outcome::Unfit => {
                self.stats.not_representable += 1;
                RecordFlags::NOT_REPRESENTABLE
            }
            Outcome::Cut => {
                self.stats.truncated += 1;
                RecordFlags::TRUNCATED
            }
        }
    }
}

/// Writes one value, whatever JSON it came as: the feed writes texts, but a
/// bare number says the same.
fn write_node(field: &FieldSpec, node: &Node<'_>, record: &mut [u8]) -> Outcome {
    let mut digits = Digits::default();
    let text = text_of(node, &mut digits);
    write_text_value(field, text.map(str::as_bytes), record)
}

/// Writes one value from its text, which is UTF-8 as all of the frame; `None`
/// stands for what has none.
fn write_text_value(field: &FieldSpec, text: Option<&[u8]>, record: &mut [u8]) -> Outcome {
    let start = usize::from(field.offset);
    let place = &mut record[start..start + usize::from(field.size)];
    match field.kind {
        Kind::Code | Kind::Text => {
            let written = write_trimmed(text.unwrap_or_default(), place);
            text.map_or(Outcome::Unfit, |_| written)
        }
        Kind::Time => {
            let time = text.map_or(Time::NOT_REPRESENTABLE, time);
            place.copy_from_slice(&time.bits().to_ne_bytes());
            fit(time != Time::NOT_REPRESENTABLE)
        }
        Kind::Date => {
            let date = text.map_or(Date::NOT_REPRESENTABLE, date);
            place.copy_from_slice(&date.bits().to_ne_bytes());
            fit(date != Date::NOT_REPRESENTABLE)
        }
        Kind::Flag => {
            let (flag, fits) = match text.map(number::trim) {
                Some(b"Y") => (Flag::YES, true),
                Some(b"N") => (Flag::NO, true),
                text => (Flag::NONE, text == Some(b"")),
            };
            place[0] = flag.byte();
            fit(fits)
        }
        kind => {
            let number = text.map_or(Number::Unfit, |text| number::parse(text, field.scale));
            let (bits, fits) = number_bits(number, kind.is_directed(), field.size);
            if let Some(place) = place.first_chunk_mut() {
                *place = bits.to_ne_bytes();
            } else if let Some(place) = place.first_chunk_mut() {
                *place = (bits as u32).to_ne_bytes();
            }
            fit(fits)
        }
    }
}

/// A value's text: a bare number says what its digits would, null nothing.
/// `None` for what says nothing that a field could hold.
pub(super) fn text_of<'t>(node: &Node<'t>, digits: &'t mut Digits) -> Option<&'t str> {
    match node {
        Node::String(text) => Some(text),
        Node::Static(StaticNode::Null) => Some(""),
        Node::Static(StaticNode::I64(number)) => digits.write(number),
        Node::Static(StaticNode::U64(number)) => digits.write(number),
        // A zero has no sign, so that -0.0 is what -0 is.
        Node::Static(StaticNode::F64(number)) => digits.write(&(number + 0.0)),
        _ => None,
    }
}

fn fit(fits: bool) -> Outcome {
    if fits {
        Outcome::Written
    } else {
        Outcome::Unfit
    }
}

/// A number as a record holds it in four or eight bytes, and whether they can.
/// The bits are the same whatever the scale, and for all kinds of one size whose
/// sign is a direction, or is none.
#[inline]
pub(super) fn number_bits(number: Number, is_directed: bool, size: u16) -> (u64, bool) {
    let direction = |sign| match sign {
        Sign::None => Direction::Unchanged,
        Sign::Plus => Direction::Up,
        Sign::Minus => Direction::Down,
    };
    let units = |sign, magnitude| {
        let units = i64::try_from(magnitude).map(|units| match sign {
            Sign::Minus => -units,
            _ => units,
        });
        units.unwrap_or(i64::MIN)
    };
    match (is_directed, size) {
        (true, 4) => {
            let price = match number {
                Number::Absent => Price::<0>::NONE,
                Number::Unfit => Price::NOT_REPRESENTABLE,
                Number::Units { sign, magnitude } => {
                    let magnitude = u32::try_from(magnitude).unwrap_or(u32::MAX);
                    Price::new(magnitude, direction(sign))
                }
            };
            let fits = price.bits() != Price::<0>::NOT_REPRESENTABLE.bits();
            (price.bits().into(), fits)
        }
        (true, _) => {
            let price = match number {
                Number::Absent => Price64::<0>::NONE,
                Number::Unfit => Price64::NOT_REPRESENTABLE,
                Number::Units { sign, magnitude } => Price64::new(magnitude, direction(sign)),
            };
            let fits = price.bits() != Price64::<0>::NOT_REPRESENTABLE.bits();
            (price.bits(), fits)
        }
        (false, 4) => {
            let fixed = match number {
                Number::Absent => Change::<0>::NONE,
                Number::Unfit => Change::NOT_REPRESENTABLE,
                Number::Units { sign, magnitude } => {
                    Change::new(i32::try_from(units(sign, magnitude)).unwrap_or(i32::MIN))
                }
            };
            let fits = fixed != Change::NOT_REPRESENTABLE;
            (fixed.bits().cast_unsigned().into(), fits)
        }
        (false, _) => {
            let fixed = match number {
                Number::Absent => Change64::<0>::NONE,
                Number::Unfit => Change64::NOT_REPRESENTABLE,
                Number::Units { sign, magnitude } => Change64::new(units(sign, magnitude)),
            };
            let fits = fixed != Change64::NOT_REPRESENTABLE;
            (fixed.bits().cast_unsigned(), fits)
        }
    }
}

fn write_trimmed(text: &[u8], place: &mut [u8]) -> Outcome {
    let fits = write_text(number::trim(text), place);
    if fits { Outcome::Written } else { Outcome::Cut }
}

/// Exactly `N` digits, blanks around them; `None` for anything else.
fn digits<const N: usize>(text: &[u8]) -> Option<u32> {
    let digits: &[u8; N] = text.try_into().ok()?;
    digits.iter().try_fold(0, |number, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit <= 9).then(|| number * 10 + u32::from(digit))
    })
}

fn time(text: &[u8]) -> Time {
    let text = number::trim(text);
    match digits::<6>(text) {
        Some(digits) => Time::new(digits / 10_000, digits / 100 % 100, digits % 100),
        None if text.is_empty() => Time::NONE,
        None => Time::NOT_REPRESENTABLE,
    }
}

fn date(text: &[u8]) -> Date {
    let text = number::trim(text);
    match digits::<8>(text) {
        // How the feed writes that there is no date.
        Some(0) => Date::NONE,
        Some(digits) => Date::new(digits / 10_000, digits / 100 % 100, digits % 100),
        None if text.is_empty() => Date::NONE,
        None => Date::NOT_REPRESENTABLE,
    }
}

/// A bare number's digits, on the stack.
#[derive(Default)]
pub(super) struct Digits(smallvec::SmallVec<[u8; 32]>);

impl Digits {
    /// `None` for a number of too many digits (1e300): no field holds it.
    fn write(&mut self, number: &impl std::fmt::Display) -> Option<&str> {
        self.0.clear();
        write!(self, "{number}").ok()?;
        std::str::from_utf8(&self.0).ok()
    }
}

impl std::fmt::Write for Digits {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        if self.0.len() + text.len() > 32 {
            return Err(std::fmt::Error);
        }
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Outcome, write_text_value};
    use crate::schema::MESSAGES;

    #[test]
    fn an_empty_text_is_what_a_record_without_values_holds() {
        for kind in MESSAGES.iter().filter_map(|it| it.message_type.kind()) {
            let spec = &MESSAGES[usize::from(kind.number())];
            for field in spec.fields {
                let mut record = kind.empty().to_vec();
                let written = write_text_value(field, Some(b""), &mut record);
                assert!(matches!(written, Outcome::Written), "{}", field.name);
                assert_eq!(record, kind.empty(), "{}", field.name);
            }
        }
    }
}
