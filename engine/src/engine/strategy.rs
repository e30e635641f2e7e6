//! What a strategy asks for when the engine is built.

use super::handlers::{LEAST_LINES, Runs};
use crate::record::Handler;
use crate::ring::{FeedConfig, Overflow, Policies, Wait};
use crate::schema::MessageType;
use crate::session::{Key, KeyError};

/// A strategy's wishes: what it wants to read, how much may wait for it, and
/// how it waits.
///
/// Items are Kiwoom's codes: `005930` (KRX), `005930_NX` (NXT), `005930_AL`
/// (SOR, both venues).
#[derive(Debug)]
pub struct Strategy {
    pub(super) name: String,
    pub(super) keys: Vec<Key>,
    pub(super) unknown: bool,
    pub(super) sizes: FeedConfig,
    pub(super) policies: Policies,
    pub(super) wait: Wait,
    pub(super) runs: Runs,
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
            runs: Runs::Feed,
            error: None,
        }
    }

    pub(super) const fn is_inline(&self) -> bool {
        matches!(self.runs, Runs::Inline(_))
    }

    /// Sizes and policies for where it runs.
    pub(super) fn settle(&mut self) {
        if self.is_inline() {
            let sizes = &mut self.sizes;
            sizes.data_lines = sizes.data_lines.max(LEAST_LINES);
            sizes.critical_lines = sizes.critical_lines.max(LEAST_LINES);
            // It would wait for itself.
            self.policies = self.policies.without_waiting();
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

    /// Runs it on the I/O thread itself: `handler` is called there with what a
    /// read has brought, as soon as that is decoded, then with
    /// [`on_batch_end`](Handler::on_batch_end). No thread is woken and no line
    /// travels between processors, which is the shortest way there is; and it
    /// needs no processor of its own. Records, order and accounting are those of
    /// any other strategy. There is no [`Feed`](crate::Feed) for it among those
    /// that [`Builder::start`](crate::Builder::start) gives.
    ///
    /// A strategy moves with this one line: [`thread`](Self::thread) with the same
    /// handler gives it a thread of its own, neither of them leaves its feed to be
    /// polled.
    ///
    /// **What it does holds up everything else**: the sockets, the answers to
    /// the server's PINGs, all other strategies' next records. It must not block:
    /// no lock that may be held for long, no file, no printing, no waiting for the
    /// engine ([`Engine::join`](crate::Engine::join) would wait for itself).
    /// [`Control`](crate::Control) may be used. A few microseconds a batch are
    /// well spent here, more belongs on another thread:
    /// [`FeedCounts::inline_ns`](crate::FeedCounts::inline_ns) and
    /// [`longest_inline_ns`](crate::FeedCounts::longest_inline_ns) tell what it
    /// took. What it allocates, it pays for; the engine allocates nothing for it.
    ///
    /// Several run in the order in which they were added, after the strategies on
    /// threads of their own were woken. In a message that holds more than its ring
    /// does, it is called before the ring is full, so it loses nothing however
    /// small [`capacity`](Self::capacity) is; [`wait`](Self::wait) means nothing,
    /// and [`Overflow::BlockFor`] is as [`Overflow::DropNewest`].
    ///
    /// `handler` is dropped on the I/O thread when the feed has ended and all was
    /// read. When it panics, it is dropped, and its part ends as that of a
    /// dropped [`Feed`](crate::Feed); the engine goes on for the others.
    ///
    /// In a replay it is called on the replay's thread. As a tokio task the
    /// engine calls it after each message. It needs the engine to have one I/O
    /// thread: see [`StartError::InlineThreads`](crate::StartError::InlineThreads).
    ///
    /// ```no_run
    /// use kiwoom_engine::record::{Handler, Trade};
    /// use kiwoom_engine::{Endpoint, Engine, Token};
    ///
    /// struct Taker;
    ///
    /// impl Handler for Taker {
    ///     fn on_trade(&mut self, trade: &Trade) {
    ///         // Decide, and hand an order to the thread that sends it.
    ///         let _ = trade.last;
    ///     }
    /// }
    ///
    /// let (engine, _) = Engine::builder(Endpoint::paper())
    ///     .token(Token::new(std::env::var("KIWOOM_TOKEN")?)?)
    ///     .strategy("taker", |it| it.trades(["005930"]).inline(Taker))
    ///     .start()?;
    /// engine.join()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn inline(mut self, handler: impl Handler + Send + 'static) -> Self {
        self.runs = Runs::Inline(Box::new(handler));
        self
    }

    /// Runs it on a thread of its own, which the engine starts, called
    /// `kiwoom-strategy`: `handler` is called there as by
    /// [`Feed::run`](crate::Feed::run), and dropped when the feed has ended and all
    /// was read, or when it panics. [`Engine::join`](crate::Engine::join) and
    /// [`stop`](crate::Engine::stop) wait for it, too, and so does dropping the
    /// engine unless that is a tokio task. There is no [`Feed`](crate::Feed) for it
    /// among those that [`Builder::start`](crate::Builder::start) gives.
    #[must_use]
    pub fn thread(mut self, handler: impl Handler + Send + 'static) -> Self {
        self.runs = Runs::Thread(Box::new(handler));
        self
    }

    /// How its thread waits for records: see [`Wait`].
    #[must_use]
    pub fn wait(mut self, wait: Wait) -> Self {
        self.wait = wait;
        self
    }
}
