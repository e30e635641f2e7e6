//! Why a link went down, and why a subscription was refused.

use super::codes::{ReturnCode, SystemCode};
use super::token_failure::TokenFailure;
use crate::record::Text;
use std::fmt;
use std::io;

/// Text that came from the server: cut at 127 bytes, control characters and
/// the token taken out.
pub type ServerText = Text<128>;

/// Why a link went down or could not be brought up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionError {
    /// The program asked for it.
    StopRequested,
    /// No token could be had.
    NoToken {
        /// What the token's provider said.
        failure: TokenFailure,
    },
    /// The server refused LOGIN.
    LoginRefused {
        /// The most exact code that the answer holds: the one in the text's
        /// `[CODE=…]` where there is one, or the return code.
        code: ReturnCode,
        /// What the server said.
        text: ServerText,
    },
    /// The same app key logged in elsewhere (SYSTEM `R10001`).
    SessionReplaced,
    /// The link was not open in time.
    OpenTimeout {
        /// The step that it hung at.
        step: OpenStep,
    },
    /// The server did not answer LOGIN in time.
    LoginTimeout,
    /// No byte came for too long. The server sends a PING about every 10
    /// seconds when nothing else happens, so the link is dead.
    Stale,
    /// The server said why it closes (a SYSTEM message), and the link ended.
    ClosedBySystem {
        /// The message's code.
        code: SystemCode,
        /// What the server said.
        text: ServerText,
    },
    /// The link was lost, or could not be opened.
    Lost {
        /// How.
        loss: LinkLoss,
    },
}

impl SessionError {
    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::StopRequested => "nothing",
            Self::NoToken { failure } => failure.advice(),
            Self::LoginRefused { code, .. } => code.advice(),
            Self::SessionReplaced => SystemCode::SESSION_REPLACED.advice().unwrap_or(""),
            Self::ClosedBySystem { code, .. } => {
                code.advice().unwrap_or("connect again after a pause")
            }
            Self::OpenTimeout {
                step: OpenStep::Token,
            } => "look for what holds up the token's provider",
            Self::OpenTimeout {
                step: OpenStep::Resolving,
            } => "check the name service and the host's name",
            Self::OpenTimeout { .. } | Self::Stale => {
                "check the network; a firewall must let this port out"
            }
            Self::LoginTimeout => "try again in a while; the server is up but doesn't answer",
            Self::Lost { loss } => loss.advice(),
        }
    }
}

impl fmt::Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::StopRequested => return f.write_str("stopped on request"),
            // It says itself what to do.
            Self::NoToken { failure } => return failure.fmt(f),
            Self::LoginRefused { code, text } => {
                write!(f, "the server refused the login: {code}")?;
                write_text(f, text)?;
            }
            Self::SessionReplaced => f.write_str(
                "another session logged in with the same app key, and the server closed this one",
            )?,
            Self::OpenTimeout { step } => write!(f, "no connection in time: it hung at {step}")?,
            Self::LoginTimeout => f.write_str("no answer to the login in time")?,
            Self::Stale => f.write_str("the link went silent")?,
            Self::ClosedBySystem { code, text } => {
                write!(f, "the server closed the link with {code}")?;
                write_text(f, text)?;
            }
            Self::Lost { loss } => write!(f, "{loss}")?,
        }
        write!(f, "; what to do: {}", self.advice())
    }
}

impl std::error::Error for SessionError {}

pub(super) fn write_text(f: &mut fmt::Formatter<'_>, text: &ServerText) -> fmt::Result {
    match text.get() {
        Some(text) => write!(f, " \"{text}\""),
        None => Ok(()),
    }
}

/// The steps of opening a link, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OpenStep {
    /// The token is fetched.
    Token,
    /// The host's name is looked up.
    Resolving,
    /// The TCP connection is made.
    Connecting,
    /// The TLS handshake.
    Tls,
    /// The HTTP upgrade to WebSocket.
    Upgrade,
}

impl fmt::Display for OpenStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Token => "the fetching of the token",
            Self::Resolving => "the look-up of the host's name",
            Self::Connecting => "the TCP connection",
            Self::Tls => "the TLS handshake",
            Self::Upgrade => "the WebSocket upgrade",
        })
    }
}

