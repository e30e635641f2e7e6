//! What happens to a file, and which of its parts that can cost.

use arbitrary::{Result, Unstructured};
use std::ops::Range;

/// What an entry begins with, and no text holds: it is never made up here, or else
/// what was made up could be an entry.
const MARKER: u8 = 0xFE;

/// Where bytes were changed, by their places before.
pub(super) enum Harm {
    /// Other bytes in the same places.
    Changed(Vec<usize>),
    /// These are gone.
    Removed(Range<usize>),
    /// Others stand before this one.
    Inserted(usize),
}

/// What is made up of chosen bytes, without a marker.
pub(super) fn made_up(bytes: &[u8]) -> Vec<u8> {
    let harmless = |byte: &u8| if *byte == MARKER { 0 } else { *byte };
    bytes.iter().map(harmless).collect()
}

/// Damages a file in one of these ways.
pub(super) fn harm(u: &mut Unstructured<'_>, bytes: &mut Vec<u8>) -> Result<Harm> {
    if bytes.is_empty() {
        return Ok(Harm::Changed(Vec::new()));
    }
    Ok(match u.int_in_range(0..=4)? {
        0 | 1 => {
            let before = bytes.clone();
            let mut changed = Vec::new();
            for _ in 0..u.int_in_range(1..=3)? {
                let at = u.choose_index(bytes.len())?;
                let by = u.int_in_range(1..=255)?;
                if bytes[at] ^ by != MARKER {
                    bytes[at] ^= by;
                    changed.push(at);
                }
            }
            // What was changed twice may be what it was.
            changed.retain(|at| bytes[*at] != before[*at]);
            Harm::Changed(changed)
        }
        2 => {
            let length = u.int_in_range(0..=bytes.len())?;
            let gone = length..bytes.len();
            bytes.truncate(length);
            Harm::Removed(gone)
        }
        3 => {
            let at = u.choose_index(bytes.len())?;
            let gone = at..bytes.len().min(at + u.int_in_range(1..=600)?);
            bytes.drain(gone.clone());
            Harm::Removed(gone)
        }
        _ => {
            let at = u.choose_index(bytes.len())?;
            let length = u.int_in_range(1..=64)?.min(u.len());
            let more = made_up(u.bytes(length)?);
            if more.is_empty() {
                return Ok(Harm::Changed(Vec::new()));
            }
            bytes.splice(at..at, more);
            Harm::Inserted(at)
        }
    })
}

impl Harm {
    /// Whether it is in any of these bytes, or between two of them.
    pub(super) fn is_in(&self, bytes: &Range<usize>) -> bool {
        match self {
            Self::Changed(places) => places.iter().any(|at| bytes.contains(at)),
            Self::Removed(gone) => gone.start < bytes.end && bytes.start < gone.end,
            Self::Inserted(at) => bytes.start < *at && *at < bytes.end,
        }
    }

    /// Whether all behind it stands elsewhere now.
    pub(super) fn moves_the_rest(&self, length: usize) -> bool {
        match self {
            Self::Changed(_) => false,
            Self::Removed(gone) => gone.end < length,
            Self::Inserted(_) => true,
        }
    }
}
