//! What the screen shows of the market: kept by a strategy on its own thread.

use crate::latency::Latency;
use kiwoom_engine::record::{
    BookLevel, Gap, Handler, Link, LinkEventKind, OrderBook, Price, Quantity, RecordFlags,
    RecordHeader, Staleness, Trade, TradesMissing,
};
use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Notices that are kept.
const NOTICES: usize = 8;

/// The market as one strategy knows it.
#[derive(Clone)]
pub(crate) struct Board {
    pub(crate) items: BTreeMap<String, Item>,
    /// What was last told of each connection, by its number.
    pub(crate) links: BTreeMap<u16, LinkEventKind>,
    /// The last things told that aren't data, newest first.
    pub(crate) notices: VecDeque<String>,
    /// Records that were lost on the way here.
    pub(crate) lost: u64,
    /// Since the screen looked last.
    pub(crate) latency: Latency,
}

/// One item.
#[derive(Clone, Copy, Default)]
pub(crate) struct Item {
    pub(crate) last: Price,
    pub(crate) volume: Quantity,
    pub(crate) messages: u64,
    pub(crate) levels: Option<[BookLevel; 10]>,
}

impl Item {
    /// Bids against asks of the five best levels: +1 is all bids, -1 all asks;
    /// `None` where there is neither.
    pub(crate) fn imbalance(&self) -> Option<f64> {
        let best = &self.levels.as_ref()?[..5];
        let sum =
            |side: fn(&BookLevel) -> Option<f64>| -> f64 { best.iter().filter_map(side).sum() };
        let bids = sum(|it| it.bid_quantity.to_f64());
        let asks = sum(|it| it.ask_quantity.to_f64());
        (bids + asks > 0.0).then(|| (bids - asks) / (bids + asks))
    }
}

impl Board {
    pub(crate) fn new() -> Self {
        Self {
            items: BTreeMap::new(),
            links: BTreeMap::new(),
            notices: VecDeque::new(),
            lost: 0,
            latency: Latency::new(),
        }
    }

    /// The item that a record is about, with the record counted.
    fn item(&mut self, header: &RecordHeader) -> &mut Item {
        // What was kept for who joins late is of any age.
        if !header.flags().contains(RecordFlags::SNAPSHOT) {
            self.latency.record(header);
        }
        let name = header.item();
        // Not `entry`: it would need an owned name for every record.
        if !self.items.contains_key(name) {
            self.items.insert(name.to_owned(), Item::default());
        }
        let item = self.items.get_mut(name).expect("inserted above");
        item.messages += 1;
        item
    }

    fn notice(&mut self, text: String) {
        self.notices.truncate(NOTICES - 1);
        self.notices.push_front(text);
    }
}

impl Handler for Board {
    fn on_trade(&mut self, trade: &Trade) {
        let item = self.item(&trade.header);
        item.last = trade.last;
        item.volume = trade.cumulative_volume;
    }

    fn on_order_book(&mut self, book: &OrderBook) {
        let item = self.item(&book.header);
        item.levels = Some(book.levels);
    }

    fn on_link(&mut self, link: &Link) {
        self.links.insert(link.header.connection(), link.event);
        let text = format!("{:?} {}", link.event, link.text);
        self.notice(text.trim_end().to_owned());
    }

    fn on_gap(&mut self, gap: &Gap) {
        self.lost += gap.lost;
        self.notice(format!(
            "{} records lost: who reads them was too slow",
            gap.lost
        ));
    }

    fn on_trades_missing(&mut self, missing: &TradesMissing) {
        let item = missing.header.item();
        self.notice(format!("{item}: {} shares weren't told", missing.quantity));
    }

    fn on_staleness(&mut self, staleness: &Staleness) {
        let (item, of) = (staleness.header.item(), staleness.message_type);
        self.notice(format!("{item} {of}: {:?}", staleness.event));
    }
}

/// What the strategy's thread hands to the screen's, when that asks.
#[derive(Clone)]
pub(crate) struct Window(Arc<(AtomicBool, Mutex<Board>)>);

impl Window {
    pub(crate) fn new() -> Self {
        Self(Arc::new((AtomicBool::new(true), Mutex::new(Board::new()))))
    }

    /// Shows the board, if somebody has looked since the last time; its latency
    /// then counts anew. The strategy never waits here.
    pub(crate) fn offer(&self, board: &mut Board) {
        let (is_wanted, shown) = &*self.0;
        if !is_wanted.load(Ordering::Acquire) {
            return;
        }
        // When the screen is looking this very moment, the next time will do.
        if let Ok(mut shown) = shown.try_lock() {
            shown.clone_from(board);
            board.latency.reset();
            is_wanted.store(false, Ordering::Release);
        }
    }

    /// The board as it was when it was asked for last. Asks for the next; its
    /// latency is given once.
    pub(crate) fn look(&self) -> Board {
        let (is_wanted, board) = &*self.0;
        let mut board = board.lock().unwrap_or_else(PoisonError::into_inner);
        let shown = board.clone();
        board.latency.reset();
        is_wanted.store(true, Ordering::Release);
        shown
    }
}
