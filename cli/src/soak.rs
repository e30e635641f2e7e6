//! `soak`: the engine against a bad exchange, for as long as one likes.

mod drive;
mod faults;
mod journal;
mod ledger;
mod process;
mod report;
mod sessions;
mod strategies;

use crate::Outcome;
use clap::Args;
use drive::{Course, Drive, GLANCE};
use journal::Recording;
use kiwoom_engine::tokens::{Issued, TokenProvider};
use kiwoom_engine::{
    Account, Endpoint, Engine, IoMode, OnReplaced, SessionSettings, Token, TokenFailure,
};
use kiwoom_journal::{JournalTap, Recorder, RecorderHandle, Settings};
use kiwoom_simulator::{Flush, Rate, Rules, Simulator};
use ledger::{Breaches, agree};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::{Duration, Instant};
use strategies::{Cast, Ended, Reader};

/// Run the engine against an exchange where something goes wrong all the time,
/// and check that nothing is lost but what is told.
///
/// The stand-in exchange, the engine and six strategies, quick and slow, run in
/// this process. Faults come in turn, in an order that the seed decides:
/// resets, closes, silence, restarts, frames that are wrong, refused logins,
/// tokens that are over, another session with the app key. Checked are the
/// counts of each strategy, the order and the epochs of its records, what it is
/// told of each outage, what came against what was sent, and on Linux memory,
/// descriptors and threads. The last line is the verdict: "soak: passed" (exit
/// status 0) or "soak: FAILED" (1). Ctrl-C ends it early, with a verdict.
#[derive(Args)]
pub(crate) struct Arguments {
    /// How long, in hours.
    #[arg(long, value_name = "H", value_parser = parse_positive, conflicts_with = "seconds")]
    hours: Option<f64>,
    /// How long, in seconds; a minute unless given.
    #[arg(long, value_name = "S", value_parser = parse_positive)]
    seconds: Option<f64>,
    /// Seconds from the end of a fault to the next. Unless given, a fortieth of
    /// the time, at most three minutes.
    #[arg(long, value_name = "SECONDS", value_parser = parse_positive)]
    every: Option<f64>,
    /// Decides the market, and what goes wrong in which order.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Messages a second.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    rate: u32,
    /// Record all that comes into this folder, which must be empty or new, and
    /// check that the journal has it.
    #[arg(long, value_name = "DIR")]
    record: Option<PathBuf>,
}

/// The longest run, in seconds: a year.
const LONGEST: f64 = 366.0 * 86_400.0;

fn parse_positive(text: &str) -> Result<f64, &'static str> {
    let number = text.parse().ok();
    number
        .filter(|it: &f64| *it >= 0.001 && *it <= LONGEST)
        .ok_or("a positive number")
}

/// How long threads may take to be gone from the system's list.
const GONE: Duration = Duration::from_secs(10);

/// Gives a new token whenever the last was refused.
struct Renewing(u64);

impl TokenProvider for Renewing {
    fn token(&mut self, fresh: bool) -> Result<Issued, TokenFailure> {
        self.0 += u64::from(fresh);
        let token = Token::new(format!("soak-{}", self.0));
        let token = token.map_err(|_| TokenFailure::NoOther)?;
        Ok(Issued {
            token,
            expires: None,
        })
    }
}

/// Silences are noticed well before the next fault, and a busy machine isn't
/// taken for a silent one.
fn silence(every: Duration) -> Duration {
    every.clamp(Duration::from_secs(4), Duration::from_secs(30))
}

fn settings(every: Duration) -> SessionSettings {
    let mut settings = SessionSettings::default();
    settings.request_interval = Duration::from_millis(20);
    settings.stale_after = silence(every);
    settings.backoff_base = Duration::from_millis(20);
    settings.backoff_cap = Duration::from_secs(1);
    settings.backoff_reset_after = Duration::from_secs(1);
    settings.connects_per_minute = 10_000;
    settings.on_replaced = OnReplaced::Takeover;
    settings.takeover_wait = Duration::from_millis(200);
    settings.takeovers_per_hour = u32::MAX;
    settings
}

