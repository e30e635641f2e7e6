//! Which of the two lanes comes next.

/// The two lanes of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// What may never be lost: orders, balances, link events, gaps.
    Critical,
    /// The rest. What doesn't fit is dropped, counted and told.
    Data,
}

/// Two lanes to look at.
pub(crate) trait Heads {
    /// Looks at the data lane: the sequence number of its next record.
    fn data(&mut self) -> Option<u64>;
    /// Looks at the critical lane.
    fn critical(&mut self) -> Option<u64>;
}

/// The lane whose next record is the next of both, `None` when both are empty.
///
/// The writer publishes in the order of the sequence numbers, so a look at a
/// lane shows all that was published before anything the reader has already
/// seen. That holds for looks that come *after* it has been seen: a lane that
/// looked empty must be looked at again after the other lane's head was
/// loaded, or a record that came in between is overtaken. The data lane is
/// the busy one, so it is looked at first: then the critical lane's look is
/// always late enough, and a second one is needed only where the data lane
/// looked empty and the critical lane didn't.
pub(crate) fn next(lanes: &mut impl Heads) -> Option<Lane> {
    let first_look = lanes.data();
    let critical = lanes.critical();
    let data = match (first_look, critical) {
        (None, Some(_)) => lanes.data(),
        _ => first_look,
    };
    lower(data, critical)
}

fn lower(data: Option<u64>, critical: Option<u64>) -> Option<Lane> {
    match (data, critical) {
        (None, None) => None,
        (Some(_), None) => Some(Lane::Data),
        (None, Some(_)) => Some(Lane::Critical),
        (Some(data), Some(critical)) if data < critical => Some(Lane::Data),
        (Some(_), Some(_)) => Some(Lane::Critical),
    }
}

/// The wrong way, for the tests that show what the second look is for.
#[cfg(test)]
pub(crate) fn next_without_second_look(lanes: &mut impl Heads) -> Option<Lane> {
    let data = lanes.data();
    lower(data, lanes.critical())
}
