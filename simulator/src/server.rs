//! The simulator on a socket: its thread, from start to end.

mod builder;
mod connection;
mod early;
mod feed;
mod http;
mod hub;
mod pipe;
mod throttle;
mod tls;
mod trouble;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::net::{TcpListener as Listener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::Instant;
use tokio_rustls::TlsAcceptor;

pub use self::builder::{Builder, Rate, StartError};
use self::hub::Hub;
pub(crate) use self::pipe::header;
use crate::counters::Counters;
use crate::fault::{Fault, Impossible};

/// How long to wait before something that failed is tried again.
const AGAIN: Duration = Duration::from_millis(50);

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
    Inject(Fault),
    Stop,
}

impl Simulator {
    /// Settings to start from: seed 1, ten messages a second.
    pub fn builder() -> Builder {
        Builder::new()
    }

    /// Starts the thread that serves `listener`.
    fn run(
        listener: TcpListener,
        address: SocketAddr,
        tls: Option<TlsAcceptor>,
        settings: Builder,
    ) -> io::Result<Self> {
        let secure = tls.is_some();
        let (orders, asked) = unbounded_channel();
        let thread = std::thread::Builder::new()
            .name("kiwoom-simulator".to_owned())
            .spawn(move || run(listener, tls, settings, asked))?;
        Ok(Self {
            address,
            secure,
            orders,
            thread: Some(thread),
        })
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

    /// Where the REST calls for tokens go, such as `http://127.0.0.1:40123`;
    /// `https` with TLS.
    #[must_use]
    pub fn rest_url(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
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

    /// Has something go wrong now, on all connections that are open. One that
    /// isn't a WebSocket yet ends by what ends connections, and is spared the
    /// rest. Returns at once.
    ///
    /// # Errors
    ///
    /// When there can't be such a fault: its figures can't be, or it is an
    /// answer (`refuse`, `ignore`, `delay`), which needs a
    /// [`Script`](crate::Script).
    pub fn inject(&self, fault: Fault) -> Result<(), Impossible> {
        fault.check_unasked()?;
        // A thread that has ended has no connections.
        let _ = self.orders.send(Order::Inject(fault));
        Ok(())
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
    let hub = Rc::new(Hub::new(settings));
    let (Ok(address), Ok(listener)) = (listener.local_addr(), Listener::from_std(listener)) else {
        return Counters::default();
    };
    let mut listener = Some(listener);
    let mut back = Instant::now();
    loop {
        if let Some(time) = hub.take_away() {
            // The port is closed as long as nobody listens.
            listener = None;
            back = Instant::now() + time;
        }
        tokio::select! {
            order = orders.recv() => if obey(order, &hub).is_break() {
                return hub.counters();
            },
            () = hub.went_away.notified() => {}
            accepted = accept(listener.as_ref()) => match accepted {
                Ok((stream, peer)) => {
                    let (tls, hub) = (tls.clone(), Rc::clone(&hub));
                    tokio::task::spawn_local(async move {
                        // The end of a connection is in its counters.
                        let _ = early::welcome(stream, peer, tls, hub).await;
                    });
                }
                // Out of descriptors, most likely: some may come free.
                Err(_) => tokio::time::sleep(AGAIN).await,
            },
            () = tokio::time::sleep_until(back), if listener.is_none() => {
                match Listener::bind(address).await {
                    Ok(bound) => listener = Some(bound),
                    // Another program took the port meanwhile.
                    Err(_) => back += AGAIN,
                }
            }
        }
    }
}

/// Does what the owner asks; breaks when that is to stop.
fn obey(order: Option<Order>, hub: &Hub) -> ControlFlow<()> {
    match order {
        Some(Order::Count(sender)) => {
            // Whoever asked may have gone.
            let _ = sender.send(hub.counters());
        }
        Some(Order::Inject(fault)) => hub.inject(&fault),
        Some(Order::Stop) | None => return ControlFlow::Break(()),
    }
    ControlFlow::Continue(())
}

/// The next connection; none as long as nobody listens.
async fn accept(listener: Option<&Listener>) -> io::Result<(TcpStream, SocketAddr)> {
    match listener {
        Some(listener) => listener.accept().await,
        None => std::future::pending().await,
    }
}
