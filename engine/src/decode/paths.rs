//! The ways to look at a frame that differ by processor.
//!
//! The reading of frames is written once, and compiled for any processor and
//! for those with AVX2; only what is done by vectors is written twice. Unsafe
//! are the calls from code for any processor into code for a certain one, and
//! the loading and storing of vectors. The tests run every path on the same
//! input, and all must agree.

use super::predict::{Found, Group, LANES, Predictor, Words};

/// How frames are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecoderPath {
    /// With simd-json alone: nothing is predicted.
    Tape,
    /// For any processor.
    Portable,
    /// With AVX2 (x86-64).
    Avx2,
}

impl DecoderPath {
    /// All of them, the plainest first.
    pub const ALL: [Self; 3] = [Self::Tape, Self::Portable, Self::Avx2];

    /// The best that this processor has.
    #[must_use]
    pub fn best() -> Self {
        let mut best_first = Self::ALL.into_iter().rev();
        let best = best_first.find(|it| it.is_available());
        best.unwrap_or(Self::Portable)
    }

    /// Whether this processor has it.
    #[must_use]
    pub fn is_available(self) -> bool {
        match self {
            Self::Tape | Self::Portable => true,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => {
                is_x86_feature_detected!("avx2")
                    && is_x86_feature_detected!("bmi1")
                    && is_x86_feature_detected!("popcnt")
            }
            #[cfg(not(target_arch = "x86_64"))]
            Self::Avx2 => false,
        }
    }
}

/// What is done by vectors where there are some.
pub(super) trait Look {
    /// A bit for each byte of `block` that is a quote and followed by a comma.
    /// The byte behind the block is the last of the 65.
    fn closers(block: &[u8; 65]) -> u64;

    /// See [`read_texts`](super::predict::read_texts).
    fn read(padded: &[u8], ends: &[u32; LANES + 1], group: &Group, bits: &mut Words) -> Found;
}

/// For any processor.
pub(super) struct Portable;

impl Look for Portable {
    #[inline(always)]
    fn closers(block: &[u8; 65]) -> u64 {
        let mut bits = 0;
        for at in 0..8 {
            let word = |from: usize| {
                let mut bytes = [0; 8];
                bytes.copy_from_slice(&block[from..from + 8]);
                u64::from_le_bytes(bytes)
            };
            let both = equal(word(at * 8), b'"') & equal(word(at * 8 + 1), b',');
            // The top bits of eight bytes, brought together.
            let packed = (both >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56;
            bits |= packed << (at * 8);
        }
        bits
    }

    #[inline(always)]
    fn read(padded: &[u8], ends: &[u32; LANES + 1], group: &Group, bits: &mut Words) -> Found {
        super::predict::read_texts(padded, ends, group, bits)
    }
}

/// The top bit of each byte that is `byte`.
#[inline(always)]
fn equal(word: u64, byte: u8) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let other = word ^ (u64::from(byte) * 0x0101_0101_0101_0101);
    !(((other & LOW) + LOW) | other | LOW)
}

/// Looks at a frame in the way that was chosen; `false` where it isn't as
/// predicted.
pub(super) fn predict(
    path: DecoderPath,
    predictor: &mut Predictor,
    padded: &[u8],
    len: usize,
) -> bool {
    match path {
        DecoderPath::Tape => false,
        DecoderPath::Portable => predictor.read::<Portable>(padded, len),
        #[cfg(target_arch = "x86_64")]
        DecoderPath::Avx2 if path.is_available() => {
            // SAFETY: the processor has these features, as was just asked.
            unsafe { x86::read_avx2(predictor, padded, len) }
        }
        // Asked for by force on a processor that lacks it.
        DecoderPath::Avx2 => predictor.read::<Portable>(padded, len),
    }
}

