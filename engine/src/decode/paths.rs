//! The ways to look at a frame that differ by processor.
//!
//! Everything here is written once, in safe code, and compiled several times:
//! for any processor, and for those with AVX2 or AVX-512, where the compiler
//! turns the loops over eight numbers into vectors. Unsafe are only the calls
//! from code for any processor into code for a certain one, and the loading of
//! vectors; the tests run every path on the same input, and all must agree.

use super::predict::Predictor;

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
    /// With AVX-512 F, BW, DQ and VL (x86-64).
    Avx512,
}

impl DecoderPath {
    /// All of them, the plainest first.
    pub const ALL: [Self; 4] = [Self::Tape, Self::Portable, Self::Avx2, Self::Avx512];

    /// The best that this processor has.
    #[must_use]
    pub fn best() -> Self {
        let known = Self::ALL.into_iter().rev();
        known
            .into_iter()
            .find(|it| it.is_available())
            .unwrap_or(Self::Portable)
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
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => {
                Self::Avx2.is_available()
                    && is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512dq")
                    && is_x86_feature_detected!("avx512vl")
            }
            #[cfg(not(target_arch = "x86_64"))]
            Self::Avx2 | Self::Avx512 => false,
        }
    }
}

/// Which closing quotes there are: see [`Look::closers`].
pub(super) trait Look {
    /// A bit for each byte of `block` that is a quote and followed by a comma.
    /// The byte behind the block is the last of the 65.
    fn closers(block: &[u8; 65]) -> u64;
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
        #[cfg(target_arch = "x86_64")]
        DecoderPath::Avx512 if path.is_available() => {
            // SAFETY: the processor has these features, as was just asked.
            unsafe { x86::read_avx512(predictor, padded, len) }
        }
        // Asked for by force on a processor that lacks it.
        DecoderPath::Avx2 | DecoderPath::Avx512 => predictor.read::<Portable>(padded, len),
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Look, Predictor};
    use std::arch::x86_64::{
        __m256i, __m512i, _mm256_and_si256, _mm256_cmpeq_epi8, _mm256_loadu_si256,
        _mm256_movemask_epi8, _mm256_set1_epi8, _mm512_cmpeq_epi8_mask, _mm512_loadu_si512,
        _mm512_mask_cmpeq_epi8_mask, _mm512_set1_epi8,
    };

    const QUOTE: i8 = b'"' as i8;
    const COMMA: i8 = b',' as i8;

    struct Avx2;

    impl Look for Avx2 {
        #[inline(always)]
        fn closers(block: &[u8; 65]) -> u64 {
            // SAFETY: this type is named in `read_avx2` only, whose callers
            // made sure of the feature.
            unsafe { closers_avx2(block) }
        }
    }

    struct Avx512;

    impl Look for Avx512 {
        #[inline(always)]
        fn closers(block: &[u8; 65]) -> u64 {
            // SAFETY: this type is named in `read_avx512` only, whose callers
            // made sure of the features.
            unsafe { closers_avx512(block) }
        }
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn closers_avx2(block: &[u8; 65]) -> u64 {
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
            let quotes = _mm256_cmpeq_epi8(these, _mm256_set1_epi8(QUOTE));
            let commas = _mm256_cmpeq_epi8(next, _mm256_set1_epi8(COMMA));
            let both = _mm256_movemask_epi8(_mm256_and_si256(quotes, commas));
            u64::from(both.cast_unsigned())
        };
        half(0) | half(32) << 32
    }

    #[target_feature(enable = "avx512f,avx512bw")]
    #[inline]
    fn closers_avx512(block: &[u8; 65]) -> u64 {
        let at = block.as_ptr();
        // SAFETY: the block has 65 bytes: 64 from its first, and 64 from its
        // second.
        let (these, next) = unsafe {
            (
                _mm512_loadu_si512(at.cast::<__m512i>()),
                _mm512_loadu_si512(at.add(1).cast::<__m512i>()),
            )
        };
        let quotes = _mm512_cmpeq_epi8_mask(these, _mm512_set1_epi8(QUOTE));
        _mm512_mask_cmpeq_epi8_mask(quotes, next, _mm512_set1_epi8(COMMA))
    }

    #[target_feature(enable = "avx2,bmi1,popcnt")]
    pub(super) fn read_avx2(predictor: &mut Predictor, padded: &[u8], len: usize) -> bool {
        predictor.read::<Avx2>(padded, len)
    }

    #[target_feature(enable = "avx2,bmi1,popcnt,avx512f,avx512bw,avx512dq,avx512vl")]
    pub(super) fn read_avx512(predictor: &mut Predictor, padded: &[u8], len: usize) -> bool {
        predictor.read::<Avx512>(padded, len)
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
        }
    }
}
