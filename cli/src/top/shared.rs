//! The market of an engine that runs elsewhere on this machine: what it publishes
//! over shared memory.

use super::board::{Board, Window};
use super::{Arguments, Canvas, Until, screens};
use crate::Outcome;
use kiwoom_engine::schema::MessageType;
use kiwoom_share::{Filter, ShareError, Subscriber, SubscriberCounts};
use ratatui::style::Stylize as _;
use ratatui::text::{Line, Span};
use std::process::ExitCode;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Between two looks at whether to go on, and for another publisher.
const LOOK: Duration = Duration::from_millis(50);

/// Shows what is published under this name until it is ended. When its publisher is
/// gone, waits for another one.
pub(super) fn watch(name: &str, arguments: &Arguments) -> Outcome {
    let window = Window::new();
    // Before the terminal is taken: the first message is for people.
    let reading = Reading::start(name, window.clone())?;
    let mut canvas = Canvas::open(arguments.svg.as_ref())?;
    let title = format!("shared memory, {name}");
    let until = Until::of(arguments);
    let looked = screens(&mut canvas, &title, &window, until, |board| {
        let is_over = reading.thread.as_ref().is_none_or(JoinHandle::is_finished);
        (!is_over).then(|| lines(board, &reading.told()))
    });
    canvas.close()?;
    looked?;
    reading.end()?;
    Ok(ExitCode::SUCCESS)
}

/// What the reading thread tells besides the market.
#[derive(Default)]
struct Told {
    counts: SubscriberCounts,
    /// Why nothing comes.
    trouble: Option<String>,
    is_to_end: bool,
}

/// A subscriber on a thread of its own, to which it belongs.
struct Reading {
    told: Arc<Mutex<Told>>,
    thread: Option<JoinHandle<()>>,
}

fn lock(told: &Mutex<Told>) -> MutexGuard<'_, Told> {
    told.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Reading {
    fn start(name: &str, window: Window) -> Result<Self, Box<dyn std::error::Error>> {
        // What the screen shows, and nothing that would be copied in vain.
        let filter = Filter::new()
            .subscribe(MessageType::TRADE, [""])?
            .subscribe(MessageType::ORDER_BOOK, [""])?;
        let told = Arc::<Mutex<Told>>::default();
        let (tells, name) = (Arc::clone(&told), name.to_owned());
        let (opened, is_open) = mpsc::channel();
        let thread = thread::Builder::new()
            .name("top".to_owned())
            .spawn(move || read(&name, &filter, &opened, &tells, &window))?;
        let reading = Self {
            told,
            thread: Some(thread),
        };
        is_open
            .recv()
            .map_err(|_| "the subscriber's thread panicked")??;
        Ok(reading)
    }

    fn told(&self) -> MutexGuard<'_, Told> {
        lock(&self.told)
    }

    fn end(mut self) -> Result<(), &'static str> {
        self.told().is_to_end = true;
        match self.thread.take() {
            Some(thread) => thread
                .join()
                .map_err(|_| "the subscriber's thread panicked"),
            None => Ok(()),
        }
    }
}

/// The publisher is told that it needn't send on: the thread lets its subscription go.
impl Drop for Reading {
    fn drop(&mut self) {
        lock(&self.told).is_to_end = true;
        if let Some(thread) = self.thread.take() {
            // Whatever it says, the screen is over.
            _ = thread.join();
        }
    }
}

/// Reads until it is told to end.
fn read(
    name: &str,
    filter: &Filter,
    opened: &Sender<Result<(), ShareError>>,
    tells: &Mutex<Told>,
    window: &Window,
) {
    let mut subscriber = match Subscriber::open(name, filter) {
        Ok(subscriber) => subscriber,
        Err(error) => {
            // Whoever started this waits for it.
            _ = opened.send(Err(error));
            return;
        }
    };
    _ = opened.send(Ok(()));
    let mut board = Board::new();
    loop {
        let ended = loop {
            match subscriber.poll(&mut board, 256) {
                Err(ended) => break ended,
                Ok(0) => _ = subscriber.wait(Some(Instant::now() + LOOK)),
                Ok(_) => {}
            }
            let mut told = lock(tells);
            told.counts = subscriber.counts();
            if told.is_to_end {
                return;
            }
            drop(told);
            window.offer(&mut board);
        };
        lock(tells).trouble = Some(format!("{ended}; waiting for another"));
        subscriber = loop {
            window.offer(&mut board);
            if lock(tells).is_to_end {
                return;
            }
            // There is one, or there isn't: why not doesn't matter.
            match Subscriber::open(name, filter) {
                Ok(another) => break another,
                Err(_) => thread::sleep(LOOK),
            }
        };
        lock(tells).trouble = None;
        // Another engine, which counts anew.
        board = Board::new();
    }
}

/// What stands beside the market.
fn lines(board: &Board, told: &Told) -> Vec<Line<'static>> {
    let state = match &told.trouble {
        None => Span::from("published").green(),
        Some(trouble) => Span::from(trouble.clone()).red().bold(),
    };
    let counts = told.counts;
    let links = board.links.iter();
    let links = links.map(|(number, event)| format!("connection {number}: {event:?}"));
    [
        Line::from(state),
        Line::from(format!(
            "subscriber: {} read, {} lost in {} gaps",
            counts.delivered, counts.lost, counts.gaps
        )),
    ]
    .into_iter()
    .chain(links.map(Line::from))
    .collect()
}
