//! A batch: copied once, kind by kind, whoever it is read from.

use crate::buffer::Buffer;
use kiwoom_engine::record::RecordRef;
use kiwoom_journal::Received;
use pyo3::prelude::*;
use std::collections::HashMap;

/// Records of a batch: which kind came when, and each kind's bytes.
#[derive(Default)]
pub(crate) struct Taken {
    order: Vec<u8>,
    kinds: Vec<Kind>,
}

/// The records of one kind.
pub(crate) struct Kind {
    number: u8,
    words: Vec<u64>,
    /// When each was received, where a journal is played.
    received: Vec<u64>,
}

/// The same as Python gets it: of each kind its records, and when they were received.
pub(crate) type Given = (Vec<u8>, HashMap<u8, (Py<Buffer>, Option<Py<Buffer>>)>);

/// NumPy's "not a time", as its bits.
const NOT_A_TIME: u64 = 1 << 63;

impl Taken {
    /// One more record; where a journal is played, with what it knows of when it was
    /// received.
    pub(crate) fn push(&mut self, record: RecordRef<'_>, received: Option<&mut Received>) {
        let kind = self.add(kind_of(record), words_of(record));
        if let Some(received) = received {
            let stamp = received.at(record.header());
            // Up to the year 2262, as NumPy's times go.
            let stamp = stamp.filter(|it| *it < NOT_A_TIME);
            kind.received.push(stamp.unwrap_or(NOT_A_TIME));
        }
    }

    /// One more record of this kind.
    pub(crate) fn add(&mut self, number: u8, words: impl IntoIterator<Item = u64>) -> &mut Kind {
        self.order.push(number);
        let at = self.kinds.iter().position(|it| it.number == number);
        let at = at.unwrap_or_else(|| {
            self.kinds.push(Kind {
                number,
                words: Vec::new(),
                received: Vec::new(),
            });
            self.kinds.len() - 1
        });
        let kind = &mut self.kinds[at];
        kind.words.extend(words);
        kind
    }

    /// Hands it to Python.
    pub(crate) fn give(self, py: Python<'_>) -> PyResult<Given> {
        let mut kinds = HashMap::new();
        for kind in self.kinds {
            let buffer = |words: Vec<u64>| Py::new(py, Buffer::new(words));
            let received = match kind.received.is_empty() {
                true => None,
                false => Some(buffer(kind.received)?),
            };
            kinds.insert(kind.number, (buffer(kind.words)?, received));
        }
        Ok((self.order, kinds))
    }
}

/// A record's kind: it stands first in every header.
pub(crate) fn kind_of(record: RecordRef<'_>) -> u8 {
    record.as_bytes()[0]
}

/// A record's words.
pub(crate) fn words_of(record: RecordRef<'_>) -> impl Iterator<Item = u64> {
    let (words, _) = record.as_bytes().as_chunks::<8>();
    words.iter().map(|word| u64::from_ne_bytes(*word))
}
