//! What comes next: a record of one of the two lanes, or the end.

use super::CloseReason;

/// The two lanes of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// What may never be lost: orders, balances, link events, gaps.
    Critical,
    /// The rest. What doesn't fit is dropped, counted and told.
    Data,
}

/// What the reader of a feed can look at.
pub(crate) trait Looks {
    /// Looks at the data lane: the sequence number of its next record.
    fn data(&mut self) -> Option<u64>;
    /// Looks at the critical lane.
    fn critical(&mut self) -> Option<u64>;
    /// Looks whether the feed was closed.
    fn closed(&mut self) -> Option<CloseReason>;
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// The next record of this lane.
    Record(Lane),
    /// Nothing now.
    Nothing,
    /// Nothing more from the lanes.
    End(CloseReason),
}

/// Tells what comes next, from looks in the right order.
///
/// The writer publishes in the order of the sequence numbers and closes last,
/// so a look shows all that was done before anything that the reader has
/// *already* seen. Hence two rules:
/// - A lane that looked empty must be looked at again after the other lane's
///   head was loaded, or a record that came in between is overtaken. The data
///   lane is the busy one, so it is looked at first: then the critical lane's
///   look is always late enough, and a second one is needed only where the
///   data lane looked empty and the critical lane didn't.
/// - Whether the feed was closed is looked at before the lanes, or what came
///   in between, just before the closing, is never read.
pub(crate) fn next(feed: &mut impl Looks) -> Next {
    let closed = feed.closed();
    let first_look = feed.data();
    let critical = feed.critical();
    let data = match (first_look, critical) {
        (None, Some(_)) => feed.data(),
        _ => first_look,
    };
    choose(data, critical, closed)
}

fn choose(data: Option<u64>, critical: Option<u64>, closed: Option<CloseReason>) -> Next {
    match (data, critical, closed) {
        (Some(data), Some(critical), _) if data < critical => Next::Record(Lane::Data),
        (_, Some(_), _) => Next::Record(Lane::Critical),
        (Some(_), None, _) => Next::Record(Lane::Data),
        (None, None, Some(reason)) => Next::End(reason),
        (None, None, None) => Next::Nothing,
    }
}

/// The wrong ways, for the tests that show what the rules are for.
#[cfg(test)]
pub(crate) mod wrong {
    use super::{Looks, Next, choose};

    /// Without the second look.
    pub(crate) fn one_look(feed: &mut impl Looks) -> Next {
        let closed = feed.closed();
        let data = feed.data();
        choose(data, feed.critical(), closed)
    }

    /// With the look at the end after the lanes.
    pub(crate) fn late_end(feed: &mut impl Looks) -> Next {
        let critical = feed.critical();
        let data = feed.data();
        choose(data, critical, feed.closed())
    }
}
