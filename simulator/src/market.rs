//! The seeded market: an endless, repeatable row of REAL frames.

mod account;
mod book;
mod brokers;
pub(crate) mod condition;
mod extras;
mod interruption;
mod messages;
mod sector;
mod stock;
mod streams;
mod us;

use std::collections::HashMap;
use std::time::Duration;

use self::account::Account;
use self::condition::Condition;
use self::interruption::{Interruption, Phases};
use self::sector::{Gold, Sector};
use self::stock::Stock;
use self::streams::Streams;
use crate::element::Press;
use crate::frame::{Frame, Tally};
use crate::kind::Kind;
use crate::rng::Rng;
use crate::subscriptions::Subscriptions;
use crate::universe::{STOCKS, US_STOCKS};

/// When what has happened is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flush {
    /// At once: every message is a frame of its own. A frame has one element,
    /// or two where one event makes two (1h).
    AtOnce,
    /// At the end of every slot of this length, in one frame for each type, as
    /// the paper host does every 100 ms. Rows of different items share a frame.
    /// A frame that would pass about 30,000 bytes is cut in several.
    Every(Duration),
}

/// How many stocks of the built-in lists the account trades.
const TRADED: usize = 5;
/// The market's clock at the first message: ten in the morning.
const OPENING: u32 = 10 * 3600;
/// A frame is closed when its elements pass this many bytes.
const FRAME_BYTES: usize = 30_000;

/// A seeded market that makes REAL frames without sockets or clocks.
///
/// Time inside it is virtual: message number `n` happens `n / rate` seconds
/// after the opening, whatever a wall clock says. Two markets with the same
/// seed, rate, flush setting and subscriptions make the same bytes. What
/// happens to one item depends only on the seed and on how often it was picked.
///
/// ```
/// use kiwoom_simulator::{Flush, Market, Subscriptions};
///
/// let mut subscriptions = Subscriptions::new();
/// subscriptions.add("0B", "005930");
/// let mut market = Market::new(7, 1_000.0, Flush::AtOnce);
/// market.subscribe(&subscriptions);
/// let mut frame = Vec::new();
/// assert!(market.next_frame(&mut frame));
/// assert!(frame.starts_with(br#"{"data":[{"values":{"20":"100000","10":"#));
/// ```
#[derive(Debug)]
pub struct Market {
    seed: u64,
    rate: f64,
    flush: Flush,
    /// Messages made so far.
    messages: u64,
    rng: Rng,
    /// The elements of the current slot, and what is left of them to send.
    press: Press,
    streams: Streams,
    stocks: Vec<Stock>,
    places: HashMap<String, usize>,
    sectors: Vec<Sector>,
    golds: Vec<Gold>,
    conditions: Vec<Condition>,
    account: Account,
    us_account: Account,
    phases: Phases,
    /// Interruptions by the place of their stock in the built-in list.
    interruptions: Vec<Option<Interruption>>,
    slot_end: Duration,
    /// Where frames are made, and what was in those that were handed out.
    frame: Frame,
    written: Tally,
}

impl Market {
    /// A market with `rate` messages a second of virtual time, which must be
    /// positive and finite. Allocates; stocks are made when first asked for.
    ///
    /// # Panics
    ///
    /// When `rate` isn't positive and finite, or a flush slot is empty.
    #[must_use]
    pub fn new(seed: u64, rate: f64, flush: Flush) -> Self {
        assert!(
            rate.is_finite() && rate > 0.0,
            "the rate must be positive, not {rate}"
        );
        assert!(
            flush != Flush::Every(Duration::ZERO),
            "a slot must have a length"
        );
        let prices = |list: Vec<u64>| list.into_iter().take(TRADED).collect::<Vec<_>>();
        Self {
            seed,
            rate,
            flush,
            messages: 0,
            rng: Rng::named(seed, "market"),
            press: Press::new(),
            streams: Streams::default(),
            stocks: Vec::new(),
            places: HashMap::new(),
            sectors: Vec::new(),
            golds: Vec::new(),
            conditions: Vec::new(),
            account: Account::new(seed, &prices(STOCKS.iter().map(|row| row.2).collect())),
            us_account: Account::new(!seed, &prices(US_STOCKS.iter().map(|row| row.2).collect())),
            phases: Phases::new(),
            interruptions: vec![None; STOCKS.len()],
            slot_end: Duration::ZERO,
            frame: Frame::default(),
            written: Tally::default(),
        }
    }

