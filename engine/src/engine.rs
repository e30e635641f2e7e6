//! The engine: built, started, asked, stopped.

pub(crate) mod counters;
mod endpoint;
mod error;
mod feed;
mod strategy;

pub use counters::Snapshot;
pub use endpoint::{Endpoint, EndpointError};
pub use error::{ControlError, EngineError, StartError};
pub use feed::{Closed, Feed};
pub use strategy::Strategy;

use crate::ring::{self, FeedCounts, FeedMonitor};
use crate::routing::{MOST_STRATEGIES, Router};
use crate::schema::MessageType;
use crate::session::{Key, Session, SessionError, SessionSettings, Token};
use crate::transport::{self, Addresses, Command, Driver, TlsRoots};
use crate::watch::{StalenessLimits, WatchSettings};
use counters::Counters;
use crossbeam_channel::{Sender, TrySendError};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// Commands that may wait for the I/O thread.
const COMMANDS: usize = 256;

/// How the I/O thread waits for bytes.
///
/// The choice is between latency and processor time; figures are medians on a
/// shared virtual machine with two processors, from the sending of a frame to
/// its being in the program's hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum IoMode {
    /// Sleeps until the kernel wakes it: 40 to 70 µs, and next to no processor
    /// time.
    Block,
    /// Looks at the socket for `spin` after the last bytes, offering the
    /// processor to others between looks, then sleeps: within a burst as quick
    /// as busy polling, after a pause as slow as blocking.
    Hybrid {
        /// How long to look on after bytes came.
        spin: Duration,
    },
    /// Looks at the socket all the time: 10 to 15 µs, and a whole processor.
    /// Only where that processor is really the thread's own: on a busy machine
    /// its tail is worse than that of sleeping.
    BusyPoll,
}

/// Looks on for 200 µs after bytes came.
impl Default for IoMode {
    fn default() -> Self {
        Self::Hybrid {
            spin: Duration::from_micros(200),
        }
    }
}

/// What is still to be said before an engine starts.
///
/// ```no_run
/// use kiwoom_engine::{Endpoint, Engine, IoMode, Token};
/// use kiwoom_engine::record::{Handler, OrderBook, Trade};
///
/// struct Maker;
///
/// impl Handler for Maker {
///     fn on_trade(&mut self, trade: &Trade) {
///         println!("{} {} x {}", trade.header.item(), trade.last, trade.volume);
///     }
///     fn on_order_book(&mut self, book: &OrderBook) {
///         println!("{} {}", book.levels[0].bid_price, book.levels[0].ask_price);
///     }
/// }
///
/// let (engine, mut feeds) = Engine::builder(Endpoint::paper())
///     .token(Token::new(std::env::var("KIWOOM_TOKEN")?)?)
///     .io(IoMode::default())
///     .strategy("maker", |it| it.trades(["005930"]).books(["005930"]))
///     .start()?;
/// let mut feed = feeds.remove(0);
/// let strategy = std::thread::spawn(move || feed.run(&mut Maker));
/// # strategy.join().unwrap();
/// engine.join()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is started"]
pub struct Builder {
    endpoint: Endpoint,
    token: Option<Token>,
    mode: IoMode,
    core: Option<usize>,
    session: SessionSettings,
    roots: TlsRoots,
    watch: WatchSettings,
    strategies: Vec<Strategy>,
}

impl Builder {
    /// The token to log in with. It must belong to the endpoint: live and paper
    /// trading have their own.
    pub fn token(mut self, token: Token) -> Self {
        self.token = Some(token);
        self
    }

    /// How the I/O thread waits for bytes.
    pub fn io(mut self, mode: IoMode) -> Self {
        self.mode = mode;
        self
    }

    /// Pins the I/O thread to this processor, counted from 0. When that can't
    /// be done, [`start`](Self::start) says so.
    pub fn pin_io(mut self, core: usize) -> Self {
        self.core = Some(core);
        self
    }

