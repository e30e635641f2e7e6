//! The ways to look at a frame that differ by processor.
//!
//! The reading of frames is written once, and compiled for any processor and
//! for those with AVX2 or AVX-512; only what is done by vectors is written once for
//! each. Unsafe are the calls from code for any processor into code for a certain
//! one, and the loading and storing of vectors. The tests run every path on the
//! same input, and all must agree.

#[cfg(target_arch = "x86_64")]
pub(super) mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;

#[cfg(target_arch = "x86_64")]
use avx2::Avx2;
#[cfg(target_arch = "x86_64")]
use avx512::Avx512;

use super::predict::{self, BLOCK, Block, Found, Group, IN_ORDER, Layout, MOST_CLOSERS};
use super::predict::{FirstOf, Odds, Order, Places, Predictor, Reading, Words};

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
    /// With AVX-512 as from Ice Lake and Zen 4 on: F, BW, DQ, VL and VBMI2 (x86-64).
    Avx512,
}

impl DecoderPath {
    /// All of them, the plainest first.
    pub const ALL: [Self; 4] = [Self::Tape, Self::Portable, Self::Avx2, Self::Avx512];

    /// The one with the widest vectors that this processor has: not always the
    /// [quickest](DecoderPath::quickest).
    #[must_use]
    pub fn best() -> Self {
        let mut all = Self::ALL.into_iter().rev();
        all.find(|path| path.is_available())
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
                    && is_x86_feature_detected!("bmi2")
                    && is_x86_feature_detected!("pclmulqdq")
                    && is_x86_feature_detected!("popcnt")
            }
            // Before those processors wide vectors slowed the clock down, and nothing
            // brought bytes together.
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => {
                Self::Avx2.is_available()
                    && is_x86_feature_detected!("avx512f")
                    && is_x86_feature_detected!("avx512bw")
                    && is_x86_feature_detected!("avx512dq")
                    && is_x86_feature_detected!("avx512vl")
                    && is_x86_feature_detected!("avx512vbmi2")
            }
            #[cfg(not(target_arch = "x86_64"))]
            Self::Avx2 | Self::Avx512 => false,
        }
    }
}

/// What is done by vectors where there are some.
pub(super) trait Look {
    /// In which it takes tables of words.
    const ORDER: Order;

    /// See [`predict::find_closers`](super::predict::find_closers).
    fn find_closers(padded: &[u8], len: usize, closers: &mut Vec<u32>) -> usize;

    /// See [`Reading::values`].
    fn read_values(reading: &mut Reading<'_>, layout: &Layout, start: usize) -> Option<usize>;

    /// See [`Reading::odds`].
    fn read_odds(
        reading: &mut Reading<'_>,
        layout: &Layout,
        first: FirstOf,
        odds: &Odds,
    ) -> Option<()>;

    /// Whether a text's bytes are those that count of a block.
    fn is(text: &[u8; BLOCK], block: &Block) -> bool;

    /// Writes the place of each byte of `block` that is a quote and followed by a
    /// comma, counted from `from` on; gives how many there are. What else is
    /// written means nothing. The byte behind the block is the last of the 65.
    fn closers(block: &[u8; 65], from: u32, places: &mut [u32; MOST_CLOSERS]) -> usize;

    /// A bit for each byte of `block` that is a quote, and one for each that is
    /// no plain character: a control, a backslash, a part of a longer one.
    fn texts(block: &[u8; 32]) -> (u32, u32);

    /// See [`read_texts`](super::predict::read_texts).
    fn read(padded: &[u8], sides: (&Places, &Places), group: &Group, bits: &mut Words) -> Found;
}

/// For any processor.
pub(super) struct Portable;

impl Look for Portable {
    const ORDER: Order = IN_ORDER;

    #[inline(never)]
    fn find_closers(padded: &[u8], len: usize, closers: &mut Vec<u32>) -> usize {
        predict::find_closers::<Self>(padded, len, closers)
    }

    #[inline(never)]
    fn read_values(reading: &mut Reading<'_>, layout: &Layout, start: usize) -> Option<usize> {
        reading.values::<Self>(layout, start)
    }

