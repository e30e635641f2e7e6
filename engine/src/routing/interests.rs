//! Who named what, and what is known of it: one cache line for each type of each
//! item.
//!
//! With thousands of items it is the memory that a record touches which costs,
//! not the steps of a look-up. So the item's text stands in the line itself, beside
//! all that a record reads and writes there; the place of a line is found by
//! hashing two words. At most half of the lines are taken, so that a line is
//! nearly always the first or the second that is looked at, and these lie side by
//! side.

use super::symbols::Symbols;
use crate::record::{SymbolId, Text, Venue};
use crate::watch::{Silence, Volume};
use std::ops::{Index, IndexMut};

/// The longest item that stands in a line. The few longer ones go by their
/// number, which is looked up first.
const LONGEST: usize = 16;

/// The length that stands for a number.
const BY_NUMBER: u8 = u8::MAX;

/// Lines of a table that nothing was subscribed in yet: 1 KiB.
const FEWEST: usize = 16;

/// One type of one item, for which somebody asked at some time.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Entry {
    words: [u64; 2],
    /// The strategies that named it.
    pub(super) readers: u64,
    pub(super) volume: Volume,
    pub(super) silence: Silence,
    kind: u8,
    /// Zero where nothing stands in the line.
    length: u8,
    pub(super) symbol: SymbolId,
}

const _: () = assert!(size_of::<Entry>() == 64, "one cache line");

impl Entry {
    const VACANT: Self = Self {
        words: [0; 2],
        readers: 0,
        volume: Volume::UNWATCHED,
        silence: Silence::NOTHING,
        kind: 0,
        length: 0,
        symbol: SymbolId::NONE,
    };

    #[inline]
    fn name(&self) -> Name {
        Name {
            words: self.words,
            kind: self.kind,
            length: self.length,
        }
    }
}

/// What an entry is found by: no two items have the same words and length.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Name {
    words: [u64; 2],
    kind: u8,
    length: u8,
}

impl Name {
    /// `None` for an item that is too long for it, and for none at all.
    #[inline]
    fn of_text(kind: u8, item: &[u8]) -> Option<Self> {
        // Words that overlap where they must, and hold all bytes.
        let words = match *item {
            [first] => [u64::from(first), 0],
            [first, .., last] if item.len() < 4 => {
                let middle = item[1];
                [u64::from_le_bytes([first, middle, last, 0, 0, 0, 0, 0]), 0]
            }
            _ if item.len() < 8 => {
                let (first, last) = (item.first_chunk()?, item.last_chunk()?);
                [first, last].map(|it| u64::from(u32::from_le_bytes(*it)))
            }
            _ if item.len() <= LONGEST => {
                [item.first_chunk()?, item.last_chunk()?].map(|it| u64::from_le_bytes(*it))
            }
            _ => return None,
        };
        Some(Self {
            words,
            kind,
            length: item.len() as u8,
        })
    }

    fn of_number(kind: u8, symbol: SymbolId) -> Self {
        Self {
            words: [symbol.index().map_or(u64::MAX, |it| it as u64), 0],
            kind,
            length: BY_NUMBER,
        }
    }

    /// Quick, and good for any texts; it isn't made to withstand chosen ones, for
    /// only the program's own subscriptions are ever added.
    #[inline]
    fn hash(self) -> usize {
        let tag = u64::from(self.kind) << 56 | u64::from(self.length) << 48;
        let first = u128::from(self.words[0] ^ 0x9e37_79b9_7f4a_7c15);
        let second = u128::from(self.words[1] ^ tag ^ 0xd1b5_4a32_d192_ed03);
        let product = first * second;
        (product as u64 ^ (product >> 64) as u64) as usize
    }
}

/// Entries by type and item. Grows with subscriptions only: what the server
/// sends is looked up and never added.
pub(super) struct Interests {
    /// A power of two of them.
    entries: Box<[Entry]>,
    /// By record kind: where its entries stand, in the order in which they were
    /// added.
    by_kind: Vec<Vec<u32>>,
    taken: usize,
    symbols: Symbols,
}

