//! The HTTP upgrade, by tungstenite, over memory instead of a socket.

use super::{LinkError, Target, UpgradeFault};
use crate::wire::RecvBuf;
use rustls_pki_types::ServerName;
use std::{
    io::{self, Cursor, Read, Write},
    net::Ipv6Addr,
};
use tungstenite::{
    client::IntoClientRequest,
    error::{Error, ProtocolError},
    handshake::{HandshakeError, MidHandshake, client::ClientHandshake},
};

/// An upgrade whose request was made and whose answer is awaited.
pub(super) struct Upgrade {
    /// `None` once the answer was judged.
    handshake: Option<MidHandshake<ClientHandshake<Memory>>>,
    /// Unread bytes in which the header's end was searched for already.
    searched: usize,
}

impl Upgrade {
    /// The longest answer that is waited for.
    const MAX_HEADER: usize = 16 * 1024;

    /// Makes the request for `target`.
    ///
    /// # Errors
    /// [`LinkError::Target`] if host or path can't stand in a request.
    pub(super) fn new(target: &Target) -> Result<Self, LinkError> {
        server_name(&target.host)?;
        if !target.path.starts_with('/') {
            let what = format!("the path {:?} doesn't begin with a slash", target.path);
            return Err(LinkError::Target(what));
        }
        let request = address(target)
            .into_client_request()
            .map_err(|error| LinkError::Target(error.to_string()))?;
        let handshake = ClientHandshake::start(Memory::default(), request, None)
            .map_err(|error| LinkError::Target(error.to_string()))?;
        // It writes the request, and then finds nothing to read.
        match handshake.handshake() {
            Err(HandshakeError::Interrupted(handshake)) => Ok(Self {
                handshake: Some(handshake),
                searched: 0,
            }),
            Err(HandshakeError::Failure(error)) => Err(LinkError::Target(error.to_string())),
            Ok(_) => unreachable!("it can't have read an answer"),
        }
    }

    /// The request's bytes.
    pub(super) fn request(&self) -> &[u8] {
        self.handshake
            .as_ref()
            .map_or(&[], |handshake| &handshake.get_ref().get_ref().request)
    }

    /// Looks for the answer in `buf`: true when it is there and good. Takes
    /// exactly the answer: what follows it are frames.
    ///
    /// # Errors
    /// [`LinkError::UpgradeRefused`] and [`LinkError::Upgrade`].
    pub(super) fn answer(&mut self, buf: &mut RecvBuf) -> Result<bool, LinkError> {
        const END: &[u8] = b"\r\n\r\n";
        let unread = buf.unread();
        // The end may have begun in what was searched before.
        let from = self.searched.saturating_sub(END.len() - 1);
        let found = unread[from..]
            .windows(END.len())
            .position(|window| window == END);
        let Some(at) = found else {
            self.searched = unread.len();
            return if unread.len() > Self::MAX_HEADER {
                Err(LinkError::Upgrade(UpgradeFault::TooLong))
            } else {
                Ok(false)
            };
        };
        let header = &unread[..from + at + END.len()];
        self.judge(header)?;
        let len = header.len();
        buf.take(len);
        Ok(true)
    }

    fn judge(&mut self, header: &[u8]) -> Result<(), LinkError> {
        if header.len() > Self::MAX_HEADER {
            return Err(LinkError::Upgrade(UpgradeFault::TooLong));
        }
        // The parser takes bare newlines too, and would see the header's end
        // earlier than we.
        let bare = |at: usize| header[at] == b'\n' && (at == 0 || header[at - 1] != b'\r');
        if (0..header.len()).any(bare) {
            return Err(LinkError::Upgrade(UpgradeFault::BareNewline));
        }
        let Some(mut handshake) = self.handshake.take() else {
            return Ok(());
        };
        handshake.get_mut().get_mut().answer = Cursor::new(header.to_vec());
        match handshake.handshake() {
            Ok((_, answer)) => {
                // tungstenite leaves this check to its callers.
                if answer.headers().contains_key("Sec-WebSocket-Extensions") {
                    return Err(LinkError::Upgrade(UpgradeFault::Extension));
                }
                Ok(())
            }
            Err(HandshakeError::Failure(Error::Http(answer))) => {
                Err(LinkError::UpgradeRefused(answer.status().as_u16()))
            }
            Err(HandshakeError::Failure(Error::Protocol(
                ProtocolError::SecWebSocketSubProtocolError(_),
            ))) => Err(LinkError::Upgrade(UpgradeFault::SubProtocol)),
            Err(error) => {
                // It may quote the server.
                let what = error.to_string().chars().take(200).collect();
                Err(LinkError::Upgrade(UpgradeFault::Other(what)))
            }
        }
    }
}

/// The host as TLS names it.
///
/// # Errors
/// [`LinkError::Target`] if it is neither a DNS name nor an IP address.
pub(super) fn server_name(host: &str) -> Result<ServerName<'static>, LinkError> {
    ServerName::try_from(host.to_owned()).map_err(|_| {
        LinkError::Target(format!("{host:?} is neither a host name nor an IP address"))
    })
}

/// The target as a WebSocket address; the port only where it isn't the usual.
pub(super) fn address(target: &Target) -> String {
    let (scheme, usual) = match target.tls {
        Some(_) => ("wss", 443),
        None => ("ws", 80),
    };
    let host = match target.host.parse::<Ipv6Addr>() {
        Ok(address) => format!("[{address}]"),
        Err(_) => target.host.clone(),
    };
    let port = match target.addr.port() {
        port if port == usual => String::new(),
        port => format!(":{port}"),
    };
    format!("{scheme}://{host}{port}{}", target.path)
}

/// The two directions of a connection, in memory.
#[derive(Default)]
struct Memory {
    request: Vec<u8>,
    answer: Cursor<Vec<u8>>,
}

impl Read for Memory {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self.answer.read(into)? {
            0 => Err(io::ErrorKind::WouldBlock.into()),
            n => Ok(n),
        }
    }
}

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.request.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
