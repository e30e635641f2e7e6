//! With AVX-512: vectors of 64 bytes, and a bit for each lane.

use super::super::predict::{self, IN_ORDER, LANES, LATEST, LOADED};
use super::avx2::{self, eight};
use super::{BLOCK, Block, Found, Group, Layout, Look, MOST_CLOSERS};
use super::{FirstOf, Odds, Order, Places, Predictor, Reading, Words};
use std::arch::x86_64::*;

pub(super) struct Avx512;

impl Look for Avx512 {
    const ORDER: Order = IN_ORDER;

    #[inline(always)]
    fn find_closers(padded: &[u8], len: usize, closers: &mut Vec<u32>) -> usize {
        // SAFETY: this type is named in `predict` only, whose callers made sure of
        // the features, and in what it calls.
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
        // SAFETY: as above; a processor that has them has those of AVX2, too.
        unsafe { avx2::read_odds(reading, layout, first, odds) }
    }

    #[inline(always)]
    fn is(text: &[u8; BLOCK], block: &Block) -> bool {
        // SAFETY: as above.
        unsafe { is(text, block) }
    }

    #[inline(always)]
    fn closers(block: &[u8; 65], from: u32, places: &mut [u32; MOST_CLOSERS]) -> usize {
        // SAFETY: as above.
        unsafe { closers(block, from, places) }
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

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi2,bmi1,popcnt")]
pub(super) fn predict(predictor: &mut Predictor, padded: &[u8], len: usize) -> bool {
    predictor.read::<Avx512>(padded, len)
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi2,bmi1,popcnt")]
#[inline]
fn find_closers(padded: &[u8], len: usize, closers: &mut Vec<u32>) -> usize {
    predict::find_closers::<Avx512>(padded, len, closers)
}

// By itself: amid all the rest there would be too few registers.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi2,bmi1,popcnt")]
#[inline(never)]
fn read_values(reading: &mut Reading<'_>, layout: &Layout, start: usize) -> Option<usize> {
    reading.values::<Avx512>(layout, start)
}

#[target_feature(enable = "avx512f,avx512bw")]
#[inline]
fn is(text: &[u8; BLOCK], block: &Block) -> bool {
    // SAFETY: each is an array of 64 bytes, as long as a vector.
    let (text, bytes) = unsafe {
        (
            _mm512_loadu_si512(text.as_ptr().cast()),
            _mm512_loadu_si512(block.bytes.as_ptr().cast()),
        )
    };
    _mm512_mask_cmpneq_epi8_mask(block.bits, text, bytes) == 0
}

/// The numbers from 0 to 63.
const PLACES: [u8; 64] = {
    let mut places = [0; 64];
    let mut at = 0;
    while at < 64 {
        places[at] = at as u8;
        at += 1;
    }
    places
};

#[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,popcnt")]
#[inline]
fn closers(block: &[u8; 65], from: u32, places: &mut [u32; MOST_CLOSERS]) -> usize {
    // SAFETY: 65 bytes are there: 64 from the first one, and 64 from the second.
    let (these, next, all) = unsafe {
        (
            _mm512_loadu_si512(block.as_ptr().cast()),
            _mm512_loadu_si512(block.as_ptr().add(1).cast()),
            _mm512_loadu_si512(PLACES.as_ptr().cast()),
        )
    };
    let quotes = _mm512_cmpeq_epi8_mask(these, _mm512_set1_epi8(b'"' as i8));
    let both = _mm512_mask_cmpeq_epi8_mask(quotes, next, _mm512_set1_epi8(b',' as i8));
    let found = both.count_ones() as usize;
    let places_of = _mm512_maskz_compress_epi8(both, all);
    let (first, second) = places.split_at_mut(16);
    let write = |to: &mut [u32], sixteen: __m128i| {
        let place = _mm512_cvtepu8_epi32(sixteen);
        let place = _mm512_add_epi32(place, _mm512_set1_epi32(from.cast_signed()));
        let to = to[..16].as_mut_ptr();
        // SAFETY: 16 of them are there, as the slice was just made.
        unsafe { _mm512_storeu_si512(to.cast(), place) };
    };
    write(first, _mm512_castsi512_si128(places_of));
    if found > 16 {
        write(second, _mm512_extracti32x4_epi32::<1>(places_of));
    }
    found
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl")]
#[inline]
fn texts(block: &[u8; 32]) -> (u32, u32) {
    // SAFETY: 32 bytes are there.
    let bytes = unsafe { _mm256_loadu_si256(block.as_ptr().cast()) };
    let byte = |byte: u8| _mm256_set1_epi8(byte as i8);
    // As signed numbers, parts of longer characters are below zero.
    let below = _mm256_cmplt_epi8_mask(bytes, byte(b' '));
    let escapes = _mm256_cmpeq_epi8_mask(bytes, byte(b'\\'));
    (_mm256_cmpeq_epi8_mask(bytes, byte(b'"')), below | escapes)
}

/// Eight words.
#[target_feature(enable = "avx512f")]
#[inline]
fn words(words: &Words) -> __m512i {
    // SAFETY: they are 64 bytes, as long as a vector.
    unsafe { _mm512_loadu_si512(words.as_ptr().cast()) }
}

/// As `read_texts`, step by step.
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
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
        // SAFETY: so many bytes are there from any place up to the limit, and none
        // of `froms` is above; any alignment will do.
        unsafe { _mm_loadu_si128(at.cast()) }
    };
    let two = |low: usize, high: usize| {
        _mm256_inserti128_si256::<1>(_mm256_castsi128_si256(load(low)), load(high))
    };
    let four =
        |low: __m256i, high: __m256i| _mm512_inserti64x4::<1>(_mm512_castsi256_si512(low), high);
    // Of each lane first the key, then the text.
    let even = four(two(0, 2), two(4, 6));
    let odd = four(two(1, 3), two(5, 7));
    let keys = _mm512_xor_si512(_mm512_unpacklo_epi64(even, odd), words(&group.keys));
    let wrong = _mm512_test_epi64_mask(keys, words(&group.key_masks));
    let zeros = _mm512_set1_epi8(b'0' as i8);
    let texts = _mm512_xor_si512(_mm512_unpackhi_epi64(even, odd), zeros);
    // Signs.
    let firsts = _mm512_and_si512(texts, _mm512_set1_epi64(0xff));
    let is_byte = |byte: u8| {
        let byte = _mm512_set1_epi64(i64::from(byte ^ b'0'));
        _mm512_cmpeq_epi64_mask(firsts, byte)
    };
    let (minus, plus) = (is_byte(b'-'), is_byte(b'+'));
    let marked = minus | plus | is_byte(b' ');
    let unsigned = _mm512_mask_xor_epi64(texts, marked, texts, firsts);
    let lengths = _mm256_sub_epi32(eight(ends), wanted);
    let lengths = _mm256_sub_epi32(lengths, _mm256_set1_epi32(8));
    let length = _mm512_cvtepi32_epi64(lengths);
    // A shift by 64 or more, as of a negative count, leaves nothing.
    let shift = _mm512_sub_epi64(_mm512_set1_epi64(64), _mm512_slli_epi64::<3>(length));
    let forms = &group.forms;
    let word = _mm512_xor_si512(_mm512_sllv_epi64(unsigned, shift), words(&forms.points));
    let more = _mm512_subs_epu8(word, words(&forms.limits));
    let right = _mm512_testn_epi64_mask(more, more);
    let values = _mm512_shuffle_epi8(word, words(&forms.shuffles));
    // Two, four, then eight digits together.
    let two = _mm512_maddubs_epi16(values, _mm512_set1_epi16(0x010a));
    let quads = _mm512_madd_epi16(two, _mm512_set1_epi32(0x0001_0064));
    let high = _mm512_mul_epu32(quads, _mm512_set1_epi64(10_000));
    let number = _mm512_add_epi64(high, _mm512_srli_epi64::<32>(quads));
    let directed = forms.directed_bits;
    let result = _mm512_mask_slli_epi64::<2>(number, directed, number);
    let mark =
        |result, lanes, mark| _mm512_mask_or_epi64(result, lanes, result, _mm512_set1_epi64(mark));
    let result = mark(result, directed & minus, 2);
    let result = mark(result, directed & plus, 1);
    let result = _mm512_mask_sub_epi64(result, minus & !directed, _mm512_setzero_si512(), result);
    let absent = _mm256_testn_epi32_mask(lengths, lengths);
    let result = _mm512_mask_mov_epi64(result, absent, words(&forms.none));
    // SAFETY: eight words, as long as a vector.
    unsafe { _mm512_storeu_si512(bits.as_mut_ptr().cast(), result) };
    let counts = _mm256_mask_sub_epi32(lengths, marked, lengths, _mm256_set1_epi32(1));
    let usual = _mm256_mask_cmpge_epi32_mask(right, counts, eight(&forms.least));
    let usual = _mm256_mask_cmple_epi32_mask(usual, lengths, eight(&forms.most));
    let latest = _mm512_set1_epi64(i64::from(LATEST));
    let late = _mm512_mask_cmpgt_epi64_mask(forms.times, number, latest);
    Found {
        odd: !(usual & !late | absent),
        wrong: wrong != 0,
    }
}
