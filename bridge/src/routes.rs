//! Which subscribers get a record.

use crate::ask::{EVERYTHING, Wish};
use kiwoom_engine::record::{RecordRef, Staleness, Text, Unknown};
use kiwoom_engine::schema::{MessageType, RecordKind};
use std::collections::HashMap;

/// Subscribers as bits, by their places.
pub(crate) type Readers = u32;

/// The wishes of all subscribers, to be looked up by record.
pub(crate) struct Routes {
    by_item: HashMap<Wish, Readers>,
    by_kind: [Readers; 1 << u8::BITS],
    everyone: Readers,
}

impl Routes {
    pub(crate) fn new() -> Self {
        Self {
            by_item: HashMap::new(),
            by_kind: [0; 1 << u8::BITS],
            everyone: 0,
        }
    }

    /// The subscriber at `place` wants these. Allocates.
    pub(crate) fn add(&mut self, place: usize, wishes: impl Iterator<Item = Wish>) {
        let reader = 1 << place;
        self.everyone |= reader;
        for (kind, item) in wishes {
            match item.is_none() {
                true => self.by_kind[usize::from(kind)] |= reader,
                false => *self.by_item.entry((kind, item)).or_default() |= reader,
            }
        }
    }

    /// The subscriber at `place` is gone.
    pub(crate) fn remove(&mut self, place: usize) {
        let others = !(1 << place);
        self.everyone &= others;
        self.by_kind.iter_mut().for_each(|it| *it &= others);
        self.by_item.retain(|_, it| {
            *it &= others;
            *it != 0
        });
    }

    /// Who gets this record.
    pub(crate) fn readers(&self, record: RecordRef<'_>) -> Readers {
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
