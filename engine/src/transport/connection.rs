//! One WebSocket connection, nonblocking, without a loop of its own.

use super::{
    LinkError, Outbox,
    link::{Link, Received},
    sys, tls,
    upgrade::Upgrade,
};
use crate::{
    Mono, UnixNanos,
    wire::{Framer, Limits, Message, RecvBuf},
};
use mio::{Interest, Registry, Token, event::Source};
use rustls::ClientConfig;
use std::{fmt, io, net::SocketAddr, sync::Arc};

/// Where to connect to, and how.
#[derive(Clone)]
pub(crate) struct Target {
    /// The address; finding it for a host name blocks, and is done elsewhere.
    pub(crate) addr: SocketAddr,
    /// The host as configured: the server's certificate must be for it.
    pub(crate) host: String,
    /// The path of the WebSocket, such as `/api/dostk/websocket`.
    pub(crate) path: String,
    /// TLS, or `None` for a plain connection, on which no secret can be sent
    /// unless the server is on this machine.
    pub(crate) tls: Option<Arc<ClientConfig>>,
}

/// How far a connection has come. They follow in this order; without TLS,
/// [`Tls`](Self::Tls) is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// TCP is being connected.
    Connecting,
    /// TLS is being agreed on.
    Tls,
    /// HTTP is being upgraded to WebSocket.
    Upgrading,
    /// Messages can be sent and received.
    Open,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connecting => "while connecting",
            Self::Tls => "during the TLS handshake",
            Self::Upgrading => "during the WebSocket upgrade",
            Self::Open => "on the open connection",
        })
    }
}

/// When a read happened, and how much it brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RxStamp {
    /// When the kernel took in the last packet of this read; Linux only, and
    /// not for each read.
    pub(crate) kernel: Option<UnixNanos>,
    /// Right after the read, before decryption.
    pub(crate) mono: Mono,
    /// Bytes off the socket: with TLS, ciphertext.
    pub(crate) bytes: usize,
}

/// What a read brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadOutcome {
    /// Bytes: take the messages before the next read. (There may be none yet.)
    Bytes(RxStamp),
    /// Nothing is there: wait for the socket.
    WouldBlock,
    /// The server ended the stream in an orderly way. Whether it had sent a
    /// Close frame is seen from the messages.
    Eof,
}

/// A connection from its first packet to its last.
///
/// ```text
/// connect -> advance, whenever the socket is ready, until Stage::Open
///         -> next_message until None: some may have come with the upgrade
///         -> read, next_message until None, flush; again until WouldBlock
/// ```
///
/// Nothing blocks. The socket can be waited for with mio's edge-triggered
/// poll: each call goes on until it would block, except `read`, which reads
/// once. After each error the connection is of no more use, unless
/// [`LinkError`] says otherwise. One thread at a time may use it.
///
/// Connecting allocates some 400 KiB. Afterwards a plain connection allocates
/// nothing for a message, unless it is larger than any before it.
pub(crate) struct Connection {
    stage: Stage,
    link: Link,
    upgrade: Upgrade,
    buf: RecvBuf,
    framer: Framer,
    outbox: Outbox,
    last_rx: RxStamp,
}

impl Connection {
    /// Starts to connect.
    ///
    /// # Errors
    /// [`LinkError::Target`] for a host or path that can't be used, and what
    /// the system says right away.
    pub(crate) fn connect(target: &Target) -> Result<Self, LinkError> {
        let upgrade = Upgrade::new(target)?;
        let link = Link::connect(target)?;
        let secrets = link.has_tls() || is_this_machine(target.addr);
        Ok(Self {
            stage: Stage::Connecting,
            link,
            upgrade,
            buf: RecvBuf::new(RecvBuf::DEFAULT_CAPACITY),
            framer: Framer::new(Limits::DEFAULT),
            outbox: Outbox::new(tls::random(), secrets),
            last_rx: RxStamp {
                kernel: None,
                mono: sys::now(),
                bytes: 0,
            },
        })
    }

    /// How far it has come.
    #[must_use]
    pub(crate) const fn stage(&self) -> Stage {
        self.stage
    }

    /// What to wait for: always for something to read, and for room to write
    /// while connecting or while something waits to be sent.
    #[must_use]
    pub(crate) fn interest(&self) -> Interest {
        if self.wants_write() {
            Interest::READABLE | Interest::WRITABLE
        } else {
            Interest::READABLE
        }
    }

    /// Whether something waits until the socket is writable.
    #[must_use]
    pub(crate) fn wants_write(&self) -> bool {
        self.stage == Stage::Connecting || !self.outbox.send.is_empty() || self.link.wants_write()
    }

    /// The stamp of the last read: that of the messages to be taken now.
    #[must_use]
    pub(crate) const fn last_rx(&self) -> RxStamp {
        self.last_rx
    }

    /// Comes as far as it can without waiting, and says how far that is.
    ///
    /// When it is [`Stage::Open`] the first messages may be there already:
    /// take them before the first read.
    ///
    /// # Errors
    /// All but those for sending.
    pub(crate) fn advance(&mut self) -> Result<Stage, LinkError> {
        loop {
            match self.stage {
                Stage::Connecting => match self.link.is_connected() {
                    Ok(true) if self.link.has_tls() => self.stage = Stage::Tls,
                    Ok(true) => self.start_upgrade()?,
                    Ok(false) => return Ok(self.stage),
                    Err(error) => return Err(LinkError::io(self.stage, &error)),
                },
                Stage::Tls => {
                    self.flush()?;
                    if !self.link.is_handshaking() {
                        self.start_upgrade()?;
                    } else if !self.receive_early()? {
                        return Ok(self.stage);
                    }
                }
                Stage::Upgrading => {
                    self.flush()?;
                    if self.upgrade.answer(&mut self.buf)? {
                        self.outbox.open();
                        self.stage = Stage::Open;
                    } else if !self.receive_early()? {
                        return Ok(self.stage);
                    }
                }
                Stage::Open => return Ok(self.stage),
            }
        }
    }

