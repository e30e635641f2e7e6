//! Eight numbers at once.
//!
//! Here as plain arithmetic without branches; for processors with vectors in
//! [`paths`](super::super::paths). The tests hold both against the slow way.

use super::super::number::join;
use super::super::paths::equal;
use super::layout::Group;

/// Numbers that are read together.
pub(in super::super) const LANES: usize = 8;

/// A word for each of them.
pub(in super::super) type Words = [u64; LANES];

/// A place in the frame for each of them.
pub(in super::super) type Places = [u32; LANES];

/// Bytes that are loaded for each of them: eight of the key, eight of the text.
pub(in super::super) const LOADED: usize = 16;

/// Where each lane's word stands in the tables that are used word by word: ways
/// differ in which lanes they take together.
pub(in super::super) type Order = [usize; LANES];

/// Lane by lane, as tables are made.
pub(in super::super) const IN_ORDER: Order = [0, 1, 2, 3, 4, 5, 6, 7];

/// A table in that order, of one that is lane by lane.
pub(super) fn arranged(words: &Words, order: &Order) -> Words {
    let mut arranged = [0; LANES];
    for (word, place) in words.iter().zip(order) {
        arranged[*place] = *word;
    }
    arranged
}

const ZEROS: u64 = 0x3030_3030_3030_3030;
const TOP_BITS: u64 = 0x8080_8080_8080_8080;

/// How the texts of eight fields are understood.
///
/// Texts are looked at as words of which the topmost byte is the last
/// character, with nothing before the first digit, and all bytes less that of a
/// zero. The tables of words are in a way's [`Order`], the rest is by lane.
#[derive(Clone, Debug)]
pub(in super::super) struct Forms {
    /// A point, where one is wanted: what it comes to less a zero.
    pub(in super::super) points: Words,
    /// The most that each byte may be, less the point.
    pub(in super::super) limits: Words,
    /// For each byte which one comes there when the point is taken out: as
    /// vectors of 16 bytes are shuffled, and so with all bits for none.
    pub(in super::super) shuffles: Words,
    /// The same as masks: which bytes stay, and which ones move up by one.
    after: Words,
    before: Words,
    /// What stands for no value, by lane.
    pub(in super::super) none: Words,
    /// All bits where the sign is a direction.
    pub(in super::super) directed: [i32; LANES],
    /// A bit for each of those.
    pub(in super::super) directed_bits: u8,
    /// A bit for each time of day.
    pub(in super::super) times: u8,
    /// The fewest characters without the sign, the most with it, and the
    /// largest number.
    pub(in super::super) least: [i32; LANES],
    pub(in super::super) most: [i32; LANES],
    pub(in super::super) largest: [i32; LANES],
}

impl Forms {
    /// Forms of no field: whole numbers, nothing for none.
    pub(super) const NONE: Self = {
        let same = 0x0706_0504_0302_0100;
        let next = same + 0x0808_0808_0808_0808;
        Self {
            points: [0; LANES],
            limits: [0x0909_0909_0909_0909; LANES],
            shuffles: [same, next, same, next, same, next, same, next],
            after: [!0; LANES],
            before: [0; LANES],
            none: [0; LANES],
            directed: [0; LANES],
            directed_bits: 0,
            times: 0,
            least: [1; LANES],
            most: [8; LANES],
            largest: [i32::MAX; LANES],
        }
    };

    /// The lane of a number with so many decimals, the most being
    /// [`MOST_DECIMALS`].
    pub(super) fn set(&mut self, lane: usize, decimals: u8, is_directed: bool, none: u64) {
        if decimals > 0 {
            let point = 7 - usize::from(decimals);
            let bit = 8 * point;
            self.points[lane] = u64::from(b'.' ^ b'0') << bit;
            self.limits[lane] &= !(0xff << bit);
            self.after[lane] = !0xff << bit;
            self.before[lane] = (1 << bit) - 1;
            let mut from = self.shuffles[lane].to_le_bytes();
            from.copy_within(..point, 1);
            from[0] = 0xff;
            self.shuffles[lane] = u64::from_le_bytes(from);
        }
        self.directed[lane] = if is_directed { !0 } else { 0 };
        self.directed_bits |= u8::from(is_directed) << lane;
        self.none[lane] = none;
    }

