//! What comes before the WebSocket is there, and what goes wrong in it.

use std::io;
use std::net::SocketAddr;
use std::ops::ControlFlow;
use std::rc::Rc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tungstenite::WebSocket;
use tungstenite::protocol::WebSocketConfig;

use super::connection;
use super::http::{self, Call, Request};
use super::hub::{Hub, Mailbox};
use super::pipe::Pipe;
use super::throttle::{Pace, Socket, Throttle};
use super::trouble::GARBAGE;
use crate::fault::{Fault, Plot, When};

/// How long a client may take for TLS and the handshake.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// A connection that was accepted, and what is to go wrong on it.
pub(crate) struct Guest {
    pub(super) number: u64,
    pub(super) hub: Rc<Hub>,
    pub(super) mailbox: Rc<Mailbox>,
    pub(super) plot: Plot,
    pub(super) pace: Pace,
}

impl Drop for Guest {
    fn drop(&mut self) {
        self.hub.see_off(self.number);
    }
}

/// A connection with an open WebSocket.
pub(crate) struct Opened {
    pub(super) stream: Box<dyn Socket>,
    pub(super) socket: WebSocket<Pipe>,
    pub(super) us: bool,
}

/// Serves one connection to its end. An error is the client's going away.
pub(super) async fn welcome(
    stream: TcpStream,
    peer: SocketAddr,
    tls: Option<TlsAcceptor>,
    hub: Rc<Hub>,
) -> io::Result<()> {
    let mut guest = Hub::accept(&hub);
    let mailbox = Rc::clone(&guest.mailbox);
    let opened = tokio::select! {
        opened = guest.open(stream, tls) => opened?,
        () = mailbox.dismissed() => None,
    };
    match opened {
        Some(opened) => connection::serve(opened, peer, guest).await,
        None => Ok(()),
    }
}

impl Guest {
    /// The way to the WebSocket; none where the connection ended before.
    async fn open(
        &mut self,
        stream: TcpStream,
        tls: Option<TlsAcceptor>,
    ) -> io::Result<Option<Opened>> {
        stream.set_nodelay(true)?;
        let mut stream = Throttle::new(stream, Rc::clone(&self.pace));
        if self.goes_wrong(When::Connect, &mut stream).await? {
            return Ok(None);
        }
        let mut stream: Box<dyn Socket> = match tls {
            None => Box::new(stream),
            Some(tls) => {
                let secured = timeout(HANDSHAKE, tls.accept(stream)).await;
                Box::new(secured.map_err(|_| io::ErrorKind::TimedOut)??)
            }
        };
        let stream_ref = &mut *stream;
        let request = timeout(HANDSHAKE, Request::read(stream_ref)).await;
        let request = request.map_err(|_| io::ErrorKind::TimedOut)??;
        if let Some(call) = request.call() {
            self.answer(call, stream_ref).await?;
            return Ok(None);
        }
        let us = match request.path.as_str() {
            "/api/dostk/websocket" => false,
            "/api/us/websocket" => true,
            _ => {
                respond(stream_ref, "404 Not Found", "{}").await?;
                return Ok(None);
            }
        };
        if self.goes_wrong(When::Upgrade, stream_ref).await? {
            return Ok(None);
        }
        let Some(socket) = shake_hands(&request.head, self.hub.rules.frame_limit) else {
            respond(stream_ref, "400 Bad Request", "{}").await?;
            return Ok(None);
        };
        Ok(Some(Opened { stream, socket, us }))
    }

    /// Lets happen what is to happen now; whether the connection is over by it.
    async fn goes_wrong(&mut self, when: When, stream: &mut dyn Socket) -> io::Result<bool> {
        for fault in self.plot.take(|it| it == when) {
            if self.suffer(fault, stream).await?.is_break() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// One thing goes wrong; it breaks where the connection is over by it.
    async fn suffer(&self, fault: Fault, stream: &mut dyn Socket) -> io::Result<ControlFlow<()>> {
        match fault {
            Fault::Slow(bytes, time) => {
                self.pace.set(Some((bytes, time)));
                return Ok(ControlFlow::Continue(()));
            }
            Fault::Away(time) => {
                self.hub.go_away(time);
                return Ok(ControlFlow::Continue(()));
            }
            Fault::Restart(time) => self.hub.restart(time),
            // It hears the client out, and says nothing.
            Fault::Ignore => while stream.read(&mut [0; 1024]).await? > 0 {},
            Fault::Reset => stream.reset(),
            Fault::Garbage => {
                stream.write_all(GARBAGE).await?;
                part(stream).await;
            }
            Fault::Refuse(status) => {
                respond(stream, &format!("{status} Refused"), "{}").await?;
            }
            // What is left of those that may be there: `drop`.
            _ => part(stream).await,
        }
        Ok(ControlFlow::Break(()))
    }

    /// Answers a REST call.
    async fn answer(&mut self, call: Call, stream: &mut dyn Socket) -> io::Result<()> {
        let Call::Token(key) = call else {
            return respond(stream, "200 OK", http::DONE).await;
        };
        let mut is_over = false;
        for fault in self.plot.take(|when| when == When::Token) {
            match fault {
                Fault::Delay(time) => tokio::time::sleep(time).await,
                Fault::Expire(None) => is_over = true,
                Fault::Expire(Some(key)) => self.hub.expire_key(&key),
                Fault::Text(text) => return respond(stream, "200 OK", &text).await,
                Fault::Refuse(code) if !(100..600).contains(&code) => {
                    let (status, body) = http::token_refused(code);
                    return respond(stream, status, &body).await;
                }
                fault => {
                    if self.suffer(fault, stream).await?.is_break() {
                        return Ok(());
                    }
                }
            }
        }
        let Some(key) = key else {
            return respond(stream, "200 OK", http::KEYS_MISSING).await;
        };
        let token = self.hub.issue(&key);
        if is_over {
            self.hub.expire_key(&key);
        }
        respond(stream, "200 OK", &http::token_issued(&token)).await
    }
}

async fn respond(stream: &mut dyn Socket, status: &str, body: &str) -> io::Result<()> {
    stream.write_all(&http::response(status, body)).await?;
    stream.shutdown().await
}

/// Ends the stream of the TCP connection, without a goodbye of whatever runs on
/// it, and lets the client read to that end: a socket that is closed with bytes
/// unread resets the connection, and takes back what was said.
pub(super) async fn part(stream: &mut dyn Socket) {
    let tcp = stream.throttle();
    let farewell = async {
        tcp.shutdown().await?;
        while tcp.read(&mut [0; 1024]).await? > 0 {}
        io::Result::Ok(())
    };
    // A client that doesn't go, or goes with a reset: it is over either way.
    let _ = timeout(connection::GRACE, farewell).await;
}

/// The WebSocket handshake, for which the whole head is there.
fn shake_hands(head: &[u8], frame_limit: usize) -> Option<WebSocket<Pipe>> {
    let mut pipe = Pipe::default();
    pipe.feed(head);
    let config = WebSocketConfig::default()
        .read_buffer_size(8 * 1024)
        .max_message_size(Some(frame_limit))
        .max_frame_size(Some(frame_limit));
    tungstenite::accept_with_config(pipe, Some(config)).ok()
}
