//! `top`: what an engine does, on a screen that is drawn again and again.

mod board;
mod figures;
mod picture;
mod screen;
#[cfg(feature = "share")]
mod shared;

use crate::Outcome;
use crate::exchange::Exchange;
use crate::latency::Latency;
use board::{Board, Window};
use clap::Args;
use kiwoom_engine::{Endpoint, Engine, Token};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};
use ratatui::text::Line;
use screen::Shown;
use std::collections::{BTreeMap, VecDeque};
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Show what an engine does, on a screen that is drawn again and again.
///
/// By itself it starts the stand-in exchange and an engine, and shows its market,
/// books, latency by stage, connections and losses. With --share, the same of a running
/// engine, from what it publishes over shared memory. With --metrics, a running
/// engine's counts: connections, strategies and types, with their rates. Keys: up and
/// down choose the item whose book is shown, q ends.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Show the counts of an engine that runs elsewhere on this machine: the
    /// address of its port for Prometheus (`listen --metrics`, `Builder::metrics`).
    #[arg(long, value_name = "ADDRESS:PORT", conflicts_with_all = ["rate", "seed", "items"])]
    metrics: Option<String>,
    /// Show the trades and books that an engine publishes on this machine under this
    /// name (`share` in its configuration). Needs a program that was built with
    /// `--features share`.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["rate", "seed", "items", "metrics"])]
    share: Option<String>,
    #[command(flatten)]
    exchange: Exchange,
    /// End after so many seconds; 5 with --svg.
    #[arg(long, value_name = "S", value_parser = clap::value_parser!(u64).range(1..))]
    seconds: Option<u64>,
    /// Draw nothing on the terminal, but the last screen into this file, as a
    /// picture (SVG).
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

/// Between two screens.
const FRAME: Duration = Duration::from_millis(250);
/// Screens whose latency is shown together: the last five seconds.
const RECENT: usize = 20;
/// The size of a picture, in letters.
const PICTURE: (u16, u16) = (110, 34);

/// Where the screens go.
enum Canvas {
    Terminal(ratatui::DefaultTerminal),
    Picture(Terminal<TestBackend>, PathBuf),
}

impl Canvas {
    fn open(svg: Option<&PathBuf>) -> Result<Self, Box<dyn std::error::Error>> {
        if let Some(path) = svg {
            let (columns, lines) = PICTURE;
            let Ok(terminal) = Terminal::new(TestBackend::new(columns, lines));
            return Ok(Self::Picture(terminal, path.clone()));
        }
        if !io::stdout().is_terminal() {
            return Err("there is no terminal to draw on; --svg FILE draws a picture".into());
        }
        Ok(Self::Terminal(ratatui::try_init()?))
    }

    fn draw(&mut self, draw: impl FnOnce(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        match self {
            Self::Terminal(terminal) => _ = terminal.draw(draw)?,
            Self::Picture(terminal, _) => {
                let Ok(_) = terminal.draw(draw);
            }
        }
        Ok(())
    }

    /// The keys that were pressed until then; waits for so long.
    fn keys(&self, wait: Duration) -> io::Result<Vec<Key>> {
        let mut keys = Vec::new();
        let end = Instant::now() + wait;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            if matches!(self, Self::Picture(..)) {
                std::thread::sleep(left);
                return Ok(keys);
            }
            if !event::poll(left)? {
                return Ok(keys);
            }
            if let Event::Key(key) = event::read()?
                && key.kind != KeyEventKind::Release
            {
                let is_interrupt = key.modifiers.contains(KeyModifiers::CONTROL);
                match key.code {
                    KeyCode::Char('c') if is_interrupt => keys.push(Key::End),
                    KeyCode::Char('q') | KeyCode::Esc => keys.push(Key::End),
                    KeyCode::Up => keys.push(Key::Up),
                    KeyCode::Down => keys.push(Key::Down),
                    _ => {}
                }
            }
            if keys.contains(&Key::End) {
                return Ok(keys);
            }
        }
    }

