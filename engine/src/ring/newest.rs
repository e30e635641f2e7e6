//! The newest record of each item that found no room in the ring.

use crate::record::{Line, SymbolId};
use crate::schema::RecordKind;
use std::collections::HashMap;

/// What a record is about: the number of its kind and of its symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct About {
    pub(crate) kind: u8,
    pub(crate) symbol: SymbolId,
}

impl About {
    /// A record of this kind about this symbol.
    pub(crate) const fn new(kind: RecordKind, symbol: SymbolId) -> Self {
        Self {
            kind: kind.number(),
            symbol,
        }
    }

    /// Nothing that has a place here.
    pub(crate) const NOTHING: Self = Self {
        kind: u8::MAX,
        symbol: SymbolId::NONE,
    };
}

/// One place for each item and kind that was reserved; on the writer's side
/// alone. Nothing is allocated but when a place is reserved.
#[derive(Debug, Default)]
pub(crate) struct Newest {
    places: HashMap<About, usize>,
    slots: Vec<Slot>,
    /// Those that wait, in the order of their newest records.
    first: Option<usize>,
    last: Option<usize>,
}

#[derive(Debug)]
struct Slot {
    record: Box<[Line]>,
    waits: bool,
    before: Option<usize>,
    after: Option<usize>,
}

impl Newest {
    /// Takes a place for records of so many lines, once.
    pub(crate) fn reserve(&mut self, about: About, lines: usize) {
        self.places.entry(about).or_insert_with(|| {
            self.slots.push(Slot {
                record: vec![Line::ZERO; lines].into(),
                waits: false,
                before: None,
                after: None,
            });
            self.slots.len() - 1
        });
    }

    /// The place of a record of so many lines, if it has one.
    pub(crate) fn find(&self, about: About, lines: usize) -> Option<usize> {
        let at = *self.places.get(&about)?;
        (self.slots[at].record.len() == lines).then_some(at)
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.first.is_none()
    }

    /// How many wait.
    #[cfg(any(test, feature = "fuzzing"))]
    pub(crate) fn waiting(&self) -> usize {
        self.slots.iter().filter(|slot| slot.waits).count()
    }

    /// Puts a record at its place, behind all others; tells whether one waited
    /// there.
    pub(crate) fn put(&mut self, at: usize, record: &[Line]) -> bool {
        let waited = self.slots[at].waits;
        if waited {
            self.unlink(at);
        }
        let slot = &mut self.slots[at];
        slot.record.copy_from_slice(record);
        slot.waits = true;
        slot.before = self.last;
        slot.after = None;
        match self.last {
            Some(last) => self.slots[last].after = Some(at),
            None => self.first = Some(at),
        }
        self.last = Some(at);
        waited
    }

    /// The record that has waited longest without a newer one.
    pub(crate) fn first(&self) -> Option<&[Line]> {
        self.first.map(|at| &*self.slots[at].record)
    }

    /// It has found room.
    pub(crate) fn remove_first(&mut self) {
        if let Some(at) = self.first {
            self.unlink(at);
        }
    }

    fn unlink(&mut self, at: usize) {
        let slot = &mut self.slots[at];
        slot.waits = false;
        let (before, after) = (slot.before.take(), slot.after.take());
        match before {
            Some(before) => self.slots[before].after = after,
            None => self.first = after,
        }
        match after {
            Some(after) => self.slots[after].before = before,
            None => self.last = before,
        }
    }
}
