//! `simulate`: the stand-in exchange alone.

use crate::Outcome;
use clap::Args;
use kiwoom_engine::{Recorded, Source as _};
use kiwoom_journal::{JournalSource, Range};
use kiwoom_simulator::{
    Flush, Pace, Rate, Replay, Rules, Script, SecondSession, Simulator, Symbols,
};
use std::error::Error;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

/// Run the stand-in exchange, for any client.
///
/// It behaves as Kiwoom's server does, as far as that is known: LOGIN with any
/// token, PING, REG and REMOVE with their limits, and REAL messages of every
/// type, of a market that its seed decides. Access tokens are given out at
/// POST /oauth2/token on the same port. It runs until Ctrl-C.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Address and port to listen on.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:10000")]
    listen: String,
    /// Messages a second for each client, or "max": as fast as it reads; 10 unless
    /// given. Recorded frames then come at this rate, whatever their stamps say.
    #[arg(long, value_name = "N|max", value_parser = parse_rate)]
    rate: Option<Rate>,
    /// Decides every price and every order.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// What a second login with a token does to the first session: "kick" ends
    /// it (R10001), "stay" leaves both; both were seen of the live service.
    #[arg(long, value_name = "kick|stay", default_value = "kick", value_parser = parse_second)]
    second_session: SecondSession,
    /// Only these items have a market, separated by commas; others are
    /// acknowledged and stay silent. Any item unless given.
    #[arg(long, value_delimiter = ',', value_name = "ITEMS")]
    symbols: Vec<String>,
    /// Milliseconds between two sendings, each with all messages of the time
    /// between; 0 sends each at once. Kiwoom's paper host takes 100.
    #[arg(long, value_name = "MS", default_value_t = 100)]
    batch: u64,
    /// Send the frames of this file, one a line, instead of a market's. Time
    /// stamps before them (HH:MM:SS.mmm and a tab) set the pace unless --rate
    /// is given.
    #[arg(long, value_name = "FILE")]
    frames: Option<PathBuf>,
    /// Send the frames of this journal, or of a part of it, instead of a market's:
    /// to each client all, from its first registration on, at the pace at which
    /// they were recorded.
    #[arg(long, value_name = "DIR", conflicts_with = "frames")]
    journal: Option<PathBuf>,
    #[command(flatten)]
    range: Range,
    /// So many times as fast as recorded frames were, or "max": as fast as the
    /// client reads.
    #[arg(long, value_name = "N|max", conflicts_with = "rate", value_parser = crate::replay::pace)]
    speed: Option<kiwoom_engine::Pace>,
    /// Speak TLS with this certificate chain, in PEM.
    #[arg(long, value_name = "FILE", requires = "key")]
    cert: Option<PathBuf>,
    /// The certificate's key, in PEM.
    #[arg(long, value_name = "FILE", requires = "cert")]
    key: Option<PathBuf>,
    /// Something that goes wrong, such as "connection 1 on login: refuse 8005"
    /// or "on frame 500: reset". May be given more than once.
    ///
    /// When: on connect, on upgrade, on token, on login, on open, on request [N],
    /// on ping, on frame N, after TIME. What: refuse CODE, ignore, delay TIME,
    /// close CODE [WORDS], reset, drop, silence, freeze, slow BYTES TIME,
    /// fragments BYTES, kick, deaf, system CODE [WORDS], text WORDS, ping,
    /// frame KIND, burst N, expire [KEY], garbage, away TIME, restart TIME.
    #[arg(long, value_name = "STEP", verbatim_doc_comment)]
    fault: Vec<String>,
    /// A file of such steps, one a line; # begins a remark.
    #[arg(long, value_name = "FILE", conflicts_with = "fault")]
    script: Option<PathBuf>,
}

fn parse_second(text: &str) -> Result<SecondSession, &'static str> {
    match text {
        "kick" => Ok(SecondSession::Kick),
        "stay" => Ok(SecondSession::Stay),
        _ => Err("\"kick\" or \"stay\""),
    }
}

fn parse_rate(text: &str) -> Result<Rate, String> {
    if text == "max" {
        return Ok(Rate::AsFastAsRead);
    }
    let number = text
        .parse()
        .ok()
        .filter(|rate: &f64| rate.is_finite() && *rate > 0.0);
    number
        .map(Rate::PerSecond)
        .ok_or_else(|| "a positive number, or \"max\"".to_owned())
}

