//! The steps to an open connection, each a future that gives the next one's
//! beginning.

use super::Socket;
use super::wire::{Stamped, Wire};
use crate::transport::{LinkError, Stage, Target, UpgradeFault, connection, link, upgrade};
use crate::wire::Limits;
use std::future::Future;
use std::io;
use std::pin::Pin;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tungstenite::client::IntoClientRequest as _;
use tungstenite::error::{Error, ProtocolError};
use tungstenite::protocol::WebSocketConfig;

/// Bytes that tungstenite reads at a time. It zeroes as many before each read,
/// so its default of 128 KiB costs more than the reading.
const READ_BUFFER: usize = 16 * 1024;

/// How far the opening has come.
pub(super) enum Opened {
    Tcp(Stamped),
    Bytes(Box<Wire>),
    Socket(Box<Socket>),
}

pub(super) type Opening = Pin<Box<dyn Future<Output = Result<Opened, LinkError>> + Send>>;

pub(super) async fn connect(target: Target) -> Result<Opened, LinkError> {
    let failed = |error: io::Error| LinkError::io(Stage::Connecting, &error);
    let stream = TcpStream::connect(target.addr).await.map_err(failed)?;
    link::set_options(&stream).map_err(failed)?;
    Ok(Opened::Tcp(Stamped::new(stream)))
}

/// Without TLS there is nothing to do.
pub(super) async fn secure(target: Target, stream: Stamped) -> Result<Opened, LinkError> {
    let Some(config) = target.tls else {
        let secrets = connection::is_this_machine(target.addr);
        return Ok(Opened::Bytes(Box::new(Wire::plain(stream, secrets))));
    };
    let host = upgrade::server_name(&target.host)?;
    let secured = TlsConnector::from(config).connect(host, stream).await;
    let stream = secured.map_err(|error| match tls_error(&error) {
        Some(error) => error,
        None if error.kind() == io::ErrorKind::UnexpectedEof => LinkError::Eof(Stage::Tls),
        None => LinkError::io(Stage::Tls, &error),
    })?;
    Ok(Opened::Bytes(Box::new(Wire::secured(stream))))
}

/// What TLS says is wrong, if that is it.
pub(super) fn tls_error(error: &io::Error) -> Option<LinkError> {
    let inner = error.get_ref()?.downcast_ref::<rustls::Error>()?;
    Some(LinkError::from(inner.clone()))
}

pub(super) async fn shake_hands(target: Target, wire: Box<Wire>) -> Result<Opened, LinkError> {
    let request = upgrade::address(&target).into_client_request();
    let request = request.map_err(|error| LinkError::Target(error.to_string()))?;
    let limits = Limits::DEFAULT;
    let config = WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER)
        // Each frame goes into the outbox at once, which has its own bound.
        .write_buffer_size(0)
        .max_message_size(Some(limits.message))
        .max_frame_size(Some(limits.message));
    let shaken = tokio_tungstenite::client_async_with_config(request, *wire, Some(config)).await;
    let (mut socket, response) = shaken.map_err(|error| match &error {
        Error::Http(response) => LinkError::UpgradeRefused(response.status().as_u16()),
        Error::Io(error) => LinkError::io(Stage::Upgrading, error),
        Error::Protocol(ProtocolError::HandshakeIncomplete) => LinkError::Eof(Stage::Upgrading),
        _ => LinkError::Upgrade(UpgradeFault::Other(error.to_string())),
    })?;
    if response.headers().contains_key("sec-websocket-extensions") {
        return Err(LinkError::Upgrade(UpgradeFault::Extension));
    }
    if !socket.get_ref().has_head() {
        // The frames' beginning wasn't seen.
        return Err(LinkError::Upgrade(UpgradeFault::BareNewline));
    }
    socket.get_mut().open();
    Ok(Opened::Socket(Box::new(socket)))
}
