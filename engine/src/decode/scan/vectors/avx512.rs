//! With AVX-512.

use super::super::lanes::{ABOVE_KEY, Column, Forms, LEAST_CODES, Lanes, Loaded, ODD};
use super::super::lanes::{READ_BEFORE, Sides};
use super::super::marks::{Bits, MOST_OF_A_BLOCK, Marks};
use super::super::{Reading, Scanner, Values};
use crate::decode::paths::avx2::eight;
use crate::decode::predict::{LANES, LOADED, Words};
use std::arch::x86_64::*;

pub(super) struct Avx512;

impl Lanes for Avx512 {
    type Texts = Texts;

    #[inline(always)]
    fn find(marks: &mut Marks, padded: &[u8], len: usize) -> bool {
        // SAFETY: this type is named in `scan` only, whose callers made sure of
        // the features, and in what it calls.
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
        unsafe { super::avx2::parity(bits) }
    }

    #[inline(always)]
    fn note(bits: u64, from: u32, places: &mut [u32; MOST_OF_A_BLOCK]) {
        // SAFETY: as above.
        unsafe { note(bits, from, places) }
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
#[target_feature(
    enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi2,avx2,bmi1,bmi2,popcnt,pclmulqdq"
)]
pub(super) fn scan(scanner: &mut Scanner, padded: &[u8], len: usize) -> bool {
    scanner.read::<Avx512>(padded, len)
}

// These two stand by themselves: amid all the rest there would be too few
// registers for them.
#[target_feature(
    enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi2,avx2,bmi1,bmi2,popcnt,pclmulqdq"
)]
#[inline(never)]
fn find(marks: &mut Marks, padded: &[u8], len: usize) -> bool {
    marks.find::<Avx512>(padded, len)
}

#[target_feature(
    enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi2,avx2,bmi1,bmi2,popcnt,pclmulqdq"
)]
#[inline(never)]
fn read_values(reading: Reading<'_>, values: Values) -> Option<usize> {
    reading.values::<Avx512>(values)
}

#[target_feature(enable = "avx512f,avx512bw")]
#[inline]
fn bits(block: &[u8; 64]) -> Bits {
    // SAFETY: they are as long as a vector; any alignment will do.
    let bytes = unsafe { _mm512_loadu_si512(block.as_ptr().cast()) };
    let is = |byte: u8| _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(byte as i8));
    Bits {
        quotes: is(b'"'),
        colons: is(b':'),
        commas: is(b','),
        odd: is(b'\\') | _mm512_cmplt_epu8_mask(bytes, _mm512_set1_epi8(b' ' as i8)),
    }
}

/// Each byte's place in a block.
const PLACES: [u8; 64] = {
    let mut places = [0; 64];
    let mut at = 0;
    while at < places.len() {
        places[at] = at as u8;
        at += 1;
    }
    places
};

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,popcnt")]
#[inline]
fn note(bits: u64, from: u32, places: &mut [u32; MOST_OF_A_BLOCK]) {
    // SAFETY: they are as long as a vector; any alignment will do.
    let all = unsafe { _mm512_loadu_si512(PLACES.as_ptr().cast()) };
    let these = _mm512_maskz_compress_epi8(bits, all);
    let from = _mm512_set1_epi32(from.cast_signed());
    let [first, second] = places.as_chunks_mut::<16>().0 else {
        return;
    };
    let wide = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(these));
    // SAFETY: sixteen halves of words, as long as a vector.
    unsafe { _mm512_storeu_si512(first.as_mut_ptr().cast(), _mm512_add_epi32(wide, from)) };
    // Of a frame that is decoded no block has so many.
    if bits.count_ones() > 16 {
        let wide = _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32::<1>(these));
        // SAFETY: as above.
        unsafe { _mm512_storeu_si512(second.as_mut_ptr().cast(), _mm512_add_epi32(wide, from)) };
    }
}