    /// Times and limits of the session.
    pub fn session(mut self, settings: SessionSettings) -> Self {
        self.session = settings;
        self
    }

    /// Trusts these root certificates (in DER) and no others, instead of
    /// Mozilla's list. Verification can't be switched off.
    pub fn tls_roots(mut self, der: impl IntoIterator<Item = Vec<u8>>) -> Self {
        self.roots = TlsRoots::Only(der.into_iter().collect());
        self
    }

    /// Whether trades that the server left out are told, with
    /// [`TradesMissing`](crate::record::TradesMissing) records. On unless
    /// switched off; costs a few nanoseconds a trade.
    pub fn detect_missing_trades(mut self, detect: bool) -> Self {
        self.watch.missing_trades = detect;
        self
    }

    /// Whether the second record of one volatility interruption (`1h`) is
    /// dropped, and counted in
    /// [`WatchStats`](crate::WatchStats::duplicate_interruptions).
    ///
    /// A subscription of the whole market gives each event twice, as
    /// `005930_AL` and as `005930`. Which of them comes first isn't known. With
    /// this switched on, only the first is handed to who subscribed the whole
    /// market; who subscribed an item by name gets it in any case. The end of
    /// an interruption is an event of its own. Off unless switched on.
    pub fn drop_duplicate_interruptions(mut self, drop: bool) -> Self {
        self.watch.drop_duplicate_interruptions = drop;
        self
    }

    /// How long an item's messages may stay away before that is told, with
    /// [`Staleness`](crate::record::Staleness) records: by default, order
    /// books for 60 seconds. See [`StalenessLimits`].
    pub fn staleness(mut self, limits: StalenessLimits) -> Self {
        self.watch.staleness = limits;
        self
    }

    /// Adds a strategy: its [`Feed`] stands at the same place among those that
    /// [`start`](Self::start) gives. Names must differ; at most 64.
    pub fn strategy(
        mut self,
        name: impl AsRef<str>,
        describe: impl FnOnce(Strategy) -> Strategy,
    ) -> Self {
        self.strategies.push(describe(Strategy::new(name.as_ref())));
        self
    }

    /// Starts the I/O thread, and returns at once: what becomes of the
    /// connection is told in the feeds, as [`Link`](crate::record::Link)
    /// records.
    ///
    /// Blocks while the host's name is looked up.
    ///
    /// # Errors
    /// What is missing or can't be: see [`StartError`]. No thread runs then.
    pub fn start(self) -> Result<(Engine, Vec<Feed>), StartError> {
        let token = self.token.ok_or(StartError::NoToken)?;
        check_names(&self.strategies)?;
        let session = Session::new(self.session, seed()).map_err(StartError::Settings)?;
        let mut writers = Vec::new();
        let mut feeds = Vec::new();
        let mut monitors = Vec::new();
        for strategy in &self.strategies {
            let name = strategy.name.clone();
            if let Some(error) = strategy.error {
                return Err(StartError::Subscription { name, error });
            }
            let made = ring::feed(&strategy.sizes);
            let (writer, reader) = made.map_err(|error| StartError::Capacity {
                name: name.clone(),
                error,
            })?;
            monitors.push((name.clone(), writer.monitor()));
            writers.push(writer);
            feeds.push(Feed::new(name, reader, strategy.wait));
        }
        let mut router = Router::new(writers, &self.watch);
        for (at, strategy) in self.strategies.iter().enumerate() {
            if strategy.unknown {
                router.set_unknown(at);
            }
        }

        let poll = mio::Poll::new().map_err(StartError::System)?;
        let waker = mio::Waker::new(poll.registry(), transport::WAKER);
        let waker = Arc::new(waker.map_err(StartError::System)?);
        let addresses = addresses(&self.endpoint, &self.roots, &waker)?;
        let (sender, commands) = crossbeam_channel::bounded(COMMANDS);
        let stop = Arc::new(AtomicBool::new(false));
        let counters = Arc::new(Counters::default());
        let driver = Driver {
            poll,
            mode: self.mode,
            addresses,
            token,
            session,
            router,
            wishes: self.strategies.into_iter().map(|it| it.keys).collect(),
            commands,
            stop: Arc::clone(&stop),
            counters: Arc::clone(&counters),
        };
        let thread = spawn(driver, self.core)?;
        let control = Control {
            names: monitors.iter().map(|(name, _)| name.clone()).collect(),
            sender,
            waker,
            stop,
        };
        let engine = Engine {
            control,
            counters,
            monitors,
            thread: Some(thread),
        };
        Ok((engine, feeds))
    }
}

