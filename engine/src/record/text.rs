//! Short text of fixed size.

use std::fmt;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// UTF-8 text stored inline: `N` bytes in all, of which the first holds the
/// length and the cut mark, so up to `N - 1` bytes of text (`N` is at most 128).
///
/// Empty text means *no value*: the feed sends blanks where it has nothing.
/// Text that didn't fit is cut at a character boundary and says so.
#[derive(
    Clone, Copy, PartialEq, Eq, Hash, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned,
)]
#[repr(transparent)]
pub struct Text<const N: usize>([u8; N]);

/// Marks, in the first byte, text that was cut.
const CUT: u8 = 0x80;

/// Writes `text`, which is UTF-8, as a [`Text`] of the size of `bytes`, as much
/// of it as fits; tells whether all of it did.
pub(crate) fn write_text(text: &[u8], bytes: &mut [u8]) -> bool {
    let mut end = text.len().min(bytes.len() - 1);
    // Not amid a character: in front of a byte that goes on with one.
    while end > 0 && text.get(end).is_some_and(|byte| byte & 0xc0 == 0x80) {
        end -= 1;
    }
    bytes[1..=end].copy_from_slice(&text[..end]);
    bytes[end + 1..].fill(0);
    let fits = end == text.len();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a Text holds at most 127 bytes"
    )]
    let length = end as u8;
    bytes[0] = if fits { length } else { length | CUT };
    fits
}

/// The text in the bytes of a [`Text`] of any size.
pub(crate) fn text_of(bytes: &[u8]) -> &str {
    let Some((&first, rest)) = bytes.split_first() else {
        return "";
    };
    let length = usize::from(first & !CUT).min(rest.len());
    // Bytes that came from elsewhere (a file, shared memory) may hold anything.
    std::str::from_utf8(&rest[..length]).unwrap_or_default()
}

impl<const N: usize> Text<N> {
    /// No text, which means no value.
    pub const NONE: Self = Self([0; N]);

    /// The longest text that fits, in bytes.
    pub const CAPACITY: usize = N - 1;

    /// Text from a string: as much of it as fits, marked when it is cut.
    ///
    /// Allocates nothing.
    #[must_use]
    pub fn new(text: &str) -> Self {
        const { assert!(N >= 2 && N <= 128, "a Text holds 1 to 127 bytes") };
        let mut bytes = [0; N];
        write_text(text.as_bytes(), &mut bytes);
        Self(bytes)
    }

    /// A constant, for tables of known values.
    ///
    /// # Panics
    /// When the text doesn't fit: at compile time where it is a constant.
    #[must_use]
    pub const fn constant(text: &str) -> Self {
        assert!(N <= 128 && text.len() < N, "the text must fit");
        let mut bytes = [0; N];
        bytes[0] = text.len() as u8;
        let mut at = 0;
        while at < text.len() {
            bytes[at + 1] = text.as_bytes()[at];
            at += 1;
        }
        Self(bytes)
    }

    /// The text, `None` where there is none.
    #[must_use]
    pub fn get(&self) -> Option<&str> {
        if self.is_none() {
            None
        } else {
            Some(self.as_str())
        }
    }

    /// The text, empty where there is none.
    #[must_use]
    pub fn as_str(&self) -> &str {
        text_of(&self.0)
    }

    /// Whether there is no text.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.0[0] & !CUT == 0
    }

    /// Whether the text that came was longer than what is kept here.
    #[must_use]
    pub const fn is_truncated(&self) -> bool {
        self.0[0] & CUT != 0
    }
}

impl Text<16> {
    /// The first `length` of these bytes, which are UTF-8 up to there, at most
    /// [`CAPACITY`](Self::CAPACITY).
    #[inline]
    pub(crate) fn of_first(bytes: &[u8; 16], length: usize) -> Self {
        let length = length.min(Self::CAPACITY);
        let text = u128::from_le_bytes(*bytes) & ((1 << (8 * length)) - 1);
        Self((text << 8 | length as u128).to_le_bytes())
    }
}

impl<const N: usize> Default for Text<N> {
    fn default() -> Self {
        Self::NONE
    }
}

impl<const N: usize> From<&str> for Text<N> {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl<const N: usize> PartialEq<str> for Text<N> {
    fn eq(&self, other: &str) -> bool {
        !self.is_truncated() && self.as_str() == other
    }
}

impl<const N: usize> PartialEq<&str> for Text<N> {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl<const N: usize> fmt::Debug for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.get() {
            Some(text) if self.is_truncated() => write!(f, "{text:?}.."),
            Some(text) => write!(f, "{text:?}"),
            None => f.write_str("None"),
        }
    }
}

impl<const N: usize> fmt::Display for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn keeps_what_fits_and_tells_what_does_not() {
        let text = Text::<8>::new("삼  성");
        assert_eq!(
            text.as_str(),
            "삼  ",
            "cut before the character that doesn't fit"
        );
        assert!(text.is_truncated());
        assert_ne!(text, "삼  ");
        let text = Text::<16>::new("삼  성");
        assert_eq!(text, "삼  성");
        assert!(!text.is_truncated());
        assert_eq!(Text::<16>::new("").get(), None);
    }

    #[test]
    fn foreign_bytes_never_panic() {
        use zerocopy::FromBytes as _;
        let text = Text::<4>::read_from_bytes(&[0xff, 0xff, 0xfe, 0xfd]).unwrap();
        assert_eq!(text.as_str(), "");
        assert!(text.is_truncated());
    }
}