    /// The same with its tables of words in another order.
    pub(super) fn arranged(&self, order: &Order) -> Self {
        let arranged = |words| arranged(words, order);
        Self {
            points: arranged(&self.points),
            limits: arranged(&self.limits),
            shuffles: arranged(&self.shuffles),
            after: arranged(&self.after),
            before: arranged(&self.before),
            ..self.clone()
        }
    }

    /// The lane of a time of day.
    pub(super) fn set_time(&mut self, lane: usize, none: u64) {
        // Tens of minutes and seconds are five at most; hours follow from the
        // largest number.
        self.limits[lane] = u64::from_le_bytes([9, 9, 9, 9, 5, 9, 5, 9]);
        self.least[lane] = 6;
        self.most[lane] = 6;
        self.largest[lane] = LATEST;
        self.times |= 1 << lane;
        self.none[lane] = none;
    }
}

/// The latest time of day, as a number of six digits.
pub(in super::super) const LATEST: i32 = 235_959;

/// With a point and a digit before it, eight characters have room for these.
pub(in super::super) const MOST_DECIMALS: u8 = 6;

/// What was found in eight texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Found {
    /// A bit for each text that is no number of at most eight characters in the
    /// usual form: `[sign or blank]digits`, with as many decimals as are kept, or
    /// nothing. What was written for it means nothing.
    pub(in super::super) odd: u8,
    /// Some key isn't the right one.
    pub(in super::super) wrong: bool,
}

impl Found {
    /// Where there is too little to read from.
    pub(in super::super) const NOTHING: Self = Self {
        odd: !0,
        wrong: true,
    };
}

/// Reads eight texts, and writes the numbers as records hold them. The group's
/// tables are lane by lane.
///
/// Each text ends at its end, and begins a gap of the group behind the end
/// before it. Where a text would end before it begins, the layout is another,
/// and the length that comes out of it makes it odd. Of places outside of the
/// frame, which there are for lanes that aren't used, other bytes are read.
#[inline(always)]
pub(in super::super) fn read(
    padded: &[u8],
    (befores, ends): (&Places, &Places),
    group: &Group,
    bits: &mut Words,
) -> Found {
    let forms = &group.forms;
    let (mut odd, mut wrong_keys) = (0, 0);
    let Some(limit) = padded.len().checked_sub(LOADED) else {
        return Found::NOTHING;
    };
    for lane in 0..LANES {
        let wanted = befores[lane].wrapping_add(group.skips[lane]);
        let from = (wanted as usize).min(limit);
        let Some(loaded) = padded[from..].first_chunk::<LOADED>() else {
            return Found::NOTHING;
        };
        let loaded = u128::from_le_bytes(*loaded);
        let (key, text) = (loaded as u64, (loaded >> 64) as u64 ^ ZEROS);
        let length = ends[lane]
            .wrapping_sub(wanted)
            .wrapping_sub(8)
            .cast_signed();
        let first = text & 0xff;
        let is = |byte: u8| u64::from(first == u64::from(byte ^ b'0'));
        let (minus, plus, blank) = (is(b'-'), is(b'+'), is(b' '));
        let is_marked = minus | plus | blank;
        let unsigned = text ^ (first & is_marked.wrapping_neg());
        let shift = 64_i32.wrapping_sub(length.wrapping_mul(8)).cast_unsigned();
        let word = unsigned.checked_shl(shift).unwrap_or(0) ^ forms.points[lane];
        // Of each byte whether it is more than its limit: neither has a top bit,
        // or the byte is too much anyway.
        let more = (word & !TOP_BITS).wrapping_add(!TOP_BITS - forms.limits[lane]) | word;
        let values = (word & forms.after[lane]) | ((word & forms.before[lane]) << 8);
        let number = join(values);
        let directed = number << 2 | minus << 1 | plus;
        let signed = (number ^ minus.wrapping_neg()).wrapping_add(minus);
        let either = if forms.directed[lane] == 0 {
            signed
        } else {
            directed
        };
        let is_absent = length == 0;
        bits[lane] = if is_absent { forms.none[lane] } else { either };
        let count = length.wrapping_sub(is_marked as i32);
        let is_usual = more & TOP_BITS == 0
            && count >= forms.least[lane]
            && length <= forms.most[lane]
            && number <= u64::from(forms.largest[lane].cast_unsigned());
        odd |= u8::from(!is_usual && !is_absent) << lane;
        wrong_keys |= (key ^ group.keys[lane]) & group.key_masks[lane];
    }
    Found {
        odd,
        wrong: wrong_keys != 0,
    }
}

