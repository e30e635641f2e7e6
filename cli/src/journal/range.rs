//! From where to where: by the time in Korea, or by sequence number.

use clap::Args;
use kiwoom_journal::{Entry, Reader, midnight};
use std::error::Error;
use std::str::FromStr;

const SECOND: u64 = 1_000_000_000;

/// Which entries are meant.
#[derive(Args)]
pub(super) struct Range {
    /// The first entry: its sequence number, or a time in Korea, such as
    /// 2026-11-27T09:00, 2026-11-27, or 09:00:00.5 where the journal is of one
    /// day.
    #[arg(long, value_name = "PLACE")]
    from: Option<Place>,
    /// Where to end: the first entry that isn't meant any more.
    #[arg(long, value_name = "PLACE")]
    to: Option<Place>,
}

/// A place in a journal, as people write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Sequence(u64),
    /// Date, where one was written, and nanoseconds since midnight.
    Time(Option<u32>, u64),
}

/// A place in a certain journal.
#[derive(Clone, Copy)]
enum End {
    Sequence(u64),
    /// Nanoseconds since 1970 UTC.
    Time(u64),
}

/// Where to end.
pub(super) struct Until(Option<End>);

impl Until {
    /// Whether this entry is the first that isn't meant.
    pub(super) fn is_reached(&self, entry: &Entry<'_>) -> bool {
        match self.0 {
            None => false,
            Some(End::Sequence(end)) => entry.sequence >= end,
            Some(End::Time(end)) => entry.wall_ns() >= end,
        }
    }
}

impl Range {
    /// Goes to where it begins.
    pub(super) fn start(&self, reader: &mut Reader) -> Result<Until, Box<dyn Error>> {
        let until = self.to.map(|it| it.within(reader)).transpose()?;
        match self.from.map(|it| it.within(reader)).transpose()? {
            None => {}
            Some(End::Sequence(from)) => reader.seek_sequence(from)?,
            Some(End::Time(from)) => reader.seek_time(from)?,
        }
        Ok(Until(until))
    }
}

impl Place {
    fn within(self, reader: &Reader) -> Result<End, Box<dyn Error>> {
        let (date, time) = match self {
            Self::Sequence(sequence) => return Ok(End::Sequence(sequence)),
            Self::Time(date, time) => (date, time),
        };
        let mut days = reader.segments().iter().map(|it| it.trading_day);
        let day =
            match (date, days.next()) {
                (Some(date), _) => date,
                (None, Some(first)) if days.all(|it| it == first) => first,
                _ => return Err(
                    "the journal is of several days: say the date, too, such as 2026-11-27T09:00"
                        .into(),
                ),
            };
        let begins = midnight(day).ok_or_else(|| format!("{day} is no date"))?;
        Ok(End::Time(begins + time))
    }
}

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wanted = || {
            format!(
                "\"{text}\" is no place in a journal: a sequence number is wanted, or a time in \
                 Korea such as 2026-11-27T09:00:00"
            )
        };
        parse(text).ok_or_else(wanted)
    }
}

fn parse(text: &str) -> Option<Place> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(Place::Sequence);
    }
    let text = text.strip_suffix("+09:00").unwrap_or(text);
    let (date, time) = match text.split_once(['T', ' ']) {
        Some((date, time)) => (Some(date), Some(time)),
        None if text.contains(':') => (None, Some(text)),
        None => (Some(text), None),
    };
    let date = match date {
        Some(date) => Some(parse_date(date)?),
        None => None,
    };
    Some(Place::Time(date, time.map_or(Some(0), parse_time)?))
}

/// So many digits.
fn digits(text: &str, count: usize) -> Option<u64> {
    let right = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| right)
}

fn parse_date(text: &str) -> Option<u32> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let date = digits(year, 4)? * 10_000 + digits(month, 2)? * 100 + digits(day, 2)?;
    u32::try_from(date)
        .ok()
        .filter(|it| midnight(*it).is_some())
}

/// Nanoseconds since midnight.
fn parse_time(text: &str) -> Option<u64> {
    let (hour, rest) = text.split_once(':')?;
    let (minute, second) = rest.split_once(':').unwrap_or((rest, "00"));
    let (second, fraction) = second.split_once('.').unwrap_or((second, "0"));
    let (hour, minute, second) = (digits(hour, 2)?, digits(minute, 2)?, digits(second, 2)?);
    if hour > 23 || minute > 59 || second > 59 || fraction.len() > 9 {
        return None;
    }
    let nanos = digits(fraction, fraction.len())? * 10u64.pow(9 - fraction.len() as u32);
    Some((hour * 3600 + minute * 60 + second) * SECOND + nanos)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_people_write_them() {
        let nine = 9 * 3600 * SECOND;
        for (text, place) in [
            ("17", Place::Sequence(17)),
            ("09:00", Place::Time(None, nine)),
            ("09:00:00.25", Place::Time(None, nine + SECOND / 4)),
            ("2026-11-27", Place::Time(Some(20_261_127), 0)),
            ("2026-11-27T09:00", Place::Time(Some(20_261_127), nine)),
            (
                "2026-11-27 09:00:01",
                Place::Time(Some(20_261_127), nine + SECOND),
            ),
            (
                "2026-11-27T09:00:00.000000001+09:00",
                Place::Time(Some(20_261_127), nine + 1),
            ),
        ] {
            assert_eq!(text.parse(), Ok(place), "{text}");
        }
    }

    #[test]
    fn what_is_no_place_is_refused() {
        for text in [
            "",
            "-1",
            "9:00",
            "24:00",
            "09:60",
            "09:00:60",
            "09:00:00.",
            "09:00:00.0000000001",
            "2026-02-30",
            "2026-1-1",
            "2026-11-27T",
            "tomorrow",
            "99999999999999999999",
            "09:0é",
        ] {
            assert!(text.parse::<Place>().is_err(), "{text}");
        }
    }
}
