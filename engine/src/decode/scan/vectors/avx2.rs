//! With AVX2.

use super::super::lanes::{ABOVE_KEY, Column, Forms, LEAST_CODES, Lanes, Loaded, Portable};
use super::super::lanes::{READ_BEFORE, Sides};
use super::super::marks::{Bits, MOST_OF_A_BLOCK, Marks};
use super::super::{Reading, Scanner, Values};
use crate::decode::predict::{LANES, LOADED, Words};
use std::arch::x86_64::*;

pub(super) struct Avx2;

impl Lanes for Avx2 {
    type Texts = Texts;

    #[inline(always)]
    fn find(marks: &mut Marks, padded: &[u8], len: usize) -> bool {
        // SAFETY: this type is named in `scan` only, whose callers
        // made sure of the features, and in what it calls.
        unsafe { find(marks, padded, len) }
    }

    #[inline(always)]
    fn values(reading: Reading<'_>, values: Values) -> Option<usize> {
        // SAFETY: as above.
        unsafe { read_values(reading, values) }
    }

    #[inline(always)]
    fn bits(block: &[u8; 64]) -> Bits {
        // SAFETY: as above.
        unsafe { bits(block) }
    }

    #[inline(always)]
    fn parity(bits: u64) -> u64 {
        // SAFETY: as above.
        unsafe { parity(bits) }
    }

    #[inline(always)]
    fn note(bits: u64, from: u32, places: &mut [u32; MOST_OF_A_BLOCK]) {
        Portable::note(bits, from, places);
    }

    #[inline(always)]
    fn load(padded: &[u8], sides: Sides<'_>) -> Loaded<Texts> {
        // SAFETY: as above.
        unsafe { load(padded, sides) }
    }

    #[inline(always)]
    fn read(texts: Texts, forms: [u32; LANES], tables: &Forms, words: &mut Words) -> u8 {
        // SAFETY: as above.
        unsafe { read(texts, forms, tables, words) }
    }
}

/// Scans a frame: see [`scan`](super::scan).
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt,pclmulqdq")]
pub(super) fn scan(scanner: &mut Scanner, padded: &[u8], len: usize) -> bool {
    scanner.read::<Avx2>(padded, len)
}

// These two stand by themselves: amid all the rest there would be too few
// registers for them.
#[target_feature(enable = "avx2,bmi1,bmi2,popcnt,pclmulqdq")]
#[inline(never)]
fn find(marks: &mut Marks, padded: &[u8], len: usize) -> bool {
    marks.find::<Avx2>(padded, len)
}

#[target_feature(enable = "avx2,bmi1,bmi2,popcnt,pclmulqdq")]
#[inline(never)]
fn read_values(reading: Reading<'_>, values: Values) -> Option<usize> {
    reading.values::<Avx2>(values)
}

/// 32 bytes.
#[target_feature(enable = "avx2")]
#[inline]
fn vector<T: Bytes32>(bytes: &T) -> __m256i {
    // SAFETY: they are as long as a vector; any alignment will do.
    unsafe { _mm256_loadu_si256(std::ptr::from_ref(bytes).cast()) }
}

/// What is 32 bytes long.
trait Bytes32 {}
impl Bytes32 for [u8; 32] {}
impl Bytes32 for [u32; 8] {}
impl Bytes32 for [i32; 8] {}

#[target_feature(enable = "avx2")]
#[inline]
fn bits(block: &[u8; 64]) -> Bits {
    let mut all = Bits::default();
    for (number, half) in block.as_chunks().0.iter().enumerate() {
        let bytes = vector::<[u8; 32]>(half);
        let is = |byte: u8| _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(byte as i8));
        let last = _mm256_set1_epi8(0x1f);
        let controls = _mm256_cmpeq_epi8(_mm256_max_epu8(bytes, last), last);
        let place = |mask| u64::from(_mm256_movemask_epi8(mask).cast_unsigned()) << (32 * number);
        all.quotes |= place(is(b'"'));
        all.colons |= place(is(b':'));
        all.commas |= place(is(b','));
        all.odd |= place(_mm256_or_si256(is(b'\\'), controls));
    }
    all
}

