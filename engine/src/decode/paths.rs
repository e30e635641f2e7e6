//! The ways to look at a frame that differ by processor.
//!
//! The reading of frames is written once, and compiled for any processor and
//! for those with AVX2; only what is done by vectors is written twice. Unsafe
//! are the calls from code for any processor into code for a certain one, and
//! the loading and storing of vectors. The tests run every path on the same
//! input, and all must agree.

use super::predict::Words;
use super::predict::{self, BLOCK, Block, Found, Group, LANES, MOST_VALUES, Places, Predictor};

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
    /// See [`predict::find_closers`](super::predict::find_closers).
    fn find_closers(padded: &[u8], len: usize, closers: &mut Vec<u32>) -> usize;

    /// See [`predict::read_groups`](super::predict::read_groups).
    fn read_groups(
        padded: &[u8],
        ends: &[u32],
        groups: &[Group],
        words: &mut [u64],
        odds: &mut [u8; MOST_VALUES / LANES],
    ) -> Option<u8>;

    /// Whether a text's bytes are those that count of a block.
    fn is(text: &[u8; BLOCK], block: &Block) -> bool;

    /// A bit for each byte of `block` that is a quote and followed by a comma.
    /// The byte behind the block is the last of the 65.
    fn closers(block: &[u8; 65]) -> u64;

    /// A bit for each byte of `block` that is a quote, and one for each that is
    /// no plain character: a control, a backslash, a part of a longer one.
    fn texts(block: &[u8; 32]) -> (u32, u32);

    /// See [`read_texts`](super::predict::read_texts).
    fn read(padded: &[u8], sides: (&Places, &Places), group: &Group, bits: &mut Words) -> Found;
}

/// For any processor.
pub(super) struct Portable;

impl Look for Portable {
    fn find_closers(padded: &[u8], len: usize, closers: &mut Vec<u32>) -> usize {
        predict::find_closers::<Self>(padded, len, closers)
    }

    fn read_groups(
        padded: &[u8],
        ends: &[u32],
        groups: &[Group],
        words: &mut [u64],
        odds: &mut [u8; MOST_VALUES / LANES],
    ) -> Option<u8> {
        predict::read_groups::<Self>(padded, ends, groups, words, odds)
    }

    #[inline(always)]
    fn is(text: &[u8; BLOCK], block: &Block) -> bool {
        (0..BLOCK).step_by(8).all(|at| {
            let other = word(text, at) ^ word(&block.bytes, at);
            other & word(&block.counted, at) == 0
        })
    }

    #[inline(always)]
    fn closers(block: &[u8; 65]) -> u64 {
        let mut bits = 0;
        for at in (0..64).step_by(8) {
            let both = equal(word(block, at), b'"') & equal(word(block, at + 1), b',');
            bits |= together(both) << at;
        }
        bits
    }

    #[inline(always)]
    fn texts(block: &[u8; 32]) -> (u32, u32) {
        let (mut quotes, mut odd) = (0, 0);
        for at in (0..32).step_by(8) {
            let word = word(block, at);
            let above = (word & LOW) + 0x6060_6060_6060_6060;
            quotes |= together(equal(word, b'"')) << at;
            odd |= together((!above | word | equal(word, b'\\')) & !LOW) << at;
        }
        (quotes as u32, odd as u32)
    }

    #[inline(always)]
    fn read(padded: &[u8], sides: (&Places, &Places), group: &Group, bits: &mut Words) -> Found {
        predict::read_texts(padded, sides, group, bits)
    }
}

const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;

#[inline(always)]
fn word(block: &[u8], from: usize) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&block[from..from + 8]);
    u64::from_le_bytes(bytes)
}

