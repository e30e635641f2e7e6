//! What one strategy is told, held against what it may be told.

use kiwoom_engine::record::{Gap, Link, LinkEventKind, RecordFlags, RecordRef};
use kiwoom_engine::{CloseReason, FeedCounts};
use std::collections::BTreeMap;
use std::fmt;

/// Breaches of one kind are told in full so many times, and counted on.
const TOLD: usize = 5;

/// What doesn't hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Breaches {
    told: Vec<String>,
    more: u64,
}

impl Breaches {
    pub(crate) fn add(&mut self, breach: String) {
        match self.told.len() < TOLD {
            true => self.told.push(breach),
            false => self.more += 1,
        }
    }

    /// Unless it holds, it is a breach.
    pub(crate) fn hold(&mut self, holds: bool, breach: impl FnOnce() -> String) {
        if !holds {
            self.add(breach());
        }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.told.is_empty()
    }
}

impl fmt::Display for Breaches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.told.iter().try_for_each(|it| writeln!(f, "  {it}"))?;
        match self.more {
            0 => Ok(()),
            more => writeln!(f, "  and {more} more of the kind"),
        }
    }
}

/// A record, as far as it is checked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen<'a> {
    pub(crate) sequence: u64,
    pub(crate) what: What<'a>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum What<'a> {
    Link {
        event: LinkEventKind,
        epoch: u32,
        text: &'a str,
    },
    Gap {
        lost: u64,
        first: u64,
        last: u64,
    },
    /// Market data; late when it waited outside the ring.
    Market {
        epoch: u32,
        is_late: bool,
    },
    /// What the engine noticed in the data.
    Notice,
}

impl<'a> Seen<'a> {
    pub(crate) fn of(record: &'a RecordRef<'_>) -> Self {
        let header = record.header();
        let what = if let Some(link) = record.get::<Link>() {
            What::Link {
                event: link.event,
                epoch: header.epoch(),
                text: link.text.as_str(),
            }
        } else if let Some(gap) = record.get::<Gap>() {
            What::Gap {
                lost: gap.lost,
                first: gap.first,
                last: gap.last,
            }
        } else if record.spec().is_some() {
            What::Market {
                epoch: header.epoch(),
                is_late: header.flags().contains(RecordFlags::CONFLATED),
            }
        } else {
            What::Notice
        };
        Self {
            sequence: header.sequence(),
            what,
        }
    }
}

/// Where the connection is in `(CONNECTING (UP RESTORED?)? DOWN)* STOPPED`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Step {
    #[default]
    Idle,
    Trying,
    Up,
    Live,
    Over,
}

/// All that came to one strategy, counted and checked as it comes.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) name: String,
    pub(crate) step: Step,
    pub(crate) epoch: u32,
    /// Records but gaps.
    pub(crate) records: u64,
    pub(crate) market: u64,
    pub(crate) lost: u64,
    pub(crate) gaps: u64,
    /// How often a link that was live went down.
    pub(crate) outages: u64,
    /// Link events, by name.
    pub(crate) links: BTreeMap<&'static str, u64>,
    /// The feed's own counts, once it has ended.
    pub(crate) counts: Option<FeedCounts>,
    pub(crate) breaches: Breaches,
    last_sequence: u64,
    last_gap: u64,
}

impl Ledger {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    fn breach(&mut self, what: impl fmt::Display) {
        self.breaches.add(format!("{}: {what}", self.name));
    }

    pub(crate) fn take(&mut self, seen: Seen<'_>) {
        let last = self.last_sequence;
        if seen.sequence <= last {
            let now = seen.sequence;
            self.breach(format_args!("sequence number {now} comes after {last}"));
        }
        self.last_sequence = seen.sequence;
        self.records += u64::from(!matches!(seen.what, What::Gap { .. }));
        match seen.what {
            What::Link { event, epoch, .. } => self.link(event, epoch),
            What::Gap { lost, first, last } => self.gap(seen.sequence, lost, (first, last)),
            What::Market { epoch, is_late } => self.market(epoch, is_late),
            What::Notice => {}
        }
    }