    /// Gives the terminal back, or writes the picture.
    fn close(self) -> io::Result<()> {
        match self {
            Self::Terminal(_) => ratatui::try_restore(),
            Self::Picture(terminal, path) => {
                let buffer: &Buffer = terminal.backend().buffer();
                std::fs::write(path, picture::svg(buffer))
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Key {
    Up,
    Down,
    End,
}

/// Whether to go on, by the keys and the clock.
struct Until(Option<Instant>);

impl Until {
    fn of(arguments: &Arguments) -> Self {
        let picture = arguments.svg.as_ref().map(|_| 5);
        let seconds = arguments.seconds.or(picture);
        let end = seconds.and_then(|it| Instant::now().checked_add(Duration::from_secs(it)));
        Self(end)
    }

    fn goes_on(&self, keys: &[Key]) -> bool {
        let is_over = self.0.is_some_and(|end| Instant::now() >= end);
        !is_over && !keys.contains(&Key::End)
    }
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    match (&arguments.metrics, &arguments.share) {
        (Some(address), _) => figures::watch(address, arguments),
        #[cfg(feature = "share")]
        (None, Some(name)) => shared::watch(name, arguments),
        #[cfg(not(feature = "share"))]
        (None, Some(_)) => Err(crate::share::WITHOUT.into()),
        (None, None) => market(arguments),
    }
}

/// The stand-in exchange, an engine, and all that is known of both.
fn market(arguments: &Arguments) -> Outcome {
    let mut canvas = Canvas::open(arguments.svg.as_ref())?;
    let watched = watch_market(arguments, &mut canvas);
    canvas.close()?;
    watched
}

fn watch_market(arguments: &Arguments, canvas: &mut Canvas) -> Outcome {
    let simulator = arguments.exchange.start()?;
    let items = &arguments.exchange.items;
    let (engine, mut feeds) = Engine::builder(Endpoint::parse(&simulator.url())?)
        // The stand-in takes any token.
        .token(Token::new("demonstration".to_owned())?)
        .strategy("top", |it| it.trades(items).books(items))
        .start()?;
    let mut feed = feeds.remove(0);
    let window = Window::new();
    let shows = window.clone();
    let strategy = std::thread::Builder::new()
        .name("top".to_owned())
        .spawn(move || {
            let mut board = Board::new();
            while feed.recv(&mut board).is_ok() {
                shows.offer(&mut board);
            }
        })?;

    let title = format!("simulated exchange, {} messages/s", arguments.exchange.rate);
    let until = Until::of(arguments);
    screens(canvas, &title, &window, until, |_| {
        let counts = screen::counts(&engine);
        (!strategy.is_finished()).then_some(counts)
    })?;
    engine.control().stop();
    engine.join()?;
    strategy.join().map_err(|_| "the strategy panicked")?;
    Ok(ExitCode::SUCCESS)
}

/// Draws what the window shows, again and again; `counts` gives what stands beside it,
/// or none to end.
fn screens(
    canvas: &mut Canvas,
    title: &str,
    window: &Window,
    until: Until,
    mut counts: impl FnMut(&Board) -> Option<Vec<Line<'static>>>,
) -> io::Result<()> {
    let begun = Instant::now();
    let mut rates = Rates::default();
    let mut recent = VecDeque::new();
    let mut selected = 0_usize;
    loop {
        let keys = canvas.keys(FRAME)?;
        let board = window.look();
        let last = board.items.len().saturating_sub(1);
        for key in &keys {
            match key {
                Key::Up => selected = selected.saturating_sub(1),
                Key::Down => selected = (selected + 1).min(last),
                Key::End => {}
            }
        }
        recent.truncate(RECENT - 1);
        recent.push_front(board.latency.clone());
        let mut latency = Latency::new();
        recent.iter().for_each(|it| latency.add(it));
        let Some(beside) = counts(&board) else {
            return Ok(());
        };
        let messages = board.items.iter();
        let messages = messages.map(|(name, it)| (name.as_str(), it.messages));
        let shown = Shown {
            title,
            elapsed: begun.elapsed(),
            board: &board,
            rates: rates.next(messages, begun.elapsed()),
            selected,
            latency: &latency,
            counts: beside,
        };
        canvas.draw(|frame| screen::draw(frame, &shown))?;
        if !until.goes_on(&keys) {
            return Ok(());
        }
    }
}

/// How fast counts rise.
#[derive(Default)]
struct Rates {
    before: BTreeMap<String, u64>,
    looked: Duration,
    rates: BTreeMap<String, f64>,
}

impl Rates {
    /// The rise of each since the last look, a second.
    fn next<'a>(
        &mut self,
        counts: impl IntoIterator<Item = (&'a str, u64)>,
        now: Duration,
    ) -> &BTreeMap<String, f64> {
        let span = now.saturating_sub(self.looked).as_secs_f64().max(0.001);
        self.looked = now;
        for (name, count) in counts {
            let before = self.before.insert(name.to_owned(), count).unwrap_or(0);
            #[expect(clippy::cast_precision_loss, reason = "a rate for people")]
            let rate = count.saturating_sub(before) as f64 / span;
            self.rates.insert(name.to_owned(), rate);
        }
        &self.rates
    }
}

#[cfg(test)]
mod tests;
