//! A small account that now and then places an order: 00 and 04.

use super::stock::Stock;
use crate::rng::Rng;
use crate::write;

/// What one 00 push is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// 접수: the exchange took the order.
    Accepted,
    /// 체결: some or all of it traded.
    Filled,
    /// 확인: the rest was cancelled.
    Cancelled,
}

/// The order that is being worked.
#[derive(Clone, Debug)]
pub(crate) struct Working {
    pub(crate) stock: usize,
    pub(crate) step: Step,
    pub(crate) buy: bool,
    pub(crate) number: u64,
    /// The order that this one cancels; zero for none.
    pub(crate) original: u64,
    pub(crate) qty: u64,
    /// Zero for a market order.
    pub(crate) limit: u64,
    pub(crate) left: u64,
    pub(crate) amount: u64,
    /// The last fill.
    pub(crate) execution: u64,
    pub(crate) fill_qty: u64,
    pub(crate) fill_price: u64,
}

/// What the account holds of one stock.
#[derive(Clone, Debug, Default)]
pub(crate) struct Holding {
    pub(crate) qty: u64,
    pub(crate) cost: u64,
    pub(crate) bought_today: u64,
    pub(crate) sold_today: u64,
    last_buy: bool,
    pub(crate) gain: i64,
    gain_cost: u64,
}

/// The account behind the token: one order at a time, in a few stocks.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) number: u64,
    pub(crate) order: Working,
    pub(crate) holdings: Vec<Holding>,
    next_number: u64,
    next_execution: u64,
    rng: Rng,
}

impl Account {
    /// An account that trades the first `stocks` stocks of the market and
    /// already holds some of each; `prices` are their previous closes.
    pub(crate) fn new(seed: u64, prices: &[u64]) -> Self {
        let mut rng = Rng::named(seed, "account");
        let holdings = prices.iter().map(|price| {
            let qty = rng.between(20, 200);
            Holding {
                qty,
                cost: qty * price * 9 / 10 + rng.below(qty),
                last_buy: true,
                ..Holding::default()
            }
        });
        Self {
            holdings: holdings.collect(),
            number: rng.between(1_000_000_000, 9_999_999_999),
            order: Working {
                stock: 0,
                step: Step::Filled,
                buy: true,
                number: 0,
                original: 0,
                qty: 0,
                limit: 0,
                left: 0,
                amount: 0,
                execution: 0,
                fill_qty: 0,
                fill_price: 0,
            },
            next_number: rng.between(100, 90_000),
            next_execution: rng.between(100_000, 800_000),
            rng,
        }
    }

    /// The stock that the next step is about.
    pub(crate) fn next_stock(&mut self) -> usize {
        if self.order.left == 0 {
            self.order.stock = self.rng.below(self.holdings.len() as u64) as usize;
        }
        self.order.stock
    }

    /// The next thing that happens, in the stock that `next_stock` told.
    pub(crate) fn advance(&mut self, stock: &Stock) {
        if self.order.left == 0 {
            self.place(stock);
        } else if self.order.step == Step::Filled && self.rng.chance(20) {
            self.cancel();
        } else {
            self.fill(stock);
        }
    }

    fn place(&mut self, stock: &Stock) {
        let held = self.holdings[self.order.stock].qty;
        let buy = held < 10 || held < 300 && self.rng.chance(55);
        let qty = if buy {
            self.rng.between(1, 40)
        } else {
            self.rng.between(1, held.min(40))
        };
        // Half of the orders name the best price of the other side.
        let touch = if buy {
            stock.book.ask()
        } else {
            stock.book.bid()
        };
        let limit = if self.rng.chance(50) { touch.price } else { 0 };
        self.order = Working {
            stock: self.order.stock,
            step: Step::Accepted,
            buy,
            number: self.take_number(),
            original: 0,
            qty,
            limit,
            left: qty,
            amount: 0,
            execution: 0,
            fill_qty: 0,
            fill_price: 0,
        };
    }

    fn fill(&mut self, stock: &Stock) {
        let order = &mut self.order;
        let qty = if self.rng.chance(60) {
            order.left
        } else {
            self.rng.between(1, order.left)
        };
        let price = if order.limit > 0 {
            order.limit
        } else {
            stock.last
        };
        order.step = Step::Filled;
        order.left -= qty;
        order.amount += qty * price;
        order.fill_qty = qty;
        order.fill_price = price;
        self.next_execution += self.rng.between(1, 50);
        order.execution = self.next_execution;
        self.holdings[order.stock].trade(order.buy, qty, price);
    }

