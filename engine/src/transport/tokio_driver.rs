//! The hub driven by one tokio task, over tokio-tungstenite.
//!
//! It tells the strategies what the [I/O thread](super::driver) does, in the
//! same order. What differs: tungstenite hands each message out in memory of
//! its own, so its text is copied once into a padded buffer before it is
//! decoded; the runtime wakes the task; and the kernel's stamps can't be had.

use super::{LinkError, RxStamp, Stage, Target, clock, link, upgrade};
use crate::hub::{Hub, Wires};
use crate::session::{Frame, Input, LinkLoss, OpenStep, Route, SessionError};
use crate::wire::{Limits, PADDING, SendBuf};
use futures_util::{Sink, SinkExt as _, Stream};
use std::collections::VecDeque;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio_rustls::TlsConnector;
use tokio_tungstenite::WebSocketStream;
use tungstenite::Message;
use tungstenite::client::IntoClientRequest as _;
use tungstenite::error::{Error, ProtocolError};
use tungstenite::protocol::frame::coding::CloseCode;
use tungstenite::protocol::{CloseFrame, WebSocketConfig};

/// Messages of a connection in a row before others, commands and timers get
/// their turn.
const BUDGET: usize = 256;

/// How long to sleep at a time where nothing is due.
const LONGEST_SLEEP: Duration = Duration::from_secs(3600);

/// How long a goodbye may take.
const GOODBYE: Duration = Duration::from_secs(1);

/// Bytes that tungstenite reads at a time. It zeroes as many before each read,
/// so its default of 128 KiB costs more than the reading.
const READ_BUFFER: usize = 16 * 1024;

/// A stream that bytes come from, plain or TLS.
trait Bytes: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Bytes for T {}

type Socket = WebSocketStream<Box<dyn Bytes>>;

/// How far the opening has come.
enum Opened {
    Tcp(TcpStream),
    Bytes(Box<dyn Bytes>),
    Socket(Box<Socket>),
}

type Opening = Pin<Box<dyn Future<Output = Result<Opened, LinkError>> + Send>>;

enum Link {
    None,
    Opening {
        stage: Stage,
        target: Target,
        step: Opening,
    },
    Open {
        socket: Box<Socket>,
        /// What is to be sent, in order.
        queue: VecDeque<Message>,
    },
}

struct Sockets {
    links: Vec<Link>,
}

/// Runs the hub until all its sessions are over; gives why they are. `bell`
/// calls it from its sleep.
pub(crate) async fn run(mut hub: Hub, bell: Arc<Notify>) -> SessionError {
    let mut sockets = Sockets {
        links: (0..hub.count()).map(|_| Link::None).collect(),
    };
    let mut scratch = Vec::new();
    hub.start(&mut sockets);
    while !hub.is_over() {
        let backlog = hub.notify();
        let timeout = hub.rest(backlog).unwrap_or(LONGEST_SLEEP);
        let links = std::future::poll_fn(|cx| sockets.poll(cx, &mut hub, &mut scratch));
        tokio::select! {
            () = links => {}
            () = bell.notified() => {}
            () = tokio::time::sleep(timeout) => {}
        }
        hub.chores(&mut sockets);
        // Whoever else shares this thread gets a turn in a storm, too.
        tokio::task::yield_now().await;
    }
    hub.finish()
}

impl Sockets {
    /// Comes further with each connection; ready when any has.
    fn poll(&mut self, cx: &mut Context<'_>, hub: &mut Hub, scratch: &mut Vec<u8>) -> Poll<()> {
        let mut any = false;
        for at in 0..self.links.len() {
            any |= match &self.links[at] {
                Link::None => false,
                Link::Opening { .. } => self.poll_opening(cx, hub, at),
                Link::Open { .. } => self.poll_open(cx, hub, at, scratch),
            };
        }
        if any { Poll::Ready(()) } else { Poll::Pending }
    }

    fn poll_opening(&mut self, cx: &mut Context<'_>, hub: &mut Hub, at: usize) -> bool {
        let Link::Opening {
            stage,
            target,
            step,
        } = &mut self.links[at]
        else {
            return false;
        };
        let Poll::Ready(result) = step.as_mut().poll(cx) else {
            return false;
        };
        let before = *stage;
        match result {
            Ok(Opened::Tcp(stream)) => {
                *stage = Stage::Tls;
                *step = match &target.tls {
                    Some(_) => Box::pin(secure(target.clone(), stream)),
                    None => Box::pin(std::future::ready(Ok(Opened::Bytes(Box::new(stream))))),
                };
                hub.on_input(self, at, Input::Step(OpenStep::Tls));
            }
            Ok(Opened::Bytes(stream)) => {
                *stage = Stage::Upgrading;
                *step = Box::pin(shake_hands(target.clone(), stream));
                hub.on_input(self, at, Input::Step(OpenStep::Upgrade));
            }
            Ok(Opened::Socket(socket)) => {
                self.links[at] = Link::Open {
                    socket,
                    queue: VecDeque::new(),
                };
                hub.on_input(self, at, Input::Opened);
            }
            Err(error) => {
                self.links[at] = Link::None;
                let loss = LinkLoss::from(&error);
                hub.on_failed(self, at, before, loss);
            }
        }
        true
    }