/// One way's reading of eight texts; `None` where there is none, or not here.
#[cfg(test)]
pub(super) fn read_by(
    path: DecoderPath,
    padded: &[u8],
    ends: &[u32; LANES + 1],
    group: &Group,
    bits: &mut Words,
) -> Option<Found> {
    match path {
        DecoderPath::Tape => None,
        DecoderPath::Portable => Some(Portable::read(padded, ends, group, bits)),
        #[cfg(target_arch = "x86_64")]
        DecoderPath::Avx2 if path.is_available() => {
            Some(x86::Avx2::read(padded, ends, group, bits))
        }
        DecoderPath::Avx2 => None,
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Found, Group, LANES, Look, Predictor, Words};
    use std::arch::x86_64::*;

    pub(super) struct Avx2;

    impl Look for Avx2 {
        #[inline(always)]
        fn closers(block: &[u8; 65]) -> u64 {
            // SAFETY: this type is named in `read_avx2` only, whose callers
            // made sure of the feature.
            unsafe { closers(block) }
        }

        #[inline(always)]
        fn read(padded: &[u8], ends: &[u32; LANES + 1], group: &Group, bits: &mut Words) -> Found {
            // SAFETY: as above.
            unsafe { read(padded, ends, group, bits) }
        }
    }

    #[target_feature(enable = "avx2,bmi1,popcnt")]
    pub(super) fn read_avx2(predictor: &mut Predictor, padded: &[u8], len: usize) -> bool {
        predictor.read::<Avx2>(padded, len)
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

    /// Four of eight words.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn four(words: &Words, half: usize) -> __m256i {
        let at = words[half * 4..half * 4 + 4].as_ptr();
        // SAFETY: four words are there, as the slice was just made of them.
        unsafe { _mm256_loadu_si256(at.cast()) }
    }

    /// Four of eight lanes that end at these places.
    ///
    /// # Safety
    /// All of them lie from 8 to the length of `padded`.
    #[target_feature(enable = "avx2")]
    #[inline]
    unsafe fn before(padded: &[u8], ends: &[u32]) -> __m256i {
        let word = |lane: usize| {
            let start = ends[lane] as usize - 8;
            // SAFETY: the eight bytes before `ends[lane]` lie within `padded`,
            // as the caller promises; any alignment will do.
            unsafe { padded.as_ptr().add(start).cast::<i64>().read_unaligned() }
        };
        _mm256_set_epi64x(word(3), word(2), word(1), word(0))
    }

    /// As `read_texts`, step by step, four at a time.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn read(padded: &[u8], ends: &[u32; LANES + 1], group: &Group, bits: &mut Words) -> Found {
        let (befores, ends) = (ends[..LANES].as_ptr(), &ends[1..]);
        let mut froms = [0; LANES];
        // SAFETY: each is an array, or a slice just made, of eight words of 32
        // bits, as long as a vector.
        let within = unsafe {
            let before = _mm256_loadu_si256(befores.cast());
            let end = _mm256_loadu_si256(ends.as_ptr().cast());
            let from = _mm256_add_epi32(before, _mm256_loadu_si256(group.gaps.as_ptr().cast()));
            _mm256_storeu_si256(froms.as_mut_ptr().cast(), from);
            let least = _mm256_min_epu32(end, from);
            let most = _mm256_max_epu32(end, from);
            let limit = u32::try_from(padded.len()).unwrap_or(u32::MAX);
            let limit = _mm256_set1_epi32(limit.cast_signed());
            let far_enough = _mm256_max_epu32(least, _mm256_set1_epi32(8));
            let near_enough = _mm256_min_epu32(most, limit);
            _mm256_and_si256(
                _mm256_cmpeq_epi32(far_enough, least),
                _mm256_cmpeq_epi32(near_enough, most),
            )
        };
        if _mm256_movemask_epi8(within) != -1 {
            return Found::NOTHING;
        }
        let byte = |byte: u8| _mm256_set1_epi64x(i64::from(byte));
        let ones = _mm256_set1_epi64x(-1);
        let none = _mm256_setzero_si256();
        // A shift by 64 or more, as of a negative count, leaves nothing.
        let top_bytes = |count| {
            let shift = _mm256_sub_epi64(byte(64), _mm256_slli_epi64::<3>(count));
            _mm256_sllv_epi64(ones, shift)
        };
        let forms = &group.forms;
        let (mut odd, mut wrong) = (0, none);
        for half in 0..LANES / 4 {
            let (these, those) = (half * 4, half * 4 + 4);
            // SAFETY: all of them lie within `padded`, as was just seen.
            let (word, key) = unsafe {
                (
                    before(padded, &ends[these..those]),
                    before(padded, &froms[these..those]),
                )
            };
            let distance =
                |lane: usize| i64::from(ends[these + lane].wrapping_sub(froms[these + lane]));
            let length = _mm256_set_epi64x(distance(3), distance(2), distance(1), distance(0));
            let from = _mm256_sub_epi64(byte(64), _mm256_slli_epi64::<3>(length));
            let from = _mm256_and_si256(from, byte(63));
            let first = _mm256_and_si256(_mm256_srlv_epi64(word, from), byte(0xff));
            let absent = _mm256_cmpeq_epi64(length, none);
            let minus = _mm256_andnot_si256(absent, _mm256_cmpeq_epi64(first, byte(b'-')));
            let plus = _mm256_andnot_si256(absent, _mm256_cmpeq_epi64(first, byte(b'+')));
            // Minus one where there is a sign.
            let unsigned = _mm256_add_epi64(length, _mm256_or_si256(minus, plus));
            let kept = _mm256_and_si256(word, top_bytes(unsigned));
            let has_point = four(&forms.has_point, half);
            let point = _mm256_srlv_epi64(word, four(&forms.point_shift, half));
            let point = _mm256_and_si256(point, byte(0xff));
            let no_point = _mm256_andnot_si256(_mm256_cmpeq_epi64(point, byte(b'.')), has_point);
            let digits = _mm256_add_epi64(unsigned, has_point);
            let after = _mm256_and_si256(kept, four(&forms.after, half));
            let before = _mm256_and_si256(kept, four(&forms.before, half));
            let joined = _mm256_or_si256(after, _mm256_slli_epi64::<8>(before));
            let values = _mm256_xor_si256(joined, _mm256_set1_epi8(b'0' as i8));
            let values = _mm256_and_si256(values, top_bytes(digits));
            let at_most_9 = _mm256_min_epu8(values, _mm256_set1_epi8(9));
            let is_digits = _mm256_cmpeq_epi64(at_most_9, values);
            // Two, four, then eight digits together.
            let two = _mm256_maddubs_epi16(values, _mm256_set1_epi16(0x010a));
            let quad = _mm256_madd_epi16(two, _mm256_set1_epi32(0x0001_0064));
            let high = _mm256_mul_epu32(quad, _mm256_set1_epi64x(10_000));
            let number = _mm256_add_epi64(high, _mm256_srli_epi64::<32>(quad));
            let direction = _mm256_or_si256(
                _mm256_and_si256(minus, byte(2)),
                _mm256_and_si256(plus, byte(1)),
            );
            let directed = _mm256_or_si256(_mm256_slli_epi64::<2>(number), direction);
            let signed = _mm256_sub_epi64(_mm256_xor_si256(number, minus), minus);
            let either = _mm256_blendv_epi8(signed, directed, four(&forms.directed, half));
            let result = _mm256_blendv_epi8(either, four(&forms.none, half), absent);
            let to = bits[half * 4..half * 4 + 4].as_mut_ptr();
            // SAFETY: four words are there, as the slice was just made of them.
            unsafe { _mm256_storeu_si256(to.cast(), result) };
            let too_few = _mm256_cmpgt_epi64(byte(1), digits);
            let too_long = _mm256_cmpgt_epi64(length, byte(8));
            let count = _mm256_or_si256(too_few, too_long);
            let unusual = _mm256_or_si256(_mm256_or_si256(no_point, count), absent);
            let usual = _mm256_or_si256(_mm256_andnot_si256(unusual, is_digits), absent);
            let usual = _mm256_movemask_pd(_mm256_castsi256_pd(usual));
            odd |= (!usual & 0xf) << (half * 4);
            let keys = _mm256_xor_si256(key, four(&group.keys, half));
            let keys = _mm256_and_si256(keys, four(&group.key_masks, half));
            wrong = _mm256_or_si256(wrong, keys);
        }
        Found {
            odd: odd as u8,
            wrong: _mm256_testz_si256(wrong, wrong) == 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Look, Portable};

    #[test]
    fn closers_are_quotes_before_commas() {
        let mut random = 1_u64;
        for _ in 0..10_000 {
            let mut block = [0; 65];
            for byte in &mut block {
                random = random
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                *byte = [b'"', b',', b'1', 0xa2, 0xac, 0x23, 0x2d, 0x80][(random >> 61) as usize];
            }
            let bit = |at: usize| u64::from(block[at] == b'"' && block[at + 1] == b',') << at;
            let expected = (0..64).map(bit).fold(0, |all, bit| all | bit);
            assert_eq!(Portable::closers(&block), expected);
            #[cfg(target_arch = "x86_64")]
            if super::DecoderPath::Avx2.is_available() {
                assert_eq!(super::x86::Avx2::closers(&block), expected);
            }
        }
    }
}
