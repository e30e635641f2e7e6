//! With AVX2: vectors of 32 bytes.

use super::super::predict::{self, LANES, LOADED};
use super::{BLOCK, Block, Found, Group, Layout, Look, MOST_CLOSERS};
use super::{FirstOf, Odds, Order, Places, Predictor, Reading, Words};
use std::arch::x86_64::*;

pub(super) struct Avx2;

impl Look for Avx2 {
    /// As two vectors of four words are to be packed into one of eight halves, the
    /// first one holds lanes 0, 1, 4 and 5.
    const ORDER: Order = [0, 1, 4, 5, 2, 3, 6, 7];

    #[inline(always)]
    fn find_closers(padded: &[u8], len: usize, closers: &mut Vec<u32>) -> usize {
        // SAFETY: this type is named in `predict` only, whose callers
        // made sure of the features, and in what it calls.
        unsafe { find_closers(padded, len, closers) }
    }

    #[inline(always)]
    fn read_values(reading: &mut Reading<'_>, layout: &Layout, start: usize) -> Option<usize> {
        // SAFETY: as above.
        unsafe { read_values(reading, layout, start) }
    }

    #[inline(always)]
    fn read_odds(
        reading: &mut Reading<'_>,
        layout: &Layout,
        first: FirstOf,
        odds: &Odds,
    ) -> Option<()> {
        // SAFETY: as above.
        unsafe { read_odds(reading, layout, first, odds) }
    }

    #[inline(always)]
    fn is(text: &[u8; BLOCK], block: &Block) -> bool {
        // SAFETY: as above.
        unsafe { is(text, block) }
    }

    #[inline(always)]
    fn closers(block: &[u8; 65], from: u32, places: &mut [u32; MOST_CLOSERS]) -> usize {
        // SAFETY: as above.
        predict::places_of(unsafe { closers(block) }, from, places)
    }

    #[inline(always)]
    fn texts(block: &[u8; 32]) -> (u32, u32) {
        // SAFETY: as above.
        unsafe { texts(block) }
    }

    #[inline(always)]
    fn read(padded: &[u8], sides: (&Places, &Places), group: &Group, bits: &mut Words) -> Found {
        // SAFETY: as above.
        unsafe { read(padded, sides, group, bits) }
    }
}

#[target_feature(enable = "avx2,bmi1,popcnt")]
pub(super) fn predict(predictor: &mut Predictor, padded: &[u8], len: usize) -> bool {
    predictor.read::<Avx2>(padded, len)
}

// These stand by themselves: amid all the rest there would be too few
// registers for them.
#[target_feature(enable = "avx2,bmi1,popcnt")]
#[inline(never)]
fn find_closers(padded: &[u8], len: usize, closers: &mut Vec<u32>) -> usize {
    predict::find_closers::<Avx2>(padded, len, closers)
}

#[target_feature(enable = "avx2,bmi1,popcnt")]
#[inline(never)]
fn read_values(reading: &mut Reading<'_>, layout: &Layout, start: usize) -> Option<usize> {
    reading.values::<Avx2>(layout, start)
}

#[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
#[inline(never)]
pub(super) fn read_odds(
    reading: &mut Reading<'_>,
    layout: &Layout,
    first: FirstOf,
    odds: &Odds,
) -> Option<()> {
    reading.odds(layout, first, odds)
}

#[target_feature(enable = "avx2")]
#[inline]
fn is(text: &[u8; BLOCK], block: &Block) -> bool {
    let half = |from: usize| {
        // SAFETY: each is an array of 64 bytes, and so two vectors long.
        let (text, bytes, counted) = unsafe {
            (
                _mm256_loadu_si256(text[from..].as_ptr().cast()),
                _mm256_loadu_si256(block.bytes[from..].as_ptr().cast()),
                _mm256_loadu_si256(block.counted[from..].as_ptr().cast()),
            )
        };
        _mm256_and_si256(_mm256_xor_si256(text, bytes), counted)
    };
    let other = _mm256_or_si256(half(0), half(BLOCK / 2));
    _mm256_testz_si256(other, other) != 0
}

#[target_feature(enable = "avx2")]
#[inline]
fn closers(block: &[u8; 65]) -> u64 {
    let half = |from: usize| {
        let at = block[from..from + 33].as_ptr();
        // SAFETY: 33 bytes are there, as the slice was just made of them:
        // 32 from its first, and 32 from its second.
        let (these, next) = unsafe {
            (
                _mm256_loadu_si256(at.cast::<__m256i>()),
                _mm256_loadu_si256(at.add(1).cast::<__m256i>()),
            )
        };
        let quotes = _mm256_cmpeq_epi8(these, _mm256_set1_epi8(b'"' as i8));
        let commas = _mm256_cmpeq_epi8(next, _mm256_set1_epi8(b',' as i8));
        let both = _mm256_movemask_epi8(_mm256_and_si256(quotes, commas));
        u64::from(both.cast_unsigned())
    };
    half(0) | half(32) << 32
}

