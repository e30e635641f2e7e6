//! What the demo shows while it runs.

use kiwoom_engine::record::{Direction, Price, Quantity};
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

/// What the strategy knows, for people.
#[derive(Clone, Default)]
pub(crate) struct View {
    pub(crate) lines: BTreeMap<String, Line>,
    pub(crate) lost: u64,
    pub(crate) link: String,
}

/// One item.
#[derive(Clone, Copy, Default)]
pub(crate) struct Line {
    pub(crate) last: Price,
    pub(crate) best_bid: Price,
    pub(crate) best_ask: Price,
    pub(crate) volume: Quantity,
    /// Bids against asks: +1 is all bids, -1 all asks.
    pub(crate) imbalance: f64,
    pub(crate) messages: u64,
}

/// A table that is drawn over and over on a terminal; elsewhere a line a second.
pub(crate) struct Screen {
    is_terminal: bool,
    /// Lines that the last table took.
    drawn: usize,
    /// Messages of each item, and when, at the last table.
    before: (BTreeMap<String, u64>, Duration),
    /// The last whole second for which a line was printed.
    second: u64,
}

impl Screen {
    pub(crate) fn new(url: &str, rate: u32) -> io::Result<Self> {
        let mut out = io::stdout().lock();
        writeln!(out, "simulated exchange at {url}, {rate} messages a second")?;
        Ok(Self {
            is_terminal: out.is_terminal(),
            drawn: 0,
            before: (BTreeMap::new(), Duration::ZERO),
            second: 0,
        })
    }

    pub(crate) fn show(&mut self, view: &View, elapsed: Duration) -> io::Result<()> {
        if self.is_terminal {
            return self.table(view, elapsed);
        }
        if elapsed.as_secs() > self.second {
            self.second = elapsed.as_secs();
            return self.line(view, elapsed);
        }
        Ok(())
    }

    /// Leaves the last table standing.
    pub(crate) fn end(&mut self) {
        self.drawn = 0;
    }

    fn rates(&mut self, view: &View, elapsed: Duration) -> BTreeMap<String, f64> {
        let span = elapsed
            .saturating_sub(self.before.1)
            .as_secs_f64()
            .max(0.001);
        let counts = view
            .lines
            .iter()
            .map(|(item, line)| (item.clone(), line.messages));
        let now: BTreeMap<String, u64> = counts.collect();
        let rates = now.iter().map(|(item, count)| {
            let before = self.before.0.get(item).copied().unwrap_or(0);
            #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
            let rate = (count - before) as f64 / span;
            (item.clone(), rate)
        });
        let rates = rates.collect();
        self.before = (now, elapsed);
        rates
    }

    fn table(&mut self, view: &View, elapsed: Duration) -> io::Result<()> {
        let rates = self.rates(view, elapsed);
        let mut out = String::new();
        if self.drawn > 0 {
            // Back to the first line of the last table.
            out.push_str(&format!("\x1b[{}A", self.drawn));
        }
        let mut row = |text: &str| out.push_str(&format!("\x1b[2K{text}\n"));
        row(&format!(
            "link {}   {:.1} s   lost {}",
            view.link,
            elapsed.as_secs_f64(),
            view.lost
        ));
        row(&format!(
            "{:<10} {:>10}   {:>10} {:>10} {:>13} {:>10} {:>8}",
            "item", "last", "best bid", "best ask", "volume", "imbalance", "msg/s"
        ));
        for (item, line) in &view.lines {
            // Red is up and blue is down, as on Korean screens.
            let (color, arrow) = match line.last.direction() {
                Some(Direction::Up) => ("\x1b[31m", "▲"),
                Some(Direction::Down) => ("\x1b[34m", "▼"),
                _ => ("", " "),
            };
            let (last, bid, ask) = (line.last, line.best_bid, line.best_ask);
            let rate = rates.get(item).copied().unwrap_or(0.0);
            row(&format!(
                "{item:<10} {color}{last:>10} {arrow}\x1b[0m {bid:>10} {ask:>10} {:>13} {:>+10.2} {rate:>8.0}",
                line.volume, line.imbalance
            ));
        }
        self.drawn = 2 + view.lines.len();
        let mut terminal = io::stdout().lock();
        terminal.write_all(out.as_bytes())?;
        terminal.flush()
    }

    fn line(&mut self, view: &View, elapsed: Duration) -> io::Result<()> {
        // The sum of nothing is minus nothing.
        let rate = 0.0 + self.rates(view, elapsed).values().sum::<f64>();
        let items = view.lines.iter().map(|(item, line)| {
            let arrow = match line.last.direction() {
                Some(Direction::Up) => "▲",
                Some(Direction::Down) => "▼",
                _ => " ",
            };
            format!(
                "{item} {arrow}{} ({}/{})",
                line.last, line.best_bid, line.best_ask
            )
        });
        let items: Vec<String> = items.take(3).collect();
        writeln!(
            io::stdout(),
            "{:>3} s  {:>7.0} msg/s  lost {}  {}",
            elapsed.as_secs(),
            rate,
            view.lost,
            items.join("  ")
        )
    }
}
