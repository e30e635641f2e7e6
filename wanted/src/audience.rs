//! Who wants a record, and what who comes late gets first.

use crate::filter::{EVERYTHING, Wish};
use kiwoom_engine::record::{Latest, Link, RecordRef, Staleness, Text, Unknown};
use kiwoom_engine::schema::{MESSAGES, MessageType, RecordKind};
use std::collections::HashMap;
use std::fmt;
use zerocopy::IntoBytes as _;

/// Subscribers as bits, by their places.
pub type Readers = u32;

/// The wishes of a publisher's subscribers, and the latest values for those to come.
///
/// Subscribers have places, from 0 to 31. Nothing here blocks; it allocates when one
/// joins, and when an item's first record comes.
pub struct Audience {
    by_item: HashMap<Wish, Readers>,
    by_kind: [Readers; 1 << u8::BITS],
    everyone: Readers,
    latest: Latest,
    /// What was last told of each connection.
    links: Vec<Option<Link>>,
}

impl Audience {
    /// Nobody, who knows nothing.
    #[must_use]
    pub fn new() -> Self {
        let kinds = MESSAGES.iter().filter_map(|it| it.message_type.kind());
        Self {
            by_item: HashMap::new(),
            by_kind: [0; 1 << u8::BITS],
            everyone: 0,
            latest: Latest::of(kinds),
            links: Vec::new(),
        }
    }

    /// The subscriber at `place` wants these. Allocates.
    ///
    /// # Panics
    /// When there is no such place.
    pub fn join(&mut self, place: usize, wishes: impl IntoIterator<Item = Wish>) {
        let reader = bit(place);
        self.everyone |= reader;
        for (kind, item) in wishes {
            match item.is_none() {
                true => self.by_kind[usize::from(kind)] |= reader,
                false => *self.by_item.entry((kind, item)).or_default() |= reader,
            }
        }
    }

    /// The subscriber at `place` is gone, or is about to wish for something else.
    ///
    /// # Panics
    /// When there is no such place.
    pub fn leave(&mut self, place: usize) {
        let others = !bit(place);
        self.everyone &= others;
        self.by_kind.iter_mut().for_each(|it| *it &= others);
        self.by_item.retain(|_, it| {
            *it &= others;
            *it != 0
        });
    }

    /// Takes note of a record; gives who gets it.
    pub fn take(&mut self, record: RecordRef<'_>) -> Readers {
        self.latest.take(record);
        if let Some(link) = record.get::<Link>() {
            let connection = usize::from(link.header.connection());
            if self.links.len() <= connection {
                self.links.resize(connection + 1, None);
            }
            self.links[connection] = Some(*link);
        }
        self.readers(record)
    }

    /// What the subscriber at `place` gets first: the newest record of each item and
    /// type that it wants, and what was last told of each connection, in the order in
    /// which they came. Allocates.
    ///
    /// # Panics
    /// When there is no such place.
    #[must_use]
    pub fn newest_for(&self, place: usize) -> Vec<RecordRef<'_>> {
        let reader = bit(place);
        let links = self.links.iter().flatten();
        let links = links.filter_map(|it| RecordRef::from_bytes(it.as_bytes()));
        let wanted = |it: &RecordRef<'_>| self.readers(*it) & reader != 0;
        let mut records: Vec<_> = links.chain(self.latest.records()).filter(wanted).collect();
        records.sort_unstable_by_key(|it| it.header().sequence());
        records
    }

    /// Who gets this record.
    fn readers(&self, record: RecordRef<'_>) -> Readers {
        let all = self.by_kind[usize::from(EVERYTHING)];
        let kind = match record.kind() {
            Some(RecordKind::Link | RecordKind::Gap) => return self.everyone,
            Some(RecordKind::TradesMissing) => Some(RecordKind::Trade),
            Some(RecordKind::Staleness) => record.get::<Staleness>().and_then(|it| {
                let of = MessageType::from_code(it.message_type.as_str())?;
                of.kind()
            }),
            Some(RecordKind::Unknown) => {
                let of = record.get::<Unknown>().and_then(Unknown::known_type);
                of.and_then(MessageType::kind)
            }
            kind => kind,
        };
        let Some(kind) = kind.map(RecordKind::number) else {
            return all;
        };
        let item = Text::new(record.header().item());
        let by_item = self.by_item.get(&(kind, item)).copied();
        all | self.by_kind[usize::from(kind)] | by_item.unwrap_or_default()
    }
}

fn bit(place: usize) -> Readers {
    assert!(place < Readers::BITS as usize, "places go from 0 to 31");
    1 << place
}

impl Default for Audience {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Audience")
            .field("readers", &self.everyone.count_ones())
            .field("latest", &self.latest)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
