//! The calendar: days as numbers, and what the clocks show in Korea, which is nine
//! hours ahead of UTC all year.

use super::{Date, Time};
use crate::UnixNanos;

const SECOND: u64 = 1_000_000_000;
const DAY: u64 = 86_400 * SECOND;
const AHEAD: u64 = 9 * 3_600 * SECOND;

/// Days from 0000-03-01 to 1970-01-01. Years that begin in March have the leap day
/// at their end (Howard Hinnant's `days_from_civil`).
const EPOCH: u32 = 719_468;

/// The day in Korea, in days since 1970-01-01, and nanoseconds since its midnight.
pub(crate) const fn in_korea(at: UnixNanos) -> (u32, u64) {
    let there = at.get().saturating_add(AHEAD);
    // At most some 213,000 days.
    ((there / DAY) as u32, there % DAY)
}

/// The moment so many nanoseconds after this date began in Korea; `None` for what
/// is no date, and where nanoseconds since 1970 UTC can't tell it.
pub(crate) fn from_korea(date: Date, nanos: u64) -> Option<UnixNanos> {
    let days = u64::try_from(date.day_number()?).ok()?;
    let there = days.checked_mul(DAY)?.checked_add(nanos)?;
    there.checked_sub(AHEAD).map(UnixNanos::new)
}

impl Date {
    /// Days since 1970-01-01 in the Gregorian calendar, less than none for dates
    /// before; `None` for what is no date.
    #[must_use]
    pub const fn day_number(self) -> Option<i32> {
        let Some((year, month, day)) = self.parts() else {
            return None;
        };
        // What a record holds may be digits and no date.
        if Self::new(year, month, day).get().is_none() {
            return None;
        }
        let (year, month) = match month {
            1 | 2 => (year - 1, month + 9),
            _ => (year, month - 3),
        };
        let leap_days = year / 4 - year / 100 + year / 400;
        let days = year * 365 + leap_days + (153 * month + 2) / 5 + day - 1;
        Some(days.cast_signed() - EPOCH.cast_signed())
    }

    /// The date so many days after 1970-01-01;
    /// [`NOT_REPRESENTABLE`](Self::NOT_REPRESENTABLE) outside of the years 1 to
    /// 9999.
    #[must_use]
    pub const fn from_day_number(days: i32) -> Self {
        let Some(days) = EPOCH.checked_add_signed(days) else {
            return Self::NOT_REPRESENTABLE;
        };
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * from_march + 2) / 5 + 1;
        let (year, month) = match from_march {
            0..=9 => (year, from_march + 3),
            _ => (year + 1, from_march - 9),
        };
        Self::new(era * 400 + year, month, day)
    }

    /// The date in Korea at this moment.
    #[must_use]
    pub const fn in_korea(at: UnixNanos) -> Self {
        Self::from_day_number(in_korea(at).0.cast_signed())
    }

    /// When the date begins in Korea; `None` for what is no date, or none from
    /// 1970-01-02 to 2554-07-21.
    #[must_use]
    pub fn begins_in_korea(self) -> Option<UnixNanos> {
        from_korea(self, 0)
    }
}

impl Time {
    /// The time of day in Korea at this moment.
    #[must_use]
    pub const fn in_korea(at: UnixNanos) -> Self {
        // Less than a day.
        let second = (in_korea(at).1 / SECOND) as u32;
        Self::new(second / 3_600, second / 60 % 60, second % 60)
    }
}
