//! A strategy on the I/O thread itself: the shortest way from the socket to a
//! decision. `cargo run --release -p kiwoom-simulator --example inline`.
//!
//! It compares each trade with the best quotes before it, and hands what it decides
//! to the thread that would send orders: the I/O thread waits for nobody.

use kiwoom_engine::record::{BestQuote, Handler, Trade};
use kiwoom_engine::{Endpoint, Engine, Token};
use kiwoom_simulator::{Rate, Simulator};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Duration;

/// Buys whatever trades above the best ask that it saw.
struct Taker {
    ask: i64,
    /// To the thread that sends orders.
    orders: SyncSender<i64>,
}

impl Handler for Taker {
    fn on_best_quote(&mut self, quote: &BestQuote) {
        self.ask = quote.best_ask.get().map(i64::from).unwrap_or(i64::MAX);
    }

    fn on_trade(&mut self, trade: &Trade) {
        if let Some(price) = trade.last.get().map(i64::from)
            && price > self.ask
        {
            // Without room there it is dropped, rather than waited for.
            _ = self.orders.try_send(price);
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let simulator = Simulator::builder()
        .rate(Rate::PerSecond(5_000.0))
        .start()?;
    let (orders, to_send) = sync_channel(64);
    let taker = Taker {
        ask: i64::MAX,
        orders,
    };
    let (engine, _) = Engine::builder(Endpoint::parse(&simulator.url())?)
        .token(Token::new("any".to_owned())?)
        .strategy("taker", |it| {
            // Without this `inline`, the feed is given back, for a thread of its
            // own (`feed.run(&mut taker)`) or to be polled.
            it.trades(["005930"]).best_quotes(["005930"]).inline(taker)
        })
        .start()?;
    std::thread::sleep(Duration::from_secs(2));
    for (name, counts) in engine.feeds() {
        println!(
            "{name}: {} records, {} lost; the I/O thread was held up for {} µs in all, {} at most",
            counts.delivered,
            counts.lost,
            counts.inline_ns / 1_000,
            counts.longest_inline_ns / 1_000
        );
    }
    engine.stop()?;
    println!("{} orders to send", to_send.iter().count());
    Ok(())
}
