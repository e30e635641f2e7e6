//! `listen`: the engine against any server, printing what comes.

use crate::Outcome;
use crate::print::{Format, Printer};
use clap::Args;
use kiwoom_engine::schema::MessageType;
use kiwoom_engine::tokens::{AppKeys, FixedToken, OAuth, SharedTokens, TokenProvider as _};
use kiwoom_engine::{
    Account, Control, Endpoint, Engine, Feed, IoMode, Reconnect, SessionSettings, Token, Wait,
};
use kiwoom_journal::{Recorder, Settings};
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Connect to a server and print what comes.
///
/// The token is taken from the environment variable KIWOOM_TOKEN, so that it
/// stands neither in the list of processes nor in the shell's history. If that
/// isn't set, one is fetched with the keys in KIWOOM_APPKEY and
/// KIWOOM_SECRETKEY; this makes the app key's earlier token invalid. What
/// happens to the connection is printed among the records, or with --format csv
/// as JSON on standard error.
#[derive(Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    server: Server,
    /// Where to fetch a token with the keys: https://..., or http://... for a
    /// service on this machine. Left out, it is Kiwoom's, live or paper as the
    /// server is.
    #[arg(long, value_name = "URL")]
    token_url: Option<String>,
    /// Message types, by code or name, separated by commas.
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "0B",
        value_name = "TYPES"
    )]
    types: Vec<String>,
    /// Items, separated by commas: 005930 (KRX), 005930_NX (NXT), 005930_AL
    /// (both), NVDA. What belongs to the account or the whole market (00, 04,
    /// 0s, 1h, F4, F5) comes without.
    #[arg(long, value_delimiter = ',', value_name = "ITEMS")]
    items: Vec<String>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// End after so many records.
    #[arg(long, value_name = "N")]
    count: Option<u64>,
    /// End after so many seconds.
    #[arg(long, value_name = "S")]
    seconds: Option<u64>,
    /// Give up when the connection is lost, instead of connecting again.
    #[arg(long)]
    once: bool,
    /// Serve what is counted at http://ADDRESS:PORT/metrics, for Prometheus; an
    /// address of this machine.
    #[arg(long, value_name = "ADDRESS:PORT")]
    metrics: Option<String>,
    /// Record all that the server sends into this folder, a journal: see
    /// `kiwoom-engine journal` and `kiwoom-engine replay`.
    #[arg(long, value_name = "DIR")]
    record: Option<PathBuf>,
    /// Trust only the root certificates in this PEM file, instead of Mozilla's.
    #[arg(long, value_name = "FILE")]
    roots: Option<PathBuf>,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
struct Server {
    /// The server's URL: wss://..., or ws://... for one on this machine.
    #[arg(long)]
    url: Option<String>,
    /// Kiwoom's live server.
    #[arg(long)]
    live: bool,
    /// Kiwoom's paper trading server.
    #[arg(long)]
    paper: bool,
    /// Kiwoom's live server for American stocks.
    #[arg(long)]
    us: bool,
}

/// The environment variables that hold the token, or the keys to get one.
const TOKEN: &str = "KIWOOM_TOKEN";
const APP_KEY: &str = "KIWOOM_APPKEY";
const SECRET_KEY: &str = "KIWOOM_SECRETKEY";

/// What belongs to the account or to the whole market: asked for without item.
const WITHOUT_ITEM: [MessageType; 6] = [
    MessageType::ORDER,
    MessageType::BALANCE,
    MessageType::MARKET_PHASE,
    MessageType::VOLATILITY_INTERRUPTION,
    MessageType::US_ORDER,
    MessageType::US_EXECUTION,
];

