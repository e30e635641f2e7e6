//! What becomes of market data for which a strategy's ring has no room.

use crate::record::is_picture;
use crate::schema::{MESSAGES, RecordKind};
use std::time::Duration;

/// What happens to market data when a strategy's ring is full.
///
/// Orders, balances and link events aren't market data: they are never dropped.
/// Whatever is chosen, other strategies lose nothing by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Overflow {
    /// The record is dropped, counted, and told by a [`Gap`](crate::record::Gap).
    /// The default for what happens once: trades and all that isn't a whole
    /// picture.
    DropNewest,
    /// The newest record of its item waits outside the ring until there is room,
    /// and takes the place of the one that waited there before, which counts as
    /// [`conflated`](crate::FeedCounts::conflated). It comes with the mark
    /// [`CONFLATED`](crate::record::RecordFlags::CONFLATED), and numbered as the
    /// event that it has become. The default for whole pictures: order books and
    /// best quotes (`0D`, `0C`, `0E`, `FT`).
    ///
    /// Holds for items that are subscribed by name: one place each, taken when
    /// it is subscribed. Others are dropped as above.
    Conflate,
    /// The I/O thread waits for room, in all no longer than this for one read
    /// from the socket; then the rest of that read is treated as `DropNewest`.
    /// Every other strategy waits with it, and so do PINGs: keep it well below a
    /// second. For recorders that can fall behind for a moment.
    BlockFor(Duration),
    /// The I/O thread waits for room as long as it takes. Only for sources that
    /// wait for nobody, such as recordings: an exchange would close the
    /// connection, so an engine that connects to one doesn't start with it.
    Block,
}

/// One for each kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Policies([Overflow; MESSAGES.len()]);

impl Policies {
    /// Everything is dropped.
    pub(crate) const DROP: Self = Self([Overflow::DropNewest; MESSAGES.len()]);

    /// The defaults of a strategy.
    pub(crate) const fn new() -> Self {
        let Self(mut all) = Self::DROP;
        let mut at = 0;
        while at < all.len() {
            if is_picture(MESSAGES[at].kind) {
                all[at] = Overflow::Conflate;
            }
            at += 1;
        }
        Self(all)
    }

    pub(crate) fn set(&mut self, kind: RecordKind, overflow: Overflow) {
        if let Some(policy) = self.0.get_mut(usize::from(kind.number())) {
            *policy = overflow;
        }
    }

    pub(crate) fn set_all(&mut self, overflow: Overflow) {
        self.0.fill(overflow);
    }

    /// The same without waiting: what would be waited for is dropped instead.
    pub(crate) fn without_waiting(mut self) -> Self {
        for policy in &mut self.0 {
            if matches!(policy, Overflow::BlockFor(_) | Overflow::Block) {
                *policy = Overflow::DropNewest;
            }
        }
        self
    }

    /// That of the kind with this number; records that the engine makes have
    /// none.
    pub(crate) fn of(&self, kind: u8) -> Overflow {
        let policy = self.0.get(usize::from(kind));
        policy.copied().unwrap_or(Overflow::DropNewest)
    }

    /// Whether any of them may wait for ever.
    pub(crate) fn block(&self) -> bool {
        self.0.contains(&Overflow::Block)
    }
}
