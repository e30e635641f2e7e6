//! The numbers of the items that somebody subscribed.

use crate::record::{Text, Venue};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Items and their numbers, from 0. Grows with subscriptions only: what the
/// server sends is looked up and never added.
#[derive(Default)]
pub(super) struct Symbols {
    numbers: HashMap<Box<str>, usize, BuildHasherDefault<ItemHasher>>,
    /// By number: the item as headers have it, and its venue.
    items: Vec<(Text<16>, Venue)>,
}

impl Symbols {
    /// The number of this item, a new one if it has none.
    pub(super) fn intern(&mut self, item: &str) -> usize {
        let next = self.numbers.len();
        let number = *self.numbers.entry(item.into()).or_insert(next);
        if number == next {
            self.items
                .push((Text::new(item), Venue::of_item(item.as_bytes())));
        }
        number
    }

    /// The item of this number, cut to what a header holds.
    pub(super) fn item(&self, number: usize) -> Text<16> {
        self.items.get(number).map_or(Text::NONE, |(item, _)| *item)
    }

    /// The venue that its suffix names.
    pub(super) fn venue(&self, number: usize) -> Venue {
        let item = self.items.get(number);
        item.map_or(Venue::UNKNOWN, |(_, venue)| *venue)
    }

    /// The number of this item; `None` when nobody subscribed it.
    #[inline]
    pub(super) fn find(&self, item: &str) -> Option<usize> {
        self.numbers.get(item).copied()
    }
}

/// A quick hash for codes of a few bytes. It isn't made to withstand chosen
/// keys: only the program's own subscriptions are ever added.
#[derive(Default)]
struct ItemHasher(u64);

impl Hasher for ItemHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    #[inline]
    fn write_u64(&mut self, word: u64) {
        // Multiplication carries upwards only: the rotation brings it back.
        self.0 = (self.0 ^ word)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29);
    }

    #[inline]
    fn write_u8(&mut self, byte: u8) {
        self.write_u64(u64::from(byte));
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Symbols;

    #[test]
    fn numbers_are_dense_and_stay() {
        let mut symbols = Symbols::default();
        let items: Vec<String> = (0..4000).map(|code| format!("{code:06}_AL")).collect();
        for (at, item) in items.iter().enumerate() {
            assert_eq!(symbols.intern(item), at);
        }
        for (at, item) in items.iter().enumerate() {
            assert_eq!(symbols.intern(item), at);
            assert_eq!(symbols.find(item), Some(at));
            assert_eq!(symbols.item(at).as_str(), item);
        }
        assert_eq!(symbols.find("000001"), None);
    }
}