/// How a link was lost or could not be opened, as the transport saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkLoss {
    /// The host's name could not be looked up.
    Resolve,
    /// No TCP connection.
    Connect(io::ErrorKind),
    /// The TLS handshake or its records failed; the text says how.
    Tls(ServerText),
    /// The server did not upgrade to WebSocket.
    Upgrade {
        /// The HTTP status, 0 where there was none.
        status: u16,
    },
    /// A Close frame came.
    Closed {
        /// Its code, where it had one.
        code: Option<u16>,
        /// Its words.
        text: ServerText,
    },
    /// The stream ended without a Close frame.
    Truncated,
    /// The socket failed.
    Io(io::ErrorKind),
    /// LOGIN was not sent, because the program logs at a level at which the
    /// WebSocket library writes into the log what the server sends, and a server
    /// may repeat the token. Only an engine that is a tokio task has this.
    LogShowsToken,
    /// What came was not WebSocket; the link was closed with this code.
    Protocol {
        /// The code of our Close frame.
        code: u16,
    },
}

impl LinkLoss {
    fn advice(&self) -> &'static str {
        match self {
            Self::Resolve => "check the name service and the host's name",
            Self::Connect(_) => {
                "check the network and the server's address; a firewall must let this port out"
            }
            Self::Tls(_) => {
                "check the host's name and this machine's clock; look for a proxy that breaks TLS open"
            }
            Self::Upgrade { .. } => "check the server's address and path",
            Self::Closed {
                code: Some(1009), ..
            } => {
                "a request was too long for the server: lower `frame_limit` in the session's settings"
            }
            Self::LogShowsToken => {
                "cap the log: set the level of the target `tungstenite` to `info` (RUST_LOG=trace,tungstenite=info)"
            }
            Self::Closed { .. } | Self::Truncated | Self::Io(_) => "connect again after a pause",
            Self::Protocol { .. } => {
                "connect again after a pause; if it stays, look for a proxy in between"
            }
        }
    }
}

impl fmt::Display for LinkLoss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Resolve => f.write_str("the host's name could not be looked up"),
            Self::Connect(kind) => write!(f, "the connection failed: {kind}"),
            Self::Tls(text) => {
                f.write_str("TLS failed")?;
                write_text(f, text)
            }
            Self::Upgrade { status: 0 } => {
                f.write_str("the server did not answer the WebSocket upgrade")
            }
            Self::Upgrade { status } => {
                write!(
                    f,
                    "the server refused the WebSocket upgrade with HTTP status {status}"
                )
            }
            Self::Closed { code, text } => {
                match code {
                    Some(code) => write!(f, "the server closed the link with code {code}"),
                    None => f.write_str("the server closed the link without a code"),
                }?;
                write_text(f, text)
            }
            Self::LogShowsToken => {
                f.write_str("the token wasn't sent, because it could come to stand in the log")
            }
            Self::Truncated => f.write_str("the link ended without a close"),
            Self::Io(kind) => write!(f, "the link failed: {kind}"),
            Self::Protocol { code } => {
                write!(
                    f,
                    "the server broke the WebSocket protocol (closed with {code})"
                )
            }
        }
    }
}

/// Why a subscription was not registered, or not removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rejection {
    /// The server refused the whole request that the subscription was in.
    Server {
        /// Its return code.
        code: ReturnCode,
    },
    /// The server did not answer, several times. It may have done what was
    /// asked all the same.
    NoAnswer,
    /// The session's settings allow no more items; nothing was sent.
    NoRoom {
        /// Items allowed: `item_limit`.
        limit: u32,
        /// Items that were free when the command came. The first that many
        /// new items of the command were taken.
        room: u32,
    },
}

impl Rejection {
    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        match self {
            Self::Server { code } => code.advice(),
            Self::NoAnswer => "subscribe again in a while, and see whether records come",
            Self::NoRoom { .. } => ReturnCode::SESSION_FULL.advice(),
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Server { code } => write!(f, "refused with {code}")?,
            Self::NoAnswer => f.write_str("not answered")?,
            Self::NoRoom { limit, room } => {
                write!(
                    f,
                    "no room: {room} of {limit} items were free when the command came"
                )?;
            }
        }
        write!(f, "; what to do: {}", self.advice())
    }
}
