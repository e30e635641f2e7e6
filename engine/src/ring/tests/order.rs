//! What the second look at a lane is for.

use super::records::fill;
use crate::record::RecordHeader;
use crate::ring::Lane;
use crate::ring::lane::{LaneReader, LaneWriter, lane};
use crate::ring::merge::{self, Heads};

/// Two real lanes, and a writer that is quick just between two looks.
struct Between {
    critical: (LaneWriter, LaneReader),
    data: (LaneWriter, LaneReader),
    /// What the writer writes after the first look, in this order.
    comes: Vec<(Lane, u64)>,
}

impl Between {
    fn new(comes: &[(Lane, u64)]) -> Self {
        Self {
            critical: lane(16),
            data: lane(16),
            comes: comes.to_vec(),
        }
    }

    fn write(&mut self) {
        for (lane, sequence) in std::mem::take(&mut self.comes) {
            let writer = match lane {
                Lane::Critical => &mut self.critical.0,
                Lane::Data => &mut self.data.0,
            };
            let mut slot = writer.reserve(2).unwrap();
            fill(slot.lines(), lane, sequence);
            slot.publish();
        }
    }
}

impl Heads for Between {
    fn data(&mut self) -> Option<u64> {
        let seen = self.data.1.head().map(RecordHeader::sequence);
        self.write();
        seen
    }

    fn critical(&mut self) -> Option<u64> {
        let seen = self.critical.1.head().map(RecordHeader::sequence);
        self.write();
        seen
    }
}

#[test]
fn a_record_that_comes_between_two_looks_is_not_overtaken() {
    let comes = [(Lane::Data, 1), (Lane::Critical, 2)];
    let mut lanes = Between::new(&comes);
    assert_eq!(merge::next(&mut lanes), Some(Lane::Data));
    // The same moment without the second look: record 2 would go first.
    let mut lanes = Between::new(&comes);
    let wrong = merge::next_without_second_look(&mut lanes);
    assert_eq!(wrong, Some(Lane::Critical));
}

#[test]
fn the_other_order_needs_no_second_look() {
    let mut lanes = Between::new(&[(Lane::Critical, 1), (Lane::Data, 2)]);
    assert_eq!(merge::next(&mut lanes), Some(Lane::Critical));
}

#[test]
fn the_lower_number_goes_first() {
    for (data, critical, expected) in [
        (None, None, None),
        (Some(1), None, Some(Lane::Data)),
        (None, Some(1), Some(Lane::Critical)),
        (Some(1), Some(2), Some(Lane::Data)),
        (Some(2), Some(1), Some(Lane::Critical)),
    ] {
        struct Fixed(Option<u64>, Option<u64>);
        impl Heads for Fixed {
            fn data(&mut self) -> Option<u64> {
                self.0
            }
            fn critical(&mut self) -> Option<u64> {
                self.1
            }
        }
        assert_eq!(merge::next(&mut Fixed(data, critical)), expected);
    }
}
