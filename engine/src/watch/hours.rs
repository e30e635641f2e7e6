//! When messages are to be expected: by the market's own announcements, or by
//! the clock in Korea.

use crate::record::Venue;
use crate::record::calendar::in_korea;
use crate::schema::RecordKind;
use crate::{Mono, UnixNanos};

/// How messages of a type come while an item is traded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    /// Whenever orders change: in auctions, too.
    Quotes,
    /// With trades, so not while an auction collects orders.
    Trades,
}

impl Flow {
    /// `None` for types that come only now and then, and for those whose hours
    /// aren't known here.
    pub(crate) const fn of(kind: RecordKind) -> Option<Self> {
        use RecordKind as K;
        match kind {
            K::OrderBook | K::BestQuote => Some(Self::Quotes),
            K::Trade
            | K::BrokerActivity
            | K::EtfNav
            | K::GoldPrice
            | K::SectorIndex
            | K::SectorBreadth
            | K::ElwFairValue
            | K::ElwIndicator
            | K::ProgramTrading => Some(Self::Trades),
            _ => None,
        }
    }
}

/// What a market does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Closed,
    /// Orders are collected.
    Auction,
    Continuous,
}

impl Stage {
    fn has(self, flow: Flow) -> bool {
        match flow {
            Flow::Quotes => self >= Self::Auction,
            Flow::Trades => self == Self::Continuous,
        }
    }
}

const KRX: usize = 0;
const NXT: usize = 1;

/// The hours of both markets.
pub(super) struct Hours {
    /// Days since 1970-01-01, besides weekends.
    holidays: Vec<u32>,
    /// The last announcement of each market, and when it came.
    announced: [Option<(Stage, Mono)>; 2],
    /// Since when messages are to be expected, for KRX, NXT and both together,
    /// each for quotes and trades.
    since: [[Option<Mono>; 2]; 3],
}

impl Hours {
    pub(super) fn new(holidays: Vec<u32>) -> Self {
        Self {
            holidays,
            announced: [None; 2],
            since: [[None; 2]; 3],
        }
    }

    /// A market announced something: code 215 of `0s`.
    pub(super) fn announce(&mut self, code: &str, now: Mono) {
        let (market, stage) = match code {
            "3" => (KRX, Stage::Continuous),
            "2" => (KRX, Stage::Auction),
            "0" | "4" | "8" | "9" | "a" | "b" | "c" | "d" => (KRX, Stage::Closed),
            "P" | "R" | "U" => (NXT, Stage::Continuous),
            "T" => (NXT, Stage::Auction),
            "Q" | "S" | "V" | "W" => (NXT, Stage::Closed),
            // Derivatives, and what is not known.
            _ => return,
        };
        self.announced[market] = Some((stage, now));
    }

    /// Announcements may have been missed: the timetable counts again.
    pub(super) fn forget_announcements(&mut self) {
        self.announced = [None; 2];
    }

    /// Brings it up to the time, given by both clocks.
    pub(super) fn update(&mut self, now: Mono, wall: UnixNanos) {
        let (day, time) = in_korea(wall);
        let (day, second) = (u64::from(day), time / 1_000_000_000);
        let midnight = now.nanos().saturating_sub(second * 1_000_000_000);
        let krx = self.stage(KRX, day, second, midnight);
        let nxt = self.stage(NXT, day, second, midnight);
        for (since, stage) in self.since.iter_mut().zip([krx, nxt, krx.max(nxt)]) {
            for (since, flow) in since.iter_mut().zip([Flow::Quotes, Flow::Trades]) {
                *since = stage.has(flow).then(|| since.unwrap_or(now));
            }
        }
    }

    /// Since when messages have been to be expected; `None` while they aren't.
    pub(super) fn since(&self, venue: Venue, flow: Flow) -> Option<Mono> {
        let venue = match venue {
            Venue::NXT => 1,
            Venue::SOR => 2,
            _ => 0,
        };
        self.since[venue][match flow {
            Flow::Quotes => 0,
            Flow::Trades => 1,
        }]
    }

    fn stage(&self, market: usize, day: u64, second: u64, midnight: u64) -> Stage {
        match self.announced[market] {
            Some((stage, at)) if at.nanos() >= midnight => stage,
            // The day before had announcements, this one has none yet.
            Some(_) => Stage::Closed,
            None if self.is_off(day) => Stage::Closed,
            None => timetable(market, second),
        }
    }

    fn is_off(&self, day: u64) -> bool {
        // 1970-01-01 was a Thursday; 0 is Sunday.
        let weekday = (day + 4) % 7;
        let named = |it: &u32| u64::from(*it) == day;
        weekday == 0 || weekday == 6 || self.holidays.iter().any(named)
    }
}

/// What a market does on an ordinary day, at this second of it.
fn timetable(market: usize, second: u64) -> Stage {
    const fn at(hour: u64, minute: u64, second: u64) -> u64 {
        hour * 3_600 + minute * 60 + second
    }
    const KRX_DAY: [(u64, Stage); 3] = [
        (at(9, 0, 0), Stage::Continuous),
        (at(15, 20, 0), Stage::Auction),
        (at(15, 30, 0), Stage::Closed),
    ];
    const NXT_DAY: [(u64, Stage); 7] = [
        (at(8, 0, 0), Stage::Continuous),
        (at(8, 50, 0), Stage::Closed),
        (at(9, 0, 30), Stage::Continuous),
        (at(15, 20, 0), Stage::Closed),
        (at(15, 30, 0), Stage::Auction),
        (at(15, 40, 0), Stage::Continuous),
        (at(20, 0, 0), Stage::Closed),
    ];
    let day: &[_] = if market == KRX { &KRX_DAY } else { &NXT_DAY };
    let begun = day.iter().rev().find(|(from, _)| *from <= second);
    begun.map_or(Stage::Closed, |(_, stage)| *stage)
}

