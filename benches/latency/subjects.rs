//! Those that receive.

use crate::certificates::Certificates;
use crate::clock;
use kiwoom_engine::record::{Handler, Trade};
use kiwoom_engine::{Builder, Endpoint, Engine, Feed, IoMode, Token};
use nix::sys::resource::UsageWho;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_tungstenite::tungstenite::Message;

/// What arrived: its number, and when.
pub(crate) type Arrivals = Vec<(u64, u64)>;

/// Where to connect to, and how much comes from there.
pub(crate) struct Task<'a> {
    pub(crate) port: u16,
    pub(crate) tls: Option<&'a Certificates>,
    pub(crate) count: u64,
}

impl Task<'_> {
    fn url(&self) -> String {
        let scheme = if self.tls.is_some() { "wss" } else { "ws" };
        format!("{scheme}://localhost:{}/", self.port)
    }
}

#[derive(Clone, Copy)]
pub(crate) enum Subject {
    /// In this mode; as a tokio task without one.
    Engine(&'static str, Option<IoMode>),
    /// The same with the strategy on the thread, or task, itself.
    Inline(&'static str, Option<IoMode>),
    Tungstenite,
    /// With what it parses.
    Python(&'static str),
}

impl Subject {
    /// All that can run here.
    pub(crate) fn all() -> Vec<Self> {
        let mut all = vec![
            Self::Engine("engine block", Some(IoMode::Block)),
            Self::Engine("engine hybrid", Some(IoMode::default())),
            Self::Engine("engine busy", Some(IoMode::BusyPoll)),
            Self::Engine("engine tokio", None),
            Self::Inline("inline block", Some(IoMode::Block)),
            Self::Inline("inline hybrid", Some(IoMode::default())),
            Self::Inline("inline tokio", None),
            Self::Tungstenite,
        ];
        for parser in ["json", "msgspec"] {
            let modules = format!("import websockets, {parser}");
            let tried = Command::new(python()).args(["-c", &modules]).output();
            if tried.is_ok_and(|it| it.status.success()) {
                all.push(Self::Python(parser));
            } else {
                println!("left out: {} with websockets and {parser}", python());
            }
        }
        all
    }

    pub(crate) fn name(self) -> String {
        match self {
            Self::Engine(name, _) | Self::Inline(name, _) => name.to_owned(),
            Self::Tungstenite => "tungstenite + Value".to_owned(),
            Self::Python(parser) => format!("python + {parser}"),
        }
    }

    /// Receives all; gives the processor time that this process and its children
    /// took meanwhile.
    pub(crate) fn receive(self, task: &Task<'_>) -> (Arrivals, u64) {
        let used = || {
            clock::processor(UsageWho::RUSAGE_SELF) + clock::processor(UsageWho::RUSAGE_CHILDREN)
        };
        let before = used();
        let arrivals = match self {
            Self::Engine(_, mode) => by_engine(task, mode),
            Self::Inline(_, mode) => by_inline(task, mode),
            Self::Tungstenite => by_tungstenite(task),
            Self::Python(parser) => by_python(task, parser),
        };
        (arrivals, used() - before)
    }
}

/// The interpreter: `PYTHON`, or `python3`.
fn python() -> String {
    std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

fn runtime() -> tokio::runtime::Runtime {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.worker_threads(2).enable_all();
    builder.build().expect("a runtime")
}

struct Noting {
    arrivals: Arrivals,
    /// Who is told when all have come.
    tell: mpsc::Sender<Arrivals>,
    count: usize,
}

impl Noting {
    fn new(count: u64) -> (Self, mpsc::Receiver<Arrivals>) {
        let (tell, told) = mpsc::channel();
        let noting = Self {
            arrivals: Vec::with_capacity(count as usize),
            tell,
            count: count as usize,
        };
        (noting, told)
    }
}

impl Handler for Noting {
    fn on_trade(&mut self, trade: &Trade) {
        let number = trade.cumulative_volume.get().unwrap_or_default();
        self.arrivals.push((number as u64, clock::now()));
        if self.arrivals.len() == self.count {
            let arrivals = std::mem::take(&mut self.arrivals);
            self.tell.send(arrivals).expect("somebody waits");
        }
    }
}

/// What is to be started, but for its strategy.
fn builder(task: &Task<'_>) -> Builder {
    let builder = Engine::builder(Endpoint::parse(&task.url()).expect("a URL"))
        .token(Token::new("token".to_owned()).expect("a token"))
        // Every trade falls out of the count that real ones keep.
        .detect_missing_trades(false);
    match task.tls {
        Some(certificates) => builder.tls_roots([certificates.root_der.clone()]),
        None => builder,
    }
}

/// Starts it in this mode, or as a task of this runtime.
fn start(
    builder: Builder,
    mode: Option<IoMode>,
    runtime: Option<&tokio::runtime::Runtime>,
) -> (Engine, Vec<Feed>) {
    let started = match (mode, runtime) {
        (Some(mode), _) => builder.io(mode).start(),
        (None, Some(runtime)) => runtime.block_on(builder.start_tokio()),
        (None, None) => unreachable!("made by the caller"),
    };
    started.expect("an engine")
}

fn by_engine(task: &Task<'_>, mode: Option<IoMode>) -> Arrivals {
    let runtime = mode.is_none().then(runtime);
    let builder = builder(task).strategy("it", |it| it.trades(["005930"]).capacity(64 << 20));
    let (engine, mut feeds) = start(builder, mode, runtime.as_ref());
    let (mut noting, told) = Noting::new(task.count);
    let arrivals = loop {
        let goes_on = feeds[0].recv(&mut noting).is_ok();
        match told.try_recv() {
            Ok(arrivals) => break arrivals,
            Err(_) if goes_on => {}
            Err(_) => break noting.arrivals,
        }
    };
    engine.stop().expect("it was asked to");
    arrivals
}

fn by_inline(task: &Task<'_>, mode: Option<IoMode>) -> Arrivals {
    let runtime = mode.is_none().then(runtime);
    let (noting, told) = Noting::new(task.count);
    let builder = builder(task).strategy("it", |it| it.trades(["005930"]).inline(noting));
    let (engine, _) = start(builder, mode, runtime.as_ref());
    // Where not all come, none count.
    let arrivals = told.recv().unwrap_or_default();
    engine.stop().expect("it was asked to");
    arrivals
}

/// A stream that bytes come from, plain or TLS.
trait Bytes: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Bytes for T {}

/// What people write: parse where it is read, hand the values over in a channel.
fn by_tungstenite(task: &Task<'_>) -> Arrivals {
    use futures_util::{SinkExt as _, StreamExt as _};
    let (url, port, count) = (task.url(), task.port, task.count);
    let tls = task.tls.map(|it| it.client.clone());
    runtime().block_on(async move {
        let (sender, mut receiver) = tokio::sync::mpsc::channel::<serde_json::Value>(65_536);
        let reading = tokio::spawn(async move {
            let stream = tokio::net::TcpStream::connect(("localhost", port)).await;
            let stream = stream.expect("a connection");
            stream.set_nodelay(true).expect("no delay");
            let stream: Box<dyn Bytes> = match tls {
                Some(config) => {
                    let name = "localhost".try_into().expect("a name");
                    let connector = tokio_rustls::TlsConnector::from(config);
                    Box::new(connector.connect(name, stream).await.expect("TLS"))
                }
                None => Box::new(stream),
            };
            let opened = tokio_tungstenite::client_async(url, stream).await;
            let (mut socket, _) = opened.expect("a socket");
            for request in [r#"{"trnm":"LOGIN","token":"token"}"#, r#"{"trnm":"REG"}"#] {
                let sent = socket.send(Message::text(request)).await;
                sent.expect("a request");
                socket.next().await.expect("an answer").expect("an answer");
            }
            for _ in 0..count {
                let Some(Ok(message)) = socket.next().await else {
                    break;
                };
                let text = message.to_text().expect("text");
                let value = serde_json::from_str(text).expect("JSON");
                if sender.send(value).await.is_err() {
                    break;
                }
            }
        });
        let strategy = tokio::spawn(async move {
            let mut arrivals = Vec::with_capacity(count as usize);
            while let Some(value) = receiver.recv().await {
                let values = &value["data"][0]["values"];
                let number = |code: &str| -> i64 {
                    let text = values[code].as_str().expect("a text");
                    text.parse().expect("a number")
                };
                assert!(number("10") != 0);
                arrivals.push((number("13") as u64, clock::now()));
            }
            arrivals
        });
        reading.await.expect("the reader");
        strategy.await.expect("the strategy")
    })
}

/// The script beside this file.
fn by_python(task: &Task<'_>, parser: &str) -> Arrivals {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/latency/peer.py");
    let mut command = Command::new(python());
    command.args([script, parser, &task.url(), &task.count.to_string()]);
    let root = std::env::temp_dir().join(format!("latency-root-{}.pem", std::process::id()));
    if let Some(certificates) = task.tls {
        std::fs::write(&root, &certificates.root_pem).expect("a file for the root");
        command.arg(&root);
    }
    let output = command.stderr(Stdio::inherit()).output().expect("Python");
    _ = std::fs::remove_file(root);
    assert!(output.status.success(), "{}", output.status);
    let word = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().expect("eight bytes"));
    let pairs = output.stdout.chunks_exact(16);
    pairs.map(|it| (word(&it[..8]), word(&it[8..]))).collect()
}