/// The top bits of eight bytes, brought together.
#[inline(always)]
fn together(word: u64) -> u64 {
    (word >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The top bit of each byte that is `byte`.
#[inline(always)]
fn equal(word: u64, byte: u8) -> u64 {
    let other = word ^ (u64::from(byte) * 0x0101_0101_0101_0101);
    !(((other & LOW) + LOW) | other | LOW)
}

/// A way that this processor has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chosen(DecoderPath);

impl Chosen {
    /// The way that is asked for, or that for any processor in its place.
    pub(super) fn new(path: DecoderPath) -> Self {
        if path.is_available() {
            Self(path)
        } else {
            Self(DecoderPath::Portable)
        }
    }

    /// Whether anything is to be predicted.
    pub(super) fn predicts(self) -> bool {
        self.0 != DecoderPath::Tape
    }
}

/// Looks at a frame in the way that was chosen; `false` where it isn't as
/// predicted.
pub(super) fn predict(
    Chosen(path): Chosen,
    predictor: &mut Predictor,
    padded: &[u8],
    len: usize,
) -> bool {
    match path {
        DecoderPath::Tape => false,
        DecoderPath::Portable => predictor.read::<Portable>(padded, len),
        #[cfg(target_arch = "x86_64")]
        DecoderPath::Avx2 => {
            // SAFETY: the processor has these features: `Chosen` is made here
            // only, where they were asked for.
            unsafe { x86::read_avx2(predictor, padded, len) }
        }
        #[cfg(not(target_arch = "x86_64"))]
        DecoderPath::Avx2 => predictor.read::<Portable>(padded, len),
    }
}

/// One way's reading of eight texts; `None` where there is none, or not here.
#[cfg(test)]
pub(super) fn read_by(
    path: DecoderPath,
    padded: &[u8],
    sides: (&Places, &Places),
    group: &Group,
    bits: &mut Words,
) -> Option<Found> {
    match path {
        DecoderPath::Tape => None,
        DecoderPath::Portable => Some(Portable::read(padded, sides, group, bits)),
        #[cfg(target_arch = "x86_64")]
        DecoderPath::Avx2 if path.is_available() => {
            Some(x86::Avx2::read(padded, sides, group, bits))
        }
        DecoderPath::Avx2 => None,
    }
}

/// Whether a part stands somewhere, by every way alike.
#[cfg(test)]
pub(super) fn stands(part: &predict::Part, padded: &[u8], at: usize, end: usize) -> bool {
    let stands = part.stands::<Portable>(padded, at, end);
    #[cfg(target_arch = "x86_64")]
    if DecoderPath::Avx2.is_available() {
        assert_eq!(part.stands::<x86::Avx2>(padded, at, end), stands);
    }
    stands
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::super::predict::{self, LOADED};
    use super::{BLOCK, Block, Found, Group, LANES, Look, MOST_VALUES, Places, Predictor, Words};
    use std::arch::x86_64::*;

    pub(super) struct Avx2;

    impl Look for Avx2 {
        #[inline(always)]
        fn find_closers(padded: &[u8], len: usize, closers: &mut Vec<u32>) -> usize {
            // SAFETY: this type is named in `read_avx2` only, whose callers
            // made sure of the features, and in what it calls.
            unsafe { find_closers(padded, len, closers) }
        }

        #[inline(always)]
        fn read_groups(
            padded: &[u8],
            ends: &[u32],
            groups: &[Group],
            words: &mut [u64],
            odds: &mut [u8; MOST_VALUES / LANES],
        ) -> Option<u8> {
            // SAFETY: as above.
            unsafe { read_groups(padded, ends, groups, words, odds) }
        }

        #[inline(always)]
        fn is(text: &[u8; BLOCK], block: &Block) -> bool {
            // SAFETY: as above.
            unsafe { is(text, block) }
        }

        #[inline(always)]
        fn closers(block: &[u8; 65]) -> u64 {
            // SAFETY: as above.
            unsafe { closers(block) }
        }

        #[inline(always)]
        fn texts(block: &[u8; 32]) -> (u32, u32) {
            // SAFETY: as above.
            unsafe { texts(block) }
        }

        #[inline(always)]
        fn read(
            padded: &[u8],
            sides: (&Places, &Places),
            group: &Group,
            bits: &mut Words,
        ) -> Found {
            // SAFETY: as above.
            unsafe { read(padded, sides, group, bits) }
        }
    }

    #[target_feature(enable = "avx2,bmi1,popcnt")]
    pub(super) fn read_avx2(predictor: &mut Predictor, padded: &[u8], len: usize) -> bool {
        predictor.read::<Avx2>(padded, len)
    }

    // These two stand by themselves: amid all the rest there would be too few
    // registers for them.
    #[target_feature(enable = "avx2,bmi1,popcnt")]
    #[inline(never)]
    fn find_closers(padded: &[u8], len: usize, closers: &mut Vec<u32>) -> usize {
        predict::find_closers::<Avx2>(padded, len, closers)
    }

    #[target_feature(enable = "avx2,bmi1,popcnt")]
    #[inline(never)]
    fn read_groups(
        padded: &[u8],
        ends: &[u32],
        groups: &[Group],
        words: &mut [u64],
        odds: &mut [u8; MOST_VALUES / LANES],
    ) -> Option<u8> {
        predict::read_groups::<Avx2>(padded, ends, groups, words, odds)
    }

    #[target_feature(enable = "avx2")]
    #[inline]
    fn is(text: &[u8; BLOCK], block: &Block) -> bool {
        // SAFETY: each is an array of 32 bytes, as long as a vector.
        let (text, bytes, counted) = unsafe {
            (
                _mm256_loadu_si256(text.as_ptr().cast()),
                _mm256_loadu_si256(block.bytes.as_ptr().cast()),
                _mm256_loadu_si256(block.counted.as_ptr().cast()),
            )
        };
        _mm256_testz_si256(_mm256_xor_si256(text, bytes), counted) != 0
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
    fn eight<T: Half>(halves: &[T; LANES]) -> __m256i {
        // SAFETY: they are 32 bytes, as long as a vector.
        unsafe { _mm256_loadu_si256(halves.as_ptr().cast()) }
    }

    /// What takes four bytes.
    trait Half {}
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
        let none = _mm256_setzero_si256();
        // Of each lane first the key, then the text.
        let (one, next) = (two(0, 4), two(1, 5));
        let zeros = _mm256_set1_epi8(b'0' as i8);
        let first_keys = wrong_keys(group, 0, _mm256_unpacklo_epi64(one, next));
        let first_texts = _mm256_xor_si256(_mm256_unpackhi_epi64(one, next), zeros);
        let (one, next) = (two(2, 6), two(3, 7));
        let second_keys = wrong_keys(group, 1, _mm256_unpacklo_epi64(one, next));
        let second_texts = _mm256_xor_si256(_mm256_unpackhi_epi64(one, next), zeros);
        let wrong = _mm256_or_si256(_mm256_or_si256(first_keys, second_keys), outside);
        // Signs.
        let firsts = halves(first_texts, second_texts);
        let firsts = _mm256_and_si256(firsts, _mm256_set1_epi32(0xff));
        let is_byte = |byte: u8| {
            let byte = _mm256_set1_epi32(i32::from(byte ^ b'0'));
            _mm256_cmpeq_epi32(firsts, byte)
        };
        let (minus, plus) = (is_byte(b'-'), is_byte(b'+'));
        let is_signed = _mm256_or_si256(minus, plus);
        let signs = _mm256_and_si256(firsts, is_signed);
        let eights = _mm256_set1_epi32(8);
        let length = _mm256_sub_epi32(_mm256_sub_epi32(eight(ends), from), eights);
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
}

#[cfg(test)]
mod tests {
    use super::{Look, Portable};

    #[test]
    fn texts_end_at_quotes_and_are_plain() {
        for byte in 0..=u8::MAX {
            for other in [b'a', b'"', 0x1f, 0x80] {
                for at in 0..32 {
                    let mut block = [other; 32];
                    block[at] = byte;
                    let expected = block.iter().enumerate().fold((0, 0), |all, (at, byte)| {
                        let is_odd = *byte < 0x20 || *byte >= 0x80 || *byte == b'\\';
                        (
                            all.0 | u32::from(*byte == b'"') << at,
                            all.1 | u32::from(is_odd) << at,
                        )
                    });
                    assert_eq!(Portable::texts(&block), expected);
                    #[cfg(target_arch = "x86_64")]
                    if super::DecoderPath::Avx2.is_available() {
                        assert_eq!(super::x86::Avx2::texts(&block), expected);
                    }
                }
            }
        }
    }

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
