//! The simulator on a socket: its settings, its thread, its end.

pub(crate) mod connection;
mod feed;
mod http;
mod pipe;
mod tls;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::rc::Rc;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::Instant;
use tokio_rustls::TlsAcceptor;

use self::connection::{Connection, HANDSHAKE, Mailbox};
use self::feed::Feed;
use crate::counters::{ConnectionCounters, Counters};
use crate::desk::Tills;
use crate::market::Flush;
use crate::replay::Replay;
use crate::rules::Rules;

/// Ended connections whose figures are kept.
const KEPT: usize = 1_000;

/// How fast messages come, for each connection and over all that it has
/// subscribed to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rate {
    /// Messages a second: with [`Flush::AtOnce`] so many frames, otherwise so
    /// many rows in fewer frames. A client that reads too slowly gets fewer.
    PerSecond(f64),
    /// Whenever the socket takes more.
    AsFastAsRead,
}

/// The settings of a simulator, from [`Simulator::builder`].
#[derive(Clone)]
#[must_use = "nothing runs before start()"]
pub struct Builder {
    seed: u64,
    rate: Rate,
    flush: Flush,
    limit: Option<u64>,
    rules: Rules,
    bind: String,
    tls: Option<(Vec<u8>, Vec<u8>)>,
    replay: Option<Replay>,
}

/// Leaves out the TLS key and the tokens.
impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("seed", &self.seed)
            .field("rate", &self.rate)
            .field("flush", &self.flush)
            .field("limit", &self.limit)
            .field("rules", &self.rules)
            .field("bind", &self.bind)
            .field("tls", &self.tls.is_some())
            .field("replay", &self.replay.as_ref().map(Replay::len))
            .finish()
    }
}

impl Builder {
    /// Decides every price and every order; 1 unless set.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How fast messages come; 10 a second unless set.
    pub fn rate(mut self, rate: Rate) -> Self {
        self.rate = rate;
        self
    }

    /// When messages are sent; every 100 ms unless set, as on the paper host.
    pub fn flush(mut self, flush: Flush) -> Self {
        self.flush = flush;
        self
    }

    /// Each connection gets so many REAL frames and no more; it stays open,
    /// and PINGs go on. No limit unless set.
    pub fn limit(mut self, frames: u64) -> Self {
        self.limit = Some(frames);
        self
    }

    /// Limits and intervals; [`Rules::default`] unless set.
    pub fn rules(mut self, rules: Rules) -> Self {
        self.rules = rules;
        self
    }

    /// Address and port to listen on; `127.0.0.1:0`, any free port of this
    /// machine alone, unless set.
    pub fn bind(mut self, address: impl Into<String>) -> Self {
        self.bind = address.into();
        self
    }

    /// Speaks TLS, with this certificate chain and key, both in PEM. Without
    /// it the simulator speaks plain TCP.
    pub fn tls(mut self, chain: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        self.tls = Some((chain.into(), key.into()));
        self
    }

    /// Sends recorded frames instead of the market's.
    pub fn replay(mut self, replay: Replay) -> Self {
        self.replay = Some(replay);
        self
    }

    /// Opens the port and starts the simulator's thread.
    ///
    /// # Errors
    ///
    /// When the rate or the flush slot isn't positive, the certificate can't
    /// be used, the address can't be bound, or no thread can be started.
    pub fn start(self) -> Result<Simulator, StartError> {
        if let Rate::PerSecond(rate) = self.rate
            && !(rate.is_finite() && rate > 0.0)
        {
            return Err(StartError::Rate(rate));
        }
        if self.flush == Flush::Every(Duration::ZERO) {
            return Err(StartError::Slot);
        }
        let tls = match &self.tls {
            Some((chain, key)) => Some(TlsAcceptor::from(tls::config(chain, key)?)),
            None => None,
        };
        let bound = |error| StartError::Bind(self.bind.clone(), error);
        let listener = TcpListener::bind(&self.bind).map_err(bound)?;
        let address = listener.local_addr().map_err(bound)?;
        listener.set_nonblocking(true).map_err(bound)?;
        let secure = tls.is_some();
        let (orders, asked) = unbounded_channel();
        let thread = std::thread::Builder::new()
            .name("kiwoom-simulator".to_owned())
            .spawn(move || run(listener, tls, self, asked))
            .map_err(StartError::Thread)?;
        Ok(Simulator {
            address,
            secure,
            orders,
            thread: Some(thread),
        })
    }
}

