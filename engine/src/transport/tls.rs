//! TLS: configuration, and a session fed by hand.
//!
//! rustls would read from the socket itself, 4 KiB at a time, and the kernel's
//! stamps would be lost. So we receive up to 64 KiB of ciphertext ourselves
//! and feed it. Inside rustls each record then costs one allocation and two
//! copies of the plaintext; "in place" begins at our receive buffer.

use super::{LinkError, sys};
use crate::{
    UnixNanos,
    wire::{RecvBuf, SendBuf},
};
use mio::net::TcpStream;
use rustls::{ClientConfig, ClientConnection, RootCertStore, crypto::ring};
use rustls_pki_types::{CertificateDer, ServerName};
use std::{
    io::{self, Read, Write},
    sync::Arc,
};

/// Which root certificates the server's certificate must lead to.
///
/// There is no way to switch verification off: a test brings its own root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum TlsRoots {
    /// Mozilla's list, compiled in.
    #[default]
    WebPki,
    /// These and no others: each is a certificate in DER.
    Only(Vec<Vec<u8>>),
}

/// A configuration for [`Target::tls`](super::Target::tls): TLS 1.2 or newer,
/// ring's ciphers, no ALPN. Make it once and share it, so that a second
/// connection can resume the first one's session.
///
/// # Errors
/// [`LinkError::Roots`] if a root isn't a certificate, or there is none.
pub(crate) fn client_config(roots: &TlsRoots) -> Result<Arc<ClientConfig>, LinkError> {
    let mut store = RootCertStore::empty();
    match roots {
        TlsRoots::WebPki => store
            .roots
            .extend_from_slice(webpki_roots::TLS_SERVER_ROOTS),
        TlsRoots::Only(certificates) => {
            for (at, der) in certificates.iter().enumerate() {
                store
                    .add(CertificateDer::from_slice(der))
                    .map_err(|error| LinkError::Roots(format!("number {at}: {error}")))?;
            }
        }
    }
    if store.is_empty() {
        return Err(LinkError::Roots("none was given".to_owned()));
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(store)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

/// The client's side of one TLS session.
pub(super) struct Session {
    tls: ClientConnection,
    /// What is received lies here until it is fed.
    ciphertext: Box<[u8]>,
    /// The server has said goodbye.
    closed: bool,
}

impl Session {
    const CIPHERTEXT: usize = 64 * 1024;

    pub(super) fn new(
        config: &Arc<ClientConfig>,
        host: ServerName<'static>,
    ) -> Result<Self, LinkError> {
        Ok(Self {
            tls: ClientConnection::new(Arc::clone(config), host)?,
            ciphertext: vec![0; Self::CIPHERTEXT].into_boxed_slice(),
            closed: false,
        })
    }

    pub(super) fn is_handshaking(&self) -> bool {
        self.tls.is_handshaking()
    }

    /// Whether the server ended the session properly.
    pub(super) const fn is_closed(&self) -> bool {
        self.closed
    }

    pub(super) fn wants_write(&self) -> bool {
        self.tls.wants_write()
    }

    /// Receives ciphertext once.
    pub(super) fn receive(&mut self, stream: &TcpStream) -> io::Result<(usize, Option<UnixNanos>)> {
        sys::recv_with_stamp(stream, &mut self.ciphertext)
    }

    /// Decrypts the first `n` bytes received, and puts the plaintext into
    /// `plain`, where it is also after an error: what came before the record that
    /// is wrong. Afterwards [`wants_write`](Self::wants_write) may be true even
    /// though we sent nothing: TLS may have something to answer. (New keys that
    /// the server asks for aren't among it: rustls sends them with our next
    /// message, so that nobody can make us send by asking.)
    pub(super) fn feed(&mut self, n: usize, plain: &mut RecvBuf) -> Result<(), LinkError> {
        let mut rest = &self.ciphertext[..n];
        while !rest.is_empty() && !self.closed {
            let before = rest.len();
            self.tls
                .read_tls(&mut rest)
                .map_err(|error| LinkError::Tls(error.to_string()))?;
            let state = match self.tls.process_new_packets() {
                Ok(state) => state,
                Err(error) => {
                    self.take_rest(plain);
                    return Err(error.into());
                }
            };
            self.closed = state.peer_has_closed();
            // Taken at once, since rustls refuses to go on while it is full.
            // It is never more than what was fed, and one record held back.
            let waiting = state.plaintext_bytes_to_read();
            if waiting > 0 {
                plain.reserve(waiting);
                let read = self.tls.reader().read(plain.spare());
                let read = read.map_err(|error| LinkError::Tls(error.to_string()))?;
                plain.filled(read);
            }
            if rest.len() == before && !self.closed {
                return Err(LinkError::Tls("a record that can't be read".to_owned()));
            }
        }
        Ok(())
    }

    /// Takes the plaintext of the records before one that is wrong.
    #[cold]
    fn take_rest(&mut self, plain: &mut RecvBuf) {
        loop {
            plain.reserve(1);
            match self.tls.reader().read(plain.spare()) {
                Ok(read @ 1..) => plain.filled(read),
                _ => return,
            }
        }
    }

    /// Encrypts what waits in `send` and writes as much as the socket takes;
    /// false if some is left.
    pub(super) fn flush(&mut self, stream: &TcpStream, send: &mut SendBuf) -> io::Result<bool> {
        loop {
            while self.tls.wants_write() {
                match self.tls.write_tls(&mut &*stream) {
                    Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                    Ok(_) => {}
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(false),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
            if send.is_empty() {
                return Ok(true);
            }
            // It takes a part only, where its own limit is reached.
            match self.tls.writer().write(send.pending())? {
                0 => return Err(io::ErrorKind::WriteZero.into()),
                taken => send.sent(taken),
            }
        }
    }

    /// Says goodbye, with the next flush.
    pub(super) fn send_close_notify(&mut self) {
        self.tls.send_close_notify();
    }
}

/// The provider's random source, for mask keys.
pub(super) fn random() -> &'static dyn rustls::crypto::SecureRandom {
    ring::default_provider().secure_random
}
