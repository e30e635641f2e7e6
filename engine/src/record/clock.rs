//! Times and dates as the feed writes them, and flags.

use super::Missing;
use std::fmt;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// No value, in a [`Time`] or a [`Date`].
const ABSENT: u32 = u32::MAX;
/// A text that is no time or no date.
const SENSELESS: u32 = u32::MAX - 1;

/// The number's last `width` digits or more, with zeros before them.
fn zero_filled(number: u32, width: usize, buffer: &mut [u8; 10]) -> &str {
    let mut rest = number;
    for place in buffer.iter_mut().rev() {
        // Always below 10.
        *place = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
    let zeros = buffer.iter().take_while(|digit| **digit == b'0').count();
    std::str::from_utf8(&buffer[zeros.min(10 - width)..]).unwrap_or_default()
}

/// What [`Time`] and [`Date`] share: digits in one integer.
macro_rules! clock {
    ($(#[$doc:meta])+ $name:ident, $width:literal) => {
        $(#[$doc])+
        ///
        /// No value compares as more than any value.
        #[derive(
            Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            FromBytes, IntoBytes, Immutable, KnownLayout,
        )]
        #[repr(transparent)]
        pub struct $name(u32);

        impl $name {
            /// No value.
            pub const NONE: Self = Self(ABSENT);
            /// A text that makes no sense here.
            pub const NOT_REPRESENTABLE: Self = Self(SENSELESS);

            /// The digits as one integer: 93015 for `093015`.
            #[must_use]
            pub const fn get(self) -> Option<u32> {
                if self.0 >= SENSELESS { None } else { Some(self.0) }
            }

            /// The digits as one integer, or why there are none.
            ///
            /// # Errors
            /// [`Missing`] where there is no value.
            pub(crate) const fn check(self) -> Result<Self, Missing> {
                match self.0 {
                    ABSENT => Err(Missing::Absent),
                    SENSELESS => Err(Missing::NotRepresentable),
                    _ => Ok(self),
                }
            }

            /// From what [`bits`](Self::bits) gave.
            #[must_use]
            pub const fn from_bits(bits: u32) -> Self {
                Self(bits)
            }

            /// The bits as they stand in a record, with those that mean no value.
            #[must_use]
            pub const fn bits(self) -> u32 {
                self.0
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::NONE
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self.check() {
                    Ok(_) => write!(f, "{self}"),
                    Err(Missing::Absent) => f.write_str("None"),
                    Err(Missing::NotRepresentable) => f.write_str("NotRepresentable"),
                }
            }
        }

        /// The digits as on the wire; `-` for none.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self.get() {
                    Some(digits) => f.pad(zero_filled(digits, $width, &mut [0; 10])),
                    None => f.pad("-"),
                }
            }
        }
    };
}

clock! {
    /// A time of day (시간), HHMMSS, to the second and without a date.
    Time, 6
}

impl Time {
    /// The time with these parts; [`NOT_REPRESENTABLE`](Self::NOT_REPRESENTABLE)
    /// when they aren't a time of day.
    #[must_use]
    pub const fn new(hour: u32, minute: u32, second: u32) -> Self {
        if hour > 23 || minute > 59 || second > 59 {
            return Self::NOT_REPRESENTABLE;
        }
        Self(hour * 10_000 + minute * 100 + second)
    }

    /// Hour, minute and second.
    #[must_use]
    pub const fn parts(self) -> Option<(u32, u32, u32)> {
        match self.get() {
            Some(digits) => Some((digits / 10_000, digits / 100 % 100, digits % 100)),
            None => None,
        }
    }

    /// Seconds since midnight.
    #[must_use]
    pub const fn seconds(self) -> Option<u32> {
        match self.parts() {
            Some((hour, minute, second)) => Some(hour * 3600 + minute * 60 + second),
            None => None,
        }
    }
}

clock! {
    /// A date (일자), YYYYMMDD.
    Date, 8
}

impl Date {
    /// The date with these parts; [`NOT_REPRESENTABLE`](Self::NOT_REPRESENTABLE)
    /// when they aren't a date.
    #[must_use]
    pub const fn new(year: u32, month: u32, day: u32) -> Self {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return Self::NOT_REPRESENTABLE,
        };
        if year == 0 || year > 9999 || day == 0 || day > days {
            return Self::NOT_REPRESENTABLE;
        }
        Self(year * 10_000 + month * 100 + day)
    }

    /// Year, month and day.
    #[must_use]
    pub const fn parts(self) -> Option<(u32, u32, u32)> {
        match self.get() {
            Some(digits) => Some((digits / 10_000, digits / 100 % 100, digits % 100)),
            None => None,
        }
    }
}

/// Yes or no (`Y`, `N`).
#[derive(
    Clone, Copy, Default, PartialEq, Eq, Hash, FromBytes, IntoBytes, Immutable, KnownLayout,
)]
#[repr(transparent)]
pub struct Flag(u8);

impl Flag {
    /// No value.
    pub const NONE: Self = Self(0);
    /// `Y`.
    pub const YES: Self = Self(b'Y');
    /// `N`.
    pub const NO: Self = Self(b'N');

    /// Whether it is yes; `None` for no value.
    #[must_use]
    pub const fn get(self) -> Option<bool> {
        match self.0 {
            b'Y' => Some(true),
            b'N' => Some(false),
            _ => None,
        }
    }

    pub(crate) const fn from_byte(byte: u8) -> Self {
        Self(byte)
    }

    pub(crate) const fn byte(self) -> u8 {
        self.0
    }
}

impl fmt::Debug for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.get(), f)
    }
}
