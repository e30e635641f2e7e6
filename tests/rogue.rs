//! A server of a test's own, for what the stand-in exchange is too honest to do:
//! one connection, byte by byte.

use crate::Authority;
use rustls::{ServerConnection, StreamOwned};
use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use tungstenite::{Message, WebSocket};

/// The answer to a LOGIN.
pub const LOGGED_IN: &str = r#"{"trnm":"LOGIN","return_code":0,"return_msg":"","sor_yn":"Y"}"#;
/// The answer to a REG.
pub const REGISTERED: &str = r#"{"trnm":"REG","return_code":0,"return_msg":""}"#;
/// A trade of `005930`.
pub const TRADE: &str = r#"{"data":[{"values":{"20":"115618","10":"-257750","15":"+1","13":"1"},"type":"0B","name":"주식체결","item":"005930"}],"trnm":"REAL"}"#;

/// Where a server waits for its connection, and the thread that serves it.
#[derive(Debug)]
pub struct Rogue<T> {
    /// Its URL, by the host's name.
    pub url: String,
    thread: JoinHandle<T>,
}

impl<T: Send + 'static> Rogue<T> {
    /// Serves one connection with `serve`.
    ///
    /// # Panics
    /// When no port can be had.
    #[must_use]
    pub fn start(scheme: &str, serve: impl FnOnce(TcpStream) -> T + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let thread = std::thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            stream.set_nodelay(true).unwrap();
            serve(stream)
        });
        Self {
            url: format!("{scheme}://localhost:{port}/api/dostk/websocket"),
            thread,
        }
    }

    /// Waits until it has served.
    ///
    /// # Panics
    /// When the server did.
    pub fn end(self) -> T {
        match self.thread.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }

    /// Waits until it has ended; tells whether it did so with a panic.
    #[must_use]
    pub fn has_panicked(self) -> bool {
        self.thread.join().is_err()
    }
}

/// A connection with TLS.
pub type Secure = StreamOwned<ServerConnection, TcpStream>;

/// Begins with TLS; the handshake comes with the first read.
///
/// # Panics
/// When rustls refuses.
#[must_use]
pub fn secure(authority: &Authority, stream: TcpStream) -> Secure {
    let config = Arc::clone(&authority.server());
    StreamOwned::new(ServerConnection::new(config).unwrap(), stream)
}

/// Upgrades, and answers the LOGIN and the first REG.
///
/// # Panics
/// When the client does anything else.
pub fn let_in<S: Read + Write>(stream: S) -> WebSocket<S> {
    let mut socket = upgraded(stream);
    for (request, answer) in [("LOGIN", LOGGED_IN), ("REG", REGISTERED)] {
        expect(&mut socket, request);
        socket.send(Message::text(answer)).unwrap();
    }
    socket
}

/// Upgrades, and does nothing more.
///
/// # Panics
/// When the client doesn't ask for it.
pub fn upgraded<S: Read + Write>(stream: S) -> WebSocket<S> {
    let socket = tungstenite::accept(stream);
    socket.unwrap_or_else(|error| panic!("no upgrade: {error}"))
}

/// Reads the client's next message, which must be this request.
///
/// # Panics
/// When it is another.
pub fn expect<S: Read + Write>(socket: &mut WebSocket<S>, request: &str) {
    let message = socket.read().unwrap();
    let text = message.to_text().unwrap();
    let trnm = format!("{{\"trnm\":\"{request}\"");
    assert!(text.starts_with(&trnm), "no {request}: {text}");
}

/// A frame as a server writes it; `first` is the opcode with its flags.
#[must_use]
pub fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![first];
    match u16::try_from(payload.len()) {
        Ok(length @ 0..=125) => frame.push(length as u8),
        Ok(length) => {
            frame.push(126);
            frame.extend(length.to_be_bytes());
        }
        Err(_) => {
            frame.push(127);
            frame.extend((payload.len() as u64).to_be_bytes());
        }
    }
    frame.extend_from_slice(payload);
    frame
}

/// Writes the same bytes again and again, until all is written or the client has
/// gone; gives how many it took.
///
/// # Panics
/// When it can't be written for another reason.
pub fn flood(mut to: impl Write, bytes: &[u8], times: usize) -> usize {
    let gone = |error: io::Error| {
        let kinds = [io::ErrorKind::BrokenPipe, io::ErrorKind::ConnectionReset];
        assert!(kinds.contains(&error.kind()), "{error}");
    };
    for time in 0..times {
        if let Err(error) = to.write_all(bytes) {
            gone(error);
            return time;
        }
    }
    times
}
