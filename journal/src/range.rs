//! From where to where, as people write it: by the time in Korea, or by sequence
//! number.

use crate::entry::Entry;
use crate::korea::midnight;
use crate::{JournalError, Reader};
use std::fmt;
use std::str::FromStr;

const SECOND: u64 = 1_000_000_000;

/// A part of a journal; all of it unless something is set. See
/// [`Reader::select`].
///
/// With the feature `clap` it is a group of command-line options, `--from` and
/// `--to`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "clap", derive(clap::Args))]
pub struct Range {
    /// The first entry: its sequence number, or a time in Korea, such as
    /// 2026-11-27T09:00, 2026-11-27, or 09:00:00.5 where the journal is of one
    /// day.
    #[cfg_attr(feature = "clap", arg(long, value_name = "PLACE"))]
    pub from: Option<Place>,
    /// Where to end: the first entry that isn't meant any more.
    #[cfg_attr(feature = "clap", arg(long, value_name = "PLACE"))]
    pub to: Option<Place>,
}

/// A place in a journal: [`FromStr`] reads `1234`, a sequence number, or a time in
/// Korea: `2026-11-27`, `2026-11-27T09:00`, `2026-11-27 09:00:00.5`,
/// `2026-11-27T09:00:00+09:00`, or, in a journal of one day, `09:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The entry with this number, or the first behind it.
    Sequence(u64),
    /// The first entry that was received at this time (nanoseconds since 1970 UTC)
    /// or later.
    Time(u64),
    /// As `Time`, so many nanoseconds after midnight in Korea of the one day that
    /// the journal is of.
    TimeOfDay(u64),
}

/// Why a text is no [`Place`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoPlace(String);

impl fmt::Display for NoPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "\"{}\" is no place in a journal: a sequence number is wanted, or a time in Korea such \
             as 2026-11-27T09:00:00",
            self.0
        )
    }
}

impl std::error::Error for NoPlace {}

/// A place in a certain journal.
#[derive(Clone, Copy)]
pub(crate) enum Bound {
    Sequence(u64),
    /// Nanoseconds since 1970 UTC.
    Time(u64),
}

impl Bound {
    /// Whether this entry is there, or behind it.
    pub(crate) fn is_reached(self, entry: &Entry<'_>) -> bool {
        match self {
            Self::Sequence(end) => entry.sequence >= end,
            Self::Time(end) => entry.wall_ns() >= end,
        }
    }
}

impl Place {
    /// The same in a journal with these trading days.
    pub(crate) fn within(self, reader: &Reader) -> Result<Bound, JournalError> {
        let time = match self {
            Self::Sequence(sequence) => return Ok(Bound::Sequence(sequence)),
            Self::Time(time) => return Ok(Bound::Time(time)),
            Self::TimeOfDay(time) => time,
        };
        let mut days = reader.segments().iter().map(|it| it.trading_day);
        let first = days.next().filter(|first| days.all(|it| it == *first));
        let begins = first.and_then(midnight).ok_or(JournalError::SeveralDays)?;
        Ok(Bound::Time(begins.saturating_add(time)))
    }
}

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        parse(text).ok_or_else(|| NoPlace(text.to_owned()))
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
    let time = time.map_or(Some(0), parse_time)?;
    Some(match date {
        Some(date) => Place::Time(parse_date(date)?.saturating_add(time)),
        None => Place::TimeOfDay(time),
    })
}

/// So many digits.
fn digits(text: &str, count: usize) -> Option<u64> {
    let right = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| right)
}

/// When that date began in Korea.
fn parse_date(text: &str) -> Option<u64> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let date = digits(year, 4)? * 10_000 + digits(month, 2)? * 100 + digits(day, 2)?;
    midnight(u32::try_from(date).ok()?)
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
        // Nine in the morning is midnight UTC.
        let day = 1_795_737_600 * SECOND - nine;
        for (text, place) in [
            ("17", Place::Sequence(17)),
            ("09:00", Place::TimeOfDay(nine)),
            ("09:00:00.25", Place::TimeOfDay(nine + SECOND / 4)),
            ("2026-11-27", Place::Time(day)),
            ("2026-11-27T09:00", Place::Time(day + nine)),
            ("2026-11-27 09:00:01", Place::Time(day + nine + SECOND)),
            (
                "2026-11-27T09:00:00.000000001+09:00",
                Place::Time(day + nine + 1),
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
            let error = text.parse::<Place>().unwrap_err().to_string();
            assert!(
                error.contains(text) && error.contains("09:00:00"),
                "{error}"
            );
        }
    }
}
