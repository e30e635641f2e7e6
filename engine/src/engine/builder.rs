//! What an engine is made of, and how it begins.

mod assembly;

#[cfg(feature = "tokio")]
use super::End;
use super::{Account, Endpoint, Engine, Feed, IoMode, Pace, Replay, Running, StartError, Strategy};
use crate::hub::Bell;
use crate::ring::Overflow;
use crate::session::{SessionError, SessionSettings, Token};
use crate::tap::{Source, Tap};
use crate::transport::{self, TlsRoots};
use crate::watch::{StalenessLimits, WatchSettings};
use assembly::{check, start};
#[cfg(feature = "tokio")]
use futures_util::FutureExt as _;
#[cfg(feature = "tokio")]
use std::panic::AssertUnwindSafe;
#[cfg(feature = "tokio")]
use std::sync::Arc;
use std::thread::JoinHandle;

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
///
/// The live server takes 200 items a session and one session an app key. With
/// several accounts the items are spread over their sessions, and the
/// strategies still see one stream; a record's header names its connection, by
/// the account's place:
///
/// ```no_run
/// use kiwoom_engine::tokens::FileToken;
/// use kiwoom_engine::{Account, Endpoint, Engine};
///
/// # let items: Vec<String> = Vec::new();
/// let builder = Engine::builder(Endpoint::live())
///     .account(Account::new("main", FileToken::new("/run/tokens/main")))
///     .account(Account::new("more", FileToken::new("/run/tokens/more")).without_orders())
///     .strategy("all", |it| it.trades(&items).orders());
/// ```
#[must_use = "a builder does nothing until it is started"]
pub struct Builder {
    endpoint: Endpoint,
    accounts: Vec<Account>,
    mode: IoMode,
    cores: Vec<usize>,
    threads: usize,
    session: SessionSettings,
    roots: TlsRoots,
    watch: WatchSettings,
    strategies: Vec<Strategy>,
    taps: Vec<Box<dyn Tap>>,
    #[cfg(feature = "metrics")]
    metrics: Option<String>,
}

impl Builder {
    pub(super) fn new(endpoint: Endpoint) -> Self {
        Self {
            endpoint,
            accounts: Vec::new(),
            mode: IoMode::default(),
            cores: Vec::new(),
            threads: 1,
            session: SessionSettings::default(),
            roots: TlsRoots::default(),
            watch: WatchSettings::default(),
            strategies: Vec::new(),
            taps: Vec::new(),
            #[cfg(feature = "metrics")]
            metrics: None,
        }
    }

    /// The token to log in with: an account called `token` that has no other.
    /// It must belong to the endpoint: live and paper trading have their own.
    pub fn token(self, token: Token) -> Self {
        self.account(Account::fixed("token", token))
    }

    /// Adds an account to log in with. Names must differ.
    pub fn account(mut self, account: Account) -> Self {
        self.accounts.push(account);
        self
    }

    /// How the I/O thread waits for bytes.
    pub fn io(mut self, mode: IoMode) -> Self {
        self.mode = mode;
        self
    }

    /// Pins the I/O thread to this processor, counted from 0. When that can't
    /// be done, [`start`](Self::start) says so. Called again, it is for the next
    /// I/O thread.
    pub fn pin_io(mut self, core: usize) -> Self {
        self.cores.push(core);
        self
    }

    /// Deals the accounts out to so many I/O threads; 1 unless set, and no more
    /// than there are accounts. One thread takes the whole market at its usual
    /// pace: more are for storms, where processors are to spare.
    ///
    /// Each thread has rings of its own for every strategy, each as large as
    /// [`Strategy::capacity`] says. What comes over one connection comes in its
    /// order, with sequence numbers that rise; **between connections of different
    /// threads there is no such order**: of the records that are there, the one
    /// that was ready first comes first, and sequence numbers are each thread's
    /// own.
    pub fn io_threads(mut self, threads: usize) -> Self {
        self.threads = threads.max(1);
        self
    }

    /// Times and limits of each session.
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

    /// Serves all that is counted at `http://ADDRESS:PORT/metrics`, for
    /// Prometheus: see [`Engine::write_metrics`]. Port 0 is any free one:
    /// [`Engine::metrics_addr`] tells which. Only addresses of this machine are
    /// taken, such as `127.0.0.1:9464`: there is no secret in it, but who trades
    /// what is nobody else's business.
    ///
    /// A thread called `kiwoom-metrics` answers one request at a time, each
    /// within two seconds; it ends with the engine.
    #[cfg(feature = "metrics")]
    pub fn metrics(mut self, address: impl Into<String>) -> Self {
        self.metrics = Some(address.into());
        self
    }