    fn cancel(&mut self) {
        let number = self.take_number();
        let order = &mut self.order;
        order.step = Step::Cancelled;
        order.original = order.number;
        order.number = number;
        order.qty = order.left;
        order.left = 0;
        order.fill_qty = 0;
        order.fill_price = 0;
        order.amount = 0;
    }

    fn take_number(&mut self) -> u64 {
        self.next_number += self.rng.between(1, 9);
        self.next_number % 10_000_000
    }

    /// Writes a value of 00.
    pub(crate) fn order_value(&self, code: u32, stock: &Stock, now: u32, out: &mut Vec<u8>) {
        let order = &self.order;
        let filled = order.step == Step::Filled;
        let cancel = order.step == Step::Cancelled;
        match code {
            9201 => write::padded(out, self.number, 10),
            9203 => write::padded(out, order.number, 7),
            912 => write::text(out, "JJ"),
            913 => write::text(
                out,
                match order.step {
                    Step::Accepted => "접수",
                    Step::Filled => "체결",
                    Step::Cancelled => "확인",
                },
            ),
            900 => write::uint(out, order.qty),
            901 => write::uint(out, order.limit),
            902 => write::uint(out, order.left),
            903 => write::uint(out, order.amount),
            904 => write::padded(out, order.original, 7),
            905 => write::text(
                out,
                match (order.buy, cancel) {
                    (true, false) => "+매수",
                    (false, false) => "-매도",
                    (true, true) => "매수취소",
                    (false, true) => "매도취소",
                },
            ),
            906 => write::text(
                out,
                if order.limit > 0 {
                    "보통"
                } else {
                    "시장가"
                },
            ),
            907 => out.push(if order.buy { b'2' } else { b'1' }),
            908 => write::time(out, now),
            909 if filled => write::uint(out, order.execution),
            910 | 914 if filled => write::uint(out, order.fill_price),
            911 | 915 if filled => write::uint(out, order.fill_qty),
            // 0.35 % cut to ten won, and 0.2 % for sellers.
            938 => write::uint(out, order.amount * 35 / 10_000 / 10 * 10),
            939 if order.buy => out.push(b'0'),
            939 => write::uint(out, order.amount * 2 / 1_000),
            919 => out.push(b'0'),
            921 => write::text(out, "6801005"),
            922 => write::text(out, "00"),
            10010 => {
                out.push(b' ');
                write::uint(out, stock.previous);
            }
            2134 => out.push(b'1'),
            2135 => write::text(out, "KRX"),
            2136 => out.push(b'N'),
            10 | 27 | 28 | 302 | 9001 => stock.value(code, now, out),
            _ => {}
        }
    }

    /// Writes a value of 04 for the stock of the last order.
    pub(crate) fn balance_value(&self, code: u32, stock: &Stock, now: u32, out: &mut Vec<u8>) {
        let held = &self.holdings[self.order.stock];
        match code {
            9201 => write::padded(out, self.number, 10),
            917 => write::text(out, "00"),
            916 | 918 => write::text(out, "00000000"),
            930 => write::uint(out, held.qty),
            931 => write::uint(out, held.cost.checked_div(held.qty).unwrap_or(0)),
            932 => write::uint(out, held.cost),
            933 => {
                let order = &self.order;
                let reserved = if order.buy { 0 } else { order.left };
                write::uint(out, held.qty - reserved);
            }
            945 => write::int(out, held.bought_today as i64 - held.sold_today as i64),
            946 => out.push(if held.last_buy { b'2' } else { b'1' }),
            950 | 990 => write::int(out, held.gain),
            8019 | 991 => write::signed_percent(out, held.gain, held.gain_cost),
            993 => write::text(out, "0.00"),
            951 | 957..=959 | 992 | 924 => out.push(b'0'),
            10 | 27 | 28 | 302 | 307 | 9001 => stock.value(code, now, out),
            _ => {}
        }
    }
}

impl Holding {
    fn trade(&mut self, buy: bool, qty: u64, price: u64) {
        self.last_buy = buy;
        if buy {
            self.qty += qty;
            self.cost += qty * price;
            self.bought_today += qty;
        } else {
            let cost = self.cost * qty / self.qty.max(1);
            self.gain += (qty * price) as i64 - cost as i64;
            self.gain_cost += cost;
            self.cost -= cost;
            self.qty -= qty;
            self.sold_today += qty;
        }
    }
}
