//! Over real sockets on the loopback device, against tungstenite and rustls.

pub(crate) mod allocations;
mod ends;
mod lockstep;
mod storm;
mod upgrade;

use super::{Connection, LinkError, ReadOutcome, RxStamp, Stage, Target, TlsRoots, client_config};
use crate::wire::Message;
use mio::{Events, Poll, Token};
use rustls::{ClientConfig, ServerConfig, ServerConnection, StreamOwned};
use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use std::{
    net::{SocketAddr, TcpListener, TcpStream},
    sync::Arc,
    thread::{self, JoinHandle},
    time::Duration,
};

const PATH: &str = "/api/dostk/websocket";

/// A message with its bytes copied out.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Owned {
    Text(String),
    Ping(Vec<u8>),
    Pong(Vec<u8>),
    Close(Option<u16>, String),
}

impl From<Message<'_>> for Owned {
    fn from(message: Message<'_>) -> Self {
        match message {
            Message::Text { padded, len } => {
                Self::Text(String::from_utf8(padded[..len].to_vec()).unwrap())
            }
            Message::Binary(_) => panic!("no test sends binary"),
            Message::Ping(payload) => Self::Ping(payload.to_vec()),
            Message::Pong(payload) => Self::Pong(payload.to_vec()),
            Message::Close { code, reason } => Self::Close(code, reason.to_owned()),
        }
    }
}

/// What a driver does, as simply as can be.
struct Client {
    connection: Connection,
    poll: Poll,
    events: Events,
    /// Stamps of all reads.
    stamps: Vec<RxStamp>,
    /// Stages seen before `Open`.
    stages: Vec<Stage>,
}

impl Client {
    /// Connects and drives the connection until it is open.
    fn open(target: &Target) -> Result<Self, LinkError> {
        let mut client = Self::start(target)?;
        while client.step()? != Stage::Open {
            client.wait();
        }
        Ok(client)
    }

    fn start(target: &Target) -> Result<Self, LinkError> {
        let mut connection = Connection::connect(target)?;
        let poll = Poll::new().unwrap();
        let interest = connection.interest();
        poll.registry()
            .register(&mut connection, Token(0), interest)
            .unwrap();
        Ok(Self {
            connection,
            poll,
            events: Events::with_capacity(8),
            stamps: Vec::with_capacity(10_000),
            stages: Vec::new(),
        })
    }

    /// Advances once.
    fn step(&mut self) -> Result<Stage, LinkError> {
        self.stages.push(self.connection.stage());
        let stage = self.connection.advance()?;
        self.stages.push(stage);
        self.stages.dedup();
        Ok(stage)
    }

    /// Waits until the socket is ready. Minutes pass only if a test fails.
    fn wait(&mut self) {
        let interest = self.connection.interest();
        self.poll
            .registry()
            .reregister(&mut self.connection, Token(0), interest)
            .unwrap();
        match self
            .poll
            .poll(&mut self.events, Some(Duration::from_secs(60)))
        {
            Ok(()) => assert!(!self.events.is_empty(), "nothing came for a minute"),
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::Interrupted),
        }
    }

    /// The next message; answers Pings. `None` at the stream's orderly end.
    fn next(&mut self) -> Result<Option<Owned>, LinkError> {
        loop {
            match self.connection.next_message()? {
                Some((Message::Ping(payload), outbox)) => {
                    outbox.pong(payload)?;
                    let payload = payload.to_vec();
                    self.connection.flush()?;
                    return Ok(Some(Owned::Ping(payload)));
                }
                Some((message, _)) => return Ok(Some(message.into())),
                None => {}
            }
            if !self.read()? {
                return Ok(None);
            }
        }
    }

    /// Reads once, after waiting if need be; false at the stream's end.
    fn read(&mut self) -> Result<bool, LinkError> {
        loop {
            match self.connection.read()? {
                ReadOutcome::Bytes(stamp) => {
                    self.stamps.push(stamp);
                    self.connection.flush()?;
                    return Ok(true);
                }
                ReadOutcome::WouldBlock => self.wait(),
                ReadOutcome::Eof => return Ok(false),
            }
        }
    }

    /// Sends all that is queued.
    fn flush(&mut self) -> Result<(), LinkError> {
        while !self.connection.flush()? {
            self.wait();
        }
        Ok(())
    }

    fn send(&mut self, text: &str) -> Result<(), LinkError> {
        self.connection.outbox().text(text.as_bytes())?;
        self.flush()
    }
}

fn plain(addr: SocketAddr) -> Target {
    Target {
        addr,
        host: "localhost".to_owned(),
        path: PATH.to_owned(),
        tls: None,
    }
}

/// A certificate authority's work, for one test: both ends' configurations.
struct Certified {
    server: Arc<ServerConfig>,
    client: Arc<ClientConfig>,
}

impl Certified {
    fn new() -> Self {
        Self::with_versions(rustls::ALL_VERSIONS)
    }

    /// A server that speaks these versions of TLS only.
    fn with_versions(versions: &[&'static rustls::SupportedProtocolVersion]) -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let der = made.cert.der().clone();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let server = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(versions)
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![der.clone()], key)
            .unwrap();
        Self {
            server: Arc::new(server),
            client: client_config(&TlsRoots::Only(vec![der.to_vec()])).unwrap(),
        }
    }

    fn target(&self, addr: SocketAddr) -> Target {
        Target {
            tls: Some(Arc::clone(&self.client)),
            ..plain(addr)
        }
    }

    fn accept(&self, stream: TcpStream) -> StreamOwned<ServerConnection, TcpStream> {
        StreamOwned::new(
            ServerConnection::new(Arc::clone(&self.server)).unwrap(),
            stream,
        )
    }
}

/// Serves one connection on a thread.
fn serve<T: Send + 'static>(
    handler: impl FnOnce(TcpStream) -> T + Send + 'static,
) -> (SocketAddr, JoinHandle<T>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = listener.local_addr().unwrap();
    let server = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        stream.set_nodelay(true).unwrap();
        handler(stream)
    });
    (addr, server)
}