    /// Adds a strategy: its [`Feed`] stands at the same place among those that
    /// [`start`](Self::start) gives, where those that were told where to run
    /// ([`inline`](Strategy::inline), [`thread`](Strategy::thread)) have none.
    /// Names must differ; at most 64.
    pub fn strategy(
        mut self,
        name: impl AsRef<str>,
        describe: impl FnOnce(Strategy) -> Strategy,
    ) -> Self {
        self.strategies.push(describe(Strategy::new(name.as_ref())));
        self
    }

    /// Shows this what an I/O thread receives, for recording it: called again, it
    /// is for the next I/O thread, of which each needs one if any has. It is
    /// called on that thread.
    pub fn tap(mut self, tap: impl Tap + 'static) -> Self {
        self.taps.push(Box::new(tap));
        self
    }

    /// Plays what was recorded instead of connecting: the strategies get the
    /// same records in the same order as they would have got live, through the
    /// same decoder and rings. Accounts, endpoint and I/O settings mean nothing
    /// here; there is no [`Control`](crate::Control), so what the strategies ask for is
    /// what was said when they were added.
    ///
    /// Nothing is lost: whatever was set, a strategy without room is waited for
    /// ([`Overflow::Block`]). And nothing depends on the clock: stamps are those
    /// of the recording, `ready_mono` is `rx_mono`, and what is told because time
    /// has passed is told at the recorded time. So two replays give the same
    /// records, byte for byte.
    ///
    /// # Errors
    /// What is missing or can't be: see [`StartError`]. No thread runs then.
    pub fn replay(
        mut self,
        source: impl Source,
        pace: Pace,
    ) -> Result<(Replay, Vec<Feed>), StartError> {
        check(&self.strategies)?;
        for strategy in &mut self.strategies {
            strategy.policies.set_all(Overflow::Block);
        }
        let rings = self.rings(1)?;
        let mut router = self.router(rings.writers.into_iter().flatten().collect());
        for (at, strategy) in self.strategies.iter().enumerate() {
            router.add(at, &strategy.keys);
        }
        let strategies = start(rings.threaded)?;
        let (inline, play) = (rings.inline, (source, pace));
        let replay = Replay::start(play, router, (inline, strategies));
        let replay = replay.map_err(StartError::System)?;
        Ok((replay, rings.feeds))
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
        let (mut polls, mut bells) = (Vec::new(), Vec::new());
        for _ in 0..self.threads.min(self.accounts.len().max(1)) {
            let poll = mio::Poll::new().map_err(StartError::System)?;
            let waker = mio::Waker::new(poll.registry(), transport::WAKER);
            let waker = waker.map_err(StartError::System)?;
            // Where it can't be woken it is gone, or looks by itself soon.
            bells.push(Bell::new(move || _ = waker.wake()));
            polls.push(poll);
        }
        let (mode, cores) = (self.mode, self.cores.clone());
        let (hubs, mut engine, feeds) = self.prepare(bells)?;
        for (number, (hub, poll)) in hubs.into_iter().zip(polls).enumerate() {
            let core = cores.get(number).copied();
            // Where this fails, the engine is dropped, and the threads that run
            // end with it.
            let thread = spawn(move || transport::run(hub, poll, mode), core)?;
            engine.running.push(Running::Thread(thread));
        }
        Ok((engine, feeds))
    }

