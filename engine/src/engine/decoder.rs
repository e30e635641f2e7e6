//! Which way of decoding engines take.

use crate::decode::{Decoder, DecoderPath};
use crate::transport::clock;
use std::sync::LazyLock;

/// The way in which the engines of this process decode frames: the
/// [quickest](DecoderPath::quickest) here. The first call, or the first engine, takes some
/// milliseconds to find out where the processor has both AVX2 and AVX-512.
#[must_use]
pub fn decoder_path() -> DecoderPath {
    static QUICKEST: LazyLock<DecoderPath> = LazyLock::new(|| DecoderPath::quickest(clock::mono));
    *QUICKEST
}

/// A decoder that goes that way.
pub(crate) fn decoder() -> Decoder {
    Decoder::new().with_path(decoder_path())
}
