//! Kinds of value: how a field's text is understood and stored.

/// How a field's text is understood and stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A price: magnitude, with the sign as a direction.
    Price,
    /// A difference of prices, with an arithmetic sign.
    Change,
    /// A number of things.
    Quantity,
    /// A number of things whose sign means something.
    SignedQuantity,
    /// Money.
    Amount,
    /// Money whose sign means something.
    SignedAmount,
    /// A percentage.
    Percent,
    /// A percentage whose sign is a direction only.
    DirectedPercent,
    /// Any other number.
    Ratio,
    /// A time of day, HHMMSS.
    Time,
    /// A date, YYYYMMDD.
    Date,
    /// A value of a list that may grow.
    Code,
    /// `Y` or `N`.
    Flag,
    /// Text.
    Text,
}

impl Kind {
    /// Every kind.
    const ALL: [Self; 14] = [
        Self::Price,
        Self::Change,
        Self::Quantity,
        Self::SignedQuantity,
        Self::Amount,
        Self::SignedAmount,
        Self::Percent,
        Self::DirectedPercent,
        Self::Ratio,
        Self::Time,
        Self::Date,
        Self::Code,
        Self::Flag,
        Self::Text,
    ];

    /// The kind that the tables call `name`.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The names of all kinds.
    pub(crate) fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }

    /// Its name in the tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Change => "change",
            Self::Quantity => "quantity",
            Self::SignedQuantity => "signed_quantity",
            Self::Amount => "amount",
            Self::SignedAmount => "signed_amount",
            Self::Percent => "percent",
            Self::DirectedPercent => "directed_percent",
            Self::Ratio => "ratio",
            Self::Time => "time",
            Self::Date => "date",
            Self::Code => "code",
            Self::Flag => "flag",
            Self::Text => "text",
        }
    }

    /// Whether it is a number with a scale.
    #[must_use]
    pub fn is_number(self) -> bool {
        !matches!(
            self,
            Self::Time | Self::Date | Self::Code | Self::Flag | Self::Text
        )
    }

    /// The sizes in bytes that a field of this kind may have; none where any
    /// size from 2 to 128 will do.
    pub(crate) fn sizes(self) -> &'static [usize] {
        match self {
            Self::Price | Self::Change | Self::Quantity | Self::SignedQuantity => &[4, 8],
            Self::Amount | Self::SignedAmount | Self::Ratio => &[8],
            Self::Percent | Self::DirectedPercent | Self::Time | Self::Date => &[4],
            Self::Flag => &[1],
            Self::Code | Self::Text => &[],
        }
    }

    /// Alignment in bytes of a field of `size` bytes.
    pub(crate) fn align(self, size: usize) -> usize {
        match self {
            Self::Code | Self::Flag | Self::Text => 1,
            _ => size,
        }
    }
}