#[target_feature(enable = "pclmulqdq")]
#[inline]
pub(super) fn parity(bits: u64) -> u64 {
    let bits = _mm_set_epi64x(0, bits.cast_signed());
    let all = _mm_clmulepi64_si128::<0>(bits, _mm_set1_epi8(-1));
    _mm_cvtsi128_si64(all).cast_unsigned()
}

/// Eight texts less a zero, and how long they are.
#[derive(Clone, Copy)]
pub(super) struct Texts {
    /// Lanes 0, 1, 4 and 5, and the others: as two vectors of four words are
    /// to be packed into one of eight halves.
    first: __m256i,
    second: __m256i,
    lengths: __m256i,
}

/// The numbers that eight digits make each, of lanes as in [`Texts`].
#[target_feature(enable = "avx2")]
#[inline]
fn join(first: __m256i, second: __m256i) -> __m256i {
    // Two, four, then eight digits together.
    let quads = |digits| {
        let two = _mm256_maddubs_epi16(digits, _mm256_set1_epi16(0x010a));
        _mm256_madd_epi16(two, _mm256_set1_epi32(0x0001_0064))
    };
    let quads = _mm256_packus_epi32(quads(first), quads(second));
    _mm256_madd_epi16(quads, _mm256_set1_epi32(0x0001_2710))
}

/// As `Portable::load`, step by step.
#[target_feature(enable = "avx2")]
#[inline]
fn load(padded: &[u8], sides: Sides<'_>) -> Loaded<Texts> {
    let none = _mm256_setzero_si256();
    let Some(limit) = padded.len().checked_sub(LOADED) else {
        let texts = Texts {
            first: none,
            second: none,
            lengths: none,
        };
        return Loaded {
            codes: [0; LANES],
            texts,
            used: 0,
            wrong: true,
        };
    };
    let all = |number: u32| _mm256_set1_epi32(number.cast_signed());
    let limit = all(u32::try_from(limit).unwrap_or(u32::MAX));
    let behind = all(sides.behind);
    let opens = vector(sides.values);
    let used = _mm256_cmpgt_epi32(behind, opens);
    let values = _mm256_min_epu32(opens, behind);
    let next = _mm256_min_epu32(vector(sides.next_keys), behind);
    let wanted = _mm256_sub_epi32(values, all(READ_BEFORE));
    let from = _mm256_min_epu32(wanted, limit);
    let outside = _mm256_xor_si256(wanted, from);
    let mut froms = [0_u32; LANES];
    // SAFETY: an array of 32 bytes, as long as a vector.
    unsafe { _mm256_storeu_si256(froms.as_mut_ptr().cast(), from) };
    let load = |lane: usize| {
        let at = padded.as_ptr().wrapping_add(froms[lane] as usize);
        // SAFETY: so many bytes are there from any place up to the limit,
        // and none of `froms` is above; any alignment will do.
        unsafe { _mm_loadu_si128(at.cast()) }
    };
    let two = |low: usize, high: usize| {
        _mm256_inserti128_si256::<1>(_mm256_castsi128_si256(load(low)), load(high))
    };
    let zeros = _mm256_set1_epi8(b'0' as i8);
    let digits = _mm256_sub_epi32(_mm256_sub_epi32(values, vector(sides.keys)), all(3));
    let shift = _mm256_sub_epi32(all(64), _mm256_slli_epi32::<3>(digits));
    // A shift by 64 or more, as of a negative count, leaves nothing.
    let key = |loaded, used, shift| {
        let key = _mm256_xor_si256(_mm256_slli_epi64::<{ ABOVE_KEY as i32 }>(loaded), zeros);
        _mm256_and_si256(key, _mm256_sllv_epi64(used, shift))
    };
    // Of each lane first the key, then the text.
    let (one, other) = (two(0, 4), two(1, 5));
    let shown = (
        _mm256_unpacklo_epi32(used, used),
        _mm256_unpacklo_epi32(shift, none),
    );
    let first_keys = key(_mm256_unpacklo_epi64(one, other), shown.0, shown.1);
    let first = _mm256_xor_si256(_mm256_unpackhi_epi64(one, other), zeros);
    let (one, other) = (two(2, 6), two(3, 7));
    let shown = (
        _mm256_unpackhi_epi32(used, used),
        _mm256_unpackhi_epi32(shift, none),
    );
    let second_keys = key(_mm256_unpacklo_epi64(one, other), shown.0, shown.1);
    let second = _mm256_xor_si256(_mm256_unpackhi_epi64(one, other), zeros);
    let nines = _mm256_set1_epi8(9);
    let more = _mm256_or_si256(
        _mm256_subs_epu8(first_keys, nines),
        _mm256_subs_epu8(second_keys, nines),
    );
    let codes = join(first_keys, second_keys);
    let least = _mm256_permutevar8x32_epi32(vector(&LEAST_CODES), digits);
    let lengths = _mm256_sub_epi32(_mm256_sub_epi32(next, values), all(3));
    let unfit = _mm256_or_si256(
        _mm256_cmpgt_epi32(least, codes),
        _mm256_cmpgt_epi32(none, lengths),
    );
    let wrong = _mm256_or_si256(
        _mm256_and_si256(unfit, used),
        _mm256_or_si256(more, outside),
    );
    let mut found = Loaded {
        codes: [0; LANES],
        texts: Texts {
            first,
            second,
            lengths,
        },
        used: _mm256_movemask_ps(_mm256_castsi256_ps(used)) as u8,
        wrong: _mm256_testz_si256(wrong, wrong) == 0,
    };
    // SAFETY: an array of 32 bytes, as long as a vector.
    unsafe { _mm256_storeu_si256(found.codes.as_mut_ptr().cast(), codes) };
    found
}

