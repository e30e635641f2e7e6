//! One stock on one venue: its trades, its day, and how 0A, 0B and 0C tell
//! them.

use super::book::{Book, DEPTH};
use super::brokers::Brokers;
use super::extras::Extras;
use crate::price::Ticks;
use crate::rng::Rng;
use crate::universe::{self, Listing};
use crate::write;

/// Where an item's suffix says that it trades.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Venue {
    /// No suffix: the Korea Exchange.
    Krx,
    /// `_NX`: Nextrade.
    Nxt,
    /// `_AL`: both, consolidated.
    Both,
    /// A US exchange, by the code that pushes carry as `stexTp`.
    Us(&'static str),
}

/// A stock as one item shows it. Each item has its own course of random
/// numbers, so that what happens to it doesn't depend on its neighbours.
#[derive(Clone, Debug)]
pub(crate) struct Stock {
    /// The item as registered and echoed, with its suffix.
    pub(crate) item: String,
    /// The bare code.
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) venue: Venue,
    /// Previous close, and the limits that follow from it.
    pub(crate) previous: u64,
    pub(crate) limits: (u64, u64),
    shares: u64,
    previous_volume: u64,
    previous_value: u64,
    pub(crate) last: u64,
    pub(crate) open: u64,
    pub(crate) high: u64,
    pub(crate) low: u64,
    pub(crate) volume: u64,
    pub(crate) value: u64,
    /// Quantity of the last trade: positive when a buyer started it.
    pub(crate) last_qty: i64,
    sell_volume: u64,
    buy_volume: u64,
    sell_count: u64,
    buy_count: u64,
    open_time: u32,
    /// The live service's code 1891 is no plausible time: neither is this.
    high_time: u32,
    low_time: u32,
    limit_times: [u32; 2],
    /// Shares that traded in the opening auction, for neither side.
    pub(crate) auction_volume: u64,
    pub(crate) book: Book,
    pub(crate) brokers: Brokers,
    pub(crate) extras: Extras,
    pub(crate) rng: Rng,
    /// Whether each trade is pushed: then nothing else may trade.
    pub(crate) trades_are_told: bool,
}

impl Stock {
    /// A Korean stock by its item, which must have the form of one.
    pub(crate) fn korean(seed: u64, item: &str, now: u32) -> Self {
        let code = universe::stock_code(item).unwrap_or(item);
        let venue = match item.len() - code.len() {
            0 => Venue::Krx,
            _ if item.ends_with("_NX") => Venue::Nxt,
            _ => Venue::Both,
        };
        let listing = universe::stock(seed, code);
        Self::new(seed, item, code, listing, venue, Ticks::Korea, now)
    }

    /// A US stock by its symbol.
    pub(crate) fn us(seed: u64, symbol: &str, now: u32) -> Self {
        let (listing, exchange) = universe::us_stock(seed, symbol);
        Self::new(
            seed,
            symbol,
            symbol,
            listing,
            Venue::Us(exchange),
            Ticks::Cent,
            now,
        )
    }

    fn new(
        seed: u64,
        item: &str,
        code: &str,
        listing: Listing,
        venue: Venue,
        ticks: Ticks,
        now: u32,
    ) -> Self {
        let mut rng = Rng::named(seed, item);
        let Listing {
            name,
            previous,
            shares,
        } = listing;
        let limits = ticks.limits(previous);
        let near = |around: u64, rng: &mut Rng| {
            let moved = around as i64 + rng.around_zero(around / 60);
            ticks.floor(moved as u64).clamp(limits.0, limits.1)
        };
        let open = near(previous, &mut rng);
        let last = near(open, &mut rng);
        let low = near(open.min(last), &mut rng).min(open).min(last);
        let high = near(open.max(last), &mut rng).max(open).max(last);
        // The day is under way: with more than a million shares traded the
        // average of the day can be told to the won from the rounded value.
        let previous_volume = (shares / 500).max(2_500_000) + rng.below(1_000_000);
        let volume = 1_100_000 + previous_volume / 4 + rng.below(previous_volume / 4);
        let auction_volume = volume / 25;
        let traded = volume - auction_volume;
        let buy_volume = traded * rng.between(44, 56) / 100;
        let per_trade = rng.between(30, 90);
        // What a typical level is worth: 200 million won, or 60,000 dollars.
        let worth = if ticks == Ticks::Cent {
            600_000_000
        } else {
            200_000_000
        };
        // Nextrade's books are thin.
        let depth = if venue == Venue::Nxt { 6 } else { DEPTH };
        let mut stock = Self {
            item: item.to_owned(),
            code: code.to_owned(),
            name,
            venue,
            previous,
            limits,
            shares,
            previous_volume,
            previous_value: previous_volume * previous + rng.below(previous * 1_000),
            last,
            open,
            high,
            low,
            volume,
            value: volume * ((open + last) / 2) + rng.below(1_000_000),
            last_qty: 1,
            sell_volume: traded - buy_volume,
            buy_volume,
            sell_count: (traded - buy_volume) / per_trade,
            buy_count: buy_volume / per_trade,
            open_time: 9 * 3600 + rng.between(5, 40) as u32,
            high_time: odd_time(&mut rng),
            low_time: now.saturating_sub(rng.between(60, 1_800) as u32),
            limit_times: [0; 2],
            auction_volume,
            book: Book::around(last, ticks, limits, worth / last.max(1), depth, &mut rng),
            brokers: Brokers::new(volume, &mut rng),
            extras: Extras::new(last, previous, volume, shares, &mut rng),
            rng,
            trades_are_told: false,
        };
        stock.trade(now);
        stock
    }

