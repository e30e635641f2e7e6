//! `expires_dt`: when a token ends, on Korea's clocks.

use crate::UnixNanos;
use crate::record::calendar::from_korea;
use crate::record::{Date, Time};

/// The moment that `yyyyMMddHHmmss` names in Korea; `None` if it names none,
/// or one before 1970 in UTC.
pub(super) fn korean(text: &str) -> Option<UnixNanos> {
    let text = text.trim();
    if text.len() != 14 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| text[from..to].parse::<u32>().ok();
    let date = Date::new(part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let seconds = Time::new(part(8, 10)?, part(10, 12)?, part(12, 14)?).seconds()?;
    from_korea(date, u64::from(seconds) * 1_000_000_000)
}

#[cfg(test)]
mod tests {
    use super::korean;
    use proptest::prelude::*;

    fn seconds(text: &str) -> Option<u64> {
        korean(text).map(|it| it.get() / 1_000_000_000)
    }

    #[test]
    fn the_edges_of_day_month_and_year() {
        for (text, wanted) in [
            ("19700101090000", 0),
            ("19700101090001", 1),
            // Nine hours earlier is the day before, the month before, the year before.
            ("20260101000000", 1_767_193_200),
            ("20260101085959", 1_767_225_599),
            ("20260101090000", 1_767_225_600),
            ("20260301000000", 1_772_290_800),
            ("20280229000000", 1_835_362_800),
            ("20280301000000", 1_835_449_200),
            ("20261231235959", 1_798_729_199),
            ("20000229090000", 951_782_400),
            // The one in the published example, and one that was seen.
            ("20241107083713", 1_730_936_233),
            ("20260912072914", 1_789_165_754),
            ("20991231235959", 4_102_412_399),
            ("21000301000000", 4_107_510_000),
        ] {
            assert_eq!(seconds(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_names_no_moment() {
        for text in [
            "",
            "2026010100000",
            "202601010000000",
            "2026-01-01 00:00",
            "2026010100000x",
            "+2026010100000",
            "20260001000000",
            "20261301000000",
            "20260100000000",
            "20260132000000",
            "20260431000000",
            "20260229000000",
            "21000229000000",
            "20260101240000",
            "20260101006000",
            "20260101000060",
            "00000000000000",
            "19700101085959",
            "가나다라12",
            // Beyond what nanoseconds can tell.
            "99991231235959",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
        assert_eq!(seconds(" 20260101090000 "), Some(1_767_225_600));
    }

    /// Every day of 400 years is one day after the one before.
    #[test]
    fn days_follow_each_other() {
        let mut wanted = seconds("19710101000000").unwrap();
        let mut count = 0;
        for year in 1971..2371 {
            for month in 1..=12 {
                for day in 1..=31 {
                    let Some(found) = seconds(&format!("{year:04}{month:02}{day:02}000000")) else {
                        continue;
                    };
                    assert_eq!(found, wanted);
                    wanted += 86_400;
                    count += 1;
                }
            }
        }
        assert_eq!(count, 146_097);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,20}|[0-9]{14}") {
            let _ = korean(&text);
        }
    }
}
