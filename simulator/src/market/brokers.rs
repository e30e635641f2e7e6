//! The five busiest brokers on each side (0F).

use crate::rng::Rng;
use crate::write;

/// Name, code, and whether it is a foreign house.
type House = (&'static str, &'static str, bool);

const HOUSES: [House; 13] = [
    ("KB증권", "017", false),
    ("골드만삭스", "045", true),
    ("키움증권", "050", false),
    ("삼  성", "030", false),
    ("유진투자증권", "008", false),
    ("씨티그룹", "037", true),
    ("한국투자증권", "003", false),
    ("신한투자증권", "002", false),
    ("미래에셋", "005", false),
    ("NH투자증권", "012", false),
    ("JP모간서울", "033", true),
    ("맥쿼리증권", "035", true),
    ("모건스탠리", "036", true),
];

#[derive(Clone, Debug)]
struct Side {
    houses: [House; 5],
    totals: [u64; 5],
    changes: [u64; 5],
    foreign: u64,
    foreign_change: u64,
}

impl Side {
    fn new(volume: u64, first: usize, rng: &mut Rng) -> Self {
        let mut totals = [0; 5];
        let mut left = volume / 8;
        for total in &mut totals {
            left = left * rng.between(70, 95) / 100;
            *total = left;
        }
        let houses = std::array::from_fn(|rank| HOUSES[(first + rank) % HOUSES.len()]);
        let mut side = Self {
            houses,
            totals,
            changes: [0; 5],
            foreign: rng.below(50_000),
            foreign_change: 0,
        };
        side.foreign += side.foreign_part(&totals);
        side
    }

    fn foreign_part(&self, quantities: &[u64; 5]) -> u64 {
        let pairs = self.houses.iter().zip(quantities);
        pairs.filter(|(house, _)| house.2).map(|(_, qty)| qty).sum()
    }

    fn step(&mut self, rng: &mut Rng) {
        self.changes = [0; 5];
        for _ in 0..rng.between(1, 3) {
            self.changes[rng.below(5) as usize] += rng.between(1, 2_000);
        }
        for (total, change) in self.totals.iter_mut().zip(self.changes) {
            *total += change;
        }
        self.foreign_change = self.foreign_part(&self.changes);
        self.foreign += self.foreign_change;
    }
}

/// Who traded most today.
#[derive(Clone, Debug)]
pub(crate) struct Brokers {
    sellers: Side,
    buyers: Side,
}

impl Brokers {
    pub(crate) fn new(volume: u64, rng: &mut Rng) -> Self {
        let first = rng.below(HOUSES.len() as u64) as usize;
        Self {
            sellers: Side::new(volume, first, rng),
            buyers: Side::new(volume, first + 3, rng),
        }
    }

    pub(crate) fn step(&mut self, rng: &mut Rng) {
        self.sellers.step(rng);
        self.buyers.step(rng);
    }

    /// Writes a value of 0F.
    pub(crate) fn value(&self, code: u32, out: &mut Vec<u8>) {
        let (sellers, buyers) = (&self.sellers, &self.buyers);
        match code {
            141..=145 => write::text(out, sellers.houses[(code - 141) as usize].0),
            146..=150 => write::text(out, sellers.houses[(code - 146) as usize].1),
            151..=155 => write::text(out, buyers.houses[(code - 151) as usize].0),
            156..=160 => write::text(out, buyers.houses[(code - 156) as usize].1),
            161..=165 => write::uint(out, sellers.totals[(code - 161) as usize]),
            166..=170 => change(out, sellers.changes[(code - 166) as usize], code),
            171..=175 => write::uint(out, buyers.totals[(code - 171) as usize]),
            176..=180 => change(out, buyers.changes[(code - 176) as usize], code),
            271..=275 => colour(out, sellers.houses[(code - 271) as usize].2, "DHDB"),
            281..=285 => colour(out, buyers.houses[(code - 281) as usize].2, "DGDB"),
            261 => write::uint(out, sellers.foreign),
            262 => write::signed(out, sellers.foreign_change as i64),
            263 => write::uint(out, buyers.foreign),
            264 => write::signed(out, buyers.foreign_change as i64),
            267 => write::signed(out, buyers.foreign as i64 - sellers.foreign as i64),
            268 => write::signed(
                out,
                buyers.foreign_change as i64 - sellers.foreign_change as i64,
            ),
            337 => out.push(b'1'),
            _ => {}
        }
    }
}

/// No change is seen both as `+0` and as `0`.
fn change(out: &mut Vec<u8>, change: u64, code: u32) {
    if change > 0 || code.is_multiple_of(2) {
        out.push(b'+');
    }
    write::uint(out, change);
}

fn colour(out: &mut Vec<u8>, foreign: bool, mark: &str) {
    write::text(out, if foreign { mark } else { "!!!!" });
}