    /// One trade, or a few of one side and one price told as one.
    pub(crate) fn trade(&mut self, now: u32) {
        let (ask, bid) = (self.book.ask(), self.book.bid());
        // The further from the previous close, the stronger the pull back.
        let gap = self.last as i64 - self.previous as i64;
        let pull = gap * 40 / (self.previous as i64 * 3 / 10).max(1);
        let buyer = bid.qty == 0 || ask.qty > 0 && self.rng.chance((50 - pull).clamp(5, 95) as u64);
        let wanted = match self.rng.below(100) {
            0..60 => self.rng.between(1, 20),
            60..90 => self.rng.between(1, 200),
            90..99 => self.rng.between(100, 2_000),
            _ => self.rng.between(1_000, 10_000),
        };
        // Some trades meet in the middle of the spread, outside the book.
        let spread = ask.price.wrapping_sub(bid.price);
        let both = ask.qty > 0 && bid.qty > 0;
        let (price, qty) = if both && spread.is_multiple_of(2) && self.rng.chance(5) {
            (bid.price + spread / 2, wanted)
        } else {
            let price = if buyer { ask.price } else { bid.price };
            (price, self.book.take(buyer, wanted, &mut self.rng))
        };
        let folded = if self.rng.chance(8) {
            self.rng.between(2, 4).min(qty)
        } else {
            1
        };

        self.last = price;
        self.volume += qty;
        self.value += qty * price;
        if buyer {
            self.last_qty = qty as i64;
            self.buy_volume += qty;
            self.buy_count += folded;
        } else {
            self.last_qty = -(qty as i64);
            self.sell_volume += qty;
            self.sell_count += folded;
        }
        if price > self.high {
            self.high = price;
            self.high_time = odd_time(&mut self.rng);
        }
        if price < self.low {
            self.low = price;
            self.low_time = now;
        }
        let at_limit = [price == self.limits.1, price == self.limits.0];
        for (time, hit) in self.limit_times.iter_mut().zip(at_limit) {
            if hit && *time == 0 {
                *time = now;
            }
        }
    }

    /// Keeps the stock moving for types other than its trades. Where the
    /// trades are pushed they tell all of the volume, and so only the book
    /// moves.
    pub(crate) fn trade_untold(&mut self, now: u32) {
        if self.trades_are_told {
            self.book.breathe(&mut self.rng);
        } else {
            self.trade(now);
        }
    }

    /// Change against the previous close.
    pub(crate) const fn change(&self) -> i64 {
        self.last as i64 - self.previous as i64
    }

    /// Code 25: 1 upper limit, 2 up, 3 unchanged, 4 lower limit, 5 down.
    pub(crate) fn change_sign(&self, price: u64) -> u8 {
        match price.cmp(&self.previous) {
            std::cmp::Ordering::Equal => b'3',
            std::cmp::Ordering::Greater if price == self.limits.1 => b'1',
            std::cmp::Ordering::Greater => b'2',
            std::cmp::Ordering::Less if price == self.limits.0 => b'4',
            std::cmp::Ordering::Less => b'5',
        }
    }

    /// Traded volume against the whole previous day's.
    fn volume_gap(&self) -> i64 {
        self.volume as i64 - self.previous_volume as i64
    }

    /// Trade strength: bought against sold, in hundredths of a percent.
    pub(crate) fn strength(&self) -> u64 {
        write::percent(self.buy_volume, self.sell_volume)
    }

    /// Volume against the whole previous day's, in hundredths of a percent,
    /// and the direction that its sign tells.
    pub(crate) fn volume_rate(&self) -> (u64, i64) {
        (
            write::percent(self.volume, self.previous_volume),
            self.volume_gap(),
        )
    }