    #[inline(never)]
    fn read_odds(
        reading: &mut Reading<'_>,
        layout: &Layout,
        first: FirstOf,
        odds: &Odds,
    ) -> Option<()> {
        reading.odds(layout, first, odds)
    }

    #[inline(always)]
    fn is(text: &[u8; BLOCK], block: &Block) -> bool {
        (0..BLOCK).step_by(8).all(|at| {
            let other = word(text, at) ^ word(&block.bytes, at);
            other & word(&block.counted, at) == 0
        })
    }

    #[inline(always)]
    fn closers(block: &[u8; 65], from: u32, places: &mut [u32; MOST_CLOSERS]) -> usize {
        let mut bits = 0;
        for at in (0..64).step_by(8) {
            let both = equal(word(block, at), b'"') & equal(word(block, at + 1), b',');
            bits |= together(both) << at;
        }
        predict::places_of(bits, from, places)
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
pub(super) fn together(word: u64) -> u64 {
    (word >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The top bit of each byte that is `byte`.
#[inline(always)]
pub(super) fn equal(word: u64, byte: u8) -> u64 {
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

    /// The order in which it takes tables of words.
    pub(super) fn order(self) -> Order {
        match self.0 {
            #[cfg(target_arch = "x86_64")]
            DecoderPath::Avx2 => Avx2::ORDER,
            #[cfg(target_arch = "x86_64")]
            DecoderPath::Avx512 => Avx512::ORDER,
            _ => Portable::ORDER,
        }
    }

    pub(super) fn path(self) -> DecoderPath {
        self.0
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
        DecoderPath::Portable => predict_portable(predictor, padded, len),
        #[cfg(target_arch = "x86_64")]
        DecoderPath::Avx2 => {
            // SAFETY: the processor has these features: `Chosen` is made here
            // only, where they were asked for.
            unsafe { avx2::predict(predictor, padded, len) }
        }
        #[cfg(target_arch = "x86_64")]
        DecoderPath::Avx512 => {
            // SAFETY: as above.
            unsafe { avx512::predict(predictor, padded, len) }
        }
        #[cfg(not(target_arch = "x86_64"))]
        DecoderPath::Avx2 | DecoderPath::Avx512 => predict_portable(predictor, padded, len),
    }
}

/// By itself, so that the choice takes no more than a jump.
#[inline(never)]
fn predict_portable(predictor: &mut Predictor, padded: &[u8], len: usize) -> bool {
    predictor.read::<Portable>(padded, len)
}

/// One way's reading of eight texts by a group whose tables are lane by lane;
/// `None` where there is none, or not here.
#[cfg(test)]
pub(super) fn read_by(
    path: DecoderPath,
    padded: &[u8],
    sides: (&Places, &Places),
    group: &Group,
    bits: &mut Words,
) -> Option<Found> {
    fn read<L: Look>(
        padded: &[u8],
        sides: (&Places, &Places),
        group: &Group,
        bits: &mut Words,
    ) -> Option<Found> {
        Some(L::read(padded, sides, &group.arranged(&L::ORDER), bits))
    }
    match path {
        DecoderPath::Portable => read::<Portable>(padded, sides, group, bits),
        #[cfg(target_arch = "x86_64")]
        DecoderPath::Avx2 if path.is_available() => read::<Avx2>(padded, sides, group, bits),
        #[cfg(target_arch = "x86_64")]
        DecoderPath::Avx512 if path.is_available() => read::<Avx512>(padded, sides, group, bits),
        _ => None,
    }
}

/// Whether a part stands somewhere, by every way alike.
#[cfg(test)]
pub(super) fn stands(part: &predict::Part, padded: &[u8], at: usize) -> bool {
    let stands = part.stands::<Portable>(padded, at);
    #[cfg(target_arch = "x86_64")]
    if DecoderPath::Avx2.is_available() {
        assert_eq!(part.stands::<Avx2>(padded, at), stands);
    }
    #[cfg(target_arch = "x86_64")]
    if DecoderPath::Avx512.is_available() {
        assert_eq!(part.stands::<Avx512>(padded, at), stands);
    }
    stands
}

#[cfg(test)]
mod tests;
