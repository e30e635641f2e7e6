//! Times, dates and flags.

use crate::record::{Date, Flag, Missing, Time};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_time_keeps_its_parts(hour in 0..24_u32, minute in 0..60_u32, second in 0..60_u32) {
        let time = Time::new(hour, minute, second);
        prop_assert_eq!(time.parts(), Some((hour, minute, second)));
        prop_assert_eq!(time.seconds(), Some(hour * 3600 + minute * 60 + second));
        prop_assert_eq!(time.to_string(), format!("{hour:02}{minute:02}{second:02}"));
        prop_assert_eq!(Time::from_bits(time.bits()), time);
        prop_assert!(time < Time::NONE && time < Time::NOT_REPRESENTABLE);
    }

    #[test]
    fn times_compare_as_seconds_do(a in 0..86_400_u32, b in 0..86_400_u32) {
        let time = |seconds| Time::new(seconds / 3600, seconds / 60 % 60, seconds % 60);
        prop_assert_eq!(time(a).cmp(&time(b)), a.cmp(&b));
    }

    #[test]
    fn any_bits_show_something(bits: u32) {
        let (time, date) = (Time::from_bits(bits), Date::from_bits(bits));
        let shown = format!("{time}{time:?}{date}{date:?}");
            prop_assert!(!shown.is_empty());
        prop_assert_eq!(time.get().is_some(), time.check().is_ok());
    }
}

#[test]
fn what_is_no_time_of_day_is_refused() {
    for (hour, minute, second) in [(24, 0, 0), (0, 60, 0), (0, 0, 60), (u32::MAX, 0, 0)] {
        let time = Time::new(hour, minute, second);
        assert_eq!(time, Time::NOT_REPRESENTABLE);
        assert_eq!(time.check(), Err(Missing::NotRepresentable));
        assert_eq!(
            (time.get(), time.parts(), time.seconds()),
            (None, None, None)
        );
    }
    assert_eq!(Time::new(23, 59, 59).get(), Some(235_959));
    assert_eq!(Time::new(0, 0, 0).get(), Some(0));
    assert_eq!(Time::NONE.check(), Err(Missing::Absent));
    assert_eq!(Time::default(), Time::NONE);
}

#[test]
fn the_calendar_is_kept() {
    let is_date =
        |year, month, day| Date::new(year, month, day).parts() == Some((year, month, day));
    for (year, month, days) in [
        (2023, 2, 28),
        (2024, 2, 29),
        (1900, 2, 28),
        (2000, 2, 29),
        (2024, 1, 31),
        (2024, 4, 30),
        (2024, 6, 30),
        (2024, 9, 30),
        (2024, 11, 30),
        (2024, 12, 31),
        (1, 1, 31),
        (9999, 12, 31),
    ] {
        assert!(
            is_date(year, month, 1) && is_date(year, month, days),
            "{year}-{month}"
        );
        assert!(
            !is_date(year, month, 0) && !is_date(year, month, days + 1),
            "{year}-{month}"
        );
    }
    for (year, month, day) in [(0, 1, 1), (10_000, 1, 1), (2024, 0, 1), (2024, 13, 1)] {
        assert_eq!(Date::new(year, month, day), Date::NOT_REPRESENTABLE);
    }
    assert!(Date::new(2024, 1, 31) < Date::new(2024, 2, 1));
    assert!(Date::new(9999, 12, 31) < Date::NONE);
}

#[test]
fn clocks_show_digits_as_on_the_wire() {
    assert_eq!(Time::new(9, 3, 5).to_string(), "090305");
    assert_eq!(
        format!("[{:>8}] [{:<8}]", Time::new(0, 0, 7), Time::NONE),
        "[  000007] [-       ]"
    );
    assert_eq!(format!("{:?}", Time::new(9, 3, 5)), "090305");
    assert_eq!(
        format!("{:?} {:?}", Time::NONE, Time::NOT_REPRESENTABLE),
        "None NotRepresentable"
    );
    assert_eq!(Date::new(2026, 6, 30).to_string(), "20260630");
    assert_eq!(Date::new(26, 6, 3).to_string(), "00260603");
    // Bits that no decoder writes are shown as they are.
    assert_eq!(Time::from_bits(1_234_567).to_string(), "1234567");
    assert_eq!(Date::from_bits(u32::MAX - 2).to_string(), "4294967293");
}

#[test]
fn flags_are_yes_no_or_nothing() {
    assert_eq!(
        (Flag::YES.get(), Flag::NO.get(), Flag::NONE.get()),
        (Some(true), Some(false), None)
    );
    assert_eq!(Flag::from_byte(b'y').get(), None);
    assert_eq!(
        format!("{:?} {:?}", Flag::YES, Flag::NONE),
        "Some(true) None"
    );
    assert_eq!(Flag::default(), Flag::NONE);
}
