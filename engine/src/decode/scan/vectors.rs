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
use super::lanes::Portable;
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
