//! `kiwoom-bridge`: an engine's records for other machines, and a look at them.

#![forbid(unsafe_code)]

use clap::{Args, Parser, Subcommand};
use kiwoom_bridge::{BridgeError, End, Filter, Publisher, Settings, Subscriber};
use kiwoom_config::Config;
use kiwoom_engine::schema::MessageType;
use kiwoom_engine::{Builder, Endpoint, Engine, Token};
use kiwoom_simulator::{Flush, Rate, Simulator};
use kiwoom_wanted::print;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// An engine's records for other machines, over Zenoh.
#[derive(Parser)]
#[command(name = "kiwoom-bridge", version)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Publish(Publish),
    Watch(Watch),
}

/// Run an engine, and publish what it receives until it is interrupted.
#[derive(Args)]
struct Publish {
    /// The bridge's name: lower-case letters, digits and hyphens.
    name: String,
    /// Where to listen, such as tcp/10.0.0.1:7447; more than once for more addresses.
    #[arg(long, value_name = "ENDPOINT", default_value = "tcp/127.0.0.1:7447")]
    listen: Vec<String>,
    /// Zenoh's own configuration, in JSON5: certificates, access control.
    #[arg(long, value_name = "FILE")]
    zenoh: Option<PathBuf>,
    /// The server, wss://..., or ws://... for one on this machine; the token is
    /// taken from the environment variable KIWOOM_TOKEN. Left out, it is a
    /// stand-in exchange in this process.
    #[arg(long)]
    url: Option<String>,
    /// Messages a second of the stand-in exchange.
    #[arg(long, default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000), conflicts_with = "url")]
    rate: u32,
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
    /// The engine as a configuration file says, instead of the server and items here.
    #[arg(long, value_name = "FILE", requires = "strategy", conflicts_with_all = ["url", "rate", "types", "items"])]
    config: Option<PathBuf>,
    /// Which of its strategies is published; the others aren't run.
    #[arg(long, value_name = "NAME", requires = "config")]
    strategy: Option<String>,
    /// Records that may wait for one subscriber.
    #[arg(long, default_value_t = 16_384, value_parser = clap::value_parser!(u32).range(256..=1_000_000))]
    records: u32,
    /// Subscribers at a time.
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=32))]
    subscribers: u32,
}

/// Print what is published: a JSON object a line.
///
/// Ends when the publisher has stopped (exit status 0), or isn't heard of (1).
#[derive(Args)]
struct Watch {
    /// The bridge's name.
    name: String,
    /// Where its publisher listens, such as tcp/10.0.0.1:7447.
    #[arg(long, value_name = "ENDPOINT", default_value = "tcp/127.0.0.1:7447")]
    connect: Vec<String>,
    /// Zenoh's own configuration, in JSON5: certificates.
    #[arg(long, value_name = "FILE")]
    zenoh: Option<PathBuf>,
    /// Message types, by code or name, separated by commas; all unless given.
    #[arg(long, value_delimiter = ',', value_name = "TYPES")]
    types: Vec<MessageType>,
    /// Items, separated by commas; all unless given.
    #[arg(long, value_delimiter = ',', value_name = "ITEMS", requires = "types")]
    items: Vec<String>,
    /// End after so many records.
    #[arg(long, value_name = "N")]
    count: Option<u64>,
    /// When there is no publisher, or none any more, wait for one, for ever.
    #[arg(long)]
    follow: bool,
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
    let settings = Settings {
        endpoints: arguments.listen.clone(),
        zenoh: arguments.zenoh.clone(),
        records: arguments.records as usize,
        subscribers: arguments.subscribers as usize,
        ..Settings::default()
    };
    let mut simulator = None;
    let builder = match (&arguments.config, &arguments.strategy) {
        (Some(file), Some(strategy)) => configured(file, strategy)?,
        _ => described(arguments, &mut simulator)?,
    };
    // Before anything is connected, so that a taken address is told first.
    let mut publisher = Publisher::with(&arguments.name, &settings)?;
    let (engine, mut feeds) = builder.start()?;
    let feed = feeds
        .first_mut()
        .ok_or("the strategy has no feed: it is run by the engine")?;
    let control = engine.control();
    ctrlc::set_handler(move || control.stop())?;
    eprintln!(
        "publishing {} at {}",
        arguments.name,
        settings.endpoints.join(", ")
    );
    publisher.publish_all(feed);
    drop(publisher);
    let ended = engine.join();
    drop(simulator);
    Ok(ended?)
}

/// The engine of a configuration file, with one of its strategies.
fn configured(file: &std::path::Path, strategy: &str) -> Result<Builder, Failure> {
    // What isn't Unicode can't be meant for it.
    let environment = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let mut config = Config::load(file, environment)?;
    let names: Vec<String> = config
        .strategies
        .iter()
        .map(|(name, _)| name.clone())
        .collect();
    config.strategies.0.retain(|(name, _)| name == strategy);
    if config.strategies.is_empty() {
        return Err(format!(
            "there is no strategy {strategy:?}: there is {}",
            names.join(", ")
        )
        .into());
    }
    Ok(config.builder()?)
}

/// The engine of the command line.
fn described(arguments: &Publish, simulator: &mut Option<Simulator>) -> Result<Builder, Failure> {
    let (url, token) = match &arguments.url {
        Some(url) => {
            let token = std::env::var("KIWOOM_TOKEN")
                .map_err(|_| "set the environment variable KIWOOM_TOKEN to an access token")?;
            (url.clone(), token)
        }
        None => {
            let stand_in = Simulator::builder()
                .rate(Rate::PerSecond(f64::from(arguments.rate)))
                .flush(Flush::AtOnce)
                .start()?;
            let url = stand_in.url();
            *simulator = Some(stand_in);
            // The stand-in takes any token.
            (url, "demonstration".to_owned())
        }
    };
    let items = &arguments.items;
    Ok(Engine::builder(Endpoint::parse(&url)?)
        .token(Token::new(token)?)
        .strategy("bridge", |strategy| {
            let types = arguments.types.iter();
            types.fold(strategy, |it, of| it.subscribe(*of, items))
        }))
}

fn watch(arguments: &Watch) -> Result<ExitCode, Failure> {
    let filter = Filter::of(&arguments.types, &arguments.items)?;
    let settings = Settings {
        endpoints: arguments.connect.clone(),
        zenoh: arguments.zenoh.clone(),
        ..Settings::default()
    };
    let mut subscriber = loop {
        match Subscriber::with(&arguments.name, &filter, &settings) {
            Err(BridgeError::NotPublished { .. }) if arguments.follow => {}
            Err(error @ (BridgeError::OtherLayout { .. } | BridgeError::Full(_)))
                if arguments.follow =>
            {
                eprintln!("{error}");
                std::thread::sleep(Duration::from_secs(1));
            }
            subscriber => break subscriber?,
        }
    };
    eprintln!("watching {}", arguments.name);
    let mut left = arguments.count.unwrap_or(u64::MAX);
    let mut out = io::BufWriter::new(io::stdout().lock());
    loop {
        let ended = print(&mut subscriber, &mut out, &mut left)?;
        let counts = subscriber.counts();
        let Some(ended) = ended else {
            eprintln!("{} records, {} lost", counts.delivered, counts.lost);
            return Ok(ExitCode::SUCCESS);
        };
        eprintln!(
            "{ended}: {} records, {} lost",
            counts.delivered, counts.lost
        );
        if !arguments.follow {
            return Ok(ExitCode::from(u8::from(ended.end != End::Stopped)));
        }
    }
}
