//! The hub driven by one tokio task, over tokio-tungstenite.
//!
//! It tells the strategies what the [I/O thread](super::driver) does, in the
//! same order, and sends through the same outbox: see [`wire`]. What differs:
//! tungstenite hands each message out in memory of its own, so market data is
//! copied once into a padded buffer before it is decoded; a text that isn't UTF-8
//! costs the connection; the runtime wakes the task; and the kernel's stamps can't
//! be had.
//!
//! The task is all there is: when it has ended, nothing of it is left in the
//! runtime. It may end in the middle, when the runtime does: then the hub is
//! dropped, and with it the feeds end.

mod opening;
mod wire;

use super::{LinkError, Stage, Target};
use crate::hub::{Hub, Wires};
use crate::session::{Frame, Input, LinkLoss, OpenStep, Route, SessionError};
use crate::wire::{PADDING, WsError};
use futures_util::{Sink, Stream};
use opening::{Opened, Opening, connect, secure, shake_hands, tls_error};
use std::future::Future as _;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tokio::io::AsyncWrite as _;
use tokio::sync::Notify;
use tokio_tungstenite::WebSocketStream;
use tungstenite::Message;
use tungstenite::error::{Error, ProtocolError};
use wire::Wire;

/// Messages of a connection in a row before others, commands and timers get
/// their turn.
const BUDGET: usize = 256;

/// How long to sleep at a time where nothing is due.
const LONGEST_SLEEP: Duration = Duration::from_secs(3600);

type Socket = WebSocketStream<Wire>;