impl Interests {
    /// For so many record kinds.
    pub(super) fn new(kinds: usize) -> Self {
        Self {
            entries: vec![Entry::VACANT; FEWEST].into(),
            by_kind: vec![Vec::new(); kinds],
            taken: 0,
            symbols: Symbols::default(),
        }
    }

    /// Where the entry of this type and item stands until the next one is added;
    /// `None` when nobody ever subscribed it.
    #[inline]
    pub(super) fn find(&self, kind: u8, item: &[u8]) -> Option<usize> {
        let name = match Name::of_text(kind, item) {
            Some(name) => name,
            None => self.long(kind, item)?,
        };
        let at = self.place(name);
        (self.entries[at].length != 0).then_some(at)
    }

    /// The same; a new one if there is none.
    pub(super) fn add(&mut self, kind: u8, item: &str) -> usize {
        let symbol = SymbolId::from_index(self.symbols.intern(item));
        let name = Name::of_text(kind, item.as_bytes());
        let name = name.unwrap_or_else(|| Name::of_number(kind, symbol));
        let mut at = self.place(name);
        if self.entries[at].length != 0 {
            return at;
        }
        // Only for one that is new: the others stay where they are told to be.
        if (self.taken + 1) * 2 > self.entries.len() {
            self.grow();
            at = self.place(name);
        }
        self.taken += 1;
        self.entries[at] = Entry {
            words: name.words,
            kind,
            length: name.length,
            symbol,
            ..Entry::VACANT
        };
        if let Some(places) = self.by_kind.get_mut(usize::from(kind)) {
            places.push(at as u32);
        }
        at
    }

    /// Where this type's entry of that rank stands, in the order in which they
    /// were added.
    pub(super) fn ranked(&self, kind: usize, rank: usize) -> Option<usize> {
        let at = self.by_kind.get(kind)?.get(rank)?;
        Some(*at as usize)
    }

    /// All entries of this type.
    pub(super) fn of_kind(&self, kind: usize) -> impl Iterator<Item = &Entry> {
        let places = self.by_kind.get(kind).into_iter().flatten();
        places.map(|at| &self.entries[*at as usize])
    }

