//! Condition searches: which stocks are in, and what comes and goes (02, S2).

use crate::rng::Rng;
use crate::universe::{STOCKS, US_STOCKS};
use crate::write;

/// Serial number and name of the conditions that every account has.
pub(crate) const NAMES: [(&str, &str); 5] = [
    ("0", "조건1"),
    ("1", "조건2"),
    ("2", "조건3"),
    ("3", "조건4"),
    ("4", "조건5"),
];

/// Whether the stock at `place` of the built-in list is in condition `seq`
/// when a search starts.
pub(crate) fn starts_inside(seq: &str, place: usize) -> bool {
    let number = usize::from(seq.bytes().next().unwrap_or(b'0') - b'0');
    (place + number).is_multiple_of(3)
}

/// One running search.
#[derive(Clone, Debug)]
pub(crate) struct Condition {
    seq: String,
    us: bool,
    inside: Vec<bool>,
    rng: Rng,
    /// The stock that moved last.
    moved: usize,
}

impl Condition {
    pub(crate) fn new(seed: u64, seq: &str, us: bool) -> Self {
        let stocks = if us { US_STOCKS.len() } else { STOCKS.len() };
        Self {
            seq: seq.to_owned(),
            us,
            inside: (0..stocks).map(|place| starts_inside(seq, place)).collect(),
            rng: Rng::named(seed, if us { "S2" } else { "02" }),
            moved: 0,
        }
    }

    /// Whether this is the search with that number, on that side.
    pub(crate) fn is(&self, seq: &str, us: bool) -> bool {
        self.seq == seq && self.us == us
    }

    /// One stock comes in or drops out. Returns its code, and its exchange on
    /// the US side.
    pub(crate) fn step(&mut self) -> (&'static str, Option<&'static str>) {
        self.moved = self.rng.below(self.inside.len() as u64) as usize;
        self.inside[self.moved] ^= true;
        if self.us {
            let row = &US_STOCKS[self.moved];
            (row.0, Some(row.4))
        } else {
            (STOCKS[self.moved].0, None)
        }
    }

    /// Writes a value of 02 or S2.
    pub(crate) fn value(&self, code: u32, now: u32, out: &mut Vec<u8>) {
        match code {
            841 => write::text(out, &self.seq),
            9001 if self.us => write::text(out, US_STOCKS[self.moved].0),
            9001 => write::text(out, STOCKS[self.moved].0),
            843 => out.push(if self.inside[self.moved] { b'I' } else { b'D' }),
            20 => write::time(out, now),
            907 => out.push(b'2'),
            _ => {}
        }
    }
}
