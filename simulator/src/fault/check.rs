//! What no script may hold, however it was made.

use std::fmt;
use std::time::Duration;

use super::{Fault, Step, When};

/// The longest time in a script.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);
/// The room for words in a Close frame (RFC 6455, 5.5.1).
const CLOSE_WORDS: usize = 123;

/// Why a [`Fault`] or a [`Step`] can't be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Impossible {
    /// `slow` or `fragments` without a byte.
    NoBytes,
    /// A zero for this, which is counted from 1.
    FromOne(&'static str),
    /// A close code that isn't one.
    CloseCode(u16),
    /// Too many bytes of words for a Close frame.
    CloseWords(usize),
    /// This is missing.
    Empty(&'static str),
    /// A time of more than a day.
    TooLong(Duration),
    /// The fault can't happen at that moment.
    NotThen,
    /// An answer (`refuse`, `ignore`, `delay`) was injected, where nobody asked.
    Unasked,
}

impl fmt::Display for Impossible {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoBytes => f.write_str("`slow` and `fragments` need at least one byte a time"),
            Self::FromOne(what) => write!(f, "{what} is counted from 1"),
            Self::CloseCode(code) => {
                write!(f, "{code} is no close code: they go from 1000 to 4999")
            }
            Self::CloseWords(bytes) => write!(
                f,
                "{bytes} bytes of words are too many: a Close frame has room for {CLOSE_WORDS}"
            ),
            Self::Empty(what) => write!(f, "it needs {what}"),
            Self::TooLong(time) => write!(f, "{time:?} is too long: take a day at most"),
            Self::NotThen => {
                f.write_str("that can't happen at this moment: see which faults answer what")
            }
            Self::Unasked => {
                f.write_str("`refuse`, `ignore` and `delay` answer something: say in a script what")
            }
        }
    }
}

impl std::error::Error for Impossible {}

impl Step {
    /// Whether it can be.
    pub(super) fn check(&self) -> Result<(), Impossible> {
        from_one(self.connection, "a connection's number")?;
        match self.when {
            When::Request(number) => from_one(number, "a request's number")?,
            When::Frame(count) => from_one(Some(count), "a count of frames")?,
            When::After(time) => short(time)?,
            _ => {}
        }
        self.fault.check()?;
        if fits(self.when, &self.fault) {
            Ok(())
        } else {
            Err(Impossible::NotThen)
        }
    }
}

impl Fault {
    /// Whether its figures can be.
    pub(super) fn check(&self) -> Result<(), Impossible> {
        match self {
            Self::Slow(0, _) | Self::Fragments(0) => Err(Impossible::NoBytes),
            Self::Slow(_, time) | Self::Delay(time) | Self::Away(time) | Self::Restart(time) => {
                short(*time)
            }
            Self::Close(code, _) if !(1000..5000).contains(code) => {
                Err(Impossible::CloseCode(*code))
            }
            Self::Close(_, words) if words.len() > CLOSE_WORDS => {
                Err(Impossible::CloseWords(words.len()))
            }
            Self::System(code, _) if code.is_empty() => {
                Err(Impossible::Empty("a code, such as R10003"))
            }
            Self::Text(text) if text.is_empty() => Err(Impossible::Empty("the message's text")),
            Self::Expire(Some(key)) if key.is_empty() => Err(Impossible::Empty("an app key")),
            Self::Burst(frames) => from_one(Some(*frames), "a burst of frames"),
            _ => Ok(()),
        }
    }

    /// Whether it can happen out of the blue.
    pub(crate) fn check_unasked(&self) -> Result<(), Impossible> {
        if self.is_answer() {
            return Err(Impossible::Unasked);
        }
        self.check()
    }

    /// Whether it ends a connection, whatever is spoken on it.
    pub(crate) const fn ends_the_socket(&self) -> bool {
        matches!(
            self,
            Self::Reset | Self::Drop | Self::Garbage | Self::Restart(_)
        )
    }

    /// Whether no connection sees it.
    pub(crate) const fn is_elsewhere(&self) -> bool {
        matches!(self, Self::Away(_) | Self::Expire(_))
    }

    /// Whether it is how something is answered.
    pub(crate) const fn is_answer(&self) -> bool {
        matches!(self, Self::Refuse(_) | Self::Ignore | Self::Delay(_))
    }

    /// Whether it happens to the socket, whatever is spoken on it.
    const fn is_of_the_socket(&self) -> bool {
        self.ends_the_socket() || matches!(self, Self::Slow(..) | Self::Away(_))
    }
}

/// Whether a fault can happen at that moment.
const fn fits(when: When, fault: &Fault) -> bool {
    let of_the_socket = fault.is_of_the_socket();
    match when {
        When::Connect => of_the_socket || matches!(fault, Fault::Ignore),
        When::Upgrade => of_the_socket || matches!(fault, Fault::Ignore | Fault::Refuse(100..600)),
        When::Token => {
            of_the_socket || fault.is_answer() || matches!(fault, Fault::Text(_) | Fault::Expire(_))
        }
        When::Login | When::Request(_) => true,
        When::Ping => !matches!(fault, Fault::Refuse(_)),
        When::Open | When::Frame(_) | When::After(_) => !fault.is_answer(),
    }
}

fn from_one(number: Option<u64>, what: &'static str) -> Result<(), Impossible> {
    match number {
        Some(0) => Err(Impossible::FromOne(what)),
        _ => Ok(()),
    }
}

fn short(time: Duration) -> Result<(), Impossible> {
    if time > LONGEST {
        Err(Impossible::TooLong(time))
    } else {
        Ok(())
    }
}
