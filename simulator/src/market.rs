//! The seeded market: an endless, repeatable row of REAL frames.

mod account;
mod book;
mod brokers;
pub(crate) mod condition;
mod extras;
mod interruption;
mod sector;
mod stock;
mod streams;
mod us;

use std::collections::HashMap;
use std::time::Duration;

use self::account::{Account, Step};
use self::condition::Condition;
use self::interruption::{Interruption, Phases};
use self::sector::{Gold, Sector};
use self::stock::{Stock, Venue};
use self::streams::{Stream, Streams};
use crate::element::{FRAME_END, FRAME_START, Templates};
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
    templates: Templates,
    streams: Streams,
    stocks: Vec<Stock>,
    places: HashMap<String, usize>,
    sectors: Vec<Sector>,
    golds: Vec<Gold>,
    conditions: Vec<Condition>,
    account: Account,
    us_account: Account,
    phases: Phases,
    phases_sent: u64,
    /// Interruptions by the place of their stock in the built-in list.
    interruptions: Vec<Option<Interruption>>,
    /// The elements of the current slot, by kind, and what is left to send.
    slot: Vec<Vec<u8>>,
    sent_kinds: usize,
    slot_end: Duration,
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
            templates: Templates::new(),
            streams: Streams::default(),
            stocks: Vec::new(),
            places: HashMap::new(),
            sectors: Vec::new(),
            golds: Vec::new(),
            conditions: Vec::new(),
            account: Account::new(seed, &prices(STOCKS.iter().map(|row| row.2).collect())),
            us_account: Account::new(!seed, &prices(US_STOCKS.iter().map(|row| row.2).collect())),
            phases: Phases::new(),
            phases_sent: 0,
            interruptions: vec![None; STOCKS.len()],
            slot: vec![Vec::new(); Kind::COUNT],
            sent_kinds: Kind::COUNT,
            slot_end: Duration::ZERO,
        }
    }

    /// From now on frames are about these subscriptions only. Items that were
    /// subscribed before go on where they were.
    pub fn subscribe(&mut self, subscriptions: &Subscriptions) {
        let mut streams = Streams::default();
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
        if self.has_ready() {
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
        out.clear();
        if !self.has_ready() {
            if self.streams.is_empty() {
                return false;
            }
            self.fill_slot();
        }
        while self.slot[self.sent_kinds].is_empty() {
            self.sent_kinds += 1;
        }
        out.extend_from_slice(FRAME_START);
        out.append(&mut self.slot[self.sent_kinds]);
        out.extend_from_slice(FRAME_END);
        true
    }

    /// Elements made so far, as (type, item, count) with a count above zero.
    /// The item is the one on the wire. Allocates.
    #[must_use]
    pub fn elements(&self) -> Vec<(&'static str, String, u64)> {
        let stocks = self.stocks.iter().map(|stock| (&stock.item, &stock.sent));
        let sectors = self
            .sectors
            .iter()
            .map(|sector| (&sector.item, &sector.sent));
        let golds = self.golds.iter().map(|gold| (&gold.item, &gold.sent));
        let mut rows = Vec::new();
        for (item, sent) in stocks.chain(sectors).chain(golds) {
            for kind in Kind::ALL {
                if sent[kind as usize] > 0 {
                    rows.push((kind.code(), item.clone(), sent[kind as usize]));
                }
            }
        }
        if self.phases_sent > 0 {
            rows.push((Kind::MarketPhase.code(), String::new(), self.phases_sent));
        }
        rows.sort();
        rows
    }

    fn has_ready(&self) -> bool {
        self.slot[self.sent_kinds.min(Kind::COUNT)..]
            .iter()
            .any(|elements| !elements.is_empty())
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
        self.sent_kinds = 0;
        self.slot_end = self.end_of_slot(self.time_of(self.messages));
        loop {
            let time = self.time_of(self.messages);
            let now = OPENING + (time.as_secs() % 86_400) as u32;
            self.messages += 1;
            let kind = self.message(now);
            let full = self.slot[kind as usize].len() >= FRAME_BYTES;
            let next = self.time_of(self.messages);
            if full || self.flush == Flush::AtOnce || next >= self.slot_end {
                break;
            }
        }
    }

    /// Lets one thing happen, and tells the kind that it was about.
    fn message(&mut self, now: u32) -> Kind {
        let Stream { kind, place } = self.streams.pick(&mut self.rng);
        match kind {
            Kind::Order | Kind::Balance => self.account_message(now),
            Kind::UsOrder | Kind::UsExecution => self.us_account_message(now),
            Kind::MarketPhase => self.phase_message(now),
            Kind::VolatilityInterruption => self.interruption_message(now),
            Kind::ConditionMatch | Kind::UsConditionMatch => {
                self.condition_message(kind, place, now)
            }
            Kind::SectorIndex | Kind::SectorBreadth => {
                let sector = &mut self.sectors[place];
                sector.step();
                sector.sent[kind as usize] += 1;
                let out = &mut self.slot[kind as usize];
                begin(out);
                self.templates
                    .element(kind, &sector.item, None, out, |code, out| {
                        sector.value(code, now, out);
                    });
            }
            Kind::GoldPrice => {
                let gold = &mut self.golds[place];
                gold.step();
                gold.sent[kind as usize] += 1;
                let out = &mut self.slot[kind as usize];
                begin(out);
                self.templates
                    .element(kind, &gold.item, None, out, |code, out| {
                        gold.value(code, out)
                    });
            }
            _ => self.stock_message(kind, place, now),
        }
        kind
    }

    fn stock_message(&mut self, kind: Kind, place: usize, now: u32) {
        let stock = &mut self.stocks[place];
        match kind {
            Kind::OrderBook => {
                stock.book.breathe(&mut stock.rng);
                stock.book.publish();
            }
            Kind::UsOrderBook => stock.book.breathe(&mut stock.rng),
            Kind::AfterHoursBook => stock.extras.rest(&mut stock.rng),
            Kind::BrokerActivity => stock.brokers.step(&mut stock.rng),
            Kind::ProgramTrading => stock.extras.run_programs(stock.last, &mut stock.rng),
            Kind::ExpectedTrade => stock.extras.expect(stock.last, &mut stock.rng),
            Kind::EtfNav => {
                stock.trade(now);
                stock.extras.value_assets(stock.last, &mut stock.rng);
            }
            Kind::ElwFairValue | Kind::ElwIndicator => {
                stock.trade(now);
                stock.extras.reprice(&mut stock.rng);
            }
            Kind::StockInfo => {}
            _ => stock.trade(now),
        }
        stock.sent[kind as usize] += 1;
        let stock = &*stock;
        let exchange = match stock.venue {
            Venue::Us(exchange) => Some(exchange),
            _ => None,
        };
        let out = &mut self.slot[kind as usize];
        begin(out);
        let templates = &self.templates;
        let item = &stock.item;
        // One call for each type, so that each is compiled for its own values.
        match kind {
            Kind::Trade | Kind::BestQuote => {
                templates.element(kind, item, exchange, out, |code, out| {
                    stock.value(code, now, out)
                });
            }
            Kind::OrderBook => templates.element(kind, item, exchange, out, |code, out| {
                stock.book_value(code, now, out);
            }),
            Kind::UsTrade => templates.element(kind, item, exchange, out, |code, out| {
                stock.us_value(code, now, out);
            }),
            Kind::UsOrderBook => templates.element(kind, item, exchange, out, |code, out| {
                stock.us_book_value(code, now, out);
            }),
            _ => templates.element(kind, item, exchange, out, |code, out| match kind {
                Kind::AfterHoursBook => stock.extras.after_hours_value(code, now, out),
                Kind::BrokerActivity => stock.brokers.value(code, out),
                Kind::EtfNav => stock.nav_value(code, now, out),
                Kind::ExpectedTrade => stock.expected_value(code, now, out),
                Kind::StockInfo => stock.info_value(code, now, out),
                Kind::ElwFairValue | Kind::ElwIndicator => stock.warrant_value(code, now, out),
                Kind::ProgramTrading => stock.program_value(code, now, out),
                _ => stock.quote_value(code, now, out),
            }),
        }
    }

    /// The account's next step that someone listens to: an order's push, and
    /// after a fill the balance's.
    fn account_message(&mut self, now: u32) {
        let (orders, balances) = (
            self.streams.has(Kind::Order),
            self.streams.has(Kind::Balance),
        );
        loop {
            let traded = self.account.next_stock();
            let place = self.stock(STOCKS[traded].0);
            let stock = &mut self.stocks[place];
            stock.trade(now);
            self.account.advance(stock);
            let account = &self.account;
            let filled = account.order.step == Step::Filled;
            let mut told = false;
            for (kind, wanted) in [(Kind::Order, orders), (Kind::Balance, balances && filled)] {
                if !wanted {
                    continue;
                }
                told = true;
                stock.sent[kind as usize] += 1;
                let out = &mut self.slot[kind as usize];
                begin(out);
                let stock = &*stock;
                self.templates
                    .element(kind, &stock.item, None, out, |code, out| match kind {
                        Kind::Order => account.order_value(code, stock, now, out),
                        _ => account.balance_value(code, stock, now, out),
                    });
            }
            if told {
                return;
            }
        }
    }

    /// As `account_message`, with F4 when an order goes out and F5 for what
    /// the exchange answers.
    fn us_account_message(&mut self, now: u32) {
        let orders = self.streams.has(Kind::UsOrder);
        let executions = self.streams.has(Kind::UsExecution);
        loop {
            let traded = self.us_account.next_stock();
            let place = self.us_stock(US_STOCKS[traded].0);
            let stock = &mut self.stocks[place];
            stock.trade(now);
            self.us_account.advance(stock);
            let account = &self.us_account;
            let sent = account.order.step != Step::Filled;
            let mut told = false;
            for (kind, wanted) in [
                (Kind::UsOrder, orders && sent),
                (Kind::UsExecution, executions),
            ] {
                if !wanted {
                    continue;
                }
                told = true;
                stock.sent[kind as usize] += 1;
                let out = &mut self.slot[kind as usize];
                begin(out);
                let stock = &*stock;
                self.templates
                    .element(kind, &stock.item, None, out, |code, out| match kind {
                        Kind::UsOrder => account.us_order_value(code, stock, now, out),
                        _ => account.us_execution_value(code, stock, now, out),
                    });
            }
            if told {
                return;
            }
        }
    }

    fn phase_message(&mut self, now: u32) {
        self.phases.step();
        self.phases_sent += 1;
        let kind = Kind::MarketPhase;
        let out = &mut self.slot[kind as usize];
        begin(out);
        self.templates.element(kind, "", None, out, |code, out| {
            self.phases.value(code, now, out)
        });
    }

    /// An interruption starts, or one that runs is released. Both are told
    /// twice, for the consolidated item and for the bare one.
    fn interruption_message(&mut self, now: u32) {
        let listed = self.rng.below(STOCKS.len() as u64) as usize;
        let code = STOCKS[listed].0;
        let consolidated = self.stock(&format!("{code}_AL"));
        let bare = self.stock(code);
        let stock = &mut self.stocks[bare];
        stock.trade(now);
        let slot = &mut self.interruptions[listed];
        let count = slot.as_ref().map_or(0, Interruption::count);
        match slot {
            Some(running) if !running.is_released() => running.release(now),
            _ => *slot = Some(Interruption::trigger(stock, count + 1, now)),
        }
        let Some(interruption) = &self.interruptions[listed] else {
            return;
        };
        let kind = Kind::VolatilityInterruption;
        for place in [consolidated, bare] {
            self.stocks[place].sent[kind as usize] += 1;
            let item = &self.stocks[place].item;
            let stock = &self.stocks[bare];
            let out = &mut self.slot[kind as usize];
            begin(out);
            self.templates.element(kind, item, None, out, |code, out| {
                interruption.value(code, stock, now, out);
            });
        }
    }

    fn condition_message(&mut self, kind: Kind, place: usize, now: u32) {
        let (code, exchange) = self.conditions[place].step();
        let stock = if kind.is_us() {
            self.us_stock(code)
        } else {
            self.stock(code)
        };
        self.stocks[stock].sent[kind as usize] += 1;
        let condition = &self.conditions[place];
        let out = &mut self.slot[kind as usize];
        begin(out);
        self.templates
            .element(kind, code, exchange, out, |code, out| {
                condition.value(code, now, out);
            });
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

/// A comma between the elements of a frame.
fn begin(out: &mut Vec<u8>) {
    if !out.is_empty() {
        out.push(b',');
    }
}
