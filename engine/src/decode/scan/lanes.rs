//! Eight members at once: their keys as codes, their values as numbers.
//!
//! Here as plain arithmetic without branches; for processors with vectors in
//! [`vectors`](super::vectors). The tests hold both against the slow way.

use super::marks::{Bits, MOST_OF_A_BLOCK, Marks};
use super::{Reading, Values};
use crate::decode::number::{Number, join};
use crate::decode::paths::{equal, together};
use crate::decode::predict::{LANES, MOST_DECIMALS, Places, Words};
use crate::decode::write::number_bits;
use crate::record::Time;

/// A field's form has its number in [`Forms`] in the lowest three bits, then
/// that of what stands for no value, and these.
pub(super) const DIRECTED: u32 = 1 << 31;
/// Never a number in the usual form.
pub(super) const ODD: u32 = 1 << 30;

const ZEROS: u64 = 0x3030_3030_3030_3030;
const TOP_BITS: u64 = 0x8080_8080_8080_8080;

/// Bytes that are loaded before a value's quote: with it there is a word.
pub(super) const READ_BEFORE: u32 = 7;

/// The bits of that word which are above the key's: those of `":"`.
pub(super) const ABOVE_KEY: u32 = 24;

/// The least code of so many digits: none begins with a zero.
pub(super) const LEAST_CODES: [i32; 8] = [i32::MAX, 1, 10, 100, 1_000, 10_000, i32::MAX, i32::MAX];

/// How texts are understood, by form: so many decimals, or a time of day.
///
/// Texts are looked at as words of which the topmost byte is the last
/// character, with nothing before the first digit, and all bytes less that of a
/// zero.
#[derive(Debug)]
pub(super) struct Forms {
    /// A point, where one is wanted: what it comes to less a zero.
    pub(super) points: Column,
    /// The most that each byte may be, less the point.
    pub(super) limits: Column,
    /// For each byte which one comes there when the point is taken out, as
    /// vectors are shuffled; and the same as masks: which bytes stay, and which
    /// ones move up by one.
    pub(super) shuffles: Column,
    after: Words,
    before: Words,
    /// The fewest characters without the sign, the most with it, and the
    /// largest number.
    pub(super) least: [i32; LANES],
    pub(super) most: [i32; LANES],
    pub(super) largest: [i32; LANES],
    /// What stands for no value, by a form's second number.
    pub(super) none: Column,
}

/// A word for each form.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) words: Words,
    /// The lower and the upper halves of the words.
    pub(super) halves: [[u32; LANES]; 2],
}

impl From<Words> for Column {
    fn from(words: Words) -> Self {
        let halves = [
            words.map(|word| word as u32),
            words.map(|word| (word >> 32) as u32),
        ];
        Self { words, halves }
    }
}

impl Forms {
    /// The first number of a time's form, behind those of numbers with decimals.
    pub(super) const TIME: usize = MOST_DECIMALS as usize + 1;

    /// The second number of a time's form.
    pub(super) const NO_TIME: u32 = 4;

    /// The second number of a number's form.
    pub(super) fn none(is_directed: bool, size: u16) -> u32 {
        u32::from(is_directed) << 1 | u32::from(size == 8)
    }

    pub(super) fn new() -> Self {
        let (mut points, mut limits) = ([0; LANES], [0x0909_0909_0909_0909; LANES]);
        let mut shuffles = [0x0706_0504_0302_0100; LANES];
        let (mut after, mut before) = ([!0; LANES], [0; LANES]);
        for decimals in 1..=usize::from(MOST_DECIMALS) {
            let point = 7 - decimals;
            let bit = 8 * point;
            points[decimals] = u64::from(b'.' ^ b'0') << bit;
            limits[decimals] &= !(0xff << bit);
            after[decimals] = !0xff << bit;
            before[decimals] = (1 << bit) - 1;
            let mut from = u64::to_le_bytes(shuffles[decimals]);
            from.copy_within(..point, 1);
            from[0] = 0xff;
            shuffles[decimals] = u64::from_le_bytes(from);
        }
        // Tens of minutes and seconds are five at most; hours follow from the
        // largest number.
        limits[Self::TIME] = u64::from_le_bytes([9, 9, 9, 9, 5, 9, 5, 9]);
        let or_time = |number: i32, time: i32| {
            let mut all = [number; LANES];
            all[Self::TIME] = time;
            all
        };
        let mut none = [0; LANES];
        for is_directed in [false, true] {
            for size in [4, 8] {
                let (bits, _) = number_bits(Number::Absent, is_directed, size);
                none[Self::none(is_directed, size) as usize] = bits;
            }
        }
        none[Self::NO_TIME as usize] = Time::NONE.bits().into();
        Self {
            points: points.into(),
            limits: limits.into(),
            shuffles: shuffles.into(),
            after,
            before,
            least: or_time(1, 6),
            most: or_time(8, 6),
            largest: or_time(i32::MAX, 235_959),
            none: none.into(),
        }
    }
}

