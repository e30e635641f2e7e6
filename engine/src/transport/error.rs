//! Why a connection didn't come up, or ended.

use super::Stage;
use crate::record::Text;
use crate::session::LinkLoss;
use crate::wire::{Backlog, WsError};
use std::{error::Error, fmt, io};

/// What ended a connection, or what was refused on it.
///
/// All but [`PlaintextRefused`](Self::PlaintextRefused) and
/// [`NotOpen`](Self::NotOpen) end the connection: drop it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum LinkError {
    /// The target's host or path can't be used.
    Target(String),
    /// The root certificates can't be used.
    Roots(String),
    /// No one listens at the address.
    Refused,
    /// The peer, or something on the way, cut the connection.
    Reset(Stage),
    /// The peer didn't acknowledge anything for too long.
    TimedOut(Stage),
    /// The peer ended the stream before the connection was open.
    Eof(Stage),
    /// The stream ended without TLS's goodbye: something may be missing, and
    /// whoever cut it may not have been the server.
    Truncated,
    /// Another error of the operating system.
    Io {
        /// Where.
        stage: Stage,
        /// Its kind.
        kind: io::ErrorKind,
        /// The system's number for it.
        os: Option<i32>,
    },
    /// The server's certificate isn't valid for this host, now, by our roots.
    Certificate(String),
    /// Another breach of TLS, on either side.
    Tls(String),
    /// The system gave no random bytes.
    Randomness,
    /// The server answered the upgrade with this HTTP status instead of 101.
    UpgradeRefused(u16),
    /// The server's answer to the upgrade is wrong.
    Upgrade(UpgradeFault),
    /// The server broke the WebSocket protocol.
    Ws(WsError),
    /// The server doesn't take what we send.
    Backlog(Backlog),
    /// A secret would have gone over the network in the clear. It was not
    /// sent, and the connection is as it was.
    PlaintextRefused,
    /// Frames can be sent only when the connection is open and no Close was
    /// sent. Nothing was sent, and the connection is as it was.
    NotOpen,
    /// The driver read again before it had taken all messages, and no room is
    /// left: a mistake in the driver.
    MessagesNotTaken,
}

/// What is wrong in an answer to the upgrade.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum UpgradeFault {
    /// No end of the header within the limit.
    TooLong,
    /// A line that ends in a bare newline.
    BareNewline,
    /// It names an extension; we offered none.
    Extension,
    /// It names a sub-protocol; we offered none.
    SubProtocol,
    /// Something else, in words.
    Other(String),
}

impl LinkError {
    /// From what the operating system says.
    pub(super) fn io(stage: Stage, error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::ConnectionRefused => Self::Refused,
            Kind::ConnectionReset | Kind::ConnectionAborted | Kind::BrokenPipe => {
                Self::Reset(stage)
            }
            Kind::TimedOut => Self::TimedOut(stage),
            kind => Self::Io {
                stage,
                kind,
                os: error.raw_os_error(),
            },
        }
    }
}

impl From<WsError> for LinkError {
    fn from(error: WsError) -> Self {
        Self::Ws(error)
    }
}

impl From<Backlog> for LinkError {
    fn from(backlog: Backlog) -> Self {
        Self::Backlog(backlog)
    }
}

