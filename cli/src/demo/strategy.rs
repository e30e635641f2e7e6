//! The demo's strategy, as an example to copy.
//!
//! It follows momentum: when aggressive buyers dominate the last trades of an
//! item while the book leans the same way, it would buy, and the other way
//! round. It only counts what it would do.

use super::view::{Line, View};
use crate::latency::Latency;
use kiwoom_engine::record::{Gap, Handler, Link, OrderBook, Trade};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

/// Weight of the newest trade in the running figure of buyers and sellers.
const WEIGHT: f64 = 0.05;
/// How clear both figures must be, between 0 and 1.
const CLEAR: f64 = 0.35;

/// The strategy: one for all its items, on one thread.
pub(crate) struct Momentum {
    symbols: HashMap<String, Symbol>,
    pub(crate) latency: Latency,
    pub(crate) trades: u64,
    pub(crate) books: u64,
    pub(crate) signals: u64,
    lost: u64,
    link: String,
    /// What the screen shows. The strategy never waits for it.
    view: Arc<Mutex<View>>,
}

/// What is remembered of an item.
#[derive(Default)]
struct Symbol {
    line: Line,
    /// Buyers (+1) against sellers (-1) of the last trades.
    flow: f64,
    /// The side of the last signal: +1, -1, or 0 for none yet.
    side: i8,
}

impl Momentum {
    pub(crate) fn new(view: Arc<Mutex<View>>) -> Self {
        Self {
            symbols: HashMap::new(),
            latency: Latency::new(),
            trades: 0,
            books: 0,
            signals: 0,
            lost: 0,
            link: String::new(),
            view,
        }
    }

    fn symbol(&mut self, item: &str) -> &mut Symbol {
        // Not `entry`: it would need an owned name for every record.
        if !self.symbols.contains_key(item) {
            self.symbols.insert(item.to_owned(), Symbol::default());
        }
        self.symbols.get_mut(item).expect("inserted above")
    }
}

impl Handler for Momentum {
    fn on_trade(&mut self, trade: &Trade) {
        self.latency.record(&trade.header);
        self.trades += 1;
        let symbol = self.symbol(trade.header.item());
        symbol.line.messages += 1;
        symbol.line.last = trade.last;
        symbol.line.volume = trade.cumulative_volume;
        // The volume's sign tells who was the aggressor.
        if let Some(volume) = trade.volume.get() {
            let aggressor = if volume < 0 { -1.0 } else { 1.0 };
            symbol.flow += WEIGHT * (aggressor - symbol.flow);
        }
        let side = match (symbol.flow, symbol.line.imbalance) {
            (flow, imbalance) if flow > CLEAR && imbalance > CLEAR => 1,
            (flow, imbalance) if flow < -CLEAR && imbalance < -CLEAR => -1,
            _ => return,
        };
        // One signal each time it turns.
        if side != symbol.side {
            symbol.side = side;
            self.signals += 1;
        }
    }

    fn on_order_book(&mut self, book: &OrderBook) {
        self.latency.record(&book.header);
        self.books += 1;
        let symbol = self.symbol(book.header.item());
        let best = &book.levels[0];
        symbol.line.messages += 1;
        symbol.line.best_bid = best.bid_price;
        symbol.line.best_ask = best.ask_price;
        // Of the five best levels, as far as they are filled.
        let (mut bids, mut asks) = (0.0, 0.0);
        for level in &book.levels[..5] {
            bids += level.bid_quantity.to_f64().unwrap_or(0.0);
            asks += level.ask_quantity.to_f64().unwrap_or(0.0);
        }
        if bids + asks > 0.0 {
            symbol.line.imbalance = (bids - asks) / (bids + asks);
        }
    }

    fn on_link(&mut self, link: &Link) {
        self.link = format!("{:?} {}", link.event, link.text)
            .trim_end()
            .to_owned();
    }

    fn on_gap(&mut self, gap: &Gap) {
        self.lost += gap.lost;
    }

    fn on_batch_end(&mut self) {
        // When the screen is being drawn, the next batch will do.
        let Ok(mut view) = self.view.try_lock() else {
            return;
        };
        view.lost = self.lost;
        view.link.clone_from(&self.link);
        for (item, symbol) in &self.symbols {
            match view.lines.get_mut(item) {
                Some(line) => *line = symbol.line,
                None => _ = view.lines.insert(item.clone(), symbol.line),
            }
        }
    }
}