pub(crate) fn run(arguments: Arguments) -> Outcome {
    let flush = match arguments.batch {
        0 => Flush::AtOnce,
        millis => Flush::Every(Duration::from_millis(millis)),
    };
    // Recorded frames: at a rate where one is given, or else by their stamps.
    let (rate, pace) = match (arguments.rate, arguments.speed) {
        (Some(rate), _) => (rate, Pace::Rate),
        (None, None) => (Rate::PerSecond(10.0), Pace::Stamps(1.0)),
        (None, Some(kiwoom_engine::Pace::Times(speed))) => {
            (Rate::PerSecond(10.0), Pace::Stamps(speed))
        }
        (None, Some(_)) => (Rate::AsFastAsRead, Pace::Rate),
    };
    let mut rules = Rules {
        second_session: arguments.second_session,
        ..Rules::default()
    };
    if !arguments.symbols.is_empty() {
        rules.known_symbols = Symbols::List(arguments.symbols);
    }
    let mut builder = Simulator::builder()
        .bind(arguments.listen)
        .seed(arguments.seed)
        .rate(rate)
        .flush(flush)
        .rules(rules);
    if let Some(path) = &arguments.script {
        let text = String::from_utf8(read(path)?);
        let text = text.map_err(|_| format!("{}: it isn't UTF-8", path.display()))?;
        let script = text.parse::<Script>();
        builder = builder.script(script.map_err(|error| format!("{}: {error}", path.display()))?);
    } else {
        let script = arguments.fault.join("\n").parse::<Script>();
        builder = builder.script(script.map_err(|error| format!("--fault, {error}"))?);
    }
    if let Some(path) = &arguments.frames {
        let pace = match starts_with_stamp(path)? {
            true => pace,
            false => Pace::Rate,
        };
        builder = builder.replay(Replay::from_file(path, pace)?);
    }
    if let Some(path) = arguments.journal {
        builder = builder.replay(recorded(path, arguments.range, pace)?);
    } else if arguments.range != Range::default() {
        return Err("--from and --to say which part of a --journal is sent".into());
    }
    if let (Some(cert), Some(key)) = (&arguments.cert, &arguments.key) {
        builder = builder.tls(read(cert)?, read(key)?);
    }
    let simulator = builder.start()?;
    let mut out = io::stdout();
    writeln!(out, "listening on {}", simulator.url())?;
    writeln!(out, "          and {}", simulator.us_url())?;
    if out.is_terminal() {
        writeln!(out, "Ctrl-C ends it")?;
    }
    let (end, ended) = mpsc::channel();
    ctrlc::set_handler(move || _ = end.send(()))?;
    // An error means that the handler is gone: then there is nothing to wait for.
    _ = ended.recv();
    let counters = simulator.stop();
    writeln!(
        out,
        "{} connections, {} frames, {} elements",
        counters.connections.len(),
        counters.frames(),
        counters.elements()
    )?;
    Ok(ExitCode::SUCCESS)
}

/// A journal's frames, read anew for each client.
fn recorded(path: PathBuf, range: Range, pace: Pace) -> Result<Replay, Box<dyn Error>> {
    // What is wrong with it is told now, and not to the first client.
    JournalSource::open_range(&path, &range)?;
    let tell = |error: &dyn Error| eprintln!("error: the journal can't be read any more: {error}");
    let open = move || {
        let source = JournalSource::open_range(&path, &range);
        let mut source = source.inspect_err(|error| tell(error)).ok();
        std::iter::from_fn(move || {
            loop {
                let next = source.as_mut()?.next().inspect_err(|error| tell(error));
                if let (_, Recorded::Frame(frame)) = next.ok()?? {
                    let at = Duration::from_nanos(frame.rx_mono.nanos());
                    return Some((at, frame.text.to_vec()));
                }
            }
        })
    };
    Ok(Replay::from_frames(open, pace)?)
}

/// Whether a recording's lines begin with time stamps.
fn starts_with_stamp(path: &Path) -> Result<bool, String> {
    let unreadable = |error| format!("{}: {error}", path.display());
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let first = io::BufReader::new(file).lines().next();
    let first = first.transpose().map_err(unreadable)?.unwrap_or_default();
    Ok(first.starts_with(|letter: char| letter.is_ascii_digit()))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}
