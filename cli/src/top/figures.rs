//! The counts of an engine that runs elsewhere: read from its port for
//! Prometheus, and shown with their rates.

use super::{Arguments, Canvas, Rates, Until};
use crate::Outcome;
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Stylize as _;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Cell, Row, Table};
use std::collections::{BTreeMap, BTreeSet};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use ureq::Agent;

/// Between two looks: the engine publishes more often, but a second makes rates
/// that people can read.
const LOOK: Duration = Duration::from_secs(1);
/// How long an answer may take, and how long it may be.
const PATIENCE: Duration = Duration::from_secs(2);
const LONGEST: u64 = 4 << 20;

/// Values by `name{label="text"}` as `name`, `text`; a text of a value without a
/// label is empty.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Figures(BTreeMap<(String, String), u64>);

impl Figures {
    /// What a text in Prometheus' format says of an engine; other lines are left
    /// out. Of several labels the last counts.
    pub(super) fn parse(text: &str) -> Self {
        let value = |line: &str| {
            let (name, value) = line.rsplit_once(' ')?;
            let value = value.parse().ok()?;
            let name = name.strip_prefix("kiwoom_")?;
            let (name, label) = name.split_once('{').unwrap_or((name, ""));
            let label = label.rsplit_once("=\"").map_or("", |(_, label)| label);
            let label = label.trim_end_matches('}').trim_end_matches('"');
            Some(((name.to_owned(), label.to_owned()), value))
        };
        Self(text.lines().filter_map(value).collect())
    }

    fn get(&self, name: &str, label: &str) -> u64 {
        // A key is owned: there are some hundred, once a second.
        let key = (name.to_owned(), label.to_owned());
        self.0.get(&key).copied().unwrap_or(0)
    }

    /// The labels that this value comes with.
    fn labels(&self, name: &str) -> BTreeSet<&str> {
        let keys = self.0.keys().filter(|(it, _)| it == name);
        keys.map(|(_, label)| label.as_str()).collect()
    }

    /// All, under names of their own.
    fn all(&self) -> Vec<(String, u64)> {
        let each = self.0.iter();
        each.map(|((name, label), value)| (key(name, label), *value))
            .collect()
    }
}

fn key(name: &str, label: &str) -> String {
    format!("{name} {label}")
}

/// What asks the port: it is on this machine, whatever the environment says of
/// proxies.
fn agent() -> Agent {
    let config = Agent::config_builder().proxy(None).max_redirects(0);
    config.timeout_global(Some(PATIENCE)).build().new_agent()
}

/// Asks once.
fn fetch(agent: &Agent, address: &str) -> Result<Figures, ureq::Error> {
    let mut answer = agent.get(format!("http://{address}/metrics")).call()?;
    let text = answer
        .body_mut()
        .with_config()
        .limit(LONGEST)
        .read_to_string()?;
    Ok(Figures::parse(&text))
}

/// Shows the counts of the engine behind this address until it is ended.
pub(super) fn watch(address: &str, arguments: &Arguments) -> Outcome {
    let agent = agent();
    let wrong = |error: ureq::Error| format!("the counts at {address} can't be read: {error}");
    // Before the terminal is taken: the first message is for people.
    let mut figures = fetch(&agent, address).map_err(wrong)?;
    let mut canvas = Canvas::open(arguments.svg.as_ref())?;
    let mut look = || -> Outcome {
        let begun = Instant::now();
        let until = Until::of(arguments);
        let mut rates = Rates::default();
        rates.next(pairs(&figures.all()), Duration::ZERO);
        loop {
            let keys = canvas.keys(LOOK)?;
            let trouble = match fetch(&agent, address) {
                Ok(new) => {
                    figures = new;
                    None
                }
                // It may come back: the last figures stay, with the reason.
                Err(error) => Some(error.to_string()),
            };
            let rates = rates.next(pairs(&figures.all()), begun.elapsed());
            canvas.draw(|frame| draw(frame, address, trouble.as_deref(), &figures, rates))?;
            if !until.goes_on(&keys) {
                return Ok(ExitCode::SUCCESS);
            }
        }
    };
    let looked = look();
    canvas.close()?;
    looked
}

