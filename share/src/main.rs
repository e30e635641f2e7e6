//! `kiwoom-share`: an engine's records for other processes, and a look at them.

#![forbid(unsafe_code)]

use clap::{Args, Parser, Subcommand};
use kiwoom_engine::schema::MessageType;
use kiwoom_engine::{Endpoint, Engine, Token};
use kiwoom_share::{Filter, Publisher, Sizes, Subscriber};
use kiwoom_simulator::{Flush, Rate, Simulator};
use kiwoom_wanted::print;
use std::io;
use std::process::ExitCode;
use std::time::Duration;

/// An engine's records for other processes of this machine, over shared memory.
#[derive(Parser)]
#[command(name = "kiwoom-share", version)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Publish(Publish),
    Watch(Watch),
}

/// Run an engine over a stand-in exchange in this process, and publish what it
/// receives until it is interrupted.
///
/// For a real server there is `kiwoom-engine run`, with `share` in its configuration.
#[derive(Args)]
struct Publish {
    /// The share's name: lower-case letters, digits and hyphens.
    name: String,
    /// Messages a second of the stand-in exchange.
    #[arg(long, default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    rate: u32,
    #[command(flatten)]
    wanted: Wanted,
    /// Records that may wait for one subscriber.
    #[arg(long, default_value_t = Sizes::default().records as u32, value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    records: u32,
    /// Subscribers at a time.
    #[arg(long, default_value_t = Sizes::default().subscribers as u32, value_parser = clap::value_parser!(u32).range(1..=32))]
    subscribers: u32,
}

/// Print what is published: a JSON object a line.
///
/// Ends with the publisher: exit status 0 when it has stopped, 1 when it died.
#[derive(Args)]
struct Watch {
    /// The share's name.
    name: String,
    /// Message types, by code or name, separated by commas; all unless given.
    #[arg(long, value_delimiter = ',', value_name = "TYPES")]
    types: Vec<MessageType>,
    /// Items, separated by commas; all unless given.
    #[arg(long, value_delimiter = ',', value_name = "ITEMS", requires = "types")]
    items: Vec<String>,
    /// End after so many records.
    #[arg(long, value_name = "N")]
    count: Option<u64>,
    /// When the publisher is gone, wait for another one, for ever.
    #[arg(long)]
    follow: bool,
}

#[derive(Args)]
struct Wanted {
    /// Message types, by code or name, separated by commas.
    #[arg(
        long,
        value_delimiter = ',',
        value_name = "TYPES",
        default_value = "0B,0D"
    )]
    types: Vec<MessageType>,
    /// Items, separated by commas; an empty one for what belongs to the account
    /// or the whole market.
    #[arg(
        long,
        value_delimiter = ',',
        value_name = "ITEMS",
        default_value = "005930,000660,035420,035720,005380,068270,051910,105560"
    )]
    items: Vec<String>,
}

/// A message for people.
type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let outcome = match CommandLine::parse().command {
        Command::Publish(arguments) => publish(&arguments).map(|()| ExitCode::SUCCESS),
        Command::Watch(arguments) => watch(&arguments),
    };
    outcome.unwrap_or_else(|error| {
        let io = error.downcast_ref::<io::Error>();
        if io.is_some_and(|it| it.kind() == io::ErrorKind::BrokenPipe) {
            // Whoever read our output has gone: nothing to complain about.
            return ExitCode::SUCCESS;
        }
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}

fn publish(arguments: &Publish) -> Result<(), Failure> {
    let types = &arguments.wanted.types;
    let sizes = Sizes {
        records: arguments.records as usize,
        subscribers: arguments.subscribers as usize,
    };
    // First of all, so that a taken name is told before anything is connected.
    let mut publisher = Publisher::with(&arguments.name, sizes)?;
    let simulator = Simulator::builder()
        .rate(Rate::PerSecond(f64::from(arguments.rate)))
        .flush(Flush::AtOnce)
        .start()?;
    let (engine, mut feeds) = Engine::builder(Endpoint::parse(&simulator.url())?)
        // The stand-in takes any token.
        .token(Token::new("demonstration".to_owned())?)
        .strategy("share", |strategy| {
            let items = &arguments.wanted.items;
            types
                .iter()
                .fold(strategy, |it, of| it.subscribe(*of, items))
        })
        .start()?;
    let control = engine.control();
    ctrlc::set_handler(move || control.stop())?;
    eprintln!("publishing {}", arguments.name);
    publisher.publish_all(&mut feeds[0]);
    drop(publisher);
    let ended = engine.join();
    drop(simulator);
    Ok(ended?)
}

fn watch(arguments: &Watch) -> Result<ExitCode, Failure> {
    let filter = Filter::of(&arguments.types, &arguments.items)?;
    let mut left = arguments.count.unwrap_or(u64::MAX);
    let mut out = io::BufWriter::new(io::stdout().lock());
    loop {
        let mut subscriber = match Subscriber::open(&arguments.name, &filter) {
            Err(kiwoom_share::ShareError::NotPublished(_)) if arguments.follow => {
                std::thread::sleep(Duration::from_millis(100));
                continue;
            }
            subscriber => subscriber?,
        };
        eprintln!("watching {}", arguments.name);
        let ended = print(&mut subscriber, &mut out, &mut left)?;
        let counts = subscriber.counts();
        eprintln!("{} records, {} lost", counts.delivered, counts.lost);
        match ended {
            None => return Ok(ExitCode::SUCCESS),
            Some(ended) => eprintln!("{ended}"),
        }
        if !arguments.follow {
            let stopped = ended.is_some_and(|it| it.end == kiwoom_share::End::Stopped);
            return Ok(ExitCode::from(u8::from(!stopped)));
        }
    }
}
