//! Sector indices (0J, 0U) and the price of gold (0I).

use crate::rng::Rng;
use crate::universe;
use crate::write;

/// A sector index; levels are in hundredths of a point.
#[derive(Clone, Debug)]
pub(crate) struct Sector {
    pub(crate) item: String,
    previous: u64,
    last: u64,
    open: u64,
    high: u64,
    low: u64,
    /// Thousand shares, and won.
    volume: u64,
    value: u64,
    last_qty: u64,
    previous_volume: u64,
    /// Issues: all, up, unchanged, down.
    issues: u64,
    up: u64,
    same: u64,
    down: u64,
    rng: Rng,
}

impl Sector {
    pub(crate) fn new(seed: u64, item: &str) -> Self {
        let (previous, issues) = universe::sector(seed, item);
        let mut rng = Rng::named(seed, item);
        let near =
            |around: u64, rng: &mut Rng| (around as i64 + rng.around_zero(around / 80)) as u64;
        let open = near(previous, &mut rng);
        let last = near(open, &mut rng);
        let volume = rng.between(100_000, 700_000);
        let traded = issues * rng.between(85, 99) / 100;
        let up = traded * rng.between(20, 60) / 100;
        let same = traded * rng.between(3, 12) / 100;
        Self {
            item: item.to_owned(),
            previous,
            last,
            open,
            high: open.max(last) + previous / 500,
            low: open.min(last) - previous / 500,
            volume,
            value: volume * 83_000_000,
            last_qty: 0,
            previous_volume: volume * 2,
            issues,
            up,
            same,
            down: traded - up - same,
            rng,
        }
    }

    pub(crate) fn step(&mut self) {
        let gap = self.last as i64 - self.previous as i64;
        let moved = self.rng.around_zero(self.previous / 3_000) - gap / 400;
        self.last = (self.last as i64 + moved).max(1) as u64;
        self.high = self.high.max(self.last);
        self.low = self.low.min(self.last);
        self.last_qty = self.rng.between(1, 3_000);
        self.volume += self.last_qty;
        self.value += self.last_qty * self.rng.between(20_000_000, 120_000_000);
        // One issue changes its camp.
        let camps = [&mut self.up, &mut self.same, &mut self.down];
        let from = self.rng.below(3) as usize;
        if *camps[from] > 0 {
            *camps[from] -= 1;
            *camps[self.rng.below(3) as usize] += 1;
        }
    }

    /// Writes a value of 0J or 0U.
    pub(crate) fn value(&self, code: u32, now: u32, out: &mut Vec<u8>) {
        let change = self.last as i64 - self.previous as i64;
        let level = |out: &mut Vec<u8>, level: u64| {
            write::direction_sign(out, level, self.previous);
            write::fixed(out, level, 2);
        };
        let traded = self.up + self.same + self.down;
        match code {
            20 => write::time(out, now),
            10 => level(out, self.last),
            11 => {
                write::sign(out, change);
                write::fixed(out, change.unsigned_abs(), 2);
            }
            12 => write::signed_percent(out, change, self.previous),
            15 => write::uint(out, self.last_qty),
            13 => write::uint(out, self.volume),
            14 => write::uint(out, self.value / 1_000_000),
            16 => level(out, self.open),
            17 => level(out, self.high),
            18 => level(out, self.low),
            25 => out.push(sign_code(change)),
            26 => write::signed(out, self.volume as i64 - self.previous_volume as i64),
            251 => write::uint(out, self.up / 40),
            252 => write::uint(out, self.up),
            253 => write::uint(out, self.same),
            254 => write::uint(out, self.down / 60),
            255 => write::uint(out, self.down),
            256 => write::uint(out, traded),
            257 => write::fixed(out, write::percent(traded, self.issues), 2),
            _ => {}
        }
    }
}

/// An international gold price converted to won.
#[derive(Clone, Debug)]
pub(crate) struct Gold {
    pub(crate) item: String,
    previous: u64,
    last: u64,
    rng: Rng,
}

impl Gold {
    pub(crate) fn new(seed: u64, item: &str) -> Self {
        let previous = universe::gold(seed, item);
        Self {
            item: item.to_owned(),
            previous,
            last: previous,
            rng: Rng::named(seed, item),
        }
    }

    pub(crate) fn step(&mut self) {
        let gap = self.last as i64 - self.previous as i64;
        let moved = self.rng.around_zero(self.previous / 2_000) - gap / 200;
        self.last = (self.last as i64 + moved).max(1) as u64;
    }

    /// Writes a value of 0I.
    pub(crate) fn value(&self, code: u32, out: &mut Vec<u8>) {
        let change = self.last as i64 - self.previous as i64;
        match code {
            10 => write::direction(out, self.last, self.previous),
            25 => out.push(sign_code(change)),
            11 => write::signed(out, change),
            12 => write::signed_percent(out, change, self.previous),
            _ => {}
        }
    }
}

/// Code 25 where there are no limits.
const fn sign_code(change: i64) -> u8 {
    match change {
        1.. => b'2',
        0 => b'3',
        _ => b'5',
    }
}