/// A whole number that was read by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Whole {
    /// One where that sign is before it, and zero where it isn't.
    pub(super) minus: u64,
    pub(super) plus: u64,
    pub(super) magnitude: u64,
}

/// A whole number of at most sixteen digits, with a sign or one blank before
/// them at most; `None` for any other text.
#[inline(always)]
pub(super) fn read_whole(padded: &[u8], start: u32, end: u32) -> Option<Whole> {
    let first = *padded.get(start as usize)?;
    let (minus, plus) = (first == b'-', first == b'+');
    let is_marked = minus | plus | (first == b' ');
    let digits = end.wrapping_sub(start).wrapping_sub(u32::from(is_marked));
    // Of what stands before the digits nothing counts.
    let low = load(padded, end.wrapping_sub(8))? ^ ZEROS;
    let (low, high) = match digits {
        1..=8 => (low & !0 << (64 - 8 * digits), 0),
        9..=16 => {
            let high = load(padded, end.wrapping_sub(16))? ^ ZEROS;
            (low, high & !0 << (128 - 8 * digits))
        }
        _ => return None,
    };
    if (over_nine(high) | over_nine(low)) & TOP_BITS != 0 {
        return None;
    }
    let high = if high == 0 {
        0
    } else {
        join(high) * 100_000_000
    };
    Some(Whole {
        minus: minus.into(),
        plus: plus.into(),
        magnitude: high + join(low),
    })
}

/// The same of at most seven characters without a blank, from the eight bytes that they
/// begin; gives how many they are up to the quote behind them, too.
#[inline(always)]
pub(super) fn read_near(text: u64) -> Option<(usize, Whole)> {
    // Of each character eight bits, and seven of the quote.
    let shown = equal(text, b'"').trailing_zeros() & !7;
    let text = text ^ ZEROS;
    let first = text & 0xff;
    let is = |byte: u8| u64::from(first == u64::from(byte ^ b'0'));
    let (minus, plus) = (is(b'-'), is(b'+'));
    let is_marked = minus | plus;
    // Without a quote, a digit or any character all of them would be shifted out.
    if shown == 64 || shown <= 8 * is_marked as u32 {
        return None;
    }
    let digits = (text ^ (first & is_marked.wrapping_neg())) << (64 - shown);
    if over_nine(digits) & TOP_BITS != 0 {
        return None;
    }
    let magnitude = join(digits);
    let number = Whole {
        minus,
        plus,
        magnitude,
    };
    Some(((shown / 8) as usize, number))
}

/// Has the top bit of some byte where one is more than nine.
#[inline(always)]
const fn over_nine(digits: u64) -> u64 {
    digits | digits.wrapping_add(0x7676_7676_7676_7676)
}

/// The eight bytes from there on.
#[inline(always)]
fn load(padded: &[u8], at: u32) -> Option<u64> {
    let at = at as usize;
    let bytes = padded.get(at..at.checked_add(8)?)?.first_chunk()?;
    Some(u64::from_le_bytes(*bytes))
}

/// A text of a few plain characters as a record holds it in a word of `size`
/// bytes: its length, then itself; `None` where it isn't that short, has
/// blanks, or needs a closer look.
#[inline(always)]
pub(super) fn read_short(padded: &[u8], start: u32, end: u32, size: u8) -> Option<u64> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let length = end.wrapping_sub(start);
    if length >= u32::from(size) {
        return None;
    }
    // Seven bytes at most.
    let shown = (1_u64 << (8 * length)) - 1;
    let text = load(padded, start)? & shown;
    // Characters above the blank that are neither quote nor backslash. What is borrowed
    // from a byte may make it odd only where the one below it is.
    let filled = text | ((EACH * u64::from(b'A')) & !shown);
    let below = |than: u8| filled.wrapping_sub(EACH * u64::from(than));
    let is_not = |byte: u8| (filled ^ (EACH * u64::from(byte))).wrapping_sub(EACH);
    let odd = below(b' ' + 1) | is_not(b'"') | is_not(b'\\') | filled;
    if odd & TOP_BITS != 0 {
        return None;
    }
    let word = text << 8 | u64::from(length);
    Some(match size {
        4 => u32::from_le(word as u32).into(),
        _ => u64::from_le(word),
    })
}

#[cfg(test)]
mod tests;