    fn start_upgrade(&mut self) -> Result<(), LinkError> {
        self.stage = Stage::Upgrading;
        Ok(self.outbox.send.raw(self.upgrade.request())?)
    }

    /// Receives before the connection is open; false if nothing is there.
    fn receive_early(&mut self) -> Result<bool, LinkError> {
        match self.link.receive(self.stage, &mut self.buf)? {
            Received::Bytes(stamp) => {
                self.last_rx = stamp;
                Ok(true)
            }
            Received::WouldBlock => Ok(false),
            Received::Eof | Received::Truncated => Err(LinkError::Eof(self.stage)),
        }
    }

    /// Reads once from the socket. All messages of the last read must have
    /// been taken. Flush after it, also when nothing was sent: TLS may have to
    /// answer.
    ///
    /// # Errors
    /// [`LinkError::Truncated`] when a TLS stream ends without goodbye (and
    /// without a Close frame), [`LinkError::NotOpen`] before the connection is
    /// open, [`LinkError::MessagesNotTaken`], and what ends connections.
    pub(crate) fn read(&mut self) -> Result<ReadOutcome, LinkError> {
        if self.stage != Stage::Open {
            return Err(LinkError::NotOpen);
        }
        // What is unread is at most a frame that isn't complete.
        if self.buf.unread().len() >= Limits::DEFAULT.frame() || self.buf.spare().is_empty() {
            return Err(LinkError::MessagesNotTaken);
        }
        match self.link.receive(self.stage, &mut self.buf)? {
            Received::Bytes(stamp) => {
                self.last_rx = stamp;
                Ok(ReadOutcome::Bytes(stamp))
            }
            Received::WouldBlock => Ok(ReadOutcome::WouldBlock),
            Received::Eof => Ok(ReadOutcome::Eof),
            // Many servers hang up right after the Close frame. Nothing can be
            // missing then.
            Received::Truncated if self.framer.is_closed() => Ok(ReadOutcome::Eof),
            Received::Truncated => Err(LinkError::Truncated),
        }
    }

    /// Takes the next message out of what was read, and the outbox for an
    /// answer to it; `None` when there is none, and before the connection is
    /// open. The message is in the receive buffer, and may be changed there.
    ///
    /// # Errors
    /// [`LinkError::Ws`]: the Close frame that answers it is queued already;
    /// flush once and drop the connection.
    pub(crate) fn next_message(&mut self) -> Result<Option<(Message<'_>, &mut Outbox)>, LinkError> {
        if self.stage != Stage::Open {
            return Ok(None);
        }
        match self.framer.next(&mut self.buf) {
            Ok(message) => Ok(message.map(|message| (message, &mut self.outbox))),
            Err(error) => {
                // Refused if a Close was sent before, and that is well.
                let _ = self.outbox.close(error.close_code());
                Err(error.into())
            }
        }
    }

    /// Where to put what is to be sent.
    #[must_use]
    pub(crate) fn outbox(&mut self) -> &mut Outbox {
        &mut self.outbox
    }

    /// Writes what waits to be sent; false if the socket doesn't take it all:
    /// then wait until it is writable. Costs nothing when nothing waits.
    ///
    /// # Errors
    /// What ends connections.
    pub(crate) fn flush(&mut self) -> Result<bool, LinkError> {
        self.link
            .flush(&mut self.outbox.send)
            .map_err(|error| LinkError::io(self.stage, &error))
    }

    /// Ends our side of the stream, after what was flushed: TLS's goodbye and
    /// TCP's. Doesn't wait, and doesn't fail; drop the connection afterwards,
    /// or read until the server's end has come.
    pub(crate) fn shutdown(&mut self) {
        self.link.shutdown();
    }
}

/// Whether what is sent there stays on this machine, whatever its name says.
pub(super) fn is_this_machine(addr: SocketAddr) -> bool {
    addr.ip().to_canonical().is_loopback()
}

impl Source for Connection {
    fn register(&mut self, registry: &Registry, token: Token, on: Interest) -> io::Result<()> {
        self.link.stream.register(registry, token, on)
    }

    fn reregister(&mut self, registry: &Registry, token: Token, on: Interest) -> io::Result<()> {
        self.link.stream.reregister(registry, token, on)
    }

    fn deregister(&mut self, registry: &Registry) -> io::Result<()> {
        self.link.stream.deregister(registry)
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("stage", &self.stage)
            .field("tls", &self.link.has_tls())
            .field("received", &self.buf)
            .field("outbox", &self.outbox)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_addresses_are_this_machine() {
        for local in [
            "127.0.0.1:1",
            "127.8.8.8:1",
            "[::1]:1",
            "[::ffff:127.0.0.1]:1",
        ] {
            assert!(is_this_machine(local.parse().unwrap()), "{local}");
        }
        for other in [
            "10.0.0.1:1",
            "0.0.0.0:1",
            "[::]:1",
            "[fe80::1]:1",
            "[::ffff:10.0.0.1]:1",
        ] {
            assert!(!is_this_machine(other.parse().unwrap()), "{other}");
        }
    }
}