enum Link {
    None,
    Opening {
        stage: Stage,
        target: Target,
        step: Opening,
    },
    Open(Box<Socket>),
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
                Link::Open(_) => self.poll_open(cx, hub, at, scratch),
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
                *step = Box::pin(secure(target.clone(), stream));
                hub.on_input(self, at, Input::Step(OpenStep::Tls));
            }
            Ok(Opened::Bytes(wire)) => {
                *stage = Stage::Upgrading;
                *step = Box::pin(shake_hands(target.clone(), wire));
                hub.on_input(self, at, Input::Step(OpenStep::Upgrade));
            }
            Ok(Opened::Socket(socket)) => {
                self.links[at] = Link::Open(socket);
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

    /// Sends what still waits for that, and takes what is there.
    fn poll_open(
        &mut self,
        cx: &mut Context<'_>,
        hub: &mut Hub,
        at: usize,
        scratch: &mut Vec<u8>,
    ) -> bool {
        let mut any = false;
        if let Link::Open(socket) = &mut self.links[at]
            && let Poll::Ready(Err(error)) = Pin::new(&mut **socket).poll_flush(cx)
        {
            self.lose(hub, at, &error);
            return true;
        }
        for _ in 0..BUDGET {
            let Link::Open(socket) = &mut self.links[at] else {
                return true;
            };
            let next = Pin::new(&mut **socket).poll_next(cx);
            // Half a message is a sign of life, too.
            if let Some((reads, stamp)) = socket.get_mut().take_reads() {
                any = true;
                hub.on_bytes(at, reads, stamp);
            }
            match next {
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
                    self.message(hub, at, message, scratch);
                    hub.notify();
                }
            }
        }
        any
    }

    fn message(&mut self, hub: &mut Hub, at: usize, message: Message, scratch: &mut Vec<u8>) {
        let Link::Open(socket) = &mut self.links[at] else {
            return;
        };
        let stamp = socket.get_mut().last_rx();
        match message {
            Message::Text(text) => match hub.on_text(at, stamp, text.as_bytes()) {
                Route::Data => {
                    // The copy that an I/O thread of our own doesn't make.
                    scratch.clear();
                    scratch.extend_from_slice(text.as_bytes());
                    scratch.resize(text.len() + PADDING, 0);
                    hub.decode(at, stamp, scratch, text.len());
                }
                // What it sends, such as the echo of a PING, is on its way when
                // this returns.
                Route::Handled => hub.act_on(self, at),
            },
            Message::Ping(_) => {
                hub.on_message(at);
                // tungstenite has the Pong ready.
                if let Poll::Ready(Err(error)) = flush(socket) {
                    self.lose(hub, at, &error);
                }
            }
            Message::Binary(payload) | Message::Pong(payload) => {
                hub.on_ignored(at, payload.len());
            }
            Message::Close(frame) => {
                hub.on_message(at);
                let (code, reason) = match &frame {
                    Some(frame) => (Some(frame.code.into()), frame.reason.as_str()),
                    None => (None, ""),
                };
                // The answer is queued: what the socket takes at once goes.
                _ = flush(socket);
                self.links[at] = Link::None;
                hub.on_close(self, at, code, reason);
            }
            Message::Frame(_) => {}
        }
    }

    fn lose(&mut self, hub: &mut Hub, at: usize, error: &Error) {
        let loss = loss_of(error);
        match &loss {
            LinkLoss::Protocol { code } => self.close(at, *code),
            _ => self.links[at] = Link::None,
        }
        hub.on_lost(self, at, loss);
    }
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
        let Link::Open(socket) = &mut self.links[at] else {
            return Ok(());
        };
        let sent = match frame {
            Frame::Secret(_) if shows_frames() => Err(LinkLoss::LogShowsToken),
            _ => {
                let sent = socket.get_mut().outbox().send(frame);
                sent.map_err(|error| LinkLoss::from(&error))
            }
        };
        sent.map_err(|loss| {
            self.links[at] = Link::None;
            Box::new(loss)
        })
    }

    fn flush(&mut self, at: usize) -> Result<(), Box<LinkLoss>> {
        match &mut self.links[at] {
            Link::Open(socket) if socket.get_ref().has_unsent() => match flush(socket) {
                Poll::Ready(Err(error)) => {
                    self.links[at] = Link::None;
                    Err(Box::new(loss_of(&error)))
                }
                // What the socket doesn't take goes when it calls.
                Poll::Ready(Ok(())) | Poll::Pending => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// As the I/O thread does it: what the socket takes at once goes, and nobody
    /// waits for the rest.
    fn close(&mut self, at: usize, code: u16) {
        let link = std::mem::replace(&mut self.links[at], Link::None);
        if let Link::Open(mut socket) = link {
            let wire = socket.get_mut();
            // Where it can't be said, the other side is gone.
            _ = wire.outbox().close(code);
            _ = at_once(|cx| Pin::new(&mut *wire).poll_shutdown(cx));
        }
    }
}

/// Writes what is queued, as far as the socket takes it now.
fn flush(socket: &mut Socket) -> Poll<Result<(), Error>> {
    at_once(|cx| Pin::new(&mut *socket).poll_flush(cx))
}

/// Polls once, also where the task has used up its turn. The waker is nobody's:
/// whoever goes on with a connection polls it once more before it rests.
fn at_once<T>(poll: impl FnMut(&mut Context<'_>) -> Poll<T> + Unpin) -> Poll<T> {
    let mut once = tokio::task::unconstrained(std::future::poll_fn(poll));
    Pin::new(&mut once).poll(&mut Context::from_waker(Waker::noop()))
}

/// Whether the program logs at a level at which tungstenite writes into the log
/// what the server sends. It never sees the token, but a server may repeat it.
fn shows_frames() -> bool {
    log::log_enabled!(target: "tungstenite::protocol", log::Level::Trace)
        || log::log_enabled!(target: "tungstenite::protocol::frame", log::Level::Trace)
}

/// The rule that a frame's header broke, if that is it.
fn broken_rule(error: &io::Error) -> Option<WsError> {
    error.get_ref()?.downcast_ref::<WsError>().copied()
}

/// How the session sees a connection's end.
fn loss_of(error: &Error) -> LinkLoss {
    match error {
        Error::ConnectionClosed
        | Error::AlreadyClosed
        | Error::Protocol(ProtocolError::ResetWithoutClosingHandshake) => LinkLoss::Truncated,
        Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => LinkLoss::Truncated,
        Error::Io(error) => match (broken_rule(error), tls_error(error)) {
            (Some(rule), _) => LinkLoss::from(&LinkError::from(rule)),
            (None, Some(tls)) => LinkLoss::from(&tls),
            (None, None) => LinkLoss::Io(error.kind()),
        },
        Error::Capacity(_) => LinkLoss::Protocol { code: 1009 },
        Error::Utf8(_) => LinkLoss::Protocol { code: 1007 },
        Error::Protocol(_) => LinkLoss::Protocol { code: 1002 },
        _ => LinkLoss::Io(io::ErrorKind::Other),
    }
}