    /// Sends what is queued, and takes what is there.
    fn poll_open(
        &mut self,
        cx: &mut Context<'_>,
        hub: &mut Hub,
        at: usize,
        scratch: &mut Vec<u8>,
    ) -> bool {
        let mut any = false;
        for _ in 0..BUDGET {
            let Link::Open { socket, queue } = &mut self.links[at] else {
                return true;
            };
            if let Err(error) = poll_send(cx, socket, queue) {
                self.lose(hub, at, &error);
                return true;
            }
            match Pin::new(&mut **socket).poll_next(cx) {
                Poll::Pending => return any,
                Poll::Ready(None) => {
                    self.lose(hub, at, &Error::ConnectionClosed);
                    return true;
                }
                Poll::Ready(Some(Err(error))) => {
                    self.lose(hub, at, &error);
                    return true;
                }
                Poll::Ready(Some(Ok(message))) => {
                    any = true;
                    self.message(cx, hub, at, message, scratch);
                    hub.notify();
                }
            }
        }
        any
    }

    fn message(
        &mut self,
        cx: &mut Context<'_>,
        hub: &mut Hub,
        at: usize,
        message: Message,
        scratch: &mut Vec<u8>,
    ) {
        let stamp = |bytes| RxStamp {
            kernel: None,
            mono: clock::mono(),
            bytes,
        };
        match message {
            Message::Text(text) => {
                let stamp = stamp(text.len());
                hub.on_bytes(at, stamp);
                // The copy that an I/O thread of our own doesn't make.
                scratch.clear();
                scratch.extend_from_slice(text.as_bytes());
                scratch.resize(text.len() + PADDING, 0);
                match hub.on_text(at, stamp, text.as_bytes()) {
                    Route::Data => hub.decode(at, stamp, scratch, text.len()),
                    Route::Handled => hub.act_on(self, at),
                }
            }
            // tungstenite answers it by itself.
            Message::Ping(payload) => {
                hub.on_bytes(at, stamp(payload.len()));
                hub.on_message(at);
            }
            Message::Binary(payload) | Message::Pong(payload) => {
                hub.on_bytes(at, stamp(payload.len()));
                hub.on_ignored(at, payload.len());
            }
            Message::Close(frame) => {
                hub.on_bytes(at, stamp(0));
                hub.on_message(at);
                let (code, reason) = match &frame {
                    Some(frame) => (Some(frame.code.into()), frame.reason.as_str()),
                    None => (None, ""),
                };
                if let Link::Open { socket, .. } = &mut self.links[at] {
                    // The answer is queued: what the socket takes at once goes.
                    _ = Pin::new(&mut **socket).poll_flush(cx);
                }
                self.links[at] = Link::None;
                hub.on_close(self, at, code, reason);
            }
            Message::Frame(_) => {}
        }
    }

    fn lose(&mut self, hub: &mut Hub, at: usize, error: &Error) {
        let link = std::mem::replace(&mut self.links[at], Link::None);
        let loss = loss_of(error);
        if let (LinkLoss::Protocol { code }, Link::Open { socket, .. }) = (&loss, link) {
            say_goodbye(socket, VecDeque::new(), *code);
        }
        hub.on_lost(self, at, loss);
    }
}

/// Hands over what is queued, as far as it is taken.
fn poll_send(
    cx: &mut Context<'_>,
    socket: &mut Socket,
    queue: &mut VecDeque<Message>,
) -> Result<(), Error> {
    let mut socket = Pin::new(socket);
    while !queue.is_empty() {
        match socket.as_mut().poll_ready(cx) {
            Poll::Pending => return Ok(()),
            Poll::Ready(result) => result?,
        }
        if let Some(message) = queue.pop_front() {
            socket.as_mut().start_send(message)?;
        }
    }
    match socket.poll_flush(cx) {
        Poll::Ready(result) => result,
        Poll::Pending => Ok(()),
    }
}

/// Sends what was handed over and a Close frame, without anybody waiting.
fn say_goodbye(mut socket: Box<Socket>, queue: VecDeque<Message>, code: u16) {
    tokio::spawn(async move {
        let goodbye = async {
            for message in queue {
                socket.send(message).await?;
            }
            let frame = CloseFrame {
                code: CloseCode::from(code),
                reason: "".into(),
            };
            socket.close(Some(frame)).await
        };
        // Where it can't be said in time, the other side is gone.
        _ = tokio::time::timeout(GOODBYE, goodbye).await;
    });
}

