//! Volatility interruptions (1h) and market phases (0s).

use super::stock::Stock;
use crate::write;

/// One interruption, from its trigger to its release.
#[derive(Clone, Debug)]
pub(crate) struct Interruption {
    /// 1 static, 2 dynamic, 3 both.
    class: u8,
    up: bool,
    trigger: u64,
    static_base: u64,
    dynamic_base: u64,
    triggered_at: u32,
    released_at: u32,
    count: u32,
}

impl Interruption {
    /// A new interruption of `stock`, the `count`th of its day.
    pub(crate) fn trigger(stock: &mut Stock, count: u32, now: u32) -> Self {
        let class = [1, 1, 2, 3][stock.rng.below(4) as usize];
        let up = stock.last >= stock.previous;
        // The price that the last one was ten (static) or a few percent
        // (dynamic) away from.
        let base = |percent: u64| {
            let moved = stock.last * percent / 100;
            if up {
                stock.last - moved
            } else {
                stock.last + moved
            }
        };
        Self {
            class,
            up,
            trigger: stock.last,
            static_base: if class == 2 { 0 } else { base(9) },
            dynamic_base: if class == 1 { 0 } else { base(4) },
            triggered_at: now,
            released_at: 0,
            count,
        }
    }

    pub(crate) const fn release(&mut self, now: u32) {
        self.released_at = now;
    }

    pub(crate) const fn is_released(&self) -> bool {
        self.released_at != 0
    }

    pub(crate) const fn count(&self) -> u32 {
        self.count
    }

    /// Writes a value of 1h.
    pub(crate) fn value(&self, code: u32, stock: &Stock, now: u32, out: &mut Vec<u8>) {
        let text = ["정적", "동적", "동적+정적"][usize::from(self.class - 1)];
        let disparity = |out: &mut Vec<u8>, base: u64| {
            let gap = if base == 0 {
                0
            } else {
                self.trigger as i64 - base as i64
            };
            write::signed_percent(out, gap, base.max(1));
        };
        match code {
            9068 => out.push(b'0' + self.class),
            9008 => write::text(out, "101"),
            9075 => out.push(b'1'),
            1221 => write::uint(out, self.trigger),
            1223 => write::time(out, self.triggered_at),
            1224 => write::time(out, self.released_at),
            1225 => write::text(out, text),
            1236 => write::uint(out, self.static_base),
            1237 => write::uint(out, self.dynamic_base),
            1238 => disparity(out, self.static_base),
            1239 => disparity(out, self.dynamic_base),
            1489 => disparity(out, stock.previous),
            1490 => write::uint(out, u64::from(self.count)),
            9069 => out.push(if self.up { b'1' } else { b'2' }),
            1279 => {
                out.push(if self.up { b'+' } else { b'-' });
                write::text(out, text);
            }
            _ => stock.value(code, now, out),
        }
    }
}

/// The phases of a day, in the order in which they are announced, each with
/// the seconds that remain until it.
#[derive(Clone, Debug)]
pub(crate) struct Phases {
    next: usize,
}

/// Code 215, and 214 in seconds.
const DAY: [(u8, u32); 22] = [
    (b'P', 0),
    (b'0', 1_200),
    (b'0', 600),
    (b'0', 60),
    (b'0', 10),
    (b'Q', 0),
    (b'3', 0),
    (b'o', 0),
    (b'R', 0),
    (b'2', 600),
    (b'2', 60),
    (b's', 0),
    (b'S', 0),
    (b'4', 0),
    (b'8', 0),
    (b'e', 0),
    (b'a', 0),
    (b'U', 0),
    (b'b', 0),
    (b'c', 0),
    (b'd', 0),
    (b'9', 0),
];

impl Phases {
    /// Before the first phase of the day.
    pub(crate) const fn new() -> Self {
        Self {
            next: DAY.len() - 1,
        }
    }

    pub(crate) const fn step(&mut self) {
        self.next = (self.next + 1) % DAY.len();
    }

    /// Writes a value of 0s. The phases follow each other at the pace of the
    /// pushes: the stand-in's market never closes.
    pub(crate) fn value(&self, code: u32, now: u32, out: &mut Vec<u8>) {
        let (phase, left) = DAY[self.next];
        match code {
            215 => out.push(phase),
            20 => write::time(out, now),
            214 => write::time(out, left),
            _ => {}
        }
    }
}
