//! What goes into a session and what comes out of it.

use super::codes::SystemCode;
use super::error::{LinkLoss, OpenStep, Rejection, ServerText, SessionError};
use super::key::Key;
use super::token::Token;
use crate::Mono;
use std::fmt;
use zeroize::Zeroizing;

/// What happened to the link, for strategies and operators.
///
/// Every `Connecting` is followed by exactly one `Down`; `Stopped` comes once,
/// and nothing after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkEvent {
    /// A connection is being made.
    Connecting,
    /// The server accepted LOGIN; registering begins.
    Up {
        /// How many times the link had been up, this time included.
        epoch: u32,
    },
    /// Every subscription made so far has been answered.
    Restored {
        /// Subscriptions that the server accepted. It accepts codes that
        /// don't exist, too.
        accepted: u32,
        /// Subscriptions that it refused or didn't answer: a `Rejected` told
        /// which.
        rejected: u32,
    },
    /// A subscription failed. One that was sent stays wanted, but is not sent
    /// again until it is subscribed again; one with `NoRoom` is forgotten.
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
    /// The link is gone. Orders, balances and books are unknown from here on.
    Down {
        /// Why.
        reason: SessionError,
    },
    /// The session is over.
    Stopped {
        /// Why: that of the `Down` before it.
        reason: SessionError,
    },
}

/// What the driver tells the session.
#[derive(Debug)]
pub(crate) enum Input<'a> {
    /// Connect and log in with this token. Only in `State::Idle`.
    Start(Token),
    /// The driver has reached this step of opening the link; lets a timeout
    /// say where it hung.
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
    /// Open a link to the server.
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
    /// The link is being opened.
    Opening { step: OpenStep, until: Mono },
    /// LOGIN is sent, its answer is awaited.
    Login { until: Mono },
    /// Logged in; the subscriptions are being registered.
    Restoring,
    /// Everything is registered.
    Live,
    /// Over.
    Stopped,
}
