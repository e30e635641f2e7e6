//! What can happen in the market, and the elements that tell of it.

use super::Market;
use super::account::Step;
use super::interruption::Interruption;
use super::stock::Venue;
use super::streams::Stream;
use crate::kind::Kind;
use crate::universe::{STOCKS, US_STOCKS};

impl Market {
    /// Lets one thing happen, and tells the kind that it was about.
    pub(super) fn message(&mut self, now: u32) -> Kind {
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
                self.press.element(kind, &sector.item, None, |code, out| {
                    sector.value(code, now, out);
                });
            }
            Kind::GoldPrice => {
                let gold = &mut self.golds[place];
                gold.step();
                self.press
                    .element(kind, &gold.item, None, |code, out| gold.value(code, out));
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
                stock.trade_untold(now);
                stock.extras.value_assets(stock.last, &mut stock.rng);
            }
            Kind::ElwFairValue | Kind::ElwIndicator => {
                stock.trade_untold(now);
                stock.extras.reprice(&mut stock.rng);
            }
            Kind::StockInfo => {}
            Kind::Trade | Kind::UsTrade => stock.trade(now),
            _ => stock.trade_untold(now),
        }
        let stock = &*stock;
        let exchange = match stock.venue {
            Venue::Us(exchange) => Some(exchange),
            _ => None,
        };
        let press = &mut self.press;
        let item = &stock.item;
        // One call for each type, so that each is compiled for its own values.
        match kind {
            Kind::Trade | Kind::BestQuote => {
                press.element(kind, item, exchange, |code, out| {
                    stock.value(code, now, out)
                });
            }
            Kind::OrderBook => press.element(kind, item, exchange, |code, out| {
                stock.book_value(code, now, out);
            }),
            Kind::UsTrade => press.element(kind, item, exchange, |code, out| {
                stock.us_value(code, now, out);
            }),
            Kind::UsOrderBook => press.element(kind, item, exchange, |code, out| {
                stock.us_book_value(code, now, out);
            }),
            _ => press.element(kind, item, exchange, |code, out| match kind {
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
            stock.trade_untold(now);
            self.account.advance(stock);
            let account = &self.account;
            let filled = account.order.step == Step::Filled;
            let mut told = false;
            for (kind, wanted) in [(Kind::Order, orders), (Kind::Balance, balances && filled)] {
                if !wanted {
                    continue;
                }
                told = true;
                let stock = &*stock;
                self.press
                    .element(kind, &stock.item, None, |code, out| match kind {
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
            stock.trade_untold(now);
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
                let stock = &*stock;
                self.press
                    .element(kind, &stock.item, None, |code, out| match kind {
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
        let kind = Kind::MarketPhase;
        self.press.element(kind, "", None, |code, out| {
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
        stock.trade_untold(now);
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
            let item = &self.stocks[place].item;
            let stock = &self.stocks[bare];
            self.press.element(kind, item, None, |code, out| {
                interruption.value(code, stock, now, out);
            });
        }
    }

    fn condition_message(&mut self, kind: Kind, place: usize, now: u32) {
        let (code, exchange) = self.conditions[place].step();
        let condition = &self.conditions[place];
        self.press.element(kind, code, exchange, |code, out| {
            condition.value(code, now, out);
        });
    }
}