/// Why a simulator didn't start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The address can't be bound.
    Bind(String, io::Error),
    /// The certificate or its key can't be used.
    Certificate(String),
    /// The rate isn't a positive number.
    Rate(f64),
    /// The flush slot has no length.
    Slot,
    /// The thread couldn't be started.
    Thread(io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bind(address, error) => write!(
                f,
                "can't listen on {address}: {error}; choose another port, or port 0 for any"
            ),
            Self::Certificate(what) => write!(
                f,
                "can't use the certificate: {what}; give a chain and its key in PEM"
            ),
            Self::Rate(rate) => write!(f, "the rate must be above zero, not {rate}"),
            Self::Slot => f.write_str("the flush slot must be longer than zero; or flush at once"),
            Self::Thread(error) => write!(f, "can't start the simulator's thread: {error}"),
        }
    }
}

impl std::error::Error for StartError {}

/// A running stand-in exchange. Dropping it stops it.
///
/// Any number of clients may connect, to `/api/dostk/websocket` or
/// `/api/us/websocket`. Each connection has a market of its own from the same
/// seed, so that what one client does never shows in the frames of another.
/// `POST /oauth2/token` and `/oauth2/revoke` work on the same port.
#[derive(Debug)]
pub struct Simulator {
    address: SocketAddr,
    secure: bool,
    orders: UnboundedSender<Order>,
    thread: Option<JoinHandle<Counters>>,
}

/// What the owner asks of the thread.
#[derive(Debug)]
enum Order {
    Count(mpsc::Sender<Counters>),
    Stop,
}

impl Simulator {
    /// Settings to start from: seed 1, ten messages a second.
    pub fn builder() -> Builder {
        Builder {
            seed: 1,
            rate: Rate::PerSecond(10.0),
            flush: Flush::Every(Duration::from_millis(100)),
            limit: None,
            rules: Rules::default(),
            bind: "127.0.0.1:0".to_owned(),
            tls: None,
            replay: None,
        }
    }

    /// Where it listens.
    #[must_use]
    pub const fn addr(&self) -> SocketAddr {
        self.address
    }

    /// The address of the domestic socket for clients on this machine, such as
    /// `ws://127.0.0.1:40123/api/dostk/websocket`; `wss` with TLS.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}/api/dostk/websocket", self.origin())
    }

    /// The address of the US socket, as [`url`](Self::url).
    #[must_use]
    pub fn us_url(&self) -> String {
        format!("{}/api/us/websocket", self.origin())
    }

    fn origin(&self) -> String {
        let scheme = if self.secure { "wss" } else { "ws" };
        format!("{scheme}://{}", self.address)
    }

    /// What has been sent until now. Waits for the simulator's thread, which
    /// takes well under a second.
    #[must_use]
    pub fn counters(&self) -> Counters {
        let (sender, receiver) = mpsc::channel();
        let asked = self.orders.send(Order::Count(sender));
        asked
            .ok()
            .and_then(|()| receiver.recv().ok())
            .unwrap_or_default()
    }

    /// Closes the port and every connection, without a word to the clients,
    /// and tells what was sent. Waits for the thread to end.
    pub fn stop(mut self) -> Counters {
        self.end()
    }

    fn end(&mut self) -> Counters {
        // A thread that has ended already takes no orders.
        let _ = self.orders.send(Order::Stop);
        let ended = self.thread.take().map(JoinHandle::join);
        ended.and_then(Result::ok).unwrap_or_default()
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.end();
    }
}

/// What all connections share; they live on one thread.
pub(crate) struct Hub {
    pub(crate) rules: Arc<Rules>,
    pub(crate) tokens_issued: Cell<u64>,
    settings: Builder,
    start: Instant,
    last_id: Cell<u64>,
    tills: RefCell<Tills>,
    open: RefCell<BTreeMap<u64, (Rc<RefCell<Connection>>, Rc<Mailbox>)>>,
    ended: RefCell<VecDeque<ConnectionCounters>>,
}

