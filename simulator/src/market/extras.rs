//! What the smaller types tell of a stock: after-hours book (0E), programme
//! trading (0w), expected trade (0H), NAV (0G), and the two of ELWs (0m, 0u).

use super::stock::Stock;
use crate::rng::Rng;
use crate::write;

/// The state behind the smaller types.
#[derive(Clone, Debug)]
pub(crate) struct Extras {
    /// After-hours quantities: sellers, buyers, and their last changes.
    resting: [u64; 2],
    resting_changes: [i64; 2],
    /// Programme trading: shares and won, sold and bought.
    sold: (u64, u64),
    bought: (u64, u64),
    net_changes: (i64, i64),
    /// The expected trade of an auction.
    expected: u64,
    expected_qty: u64,
    expected_change: i64,
    /// Net asset value and its previous close, in hundredths of a won.
    nav: u64,
    previous_nav: u64,
    /// A warrant's implied volatility, in hundredths of a percent.
    volatility: u64,
}

impl Extras {
    pub(crate) fn new(last: u64, previous: u64, volume: u64, shares: u64, rng: &mut Rng) -> Self {
        let (sold, bought) = (volume / rng.between(4, 9), volume / rng.between(4, 9));
        Self {
            resting: [rng.between(1_000, 90_000), rng.between(1_000, 90_000)],
            resting_changes: [0; 2],
            sold: (sold, sold * last),
            bought: (bought, bought * last),
            net_changes: (0, 0),
            expected: last,
            expected_qty: shares / 5_000 + rng.below(1_000),
            expected_change: 0,
            nav: last * 100 + rng.below(last.max(2)),
            previous_nav: previous * 100 + rng.below(previous.max(2)),
            volatility: rng.between(1_500, 9_000),
        }
    }

    pub(crate) fn rest(&mut self, rng: &mut Rng) {
        for (resting, change) in self.resting.iter_mut().zip(&mut self.resting_changes) {
            let next = (*resting as i64 + rng.around_zero(500)).max(0);
            *change = next - *resting as i64;
            *resting = next as u64;
        }
    }

    pub(crate) fn run_programs(&mut self, price: u64, rng: &mut Rng) {
        let before = self.net();
        let side = if rng.chance(50) {
            &mut self.sold
        } else {
            &mut self.bought
        };
        let qty = rng.below(60);
        side.0 += qty;
        side.1 += qty * price;
        let after = self.net();
        self.net_changes = (after.0 - before.0, after.1 - before.1);
    }

    /// Net shares, and net million won as the difference of the two rounded
    /// amounts.
    const fn net(&self) -> (i64, i64) {
        let million = 1_000_000;
        (
            self.bought.0 as i64 - self.sold.0 as i64,
            (self.bought.1 / million) as i64 - (self.sold.1 / million) as i64,
        )
    }

    pub(crate) fn expect(&mut self, last: u64, rng: &mut Rng) {
        self.expected = last;
        let change = rng.around_zero(9_000).max(-(self.expected_qty as i64 - 1));
        self.expected_change = if change == 0 { 1 } else { change };
        self.expected_qty = (self.expected_qty as i64 + self.expected_change) as u64;
    }

    pub(crate) fn value_assets(&mut self, last: u64, rng: &mut Rng) {
        let gap = rng.around_zero(last / 4);
        self.nav = (last as i64 * 100 + gap).max(1) as u64;
    }

    pub(crate) fn reprice(&mut self, rng: &mut Rng) {
        self.volatility = (self.volatility as i64 + rng.around_zero(40)).clamp(500, 20_000) as u64;
    }

    /// Writes a value of 0E.
    pub(crate) fn after_hours_value(&self, code: u32, now: u32, out: &mut Vec<u8>) {
        match code {
            21 => write::time(out, now),
            131 => write::uint(out, self.resting[0]),
            132 => write::signed(out, self.resting_changes[0]),
            135 => write::uint(out, self.resting[1]),
            136 => write::signed(out, self.resting_changes[1]),
            _ => {}
        }
    }
}

