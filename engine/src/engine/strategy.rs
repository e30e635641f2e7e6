//! What a strategy asks for when the engine is built.

use crate::ring::{FeedConfig, Overflow, Policies, Wait};
use crate::schema::MessageType;
use crate::session::{Key, KeyError};

/// A strategy's wishes: what it wants to read, how much may wait for it, and
/// how it waits.
///
/// Items are Kiwoom's codes: `005930` (KRX), `005930_NX` (NXT), `005930_AL`
/// (SOR, both venues).
#[derive(Clone, Debug)]
pub struct Strategy {
    pub(super) name: String,
    pub(super) keys: Vec<Key>,
    pub(super) unknown: bool,
    pub(super) sizes: FeedConfig,
    pub(super) policies: Policies,
    pub(super) wait: Wait,
    /// The first item that can't be one: told when the engine starts.
    pub(super) error: Option<KeyError>,
}

impl Strategy {
    pub(super) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            keys: Vec::new(),
            unknown: false,
            sizes: FeedConfig::new(crate::routing::LONGEST_RECORD),
            policies: Policies::new(),
            wait: Wait::default(),
            error: None,
        }
    }

    /// Trades (주식체결, `0B`) of these items.
    #[must_use]
    pub fn trades<I: AsRef<str>>(self, items: impl IntoIterator<Item = I>) -> Self {
        self.subscribe(MessageType::TRADE, items)
    }

    /// Order books of ten levels (주식호가잔량, `0D`) of these items.
    #[must_use]
    pub fn books<I: AsRef<str>>(self, items: impl IntoIterator<Item = I>) -> Self {
        self.subscribe(MessageType::ORDER_BOOK, items)
    }

    /// Best bids and asks (주식우선호가, `0C`) of these items.
    #[must_use]
    pub fn best_quotes<I: AsRef<str>>(self, items: impl IntoIterator<Item = I>) -> Self {
        self.subscribe(MessageType::BEST_QUOTE, items)
    }

    /// Orders and fills (주문체결, `00`) of the token's account.
    #[must_use]
    pub fn orders(self) -> Self {
        self.subscribe(MessageType::ORDER, [""])
    }

    /// Balances (잔고, `04`) of the token's account.
    #[must_use]
    pub fn balances(self) -> Self {
        self.subscribe(MessageType::BALANCE, [""])
    }

    /// Phases of the market (장시작시간, `0s`).
    #[must_use]
    pub fn market_phases(self) -> Self {
        self.subscribe(MessageType::MARKET_PHASE, [""])
    }

    /// Volatility interruptions (VI발동/해제, `1h`) of the whole market.
    #[must_use]
    pub fn volatility_interruptions(self) -> Self {
        self.subscribe(MessageType::VOLATILITY_INTERRUPTION, [""])
    }

    /// Any message type of these items; the empty item stands for the account
    /// or the whole market, and its readers get the type of every item.
    #[must_use]
    pub fn subscribe<I: AsRef<str>>(
        mut self,
        message_type: MessageType,
        items: impl IntoIterator<Item = I>,
    ) -> Self {
        for item in items {
            match Key::new(message_type.code(), item.as_ref()) {
                Ok(key) => self.keys.push(key),
                Err(error) => self.error = self.error.or(Some(error)),
            }
        }
        self
    }

    /// Also what the tables lack: an [`Unknown`](crate::record::Unknown) after
    /// each record whose message had codes without a field, and one for each
    /// message of a type without a table.
    #[must_use]
    pub fn unknown(mut self) -> Self {
        self.unknown = true;
        self
    }

    /// Bytes of the ring for market data: 1 MiB unless set, some 3,000 trades
    /// or 1,200 books. What comes while it is full is lost to this strategy
    /// alone, counted, and told by a [`Gap`](crate::record::Gap), or waits
    /// outside as the newest of its item: see [`overflow`](Self::overflow).
    #[must_use]
    pub fn capacity(mut self, bytes: usize) -> Self {
        self.sizes.data_lines = bytes / crate::record::LINE_BYTES;
        self
    }

    /// What happens to this type's records while the ring is full: see
    /// [`Overflow`] for the defaults. Types of the account are never dropped,
    /// whatever is set.
    #[must_use]
    pub fn overflow(mut self, message_type: MessageType, overflow: Overflow) -> Self {
        if let Some(kind) = message_type.kind() {
            self.policies.set(kind, overflow);
        }
        self
    }

    /// The same for every type.
    #[must_use]
    pub fn overflow_all(mut self, overflow: Overflow) -> Self {
        self.policies.set_all(overflow);
        self
    }

    /// Bytes of the ring for what is never dropped: orders, balances, link
    /// events, gaps. 0.5 MiB unless set. What comes while it is full waits
    /// outside, up to 4 MiB; a strategy that lets even that run over is cut off.
    #[must_use]
    pub fn critical_capacity(mut self, bytes: usize) -> Self {
        self.sizes.critical_lines = bytes / crate::record::LINE_BYTES;
        self
    }

    /// How its thread waits for records: see [`Wait`].
    #[must_use]
    pub fn wait(mut self, wait: Wait) -> Self {
        self.wait = wait;
        self
    }
}