#[target_feature(enable = "avx2")]
#[inline]
fn texts(block: &[u8; 32]) -> (u32, u32) {
    // SAFETY: 32 bytes are there.
    let bytes = unsafe { _mm256_loadu_si256(block.as_ptr().cast()) };
    let byte = |byte: u8| _mm256_set1_epi8(byte as i8);
    let quotes = _mm256_cmpeq_epi8(bytes, byte(b'"'));
    // As signed numbers, parts of longer characters are below zero.
    let below = _mm256_cmpgt_epi8(byte(b' '), bytes);
    let odd = _mm256_or_si256(below, _mm256_cmpeq_epi8(bytes, byte(b'\\')));
    let bits = |mask| _mm256_movemask_epi8(mask).cast_unsigned();
    (bits(quotes), bits(odd))
}

/// Eight halves of words.
#[target_feature(enable = "avx2")]
#[inline]
pub(in crate::decode) fn eight<T: Half>(halves: &[T; LANES]) -> __m256i {
    // SAFETY: they are 32 bytes, as long as a vector.
    unsafe { _mm256_loadu_si256(halves.as_ptr().cast()) }
}

/// What takes four bytes.
pub(in crate::decode) trait Half {}
impl Half for u32 {}
impl Half for i32 {}

/// Four of eight words.
#[target_feature(enable = "avx2")]
#[inline]
fn four(words: &Words, half: usize) -> __m256i {
    let at = words[half * 4..half * 4 + 4].as_ptr();
    // SAFETY: four words are there, as the slice was just made of them.
    unsafe { _mm256_loadu_si256(at.cast()) }
}

/// The lower halves of the words of two vectors, in the order of lanes.
#[target_feature(enable = "avx2")]
#[inline]
fn halves(first: __m256i, second: __m256i) -> __m256i {
    let (first, second) = (_mm256_castsi256_ps(first), _mm256_castsi256_ps(second));
    _mm256_castps_si256(_mm256_shuffle_ps::<0x88>(first, second))
}

/// What four texts came to, each in a word.
struct Four {
    /// Numbers of four digits, two to a word.
    quads: __m256i,
    /// All bits where the bytes are right.
    right: __m256i,
}

/// The first or second four texts in the order of the group's tables. They
/// are without signs, and are to be shifted up to the top.
#[target_feature(enable = "avx2")]
#[inline]
fn read_four(group: &Group, half: usize, unsigned: __m256i, shift: __m256i) -> Four {
    let forms = &group.forms;
    // A shift by 64 or more, as of a negative count, leaves nothing.
    let word = _mm256_sllv_epi64(unsigned, shift);
    let word = _mm256_xor_si256(word, four(&forms.points, half));
    let more = _mm256_subs_epu8(word, four(&forms.limits, half));
    let values = _mm256_shuffle_epi8(word, four(&forms.shuffles, half));
    // Two, then four digits together.
    let two = _mm256_maddubs_epi16(values, _mm256_set1_epi16(0x010a));
    Four {
        quads: _mm256_madd_epi16(two, _mm256_set1_epi32(0x0001_0064)),
        right: _mm256_cmpeq_epi64(more, _mm256_setzero_si256()),
    }
}

/// Bits where the first or second four keys are others.
#[target_feature(enable = "avx2")]
#[inline]
fn wrong_keys(group: &Group, half: usize, keys: __m256i) -> __m256i {
    let wrong = _mm256_xor_si256(keys, four(&group.keys, half));
    _mm256_and_si256(wrong, four(&group.key_masks, half))
}