/// Where eight members of an object stand, and perhaps something behind it.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    /// The quotes that open the keys, the values, and the keys behind those.
    pub(super) keys: &'a Places,
    pub(super) values: &'a Places,
    pub(super) next_keys: &'a Places,
    /// Where a key would begin behind the last value: what isn't before it is
    /// of no member.
    pub(super) behind: u32,
}

/// What was found in eight members.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loaded<T> {
    /// The keys' codes; nought where there is no member.
    pub(super) codes: [u32; LANES],
    pub(super) texts: T,
    /// A bit for each that is a member.
    pub(super) used: u8,
    /// A member's key isn't written as codes are, or something lies outside.
    pub(super) wrong: bool,
}

/// What is done by vectors where there are some.
pub(super) trait Lanes {
    /// Eight texts, and how long they are.
    type Texts: Copy;

    /// See [`Marks::find`].
    fn find(marks: &mut Marks, padded: &[u8], len: usize) -> bool;

    /// See [`Reading::values`].
    fn values(reading: Reading<'_>, values: Values) -> Option<usize>;

    /// What a block's bytes are.
    fn bits(block: &[u8; 64]) -> Bits;

    /// A bit for each that has an odd number of these at or below it.
    fn parity(bits: u64) -> u64;

    /// Writes the places of these bits, from `from` on, and whatever behind.
    fn note(bits: u64, from: u32, places: &mut [u32; MOST_OF_A_BLOCK]);

    /// Reads eight keys, and loads the texts behind them.
    fn load(padded: &[u8], sides: Sides<'_>) -> Loaded<Self::Texts>;

    /// Reads eight texts as numbers of these forms, as records hold them; gives
    /// a bit for each that isn't one of at most eight characters in the usual
    /// form: `[sign]digits`, with as many decimals as are kept, or nothing.
    fn read(texts: Self::Texts, forms: [u32; LANES], tables: &Forms, words: &mut Words) -> u8;
}

/// For any processor.
pub(super) struct Portable;

impl Lanes for Portable {
    /// Less a zero, and how long they are.
    type Texts = (Words, [i32; LANES]);

    fn find(marks: &mut Marks, padded: &[u8], len: usize) -> bool {
        marks.find::<Self>(padded, len)
    }

    fn values(reading: Reading<'_>, values: Values) -> Option<usize> {
        reading.values::<Self>(values)
    }

    #[inline(always)]
    fn bits(block: &[u8; 64]) -> Bits {
        let mut bits = Bits::default();
        for (number, word) in block.as_chunks().0.iter().enumerate() {
            let word = u64::from_le_bytes(*word);
            let controls = !(((word & !TOP_BITS) + 0x6060_6060_6060_6060) | word) & TOP_BITS;
            let at = 8 * number;
            bits.quotes |= together(equal(word, b'"')) << at;
            bits.colons |= together(equal(word, b':')) << at;
            bits.commas |= together(equal(word, b',')) << at;
            bits.odd |= together(equal(word, b'\\') | controls) << at;
        }
        bits
    }

    #[inline(always)]
    fn parity(mut bits: u64) -> u64 {
        for shift in [1, 2, 4, 8, 16, 32] {
            bits ^= bits << shift;
        }
        bits
    }

    #[inline(always)]
    fn note(mut bits: u64, from: u32, places: &mut [u32; MOST_OF_A_BLOCK]) {
        // Six at a time, whether they are there or not: a frame has about four
        // a block, and a branch that goes either way costs more.
        let (usual, rest) = places.split_at_mut(6);
        for place in usual {
            *place = from.wrapping_add(bits.trailing_zeros());
            bits &= bits.wrapping_sub(1);
        }
        if bits != 0 {
            for place in rest {
                *place = from.wrapping_add(bits.trailing_zeros());
                bits &= bits.wrapping_sub(1);
            }
        }
    }

    #[inline(always)]
    fn load(padded: &[u8], sides: Sides<'_>) -> Loaded<Self::Texts> {
        let mut found = Loaded {
            codes: [0; LANES],
            texts: ([0; LANES], [0; LANES]),
            used: 0,
            wrong: false,
        };
        for lane in 0..LANES {
            let is_used = sides.values[lane] < sides.behind;
            let value = sides.values[lane].min(sides.behind);
            let next = sides.next_keys[lane].min(sides.behind);
            // The eight bytes up to the quote, and eight behind it.
            let from = value.wrapping_sub(READ_BEFORE) as usize;
            let Some(loaded) = padded.get(from..).and_then(<[u8]>::first_chunk) else {
                found.wrong = true;
                break;
            };
            let loaded = u128::from_le_bytes(*loaded);
            let (key, text) = ((loaded as u64) << ABOVE_KEY, (loaded >> 64) as u64);
            let digits = value.wrapping_sub(sides.keys[lane]).wrapping_sub(3);
            let shift = 64_u32.wrapping_sub(digits.wrapping_mul(8));
            let shown = if is_used { u64::MAX } else { 0 };
            let key = (key ^ ZEROS) & shown.checked_shl(shift).unwrap_or(0);
            let code = join(key) as u32;
            let least = LEAST_CODES[digits as usize % LANES].cast_unsigned();
            let length = next.wrapping_sub(value).wrapping_sub(3).cast_signed();
            let is_wrong = is_more(key) || code < least || length < 0;
            found.wrong |= is_used & is_wrong;
            found.codes[lane] = code;
            found.used |= u8::from(is_used) << lane;
            found.texts.0[lane] = text ^ ZEROS;
            found.texts.1[lane] = length;
        }
        found
    }

    #[inline(always)]
    fn read(
        (texts, lengths): Self::Texts,
        forms: [u32; LANES],
        tables: &Forms,
        words: &mut Words,
    ) -> u8 {
        let mut odd = 0;
        for lane in 0..LANES {
            let (text, length) = (texts[lane], lengths[lane]);
            let form = forms[lane] as usize % LANES;
            let first = text & 0xff;
            let minus = u64::from(first == u64::from(b'-' ^ b'0'));
            let plus = u64::from(first == u64::from(b'+' ^ b'0'));
            let unsigned = text ^ (first & (minus | plus).wrapping_neg());
            let shift = 64_i32.wrapping_sub(length.wrapping_mul(8)).cast_unsigned();
            let word = unsigned.checked_shl(shift).unwrap_or(0) ^ tables.points.words[form];
            // Of each byte whether it is more than its limit: neither has a top
            // bit, or the byte is too much anyway.
            let more =
                (word & !TOP_BITS).wrapping_add(!TOP_BITS - tables.limits.words[form]) | word;
            let values = (word & tables.after[form]) | ((word & tables.before[form]) << 8);
            let number = join(values);
            let directed = number << 2 | minus << 1 | plus;
            let signed = (number ^ minus.wrapping_neg()).wrapping_add(minus);
            let is_directed = forms[lane] & DIRECTED != 0;
            let either = if is_directed { directed } else { signed };
            let is_absent = length == 0;
            let none = tables.none.words[(forms[lane] >> 3) as usize % LANES];
            words[lane] = if is_absent { none } else { either };
            let count = length.wrapping_sub((minus | plus) as i32);
            let is_usual = more & TOP_BITS == 0
                && count >= tables.least[form]
                && length <= tables.most[form]
                && number <= u64::from(tables.largest[form].cast_unsigned());
            let is_usual = (is_usual || is_absent) && forms[lane] & ODD == 0;
            odd |= u8::from(!is_usual) << lane;
        }
        odd
    }
}

/// Whether any byte is more than nine.
#[inline(always)]
fn is_more(digits: u64) -> bool {
    (digits | digits.wrapping_add(0x7676_7676_7676_7676)) & TOP_BITS != 0
}
