//! What the order of the looks is for.

use super::records::fill;
use crate::record::RecordHeader;
use crate::ring::lane::{LaneReader, LaneWriter, lane};
use crate::ring::merge::{Looks, Next, next, wrong};
use crate::ring::{CloseReason, Lane};

/// Two real lanes, and a writer that is quick just after the first look at
/// this one.
struct Between {
    after: Look,
    critical: (LaneWriter, LaneReader),
    data: (LaneWriter, LaneReader),
    /// What the writer writes then, in this order.
    comes: &'static [(Lane, u64)],
    closes: bool,
    closed: Option<CloseReason>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Closed,
    Data,
    Critical,
}

impl Between {
    fn new(after: Look, comes: &'static [(Lane, u64)], closes: bool) -> Self {
        Self {
            after,
            critical: lane(16),
            data: lane(16),
            comes,
            closes,
            closed: None,
        }
    }

    fn looked(&mut self, at: Look) {
        if at != self.after {
            return;
        }
        for &(lane, sequence) in std::mem::take(&mut self.comes) {
            let writer = match lane {
                Lane::Critical => &mut self.critical.0,
                Lane::Data => &mut self.data.0,
            };
            let mut slot = writer.reserve(2).unwrap();
            fill(slot.lines(), lane, sequence);
            slot.publish();
        }
        if self.closes {
            self.closed = Some(CloseReason::Stopped);
        }
    }
}

impl Looks for Between {
    fn data(&mut self) -> Option<u64> {
        let seen = self.data.1.head().map(RecordHeader::sequence);
        self.looked(Look::Data);
        seen
    }

    fn critical(&mut self) -> Option<u64> {
        let seen = self.critical.1.head().map(RecordHeader::sequence);
        self.looked(Look::Critical);
        seen
    }

    fn closed(&mut self) -> Option<CloseReason> {
        let seen = self.closed;
        self.looked(Look::Closed);
        seen
    }
}

const LOOKS: [Look; 3] = [Look::Closed, Look::Data, Look::Critical];

#[test]
fn a_record_that_comes_between_two_looks_is_not_overtaken() {
    static COMES: [(Lane, u64); 2] = [(Lane::Data, 1), (Lane::Critical, 2)];
    for after in LOOKS {
        let found = next(&mut Between::new(after, &COMES, false));
        let expected = [Next::Record(Lane::Data), Next::Nothing];
        assert!(expected.contains(&found), "{found:?} after {after:?}");
    }
    // The same moment without the second look: record 2 would go first.
    let found = wrong::one_look(&mut Between::new(Look::Data, &COMES, false));
    assert_eq!(found, Next::Record(Lane::Critical));
}

#[test]
fn the_other_order_needs_no_second_look() {
    static COMES: [(Lane, u64); 2] = [(Lane::Critical, 1), (Lane::Data, 2)];
    for after in LOOKS {
        let found = next(&mut Between::new(after, &COMES, false));
        let expected = [Next::Record(Lane::Critical), Next::Nothing];
        assert!(expected.contains(&found), "{found:?} after {after:?}");
    }
}

#[test]
fn the_end_does_not_come_before_the_last_record() {
    static COMES: [(Lane, u64); 1] = [(Lane::Critical, 1)];
    for after in LOOKS {
        let mut feed = Between::new(after, &COMES, true);
        let found = next(&mut feed);
        let expected = [Next::Record(Lane::Critical), Next::Nothing];
        assert!(expected.contains(&found), "{found:?} after {after:?}");
        assert_eq!(next(&mut feed), Next::Record(Lane::Critical));
    }
    let found = wrong::late_end(&mut Between::new(Look::Data, &COMES, true));
    assert_eq!(found, Next::End(CloseReason::Stopped));
}

#[test]
fn the_lower_number_goes_first_and_the_end_last() {
    struct Fixed(Option<u64>, Option<u64>, Option<CloseReason>);
    impl Looks for Fixed {
        fn data(&mut self) -> Option<u64> {
            self.0
        }
        fn critical(&mut self) -> Option<u64> {
            self.1
        }
        fn closed(&mut self) -> Option<CloseReason> {
            self.2
        }
    }
    for closed in [None, Some(CloseReason::Overrun)] {
        let nothing = closed.map_or(Next::Nothing, Next::End);
        for (data, critical, expected) in [
            (None, None, nothing),
            (Some(1), None, Next::Record(Lane::Data)),
            (None, Some(1), Next::Record(Lane::Critical)),
            (Some(1), Some(2), Next::Record(Lane::Data)),
            (Some(2), Some(1), Next::Record(Lane::Critical)),
        ] {
            assert_eq!(next(&mut Fixed(data, critical, closed)), expected);
        }
    }
}