fn exchange(
    arguments: &Arguments,
    every: Duration,
) -> Result<Simulator, Box<dyn std::error::Error>> {
    let rules = Rules {
        idle: silence(every) / 5,
        unanswered_pings: 3,
        requests_per_second: usize::MAX,
        ..Rules::default()
    };
    let simulator = Simulator::builder()
        .seed(arguments.seed)
        .rate(Rate::PerSecond(f64::from(arguments.rate)))
        .flush(Flush::AtOnce)
        .rules(rules)
        .script(faults::script(arguments.seed)?);
    Ok(simulator.start()?)
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let seconds = arguments.hours.map(|hours| hours * 3600.0);
    let seconds = seconds.or(arguments.seconds).unwrap_or(60.0).min(LONGEST);
    let every = arguments.every.unwrap_or((seconds / 40.0).min(180.0));
    let (time, every) = (
        Duration::from_secs_f64(seconds),
        Duration::from_secs_f64(every),
    );
    let (interrupt, interrupted) = mpsc::channel();
    // Its thread and its pipe belong to what was there before.
    ctrlc::set_handler(move || _ = interrupt.send(()))?;
    let before = process::held();

    let simulator = exchange(arguments, every)?;
    let cast = Cast::new(arguments.rate);
    let mut builder = cast.ask(
        Engine::builder(Endpoint::parse(&simulator.url())?)
            .account(Account::new("soak", Renewing(0)))
            .session(settings(every))
            .io(IoMode::Block),
    );
    let mut recording = None;
    if let Some(folder) = &arguments.record {
        let (taps, handle) = record(folder)?;
        builder = taps.into_iter().fold(builder, |it, tap| it.tap(tap));
        recording = Some((folder, handle));
    }
    let (engine, feeds) = builder.start()?;
    let readers = cast.start(feeds)?;
    let (seed, rate) = (arguments.seed, arguments.rate);
    writeln!(
        io::stdout(),
        "simulated exchange at {}: seed {seed}, {rate} messages a second, a fault every {} s, for {seconds} s\n",
        simulator.url(),
        every.as_secs_f64()
    )?;
    let begun = Instant::now();
    let times = (arguments.seed, every, time);
    let mut drive = Drive::new(&simulator, &readers[0], &interrupted, times);
    drive.run()?;
    let mut course = drive.course;
    let took = begun.elapsed().as_secs_f64();

    cast.hurry();
    let logins = stop(engine, &readers, &mut course.breaches);
    drop(simulator);
    let mut recorded = None;
    if let Some((folder, mut handle)) = recording {
        let stats = handle.stop().map_err(|error| error.to_string())?;
        recorded = Some(Recording::read(folder, stats)?);
    }
    let readers: Vec<Ended> = readers.into_iter().map(Reader::join).collect();
    // Nothing runs any more.
    let after = held_again(before);
    check(&readers, logins, recorded.as_ref(), &mut course);

    let mut out = io::stdout().lock();
    report::faults(&mut out, &course)?;
    report::strategies(&mut out, &readers)?;
    report::course(&mut out, &course, took)?;
    if let Some(Recording {
        entries, elements, ..
    }) = recorded
    {
        writeln!(out, "journal: {entries} entries, {elements} elements")?;
    }
    report::held(&mut out, before, after)?;
    let breaches = &mut course.breaches;
    breaches.hold(before == after, || {
        "threads or descriptors were left behind".to_owned()
    });
    let mut all = readers.iter().map(|it| &it.ledger.breaches);
    let passed = breaches.is_empty() && all.all(Breaches::is_empty);
    if passed {
        writeln!(out, "soak: passed")?;
        return Ok(ExitCode::SUCCESS);
    }
    for reader in &readers {
        write!(out, "{}", reader.ledger.breaches)?;
    }
    writeln!(out, "{}soak: FAILED", course.breaches)?;
    Ok(ExitCode::FAILURE)
}

/// Begins to record.
fn record(folder: &Path) -> Result<(Vec<JournalTap>, RecorderHandle), Box<dyn std::error::Error>> {
    if std::fs::read_dir(folder).is_ok_and(|mut it| it.next().is_some()) {
        let folder = folder.display();
        return Err(format!("{folder} isn't empty: what is in it would be counted, too").into());
    }
    let settings = Settings {
        // Small enough to have been all through memory after the warm-up.
        backlog_bytes: 4 << 20,
        ..Settings::default()
    };
    Ok(Recorder::for_engine(folder, settings).start_taps()?)
}

/// Stops the engine, and gives the strategies time to read what is there. Tells
/// how often the engine was logged in.
fn stop(engine: Engine, readers: &[Reader], breaches: &mut Breaches) -> u64 {
    for reader in readers.iter().filter(|it| it.leaves) {
        let of = |(name, counts)| (name == reader.name).then_some(counts);
        let mut watched = reader.look();
        if let Some(counts) = engine.feeds().find_map(of).filter(|_| watched.has_ended) {
            watched.ledger.leave(counts);
        }
    }
    engine.control().stop();
    let logins = engine.snapshot().session.logins;
    if let Err(error) = engine.join() {
        breaches.add(format!("the engine ended: {error}"));
    }
    let deadline = Instant::now() + GONE;
    for reader in readers {
        while !reader.look().has_ended && Instant::now() < deadline {
            std::thread::sleep(GLANCE);
        }
        breaches.hold(reader.look().has_ended, || {
            format!("the feed of {} doesn't end", reader.name)
        });
    }
    logins
}

/// What can be said once all is over.
fn check(readers: &[Ended], logins: u64, recorded: Option<&Recording>, course: &mut Course) {
    let breaches = &mut course.breaches;
    let quick = &readers[0].ledger;
    for other in readers.iter().skip(1).filter(|it| !it.leaves) {
        agree(quick, &other.ledger, breaches);
    }
    breaches.hold(u64::from(quick.epoch) == logins, || {
        let epochs = quick.epoch;
        format!("{epochs} epochs were told, the session was logged in {logins} times")
    });
    breaches.hold(course.exact > 0, || {
        "no session could be compared with what was sent".to_owned()
    });
    if let Some(recorded) = recorded {
        let got = (quick.lost == 0).then_some(quick.market);
        recorded.check(got, breaches);
    }
    let growth = course.memory.growth();
    if let Some(growth) = growth.filter(process::Growth::is_too_much) {
        breaches.add(format!("memory grows: {growth:?}"));
    }
}

/// What is held once all has ended: the system may list a thread for a moment
/// after its end.
fn held_again(before: Option<process::Held>) -> Option<process::Held> {
    let deadline = Instant::now() + GONE;
    loop {
        let now = process::held();
        if now == before || Instant::now() >= deadline {
            return now;
        }
        std::thread::sleep(GLANCE);
    }
}
