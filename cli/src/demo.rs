//! The demo: a simulated exchange, the engine and a strategy, on this machine.

mod strategy;
mod view;

use crate::Outcome;
use crate::exchange::Exchange;
use clap::Args;
use kiwoom_engine::{Endpoint, Engine, IoMode, Token, Wait};
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use strategy::Momentum;
use view::{Screen, View};

/// Show ticks and books of a simulated market arriving in a strategy thread.
///
/// Starts the stand-in exchange on a free port of this machine, the engine,
/// and a small momentum strategy on a thread of its own; ends with the latency
/// of every stage. Needs no account. Ctrl-C ends it early.
#[derive(Args)]
pub(crate) struct Arguments {
    /// How long to run.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    seconds: u64,
    #[command(flatten)]
    exchange: Exchange,
    /// Keep the I/O thread looking at its socket all the time: lower latency
    /// where it has a processor of its own, higher where it hasn't.
    #[arg(long)]
    busy: bool,
    /// Pin the I/O thread to this processor.
    #[arg(long, value_name = "CORE")]
    pin: Option<usize>,
}

/// How often the market is shown.
const FRAME: Duration = Duration::from_millis(250);

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let simulator = arguments.exchange.start()?;
    let mode = match arguments.busy {
        true => IoMode::BusyPoll,
        false => IoMode::default(),
    };
    let mut builder = Engine::builder(Endpoint::parse(&simulator.url())?)
        // The stand-in takes any token.
        .token(Token::new("demonstration".to_owned())?)
        .io(mode)
        .strategy("momentum", |strategy| {
            let items = &arguments.exchange.items;
            strategy.trades(items).books(items).wait(Wait::default())
        });
    if let Some(core) = arguments.pin {
        builder = builder.pin_io(core);
    }
    let (engine, mut feeds) = builder.start()?;

    let view = Arc::new(Mutex::new(View::default()));
    let mut feed = feeds.remove(0);
    let mut strategy = Momentum::new(Arc::clone(&view));
    let thread = std::thread::Builder::new()
        .name("momentum".to_owned())
        .spawn(move || {
            feed.run(&mut strategy);
            (strategy, feed.counts())
        })?;

    let control = engine.control();
    let (interrupt, interrupted) = std::sync::mpsc::channel();
    ctrlc::set_handler(move || _ = interrupt.send(()))?;
    let begun = Instant::now();
    let end = begun + Duration::from_secs(arguments.seconds);
    let mut screen = Screen::new(&simulator.url(), arguments.exchange.rate)?;
    while Instant::now() < end && !thread.is_finished() {
        let left = end.saturating_duration_since(Instant::now());
        if interrupted.recv_timeout(left.min(FRAME)).is_ok() {
            break;
        }
        let shown = view.lock().unwrap_or_else(PoisonError::into_inner).clone();
        screen.show(&shown, begun.elapsed())?;
    }
    screen.end();
    let took = begun.elapsed();

    control.stop();
    let ended = engine.join();
    let (strategy, counts) = thread.join().map_err(|_| "the strategy panicked")?;
    ended?;
    let sent = simulator.stop();
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "\n{} records in {:.1} s: {} trades, {} books; {} signals; {} lost",
        counts.delivered,
        took.as_secs_f64(),
        strategy.trades,
        strategy.books,
        strategy.signals,
        counts.lost
    )?;
    writeln!(
        out,
        "the exchange sent {} frames with {} elements\n",
        sent.frames(),
        sent.elements()
    )?;
    write!(out, "{}", strategy.latency.table(counts.lost))?;
    if strategy.trades + strategy.books == 0 {
        return Err("no market data came: name items such as 005930 or 005930_AL".into());
    }
    Ok(ExitCode::SUCCESS)
}