fn check_names(strategies: &[Strategy]) -> Result<(), StartError> {
    if strategies.is_empty() {
        return Err(StartError::NoStrategy);
    }
    if strategies.len() > MOST_STRATEGIES {
        return Err(StartError::TooManyStrategies);
    }
    for (at, strategy) in strategies.iter().enumerate() {
        if strategies[..at]
            .iter()
            .any(|other| other.name == strategy.name)
        {
            return Err(StartError::SameName(strategy.name.clone()));
        }
    }
    Ok(())
}

/// The server's addresses.
fn addresses(
    endpoint: &Endpoint,
    roots: &TlsRoots,
    waker: &Arc<mio::Waker>,
) -> Result<Addresses, StartError> {
    let tls = match endpoint.is_tls() {
        true => Some(
            transport::client_config(roots).map_err(|error| StartError::Tls(error.to_string()))?,
        ),
        false => None,
    };
    let place = (endpoint.host(), endpoint.port(), endpoint.path());
    let is_plain = tls.is_none();
    Addresses::find(place, tls, Arc::clone(waker)).map_err(|error| match error.kind() {
        std::io::ErrorKind::PermissionDenied if is_plain => {
            StartError::Plaintext(endpoint.to_string())
        }
        _ => StartError::Resolve {
            host: endpoint.host().to_owned(),
            error,
        },
    })
}

/// Differs from process to process and from start to start, so that clients
/// that lost their links together don't come back together.
fn seed() -> u64 {
    let process = u64::from(std::process::id()) << 32;
    transport::clock::wall().get() ^ process
}

/// Starts the I/O thread, and waits until it is pinned.
fn spawn(driver: Driver, core: Option<usize>) -> Result<JoinHandle<SessionError>, StartError> {
    let (tell, pinned) = crossbeam_channel::bounded(1);
    let run = move || {
        let result = core.map_or(Ok(()), transport::pin_current_thread);
        let go = result.is_ok();
        // Whoever starts the engine waits for this.
        _ = tell.send(result);
        match go {
            true => driver.run(),
            false => SessionError::StopRequested,
        }
    };
    let thread = std::thread::Builder::new().name("kiwoom-io".to_owned());
    let thread = thread.spawn(run).map_err(StartError::System)?;
    match (pinned.recv(), core) {
        (Ok(Err(error)), Some(core)) => Err(StartError::Pin { core, error }),
        _ => Ok(thread),
    }
}

/// A running engine: one I/O thread that feeds the strategies.
///
/// Dropping it stops the I/O thread, and waits for that.
pub struct Engine {
    control: Control,
    counters: Arc<Counters>,
    monitors: Vec<(String, FeedMonitor)>,
    thread: Option<JoinHandle<SessionError>>,
}

impl Engine {
    /// Begins to build an engine for this server.
    pub fn builder(endpoint: Endpoint) -> Builder {
        Builder {
            endpoint,
            token: None,
            mode: IoMode::default(),
            core: None,
            session: SessionSettings::default(),
            roots: TlsRoots::default(),
            watch: WatchSettings::default(),
            strategies: Vec::new(),
        }
    }

    /// A handle for subscribing and stopping, for any thread.
    #[must_use]
    pub fn control(&self) -> Control {
        self.control.clone()
    }

