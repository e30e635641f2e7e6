//! Numbers whose sign is a direction.

use super::Missing;
use crate::schema::Decimal;
use std::cmp::Ordering;
use std::fmt;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// Which way a price stands against the previous close.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// At the previous close: no sign on the wire (보합).
    Unchanged,
    /// Above it: `+` on the wire (상승).
    Up,
    /// Below it: `-` on the wire (하락).
    Down,
}

impl Direction {
    /// `unchanged`, `up` or `down`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// A type that holds a magnitude and, in its two lowest bits, a direction.
/// Both bits set stand for no number; the rest then tells which kind of none.
macro_rules! directed {
    ($(#[$doc:meta])+ $name:ident, $int:ty) => {
        $(#[$doc])+
        #[derive(Clone, Copy, FromBytes, IntoBytes, Immutable, KnownLayout)]
        #[repr(transparent)]
        pub struct $name<const SCALE: u8 = 0>($int);

        impl<const SCALE: u8> $name<SCALE> {
            /// No value.
            pub const NONE: Self = Self(<$int>::MAX);
            /// A value that doesn't fit, or that makes no sense.
            pub const NOT_REPRESENTABLE: Self = Self(<$int>::MAX - 4);
            /// The largest magnitude, in units of the scale.
            pub const MAX: $int = (<$int>::MAX >> 2) - 2;

            /// A number from its magnitude in units of the scale, and its direction;
            /// [`NOT_REPRESENTABLE`](Self::NOT_REPRESENTABLE) above [`MAX`](Self::MAX).
            #[must_use]
            pub const fn new(magnitude: $int, direction: Direction) -> Self {
                if magnitude > Self::MAX {
                    return Self::NOT_REPRESENTABLE;
                }
                Self(magnitude << 2 | direction as $int)
            }

            /// The magnitude in units of the scale: with scale 2, 150 stands for 1.50.
            #[must_use]
            pub const fn get(self) -> Option<$int> {
                if self.0 & 3 == 3 { None } else { Some(self.0 >> 2) }
            }

            /// The magnitude, or why there is none.
            ///
            /// # Errors
            /// [`Missing`] where there is no number.
            pub const fn check(self) -> Result<$int, Missing> {
                match self.get() {
                    Some(magnitude) => Ok(magnitude),
                    None if self.0 == Self::NONE.0 => Err(Missing::Absent),
                    None => Err(Missing::NotRepresentable),
                }
            }

            /// What its sign told; `None` where there is no number.
            #[must_use]
            pub const fn direction(self) -> Option<Direction> {
                match self.0 & 3 {
                    0 => Some(Direction::Unchanged),
                    1 => Some(Direction::Up),
                    2 => Some(Direction::Down),
                    _ => None,
                }
            }

            /// The magnitude as an exact decimal.
            #[must_use]
            pub const fn decimal(self) -> Option<Decimal> {
                match self.get() {
                    Some(magnitude) => Some(Decimal {
                        mantissa: magnitude as i64,
                        scale: SCALE,
                    }),
                    None => None,
                }
            }

            /// The nearest floating-point number to the magnitude.
            #[must_use]
            pub fn to_f64(self) -> Option<f64> {
                self.decimal().map(Decimal::to_f64)
            }

            /// From what [`bits`](Self::bits) gave.
            #[must_use]
            pub const fn from_bits(bits: $int) -> Self {
                Self(bits)
            }

            /// The bits as they stand in a record, with those that mean no value.
            #[must_use]
            pub const fn bits(self) -> $int {
                self.0
            }
        }

        /// By magnitude: the direction plays no part.
        impl<const SCALE: u8> PartialEq for $name<SCALE> {
            fn eq(&self, other: &Self) -> bool {
                self.check() == other.check()
            }
        }

        /// By magnitude: the direction plays no part. What is no number is
        /// neither more nor less than a number.
        impl<const SCALE: u8> PartialOrd for $name<SCALE> {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                match (self.get(), other.get()) {
                    (Some(this), Some(other)) => Some(this.cmp(&other)),
                    _ => (self == other).then_some(Ordering::Equal),
                }
            }
        }

        impl<const SCALE: u8> Default for $name<SCALE> {
            fn default() -> Self {
                Self::NONE
            }
        }

        /// The magnitude, with a sign for its direction.
        impl<const SCALE: u8> fmt::Debug for $name<SCALE> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match (self.decimal(), self.direction()) {
                    (Some(number), Some(Direction::Up)) => write!(f, "+{number}"),
                    (Some(number), Some(Direction::Down)) => write!(f, "-{number}"),
                    (Some(number), _) => write!(f, "{number}"),
                    (None, _) if self.check() == Err(Missing::Absent) => f.write_str("None"),
                    (None, _) => f.write_str("NotRepresentable"),
                }
            }
        }

        /// The magnitude alone; `-` for none.
        impl<const SCALE: u8> fmt::Display for $name<SCALE> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self.decimal() {
                    Some(number) => number.fmt(f),
                    None => f.pad("-"),
                }
            }
        }
    };
}

directed! {
    /// A price (가격): a magnitude, and a direction against the previous close.
    ///
    /// The feed writes `-20800` for a price of 20,800 won that is below the
    /// previous close: the sign isn't arithmetic. So a price compares by its
    /// magnitude, and tells the direction when asked.
    ///
    /// `SCALE` is the number of decimals that its integer holds. 4 bytes, up to
    /// 1,073,741,821 units.
    ///
    /// ```
    /// use kiwoom_engine::record::{Direction, Price};
    ///
    /// let best_ask = Price::<0>::new(20_850, Direction::Unchanged);
    /// let best_bid = Price::<0>::new(20_800, Direction::Down);
    /// assert!(best_bid < best_ask);
    /// assert_eq!(best_bid.get(), Some(20_800));
    /// assert_eq!(best_bid.direction(), Some(Direction::Down));
    /// assert_eq!(Price::<0>::NONE.get(), None);
    /// ```
    Price, u32
}

directed! {
    /// A [`Price`] of 8 bytes, for markets with dear shares and many decimals.
    Price64, u64
}

directed! {
    /// A percentage whose sign is a direction only, such as the buy ratio
    /// (매수비율): `-47.26` says 47.26 percent, below a half.
    DirectedPercent, u32
}
