//! Moments on both clocks, and the calendar of Korea, which has no daylight
//! saving time: always nine hours ahead of UTC.

use std::fmt;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

const SECOND: u64 = 1_000_000_000;
const DAY: u64 = 86_400 * SECOND;
const AHEAD: u64 = 9 * 3600 * SECOND;

/// One moment, read from both clocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Nanoseconds since 1970-01-01T00:00:00 UTC.
    pub wall_ns: u64,
    /// Nanoseconds of the monotonic clock since its origin.
    pub mono_ns: u64,
}

impl Moment {
    /// What the wall clock showed when the monotonic clock showed this, if it
    /// wasn't set in between.
    #[must_use]
    pub const fn wall_at(&self, mono_ns: u64) -> u64 {
        let after = mono_ns.saturating_sub(self.mono_ns);
        let before = self.mono_ns.saturating_sub(mono_ns);
        self.wall_ns.saturating_add(after).saturating_sub(before)
    }
}

/// Both clocks, the monotonic one with an origin of the caller's choice.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    begun: Instant,
    begun_ns: u64,
}

impl Clock {
    /// A clock whose monotonic side shows `mono_ns` now: what the stamps of the
    /// entries are counted on.
    #[must_use]
    pub fn showing(mono_ns: u64) -> Self {
        Self {
            begun: Instant::now(),
            begun_ns: mono_ns,
        }
    }

    /// What both show now.
    #[must_use]
    pub fn now(&self) -> Moment {
        let nanos = |it: std::time::Duration| u64::try_from(it.as_nanos()).unwrap_or(u64::MAX);
        Moment {
            // Before 1970 there is no time.
            wall_ns: SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, nanos),
            mono_ns: self.begun_ns.saturating_add(nanos(self.begun.elapsed())),
        }
    }
}

/// Days since 1970-01-01 as year, month and day (the proleptic Gregorian
/// calendar; Howard Hinnant's algorithm, years that begin in March).
const fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 {
        from_march + 3
    } else {
        from_march - 9
    };
    (era * 400 + year + (month <= 2) as u64, month, day)
}

/// The other way round, for dates from 1970 on.
const fn days(year: u64, month: u64, day: u64) -> u64 {
    let year = year - (month <= 2) as u64;
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let (era, year) = (year / 400, year % 400);
    era * 146_097 + year * 365 + year / 4 - year / 100 + of_year - 719_468
}

/// The date in Korea at this time (ns UTC), YYYYMMDD.
#[must_use]
pub const fn trading_day(wall_ns: u64) -> u32 {
    let (year, month, day) = civil(wall_ns.saturating_add(AHEAD) / DAY);
    // At most the year 2554.
    (year * 10_000 + month * 100 + day) as u32
}

/// When this date (YYYYMMDD) began in Korea, in nanoseconds since 1970 UTC;
/// `None` for what is no date from 1970-01-02 to 2500.
#[must_use]
pub const fn midnight(date: u32) -> Option<u64> {
    let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
    if year < 1970 || year > 2500 || month < 1 || month > 12 || day < 1 {
        return None;
    }
    let since = days(year as u64, month as u64, day as u64);
    // The 31st of a month that has 30 days comes back as the 1st of the next.
    let back = civil(since);
    if back.1 != month as u64 || back.2 != day as u64 || since == 0 {
        return None;
    }
    Some(since * DAY - AHEAD)
}

/// A time in Korea, written as `2026-11-28T09:00:00.123456789+09:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KoreanTime(pub u64);

impl fmt::Display for KoreanTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let there = self.0.saturating_add(AHEAD);
        let (year, month, day) = civil(there / DAY);
        let (second, nanos) = (there % DAY / SECOND, there % SECOND);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{nanos:09}+09:00"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_changes_at_midnight_in_korea() {
        // 2026-11-27T15:00:00Z is midnight of the 28th in Korea.
        let begins = 1_795_791_600 * SECOND;
        assert_eq!(trading_day(begins - 1), 20_261_127);
        assert_eq!(trading_day(begins), 20_261_128);
        assert_eq!(midnight(20_261_128), Some(begins));
        assert_eq!(
            KoreanTime(begins + 1).to_string(),
            "2026-11-28T00:00:00.000000001+09:00"
        );
    }

    #[test]
    fn every_day_comes_back() {
        let mut expected = (1970, 1, 2);
        for day in 1..200_000 {
            let date = civil(day);
            assert_eq!(date, expected);
            assert_eq!(days(date.0, date.1, date.2), day);
            let leap = date.0.is_multiple_of(4)
                && (!date.0.is_multiple_of(100) || date.0.is_multiple_of(400));
            let length = match date.1 {
                2 if leap => 29,
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            expected = match date {
                (year, 12, 31) => (year + 1, 1, 1),
                (year, month, day) if day == length => (year, month + 1, 1),
                (year, month, day) => (year, month, day + 1),
            };
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for date in [
            0,
            20_260_229,
            20_260_431,
            20_261_301,
            20_260_100,
            u32::MAX,
            19_700_101,
        ] {
            assert_eq!(midnight(date), None, "{date}");
        }
    }

    #[test]
    fn an_anchor_reaches_both_ways_and_no_further() {
        let anchor = Moment {
            wall_ns: 100,
            mono_ns: 10,
        };
        assert_eq!((anchor.wall_at(15), anchor.wall_at(5)), (105, 95));
        assert_eq!(anchor.wall_at(u64::MAX), u64::MAX);
    }
}
