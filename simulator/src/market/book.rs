//! Ten levels on each side, which trades consume and time refills.

use crate::price::Ticks;
use crate::rng::Rng;
use crate::write;

/// Levels on each side.
pub(crate) const DEPTH: usize = 10;

/// One price of the book; an empty level has neither price nor quantity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Level {
    pub(crate) price: u64,
    pub(crate) qty: u64,
}

/// The sides, as indices into the arrays.
const ASK: usize = 0;
const BID: usize = 1;

/// The order book of one stock on one venue.
#[derive(Clone, Debug)]
pub(crate) struct Book {
    ticks: Ticks,
    lower: u64,
    upper: u64,
    /// A typical quantity of a level.
    size: u64,
    /// How many levels are filled at most; the others stay empty.
    depth: usize,
    sides: [[Level; DEPTH]; 2],
    /// The sides as they were last pushed, and what has changed since.
    pushed: [[Level; DEPTH]; 2],
    changes: [[i64; DEPTH]; 2],
    total_changes: [i64; 2],
}

impl Book {
    /// A book around `price`, which becomes the best ask, with `depth` levels
    /// on each side.
    pub(crate) fn around(
        price: u64,
        ticks: Ticks,
        (lower, upper): (u64, u64),
        size: u64,
        depth: usize,
        rng: &mut Rng,
    ) -> Self {
        let mut book = Self {
            ticks,
            lower,
            upper,
            size: size.max(10),
            depth,
            sides: [[Level::default(); DEPTH]; 2],
            pushed: [[Level::default(); DEPTH]; 2],
            changes: [[0; DEPTH]; 2],
            total_changes: [0; 2],
        };
        let mut next = Some(price);
        for level in 0..depth {
            book.sides[ASK][level] = book.level(next, rng);
            next = book.beyond(ASK, next);
        }
        let mut next = book.beyond(BID, Some(price));
        for level in 0..depth {
            book.sides[BID][level] = book.level(next, rng);
            next = book.beyond(BID, next);
        }
        book.pushed = book.sides;
        book
    }

    /// The best ask; empty at the upper limit.
    pub(crate) const fn ask(&self) -> Level {
        self.sides[ASK][0]
    }

    /// The best bid; empty at the lower limit.
    pub(crate) const fn bid(&self) -> Level {
        self.sides[BID][0]
    }

    /// Takes up to `qty` shares from the best level that a buyer (or a seller)
    /// meets, and returns how many there were. A level taken whole comes back,
    /// or gives way to the other side.
    pub(crate) fn take(&mut self, buyer: bool, qty: u64, rng: &mut Rng) -> u64 {
        let (from, other) = if buyer { (ASK, BID) } else { (BID, ASK) };
        let best = self.sides[from][0];
        let taken = qty.min(best.qty);
        if taken < best.qty {
            self.sides[from][0].qty -= taken;
        } else if best.qty > 0 {
            if rng.chance(50) {
                self.sides[from][0] = self.level(Some(best.price), rng);
            } else {
                self.shift(from, other, best.price, rng);
            }
        }
        taken
    }

    /// The best price of `from` is used up: its side moves a step away, and the
    /// other side takes the price over.
    fn shift(&mut self, from: usize, other: usize, price: u64, rng: &mut Rng) {
        let last = self.depth - 1;
        self.sides[from][..=last].rotate_left(1);
        let before = self.sides[from][last - 1].price;
        let next = if before > 0 {
            self.beyond(from, Some(before))
        } else {
            None
        };
        self.sides[from][last] = self.level(next, rng);
        self.sides[other][..=last].rotate_right(1);
        self.sides[other][0] = self.level(Some(price), rng);
    }

    /// Lets some levels grow or shrink.
    pub(crate) fn breathe(&mut self, rng: &mut Rng) {
        for _ in 0..rng.between(1, 4) {
            let side = rng.below(2) as usize;
            let level = rng.below(DEPTH as u64) as usize;
            let typical = self.size;
            let level = &mut self.sides[side][level];
            if level.price == 0 {
                continue;
            }
            let step = rng.between(1, (level.qty / 4).max(3));
            if level.qty > step && (level.qty > 3 * typical || rng.chance(50)) {
                level.qty -= step;
            } else {
                level.qty += step;
            }
        }
    }

    /// Settles what the next push tells: the changes since the last one.
    pub(crate) fn publish(&mut self) {
        for side in [ASK, BID] {
            for level in 0..DEPTH {
                let now = self.sides[side][level];
                let before = self.pushed[side][level];
                let before = if before.price == now.price {
                    before.qty
                } else {
                    0
                };
                self.changes[side][level] = now.qty as i64 - before as i64;
            }
            self.total_changes[side] =
                total(&self.sides[side]) as i64 - total(&self.pushed[side]) as i64;
        }
        self.pushed = self.sides;
    }

    /// The total quantities of the asks and of the bids.
    pub(crate) fn totals(&self) -> (u64, u64) {
        (total(&self.sides[ASK]), total(&self.sides[BID]))
    }