/// What the one strategy is called.
const NAME: &str = "listen";

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let roots = match &arguments.roots {
        Some(path) => Some(crate::simulate::certificates(path)?),
        None => None,
    };
    let types = types(&arguments.types)?;
    let items = &arguments.items;
    let needs_items = |of: &&MessageType| of.spec().is_some() && !WITHOUT_ITEM.contains(*of);
    if let (true, Some(of)) = (items.is_empty(), types.iter().find(needs_items)) {
        return Err(format!(
            "the server sends {of:?} for the items that it is asked for: \
             name some, such as --items 005930"
        )
        .into());
    }
    let mut settings = SessionSettings::default();
    if arguments.once {
        settings.reconnect = Reconnect::Never;
    }
    let endpoint = endpoint(&arguments.server)?;
    // Last of all that can fail: fetching one invalidates the one before.
    let account = account(arguments, roots.as_deref())?;
    let mut builder = Engine::builder(endpoint)
        .session(settings)
        .account(account)
        .io(IoMode::Block)
        .strategy(NAME, |strategy| {
            let strategy = strategy.unknown().wait(Wait::Park).capacity(16 << 20);
            types.iter().fold(strategy, |it, of| {
                match items.is_empty() || WITHOUT_ITEM.contains(of) {
                    true => it.subscribe(*of, [""]),
                    false => it.subscribe(*of, items),
                }
            })
        });
    if let Some(roots) = roots {
        builder = builder.tls_roots(roots);
    }
    if let Some(address) = &arguments.metrics {
        builder = builder.metrics(address);
    }
    let mut recording = None;
    if let Some(folder) = &arguments.record {
        let recorder = Recorder::for_engine(folder, Settings::default())
            .on_stop(|error| eprintln!("recording has stopped: {error}"));
        let (taps, handle) = recorder.start_taps()?;
        builder = taps.into_iter().fold(builder, |it, tap| it.tap(tap));
        recording = Some(handle);
    }
    let (engine, mut feeds) = builder.start()?;
    if let Some(address) = engine.metrics_addr() {
        eprintln!("metrics at http://{address}/metrics");
    }
    let control = engine.control();
    let on_signal = control.clone();
    ctrlc::set_handler(move || on_signal.stop())?;
    let mut feed = feeds.remove(0);
    print(&mut feed, arguments, &control)?;
    drop(feed);
    let ended = engine.join();
    if let Some(mut recording) = recording {
        let stats = recording.stop().map_err(|error| error.to_string())?;
        let lost = match stats.lost {
            0 => String::new(),
            lost => format!("; {lost} had no room"),
        };
        eprintln!("recorded {} entries{lost}", stats.entries);
    }
    ended?;
    Ok(ExitCode::SUCCESS)
}

/// The account: with a token as it is given, or with the keys to fetch one,
/// now and whenever another is needed.
fn account(
    arguments: &Arguments,
    roots: Option<&[Vec<u8>]>,
) -> Result<Account, Box<dyn std::error::Error>> {
    if let Ok(token) = std::env::var(TOKEN) {
        return Ok(Account::new(TOKEN, FixedToken::new(Token::new(token)?)));
    }
    let (Ok(app), Ok(secret)) = (std::env::var(APP_KEY), std::env::var(SECRET_KEY)) else {
        let need = format!(
            "set the environment variable {TOKEN} to an access token, or {APP_KEY} and {SECRET_KEY} to the keys to fetch one with"
        );
        return Err(need.into());
    };
    let keys = AppKeys::new(app, secret)?;
    let Server { paper, url, .. } = &arguments.server;
    let mut oauth = match &arguments.token_url {
        Some(url) => OAuth::at(url, keys)?,
        None if url.is_some() => {
            let need = format!(
                "with --url, say where to fetch a token: --token-url, or set {TOKEN} to one"
            );
            return Err(need.into());
        }
        None if *paper => OAuth::paper(keys),
        None => OAuth::live(keys),
    };
    if let Some(roots) = roots {
        oauth = oauth.tls_roots(roots.iter().cloned());
    }
    let url = oauth.url().to_owned();
    let mut tokens = SharedTokens::new(oauth);
    // Here, so that wrong keys are told at once.
    tokens
        .token(false)
        .map_err(|failure| format!("no token from {url}: {failure}"))?;
    eprintln!("fetched a token from {url}");
    Ok(Account::new(APP_KEY, tokens))
}

fn endpoint(server: &Server) -> Result<Endpoint, Box<dyn std::error::Error>> {
    Ok(match &server.url {
        Some(url) => Endpoint::parse(url)?,
        None if server.live => Endpoint::live(),
        None if server.paper => Endpoint::paper(),
        None => Endpoint::live_us(),
    })
}

/// The message types that are meant.
pub(crate) fn types(names: &[String]) -> Result<Vec<MessageType>, String> {
    let find = |name: &String| {
        MessageType::from_name(name)
            .or_else(|| MessageType::from_code(name))
            .ok_or_else(|| format!("{name:?} is neither a message type's code nor its name"))
    };
    names.iter().map(find).collect()
}

/// Prints records until the feed ends, or enough have come.
fn print(feed: &mut Feed, arguments: &Arguments, control: &Control) -> io::Result<()> {
    let end = arguments
        .seconds
        .map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut left = arguments.count.unwrap_or(u64::MAX);
    let mut out = Printer::new(arguments.format);
    loop {
        let mut result = Ok(());
        let read = feed.each(256, |record| {
            if left == 0 || result.is_err() {
                return;
            }
            result = out.print(record);
            left -= u64::from(record.spec().is_some());
        });
        if let Err(error) = result {
            // Nobody reads any more: the engine has no reason to go on.
            control.stop();
            return Err(error);
        }
        let over = left == 0 || end.is_some_and(|end| Instant::now() >= end);
        if over {
            control.stop();
        }
        match read {
            Err(_) => break,
            Ok(_) if left == 0 => break,
            Ok(0) => {
                out.flush()?;
                let at_most = Instant::now() + Duration::from_millis(200);
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