/// As `read_texts`, step by step.
#[target_feature(enable = "avx2")]
#[inline]
fn read(
    padded: &[u8],
    (befores, ends): (&Places, &Places),
    group: &Group,
    bits: &mut Words,
) -> Found {
    let Some(limit) = padded.len().checked_sub(LOADED) else {
        return Found::NOTHING;
    };
    let limit = u32::try_from(limit).unwrap_or(u32::MAX).cast_signed();
    let wanted = _mm256_add_epi32(eight(befores), eight(&group.skips));
    let from = _mm256_min_epu32(wanted, _mm256_set1_epi32(limit));
    let mut froms = [0_u32; LANES];
    // SAFETY: an array of 32 bytes, as long as a vector.
    unsafe { _mm256_storeu_si256(froms.as_mut_ptr().cast(), from) };
    // Left in memory: to take each out of the vector takes two steps of what there
    // are too few of.
    let froms = std::hint::black_box(&froms);
    let load = |lane: usize| {
        let at = padded.as_ptr().wrapping_add(froms[lane] as usize);
        // SAFETY: so many bytes are there from any place up to the limit,
        // and none of `froms` is above; any alignment will do.
        unsafe { _mm_loadu_si128(at.cast()) }
    };
    let two = |low: usize, high: usize| {
        _mm256_inserti128_si256::<1>(_mm256_castsi128_si256(load(low)), load(high))
    };
    let none = _mm256_setzero_si256();
    // Of each lane first the key, then the text.
    let (one, next) = (two(0, 4), two(1, 5));
    let zeros = _mm256_set1_epi8(b'0' as i8);
    let first_keys = wrong_keys(group, 0, _mm256_unpacklo_epi64(one, next));
    let first_texts = _mm256_xor_si256(_mm256_unpackhi_epi64(one, next), zeros);
    let (one, next) = (two(2, 6), two(3, 7));
    let second_keys = wrong_keys(group, 1, _mm256_unpacklo_epi64(one, next));
    let second_texts = _mm256_xor_si256(_mm256_unpackhi_epi64(one, next), zeros);
    let wrong = _mm256_or_si256(first_keys, second_keys);
    // Signs.
    let firsts = halves(first_texts, second_texts);
    let firsts = _mm256_and_si256(firsts, _mm256_set1_epi32(0xff));
    let is_byte = |byte: u8| {
        let byte = _mm256_set1_epi32(i32::from(byte ^ b'0'));
        _mm256_cmpeq_epi32(firsts, byte)
    };
    let (minus, plus) = (is_byte(b'-'), is_byte(b'+'));
    let is_signed = _mm256_or_si256(_mm256_or_si256(minus, plus), is_byte(b' '));
    let signs = _mm256_and_si256(firsts, is_signed);
    let eights = _mm256_set1_epi32(8);
    let length = _mm256_sub_epi32(_mm256_sub_epi32(eight(ends), wanted), eights);
    let shift = _mm256_slli_epi32::<3>(_mm256_sub_epi32(eights, length));
    let unsigned = _mm256_xor_si256(first_texts, _mm256_unpacklo_epi32(signs, none));
    let first = read_four(group, 0, unsigned, _mm256_unpacklo_epi32(shift, none));
    let unsigned = _mm256_xor_si256(second_texts, _mm256_unpackhi_epi32(signs, none));
    let second = read_four(group, 1, unsigned, _mm256_unpackhi_epi32(shift, none));
    // Eight digits together.
    let quads = _mm256_packus_epi32(first.quads, second.quads);
    let number = _mm256_madd_epi16(quads, _mm256_set1_epi32(0x0001_2710));
    // A mask is minus one.
    let direction = _mm256_add_epi32(_mm256_add_epi32(minus, minus), plus);
    let directed = _mm256_sub_epi32(_mm256_slli_epi32::<2>(number), direction);
    let signed = _mm256_sub_epi32(_mm256_xor_si256(number, minus), minus);
    let forms = &group.forms;
    let either = _mm256_blendv_epi8(signed, directed, eight(&forms.directed));
    let absent = _mm256_cmpeq_epi32(length, none);
    let wide = |all, half| match half {
        0 => _mm256_cvtepi32_epi64(_mm256_castsi256_si128(all)),
        _ => _mm256_cvtepi32_epi64(_mm256_extracti128_si256::<1>(all)),
    };
    for half in 0..2 {
        let none = four(&forms.none, half);
        let result = _mm256_blendv_epi8(wide(either, half), none, wide(absent, half));
        let to = bits[half * 4..half * 4 + 4].as_mut_ptr();
        // SAFETY: four words are there, as the slice was just made of them.
        unsafe { _mm256_storeu_si256(to.cast(), result) };
    }
    let count = _mm256_add_epi32(length, is_signed);
    let few = _mm256_cmpgt_epi32(eight(&forms.least), count);
    let many = _mm256_cmpgt_epi32(length, eight(&forms.most));
    let large = _mm256_cmpgt_epi32(number, eight(&forms.largest));
    let unfit = _mm256_or_si256(_mm256_or_si256(few, many), large);
    let right = halves(first.right, second.right);
    let usual = _mm256_or_si256(_mm256_andnot_si256(unfit, right), absent);
    let usual = _mm256_movemask_ps(_mm256_castsi256_ps(usual));
    Found {
        odd: !usual as u8,
        wrong: _mm256_testz_si256(wrong, wrong) == 0,
    }
}