    /// The side and level that one of the codes 41 to 100 is about.
    fn at(code: u32) -> (usize, usize) {
        let index = (code - 41) as usize;
        ((index / DEPTH) % 2, index % DEPTH)
    }

    /// Price of the level that a code from 41 to 60 names.
    pub(crate) fn price(&self, code: u32) -> u64 {
        let (side, level) = Self::at(code);
        self.sides[side][level].price
    }

    /// Quantity of the level that a code from 61 to 80 names.
    pub(crate) fn qty(&self, code: u32) -> u64 {
        let (side, level) = Self::at(code);
        self.sides[side][level].qty
    }

    /// Writes the value of one of the codes 41 to 100, 121 to 139 and 6044 to
    /// 6087 of a Korean book; prices tell their direction against `previous`.
    pub(crate) fn value(&self, code: u32, previous: u64, both_venues: bool, out: &mut Vec<u8>) {
        let (asks, bids) = self.totals();
        match code {
            41..=60 => write::direction(out, self.price(code), previous),
            61..=80 => write::uint(out, self.qty(code)),
            81..=100 => {
                let (side, level) = Self::at(code);
                write::signed(out, self.changes[side][level]);
            }
            121 => write::uint(out, asks),
            122 => write::signed(out, self.total_changes[ASK]),
            125 => write::uint(out, bids),
            126 => write::signed(out, self.total_changes[BID]),
            128 => write::signed(out, bids as i64 - asks as i64),
            129 => write::fixed(out, write::percent(bids, asks), 2),
            138 => write::signed(out, asks as i64 - bids as i64),
            139 => write::fixed(out, write::percent(asks, bids), 2),
            6044..=6087 if both_venues => write::uint(out, self.venue_qty(code)),
            _ => out.push(b'0'),
        }
    }

    /// What one venue has of a consolidated level: KRX seven parts in ten,
    /// NXT the rest. 22 codes for each venue: asks, bids, both totals.
    fn venue_qty(&self, code: u32) -> u64 {
        let index = (code - 6044) as usize;
        let (nxt, index) = (index >= 22, index % 22);
        let part = |level: &Level| {
            let krx = level.qty * 7 / 10;
            if nxt { level.qty - krx } else { krx }
        };
        match index {
            20 => self.sides[ASK].iter().map(part).sum(),
            21 => self.sides[BID].iter().map(part).sum(),
            _ => part(&self.sides[index / DEPTH][index % DEPTH]),
        }
    }

    /// The price after `price` on a side; none beyond the limits.
    fn beyond(&self, side: usize, price: Option<u64>) -> Option<u64> {
        let price = price?;
        let next = if side == ASK {
            self.ticks.up(price)
        } else {
            self.ticks.down(price)
        };
        (self.lower..=self.upper).contains(&next).then_some(next)
    }

    /// A fresh level at `price`, if that price may be.
    fn level(&self, price: Option<u64>, rng: &mut Rng) -> Level {
        price.map_or_else(Level::default, |price| Level {
            price,
            qty: rng.between(self.size / 4 + 1, self.size * 2),
        })
    }
}

fn total(side: &[Level; DEPTH]) -> u64 {
    side.iter().map(|level| level.qty).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(price: u64, limits: (u64, u64)) -> (Book, Rng) {
        let mut rng = Rng::new(3);
        (
            Book::around(price, Ticks::Korea, limits, 100, DEPTH, &mut rng),
            rng,
        )
    }

    #[test]
    fn levels_are_neighbouring_prices_inside_the_limits() {
        let (mut book, mut rng) = book(60_300, (60_000, 60_700));
        for step in 0..2_000 {
            let buyer = rng.chance(50) && book.ask().qty > 0 || book.bid().qty == 0;
            assert!(book.take(buyer, 400, &mut rng) > 0, "step {step}");
            book.breathe(&mut rng);
            for side in [ASK, BID] {
                for pair in book.sides[side].windows(2) {
                    assert_eq!(pair[0].price == 0, pair[0].qty == 0);
                    match pair[1].price {
                        0 => {}
                        _ if side == ASK => assert_eq!(pair[1].price, pair[0].price + 100),
                        _ => assert_eq!(pair[1].price, pair[0].price - 100),
                    }
                }
            }
            let (ask, bid) = (book.ask().price, book.bid().price);
            assert!(ask == 0 || bid == 0 || ask == bid + 100);
            assert!(ask != 0 || bid == 60_700);
            assert!(bid != 0 || ask == 60_000);
        }
    }

    #[test]
    fn changes_count_from_the_last_push() {
        let (mut book, mut rng) = book(60_300, (50_000, 70_000));
        book.publish();
        assert_eq!(book.changes, [[0; DEPTH]; 2]);
        let before = book.totals();
        book.take(true, 5, &mut rng);
        book.publish();
        assert_eq!(book.changes[ASK][0], -5);
        assert_eq!(book.total_changes, [-5, 0]);
        assert_eq!(book.totals(), (before.0 - 5, before.1));
    }
}
