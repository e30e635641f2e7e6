//! What can go wrong.

use crate::FilterError;
use std::fmt;

/// Why there is no publisher, or no subscription.
#[derive(Debug)]
#[non_exhaustive]
pub enum ShareError {
    /// A name is 1 to 24 lower-case letters, digits and hyphens; this isn't one.
    Name(String),
    /// Nobody publishes under this name, in this version's layout of the records.
    NotPublished(String),
    /// Somebody publishes under this name already.
    AlreadyPublished(String),
    /// As many subscribe to it as its publisher allows.
    Full(String),
    /// Subscribers of an earlier publisher of this name still hold its memory,
    /// which is smaller than what is asked for: end them, or ask for no more.
    Held(String),
    /// What is asked for can't be.
    Filter(FilterError),
    /// The system, or iceoryx2, in its words.
    System(String),
}

impl ShareError {
    pub(crate) fn system(error: impl fmt::Display) -> Self {
        Self::System(error.to_string())
    }
}

impl From<FilterError> for ShareError {
    fn from(error: FilterError) -> Self {
        Self::Filter(error)
    }
}

impl fmt::Display for ShareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => write!(
                f,
                "{name:?} can't be a share's name: 1 to 24 lower-case letters, digits and hyphens"
            ),
            Self::NotPublished(name) => write!(f, "nobody publishes {name:?} on this machine"),
            Self::AlreadyPublished(name) => write!(f, "{name:?} is published already"),
            Self::Full(name) => write!(
                f,
                "{name:?} has as many subscribers as its publisher allows"
            ),
            Self::Held(name) => write!(
                f,
                "subscribers of an earlier publisher of {name:?} hold smaller memory than is \
                 asked for: end them first"
            ),
            Self::Filter(error) => error.fmt(f),
            Self::System(error) => write!(f, "shared memory: {error}"),
        }
    }
}

impl std::error::Error for ShareError {}

/// A subscription has ended, and everything in it was read. Nothing comes any
/// more: open another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// How.
    pub end: End,
}

/// How a subscription has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum End {
    /// The publisher has stopped: its engine's feed had ended.
    Stopped,
    /// The publisher's process is gone without having said so, or can't be
    /// reached any more.
    Died,
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.end {
            End::Stopped => "the publisher has stopped",
            End::Died => "the publisher has died",
        })
    }
}

impl std::error::Error for Ended {}
