//! Numbers whose sign is arithmetic.

use super::Missing;
use crate::schema::Decimal;
use std::fmt;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

/// The number of a 4-byte field, or why there is none.
pub(crate) const fn check32(bits: i32) -> Result<i64, Missing> {
    match bits {
        i32::MIN => Err(Missing::Absent),
        bits if bits == i32::MIN + 1 => Err(Missing::NotRepresentable),
        bits => Ok(bits as i64),
    }
}

/// The number of an 8-byte field, or why there is none.
pub(crate) const fn check64(bits: i64) -> Result<i64, Missing> {
    match bits {
        i64::MIN => Err(Missing::Absent),
        bits if bits == i64::MIN + 1 => Err(Missing::NotRepresentable),
        bits => Ok(bits),
    }
}

/// A type that holds an integer in units of a scale. The two lowest integers
/// stand for no number.
macro_rules! fixed {
    ($(#[$doc:meta])+ $name:ident, $int:ident) => {
        $(#[$doc])+
        ///
        /// No value compares as less than any value, as `Option` has it.
        #[derive(
            Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            FromBytes, IntoBytes, Immutable, KnownLayout,
        )]
        #[repr(transparent)]
        pub struct $name<const SCALE: u8 = 0>($int);

        impl<const SCALE: u8> $name<SCALE> {
            /// No value.
            pub const NONE: Self = Self($int::MIN);
            /// A value that doesn't fit, or that makes no sense.
            pub const NOT_REPRESENTABLE: Self = Self($int::MIN + 1);
            /// The least number, in units of the scale.
            pub const MIN: $int = $int::MIN + 2;
            /// The largest number, in units of the scale.
            pub const MAX: $int = $int::MAX;

            /// A number in units of the scale: with scale 2, 150 stands for 1.50.
            /// Below [`MIN`](Self::MIN) it is no number.
            #[must_use]
            pub const fn new(units: $int) -> Self {
                if units < Self::MIN {
                    return Self::NOT_REPRESENTABLE;
                }
                Self(units)
            }

            /// The number in units of the scale.
            #[must_use]
            pub const fn get(self) -> Option<$int> {
                if self.0 < Self::MIN { None } else { Some(self.0) }
            }

            /// The number in units of the scale, or why there is none.
            ///
            /// # Errors
            /// [`Missing`] where there is no number.
            pub const fn check(self) -> Result<$int, Missing> {
                match self.get() {
                    Some(units) => Ok(units),
                    None if self.0 == Self::NONE.0 => Err(Missing::Absent),
                    None => Err(Missing::NotRepresentable),
                }
            }

            /// The bits as they stand in a record, with those that mean no value.
            #[must_use]
            pub const fn bits(self) -> $int {
                self.0
            }

            /// The number as an exact decimal.
            #[must_use]
            pub const fn decimal(self) -> Option<Decimal> {
                match self.get() {
                    Some(units) => Some(Decimal {
                        mantissa: units as i64,
                        scale: SCALE,
                    }),
                    None => None,
                }
            }

            /// The nearest floating-point number.
            #[must_use]
            pub fn to_f64(self) -> Option<f64> {
                self.decimal().map(Decimal::to_f64)
            }
        }

        impl<const SCALE: u8> Default for $name<SCALE> {
            fn default() -> Self {
                Self::NONE
            }
        }

        impl<const SCALE: u8> fmt::Debug for $name<SCALE> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match (self.decimal(), self.check()) {
                    (Some(number), _) => write!(f, "{number}"),
                    (None, Err(Missing::Absent)) => f.write_str("None"),
                    (None, _) => f.write_str("NotRepresentable"),
                }
            }
        }

        /// The number; `-` for none.
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

fixed! {
    /// A difference of prices (전일대비 and the like): positive above.
    Change, i32
}
fixed! {
    /// A [`Change`] of 8 bytes.
    Change64, i64
}
fixed! {
    /// A number of shares, contracts, trades or issues (수량, 잔량, 건수). Where
    /// the field's documentation gives its sign a meaning, it is negative for
    /// sellers.
    Quantity, i64
}
fixed! {
    /// A [`Quantity`] of 4 bytes.
    Quantity32, i32
}
fixed! {
    /// Money (금액, 거래대금), in the unit that the field's documentation names.
    Amount, i64
}
fixed! {
    /// A percentage (등락율, 비율).
    Percent, i32
}
fixed! {
    /// Any other number: greeks, ratios, indicators.
    Ratio, i64
}
