//! What is known of a running engine, as a screen.

use super::board::{Board, Item};
use crate::latency::{Latency, micros};
use hdrhistogram::Histogram;
use kiwoom_engine::record::{BookLevel, Direction, Price};
use kiwoom_engine::{Engine, FeedCounts};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Color, Modifier, Style, Stylize as _};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Cell, Paragraph, Row, Table};
use std::collections::BTreeMap;
use std::time::Duration;

/// All that a screen shows.
pub(crate) struct Shown<'a> {
    pub(crate) title: &'a str,
    pub(crate) elapsed: Duration,
    pub(crate) board: &'a Board,
    /// Messages a second, by item.
    pub(crate) rates: &'a BTreeMap<String, f64>,
    /// Which item's book is shown.
    pub(crate) selected: usize,
    /// Of the last seconds.
    pub(crate) latency: &'a Latency,
    /// Of the connections, and what was counted.
    pub(crate) counts: Vec<Line<'static>>,
}

/// Red is up and blue is down, as on Korean screens.
fn color(price: Price) -> Color {
    match price.direction() {
        Some(Direction::Up) => Color::LightRed,
        Some(Direction::Down) => Color::LightBlue,
        _ => Color::Reset,
    }
}

pub(crate) fn draw(frame: &mut Frame<'_>, shown: &Shown<'_>) {
    let [head, market, latency, foot] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Min(8),
        Constraint::Length(7),
        Constraint::Length(7),
    ])
    .areas(frame.area());
    let [items, book] =
        Layout::horizontal([Constraint::Min(60), Constraint::Length(40)]).areas(market);
    let [links, notices] =
        Layout::horizontal([Constraint::Percentage(55), Constraint::Percentage(45)]).areas(foot);
    title(frame, head, shown);
    list(frame, items, shown);
    if let Some((name, item)) = shown.board.items.iter().nth(shown.selected) {
        levels(frame, book, name, item);
    }
    stages(frame, latency, shown.latency);
    let block = Block::bordered().title("connections and counts");
    frame.render_widget(Paragraph::new(shown.counts.clone()).block(block), links);
    told(frame, notices, shown.board);
}

fn title(frame: &mut Frame<'_>, area: Rect, shown: &Shown<'_>) {
    let rate: f64 = shown.rates.values().sum();
    let line = Line::from(vec![
        Span::from(" kiwoom-engine ").reversed().bold(),
        Span::from(format!(
            " {}   {:.0} s   {rate:.0} records/s   ",
            shown.title,
            shown.elapsed.as_secs_f64()
        )),
        match shown.board.lost {
            0 => Span::from("nothing lost").green(),
            lost => Span::from(format!("{lost} lost")).red().bold(),
        },
        Span::from("   ↑↓ item   q end").dim(),
    ]);
    frame.render_widget(line, area);
}

fn list(frame: &mut Frame<'_>, area: Rect, shown: &Shown<'_>) {
    let rows = shown
        .board
        .items
        .iter()
        .enumerate()
        .map(|(at, (name, it))| {
            let best = it.levels.as_ref().map(|levels| &levels[0]);
            let price = |price: Option<Price>| match price.filter(|it| it.get().is_some()) {
                Some(price) => right(price.to_string()).style(color(price)),
                None => right("-".to_owned()),
            };
            let row = Row::new([
                Cell::from(name.as_str()),
                price(Some(it.last)).bold(),
                price(best.map(|it| it.bid_price)),
                price(best.map(|it| it.ask_price)),
                right(it.volume.to_string()),
                Cell::from(balance(it.imbalance())),
                right(format!(
                    "{:.0}",
                    shown.rates.get(name).copied().unwrap_or(0.0)
                )),
            ]);
            match at == shown.selected {
                true => row.add_modifier(Modifier::REVERSED),
                false => row,
            }
        });
    let head = [
        "item",
        "last",
        "best bid",
        "best ask",
        "volume",
        "imbalance",
        "rec/s",
    ];
    let head = head.iter().enumerate().map(|(at, name)| match at {
        0 | 5 => Cell::from(*name),
        _ => right((*name).to_owned()),
    });
    let widths = [10, 9, 9, 9, 12, 11, 7].map(Constraint::Length);
    let table = Table::new(rows, widths).header(Row::new(head).dim());
    frame.render_widget(table.block(Block::bordered().title("market")), area);
}

fn right(text: String) -> Cell<'static> {
    Cell::from(Line::from(text).right_aligned())
}

/// A needle between all asks and all bids.
fn balance(imbalance: Option<f64>) -> String {
    const HALF: f64 = 5.0;
    let Some(imbalance) = imbalance else {
        return String::new();
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 10"
    )]
    let at = (HALF + imbalance.clamp(-1.0, 1.0) * HALF).round() as usize;
    (0..=10)
        .map(|it| match it {
            it if it == at => '█',
            5 => '│',
            _ => '·',
        })
        .collect()
}