#[cfg(test)]
mod tests {
    use super::{Flow, Hours};
    use crate::record::{Date, Venue};
    use crate::{Mono, UnixNanos};

    const NANOS: u64 = 1_000_000_000;
    const DAY: u64 = 86_400;
    /// Korea is ahead by so much.
    const KOREA: u64 = 9 * 3_600;

    /// Friday, 2026-07-24.
    fn friday() -> u64 {
        Date::new(2026, 7, 24)
            .day_number()
            .unwrap()
            .unsigned_abs()
            .into()
    }

    /// Both clocks at a moment in Korea; the one that rises began a month before.
    fn at(day: u64, hour: u64, minute: u64, second: u64) -> (Mono, UnixNanos) {
        let of_day = hour * 3_600 + minute * 60 + second;
        let wall = (day * DAY + of_day - KOREA) * NANOS;
        let mono = ((day - friday() + 30) * DAY + of_day) * NANOS;
        (Mono::from_nanos(mono), UnixNanos::new(wall))
    }

    fn open(hours: &mut Hours, time: (Mono, UnixNanos), venue: Venue, flow: Flow) -> bool {
        hours.update(time.0, time.1);
        hours.since(venue, flow).is_some()
    }

    #[test]
    fn an_ordinary_day_goes_by_the_timetable() {
        let mut hours = Hours::new(Vec::new());
        // Hour, minute, second; quotes and trades of KRX, NXT and both.
        let day = [
            (0, 0, 0, [0, 0, 0, 0, 0, 0]),
            (7, 59, 59, [0, 0, 0, 0, 0, 0]),
            (8, 0, 0, [0, 0, 1, 1, 1, 1]),
            (8, 50, 0, [0, 0, 0, 0, 0, 0]),
            (9, 0, 0, [1, 1, 0, 0, 1, 1]),
            (9, 0, 30, [1, 1, 1, 1, 1, 1]),
            (15, 19, 59, [1, 1, 1, 1, 1, 1]),
            (15, 20, 0, [1, 0, 0, 0, 1, 0]),
            (15, 30, 0, [0, 0, 1, 0, 1, 0]),
            (15, 40, 0, [0, 0, 1, 1, 1, 1]),
            (19, 59, 59, [0, 0, 1, 1, 1, 1]),
            (20, 0, 0, [0, 0, 0, 0, 0, 0]),
            (23, 59, 59, [0, 0, 0, 0, 0, 0]),
        ];
        for (hour, minute, second, expected) in day {
            let time = at(friday(), hour, minute, second);
            let mut found = Vec::new();
            for venue in [Venue::KRX, Venue::NXT, Venue::SOR] {
                for flow in [Flow::Quotes, Flow::Trades] {
                    found.push(u8::from(open(&mut hours, time, venue, flow)));
                }
            }
            assert_eq!(found, expected, "{hour}:{minute}:{second}");
        }
    }

    #[test]
    fn weekends_and_holidays_are_off() {
        let monday = friday() + 3;
        let mut hours = Hours::new(vec![u32::try_from(monday).unwrap()]);
        for (day, expected) in (friday()..).zip([true, false, false, false, true]) {
            let time = at(day, 10, 0, 0);
            let found = open(&mut hours, time, Venue::KRX, Flow::Trades);
            assert_eq!(found, expected, "{} days on", day - friday());
        }
    }

    #[test]
    fn what_is_expected_is_so_since_it_began() {
        let mut hours = Hours::new(Vec::new());
        let nine = at(friday(), 9, 0, 0);
        assert!(open(&mut hours, nine, Venue::KRX, Flow::Quotes));
        let auction = at(friday(), 15, 25, 0);
        assert!(open(&mut hours, auction, Venue::KRX, Flow::Quotes));
        assert_eq!(hours.since(Venue::KRX, Flow::Quotes), Some(nine.0));
        assert!(!open(
            &mut hours,
            at(friday(), 15, 30, 0),
            Venue::KRX,
            Flow::Quotes
        ));
    }

    #[test]
    fn announcements_take_the_place_of_the_timetable() {
        let mut hours = Hours::new(Vec::new());
        let krx = |hours: &mut Hours, time| open(hours, time, Venue::KRX, Flow::Trades);
        // A late opening, which the clock alone can't know.
        hours.announce("0", at(friday(), 8, 40, 0).0);
        assert!(!krx(&mut hours, at(friday(), 9, 30, 0)));
        hours.announce("3", at(friday(), 10, 0, 0).0);
        assert!(krx(&mut hours, at(friday(), 10, 0, 0)));
        // What is of other markets changes nothing.
        for code in ["e", "f", "o", "s", "Q", "", "?"] {
            hours.announce(code, at(friday(), 11, 0, 0).0);
        }
        assert!(krx(&mut hours, at(friday(), 16, 0, 0)));
        hours.announce("2", at(friday(), 16, 20, 0).0);
        assert!(!krx(&mut hours, at(friday(), 16, 25, 0)));
        assert!(open(
            &mut hours,
            at(friday(), 16, 25, 0),
            Venue::KRX,
            Flow::Quotes
        ));
        hours.announce("4", at(friday(), 16, 30, 0).0);
        assert!(!open(
            &mut hours,
            at(friday(), 16, 30, 0),
            Venue::KRX,
            Flow::Quotes
        ));
        // Monday is a holiday: nothing is announced.
        let monday = at(friday() + 3, 10, 0, 0);
        assert!(!krx(&mut hours, monday));
        // After a lost connection nothing is known but the clock.
        hours.forget_announcements();
        assert!(krx(&mut hours, monday));
    }
}
