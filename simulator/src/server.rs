//! The simulator on a socket: its thread, from start to end.

mod builder;
mod connection;
mod feed;
mod http;
mod hub;
mod pipe;
mod tls;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::rc::Rc;
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_rustls::TlsAcceptor;

pub use self::builder::{Builder, Rate, StartError};
use self::connection::HANDSHAKE;
use self::hub::Hub;
use crate::counters::Counters;

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
