//! The message types this exchange can push.

/// One message type. Unlike a client, which must take whatever comes, the
/// exchange knows exactly the types that it sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Kind {
    Order,
    Balance,
    Quote,
    Trade,
    BestQuote,
    OrderBook,
    AfterHoursBook,
    BrokerActivity,
    EtfNav,
    ExpectedTrade,
    GoldPrice,
    SectorIndex,
    SectorBreadth,
    StockInfo,
    ElwFairValue,
    MarketPhase,
    ElwIndicator,
    ProgramTrading,
    VolatilityInterruption,
    ConditionMatch,
    UsOrder,
    UsExecution,
    UsTrade,
    UsOrderBook,
    UsConditionMatch,
}

/// What an item of a type names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The account behind the token; the item is ignored.
    Account,
    /// The whole market; the item is ignored.
    Market,
    /// A stock, an ETF or an ELW: six characters and perhaps a venue suffix.
    Stock,
    /// A sector index: three digits.
    Sector,
    /// A gold price such as `MGU`.
    Gold,
    /// A US symbol.
    UsStock,
    /// Nothing that REG knows: started by a condition search.
    Condition,
}

impl Kind {
    /// How many types there are.
    pub(crate) const COUNT: usize = 25;

    /// Every type, in the order of their discriminants.
    pub(crate) const ALL: [Self; Self::COUNT] = [
        Self::Order,
        Self::Balance,
        Self::Quote,
        Self::Trade,
        Self::BestQuote,
        Self::OrderBook,
        Self::AfterHoursBook,
        Self::BrokerActivity,
        Self::EtfNav,
        Self::ExpectedTrade,
        Self::GoldPrice,
        Self::SectorIndex,
        Self::SectorBreadth,
        Self::StockInfo,
        Self::ElwFairValue,
        Self::MarketPhase,
        Self::ElwIndicator,
        Self::ProgramTrading,
        Self::VolatilityInterruption,
        Self::ConditionMatch,
        Self::UsOrder,
        Self::UsExecution,
        Self::UsTrade,
        Self::UsOrderBook,
        Self::UsConditionMatch,
    ];

    /// The two characters that name the type on the wire.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Order => "00",
            Self::Balance => "04",
            Self::Quote => "0A",
            Self::Trade => "0B",
            Self::BestQuote => "0C",
            Self::OrderBook => "0D",
            Self::AfterHoursBook => "0E",
            Self::BrokerActivity => "0F",
            Self::EtfNav => "0G",
            Self::ExpectedTrade => "0H",
            Self::GoldPrice => "0I",
            Self::SectorIndex => "0J",
            Self::SectorBreadth => "0U",
            Self::StockInfo => "0g",
            Self::ElwFairValue => "0m",
            Self::MarketPhase => "0s",
            Self::ElwIndicator => "0u",
            Self::ProgramTrading => "0w",
            Self::VolatilityInterruption => "1h",
            Self::ConditionMatch => "02",
            Self::UsOrder => "F4",
            Self::UsExecution => "F5",
            Self::UsTrade => "FE",
            Self::UsOrderBook => "FT",
            Self::UsConditionMatch => "S2",
        }
    }

    /// The type that `code` names, if the exchange has it.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What the items of this type name.
    pub(crate) const fn subject(self) -> Subject {
        match self {
            Self::Order | Self::Balance | Self::UsOrder | Self::UsExecution => Subject::Account,
            Self::MarketPhase | Self::VolatilityInterruption => Subject::Market,
            Self::Quote
            | Self::Trade
            | Self::BestQuote
            | Self::OrderBook
            | Self::AfterHoursBook
            | Self::BrokerActivity
            | Self::EtfNav
            | Self::ExpectedTrade
            | Self::StockInfo
            | Self::ElwFairValue
            | Self::ElwIndicator
            | Self::ProgramTrading => Subject::Stock,
            Self::SectorIndex | Self::SectorBreadth => Subject::Sector,
            Self::GoldPrice => Subject::Gold,
            Self::UsTrade | Self::UsOrderBook => Subject::UsStock,
            Self::ConditionMatch | Self::UsConditionMatch => Subject::Condition,
        }
    }

    /// Whether the type belongs to the US socket.
    pub(crate) const fn is_us(self) -> bool {
        matches!(
            self,
            Self::UsOrder
                | Self::UsExecution
                | Self::UsTrade
                | Self::UsOrderBook
                | Self::UsConditionMatch
        )
    }

    /// How often the type moves compared with the others, for one item.
    pub(crate) const fn weight(self) -> u64 {
        match self {
            Self::Trade | Self::UsTrade => 40,
            Self::OrderBook | Self::UsOrderBook => 30,
            Self::BestQuote => 15,
            Self::SectorIndex => 6,
            Self::EtfNav | Self::ExpectedTrade => 5,
            Self::ProgramTrading => 4,
            Self::BrokerActivity
            | Self::SectorBreadth
            | Self::ElwFairValue
            | Self::ElwIndicator
            | Self::ConditionMatch
            | Self::UsConditionMatch => 3,
            Self::Order
            | Self::UsOrder
            | Self::UsExecution
            | Self::AfterHoursBook
            | Self::GoldPrice
            | Self::VolatilityInterruption => 2,
            Self::Balance | Self::Quote | Self::StockInfo | Self::MarketPhase => 1,
        }
    }
}