fn pairs(all: &[(String, u64)]) -> impl Iterator<Item = (&str, u64)> {
    all.iter().map(|(name, value)| (name.as_str(), *value))
}

pub(super) fn draw(
    frame: &mut Frame<'_>,
    address: &str,
    trouble: Option<&str>,
    figures: &Figures,
    rates: &BTreeMap<String, f64>,
) {
    let connections = figures.labels("connection_live");
    let strategies = figures.labels("strategy_written_total");
    let types = figures.labels("records_total");
    let types: BTreeSet<&str> = types
        .into_iter()
        .filter(|it| figures.get("records_total", it) > 0)
        .collect();
    let [head, first, second, third] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(height(connections.len())),
        Constraint::Length(height(strategies.len())),
        Constraint::Min(5),
    ])
    .areas(frame.area());
    let state = match trouble {
        None => Span::from("  q end").dim(),
        Some(trouble) => Span::from(format!("  not answering: {trouble}"))
            .red()
            .bold(),
    };
    let title = Span::from(" kiwoom-engine ").reversed().bold();
    let line = Line::from(vec![
        title,
        Span::from(format!("  engine at {address}")),
        state,
    ]);
    frame.render_widget(line, head);

    let count = |name: &str, label: &str| figures.get(name, label).to_string();
    let rate = |name: &str, label: &str| {
        format!(
            "{:.0}",
            rates.get(&key(name, label)).copied().unwrap_or(0.0)
        )
    };
    let rows = connections.iter().map(|it| {
        let state = match figures.get("connection_live", it) {
            1 => "live",
            _ if figures.get("connection_ended", it) == 1 => "ended",
            _ => "down",
        };
        vec![
            (*it).to_owned(),
            state.to_owned(),
            count("connection_epoch", it),
            rate("messages_total", it),
            rate("received_bytes_total", it),
            count("pings_total", it),
            count("malformed_messages_total", it),
            count("request_refusals_total", it),
        ]
    });
    let names = [
        "connection",
        "state",
        "up",
        "messages/s",
        "bytes/s",
        "PINGs",
        "malformed",
        "refused",
    ];
    table(frame, first, "connections", &names, rows);
    let rows = strategies.iter().map(|it| {
        vec![
            (*it).to_owned(),
            rate("strategy_delivered_total", it),
            count("strategy_delivered_total", it),
            count("strategy_lost_total", it),
            count("strategy_conflated_total", it),
            count("strategy_spilled_total", it),
            count("strategy_most_waiting_lines_data", it),
        ]
    });
    let names = [
        "strategy",
        "read/s",
        "read",
        "lost",
        "conflated",
        "spilled",
        "most waiting",
    ];
    table(frame, second, "strategies", &names, rows);
    let rows = types.iter().map(|it| {
        vec![
            (*it).to_owned(),
            rate("records_total", it),
            count("records_total", it),
        ]
    });
    table(
        frame,
        third,
        "types",
        &["type", "records/s", "records"],
        rows,
    );
}

/// Lines of a table with so many rows, its head and its border.
fn height(rows: usize) -> u16 {
    u16::try_from(rows.min(12)).unwrap_or(12) + 3
}

fn table(
    frame: &mut Frame<'_>,
    area: Rect,
    title: &str,
    names: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) {
    let cell = |(at, text): (usize, String)| match at {
        0 => Cell::from(text),
        _ => Cell::from(Line::from(text).right_aligned()),
    };
    let row = |texts: Vec<String>| Row::new(texts.into_iter().enumerate().map(cell));
    let head = row(names.iter().map(|it| (*it).to_owned()).collect()).dim();
    let widths = names.iter().enumerate().map(|(at, _)| match at {
        0 => Constraint::Length(20),
        _ => Constraint::Length(12),
    });
    let table = Table::new(rows.map(row), widths).header(head);
    frame.render_widget(table.block(Block::bordered().title(title.to_owned())), area);
}