    fn link(&mut self, event: LinkEventKind, epoch: u32) {
        *self.links.entry(event.name().unwrap_or("?")).or_default() += 1;
        let before = self.step;
        self.step = match (before, event) {
            (Step::Idle, LinkEventKind::CONNECTING) => Step::Trying,
            (Step::Trying, LinkEventKind::UP) => Step::Up,
            (Step::Up, LinkEventKind::RESTORED) => Step::Live,
            (Step::Trying | Step::Up | Step::Live, LinkEventKind::DOWN) => Step::Idle,
            (Step::Idle, LinkEventKind::STOPPED) => Step::Over,
            (
                _,
                LinkEventKind::CONNECTING
                | LinkEventKind::UP
                | LinkEventKind::RESTORED
                | LinkEventKind::DOWN
                | LinkEventKind::STOPPED,
            ) => {
                self.breach(format_args!("{event:?} while the link is {before:?}"));
                // As if what is missing had come, so that it is told once.
                match event {
                    LinkEventKind::CONNECTING => Step::Trying,
                    LinkEventKind::UP => Step::Up,
                    LinkEventKind::RESTORED => Step::Live,
                    LinkEventKind::DOWN => Step::Idle,
                    _ => Step::Over,
                }
            }
            // What is said in between.
            _ => before,
        };
        self.outages += u64::from(before == Step::Live && event == LinkEventKind::DOWN);
        let expected = self.epoch + u32::from(event == LinkEventKind::UP);
        if epoch != expected {
            self.breach(format_args!(
                "{event:?} of epoch {epoch}, {expected} was due"
            ));
        }
        self.epoch = epoch;
    }

    fn gap(&mut self, sequence: u64, lost: u64, (first, last): (u64, u64)) {
        self.gaps += 1;
        self.lost += lost;
        let fits = lost > 0
            && first > self.last_gap
            && first <= last
            && lost <= last - first + 1
            && sequence == last;
        if !fits {
            let before = self.last_gap;
            self.breach(format_args!(
                "a gap of {lost} from {first} to {last} at {sequence}, the one before ended at {before}"
            ));
        }
        self.last_gap = last;
    }

    fn market(&mut self, epoch: u32, is_late: bool) {
        self.market += 1;
        // What waited outside may have been overtaken by the end of its link.
        let fits = match is_late {
            true => (1..=self.epoch).contains(&epoch),
            false => epoch == self.epoch && matches!(self.step, Step::Up | Step::Live),
        };
        if !fits {
            let (step, now) = (self.step, self.epoch);
            self.breach(format_args!(
                "a record of epoch {epoch} while the link is {step:?} in epoch {now}"
            ));
        }
    }

    /// The feed has ended, and all was read.
    pub(crate) fn end(&mut self, counts: FeedCounts, reason: CloseReason) {
        self.counts = Some(counts);
        if reason != CloseReason::Stopped {
            self.breach(format_args!("its feed ended as {reason:?}"));
        }
        if self.step != Step::Over {
            let step = self.step;
            self.breach(format_args!(
                "its feed ended with the link {step:?}, without STOPPED"
            ));
        }
        for (what, read, counted) in [
            ("records", self.records, counts.delivered),
            ("records lost", self.lost, counts.lost),
            ("gaps", self.gaps, counts.gaps),
            (
                "records delivered or conflated",
                counts.delivered + counts.conflated,
                counts.written,
            ),
        ] {
            if read != counted {
                self.breach(format_args!("{read} {what}, {counted} were counted"));
            }
        }
    }

    /// The strategy left its feed, perhaps in the middle of a record.
    pub(crate) fn leave(&mut self, counts: FeedCounts) {
        self.counts = Some(counts);
        let read = self.records;
        let fits = (counts.delivered..=counts.delivered + 1).contains(&read)
            && counts.delivered <= counts.written
            && self.lost <= counts.lost;
        if !fits {
            self.breach(format_args!("left after {read} records, with {counts:?}"));
        }
    }
}