    /// What the I/O thread has counted: about a millisecond old at most while
    /// data flows.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.counters.read()
    }

    /// What was counted of each strategy's feed, by name.
    pub fn feeds(&self) -> impl Iterator<Item = (&str, FeedCounts)> {
        self.monitors
            .iter()
            .map(|(name, monitor)| (name.as_str(), monitor.counts()))
    }

    /// Stops the engine, and waits for its thread. The feeds end when they are
    /// read empty.
    ///
    /// # Errors
    /// Why it had ended before, if it had: see [`Engine::join`].
    pub fn stop(self) -> Result<(), EngineError> {
        self.control.stop();
        self.join()
    }

    /// Waits until the session ends: because [`Control::stop`] was called, or
    /// because something went wrong that coming back can't mend.
    ///
    /// # Errors
    /// What went wrong.
    pub fn join(mut self) -> Result<(), EngineError> {
        match self.thread.take().map(JoinHandle::join) {
            None | Some(Ok(SessionError::StopRequested)) => Ok(()),
            Some(Ok(reason)) => Err(EngineError::Session(Box::new(reason))),
            Some(Err(_)) => Err(EngineError::Panicked),
        }
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine")
            .field("snapshot", &self.snapshot())
            .field("feeds", &self.feeds().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            self.control.stop();
            // Nobody is left to be told how it ended.
            _ = thread.join();
        }
    }
}

/// Asks a running engine for something, from any thread. Cheap to clone.
#[derive(Clone)]
pub struct Control {
    names: Arc<[String]>,
    sender: Sender<Command>,
    waker: Arc<mio::Waker>,
    stop: Arc<AtomicBool>,
}

impl Control {
    /// A strategy wants a message type of these items, too. Returns at once;
    /// what the server refuses is told in the feeds.
    ///
    /// # Errors
    /// An unknown strategy, an item that can't be one, or an engine that can't
    /// take it: see [`ControlError`].
    pub fn subscribe<I: AsRef<str>>(
        &self,
        strategy: &str,
        message_type: MessageType,
        items: impl IntoIterator<Item = I>,
    ) -> Result<(), ControlError> {
        let strategy = self.find(strategy)?;
        let keys = keys(message_type, items)?;
        self.send(Command::Subscribe { strategy, keys })
    }

    /// A strategy doesn't want a message type of these items any more. Returns
    /// at once; records that are on their way still come.
    ///
    /// # Errors
    /// As [`Control::subscribe`].
    pub fn unsubscribe<I: AsRef<str>>(
        &self,
        strategy: &str,
        message_type: MessageType,
        items: impl IntoIterator<Item = I>,
    ) -> Result<(), ControlError> {
        let strategy = self.find(strategy)?;
        let keys = keys(message_type, items)?;
        self.send(Command::Unsubscribe { strategy, keys })
    }

    /// Stops the engine. Returns at once; [`Engine::join`] waits for it.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Release);
        // Where it can't be woken it is gone, or looks by itself soon.
        _ = self.waker.wake();
    }

    fn find(&self, strategy: &str) -> Result<usize, ControlError> {
        let at = self.names.iter().position(|name| name == strategy);
        at.ok_or_else(|| ControlError::UnknownStrategy(strategy.to_owned()))
    }

    fn send(&self, command: Command) -> Result<(), ControlError> {
        self.sender.try_send(command).map_err(|error| match error {
            TrySendError::Full(_) => ControlError::Busy,
            TrySendError::Disconnected(_) => ControlError::Stopped,
        })?;
        self.waker.wake().map_err(|_| ControlError::Stopped)
    }
}

impl fmt::Debug for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Control")
            .field("strategies", &self.names)
            .finish_non_exhaustive()
    }
}

fn keys<I: AsRef<str>>(
    message_type: MessageType,
    items: impl IntoIterator<Item = I>,
) -> Result<Vec<Key>, ControlError> {
    let key = |item: I| Key::new(message_type.code(), item.as_ref()).map_err(ControlError::Item);
    items.into_iter().map(key).collect()
}
