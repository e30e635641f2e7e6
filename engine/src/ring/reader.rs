//! The strategy thread's end of a feed.

use super::lane::{LaneReader, header};
use super::merge::{self, Lane, Looks, Next};
use super::shared::{CloseReason, FeedMonitor, Shared};
use crate::record::{Line, RecordHeader};
use crate::schema::RecordKind;
use rtrb::chunks::ReadChunk;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

/// The reading end of a feed. May be moved to another thread at any time.
pub(crate) struct FeedReader {
    critical: LaneReader,
    data: LaneReader,
    /// What waited on the writer's side when it closed the feed: later than
    /// anything in the lanes.
    rest: Vec<Line>,
    /// How far `rest` has been read, in lines.
    rest_read: usize,
    shared: Arc<Shared>,
}

/// What comes next.
pub(crate) enum Head<'a> {
    /// A record, in place.
    Record(Record<'a>),
    /// Nothing now.
    Empty,
    /// Nothing any more: the feed was closed, and all was read.
    Closed(CloseReason),
}

/// A record where the writer put it: derefs to its lines, of which the first
/// is the header. Stays the feed's next record until it is
/// [released](Self::release).
pub(crate) struct Record<'a> {
    place: Place<'a>,
    shared: &'a Shared,
}

enum Place<'a> {
    Ring(ReadChunk<'a, Line>),
    Rest {
        record: &'a [Line],
        read: &'a mut usize,
    },
}

impl Record<'_> {
    /// Done with: its place may be written again, and the next record is next.
    pub(crate) fn release(self) {
        if header(&self[0]).kind != RecordKind::Gap.number() {
            self.shared.reader.delivered.add(1);
        }
        match self.place {
            Place::Ring(chunk) => chunk.commit_all(),
            Place::Rest { record, read } => *read += record.len(),
        }
    }
}

impl Deref for Record<'_> {
    type Target = [Line];

    fn deref(&self) -> &[Line] {
        match &self.place {
            Place::Ring(chunk) => chunk.as_slices().0,
            Place::Rest { record, .. } => record,
        }
    }
}

/// What of a feed decides what comes next.
struct Inside<'a> {
    critical: &'a mut LaneReader,
    data: &'a mut LaneReader,
    shared: &'a Shared,
}

impl Looks for Inside<'_> {
    fn data(&mut self) -> Option<u64> {
        self.data.head().map(RecordHeader::sequence)
    }

    fn critical(&mut self) -> Option<u64> {
        self.critical.head().map(RecordHeader::sequence)
    }

    fn closed(&mut self) -> Option<CloseReason> {
        self.shared.closed()
    }
}

impl FeedReader {
    pub(super) fn new(critical: LaneReader, data: LaneReader, shared: Arc<Shared>) -> Self {
        Self {
            critical,
            data,
            rest: Vec::new(),
            rest_read: 0,
            shared,
        }
    }

    /// The next record in the order of the sequence numbers, which rise
    /// strictly. Doesn't wait, copy or allocate.
    pub(crate) fn head(&mut self) -> Head<'_> {
        let next = merge::next(&mut Inside {
            critical: &mut self.critical,
            data: &mut self.data,
            shared: &self.shared,
        });
        match next {
            Next::Record(lane) => self.in_lane(lane),
            Next::Nothing => Head::Empty,
            Next::End(reason) => self.in_rest(reason),
        }
    }

    /// Whether there is a record in the lanes.
    pub(super) fn has_record(&self) -> bool {
        !self.data.is_empty() || !self.critical.is_empty()
    }

    /// Whether the feed was closed; there may be something to read still.
    pub(super) fn has_ended(&self) -> bool {
        self.shared.closed().is_some()
    }

    /// The strategy was called on the writer's thread, and took so long.
    pub(super) fn took(&self, time: Duration) {
        let nanos = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        self.shared.reader.inline_ns.add(nanos);
        self.shared.reader.longest_inline_ns.raise(nanos);
    }

    /// The feed's counters, for other threads.
    pub(crate) fn monitor(&self) -> FeedMonitor {
        FeedMonitor(Arc::clone(&self.shared))
    }

    /// The head of a lane that was found to have one.
    fn in_lane(&mut self, lane: Lane) -> Head<'_> {
        let counts = &self.shared.reader;
        let (lane, most_waiting) = match lane {
            Lane::Critical => (&mut self.critical, &counts.most_waiting_critical),
            Lane::Data => (&mut self.data, &counts.most_waiting_data),
        };
        most_waiting.raise(lane.seen_waiting() as u64);
        match lane.record() {
            Some(chunk) => Head::Record(Record {
                place: Place::Ring(chunk),
                shared: &self.shared,
            }),
            None => Head::Empty,
        }
    }

    /// The head of what waited when the feed was closed.
    fn in_rest(&mut self, reason: CloseReason) -> Head<'_> {
        if self.rest.is_empty() {
            self.rest = self.shared.take_rest();
        }
        let left = &self.rest[self.rest_read..];
        let Some(first) = left.first() else {
            return Head::Closed(reason);
        };
        let lines = usize::from(header(first).lines);
        Head::Record(Record {
            place: Place::Rest {
                record: &left[..lines],
                read: &mut self.rest_read,
            },
            shared: &self.shared,
        })
    }
}