/// What was written for a strategy or lost is what happened: the same for all
/// that ask for the same and stay to the end; and all are told the same of the
/// link.
pub(crate) fn agree(first: &Ledger, other: &Ledger, breaches: &mut Breaches) {
    let sum = |ledger: &Ledger| ledger.counts.map(|it| it.written + it.lost);
    breaches.hold(sum(first) == sum(other), || {
        let (one, two) = (sum(first), sum(other));
        format!(
            "written and lost together: {one:?} of {}, {two:?} of {}",
            first.name, other.name
        )
    });
    breaches.hold(first.links == other.links, || {
        format!(
            "{} was told {:?}, {} was told {:?}",
            first.name, first.links, other.name, other.links
        )
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const UP: LinkEventKind = LinkEventKind::UP;
    const DOWN: LinkEventKind = LinkEventKind::DOWN;
    const CONNECTING: LinkEventKind = LinkEventKind::CONNECTING;
    const RESTORED: LinkEventKind = LinkEventKind::RESTORED;
    const STOPPED: LinkEventKind = LinkEventKind::STOPPED;

    fn link(event: LinkEventKind, epoch: u32) -> What<'static> {
        let text = "";
        What::Link { event, epoch, text }
    }

    fn market(epoch: u32) -> What<'static> {
        let is_late = false;
        What::Market { epoch, is_late }
    }

    const GAP: What<'static> = What::Gap {
        lost: 2,
        first: 5,
        last: 6,
    };

    /// A good day: eleven records but the gap, one outage.
    fn day() -> Vec<(u64, What<'static>)> {
        vec![
            (1, link(CONNECTING, 0)),
            (2, link(UP, 1)),
            (3, link(RESTORED, 1)),
            (4, market(1)),
            (6, GAP),
            (7, link(DOWN, 1)),
            (8, link(CONNECTING, 1)),
            (9, link(UP, 2)),
            (10, market(2)),
            (11, link(RESTORED, 2)),
            (12, link(DOWN, 2)),
            (13, link(STOPPED, 2)),
        ]
    }

    fn counts() -> FeedCounts {
        let mut counts = FeedCounts::default();
        (counts.written, counts.delivered) = (11, 11);
        (counts.lost, counts.gaps) = (2, 1);
        counts
    }

    fn told(day: &[(u64, What<'_>)], counts: FeedCounts) -> String {
        let mut ledger = Ledger::new("it");
        for (sequence, what) in day {
            let (sequence, what) = (*sequence, *what);
            ledger.take(Seen { sequence, what });
        }
        ledger.end(counts, CloseReason::Stopped);
        ledger.breaches.to_string()
    }

    #[test]
    fn a_good_day_breaks_nothing() {
        assert_eq!(told(&day(), counts()), "");
    }

    #[test]
    fn a_sequence_number_that_falls_is_found() {
        let mut day = day();
        day[3].0 = 3;
        assert!(told(&day, counts()).contains("sequence number 3 comes after 3"));
    }

    #[test]
    fn a_missing_down_is_found() {
        let mut day = day();
        day.remove(5);
        let told = told(&day, counts());
        assert!(told.contains("CONNECTING while the link is Live"), "{told}");
        assert!(told.contains("10 records, 11 were counted"), "{told}");
    }

    #[test]
    fn a_second_down_is_found() {
        let mut day = day();
        day.insert(11, (12, link(DOWN, 2)));
        assert!(told(&day, counts()).contains("DOWN while the link is Idle"));
    }

    #[test]
    fn an_end_without_stopped_is_found() {
        let mut day = day();
        day.pop();
        assert!(told(&day, counts()).contains("without STOPPED"));
    }

    #[test]
    fn epochs_that_were_not_announced_are_found() {
        let mut data = day();
        data[8].1 = market(3);
        assert!(told(&data, counts()).contains("a record of epoch 3"));
        let mut stale = day();
        stale[8].1 = market(1);
        assert!(told(&stale, counts()).contains("a record of epoch 1"));
        let mut up = day();
        up[7].1 = link(UP, 3);
        assert!(told(&up, counts()).contains("UP of epoch 3, 2 was due"));
    }

    #[test]
    fn data_while_the_link_is_down_are_found() {
        let mut day = day();
        day.swap(3, 5);
        (day[3].0, day[5].0) = (4, 7);
        assert!(told(&day, counts()).contains("while the link is Idle"));
    }

    #[test]
    fn wrong_counts_are_found() {
        type Change = fn(&mut FeedCounts);
        let changes: [(Change, &str); 4] = [
            (|it| it.delivered += 1, "11 records, 12 were counted"),
            (|it| it.lost += 1, "2 records lost, 3 were counted"),
            (|it| it.gaps += 1, "1 gaps, 2 were counted"),
            (|it| it.written += 1, "11 records delivered or conflated"),
        ];
        for (change, words) in changes {
            let mut wrong = counts();
            change(&mut wrong);
            let told = told(&day(), wrong);
            assert!(told.contains(words), "{told}");
        }
    }

    #[test]
    fn gaps_that_cannot_be_are_found() {
        for (lost, first, last) in [(0, 5, 6), (3, 5, 6), (1, 6, 5), (2, 4, 5)] {
            let mut day = day();
            day[4].1 = What::Gap { lost, first, last };
            assert!(told(&day, counts()).contains("a gap of"), "{lost} {first}");
        }
    }

    #[test]
    fn strategies_that_were_told_different_things_are_found() {
        let ledger = |lost: u64, down: u64| {
            let mut ledger = Ledger::new("it");
            let mut counts = counts();
            counts.lost = lost;
            ledger.counts = Some(counts);
            ledger.links.insert("DOWN", down);
            ledger
        };
        let mut breaches = Breaches::default();
        agree(&ledger(2, 1), &ledger(2, 1), &mut breaches);
        assert!(breaches.is_empty());
        agree(&ledger(2, 1), &ledger(3, 1), &mut breaches);
        agree(&ledger(2, 1), &ledger(2, 2), &mut breaches);
        assert_eq!(breaches.to_string().lines().count(), 2, "{breaches}");
    }

    #[test]
    fn who_leaves_may_leave_in_the_middle_of_a_record() {
        for (records, is_good) in [(10, false), (11, true), (12, true), (13, false)] {
            let mut ledger = Ledger::new("it");
            ledger.records = records;
            ledger.leave(counts());
            assert_eq!(ledger.breaches.is_empty(), is_good, "{records}");
        }
    }
}
