//! The unit in which rings are measured.

use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// Bytes of a [`Line`]: one cache line of the machines this is for.
pub const LINE_BYTES: usize = 64;

/// One cache line of a ring. A record fills one or more of them in a row.
#[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
#[repr(C, align(64))]
pub struct Line([u8; LINE_BYTES]);

impl Line {
    /// A line of zeros.
    pub const ZERO: Self = Self([0; LINE_BYTES]);
}

impl Default for Line {
    fn default() -> Self {
        Self::ZERO
    }
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Line(..)")
    }
}