impl From<rustls::Error> for LinkError {
    fn from(error: rustls::Error) -> Self {
        match error {
            rustls::Error::InvalidCertificate(reason) => Self::Certificate(reason.to_string()),
            rustls::Error::FailedToGetRandomBytes => Self::Randomness,
            error => Self::Tls(error.to_string()),
        }
    }
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Target(what) => write!(f, "the address can't be used: {what}; correct it"),
            Self::Roots(what) => write!(
                f,
                "the root certificates can't be used: {what}; give certificates in DER"
            ),
            Self::Refused => {
                f.write_str("connection refused; check host and port, or try again later")
            }
            Self::Reset(stage) => write!(f, "connection reset {stage}; connect anew"),
            Self::TimedOut(stage) => {
                write!(
                    f,
                    "the peer fell silent {stage}; check the network, connect anew"
                )
            }
            Self::Eof(stage) => {
                write!(f, "the server hung up {stage}; try again after a pause")
            }
            Self::Truncated => f.write_str(
                "the stream ended without TLS close_notify: data may be missing; connect anew",
            ),
            Self::Io { stage, kind, os } => {
                match os {
                    Some(os) => write!(f, "{}", io::Error::from_raw_os_error(*os)),
                    None => write!(f, "{kind}"),
                }?;
                write!(f, " {stage}; check the network, connect anew")
            }
            Self::Certificate(reason) => write!(
                f,
                "the server's certificate isn't valid ({reason}); \
                 check host name, clock and root certificates, and send no token there"
            ),
            Self::Tls(reason) => write!(f, "TLS failed: {reason}; check that the port speaks TLS"),
            Self::Randomness => f.write_str("the operating system gave no random bytes"),
            Self::UpgradeRefused(status) => write!(
                f,
                "the server answered HTTP {status} instead of upgrading to WebSocket; check the path"
            ),
            Self::Upgrade(fault) => write!(
                f,
                "the answer to the WebSocket upgrade is wrong: {fault}; check host and path"
            ),
            Self::Ws(error) => error.fmt(f),
            Self::Backlog(backlog) => backlog.fmt(f),
            Self::PlaintextRefused => f.write_str(
                "refused to send a secret without TLS to another machine; use a wss:// address",
            ),
            Self::NotOpen => {
                f.write_str("the connection isn't open for sending; wait for it, or connect anew")
            }
            Self::MessagesNotTaken => {
                f.write_str("read again though messages wait; take them all after each read")
            }
        }
    }
}

impl Error for LinkError {}

impl fmt::Display for UpgradeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => f.write_str("its header doesn't end"),
            Self::BareNewline => f.write_str("a line doesn't end in CR LF"),
            Self::Extension => f.write_str("it names an extension that we didn't offer"),
            Self::SubProtocol => f.write_str("it names a sub-protocol that we didn't offer"),
            Self::Other(what) => f.write_str(what),
        }
    }
}

/// How the session sees a connection's end.
impl From<&LinkError> for LinkLoss {
    fn from(error: &LinkError) -> Self {
        use io::ErrorKind;
        let io = |stage: Stage, kind| match stage {
            Stage::Connecting => LinkLoss::Connect(kind),
            _ => LinkLoss::Io(kind),
        };
        match error {
            LinkError::Refused => LinkLoss::Connect(ErrorKind::ConnectionRefused),
            LinkError::Reset(stage) => io(*stage, ErrorKind::ConnectionReset),
            LinkError::TimedOut(stage) => io(*stage, ErrorKind::TimedOut),
            LinkError::Io { stage, kind, .. } => io(*stage, *kind),
            LinkError::Eof(_) | LinkError::Truncated => LinkLoss::Truncated,
            LinkError::UpgradeRefused(status) => LinkLoss::Upgrade { status: *status },
            LinkError::Upgrade(_) => LinkLoss::Upgrade { status: 101 },
            LinkError::Ws(error) => LinkLoss::Protocol {
                code: error.close_code(),
            },
            LinkError::PlaintextRefused => LinkLoss::Connect(ErrorKind::PermissionDenied),
            LinkError::Certificate(_) | LinkError::Tls(_) | LinkError::Roots(_) => {
                LinkLoss::Tls(Text::new(&error.to_string()))
            }
            LinkError::Target(_) => LinkLoss::Connect(ErrorKind::InvalidInput),
            LinkError::Backlog(_) => LinkLoss::Io(ErrorKind::WriteZero),
            LinkError::Randomness | LinkError::NotOpen | LinkError::MessagesNotTaken => {
                LinkLoss::Io(ErrorKind::Other)
            }
        }
    }
}