    /// Writes a value of 0B; 0A, 0C and others share most of them. Nothing for
    /// a code that it doesn't know, which makes the value empty.
    pub(crate) fn value(&self, code: u32, now: u32, out: &mut Vec<u8>) {
        let price = |out: &mut Vec<u8>, price: u64| write::direction(out, price, self.previous);
        let qty = self.last_qty;
        match code {
            20 => write::time(out, now),
            10 => price(out, self.last),
            11 => write::signed(out, self.change()),
            12 => write::signed_percent(out, self.change(), self.previous),
            27 => price(out, self.book.ask().price),
            28 => price(out, self.book.bid().price),
            15 | 1314 => write::signed(out, qty),
            13 => write::uint(out, self.volume),
            14 => write::uint(out, self.value / 1_000_000),
            16 => price(out, self.open),
            17 => price(out, self.high),
            18 => price(out, self.low),
            25 => out.push(self.change_sign(self.last)),
            26 => write::signed(out, self.volume_gap()),
            29 => write::signed(out, self.value as i64 - self.previous_value as i64),
            30 => {
                let (rate, gap) = self.volume_rate();
                write::sign(out, gap);
                write::fixed(out, rate, 2);
            }
            31 => write::fixed(out, write::percent(self.volume, self.shares), 2),
            32 => write::uint(out, self.last * 231 / 100_000),
            228 => write::fixed(out, self.strength(), 2),
            311 => write::uint(
                out,
                (u128::from(self.shares) * u128::from(self.last) / 100_000_000) as u64,
            ),
            290 => out.push(b'2'),
            691 => out.push(b'0'),
            567 => write::time(out, self.limit_times[0]),
            568 => write::time(out, self.limit_times[1]),
            851 => write::uint(out, write::percent(self.volume, self.previous_volume / 2)),
            1890 => write::time(out, self.open_time),
            1891 => write::time(out, self.high_time),
            1892 => write::time(out, self.low_time),
            1030 => write::uint(out, self.sell_volume),
            1031 => write::uint(out, self.buy_volume),
            1032 => {
                let ratio = write::percent(self.buy_volume, self.buy_volume + self.sell_volume);
                write::direction_sign(out, ratio, 5_000);
                write::fixed(out, ratio, 2);
            }
            1071 => write::uint(out, self.sell_count),
            1072 => write::uint(out, self.buy_count),
            1313 => {
                write::sign(out, qty);
                write::uint(out, qty.unsigned_abs() * self.last / 1_000);
            }
            1315 => write::blank_signed(out, qty.min(0)),
            1316 => write::blank_signed(out, qty.max(0)),
            1497 => write::uint(out, self.last * 2 / 5),
            1498 => write::uint(out, self.last * 8 / 25),
            620 => write::uint(out, self.value / self.volume),
            732 => write::uint(out, self.last * 502 / 100_000),
            852 => write::uint(out, self.last * 401 / 100_000),
            // A consolidated item tells where the single trade was.
            9081 => write::text(
                out,
                match self.venue {
                    Venue::Nxt => "NXT",
                    Venue::Both if qty % 3 == 0 => "NXT",
                    _ => "KRX",
                },
            ),
            302 => write::text(out, &self.name),
            305 => price(out, self.limits.1),
            306 => price(out, self.limits.0),
            307 => write::uint(out, self.previous),
            9001 => write::text(out, &self.code),
            _ => {}
        }
    }

    /// Writes a value of 0A: as in 0B, but an unchanged price has a blank
    /// where its sign would stand, as the official example has it.
    pub(crate) fn quote_value(&self, code: u32, now: u32, out: &mut Vec<u8>) {
        let unsigned = match code {
            10 => self.last,
            16 => self.open,
            17 => self.high,
            18 => self.low,
            _ => 0,
        };
        if unsigned == self.previous {
            out.push(b' ');
        }
        self.value(code, now, out);
    }

    /// Writes a value of 0D.
    pub(crate) fn book_value(&self, code: u32, now: u32, out: &mut Vec<u8>) {
        match code {
            21 => write::time(out, now),
            13 => write::uint(out, self.volume),
            // What the opening auction ended with; the others that tell of an
            // auction are only filled during one.
            23 => write::direction(out, self.open, self.previous),
            24 => write::uint(out, self.auction_volume),
            200 => write::signed(out, self.open as i64 - self.previous as i64),
            201 => {
                write::signed_percent(out, self.open as i64 - self.previous as i64, self.previous);
            }
            238 => out.push(self.change_sign(self.open)),
            293 => out.push(b'3'),
            295 => write::text(out, "0.00"),
            299 => {
                let rate = write::percent(self.auction_volume, self.previous_volume);
                write::sign(
                    out,
                    self.auction_volume as i64 - self.previous_volume as i64,
                );
                write::fixed(out, rate, 2);
            }
            215 | 216 => {}
            _ => self
                .book
                .value(code, self.previous, self.venue == Venue::Both, out),
        }
    }
}

/// A time in the small hours, as the live service gives for the day's high.
fn odd_time(rng: &mut Rng) -> u32 {
    rng.between(2 * 3600, 6 * 3600) as u32
}
