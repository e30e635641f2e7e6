//! A narrow door for the benches: a feed's data lane and nothing else. Not
//! part of the interface, and may change at any time.

use super::{About, FeedConfig, FeedWriter, Head, Lane, Overflow, Policies, Readers, feed};
use crate::record::{Line, SymbolId};
use crate::schema::RecordKind;
use std::convert::Infallible;

/// The writing end.
pub struct Sender {
    writer: FeedWriter,
    sequence: u64,
}

/// The reading end.
pub struct Receiver(pub(crate) Readers);

/// A feed for records of up to `largest` lines, with a data lane of so many
/// lines. Who reads it is waited for.
///
/// # Panics
/// When that can't be.
#[must_use]
pub fn pair(lines: usize, largest: usize) -> (Sender, Receiver) {
    let config = FeedConfig {
        data_lines: lines,
        ..FeedConfig::new(largest)
    };
    let (mut writer, reader) = feed(&config).expect("sizes that make a feed");
    let mut policies = Policies::new();
    policies.set_all(Overflow::Block);
    writer.set_policies(policies);
    let sequence = 0;
    (Sender { writer, sequence }, Receiver(reader))
}

impl Sender {
    /// Writes a record in place and publishes it, waiting for room. Returns
    /// whether it could. The first eight bytes are the header's: leave them.
    pub fn send(&mut self, lines: usize, fill: impl FnOnce(&mut [Line])) -> bool {
        self.sequence += 1;
        // What is about nothing has no policy.
        let about = About::new(RecordKind::Trade, SymbolId::NONE);
        let written = self
            .writer
            .write_about(about, Lane::Data, self.sequence, lines, |record| {
                fill(record);
                Ok::<_, Infallible>(())
            });
        self.writer.notify();
        written.is_ok()
    }
}

impl Receiver {
    /// Reads the next record in place, `None` where there is none now.
    pub fn receive<R>(&mut self, read: impl FnOnce(&[Line]) -> R) -> Option<R> {
        let Head::Record(record) = self.0.head() else {
            return None;
        };
        let result = read(&record);
        record.release();
        Some(result)
    }
}
