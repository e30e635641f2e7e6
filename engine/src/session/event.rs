//! What goes into a session and what comes out of it.

use super::codes::SystemCode;
use super::error::{LinkLoss, OpenStep, Rejection, ServerText, SessionError};
use super::key::Key;
use super::token::Token;
use super::token_failure::TokenFailure;
use crate::Mono;
use std::fmt;
use std::time::Duration;
use zeroize::Zeroizing;

/// What happened to the link, for strategies and operators.
///
/// The order is always this, where `?` may be missing and `*` may repeat:
///
/// ```text
/// (Connecting (Up Restored?)? Down)* Stopped
/// ```
///
/// So every `Connecting` has exactly one `Down`: that of the attempt, or that
/// of the link it led to. An outage is announced by the one `Down` after a
/// `Restored`, before anything else happens to the link; attempts that fail
/// meanwhile have a `Connecting` and a `Down` of their own; and it ends with the
/// next `Restored`, or with `Stopped`, whichever comes first. `Stopped` comes
/// once, and nothing after it. The other events come in between: what the
/// server refuses or says while the link is up, `System` from the login on, and
/// a `Rejected` with `NoRoom` at any time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkEvent {
    /// An attempt begins: token, name, connection, login.
    Connecting,
    /// The server accepted LOGIN; registering begins.
    Up {
        /// How many times the link had been up, this time included.
        epoch: u32,
    },
    /// Everything that is wanted has been asked for and answered on this link.
    Restored {
        /// Subscriptions that the server accepted. It accepts codes that
        /// don't exist, too.
        accepted: u32,
        /// Subscriptions that it refused or didn't answer: a `Rejected` told
        /// which.
        rejected: u32,
    },
    /// A subscription failed. One that was sent stays wanted, but is not sent
    /// again until it is subscribed again or the link is made again; one with
    /// `NoRoom` is forgotten.
    Rejected {
        /// Which.
        key: Key,
        /// Why.
        why: Rejection,
    },
    /// A subscription that nobody wants any more could not be removed: its
    /// records may go on, and its item may go on taking a place at the server.
    NotRemoved {
        /// Which.
        key: Key,
        /// Why.
        why: Rejection,
    },
    /// The server sent a SYSTEM message. It is no error by itself.
    System {
        /// Its code.
        code: SystemCode,
        /// Its text.
        text: ServerText,
    },
    /// The link is gone, or did not come up. Orders, balances and books are
    /// unknown from here on, until after a `Restored` fresh ones have come.
    Down {
        /// Why.
        reason: SessionError,
        /// When the last byte came, on this link or on one before it; `None`
        /// if there was none yet.
        last_rx: Option<Mono>,
        /// After which time the next attempt begins; `None` if there is none:
        /// `Stopped` follows.
        retry_in: Option<Duration>,
    },
    /// The session is over.
    Stopped {
        /// Why: that of the `Down` before it, or the request to stop.
        reason: SessionError,
    },
}

/// What the driver tells the session.
#[derive(Debug)]
pub(crate) enum Input<'a> {
    /// Begin. Only in `State::Idle`.
    Start,
    /// The answer to `Action::GetToken`. One that comes too late is ignored.
    Token(Result<Token, TokenFailure>),
    /// The host's name has been looked up: the driver has addresses.
    Resolved,
    /// The look-up failed. The driver keeps the addresses that it had.
    ResolveFailed,
    /// The driver has reached this step of opening the link, which has a time
    /// limit of its own.
    Step(OpenStep),
    /// The link is open: the WebSocket upgrade is done.
    Opened,
    /// Bytes came in, whole messages or not.
    Rx,
    /// The link is gone, or could not be opened. The driver has dropped it.
    Lost(LinkLoss),
    /// Somebody wants these; counted, so that each needs its own unsubscribe.
    Subscribe(&'a [Key]),
    /// Somebody doesn't want these any more.
    Unsubscribe(&'a [Key]),
    /// End the session.
    Stop,
    /// `next_deadline` has come.
    Timer,
}

/// What the session wants the driver to do, in this order.
#[derive(Debug)]
pub(crate) enum Action {
    /// Get a token, without blocking, and answer with `Input::Token`. When it
    /// is to be fresh, the last one was refused. Never asked for again before
    /// it was answered or its time was over.
    GetToken { fresh: bool },
    /// Look the host's name up, without blocking, and answer with
    /// `Input::Resolved` or `Input::ResolveFailed`.
    Resolve,
    /// Open a new link to the server, to the addresses found last. No other
    /// link is there at this time.
    Connect,
    /// Send a text message.
    Send(Frame),
    /// Send what was handed over so far and a Close frame with this code, if
    /// the link is open; then drop it without waiting long. A `Lost` is not
    /// expected after it.
    Close(u16),
    /// Tell the strategies.
    Emit(LinkEvent),
}

/// A text message to send.
pub(crate) enum Frame {
    /// May be recorded.
    Plain(Vec<u8>),
    /// LOGIN: not to be recorded, printed or copied; wiped when dropped.
    Secret(Zeroizing<Vec<u8>>),
}

impl Frame {
    /// The message's bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Plain(bytes) => bytes,
            Self::Secret(bytes) => bytes,
        }
    }
}

/// Shows the kind and the length only: an echo is whatever the server sent.
impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self {
            Self::Plain(_) => "Plain",
            Self::Secret(_) => "Secret",
        };
        write!(f, "{kind}({} bytes)", self.bytes().len())
    }
}

/// Where a text message belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum Route {
    /// Market data: hand it to the decoder, nothing was done with it here.
    Data,
    /// The session has dealt with it; there may be actions.
    Handled,
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Nothing has been asked for yet.
    Idle,
    /// On the way to an open link: token, name, TCP, TLS, upgrade. Each of
    /// these steps is a state, with a time limit of its own.
    Opening { step: OpenStep, until: Mono },
    /// LOGIN is sent, its answer is awaited.
    Login { until: Mono },
    /// Logged in; the subscriptions are being registered.
    Restoring,
    /// Everything is registered.
    Live,
    /// There is no link. The next attempt begins then.
    Backoff { until: Mono },
    /// Over.
    Stopped,
}
