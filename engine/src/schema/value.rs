//! A field's value, whatever its kind.

use super::{FieldSpec, Kind};
use crate::record::{Date, Direction, Flag, Missing, Price, Price64, Time, fixed};
use std::fmt;

/// The value of a field that was chosen at run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value<'a> {
    /// The message had none: blanks, an empty text, or no such code at all.
    None,
    /// The message had one that its field can't hold, or that makes no sense.
    NotRepresentable,
    /// A number.
    Number(Decimal),
    /// A magnitude, and the direction that its sign told.
    Directed(Decimal, Direction),
    /// A time of day.
    Time(Time),
    /// A date.
    Date(Date),
    /// `Y` (true) or `N`.
    Flag(bool),
    /// Text, or a value of a list. It may have been cut to fit.
    Text(&'a str),
}

/// An exact decimal number: `mantissa` divided by ten to the power of `scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// The digits, as an integer.
    pub mantissa: i64,
    /// How many of them stand behind the point.
    pub scale: u8,
}

impl Decimal {
    /// The nearest floating-point number; beyond 2^53 units, the nearest but one
    /// at worst.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "the nearest is what was asked for"
        )]
        let mantissa = self.mantissa as f64;
        mantissa / 10_f64.powi(i32::from(self.scale))
    }
}

/// Digits, with a point where the scale asks for one: `-0.24`, `20800`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let magnitude = self.mantissa.unsigned_abs();
        let scale = self.scale;
        let width = usize::from(scale);
        let mut buffer = [0; 32];
        let mut text = Cursor(&mut buffer, 0);
        use fmt::Write as _;
        match 10_u64.checked_pow(u32::from(scale)) {
            _ if width == 0 => write!(text, "{magnitude}")?,
            Some(unit) => write!(text, "{}.{:0width$}", magnitude / unit, magnitude % unit)?,
            // No field has so many decimals.
            None => write!(text, "{magnitude}e-{scale}")?,
        }
        f.pad_integral(self.mantissa >= 0, "", text.as_str())
    }
}

/// Text on the stack: what a padded number is first written to.
struct Cursor<'a>(&'a mut [u8; 32], usize);

impl Cursor<'_> {
    fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0[..self.1]).unwrap_or_default()
    }
}

impl fmt::Write for Cursor<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.1 + text.len();
        let space = self.0.get_mut(self.1..end).ok_or(fmt::Error)?;
        space.copy_from_slice(text.as_bytes());
        self.1 = end;
        Ok(())
    }
}

impl FieldSpec {
    /// This field's value in `record`, the bytes of a whole record of its type.
    ///
    /// A record that is too short reads as [`Value::None`]. Allocates nothing.
    #[must_use]
    pub fn read<'a>(&self, record: &'a [u8]) -> Value<'a> {
        let start = usize::from(self.offset);
        let Some(bytes) = record.get(start..start + usize::from(self.size)) else {
            return Value::None;
        };
        match self.kind {
            Kind::Code | Kind::Text => match text(bytes) {
                "" => Value::None,
                text => Value::Text(text),
            },
            Kind::Flag => match Flag::from_byte(bytes[0]).get() {
                Some(flag) => Value::Flag(flag),
                None => Value::None,
            },
            Kind::Time => found(Time::from_bits(u32_of(bytes)).check(), Value::Time),
            Kind::Date => found(Date::from_bits(u32_of(bytes)).check(), Value::Date),
            Kind::Price | Kind::DirectedPercent => {
                let (checked, direction) = if bytes.len() == 4 {
                    let price = Price::<0>::from_bits(u32_of(bytes));
                    (price.check().map(i64::from), price.direction())
                } else {
                    let price = Price64::<0>::from_bits(u64_of(bytes));
                    (price.check().map(u64::cast_signed), price.direction())
                };
                found(checked, |magnitude| {
                    let direction = direction.unwrap_or(Direction::Unchanged);
                    Value::Directed(self.decimal(magnitude), direction)
                })
            }
            _ => {
                let checked = if bytes.len() == 4 {
                    fixed::check32(u32_of(bytes).cast_signed())
                } else {
                    fixed::check64(u64_of(bytes).cast_signed())
                };
                found(checked, |number| Value::Number(self.decimal(number)))
            }
        }
    }

    fn decimal(&self, mantissa: i64) -> Decimal {
        Decimal {
            mantissa,
            scale: self.scale,
        }
    }
}

fn found<'a, T>(checked: Result<T, Missing>, value: impl FnOnce(T) -> Value<'a>) -> Value<'a> {
    match checked {
        Ok(found) => value(found),
        Err(Missing::Absent) => Value::None,
        Err(Missing::NotRepresentable) => Value::NotRepresentable,
    }
}

fn u32_of(bytes: &[u8]) -> u32 {
    bytes.try_into().map_or(0, u32::from_ne_bytes)
}

fn u64_of(bytes: &[u8]) -> u64 {
    bytes.try_into().map_or(0, u64::from_ne_bytes)
}

/// The text of a [`Text`](crate::record::Text) of any size.
fn text(bytes: &[u8]) -> &str {
    crate::record::text_of(bytes)
}