impl Wires for Sockets {
    fn connect(&mut self, at: usize, target: &Target) -> Result<(), Box<LinkLoss>> {
        self.links[at] = Link::Opening {
            stage: Stage::Connecting,
            target: target.clone(),
            step: Box::pin(connect(target.clone())),
        };
        Ok(())
    }

    fn send(&mut self, at: usize, frame: &Frame) -> Result<(), Box<LinkLoss>> {
        let Link::Open { queue, .. } = &mut self.links[at] else {
            return Ok(());
        };
        if matches!(frame, Frame::Secret(_)) && shows_frames() {
            self.links[at] = Link::None;
            return Err(Box::new(LinkLoss::LogShowsToken));
        }
        let text = String::from_utf8_lossy(frame.bytes()).into_owned();
        queue.push_back(Message::text(text));
        Ok(())
    }

    /// The task sends it when it comes to the connection next.
    fn flush(&mut self, _at: usize) -> Result<(), Box<LinkLoss>> {
        Ok(())
    }

    fn close(&mut self, at: usize, code: u16) {
        if let Link::Open { socket, queue } = std::mem::replace(&mut self.links[at], Link::None) {
            say_goodbye(socket, queue, code);
        }
    }
}

/// Whether the program logs at a level at which tungstenite writes whole frames
/// into the log.
fn shows_frames() -> bool {
    log::log_enabled!(target: "tungstenite::protocol", log::Level::Trace)
        || log::log_enabled!(target: "tungstenite::protocol::frame", log::Level::Trace)
}

async fn connect(target: Target) -> Result<Opened, LinkError> {
    let failed = |error: io::Error| LinkError::io(Stage::Connecting, &error);
    let stream = TcpStream::connect(target.addr).await.map_err(failed)?;
    link::set_options(&stream).map_err(failed)?;
    Ok(Opened::Tcp(stream))
}

async fn secure(target: Target, stream: TcpStream) -> Result<Opened, LinkError> {
    let Some(config) = target.tls else {
        return Ok(Opened::Bytes(Box::new(stream)));
    };
    let host = upgrade::server_name(&target.host)?;
    let secured = TlsConnector::from(config).connect(host, stream).await;
    let stream = secured.map_err(|error| {
        let inner = error.get_ref().and_then(|it| it.downcast_ref());
        match inner {
            Some(error) => LinkError::from(rustls::Error::clone(error)),
            None if error.kind() == io::ErrorKind::UnexpectedEof => LinkError::Eof(Stage::Tls),
            None => LinkError::io(Stage::Tls, &error),
        }
    })?;
    Ok(Opened::Bytes(Box::new(stream)))
}

async fn shake_hands(target: Target, stream: Box<dyn Bytes>) -> Result<Opened, LinkError> {
    let request = upgrade::address(&target).into_client_request();
    let request = request.map_err(|error| LinkError::Target(error.to_string()))?;
    let limits = Limits::DEFAULT;
    let config = WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER)
        // Pongs that a server doesn't take: a newer one replaces those beyond.
        .max_write_buffer_size(SendBuf::MAX_PENDING)
        .max_message_size(Some(limits.message))
        .max_frame_size(Some(limits.message));
    let shaken = tokio_tungstenite::client_async_with_config(request, stream, Some(config)).await;
    let (socket, response) = shaken.map_err(|error| match &error {
        Error::Http(response) => LinkError::UpgradeRefused(response.status().as_u16()),
        Error::Io(error) => LinkError::io(Stage::Upgrading, error),
        Error::Protocol(ProtocolError::HandshakeIncomplete) => LinkError::Eof(Stage::Upgrading),
        _ => LinkError::Upgrade(super::UpgradeFault::Other(error.to_string())),
    })?;
    if response.headers().contains_key("sec-websocket-extensions") {
        return Err(LinkError::Upgrade(super::UpgradeFault::Extension));
    }
    Ok(Opened::Socket(Box::new(socket)))
}

/// How the session sees a connection's end.
fn loss_of(error: &Error) -> LinkLoss {
    match error {
        Error::ConnectionClosed
        | Error::AlreadyClosed
        | Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => LinkLoss::Truncated,
        Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => LinkLoss::Truncated,
        Error::Io(error) => LinkLoss::Io(error.kind()),
        Error::Capacity(_) => LinkLoss::Protocol { code: 1009 },
        Error::Utf8(_) => LinkLoss::Protocol { code: 1007 },
        Error::Protocol(_) => LinkLoss::Protocol { code: 1002 },
        _ => LinkLoss::Io(io::ErrorKind::Other),
    }
}