    /// From now on frames are about these subscriptions only. Items that were
    /// subscribed before go on where they were.
    pub fn subscribe(&mut self, subscriptions: &Subscriptions) {
        let mut streams = Streams::default();
        for stock in &mut self.stocks {
            stock.trades_are_told = false;
        }
        for (kind, item) in &subscriptions.pairs {
            let place = match kind {
                Kind::SectorIndex | Kind::SectorBreadth => self.sector(item),
                Kind::GoldPrice => self.gold(item),
                Kind::UsTrade | Kind::UsOrderBook => self.us_stock(item),
                Kind::Order
                | Kind::Balance
                | Kind::UsOrder
                | Kind::UsExecution
                | Kind::MarketPhase
                | Kind::VolatilityInterruption => 0,
                _ => self.stock(item),
            };
            streams.add(*kind, place);
            if matches!(kind, Kind::Trade | Kind::UsTrade) {
                self.stocks[place].trades_are_told = true;
            }
        }
        for (kind, seq) in &subscriptions.conditions {
            let place = self.condition(seq, kind.is_us());
            streams.add(*kind, place);
        }
        self.streams = streams;
    }

    /// When the next frame is due, in virtual time since the opening; none
    /// without subscriptions.
    #[must_use]
    pub fn next_due(&self) -> Option<Duration> {
        if !self.press.is_empty() {
            Some(self.slot_end)
        } else if self.streams.is_empty() {
            None
        } else {
            Some(self.end_of_slot(self.time_of(self.messages)))
        }
    }

    /// Writes the next frame, without any framing of a transport, over what
    /// `out` held. Returns false, and leaves `out` empty, without
    /// subscriptions. Allocates only until the buffers have grown.
    pub fn next_frame(&mut self, out: &mut Vec<u8>) -> bool {
        let mut frame = std::mem::take(&mut self.frame);
        let made = self.make_frame(&mut frame);
        self.written.add(&frame);
        std::mem::swap(&mut frame.text, out);
        self.frame = frame;
        made
    }

    /// As [`next_frame`](Self::next_frame), with what the frame tells of, which
    /// [`elements`](Self::elements) leaves out.
    pub(crate) fn make_frame(&mut self, frame: &mut Frame) -> bool {
        if self.press.is_empty() && !self.streams.is_empty() {
            self.fill_slot();
        }
        self.press.take_frame(frame)
    }

    /// Elements in the frames that [`next_frame`](Self::next_frame) wrote, as (type, item, count)
    /// with a count above zero. The item is the one on the wire. Allocates.
    #[must_use]
    pub fn elements(&self) -> Vec<(&'static str, String, u64)> {
        self.written.rows()
    }

    fn time_of(&self, message: u64) -> Duration {
        Duration::from_secs_f64(message as f64 / self.rate)
    }

    fn end_of_slot(&self, time: Duration) -> Duration {
        match self.flush {
            Flush::AtOnce => time,
            Flush::Every(slot) => {
                let slots = time.as_nanos() / slot.as_nanos() + 1;
                Duration::from_nanos((slot.as_nanos() * slots) as u64)
            }
        }
    }

    /// Makes the messages of the next slot that has any, up to one full frame.
    fn fill_slot(&mut self) {
        self.slot_end = self.end_of_slot(self.time_of(self.messages));
        loop {
            let time = self.time_of(self.messages);
            let now = OPENING + (time.as_secs() % 86_400) as u32;
            self.messages += 1;
            let kind = self.message(now);
            let full = self.press.len(kind) >= FRAME_BYTES;
            let next = self.time_of(self.messages);
            if full || self.flush == Flush::AtOnce || next >= self.slot_end {
                break;
            }
        }
    }

    /// The place of a Korean stock by its item, made when missing.
    fn stock(&mut self, item: &str) -> usize {
        self.place(item, Stock::korean)
    }

    /// The place of a US stock; its key can't be that of a Korean one.
    fn us_stock(&mut self, symbol: &str) -> usize {
        self.place(symbol, Stock::us)
    }

    fn place(&mut self, item: &str, make: fn(u64, &str, u32) -> Stock) -> usize {
        if let Some(place) = self.places.get(item) {
            return *place;
        }
        let now = OPENING + (self.time_of(self.messages).as_secs() % 86_400) as u32;
        self.stocks.push(make(self.seed, item, now));
        self.places.insert(item.to_owned(), self.stocks.len() - 1);
        self.stocks.len() - 1
    }

    fn condition(&mut self, seq: &str, us: bool) -> usize {
        let known = self
            .conditions
            .iter()
            .position(|condition| condition.is(seq, us));
        known.unwrap_or_else(|| {
            self.conditions.push(Condition::new(self.seed, seq, us));
            self.conditions.len() - 1
        })
    }

    fn sector(&mut self, item: &str) -> usize {
        let known = self.sectors.iter().position(|sector| sector.item == item);
        known.unwrap_or_else(|| {
            self.sectors.push(Sector::new(self.seed, item));
            self.sectors.len() - 1
        })
    }

    fn gold(&mut self, item: &str) -> usize {
        let known = self.golds.iter().position(|gold| gold.item == item);
        known.unwrap_or_else(|| {
            self.golds.push(Gold::new(self.seed, item));
            self.golds.len() - 1
        })
    }
}
