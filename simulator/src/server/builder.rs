//! The settings of a simulator, and what can be wrong with them.

use std::fmt;
use std::io;
use std::net::TcpListener;
use std::path::PathBuf;
use std::time::Duration;

use tokio_rustls::TlsAcceptor;

use super::{Simulator, tls};
use crate::fault::Script;
use crate::market::Flush;
use crate::replay::Replay;
use crate::rules::Rules;

/// How fast messages come, for each connection and over all that it has
/// subscribed to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rate {
    /// Messages a second: with [`Flush::AtOnce`] so many frames, otherwise so
    /// many rows in fewer frames. A client that reads too slowly gets fewer.
    PerSecond(f64),
    /// Whenever the socket takes more.
    AsFastAsRead,
}

/// Where the certificate chain and its key come from.
#[derive(Clone)]
pub(super) enum Identity {
    Pem(Vec<u8>, Vec<u8>),
    Files(PathBuf, PathBuf),
}

/// The settings of a simulator, from [`Simulator::builder`].
#[derive(Clone)]
#[must_use = "nothing runs before start()"]
pub struct Builder {
    pub(super) seed: u64,
    pub(super) rate: Rate,
    pub(super) flush: Flush,
    pub(super) limit: Option<u64>,
    pub(super) rules: Rules,
    pub(super) bind: String,
    pub(super) tls: Option<Identity>,
    pub(super) replay: Option<Replay>,
    pub(super) script: Script,
}

/// Leaves out the TLS key and the tokens.
impl fmt::Debug for Builder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("seed", &self.seed)
            .field("rate", &self.rate)
            .field("flush", &self.flush)
            .field("limit", &self.limit)
            .field("rules", &self.rules)
            .field("bind", &self.bind)
            .field("tls", &self.tls.is_some())
            .field("replay", &self.replay)
            .field("script", &self.script)
            .finish()
    }
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            seed: 1,
            rate: Rate::PerSecond(10.0),
            flush: Flush::Every(Duration::from_millis(100)),
            limit: None,
            rules: Rules::default(),
            bind: "127.0.0.1:0".to_owned(),
            tls: None,
            replay: None,
            script: Script::new(),
        }
    }

    /// Decides every price and every order; 1 unless set.
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// How fast messages come; 10 a second unless set.
    pub fn rate(mut self, rate: Rate) -> Self {
        self.rate = rate;
        self
    }

    /// When messages are sent; every 100 ms unless set, as on the paper host.
    pub fn flush(mut self, flush: Flush) -> Self {
        self.flush = flush;
        self
    }

    /// Each connection gets so many REAL frames and no more; it stays open,
    /// and PINGs go on. No limit unless set.
    pub fn limit(mut self, frames: u64) -> Self {
        self.limit = Some(frames);
        self
    }

    /// Limits and intervals; [`Rules::default`] unless set.
    pub fn rules(mut self, rules: Rules) -> Self {
        self.rules = rules;
        self
    }

    /// Address and port to listen on; `127.0.0.1:0`, any free port of this
    /// machine alone, unless set.
    pub fn bind(mut self, address: impl Into<String>) -> Self {
        self.bind = address.into();
        self
    }

    /// Speaks TLS, with this certificate chain and key, both in PEM. Without
    /// it the simulator speaks plain TCP.
    pub fn tls(mut self, chain: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        self.tls = Some(Identity::Pem(chain.into(), key.into()));
        self
    }

    /// As [`tls`](Self::tls), from two PEM files that are read at the start.
    pub fn tls_files(mut self, chain: impl Into<PathBuf>, key: impl Into<PathBuf>) -> Self {
        self.tls = Some(Identity::Files(chain.into(), key.into()));
        self
    }

    /// Sends recorded frames instead of the market's.
    pub fn replay(mut self, replay: Replay) -> Self {
        self.replay = Some(replay);
        self
    }

    /// What goes wrong, and when: see [`fault`](crate::fault). Nothing unless
    /// set.
    pub fn script(mut self, script: Script) -> Self {
        self.script = script;
        self
    }

    /// Opens the port and starts the simulator's thread.
    ///
    /// # Errors
    ///
    /// When the rate or the flush slot isn't positive, the certificate can't
    /// be used, the address can't be bound, or no thread can be started.
    pub fn start(self) -> Result<Simulator, StartError> {
        if let Rate::PerSecond(rate) = self.rate
            && !(rate.is_finite() && rate > 0.0)
        {
            return Err(StartError::Rate(rate));
        }
        if self.flush == Flush::Every(Duration::ZERO) {
            return Err(StartError::Slot);
        }
        let tls = self.tls.as_ref().map(tls::config).transpose()?;
        let bound = |error| StartError::Bind(self.bind.clone(), error);
        let listener = TcpListener::bind(&self.bind).map_err(bound)?;
        let address = listener.local_addr().map_err(bound)?;
        listener.set_nonblocking(true).map_err(bound)?;
        Simulator::run(listener, address, tls.map(TlsAcceptor::from), self)
            .map_err(StartError::Thread)
    }
}

/// Why a simulator didn't start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The address can't be bound.
    Bind(String, io::Error),
    /// The certificate or its key can't be used.
    Certificate(String),
    /// The rate isn't a positive number.
    Rate(f64),
    /// The flush slot has no length.
    Slot,
    /// The thread couldn't be started.
    Thread(io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bind(address, error) => write!(
                f,
                "can't listen on {address}: {error}; choose another port, or port 0 for any"
            ),
            Self::Certificate(what) => write!(
                f,
                "can't use the certificate: {what}; give a chain and its key in PEM"
            ),
            Self::Rate(rate) => write!(f, "the rate must be above zero, not {rate}"),
            Self::Slot => f.write_str("the flush slot must be longer than zero; or flush at once"),
            Self::Thread(error) => write!(f, "can't start the simulator's thread: {error}"),
        }
    }
}

impl std::error::Error for StartError {}
