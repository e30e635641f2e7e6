//! Moments on both clocks, and days and times in Korea.

use kiwoom_engine::UnixNanos;
use kiwoom_engine::record::{Date, Time};
use std::fmt;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

const SECOND: u64 = 1_000_000_000;

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

/// The date in Korea at this time (ns UTC), YYYYMMDD.
#[must_use]
pub fn trading_day(wall_ns: u64) -> u32 {
    // Always a date: at most one of the year 2554.
    Date::in_korea(UnixNanos::new(wall_ns)).bits()
}

/// When this date (YYYYMMDD) began in Korea, in nanoseconds since 1970 UTC;
/// `None` for what is no date from 1970-01-02 to 2554-07-21.
#[must_use]
pub fn midnight(date: u32) -> Option<u64> {
    let begins = Date::from_bits(date).begins_in_korea();
    begins.map(UnixNanos::get)
}

/// A time in Korea (nanoseconds since 1970 UTC), written as
/// `2026-11-28T09:00:00.123456789+09:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KoreanTime(pub u64);

impl fmt::Display for KoreanTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = UnixNanos::new(self.0);
        // Neither is ever missing.
        let (year, month, day) = Date::in_korea(at).parts().unwrap_or_default();
        let (hour, minute, second) = Time::in_korea(at).parts().unwrap_or_default();
        let nanos = self.0 % SECOND;
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