impl Hub {
    /// Time since the start.
    pub(crate) fn now(&self) -> Duration {
        self.start.elapsed()
    }

    /// Waits for a point in time, for ever when there is none.
    pub(crate) async fn sleep_until(&self, wake: Option<Duration>) {
        match wake {
            Some(wake) => tokio::time::sleep_until(self.start + wake).await,
            None => std::future::pending().await,
        }
    }

    pub(crate) fn next_id(&self) -> u64 {
        self.last_id.set(self.last_id.get() + 1);
        self.last_id.get()
    }

    pub(crate) fn feed(&self) -> Feed {
        let Builder {
            seed,
            rate,
            flush,
            limit,
            ref replay,
            ..
        } = self.settings;
        match replay {
            Some(replay) => Feed::replay(replay.clone(), rate, limit),
            None => Feed::market(seed, rate, flush, limit),
        }
    }

    pub(crate) fn enter(&self, id: u64, connection: Rc<RefCell<Connection>>, mailbox: Rc<Mailbox>) {
        self.open.borrow_mut().insert(id, (connection, mailbox));
    }

    pub(crate) fn leave(&self, id: u64) {
        self.tills.borrow_mut().leave(id);
        if let Some((connection, _)) = self.open.borrow_mut().remove(&id) {
            let mut ended = self.ended.borrow_mut();
            if ended.len() == KEPT {
                ended.pop_front();
            }
            ended.push_back(connection.borrow().counters());
        }
    }

    /// A session logged in, and others may have to go.
    pub(crate) fn log_in(&self, token: &str, id: u64) {
        let kicked = self
            .tills
            .borrow_mut()
            .enter(token, id, self.rules.second_session);
        let open = self.open.borrow();
        for (_, mailbox) in kicked.iter().filter_map(|id| open.get(id)) {
            mailbox.kick();
        }
    }

    fn counters(&self) -> Counters {
        let open = self.open.borrow();
        let open = open
            .values()
            .map(|(connection, _)| connection.borrow().counters());
        let mut connections: Vec<_> = self.ended.borrow().iter().cloned().chain(open).collect();
        connections.sort_by_key(|connection| connection.id);
        Counters {
            connections,
            tokens_issued: self.tokens_issued.get(),
        }
    }
}

/// The simulator's thread.
fn run(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    settings: Builder,
    orders: UnboundedReceiver<Order>,
) -> Counters {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let Ok(runtime) = runtime else {
        return Counters::default();
    };
    let local = tokio::task::LocalSet::new();
    local.block_on(&runtime, serve(listener, tls, settings, orders))
}

async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    settings: Builder,
    mut orders: UnboundedReceiver<Order>,
) -> Counters {
    let hub = Rc::new(Hub {
        rules: Arc::new(settings.rules.clone()),
        tokens_issued: Cell::new(0),
        settings,
        start: Instant::now(),
        last_id: Cell::new(0),
        tills: RefCell::default(),
        open: RefCell::default(),
        ended: RefCell::default(),
    });
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return Counters::default();
    };
    loop {
        tokio::select! {
            order = orders.recv() => match order {
                Some(Order::Count(sender)) => {
                    // Whoever asked may have gone.
                    let _ = sender.send(hub.counters());
                }
                Some(Order::Stop) | None => return hub.counters(),
            },
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    let (tls, hub) = (tls.clone(), Rc::clone(&hub));
                    tokio::task::spawn_local(async move {
                        // The end of a connection is in its counters.
                        let _ = welcome(stream, peer, tls, hub).await;
                    });
                }
                // Out of descriptors, most likely: some may come free.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
        }
    }
}

async fn welcome(
    stream: tokio::net::TcpStream,
    peer: SocketAddr,
    tls: Option<TlsAcceptor>,
    hub: Rc<Hub>,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    match tls {
        None => connection::serve(stream, peer, hub).await,
        Some(tls) => {
            let secured = tokio::time::timeout(HANDSHAKE, tls.accept(stream)).await;
            let secured = secured.map_err(|_| io::ErrorKind::TimedOut)??;
            connection::serve(secured, peer, hub).await
        }
    }
}
