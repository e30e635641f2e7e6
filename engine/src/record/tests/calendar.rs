//! Days as numbers, and Korea's clocks.

use crate::UnixNanos;
use crate::record::{Date, Time};

const SECOND: u64 = 1_000_000_000;

#[test]
fn every_day_has_the_number_after_the_one_before() {
    assert_eq!(Date::new(1970, 1, 1).day_number(), Some(0));
    assert_eq!(Date::new(2000, 2, 29).day_number(), Some(11_016));
    assert_eq!(Date::new(2026, 7, 24).day_number(), Some(20_658));
    assert_eq!(Date::new(9999, 12, 31).day_number(), Some(2_932_896));
    let mut expected = Date::new(1, 1, 1).day_number().unwrap();
    assert_eq!(expected, -719_162);
    for year in 1..=9999 {
        for month in 1..=12 {
            for day in 1..=31 {
                let date = Date::new(year, month, day);
                if date.get().is_some() {
                    assert_eq!(date.day_number(), Some(expected), "{date}");
                    assert_eq!(Date::from_day_number(expected), date);
                    expected += 1;
                }
            }
        }
    }
}

#[test]
fn what_is_no_date_has_no_number() {
    for date in [
        Date::NONE,
        Date::NOT_REPRESENTABLE,
        Date::from_bits(0),
        Date::from_bits(20_260_229),
        Date::from_bits(20_261_301),
        Date::from_bits(20_260_100),
        Date::from_bits(u32::MAX - 2),
    ] {
        assert_eq!(date.day_number(), None);
        assert_eq!(date.begins_in_korea(), None);
    }
    for days in [i32::MIN, -719_469, -719_163, 2_932_897, i32::MAX] {
        assert_eq!(
            Date::from_day_number(days),
            Date::NOT_REPRESENTABLE,
            "{days}"
        );
    }
}

#[test]
fn the_day_changes_at_midnight_in_korea() {
    // 2026-11-27T15:00:00Z is midnight of the 28th in Korea.
    let begins = UnixNanos::new(1_795_791_600 * SECOND);
    let before = UnixNanos::new(begins.get() - 1);
    let next = Date::new(2026, 11, 28);
    assert_eq!(next.begins_in_korea(), Some(begins));
    assert_eq!(
        (Date::in_korea(begins), Time::in_korea(begins)),
        (next, Time::new(0, 0, 0))
    );
    let last = (Date::new(2026, 11, 27), Time::new(23, 59, 59));
    assert_eq!((Date::in_korea(before), Time::in_korea(before)), last);
    // The ends of what nanoseconds can tell.
    assert_eq!(Date::in_korea(UnixNanos::new(0)), Date::new(1970, 1, 1));
    assert_eq!(Time::in_korea(UnixNanos::new(0)), Time::new(9, 0, 0));
    assert_eq!(
        Date::in_korea(UnixNanos::new(u64::MAX)),
        Date::new(2554, 7, 21)
    );
    assert_eq!(Date::new(1970, 1, 1).begins_in_korea(), None);
    assert!(Date::new(1970, 1, 2).begins_in_korea().is_some());
    assert!(Date::new(2554, 7, 21).begins_in_korea().is_some());
    assert_eq!(Date::new(2554, 7, 22).begins_in_korea(), None);
}