    /// All entries, in no order.
    pub(super) fn all_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.entries.iter_mut().filter(|it| it.length != 0)
    }

    /// The number of this item; none when nobody subscribed it, whatever the type.
    pub(super) fn symbol(&self, item: &str) -> SymbolId {
        let number = self.symbols.find(item);
        number.map_or(SymbolId::NONE, SymbolId::from_index)
    }

    /// The item of this number, cut to what a header holds.
    pub(super) fn item(&self, symbol: SymbolId) -> Text<16> {
        self.symbols.item(symbol.index().unwrap_or(usize::MAX))
    }

    /// The venue that its suffix names.
    pub(super) fn venue(&self, symbol: SymbolId) -> Venue {
        self.symbols.venue(symbol.index().unwrap_or(usize::MAX))
    }

    #[cold]
    fn long(&self, kind: u8, item: &[u8]) -> Option<Name> {
        let number = self.symbols.find(std::str::from_utf8(item).ok()?)?;
        Some(Name::of_number(kind, SymbolId::from_index(number)))
    }

    /// Where this stands, or would.
    #[inline]
    fn place(&self, name: Name) -> usize {
        let mask = self.entries.len() - 1;
        let mut at = name.hash() & mask;
        // Half of them are vacant: it ends.
        loop {
            let entry = &self.entries[at];
            if entry.length == 0 || entry.name() == name {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let larger = vec![Entry::VACANT; self.entries.len() * 2].into();
        let before = std::mem::replace(&mut self.entries, larger);
        let mut by_kind = std::mem::take(&mut self.by_kind);
        for at in by_kind.iter_mut().flatten() {
            let entry = before[*at as usize];
            let place = self.place(entry.name());
            self.entries[place] = entry;
            *at = place as u32;
        }
        self.by_kind = by_kind;
    }
}

impl Index<usize> for Interests {
    type Output = Entry;

    #[inline]
    fn index(&self, at: usize) -> &Entry {
        &self.entries[at]
    }
}

impl IndexMut<usize> for Interests {
    #[inline]
    fn index_mut(&mut self, at: usize) -> &mut Entry {
        &mut self.entries[at]
    }
}

#[cfg(test)]
mod tests {
    use super::{Interests, Name};
    use crate::record::SymbolId;
    use proptest::prelude::*;
    use std::collections::HashMap;

    const KINDS: usize = 25;

    #[test]
    fn all_are_found_and_nothing_else() {
        let mut interests = Interests::new(KINDS);
        let items: Vec<String> = (0..4000).map(|code| format!("{code:06}_AL")).collect();
        for (number, item) in items.iter().enumerate() {
            for kind in [0, 3, 24] {
                let at = interests.add(kind, item);
                interests[at].readers = number as u64 * 100 + u64::from(kind);
                assert_eq!(interests.add(kind, item), at);
            }
        }
        for (number, item) in items.iter().enumerate() {
            for (kind, rank) in [(0, number), (3, number), (24, number)] {
                let at = interests.find(kind, item.as_bytes()).unwrap();
                let entry = &interests[at];
                assert_eq!(entry.readers, number as u64 * 100 + u64::from(kind));
                assert_eq!(entry.symbol, SymbolId::from_index(number));
                assert_eq!(interests.ranked(usize::from(kind), rank), Some(at));
                assert_eq!(interests.item(entry.symbol).as_str(), item);
            }
            assert_eq!(interests.find(1, item.as_bytes()), None);
            assert_eq!(interests.find(0, &item.as_bytes()[..6]), None);
        }
        assert_eq!(interests.find(0, b""), None);
        assert_eq!(interests.all_mut().count(), 12_000);
        assert_eq!(interests.of_kind(3).count(), 4_000);
    }

    /// Codes as the exchange gives them differ in a few digits only: they mustn't
    /// crowd. Of what is looked at, most is the first line.
    #[test]
    fn similar_codes_do_not_crowd() {
        let mut interests = Interests::new(KINDS);
        for code in 0..4_096 {
            interests.add(4, &format!("{:06}", code * 10));
        }
        let mask = interests.entries.len() - 1;
        let steps = |code: usize| {
            let item = format!("{:06}", code * 10);
            let name = Name::of_text(4, item.as_bytes()).unwrap();
            interests.place(name).wrapping_sub(name.hash()) & mask
        };
        let all: Vec<usize> = (0..4_096).map(steps).collect();
        // Random places would need half a step on average.
        assert!(all.iter().sum::<usize>() < 4_096, "{all:?}");
        assert!(all.iter().all(|steps| *steps < 64));
    }

    /// Items of every length, of few letters, so that many are nearly the same.
    fn item() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(vec!['A', '0', '\0', '\u{e9}']), 1..20)
            .prop_map(|letters| letters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn it_is_what_a_map_is(
            steps in prop::collection::vec((item(), 0_u8..3, prop::bool::ANY), 0..300),
        ) {
            let mut interests = Interests::new(KINDS);
            let mut map: HashMap<(u8, String), u64> = HashMap::new();
            for (at, (item, kind, adds)) in steps.into_iter().enumerate() {
                if adds {
                    let place = interests.add(kind, &item);
                    interests[place].readers = at as u64;
                    map.insert((kind, item.clone()), at as u64);
                }
                let found = interests.find(kind, item.as_bytes());
                let readers = found.map(|at| interests[at].readers);
                prop_assert_eq!(readers, map.get(&(kind, item)).copied());
            }
            prop_assert_eq!(interests.all_mut().count(), map.len());
            for ((kind, item), readers) in &map {
                let at = interests.find(*kind, item.as_bytes()).unwrap();
                prop_assert_eq!(interests[at].readers, *readers);
                prop_assert_eq!(interests[at].symbol, interests.symbol(item));
            }
        }
    }
}
