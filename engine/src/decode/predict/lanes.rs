//! Eight numbers at once.
//!
//! Here as plain arithmetic without branches; for processors with vectors in
//! [`paths`](super::super::paths). The tests hold both against the slow way.

use super::layout::Group;

/// Numbers that are read together.
pub(in super::super) const LANES: usize = 8;

/// A word for each of them.
pub(in super::super) type Words = [u64; LANES];

/// How the texts of eight fields are understood.
#[derive(Clone, Debug)]
pub(in super::super) struct Forms {
    /// Which bytes of the text stand behind the point: all, for whole numbers.
    pub(in super::super) after: Words,
    /// Which stand before it: none, for whole numbers.
    pub(in super::super) before: Words,
    /// How far down the point is to be shifted: 56 and a byte of 0 wanted there
    /// for whole numbers, which is nothing.
    pub(in super::super) point_shift: Words,
    /// All bits where a point is wanted.
    pub(in super::super) has_point: Words,
    /// All bits where the sign is a direction.
    pub(in super::super) directed: Words,
    /// What stands for no value.
    pub(in super::super) none: Words,
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

/// What was found in eight texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Found {
    /// A bit for each text that is no number of at most eight characters in the
    /// usual form: `[sign]digits`, with as many decimals as are kept, or
    /// nothing. What was written for it means nothing.
    pub(in super::super) odd: u8,
    /// Some key isn't the right one.
    pub(in super::super) wrong: bool,
}

/// Reads eight texts, and writes the numbers as records hold them.
///
/// Each text ends at one of `ends` but the first, and begins a gap of the group
/// behind the end before it. Where a text would end before it begins, the
/// layout is another, and the length that comes out of it makes it odd.
#[inline(always)]
pub(in super::super) fn read(
    padded: &[u8],
    ends: &[u32; LANES + 1],
    group: &Group,
    bits: &mut Words,
) -> Found {
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    let forms = &group.forms;
    let (mut odd, mut wrong_keys) = (0, 0);
    for lane in 0..LANES {
        let (from, end) = (ends[lane].wrapping_add(group.gaps[lane]), ends[lane + 1]);
        let (Some(word), Some(key)) = (before(padded, end), before(padded, from)) else {
            return Found::NOTHING;
        };
        let length = u64::from(end.wrapping_sub(from));
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
        let either = (directed & is_directed) | (signed & !is_directed);
        bits[lane] = (either & some) | (forms.none[lane] & !some);
        // A count of digits from 1 to 8, as it is after the subtractions.
        let count = all_if(digits.wrapping_sub(1) > 7) | all_if(length > 8);
        odd |= u8::from((wrong | no_point | count) & some != 0) << lane;
        wrong_keys |= (key ^ group.keys[lane]) & group.key_masks[lane];
    }
    Found {
        odd,
        wrong: wrong_keys != 0,
    }
}

impl Found {
    /// For what doesn't lie within the frame.
    pub(in super::super) const NOTHING: Self = Self {
        odd: !0,
        wrong: true,
    };
}

/// The eight bytes before `end`, of which the topmost is the last.
#[inline(always)]
fn before(bytes: &[u8], end: u32) -> Option<u64> {
    let start = (end as usize).checked_sub(8)?;
    let word = bytes.get(start..)?.first_chunk()?;
    Some(u64::from_le_bytes(*word))
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
mod tests;