impl Stock {
    /// Writes a value of 0w. Positive net figures carry no sign there.
    pub(crate) fn program_value(&self, code: u32, now: u32, out: &mut Vec<u8>) {
        let extras = &self.extras;
        match code {
            202 => write::uint(out, extras.sold.0),
            204 => write::uint(out, extras.sold.1 / 1_000_000),
            206 => write::uint(out, extras.bought.0),
            208 => write::uint(out, extras.bought.1 / 1_000_000),
            210 => write::int(out, extras.net().0),
            211 => write::int(out, extras.net_changes.0),
            212 => write::int(out, extras.net().1),
            213 => write::int(out, extras.net_changes.1),
            214..=216 => {}
            _ => self.value(code, now, out),
        }
    }

    /// Writes a value of 0H, where 10, 13 and 15 are those of the expected
    /// trade.
    pub(crate) fn expected_value(&self, code: u32, now: u32, out: &mut Vec<u8>) {
        let extras = &self.extras;
        let change = extras.expected as i64 - self.previous as i64;
        match code {
            10 => write::direction(out, extras.expected, self.previous),
            11 => write::signed(out, change),
            12 => write::signed_percent(out, change, self.previous),
            15 => write::signed(out, extras.expected_change),
            13 => write::uint(out, extras.expected_qty),
            25 => out.push(self.change_sign(extras.expected)),
            _ => self.value(code, now, out),
        }
    }

    /// Writes a value of 0G.
    pub(crate) fn nav_value(&self, code: u32, now: u32, out: &mut Vec<u8>) {
        let extras = &self.extras;
        let change = extras.nav as i64 - extras.previous_nav as i64;
        match code {
            36 => {
                write::direction_sign(out, extras.nav, extras.previous_nav);
                write::fixed(out, extras.nav, 2);
            }
            37 => {
                write::sign(out, change);
                write::fixed(out, change.unsigned_abs(), 2);
            }
            38 => write::signed_percent(out, change, extras.previous_nav),
            39 => write::text(out, "1.82"),
            265 => write::text(out, "+10.04"),
            266 => {
                let gap = self.last as i64 * 100 - extras.nav as i64;
                write::signed_percent(out, gap, extras.nav);
            }
            _ => self.value(code, now, out),
        }
    }

    /// Writes a value of 0m or 0u. A warrant of a few hundred won moves with
    /// its implied volatility; the other figures only look like such.
    pub(crate) fn warrant_value(&self, code: u32, now: u32, out: &mut Vec<u8>) {
        let volatility = self.extras.volatility;
        match code {
            10 => {
                if self.last == self.previous {
                    out.push(b' ');
                }
                write::direction(out, self.last, self.previous);
            }
            670 => write::uint(out, self.last * (9_000 + volatility / 5) / 10_000),
            671 => write::fixed(out, volatility, 2),
            672 => write::fixed(out, 300_000 + volatility * 20, 6),
            673 => write::fixed(out, 1_000 + volatility, 6),
            674 => {
                out.push(b'-');
                write::fixed(out, 1 + volatility * 3, 6);
            }
            675 => write::fixed(out, volatility * 7, 6),
            676 => write::fixed(out, volatility * 2, 6),
            706 => {
                out.push(b' ');
                write::fixed(out, volatility + 25, 2);
            }
            666 => write::fixed(out, 5_000 + volatility / 4, 2),
            1211 => out.push(b'0'),
            667 => write::fixed(out, 100_000 + volatility, 2),
            668 => {
                out.push(b'+');
                write::fixed(out, 4_000 + volatility / 10, 2);
            }
            669 => {
                out.push(b'+');
                write::fixed(out, 4_005 + volatility / 10, 2);
            }
            _ => self.value(code, now, out),
        }
    }

    /// Writes a value of 0g.
    pub(crate) fn info_value(&self, code: u32, now: u32, out: &mut Vec<u8>) {
        match code {
            297 => write::text(out, "동정적VI"),
            592 | 593 => out.push(b' '),
            _ => self.value(code, now, out),
        }
    }
}
