//! An engine as a configuration says, until it ends or is told to.

mod reader;

use crate::Outcome;
use crate::print::{Format, Printer};
use crate::share::Share;
use kiwoom_config::{Config, Strategy};
use kiwoom_engine::{Control, Engine, Feed};
use reader::Reader;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

/// What is written to standard output.
#[derive(Clone, Copy)]
pub(crate) enum Show {
    /// The records of the strategy at this place; no more of them than that.
    Records {
        strategy: usize,
        format: Format,
        count: Option<u64>,
    },
    /// A line of figures, each time so much time has passed.
    Figures { every: Duration },
}

/// Runs an engine; its sessions' end, a signal, or the time ends it.
pub(crate) fn serve(config: &Config, show: Show, seconds: Option<u64>) -> Outcome {
    // First of all: an engine that runs already is found out before a token is asked
    // for, which may make that engine's invalid.
    let seats = Seat::all(config, show)?;
    let mut builder = config.builder()?;
    let mut recording = None;
    if let Some(recorder) = config.recorder() {
        let recorder = recorder.on_stop(|error| eprintln!("recording has stopped: {error}"));
        let (taps, handle) = recorder.start_taps()?;
        builder = taps.into_iter().fold(builder, |it, tap| it.tap(tap));
        recording = Some(handle);
    }
    let (engine, feeds) = builder.start()?;
    if let Some(address) = engine.metrics_addr() {
        eprintln!("metrics at http://{address}/metrics");
    }
    let on_signal = engine.control();
    ctrlc::set_handler(move || on_signal.stop())?;
    let end = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let shown = read(config, &engine, feeds, seats, show, end);
    let ended = engine.join();
    if let Some(mut recording) = recording {
        let stats = recording.stop().map_err(|error| error.to_string())?;
        let lost = match stats.lost {
            0 => String::new(),
            lost => format!("; {lost} had no room"),
        };
        eprintln!("recorded {} entries{lost}", stats.entries);
    }
    shown?;
    ended?;
    Ok(ExitCode::SUCCESS)
}

/// Who reads a strategy's feed.
enum Seat {
    /// A thread of its own.
    Thread(Reader),
    /// The one that prints.
    Here(Box<Share>),
}

impl Seat {
    /// One for each strategy, in their order.
    fn all(config: &Config, show: Show) -> io::Result<Vec<Self>> {
        let seat = |(at, (name, strategy)): (usize, &(String, Strategy))| match show {
            Show::Records { strategy: it, .. } if it == at => {
                Share::open(name, strategy.share.as_ref()).map(|it| Self::Here(Box::new(it)))
            }
            // What happens to the connections is told to all: one of them says it.
            Show::Figures { .. } => Reader::start(name, strategy, at == 0).map(Self::Thread),
            Show::Records { .. } => Reader::start(name, strategy, false).map(Self::Thread),
        };
        config.strategies.iter().enumerate().map(seat).collect()
    }
}

/// Reads every feed to its end. By then the engine has ended, or was told to.
fn read(
    config: &Config,
    engine: &Engine,
    feeds: Vec<Feed>,
    seats: Vec<Seat>,
    show: Show,
    end: Option<Instant>,
) -> Result<(), Box<dyn std::error::Error>> {
    let control = engine.control();
    let (over, all_over) = mpsc::channel();
    let mut readers = Vec::new();
    let mut printed = None;
    for (at, (feed, seat)) in feeds.into_iter().zip(seats).enumerate() {
        match seat {
            Seat::Here(share) => printed = Some((feed, share, config.strategies[at].1.pin)),
            Seat::Thread(mut reader) => {
                reader.begin(feed, over.clone());
                readers.push(reader);
            }
        }
    }
    drop(over);
    let shown = match (printed, show) {
        (Some((mut feed, share, pin)), Show::Records { format, count, .. }) => {
            pinned(feed.name(), pin).and_then(|()| {
                let out = Printer::new(format);
                records(&mut feed, *share, out, count, end, &control)
            })
        }
        (_, Show::Figures { every }) => figures(engine, &all_over, every, end),
        (None, Show::Records { .. }) => Ok(()),
    };
    control.stop();
    for reader in readers {
        reader.join()?;
    }
    Ok(shown?)
}

/// Pins the calling thread, if the strategy wants that.
fn pinned(strategy: &str, pin: Option<usize>) -> io::Result<()> {
    let Some(core) = pin else {
        return Ok(());
    };
    kiwoom_engine::pin_current_thread(core).map_err(|error| {
        let text = format!(
            "strategy {strategy:?} can't be pinned to processor {core} ({error}): choose one that \
             this process may use, or leave `pin` out"
        );
        io::Error::new(error.kind(), text)
    })
}

/// Prints records until the feed ends, or enough have come; all are published where
/// the strategy is shared.
fn records(
    feed: &mut Feed,
    mut share: Share,
    mut out: Printer,
    count: Option<u64>,
    end: Option<Instant>,
    control: &Control,
) -> io::Result<()> {
    let mut left = count.unwrap_or(u64::MAX);
    loop {
        let mut result = Ok(());
        share.attend();
        let read = feed.each(256, |record| {
            share.publish(record);
            if left == 0 || result.is_err() {
                return;
            }
            result = out.print(record);
            left -= u64::from(record.spec().is_some());
        });
        share.wake();
        // Nobody reads any more: the engine has no reason to go on.
        result?;
        let over = left == 0 || end.is_some_and(|end| Instant::now() >= end);
        if over {
            control.stop();
        }
        match read {
            Err(_) => break,
            Ok(_) if left == 0 => break,
            Ok(0) => {
                out.flush()?;
                let look = share.is_due_after();
                let at_most = Instant::now() + look.unwrap_or(Duration::from_millis(200));
                feed.wait(Some(
                    end.map_or(at_most, |end| end.min(at_most))
                        .max(Instant::now()),
                ));
            }
            Ok(_) => {}
        }
    }
    out.flush()
}

/// Writes figures until all strategies have ended, or the time is over.
fn figures(
    engine: &Engine,
    all_over: &mpsc::Receiver<()>,
    every: Duration,
    end: Option<Instant>,
) -> io::Result<()> {
    let begun = Instant::now();
    let mut next = begun + every;
    loop {
        let until = end.map_or(next, |end| end.min(next));
        let left = until.saturating_duration_since(Instant::now());
        let waited = all_over.recv_timeout(left);
        let is_over = waited != Err(RecvTimeoutError::Timeout)
            || end.is_some_and(|end| Instant::now() >= end);
        line(engine, begun.elapsed())?;
        if is_over {
            return Ok(());
        }
        next += every;
    }
}

/// One line: each strategy's records since the start, and the connections.
fn line(engine: &Engine, elapsed: Duration) -> io::Result<()> {
    let connections = engine.connections();
    let live = connections.iter().filter(|it| it.is_live).count();
    let mut text = format!(
        "{:>6} s  {live} of {} connections live",
        elapsed.as_secs(),
        connections.len()
    );
    for (name, counts) in engine.feeds() {
        text.push_str(&format!(
            "  {name}: {} read, {} lost, {} conflated",
            counts.delivered, counts.lost, counts.conflated
        ));
    }
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}