/// Of eight forms the words of a table, for lanes as in [`Texts`].
#[target_feature(enable = "avx2")]
#[inline]
fn pick(table: &Column, forms: __m256i) -> (__m256i, __m256i) {
    let [low, high] = &table.halves;
    let low = _mm256_permutevar8x32_epi32(vector(low), forms);
    let high = _mm256_permutevar8x32_epi32(vector(high), forms);
    (
        _mm256_unpacklo_epi32(low, high),
        _mm256_unpackhi_epi32(low, high),
    )
}

/// As `Portable::read`, step by step.
#[target_feature(enable = "avx2")]
#[inline]
fn read(texts: Texts, forms: [u32; LANES], tables: &Forms, words: &mut Words) -> u8 {
    let [a, b, c, d, e, f, g, h] = forms.map(u32::cast_signed);
    let forms = _mm256_setr_epi32(a, b, c, d, e, f, g, h);
    let none = _mm256_setzero_si256();
    let Texts {
        first,
        second,
        lengths,
    } = texts;
    // Signs: the lowest halves of the words, in the order of lanes.
    let firsts = _mm256_castps_si256(_mm256_shuffle_ps::<0x88>(
        _mm256_castsi256_ps(first),
        _mm256_castsi256_ps(second),
    ));
    let firsts = _mm256_and_si256(firsts, _mm256_set1_epi32(0xff));
    let is_byte = |byte: u8| {
        let byte = _mm256_set1_epi32(i32::from(byte ^ b'0'));
        _mm256_cmpeq_epi32(firsts, byte)
    };
    let (minus, plus) = (is_byte(b'-'), is_byte(b'+'));
    let is_signed = _mm256_or_si256(minus, plus);
    let signs = _mm256_and_si256(firsts, is_signed);
    let eights = _mm256_set1_epi32(8);
    let shift = _mm256_slli_epi32::<3>(_mm256_sub_epi32(eights, lengths));
    let points = pick(&tables.points, forms);
    let limits = pick(&tables.limits, forms);
    let shuffles = pick(&tables.shuffles, forms);
    // In a vector's half the second word's bytes are eight further up.
    let further = _mm256_set_epi64x(0x0808_0808_0808_0808, 0, 0x0808_0808_0808_0808, 0);
    // A shift by 64 or more, as of a negative count, leaves nothing.
    let four = |text, signs, shift, points, limits, shuffles| {
        let word = _mm256_sllv_epi64(_mm256_xor_si256(text, signs), shift);
        let word = _mm256_xor_si256(word, points);
        let more = _mm256_subs_epu8(word, limits);
        let values = _mm256_shuffle_epi8(word, _mm256_or_si256(shuffles, further));
        (values, _mm256_cmpeq_epi64(more, none))
    };
    let (signs_0, shift_0) = (
        _mm256_unpacklo_epi32(signs, none),
        _mm256_unpacklo_epi32(shift, none),
    );
    let (signs_1, shift_1) = (
        _mm256_unpackhi_epi32(signs, none),
        _mm256_unpackhi_epi32(shift, none),
    );
    let first = four(first, signs_0, shift_0, points.0, limits.0, shuffles.0);
    let second = four(second, signs_1, shift_1, points.1, limits.1, shuffles.1);
    let number = join(first.0, second.0);
    // A mask is minus one.
    let direction = _mm256_add_epi32(_mm256_add_epi32(minus, minus), plus);
    let directed = _mm256_sub_epi32(_mm256_slli_epi32::<2>(number), direction);
    let signed = _mm256_sub_epi32(_mm256_xor_si256(number, minus), minus);
    let either = _mm256_blendv_epi8(signed, directed, _mm256_srai_epi32::<31>(forms));
    let absent = _mm256_cmpeq_epi32(lengths, none);
    let nones = pick(&tables.none, _mm256_srli_epi32::<3>(forms));
    let sign = _mm256_srai_epi32::<31>(either);
    let wide = |none, either, absent| _mm256_blendv_epi8(either, none, absent);
    let result_0 = wide(
        nones.0,
        _mm256_unpacklo_epi32(either, sign),
        _mm256_unpacklo_epi32(absent, absent),
    );
    let result_1 = wide(
        nones.1,
        _mm256_unpackhi_epi32(either, sign),
        _mm256_unpackhi_epi32(absent, absent),
    );
    // To the order of lanes: those of 0, 1, 4, 5 and of 2, 3, 6, 7.
    let low = _mm256_permute2x128_si256::<0x20>(result_0, result_1);
    let high = _mm256_permute2x128_si256::<0x31>(result_0, result_1);
    for (half, words) in [low, high].into_iter().zip(words.as_chunks_mut::<4>().0) {
        // SAFETY: four words, as long as a vector; any alignment will do.
        unsafe { _mm256_storeu_si256(words.as_mut_ptr().cast(), half) };
    }
    let of = |table| _mm256_permutevar8x32_epi32(vector(table), forms);
    let count = _mm256_add_epi32(lengths, is_signed);
    let few = _mm256_cmpgt_epi32(of(&tables.least), count);
    let many = _mm256_cmpgt_epi32(lengths, of(&tables.most));
    let large = _mm256_cmpgt_epi32(number, of(&tables.largest));
    let unfit = _mm256_or_si256(_mm256_or_si256(few, many), large);
    // The lower halves of the words again.
    let right = _mm256_castps_si256(_mm256_shuffle_ps::<0x88>(
        _mm256_castsi256_ps(first.1),
        _mm256_castsi256_ps(second.1),
    ));
    let usual = _mm256_or_si256(_mm256_andnot_si256(unfit, right), absent);
    // Its bit for what is odd in any case stands next to the top one.
    let never = _mm256_srai_epi32::<31>(_mm256_slli_epi32::<1>(forms));
    let usual = _mm256_andnot_si256(never, usual);
    !_mm256_movemask_ps(_mm256_castsi256_ps(usual)) as u8
}
