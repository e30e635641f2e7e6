//! A TCP stream, with or without TLS on it.

use super::{LinkError, RxStamp, Stage, Target, sys, tls::Session, upgrade::server_name};
use crate::wire::{RecvBuf, SendBuf};
use mio::net::TcpStream;
use socket2::{SockRef, TcpKeepalive};
use std::{
    io::{self, Write},
    net::Shutdown,
    time::Duration,
};

/// One end of a connection, below the WebSocket.
pub(super) struct Link {
    pub(super) stream: TcpStream,
    tls: Option<Box<Session>>,
    /// What is wrong behind the messages that were received last.
    failed: Option<LinkError>,
}

/// What a receive brought.
pub(super) enum Received {
    /// Something; with TLS it may be less than a record, and no plaintext.
    Bytes(RxStamp),
    /// Nothing is there.
    WouldBlock,
    /// The stream's end, announced by TLS where there is TLS.
    Eof,
    /// The stream's end without TLS's goodbye.
    Truncated,
}

impl Link {
    /// Starts to connect.
    pub(super) fn connect(target: &Target) -> Result<Self, LinkError> {
        let host = server_name(&target.host)?;
        let tls = match &target.tls {
            Some(config) => Some(Box::new(Session::new(config, host)?)),
            None => None,
        };
        let failed = |error: io::Error| LinkError::io(Stage::Connecting, &error);
        let stream = TcpStream::connect(target.addr).map_err(failed)?;
        set_options(&stream).map_err(failed)?;
        // Where there are no stamps, there are none.
        let _ = sys::enable_stamps(&stream);
        Ok(Self {
            stream,
            tls,
            failed: None,
        })
    }

    pub(super) const fn has_tls(&self) -> bool {
        self.tls.is_some()
    }

    pub(super) fn is_handshaking(&self) -> bool {
        self.tls.as_ref().is_some_and(|tls| tls.is_handshaking())
    }

    /// Whether TLS itself has something to write.
    pub(super) fn wants_write(&self) -> bool {
        self.tls.as_ref().is_some_and(|tls| tls.wants_write())
    }

    /// Whether the TCP connection is there.
    pub(super) fn is_connected(&self) -> io::Result<bool> {
        if let Some(error) = self.stream.take_error()? {
            return Err(error);
        }
        match self.stream.peer_addr() {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotConnected => Ok(false),
            // Some systems say "in progress" or "invalid" instead.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Receives once from the socket, and puts the plaintext into `buf`.
    pub(super) fn receive(
        &mut self,
        stage: Stage,
        buf: &mut RecvBuf,
    ) -> Result<Received, LinkError> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let closed = match &self.tls {
            Some(tls) if tls.is_closed() => return Ok(Received::Eof),
            Some(_) => Received::Truncated,
            None => Received::Eof,
        };
        let result = loop {
            let result = match &mut self.tls {
                Some(tls) => tls.receive(&self.stream),
                None => sys::recv_with_stamp(&self.stream, buf.spare()),
            };
            match result {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        let (bytes, kernel) = match result {
            Ok((0, _)) => return Ok(closed),
            Ok(received) => received,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                return Ok(Received::WouldBlock);
            }
            Err(error) => return Err(LinkError::io(stage, &error)),
        };
        let stamp = RxStamp {
            kernel,
            mono: sys::now(),
            bytes,
        };
        match &mut self.tls {
            Some(tls) => {
                let before = buf.unread().len();
                if let Err(error) = tls.feed(bytes, buf) {
                    // TLS may have an alert for the server, which should hear
                    // why. If it can't be sent, so be it.
                    let _ = tls.flush(&self.stream, &mut SendBuf::new());
                    if buf.unread().len() == before {
                        return Err(error);
                    }
                    // Messages came before it: they are taken first.
                    self.failed = Some(error);
                }
            }
            None => buf.filled(bytes),
        }
        Ok(Received::Bytes(stamp))
    }

    /// Writes as much of `send` as the socket takes; false if some is left.
    pub(super) fn flush(&mut self, send: &mut SendBuf) -> io::Result<bool> {
        if let Some(tls) = &mut self.tls {
            return tls.flush(&self.stream, send);
        }
        while !send.is_empty() {
            match (&self.stream).write(send.pending()) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(n) => send.sent(n),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(false),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }

    /// Says that nothing more will be sent.
    pub(super) fn shutdown(&mut self) {
        if let Some(tls) = &mut self.tls {
            tls.send_close_notify();
            // It goes out now or, the connection being at its end, never.
            let _ = tls.flush(&self.stream, &mut SendBuf::new());
        }
        // Fails only where the peer was faster.
        let _ = self.stream.shutdown(Shutdown::Write);
    }
}

/// Small frames leave at once, and a peer that is gone is noticed, also when
/// nothing is sent.
pub(super) fn set_options<S: std::os::fd::AsFd>(stream: &S) -> io::Result<()> {
    let socket = SockRef::from(stream);
    socket.set_tcp_nodelay(true)?;
    let keepalive = TcpKeepalive::new().with_time(Duration::from_secs(10));
    #[cfg(any(target_os = "linux", target_os = "macos", target_os = "freebsd"))]
    let keepalive = keepalive
        .with_interval(Duration::from_secs(5))
        .with_retries(3);
    socket.set_tcp_keepalive(&keepalive)?;
    #[cfg(target_os = "linux")]
    socket.set_tcp_user_timeout(Some(Duration::from_secs(10)))?;
    Ok(())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn a_silent_peer_is_noticed_and_small_frames_leave_at_once() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let target = Target {
            addr: listener.local_addr().unwrap(),
            host: "localhost".to_owned(),
            path: "/".to_owned(),
            tls: None,
        };
        let link = Link::connect(&target).unwrap();
        let socket = SockRef::from(&link.stream);
        assert!(socket.tcp_nodelay().unwrap());
        assert!(socket.keepalive().unwrap());
        let seconds = Duration::from_secs;
        assert_eq!(socket.tcp_keepalive_time().unwrap(), seconds(10));
        assert_eq!(socket.tcp_keepalive_interval().unwrap(), seconds(5));
        assert_eq!(socket.tcp_keepalive_retries().unwrap(), 3);
        assert_eq!(socket.tcp_user_timeout().unwrap(), Some(seconds(10)));
    }
}
