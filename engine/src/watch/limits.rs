//! How long a silence is borne, by message type.

use super::hours::Flow;
use crate::record::Date;
use crate::schema::{MESSAGES, MessageType};
use std::fmt;
use std::time::Duration;

/// The shortest silence that can be told: items are looked at once a second.
const LEAST: Duration = Duration::from_secs(1);

/// How long an item's messages of one type may stay away before that is told
/// with a [`Staleness`](crate::record::Staleness) record.
///
/// By default order books (`0D`) that stay away for 60 seconds are told, and
/// nothing else: a thinly traded stock may go without a trade for an hour, and
/// only who knows its items can say what is long for them.
///
/// Silence counts only while messages of the type are to be expected, in Korean
/// time, Monday to Friday:
///
/// | items | order books and best quotes | trades and all else |
/// | --- | --- | --- |
/// | KRX: `005930`, sector indices | 09:00:00 to 15:30:00 | 09:00:00 to 15:20:00 |
/// | NXT: `005930_NX` | 08:00:00 to 08:50:00, 09:00:30 to 15:20:00, 15:30:00 to 20:00:00 | the same, but from 15:40:00 |
/// | both: `005930_AL` | whenever one of them | whenever one of them |
///
/// Where a strategy reads the market's phases (`0s`), the announcements of the
/// day take the place of that timetable; and once a day's announcements of KRX
/// or NXT were seen, their absence on the next day keeps that market closed, so
/// that holidays and late openings are understood. After a lost connection the
/// timetable counts again, until the next announcement. Without `0s`, holidays
/// must be named with [`holidays`](Self::holidays), or books will be told stale
/// on them.
///
/// ```
/// use kiwoom_engine::StalenessLimits;
/// use kiwoom_engine::record::Date;
/// use kiwoom_engine::schema::MessageType;
/// use std::time::Duration;
///
/// let limits = StalenessLimits::default()
///     .limit(MessageType::ORDER_BOOK, Duration::from_secs(30))?
///     .limit(MessageType::TRADE, Duration::from_secs(600))?
///     .holidays([Date::new(2026, 9, 25)]);
/// # Ok::<(), kiwoom_engine::StalenessError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StalenessLimits {
    /// By record kind; zero for none.
    nanos: Vec<u64>,
    /// Days since 1970-01-01.
    holidays: Vec<u32>,
}

/// Order books after 60 seconds.
impl Default for StalenessLimits {
    fn default() -> Self {
        let mut limits = Self::none();
        if let Some(kind) = MessageType::ORDER_BOOK.kind() {
            limits.nanos[usize::from(kind.number())] = nanos(Duration::from_secs(60));
        }
        limits
    }
}

impl StalenessLimits {
    /// No silence is told.
    #[must_use]
    pub fn none() -> Self {
        Self {
            nanos: vec![0; MESSAGES.len()],
            holidays: Vec::new(),
        }
    }

    /// Tells when an item's messages of this type stay away for so long. Items
    /// are looked at once a second (with tens of thousands, every few
    /// seconds), so it may be told that much later.
    ///
    /// # Errors
    /// [`StalenessError`] for a type that comes only now and then, and for a
    /// limit below a second.
    pub fn limit(
        mut self,
        message_type: MessageType,
        limit: Duration,
    ) -> Result<Self, StalenessError> {
        if limit < LEAST {
            return Err(StalenessError::TooShort { limit });
        }
        let kind = message_type.kind().filter(|kind| Flow::of(*kind).is_some());
        let Some(kind) = kind else {
            return Err(StalenessError::NotSteady { message_type });
        };
        self.nanos[usize::from(kind.number())] = nanos(limit);
        Ok(self)
    }

    /// Tells no silence of this type.
    #[must_use]
    pub fn off(mut self, message_type: MessageType) -> Self {
        if let Some(kind) = message_type.kind() {
            self.nanos[usize::from(kind.number())] = 0;
        }
        self
    }

    /// Days (in Korea) on which nothing is expected, besides Saturdays and
    /// Sundays. What isn't a date is passed over.
    #[must_use]
    pub fn holidays(mut self, days: impl IntoIterator<Item = Date>) -> Self {
        self.holidays.extend(
            days.into_iter()
                .filter_map(|it| u32::try_from(it.day_number()?).ok()),
        );
        self
    }

    /// By record kind, in nanoseconds; zero for none.
    pub(super) fn nanos(&self) -> &[u64] {
        &self.nanos
    }

    pub(super) fn holiday_numbers(&self) -> &[u32] {
        &self.holidays
    }
}

fn nanos(limit: Duration) -> u64 {
    u64::try_from(limit.as_nanos()).unwrap_or(u64::MAX)
}

/// A limit that can't be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StalenessError {
    /// Messages of this type come only now and then, or belong to the account,
    /// the whole market or the American market: their silence tells nothing.
    NotSteady {
        /// Which.
        message_type: MessageType,
    },
    /// Items are looked at once a second.
    TooShort {
        /// What was asked for.
        limit: Duration,
    },
}

impl fmt::Display for StalenessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSteady { message_type } => write!(
                f,
                "the silence of {} tells nothing, because it comes only now and then: set limits \
                 for 0B, 0C, 0D, 0F, 0G, 0I, 0J, 0U, 0m, 0u or 0w",
                message_type.code()
            ),
            Self::TooShort { limit } => write!(
                f,
                "a silence of {limit:?} is too short to be told: choose {LEAST:?} or more"
            ),
        }
    }
}

impl std::error::Error for StalenessError {}

#[cfg(test)]
mod tests {
    use super::{StalenessError, StalenessLimits};
    use crate::schema::{MESSAGES, MessageType};
    use std::time::Duration;

    #[test]
    fn only_books_by_default() {
        let limits = StalenessLimits::default();
        for spec in MESSAGES {
            let nanos = limits.nanos()[usize::from(spec.kind.number())];
            let expected = match spec.message_type {
                MessageType::ORDER_BOOK => 60_000_000_000,
                _ => 0,
            };
            assert_eq!(nanos, expected, "{}", spec.name);
        }
        assert_eq!(limits.off(MessageType::ORDER_BOOK), StalenessLimits::none());
    }

    #[test]
    fn what_can_not_be_is_refused() {
        let set = |of, limit| StalenessLimits::none().limit(of, limit);
        let minute = Duration::from_secs(60);
        for message_type in [
            MessageType::ORDER,
            MessageType::MARKET_PHASE,
            MessageType::US_TRADE,
            MessageType::EXPECTED_TRADE,
        ] {
            let refused = set(message_type, minute);
            assert_eq!(refused, Err(StalenessError::NotSteady { message_type }));
        }
        let limit = Duration::from_millis(999);
        let refused = set(MessageType::TRADE, limit);
        assert_eq!(refused, Err(StalenessError::TooShort { limit }));
        // The advice names what is taken, and nothing else is.
        let advice = StalenessError::NotSteady {
            message_type: MessageType::ORDER,
        }
        .to_string();
        for spec in MESSAGES {
            let code = spec.message_type.code();
            let named = advice.contains(&format!(" {code},"))
                || advice.contains(&format!(" {code} or"))
                || advice.ends_with(code);
            assert_eq!(set(spec.message_type, minute).is_ok(), named, "{code}");
        }
    }
}