    /// Starts the engine as a task of the tokio runtime that this is called in,
    /// instead of a thread of its own: for programs that live in tokio and would
    /// rather have fewer threads than less latency.
    ///
    /// Strategies get the same records in the same order, from the same feeds;
    /// [`Feed::ready`] waits for them without a thread. What it costs: each
    /// message is copied once more, the runtime's wake-ups stand between socket
    /// and decoder, there are no kernel stamps
    /// ([`rx_kernel`](crate::record::RecordHeader::rx_kernel) is `None`), and a
    /// text that isn't UTF-8 costs the connection, where it otherwise costs the
    /// message. [`io`](Self::io), [`pin_io`](Self::pin_io) and
    /// [`io_threads`](Self::io_threads) mean nothing here.
    ///
    /// Stop the engine before its runtime ends. When the runtime is shut down
    /// first, the task is gone in the middle: the feeds end with
    /// [`CloseReason::Abandoned`](crate::CloseReason::Abandoned), and
    /// [`Engine::join`] says [`EngineError::Abandoned`](crate::EngineError::Abandoned).
    ///
    /// The WebSocket library logs at the level TRACE what the server sends. The
    /// token is not sent while that is on, since a server may repeat it: see
    /// [`LinkLoss::LogShowsToken`](crate::LinkLoss::LogShowsToken).
    ///
    /// ```no_run
    /// # use kiwoom_engine::{Endpoint, Engine, Token};
    /// # use kiwoom_engine::record::Handler;
    /// # struct Maker;
    /// # impl Handler for Maker {}
    /// # async fn run(token: Token) -> Result<(), Box<dyn std::error::Error>> {
    /// let (engine, mut feeds) = Engine::builder(Endpoint::paper())
    ///     .token(token)
    ///     .strategy("maker", |it| it.trades(["005930"]))
    ///     .start_tokio()
    ///     .await?;
    /// loop {
    ///     feeds[0].ready().await;
    ///     if feeds[0].poll(&mut Maker, 256).is_err() {
    ///         break;
    ///     }
    /// }
    /// engine.joined().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// What is missing or can't be: see [`StartError`]. No task runs then.
    ///
    /// # Panics
    /// When it isn't called within a tokio runtime that has its drivers for
    /// network and time.
    #[cfg(feature = "tokio")]
    pub async fn start_tokio(self) -> Result<(Engine, Vec<Feed>), StartError> {
        let notify = Arc::new(tokio::sync::Notify::new());
        let rings = Arc::clone(&notify);
        let bell = Bell::new(move || rings.notify_one());
        // The look-up of the host's name blocks.
        let prepared = tokio::task::spawn_blocking(move || self.prepare(vec![bell])).await;
        let (hubs, mut engine, feeds) =
            prepared.map_err(|error| StartError::System(std::io::Error::other(error)))??;
        for hub in hubs {
            let (tell, told) = crossbeam_channel::bounded(1);
            let notify = Arc::clone(&notify);
            let task = tokio::spawn(async move {
                let run = AssertUnwindSafe(transport::run_task(hub, notify));
                // Nothing of it is looked at after a panic.
                let end = run.catch_unwind().await;
                // Nobody may be waiting.
                _ = tell.send(end.map_or(End::Panicked, End::Sessions));
            });
            engine.running.push(Running::Task { task, told });
        }
        Ok((engine, feeds))
    }
}

impl std::fmt::Debug for Builder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builder")
            .field("endpoint", &self.endpoint)
            .field("accounts", &self.accounts)
            .field("strategies", &self.strategies)
            .finish_non_exhaustive()
    }
}

/// Starts the I/O thread, and waits until it is pinned.
fn spawn(
    run: impl FnOnce() -> SessionError + Send + 'static,
    core: Option<usize>,
) -> Result<JoinHandle<SessionError>, StartError> {
    let (tell, pinned) = crossbeam_channel::bounded(1);
    let run = move || {
        let result = core.map_or(Ok(()), transport::pin_current_thread);
        let go = result.is_ok();
        // Whoever starts the engine waits for this.
        _ = tell.send(result);
        match go {
            true => run(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CloseReason;
    use crate::engine::EngineError;

    /// A panic of the I/O thread would be a mistake of this library. Nobody waits
    /// for it in vain: the strategies read on to the end of what there is, and the
    /// program is told.
    #[test]
    fn a_panic_of_the_io_thread_is_told() {
        let endpoint = Endpoint::parse("ws://127.0.0.1:9/").unwrap();
        let builder = Builder::new(endpoint).token(Token::new("TOKEN".into()).unwrap());
        let builder = builder.strategy("one", |it| it.trades(["005930"]));
        let prepared = builder.prepare(vec![Bell::new(|| ())]);
        let (hubs, mut engine, mut feeds) = prepared.unwrap();
        let run = move || {
            let _hubs = hubs;
            panic!("as this test wants it");
        };
        engine
            .running
            .push(Running::Thread(spawn(run, None).unwrap()));
        assert!(feeds[0].wait(None));
        let end = feeds[0].each(1, |_| ()).unwrap_err();
        assert_eq!(end.reason, CloseReason::Abandoned);
        assert_eq!(engine.join(), Err(EngineError::Panicked));
    }
}
