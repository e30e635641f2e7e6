//! The scanner's vectors, for the ways of [`paths`](super::super::paths).
//!
//! Unsafe are the calls from code for any processor into code for a certain
//! one, and the loading and storing of vectors. The tests run every way on the
//! same input, and all must agree.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;

use super::Scanner;
#[cfg(test)]
use super::lanes::Lanes;
use super::lanes::Portable;
#[cfg(test)]
use super::marks::{Bits, MOST_OF_A_BLOCK, Marks};
use crate::decode::DecoderPath;
use crate::decode::paths::Chosen;

/// Scans a frame in the way that was chosen; `false` where it isn't plainly
/// written.
pub(in super::super) fn scan(
    chosen: Chosen,
    scanner: &mut Scanner,
    padded: &[u8],
    len: usize,
) -> bool {
    match chosen.path() {
        DecoderPath::Tape => false,
        #[cfg(target_arch = "x86_64")]
        DecoderPath::Avx2 => {
            // SAFETY: the processor has these features: a way is chosen where
            // they were asked for only.
            unsafe { avx2::scan(scanner, padded, len) }
        }
        #[cfg(target_arch = "x86_64")]
        DecoderPath::Avx512 => {
            // SAFETY: as above.
            unsafe { avx512::scan(scanner, padded, len) }
        }
        _ => scanner.read::<Portable>(padded, len),
    }
}

/// What one way makes of a block's bytes, and of these bits: their parity, and
/// their places from 1,000 on. `None` where there is no such way, or not here.
#[cfg(test)]
pub(super) fn look_by(
    path: DecoderPath,
    block: &[u8; 64],
    bits: u64,
) -> Option<(Bits, u64, Vec<u32>)> {
    fn look<L: Lanes>(block: &[u8; 64], bits: u64) -> Option<(Bits, u64, Vec<u32>)> {
        let mut places = [0; MOST_OF_A_BLOCK];
        L::note(bits, 1_000, &mut places);
        let places = places[..bits.count_ones() as usize].to_vec();
        Some((L::bits(block), L::parity(bits), places))
    }
    match path {
        DecoderPath::Portable => look::<Portable>(block, bits),
        #[cfg(target_arch = "x86_64")]
        DecoderPath::Avx2 if path.is_available() => look::<avx2::Avx2>(block, bits),
        #[cfg(target_arch = "x86_64")]
        DecoderPath::Avx512 if path.is_available() => look::<avx512::Avx512>(block, bits),
        _ => None,
    }
}

/// The same for the marks of a frame.
#[cfg(test)]
pub(super) fn find_by(
    path: DecoderPath,
    marks: &mut Marks,
    padded: &[u8],
    len: usize,
) -> Option<bool> {
    match path {
        DecoderPath::Portable => Some(Portable::find(marks, padded, len)),
        #[cfg(target_arch = "x86_64")]
        DecoderPath::Avx2 if path.is_available() => Some(avx2::Avx2::find(marks, padded, len)),
        #[cfg(target_arch = "x86_64")]
        DecoderPath::Avx512 if path.is_available() => {
            Some(avx512::Avx512::find(marks, padded, len))
        }
        _ => None,
    }
}
