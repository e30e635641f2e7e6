//! Volatility interruptions that come twice: once for each code of the issue.

use crate::record::{Price, Quantity32, Text, Time, VolatilityInterruption};
use crate::values::{ViDirection, ViKind, ViKindText};

/// Events that are remembered: both records of one come right after another.
const REMEMBERED: usize = 16;

/// What makes two records tell the same event. Figures that differ from venue
/// to venue, such as volumes, aren't among it.
#[derive(Clone, Copy, PartialEq)]
struct Event {
    /// Without the venue's suffix.
    issue: Text<16>,
    kind: ViKind,
    kind_text: ViKindText,
    direction: ViDirection,
    trigger_price: Price<0>,
    triggered: Time,
    released: Time,
    count: Quantity32<0>,
}

/// The last few events of the market.
#[derive(Default)]
pub(crate) struct Interruptions {
    /// Each with the item under which it came.
    last: [Option<(Event, Text<16>)>; REMEMBERED],
    /// Where the next one is put.
    next: usize,
}

impl Interruptions {
    /// Takes a record; tells whether the same event has just come under another
    /// code of the same issue. A release is another event than its trigger.
    pub(crate) fn is_duplicate(&mut self, record: &VolatilityInterruption) -> bool {
        let event = Event::of(record);
        let item = record.header.item;
        let mut remembered = self.last.iter().flatten();
        if remembered.any(|(other, under)| *other == event && *under != item) {
            return true;
        }
        self.last[self.next] = Some((event, item));
        self.next = (self.next + 1) % REMEMBERED;
        false
    }

    /// Forgets all: what comes over a new connection is news.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }
}

impl Event {
    fn of(record: &VolatilityInterruption) -> Self {
        // The issue stands in a field of its own; where that is empty, the item
        // must do.
        let issue = match record.symbol.as_str() {
            "" => record.header.item(),
            symbol => symbol,
        };
        Self {
            issue: Text::new(issue.split('_').next().unwrap_or_default()),
            kind: record.vi_kind,
            kind_text: record.vi_kind_text,
            direction: record.direction,
            trigger_price: record.trigger_price,
            triggered: record.trigger_time,
            released: record.release_time,
            count: record.trigger_count,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Interruptions, REMEMBERED};
    use crate::record::{Direction, Price, Text, Time, VolatilityInterruption};
    use crate::values::ViDirection;

    fn record(item: &str, issue: &str, minute: u32) -> VolatilityInterruption {
        let mut record = VolatilityInterruption::EMPTY;
        record.header.item = Text::new(item);
        record.symbol = Text::new(issue);
        record.trigger_time = Time::new(9, minute, 0);
        record.release_time = Time::new(0, 0, 0);
        record.trigger_price = Price::new(1_000, Direction::Up);
        record
    }

    #[test]
    fn the_other_code_of_one_event_is_a_duplicate() {
        let mut seen = Interruptions::default();
        assert!(!seen.is_duplicate(&record("005930_AL", "005930", 1)));
        assert!(seen.is_duplicate(&record("005930", "005930", 1)));
        // However the field is written.
        assert!(!seen.is_duplicate(&record("000660_AL", "000660_AL", 1)));
        assert!(seen.is_duplicate(&record("000660", "", 1)));
    }

    #[test]
    fn another_event_is_none() {
        let mut seen = Interruptions::default();
        let trigger = record("005930_AL", "005930", 1);
        assert!(!seen.is_duplicate(&trigger));
        let bare = record("005930", "005930", 1);
        let mut release = bare;
        release.release_time = Time::new(9, 3, 0);
        let mut other_way = bare;
        other_way.direction = ViDirection::DOWN;
        for other in [
            release,
            other_way,
            record("005930", "005930", 2),
            record("005935", "005935", 1),
        ] {
            assert!(!seen.is_duplicate(&other), "{other:?}");
        }
        // The same code again isn't the pair that is meant.
        assert!(!seen.is_duplicate(&trigger));
        seen.forget();
        assert!(!seen.is_duplicate(&bare));
    }

    #[test]
    fn volumes_play_no_part() {
        let mut seen = Interruptions::default();
        let mut both = record("005930_AL", "005930", 1);
        both.cumulative_volume = crate::record::Quantity::new(300);
        assert!(!seen.is_duplicate(&both));
        assert!(seen.is_duplicate(&record("005930", "005930", 1)));
    }

    #[test]
    fn only_the_last_few_are_remembered() {
        let mut seen = Interruptions::default();
        for at in 0..=REMEMBERED {
            let issue = format!("{at:06}");
            assert!(!seen.is_duplicate(&record(&format!("{issue}_AL"), &issue, 1)));
        }
        assert!(!seen.is_duplicate(&record("000000", "000000", 1)));
        assert!(seen.is_duplicate(&record("000016", "000016", 1)));
    }
}
