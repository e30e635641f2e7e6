//! `listen`: the engine against any server, printing what comes.

use crate::Outcome;
use crate::print::Format;
use crate::serve::{Show, serve};
use clap::Args;
use kiwoom_config::{
    Account, Config, Endpoint, Io, IoWait, KeySource, Metrics, Named, Recording, Server as Place,
    Session, Strategy, Subscription, TokenSource, WaitKind, Watch, message_type,
};
use std::path::PathBuf;

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

/// What the one strategy is called.
const NAME: &str = "listen";

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let types = arguments.types.iter().map(|it| message_type(it));
    let types = types.collect::<Result<_, _>>()?;
    let subscription = Subscription::new(types, arguments.items.clone())
        .map_err(|error| format!("--types and --items: {error}"))?;
    let (name, token) = token(arguments)?;
    let account = Account {
        token,
        item_limit: None,
        orders: true,
    };
    let strategy = Strategy {
        unknown: true,
        wait: WaitKind::Park,
        ring_kib: 16 << 10,
        ..Strategy::new(vec![subscription])
    };
    let config = Config {
        endpoint: Endpoint {
            server: place(&arguments.server),
            roots: arguments.roots.clone(),
        },
        io: Io {
            wait: IoWait::Block,
            ..Io::default()
        },
        session: Session {
            reconnect: !arguments.once,
            ..Session::default()
        },
        watch: Watch::default(),
        accounts: Named(vec![(name.to_owned(), account)]),
        strategies: Named(vec![(NAME.to_owned(), strategy)]),
        recording: arguments.record.clone().map(Recording::into_dir),
        metrics: arguments.metrics.clone().map(|address| Metrics { address }),
    };
    let show = Show::Records {
        strategy: 0,
        format: arguments.format,
        count: arguments.count,
    };
    serve(&config, show, arguments.seconds)
}

/// Where the token comes from, with a name for its account: it is given, or there
/// are keys to fetch one with, now and whenever another is needed.
fn token(arguments: &Arguments) -> Result<(&'static str, TokenSource), String> {
    let is_set = |name| std::env::var_os(name).is_some();
    if is_set(TOKEN) {
        return Ok((TOKEN, TokenSource::Env(TOKEN.to_owned())));
    }
    if !is_set(APP_KEY) || !is_set(SECRET_KEY) {
        return Err(format!(
            "set the environment variable {TOKEN} to an access token, or {APP_KEY} and {SECRET_KEY} to the keys to fetch one with"
        ));
    }
    if arguments.server.url.is_some() && arguments.token_url.is_none() {
        return Err(format!(
            "with --url, say where to fetch a token: --token-url, or set {TOKEN} to one"
        ));
    }
    let keys = TokenSource::Keys {
        app: KeySource::Env(APP_KEY.to_owned()),
        secret: KeySource::Env(SECRET_KEY.to_owned()),
        url: arguments.token_url.clone(),
    };
    Ok((APP_KEY, keys))
}

fn place(server: &Server) -> Place {
    match &server.url {
        Some(url) => Place::Url(url.clone()),
        None if server.live => Place::Live,
        None if server.paper => Place::Paper,
        None => Place::LiveUs,
    }
}