fn levels(frame: &mut Frame<'_>, area: Rect, name: &str, item: &Item) {
    let block = Block::bordered().title(format!("book of {name}"));
    let Some(levels) = &item.levels else {
        return frame.render_widget(Paragraph::new("no book yet").dim().block(block), area);
    };
    // As many as there is room for, in pairs around the middle.
    let room = usize::from(area.height.saturating_sub(2) / 2).min(levels.len());
    let most = levels[..room].iter().flat_map(|it| {
        let quantity = |it: Option<f64>| it.unwrap_or(0.0);
        [
            quantity(it.ask_quantity.to_f64()),
            quantity(it.bid_quantity.to_f64()),
        ]
    });
    let most = most.fold(1.0, f64::max);
    let ask = |it: &BookLevel| level(it.ask_price, it.ask_quantity.to_f64(), most, Color::Blue);
    let bid = |it: &BookLevel| level(it.bid_price, it.bid_quantity.to_f64(), most, Color::Red);
    let lines = levels[..room].iter().rev().map(ask);
    let lines: Vec<_> = lines.chain(levels[..room].iter().map(bid)).collect();
    frame.render_widget(Paragraph::new(lines).block(block), area);
}

fn level(price: Price, quantity: Option<f64>, most: f64, side: Color) -> Line<'static> {
    const WIDTH: f64 = 18.0;
    let quantity = quantity.unwrap_or(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 18"
    )]
    let bar = (quantity / most * WIDTH).round() as usize;
    Line::from(vec![
        Span::styled(format!("{price:>9} "), color(price)),
        Span::from(format!("{quantity:>8.0} ")),
        Span::styled("█".repeat(bar), side),
    ])
}

/// The bars of a histogram: from 1 µs on, each column twice the one before.
const COLUMNS: u32 = 16;

fn stages(frame: &mut Frame<'_>, area: Rect, latency: &Latency) {
    let mut rows = Vec::new();
    for (name, histogram) in latency.stages() {
        let mut cells = vec![Cell::from(name)];
        for quantile in [0.5, 0.9, 0.99, 1.0] {
            let micros = micros(histogram.value_at_quantile(quantile));
            cells.push(right(format!("{micros:.1}")));
        }
        cells.push(Cell::from(bars(histogram)).green());
        rows.push(Row::new(cells));
    }
    let head = ["µs, last 5 s", "p50", "p90", "p99", "max"];
    let head = head.iter().enumerate().map(|(at, name)| match at {
        0 => Cell::from(*name),
        _ => right((*name).to_owned()),
    });
    let scale = Cell::from("<1 µs … ×2 a column … >32 ms");
    let head = Row::new(head.chain([scale])).dim();
    let widths = [20, 9, 9, 9, 9, 30].map(Constraint::Length);
    let table = Table::new(rows, widths).header(head);
    frame.render_widget(table.block(Block::bordered().title("latency")), area);
}

/// How often each span came: a letter for each column.
fn bars(histogram: &Histogram<u64>) -> String {
    const LETTERS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let count = |column: u32| {
        let low = if column == 0 { 0 } else { 500 << column };
        let high = if column == COLUMNS {
            u64::MAX
        } else {
            (1000 << column) - 1
        };
        histogram.count_between(low, high)
    };
    let counts: Vec<u64> = (0..=COLUMNS).map(count).collect();
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let letter = |count: &u64| match *count {
        0 => ' ',
        count => LETTERS[usize::try_from(count * 7 / most).unwrap_or(7)],
    };
    counts.iter().map(letter).collect()
}

/// What an engine in this process has counted.
pub(crate) fn counts(engine: &Engine) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for (name, it) in engine.accounts().iter().zip(engine.connections()) {
        let state = match (it.is_live, it.has_ended) {
            (true, _) => Span::from("live").green(),
            (false, true) => Span::from("ended").red(),
            (false, false) => Span::from("down").yellow(),
        };
        lines.push(Line::from(vec![
            Span::from(format!("{name}: ")),
            state,
            Span::from(format!(
                "  up {} times, {} messages, {} PINGs, {:.1} MB",
                it.epoch,
                it.messages,
                it.session.pings,
                megabytes(it.bytes)
            )),
        ]));
    }
    let feed: FeedCounts = engine.feeds().map(|(_, it)| it).sum();
    let engine = engine.snapshot();
    lines.push(Line::from(format!(
        "decoder: {} frames, {} as predicted, {} refused",
        engine.decode.frames, engine.decode.predicted, engine.decode.errors
    )));
    lines.push(Line::from(format!(
        "strategy: {} read, {} lost, {} conflated",
        feed.delivered, feed.lost, feed.conflated
    )));
    lines.push(Line::from(format!(
        "market: {} shares not told, {} elements unasked",
        engine.watch.shares_missing, engine.unrouted
    )));
    lines
}

#[expect(clippy::cast_precision_loss, reason = "a size for people")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn told(frame: &mut Frame<'_>, area: Rect, board: &Board) {
    let lines: Vec<_> = board
        .notices
        .iter()
        .map(|it| Line::from(it.as_str()))
        .collect();
    let block = Block::bordered().title("what was told, newest first");
    frame.render_widget(Paragraph::new(lines).style(Style::new()).block(block), area);
}