/// Eight texts less a zero, and how long they are.
#[derive(Clone, Copy)]
pub(super) struct Texts {
    words: __m512i,
    lengths: __m256i,
}

/// The numbers that eight digits make each.
#[target_feature(enable = "avx512f,avx512bw")]
#[inline]
fn join(digits: __m512i) -> __m512i {
    // Two, four, then eight digits together.
    let two = _mm512_maddubs_epi16(digits, _mm512_set1_epi16(0x010a));
    let four = _mm512_madd_epi16(two, _mm512_set1_epi32(0x0001_0064));
    let first = _mm512_mul_epu32(four, _mm512_set1_epi64(10_000));
    _mm512_add_epi64(first, _mm512_srli_epi64::<32>(four))
}

/// By how many bits texts of these lengths are shifted up to the top: 64 or more,
/// as for a negative length, leave nothing.
#[target_feature(enable = "avx512f,avx2")]
#[inline]
fn shifts(lengths: __m256i) -> __m512i {
    let shift = _mm256_sub_epi32(_mm256_set1_epi32(64), _mm256_slli_epi32::<3>(lengths));
    _mm512_cvtepu32_epi64(shift)
}

/// As `Portable::load`, step by step.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx2")]
#[inline]
fn load(padded: &[u8], sides: Sides<'_>) -> Loaded<Texts> {
    let Some(limit) = padded.len().checked_sub(LOADED) else {
        let texts = Texts {
            words: _mm512_setzero_si512(),
            lengths: _mm256_setzero_si256(),
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
    let opens = eight(sides.values);
    let used = _mm256_cmplt_epu32_mask(opens, behind);
    let values = _mm256_min_epu32(opens, behind);
    let next = _mm256_min_epu32(eight(sides.next_keys), behind);
    let wanted = _mm256_sub_epi32(values, all(READ_BEFORE));
    let from = _mm256_min_epu32(wanted, limit);
    let outside = _mm256_cmpneq_epu32_mask(wanted, from);
    let mut froms = [0_u32; LANES];
    // SAFETY: an array of 32 bytes, as long as a vector.
    unsafe { _mm256_storeu_si256(froms.as_mut_ptr().cast(), from) };
    let load = |lane: usize| {
        let at = padded.as_ptr().wrapping_add(froms[lane] as usize);
        // SAFETY: so many bytes are there from any place up to the limit, and
        // none of `froms` is above; any alignment will do.
        unsafe { _mm_loadu_si128(at.cast()) }
    };
    let four = |first: usize| {
        let all = _mm512_castsi128_si512(load(first));
        let all = _mm512_inserti64x2::<1>(all, load(first + 2));
        let all = _mm512_inserti64x2::<2>(all, load(first + 4));
        _mm512_inserti64x2::<3>(all, load(first + 6))
    };
    // Of each lane first the key, then the text.
    let (even, odd) = (four(0), four(1));
    let zeros = _mm512_set1_epi8(b'0' as i8);
    let keys = _mm512_slli_epi64::<ABOVE_KEY>(_mm512_unpacklo_epi64(even, odd));
    let words = _mm512_xor_si512(_mm512_unpackhi_epi64(even, odd), zeros);
    let digits = _mm256_sub_epi32(_mm256_sub_epi32(values, eight(sides.keys)), all(3));
    let shown = _mm512_maskz_sllv_epi64(used, _mm512_set1_epi8(-1), shifts(digits));
    let keys = _mm512_and_si512(_mm512_xor_si512(keys, zeros), shown);
    let more = _mm512_cmpgt_epu8_mask(keys, _mm512_set1_epi8(9));
    let codes = _mm512_cvtepi64_epi32(join(keys));
    let least = _mm256_permutexvar_epi32(digits, eight(&LEAST_CODES));
    let lengths = _mm256_sub_epi32(_mm256_sub_epi32(next, values), all(3));
    let unfit = _mm256_cmpgt_epi32_mask(least, codes) | _mm256_movepi32_mask(lengths);
    let mut found = Loaded {
        codes: [0; LANES],
        texts: Texts { words, lengths },
        used,
        wrong: more != 0 || (unfit & used) | outside != 0,
    };
    // SAFETY: an array of 32 bytes, as long as a vector.
    unsafe { _mm256_storeu_si256(found.codes.as_mut_ptr().cast(), codes) };
    found
}

/// As `Portable::read`, step by step.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx2")]
#[inline]
fn read(texts: Texts, forms: [u32; LANES], tables: &Forms, to: &mut Words) -> u8 {
    let [a, b, c, d, e, f, g, h] = forms.map(u32::cast_signed);
    let forms = _mm256_setr_epi32(a, b, c, d, e, f, g, h);
    let wide = _mm512_cvtepu32_epi64(forms);
    let pick = |table: &Column, forms: __m512i| {
        // SAFETY: eight words, as long as a vector; any alignment will do.
        let table = unsafe { _mm512_loadu_si512(table.words.as_ptr().cast()) };
        _mm512_permutexvar_epi64(forms, table)
    };
    let of = |table| _mm256_permutexvar_epi32(forms, eight(table));
    let Texts { words, lengths } = texts;
    let firsts = _mm512_and_si512(words, _mm512_set1_epi64(0xff));
    let is_byte = |byte: u8| {
        let byte = _mm512_set1_epi64(i64::from(byte ^ b'0'));
        _mm512_cmpeq_epi64_mask(firsts, byte)
    };
    let (minus, plus) = (is_byte(b'-'), is_byte(b'+'));
    let signed = minus | plus;
    let unsigned = _mm512_mask_xor_epi64(words, signed, words, firsts);
    let word = _mm512_sllv_epi64(unsigned, shifts(lengths));
    let word = _mm512_xor_si512(word, pick(&tables.points, wide));
    let more = _mm512_subs_epu8(word, pick(&tables.limits, wide));
    let more = _mm512_test_epi64_mask(more, more);
    // In a quarter of the vector the second word's bytes are eight further up.
    let further = _mm512_maskz_set1_epi64(0b1010_1010, 0x0808_0808_0808_0808);
    let shuffles = _mm512_or_si512(pick(&tables.shuffles, wide), further);
    let number = join(_mm512_shuffle_epi8(word, shuffles));
    let directed = _mm512_slli_epi64::<2>(number);
    let directed = _mm512_mask_add_epi64(directed, minus, directed, _mm512_set1_epi64(2));
    let directed = _mm512_mask_add_epi64(directed, plus, directed, _mm512_set1_epi64(1));
    let negated = _mm512_mask_sub_epi64(number, minus, _mm512_setzero_si512(), number);
    let is_directed = _mm256_movepi32_mask(forms);
    let either = _mm512_mask_blend_epi64(is_directed, negated, directed);
    let absent = _mm256_testn_epi32_mask(lengths, lengths);
    let none = pick(&tables.none, _mm512_srli_epi64::<3>(wide));
    let result = _mm512_mask_blend_epi64(absent, either, none);
    // SAFETY: eight words, as long as a vector; any alignment will do.
    unsafe { _mm512_storeu_si512(to.as_mut_ptr().cast(), result) };
    let count = _mm256_mask_sub_epi32(lengths, signed, lengths, _mm256_set1_epi32(1));
    let few = _mm256_cmpgt_epi32_mask(of(&tables.least), count);
    let many = _mm256_cmpgt_epi32_mask(lengths, of(&tables.most));
    let number = _mm512_cvtepi64_epi32(number);
    let large = _mm256_cmpgt_epi32_mask(number, of(&tables.largest));
    let never = _mm256_test_epi32_mask(forms, _mm256_set1_epi32(ODD.cast_signed()));
    ((more | few | many | large) & !absent) | never
}
