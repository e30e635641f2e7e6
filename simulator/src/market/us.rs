//! The types of the US socket: FE, FT, F4 and F5. Prices are in
//! ten-thousandths of a dollar.

use super::account::{Account, Step};
use super::stock::Stock;
use crate::write;

/// The day of every US trade: the market's clock has no date.
const DATE: &str = "20260911";

fn money(out: &mut Vec<u8>, amount: u64) {
    write::fixed(out, amount, 4);
}

/// Seven digits before the point, four after.
fn wide_money(out: &mut Vec<u8>, amount: u64) {
    write::padded(out, amount / 10_000, 7);
    out.push(b'.');
    write::padded(out, amount % 10_000, 4);
}

impl Stock {
    /// Writes a value of FE.
    pub(crate) fn us_value(&self, code: u32, now: u32, out: &mut Vec<u8>) {
        let price = |out: &mut Vec<u8>, price: u64| {
            write::direction_sign(out, price, self.previous);
            money(out, price);
        };
        match code {
            10 => price(out, self.last),
            11 => {
                write::sign(out, self.change());
                money(out, self.change().unsigned_abs());
            }
            // Thousand dollars with six decimals.
            14 => write::fixed(out, self.value / 10, 6),
            16 => price(out, self.open),
            17 => price(out, self.high),
            18 => price(out, self.low),
            22 => write::text(out, DATE),
            27 => price(out, self.book.ask().price),
            28 => price(out, self.book.bid().price),
            30 => {
                let (rate, gap) = self.volume_rate();
                write::sign(out, gap);
                write::fixed(out, rate.abs_diff(10_000), 2);
            }
            290 => out.push(b'4'),
            51020 => write::time(out, now),
            _ => self.value(code, now, out),
        }
    }

    /// Writes a value of FT, which tells no changes: they are `" 0"`.
    pub(crate) fn us_book_value(&self, code: u32, now: u32, out: &mut Vec<u8>) {
        match code {
            21 => write::time(out, now),
            41..=60 => {
                let price = self.book.price(code);
                write::direction_sign(out, price, self.previous);
                money(out, price);
            }
            61..=80 => write::uint(out, self.book.qty(code)),
            121 => write::uint(out, self.book.totals().0),
            125 => write::uint(out, self.book.totals().1),
            _ => write::text(out, " 0"),
        }
    }
}

impl Account {
    /// Writes a value that F4 and F5 share.
    fn us_value(&self, code: u32, stock: &Stock, now: u32, out: &mut Vec<u8>) {
        let order = &self.order;
        match code {
            9201 => write::padded(out, self.number, 10),
            9203 => write::padded(out, order.number, 9),
            904 => write::padded(out, order.original, 9),
            900 => write::uint(out, order.qty),
            906 => write::text(out, if order.limit > 0 { "00" } else { "03" }),
            907 => write::text(out, if order.buy { "02" } else { "01" }),
            908 => write::time(out, now),
            1091 => write::text(out, "미국"),
            8043 => write::text(out, "USD"),
            8046 => write::text(out, "000030"),
            50072 => write::text(out, if order.buy { "매수" } else { "매도" }),
            50073 => write::text(
                out,
                if order.limit > 0 {
                    "지정가"
                } else {
                    "시장가"
                },
            ),
            50841 => out.push(b'0'),
            55190 => write::text(out, "001"),
            _ => stock.value(code, now, out),
        }
    }

    /// Writes a value of F4.
    pub(crate) fn us_order_value(&self, code: u32, stock: &Stock, now: u32, out: &mut Vec<u8>) {
        let cancel = self.order.step == Step::Cancelled;
        match code {
            901 => money(out, self.order.limit),
            905 => write::text(out, if cancel { "12" } else { "10" }),
            913 => write::text(out, "주문전송"),
            50810 => write::padded(out, 0, 12),
            _ => self.us_value(code, stock, now, out),
        }
    }

    /// Writes a value of F5.
    pub(crate) fn us_execution_value(&self, code: u32, stock: &Stock, now: u32, out: &mut Vec<u8>) {
        let order = &self.order;
        let held = &self.holdings[order.stock];
        let filled = order.step == Step::Filled;
        match code {
            901 => wide_money(out, order.limit),
            902 => write::uint(out, order.left),
            905 => write::text(
                out,
                match order.step {
                    Step::Accepted => "25",
                    Step::Filled => "10",
                    Step::Cancelled => "12",
                },
            ),
            909 => write::padded(out, if filled { order.execution } else { 0 }, 9),
            910 if filled => wide_money(out, order.fill_price),
            911 => write::uint(out, if filled { order.fill_qty } else { 0 }),
            913 => write::text(
                out,
                match order.step {
                    Step::Accepted => "접수",
                    Step::Filled if order.left > 0 => "부분체결",
                    Step::Filled => "체결완료",
                    Step::Cancelled => "취소확인",
                },
            ),
            930 => write::uint(out, held.qty),
            931 => wide_money(out, held.cost.checked_div(held.qty).unwrap_or(0)),
            934 => write::uint(out, held.sold_today),
            936 => write::uint(out, held.bought_today),
            8004 | 8005 => out.push(b'0'),
            8018 => {
                if held.gain < 0 {
                    out.push(b'-');
                }
                money(out, held.gain.unsigned_abs());
            }
            8019 => write::text(out, "0.0000"),
            910 | 8075 | 13006 | 50724 | 50725 => write::padded(out, 0, 12),
            50810 => wide_money(out, 0),
            50844 => write::padded(out, 0, 15),
            _ => self.us_value(code, stock, now, out),
        }
    }
}
